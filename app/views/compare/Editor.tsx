/** One model, changed: its cell, its options, and how its weights are drawn. */
import {
  type Choice,
  type LayerChoice,
  layersIn,
  modelOfLayers,
  mostLayers,
  optionsIn,
  schemes,
} from '../../../src/index.ts'
import { Words } from '../../figure/Letters.tsx'
import { LayerFields } from '../../parts/cell/LayerFields.tsx'
import { drawnEntry, type Entry } from '../../state/models.ts'
import { Slider } from '../../ui/Slider.tsx'
import ui from '../../ui/ui.module.css'
import styles from './Editor.module.css'
import { forgetBiasIn } from './name.ts'
import { ranges } from './setup.ts'
import { useTexts } from './texts.ts'

interface Props {
  readonly entry: Entry
  readonly model: number
  /** H of the layers that say none of their own */
  readonly hidden: number
  readonly onChange: (entry: Entry) => void
}

/** A layer with the options that are not the usual ones. */
const layerWithout = (layer: LayerChoice): LayerChoice => ({
  cell: layer.cell,
  ...(layer.hiddenSize === undefined ? {} : { hiddenSize: layer.hiddenSize }),
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

export function Editor({ entry, model, hidden, onChange }: Props) {
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
      <LayerFields
        layers={layers}
        most={{ layers: mostLayers, units: ranges.hidden[1] }}
        shared={hidden}
        onChange={put}
      />
      <label className={ui.field}>
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
