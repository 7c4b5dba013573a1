/** One model, changed: its cell, its options, and how its weights are drawn. */
import { useState } from 'react'
import {
  type Choice,
  familyIds,
  type LayerChoice,
  layersIn,
  libraryCellOf,
  modelOfLayers,
  mostLayers,
  type OwnCell,
  optionsIn,
  schemes,
} from '../../../src/index.ts'
import { Words } from '../../figure/Letters.tsx'
import { CellOptions } from '../../parts/cell/CellOptions.tsx'
import { keptCells, textCells } from '../../state/cells.ts'
import { drawnEntry, type Entry } from '../../state/models.ts'
import { Slider } from '../../ui/Slider.tsx'
import ui from '../../ui/ui.module.css'
import { cellName } from '../../words/cell.ts'
import { useWords } from '../../words/words.ts'
import styles from './Editor.module.css'
import { forgetBiasIn } from './name.ts'
import { useTexts } from './texts.ts'

interface Props {
  readonly entry: Entry
  readonly model: number
  readonly onChange: (entry: Entry) => void
}

/** A layer with the options that are not the usual ones. */
const layerWithout = (layer: LayerChoice): LayerChoice => ({
  cell: layer.cell,
  ...Object.fromEntries(
    optionsIn(layer).flatMap(({ option, choices, chosen }) =>
      chosen === choices[0] ? [] : [[option, chosen]],
    ),
  ),
})

/** Without the fields that a model's cell does not have or that say what is usual; names could not say them. */
function cleaned({ model, init }: Choice): Choice {
  const { forgetBias, sd, gain, ...rest } = init
  const layers = layersIn(model)
  return {
    model: modelOfLayers(layers.map(layerWithout)),
    init: {
      ...rest,
      ...(gain === undefined || gain === 1 ? {} : { gain }),
      ...(rest.scheme === 'normal' ? { sd: sd ?? 0.1 } : {}),
      ...(forgetBias !== undefined && forgetBiasIn(layers) ? { forgetBias } : {}),
    },
  }
}

const round = (value: number) => Number(value.toFixed(2))

export function Editor({ entry, model, onChange }: Props) {
  const texts = useTexts()
  if (entry.kind === 'given') {
    const { model: of, sequence } = entry.experiment
    return (
      <p className={`${ui.hint} ${styles.own}`}>{texts.models.own(of.hiddenSize, sequence.inputs.length)}</p>
    )
  }
  const { choice } = entry
  const { scheme, gain = 1, sd = 0.1 } = choice.init
  const layers = layersIn(choice.model)
  const put = (next: readonly LayerChoice[]) =>
    onChange(drawnEntry(cleaned({ model: modelOfLayers(next), init: choice.init })))
  const change = (init: Partial<Choice['init']>) =>
    onChange(drawnEntry(cleaned({ model: choice.model, init: { ...choice.init, ...init } })))
  return (
    <fieldset data-part="editor" className={styles.editor}>
      <legend data-part="heard" className={ui.heard}>
        {texts.models.change(model + 1)}
      </legend>
      <ForgetBias choice={choice} onChange={(changed) => onChange(drawnEntry(cleaned(changed)))} />
      <Slider
        label={texts.models.gain}
        value={gain}
        min={0.05}
        max={Math.max(6, gain)}
        step={0.05}
        shown={String(gain)}
        onValue={(value) => change({ gain: round(value) })}
      />
      <HowMany layers={layers} onChange={put} />
      {layers.map((layer, k) => (
        <LayerOf
          // biome-ignore lint/suspicious/noArrayIndexKey: a layer is known by its place
          key={k}
          layer={layer}
          place={layers.length > 1 ? k : undefined}
          onChange={(next) => put(layers.with(k, next))}
        />
      ))}
      <label className={styles.field}>
        {texts.models.scheme}
        <select
          value={scheme}
          onChange={(event) => change({ scheme: event.target.value as (typeof schemes)[number] })}
        >
          {schemes.map((each) => (
            <option key={each} value={each}>
              {texts.models.schemes[each]}
            </option>
          ))}
        </select>
      </label>
      {scheme === 'normal' && (
        <Slider
          label={texts.models.sd}
          value={sd}
          min={0.01}
          max={1}
          step={0.01}
          shown={String(sd)}
          onValue={(value) => change({ sd: round(value) })}
        />
      )}
    </fieldset>
  )
}

