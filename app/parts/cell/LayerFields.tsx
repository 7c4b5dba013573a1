/** The layers of a net whose weights are drawn: each with its cell, that cell's options, its units and its direction; added on top and taken away. */
import type { Direction, LayerChoice } from '../../../src/index.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import { CellChoice } from './CellChoice.tsx'
import { CellOptions } from './CellOptions.tsx'
import styles from './LayerFields.module.css'
import { SizeField } from './SizeField.tsx'

const directions: readonly Direction[] = ['forward', 'backward', 'both']

interface Props {
  readonly layers: readonly LayerChoice[]
  /** the most layers, and the most units of one */
  readonly most: { readonly layers: number; readonly units: number }
  /** the units of a layer that says none of its own; absent: each says its own */
  readonly shared?: number
  /** can a layer go against time? */
  readonly directed?: boolean
  readonly onChange: (layers: readonly LayerChoice[]) => void
}

export function LayerFields({ layers, onChange, ...rest }: Props) {
  const { layers: texts } = useWords()
  return (
    <>
      {layers.map((layer, k) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a layer is known by its place
          key={k}
          role="group"
          aria-label={texts.layer(k + 1)}
          className={`${styles.layer} ${k > 0 ? styles.above : ''}`}
        >
          {layers.length > 1 && (
            <p className={styles.name}>
              <strong>{texts.layer(k + 1)}</strong>{' '}
              <button
                type="button"
                className={ui.quiet}
                onClick={() => onChange(layers.filter((_, other) => other !== k))}
              >
                {texts.remove}
              </button>
            </p>
          )}
          <OneLayer {...rest} layer={layer} onChange={(changed) => onChange(layers.with(k, changed))} />
        </div>
      ))}
      {layers.length < rest.most.layers && (
        <button type="button" onClick={() => onChange([...layers, alongTime(layers.at(-1)!)])}>
          {texts.add}
        </button>
      )}
    </>
  )
}

const alongTime = ({ direction: _, ...layer }: LayerChoice): LayerChoice => layer

interface LayerProps extends Pick<Props, 'most' | 'shared' | 'directed'> {
  readonly layer: LayerChoice
  readonly onChange: (layer: LayerChoice) => void
}

function OneLayer({ layer, most, shared, directed = false, onChange }: LayerProps) {
  const words = useWords()
  const { hiddenSize, direction = 'forward' } = layer
  const { hiddenSize: own, ...sharing } = layer
  return (
    <>
      <CellChoice
        of={layer}
        className={ui.field!}
        onChoose={(cell) =>
          onChange({ cell, ...(own ? { hiddenSize: own } : {}), ...(layer.direction ? { direction } : {}) })
        }
      />
      <CellOptions
        model={layer}
        className={ui.field!}
        onChange={(changed) => onChange({ ...layer, ...changed })}
      />
      <SizeField
        className={ui.field!}
        label={words.modelFields.hiddenSize}
        value={hiddenSize ?? shared!}
        most={most.units}
        onChange={(n) => onChange({ ...layer, hiddenSize: n })}
      />
      {shared !== undefined && hiddenSize !== undefined && (
        <button type="button" className={ui.quiet} onClick={() => onChange(sharing)}>
          {words.layers.shared(shared)}
        </button>
      )}
      {directed && (
        <label className={ui.field}>
          {words.layers.direction}
          <select
            value={direction}
            onChange={({ target }) => onChange({ ...layer, direction: target.value as Direction })}
          >
            {directions.map((each) => (
              <option key={each} value={each}>
                {words.layers.directions[each]}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  )
}
