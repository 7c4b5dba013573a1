/** Where the weight gradient comes from: what each timestep adds to it, and what clipping does to the whole. */

import { useMemo, useRef } from 'react'
import { clipped, fullValue, tensor } from '../../../src/index.ts'
import { Words } from '../../figure/Letters.tsx'
import { Num } from '../../figure/Num.tsx'
import { Stacked } from '../../figure/Stacked.tsx'
import { Badge } from '../../parts/cell/ModelList.tsx'
import { Waiting } from '../../parts/notices/Waiting.tsx'
import { Save } from '../../parts/take/Save.tsx'
import { useSession } from '../../state/context.ts'
import ui from '../../ui/ui.module.css'
import { Wide } from '../../ui/Wide.tsx'
import { useTask } from '../../work/task.ts'
import compareStyles from './Compare.module.css'
import { captionOf } from './caption.ts'
import cardStyles from './card.module.css'
import { type Shares, type SharesQuestion, sharesWork } from './inspect.ts'
import InspectWorker from './inspect.worker.ts?worker&inline'
import { sourceOf } from './job.ts'
import switchesStyles from './Switches.module.css'
import type { Setup } from './setup.ts'
import { useTexts } from './texts.ts'
import { useSettled } from './useSettled.ts'
import styles from './WeightShares.module.css'

interface Props {
  readonly setup: Setup
  readonly names: readonly string[]
}

/** The lags that are taken together: from each to before the next. */
const cuts = [0, 1, 2, 5, 10, 20, 50, 100, 200]

const kind = { work: sharesWork, worker: InspectWorker }

export default function WeightShares({ setup, names, wait }: Props & { readonly wait: boolean }) {
  const texts = useTexts()
  const { models, hidden, steps, scale, seed } = setup
  const wanted = useMemo(
    (): SharesQuestion => ({
      kind: 'shares',
      sources: models.map((entry) => sourceOf(entry, { hidden, steps, scale, seed })),
    }),
    [models, hidden, steps, scale, seed],
  )
  const question = useSettled(wanted, 200, wait)
  const task = useTask(question, kind, null)
  const last = useRef<readonly Shares[] | null>(null)
  if (task.state === 'done') last.current = task.answer
  const known = task.state === 'done' ? task.answer : last.current
  const shares = useMemo(() => known?.slice(0, models.length), [known, models.length])
  return (
    <section data-part="card" className={cardStyles.card} aria-labelledby="weight-shares">
      <h3 id="weight-shares">{texts.shares.title}</h3>
      <p className={compareStyles.lead}>{texts.shares.intro}</p>
      <div className={compareStyles.waiting}>
        <Waiting task={task} busy={texts.shares.computing} />
      </div>
      {shares && <Parts shares={shares} setup={setup} names={names} fresh={task.state === 'done'} />}
    </section>
  )
}

interface PartsProps extends Props {
  readonly shares: readonly Shares[]
  readonly fresh: boolean
}

function Parts({ shares, setup, names, fresh }: PartsProps) {
  const texts = useTexts()
  const holder = useRef<HTMLElement>(null)
  const longest = Math.max(...shares.map(({ norms }) => norms.length))
  const { parts, bars } = useMemo(() => partsOf(shares, longest), [shares, longest])
  return (
    <figure ref={holder} aria-busy={!fresh}>
      <p className={ui.hint}>
        {texts.shares.parts} {parts.join(' | ')}
      </p>
      <Stacked bars={bars} parts={parts} label={texts.shares.label} />
      <p className={ui.hint}>{texts.shares.note}</p>
      <Norms shares={shares} setup={setup} names={names} />
      <Save
        name="weight-gradient-shares"
        figure={holder}
        caption={[texts.shares.title, texts.shares.note, ...captionOf(setup, names, texts)]}
        csv={() => csvOfShares(shares, longest)}
      />
    </figure>
  )
}

/** The sums of the norms of each group of lags. */
function partsOf(shares: readonly Shares[], longest: number) {
  const starts = cuts.filter((cut) => cut < longest)
  const ends = starts.map((_, i) => (starts[i + 1] ?? longest) - 1)
  return {
    parts: starts.map((start, i) => (start === ends[i] ? `${start}` : `${start}–${ends[i]}`)),
    bars: shares.map(({ norms }, model) => ({
      model,
      parts: starts.map((start, i) => norms.slice(start, ends[i]! + 1).reduce((sum, n) => sum + n, 0)),
    })),
  }
}

/** How many timesteps, counted from the last, make up a share of the sum; NaN where the sum is not finite. */
function within(norms: Float64Array, share: number): number {
  const whole = norms.reduce((sum, n) => sum + n, 0)
  let sum = 0
  for (let lag = 0; lag < norms.length; lag++) {
    sum += norms[lag]!
    if (sum >= share * whole) return lag + 1
  }
  return Number.NaN
}

function Norms({ shares, setup, names }: Props & { readonly shares: readonly Shares[] }) {
  const session = useSession()
  const texts = useTexts()
  const { clip } = setup
  return (
    <>
      <p className={switchesStyles.switches}>
        <label>
          <input
            type="checkbox"
            checked={clip !== null}
            onChange={(event) => session.changeParams({ clip: event.target.checked ? '1' : null })}
          />
          {texts.shares.clip}
        </label>
        {clip !== null && (
          <input
            type="number"
            aria-label={texts.shares.threshold}
            min={0.1}
            step={0.1}
            value={clip}
            onChange={(event) => {
              const next = Number(event.target.value)
              if (next >= 1e-6 && next <= 1e6) session.changeParams({ clip: String(next) })
            }}
          />
        )}
      </p>
      <Wide label={texts.shares.title}>
        <table className={styles.norms}>
          <thead>
            <tr>
              <th scope="col">{texts.readout.model}</th>
              <th scope="col">{texts.shares.half}</th>
              <th scope="col">{texts.shares.most}</th>
              <th scope="col">{texts.shares.norm}</th>
              {clip !== null && (
                <>
                  <th scope="col">{texts.shares.after}</th>
                  <th scope="col">{texts.shares.factor}</th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {shares.map(({ norms, norm }, model) => {
              const after = clip === null ? null : clipped({ all: tensor([1], Float64Array.of(norm)) }, clip)
              const steps = [within(norms, 0.5), within(norms, 0.99)]
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a model is its place in the list
                <tr key={model}>
                  <th scope="row">
                    <Badge model={model} /> <Words text={names[model] ?? ''} />
                  </th>
                  {steps.map((count, i) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                    <td key={i}>{Number.isNaN(count) ? texts.shares.notFinite : texts.shares.lags(count)}</td>
                  ))}
                  <td>
                    <Num value={norm} />
                  </td>
                  {after && (
                    <>
                      <td>
                        <Num value={after.after} />
                      </td>
                      <td>
                        <Num value={after.factor} />
                      </td>
                    </>
                  )}
                </tr>
              )
            })}
          </tbody>
        </table>
      </Wide>
    </>
  )
}

function csvOfShares(shares: readonly Shares[], longest: number): string {
  const value = (values: Float64Array, lag: number) => (lag < values.length ? fullValue(values[lag]!) : '')
  return [
    ['lag', ...shares.flatMap((_, i) => [`${i + 1}:norm`, `${i + 1}:share-along-the-whole`])].join(),
    ...Array.from({ length: longest }, (_, lag) =>
      [lag, ...shares.flatMap(({ norms, along }) => [value(norms, lag), value(along, lag)])].join(),
    ),
    '',
  ].join('\n')
}