interface HowManyProps {
  readonly layers: readonly LayerChoice[]
  readonly onChange: (layers: readonly LayerChoice[]) => void
}

/** How many layers a model has; one that is added is like the one below it. */
function HowMany({ layers, onChange }: HowManyProps) {
  const texts = useTexts()
  return (
    <label className={styles.field}>
      {texts.models.layers}
      <select
        value={layers.length}
        onChange={({ target }) =>
          onChange(Array.from({ length: Number(target.value) }, (_, k) => layers[k] ?? layers.at(-1)!))
        }
      >
        {Array.from({ length: mostLayers }, (_, k) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a number is its place
          <option key={k} value={k + 1}>
            {k + 1}
          </option>
        ))}
      </select>
    </label>
  )
}

interface LayerProps {
  readonly layer: LayerChoice
  /** 0 for the bottom one; undefined where there is no other */
  readonly place: number | undefined
  readonly onChange: (layer: LayerChoice) => void
}

/** The cell of a layer and its options. */
function LayerOf({ layer, place, onChange }: LayerProps) {
  const texts = useTexts()
  const fields = (
    <>
      <CellOf cell={layer.cell} onChange={(cell) => onChange({ ...layer, cell })} />
      <CellOptions
        model={layer}
        className={styles.field}
        onChange={(changed) => onChange({ ...layer, ...changed })}
      />
    </>
  )
  if (place === undefined) return fields
  return (
    <div role="group" aria-label={texts.axis.ofLayer(place + 1)} className={styles.layer}>
      <span className={ui.hint}>{texts.axis.ofLayer(place + 1)}</span>
      {fields}
    </div>
  )
}

interface CellProps {
  readonly cell: LayerChoice['cell']
  readonly onChange: (cell: LayerChoice['cell']) => void
}

/** The cell of a layer, another one of the library, or one of one's own. */
function CellOf({ cell, onChange }: CellProps) {
  const texts = useTexts()
  const words = useWords()
  const [kept] = useState(() => keptCells().cells)
  const id = libraryCellOf({ cell })?.id
  const library: ReadonlyMap<string, OwnCell> = textCells
  return (
    <label className={styles.field}>
      {texts.models.cell}
      <select
        value={id ?? 'own'}
        onChange={(event) => {
          const chosen = event.target.value
          const own = kept[Number(/^kept\/(\d+)$/.exec(chosen)?.[1])]
          const found = familyIds.find((each) => each === chosen) ?? library.get(chosen) ?? own
          if (found) onChange(found)
        }}
      >
        {id === undefined && <option value="own">{cellName({ cell }, words)}</option>}
        {Object.entries(words.cells).map(([each, name]) => (
          <option key={each} value={each}>
            {name}
          </option>
        ))}
        {kept.map((own, i) => (
          <option key={own.name} value={`kept/${i}`}>
            {own.name}
          </option>
        ))}
      </select>
    </label>
  )
}

interface BiasProps {
  readonly choice: Choice
  readonly onChange: (choice: Choice) => void
}

/** The bias that opens the memory's gate, where the cell has it. */
function ForgetBias({ choice, onChange }: BiasProps) {
  const texts = useTexts()
  const { model, init } = choice
  const { forgetBias, ...others } = init
  const name = forgetBiasIn(layersIn(model))
  if (name === undefined) return null
  return (
    <>
      <Slider
        label={<Words text={texts.models.bias(name)} />}
        value={forgetBias ?? 0}
        min={Math.min(-3, forgetBias ?? 0)}
        max={Math.max(6, forgetBias ?? 0)}
        step={0.1}
        shown={forgetBias === undefined ? texts.models.asDrawn : String(forgetBias)}
        onValue={(value) => onChange({ model, init: { ...others, forgetBias: round(value) } })}
      />
      {forgetBias !== undefined && (
        <button type="button" className={ui.quiet} onClick={() => onChange({ model, init: others })}>
          {texts.models.asDrawn}
        </button>
      )}
    </>
  )
}
