/** The layers of a net: added, taken away, moved, each with its cell, its units and its direction; and attention over the timesteps. */
import { useState } from 'react'
import {
  type Change,
  check,
  type Direction,
  documentOf,
  type Experiment,
  type Layer,
  layersOf,
  type Mistake,
  type Model,
  mistakeIn,
  modelOf,
  type Stack,
} from '../../src/index.ts'
import { CellChoice } from '../parts/cell/CellChoice.tsx'
import { CellOptions } from '../parts/cell/CellOptions.tsx'
import { SizeField } from '../parts/cell/SizeField.tsx'
import { useStore } from '../state/store.ts'
import ui from '../ui/ui.module.css'
import { cellName } from '../words/cell.ts'
import { useWords } from '../words/words.ts'
import styles from './Layers.module.css'

const directions: readonly Direction[] = ['forward', 'backward', 'both']

/** The most layers that the dialog makes; a file may have more. */
const most = 4

interface Props {
  /** the experiment with another net; what still fits is carried over */
  readonly reshape: (model: NonNullable<Change['model']>) => Experiment
  readonly onChange: (next: Experiment) => void
}

export function Layers({ reshape, onChange }: Props) {
  const words = useWords()
  const texts = words.layers
  const model = modelOf(useStore((s) => s.experiment.model))
  const [wrong, setWrong] = useState<Mistake>()
  const layers = layersOf(model)
  const apply = (change: NonNullable<Change['model']>) => {
    const next = reshape(change)
    // A cell of one's own may have a name that attention takes.
    const checked = check(documentOf(next))
    setWrong(checked.ok ? undefined : checked.mistake)
    if (checked.ok) onChange(next)
  }
  const put = ([bottom, ...above]: readonly Layer[]) => apply({ direction: 'forward', ...bottom!, above })
  const replace = (k: number, change: Partial<Layer>) =>
    put(layers.map((layer, i) => (i === k ? { ...layer, ...change } : layer)))
  const swap = (k: number) =>
    put(layers.map((layer, i) => (i === k ? layers[k + 1]! : i === k + 1 ? layers[k]! : layer)))
  return (
    <fieldset className={styles.layers}>
      <legend>{texts.title}</legend>
      {layers.map((layer, k) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a layer is known by its place
        <div key={k} className={styles.layer} role="group" aria-label={texts.layer(k + 1)}>
          <strong>{texts.layer(k + 1)}</strong>
          {k === 0 ? (
            <span>{cellName(layer, words)}</span>
          ) : (
            <OwnLayer layer={layer} onChange={(change) => replace(k, change)} />
          )}
          <select
            aria-label={texts.direction}
            value={layer.direction ?? 'forward'}
            onChange={(event) => replace(k, { direction: event.target.value as Direction })}
          >
            {directions.map((each) => (
              <option key={each} value={each}>
                {texts.directions[each]}
              </option>
            ))}
          </select>
          {k < layers.length - 1 && (
            <button type="button" onClick={() => swap(k)}>
              {texts.up}
            </button>
          )}
          {layers.length > 1 && (
            <button type="button" onClick={() => put(layers.filter((_, i) => i !== k))}>
              {texts.remove}
            </button>
          )}
        </div>
      ))}
      {layers.length < most && (
        <button type="button" onClick={() => put([...layers, { ...layers.at(-1)!, direction: 'forward' }])}>
          {texts.add}
        </button>
      )}
      <Attention model={model} onChange={apply} />
      {wrong && <p role="alert">{mistakeIn(wrong, words.mistakes)}</p>}
    </fieldset>
  )
}

/** The cell and the units of a layer above the first. */
function OwnLayer({
  layer,
  onChange,
}: {
  readonly layer: Layer
  readonly onChange: (change: Partial<Layer>) => void
}) {
  const words = useWords()
  return (
    <>
      <CellChoice of={layer} onChoose={(cell) => onChange({ cell })} />
      <CellOptions model={layer} onChange={onChange} />
      <SizeField
        label={words.modelFields.hiddenSize}
        value={layer.hiddenSize}
        most={64}
        onChange={(hiddenSize) => onChange({ hiddenSize })}
      />
    </>
  )
}

function Attention({
  model,
  onChange,
}: {
  readonly model: Model
  readonly onChange: (change: Stack) => void
}) {
  const texts = useWords().layers
  const { attention } = model
  return (
    <div className={styles.layer}>
      <label className={ui.named}>
        <input
          type="checkbox"
          checked={attention !== undefined}
          onChange={({ target }) =>
            onChange({
              attention: target.checked ? { size: model.hiddenSize } : undefined,
              readout: undefined,
            })
          }
        />{' '}
        {texts.attention}
      </label>
      {attention && (
        <SizeField
          label={texts.attentionSize}
          value={attention.size}
          most={64}
          onChange={(size) => onChange({ attention: { size } })}
        />
      )}
      {attention && <span className={ui.hint}>{texts.attentionLoss}</span>}
    </div>
  )
}
