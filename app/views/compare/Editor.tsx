/** One model, changed: its cell, its options, and how its weights are drawn. */
import {
  type Choice,
  familyIds,
  forgetBiasOf,
  libraryCellOf,
  type OwnCell,
  optionsIn,
  schemes,
} from '../../../src/index.ts'
import { Words } from '../../figure/Letters.tsx'
import { CellOptions } from '../../parts/cell/CellOptions.tsx'
import { textCells } from '../../state/cells.ts'
import { drawnEntry, type Entry } from '../../state/models.ts'
import { Slider } from '../../ui/Slider.tsx'
import ui from '../../ui/ui.module.css'
import { cellName } from '../../words/cell.ts'
import { useWords } from '../../words/words.ts'
import styles from './Editor.module.css'
import { useTexts } from './texts.ts'

interface Props {
  readonly entry: Entry
  readonly model: number
  readonly onChange: (entry: Entry) => void
}

/** Without the fields that a model's cell does not have or that say what is usual; names could not say them. */
function cleaned({ model, init }: Choice): Choice {
  const { forgetBias, sd, gain, ...rest } = init
  const options = optionsIn(model).flatMap(({ option, choices, chosen }) =>
    chosen === choices[0] ? [] : [[option, chosen]],
  )
  return {
    model: { cell: model.cell, ...Object.fromEntries(options) },
    init: {
      ...rest,
      ...(gain === undefined || gain === 1 ? {} : { gain }),
      ...(rest.scheme === 'normal' ? { sd: sd ?? 0.1 } : {}),
      ...(forgetBias !== undefined && forgetBiasOf(model) ? { forgetBias } : {}),
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
  const change = (of: Partial<Choice['model']>, init: Partial<Choice['init']> = {}) =>
    onChange(drawnEntry(cleaned({ model: { ...choice.model, ...of }, init: { ...choice.init, ...init } })))
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
        onValue={(value) => change({}, { gain: round(value) })}
      />
      <CellOf cell={choice.model.cell} onChange={(cell) => change({ cell })} />
      <CellOptions model={choice.model} className={styles.field} onChange={change} />
      <label className={styles.field}>
        {texts.models.scheme}
        <select
          value={scheme}
          onChange={(event) => change({}, { scheme: event.target.value as (typeof schemes)[number] })}
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
          onValue={(value) => change({}, { sd: round(value) })}
        />
      )}
    </fieldset>
  )
}

interface CellProps {
  readonly cell: Choice['model']['cell']
  readonly onChange: (cell: Choice['model']['cell']) => void
}

/** The cell of a model, or another one of the library. */
function CellOf({ cell, onChange }: CellProps) {
  const texts = useTexts()
  const words = useWords()
  const id = libraryCellOf({ cell })?.id
  const library: ReadonlyMap<string, OwnCell> = textCells
  return (
    <label className={styles.field}>
      {texts.models.cell}
      <select
        value={id ?? 'own'}
        onChange={(event) => {
          const chosen = event.target.value
          const found = familyIds.find((each) => each === chosen) ?? library.get(chosen)
          if (found) onChange(found)
        }}
      >
        {id === undefined && <option value="own">{cellName({ cell }, words)}</option>}
        {Object.entries(words.cells).map(([each, name]) => (
          <option key={each} value={each}>
            {name}
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
  const name = forgetBiasOf(model)
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
