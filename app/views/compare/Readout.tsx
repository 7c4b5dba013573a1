/** Every value at the crosshair: what a curve says, and how far the draws differ. */

import { Words } from '../../figure/Letters.tsx'
import { Num } from '../../figure/Num.tsx'
import { Badge } from '../../parts/cell/ModelList.tsx'
import { layersOfEntry } from '../../state/models.ts'
import ui from '../../ui/ui.module.css'
import { Wide } from '../../ui/Wide.tsx'
import type { Quantity, Shown } from './curves.ts'
import { stepsOf } from './job.ts'
import styles from './Readout.module.css'
import { layerShown, type Setup } from './setup.ts'
import { useTexts } from './texts.ts'

const isSame = (a: Quantity, b: Quantity) => a.kind === b.kind && a.name === b.name
const keyOf = ({ kind, name }: Quantity) => [kind, name].join()

/** The state at which a model is opened: its first memory that is shown, or else h. */
const stateOf = (curves: readonly Shown[], model: number): string =>
  curves
    .flatMap(({ model: of, kind, quantity }) =>
      of === model && quantity.kind === 'state' ? [{ memory: kind === 'memory', name: quantity.of }] : [],
    )
    .toSorted((a, b) => Number(b.memory) - Number(a.memory))[0]?.name ?? 'h'

interface Props {
  readonly setup: Setup
  readonly names: readonly string[]
  readonly curves: readonly Shown[]
  readonly steps: number
  readonly lag: number
  readonly onOpen: (model: number, state: string) => void
}

export function Readout({ setup, names, curves, steps, lag, onOpen }: Props) {
  const texts = useTexts()
  const all = curves.map(({ quantity }) => quantity)
  const columns = all.filter((quantity, i) => all.findIndex((other) => isSame(other, quantity)) === i)
  // The states first, h before the others; then what is no gradient.
  const rank = ({ kind, name }: Quantity) => (kind === 'part' ? 2 : name === 'h' ? 0 : 1)
  columns.sort((a, b) => rank(a) - rank(b))
  const head = ({ kind, name }: Quantity) => (kind === 'part' ? texts.readout[name] : texts.readout.of(name))
  return (
    <Wide part="readout" className={styles.readout} label={texts.readout.title(lag, steps - lag)}>
      <table>
        <caption>
          <b>{texts.readout.title(lag, steps - lag)}</b> · {texts.readout.caption}
        </caption>
        <thead>
          <tr>
            <th scope="col">{texts.readout.model}</th>
            {columns.map((quantity) => (
              <th key={keyOf(quantity)} scope="col">
                <Words text={head(quantity)} />
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {setup.models.map((entry, model) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a model is its place in the list
            <tr key={model} data-chosen={model === setup.pick}>
              <th scope="row">
                <Badge model={model} /> <Words text={names[model]!} />
                {layersOfEntry(entry).length > 1 && (
                  <span className={ui.hint}> {texts.axis.ofLayer(layerShown(entry, setup) + 1)}</span>
                )}
              </th>
              {columns.map((quantity) => {
                const curve = curves.find((each) => each.model === model && isSame(each.quantity, quantity))
                return <Values key={keyOf(quantity)} curve={curve} lag={lag} steps={stepsOf(entry, setup)} />
              })}
              <td>
                {lag < stepsOf(entry, setup) && (
                  <button
                    type="button"
                    aria-label={texts.readout.stepInTo(names[model]!)}
                    onClick={() => onOpen(model, stateOf(curves, model))}
                  >
                    {texts.readout.stepIn}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}

interface ValuesProps {
  readonly curve: Shown | undefined
  readonly lag: number
  /** how many the model runs for */
  readonly steps: number
}

function Values({ curve, lag, steps }: ValuesProps) {
  const texts = useTexts()
  if (curve && lag >= steps) return <td className={ui.hint}>{texts.readout.beyond(steps)}</td>
  if (!curve || curve.stale || lag >= curve.values.length) return <td>{curve ? '…' : '–'}</td>
  const { q10, q50, q90 } = curve.band
  return (
    <td>
      <Num value={q50[lag]!} digits={3} />
      {curve.low && (
        <span className={`${ui.hint} ${styles.between}`}>
          <Num value={q10[lag]!} digits={2} /> {texts.readout.to} <Num value={q90[lag]!} digits={2} />
        </span>
      )}
    </td>
  )
}
