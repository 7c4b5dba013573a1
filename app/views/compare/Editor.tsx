/** One model, changed: its cell, its variant, and how its weights are drawn. */
import { type Choice, type FamilyId, familyIds, nameOfCell, schemes } from '../../../src/index.ts'
import { Words } from '../../figure/Letters.tsx'
import { Slider } from '../../ui/Slider.tsx'
import ui from '../../ui/ui.module.css'
import styles from './Editor.module.css'
import { drawnEntry, type Entry } from './models.ts'
import { useTexts } from './texts.ts'

interface Props {
  readonly entry: Entry
  readonly model: number
  readonly onChange: (entry: Entry) => void
}

const activations = ['tanh', 'relu', 'linear'] as const
const variants = ['vanilla', 'NFG', 'NIG', 'NOG', 'NIAF', 'NOAF', 'CIFG'] as const
const withoutForget: readonly string[] = ['NFG', 'CIFG']

/** Without the fields that a model's cell does not have; names could not say them. */
function cleaned({ model, init }: Choice): Choice {
  const { cell, activation, peephole, variant, resetAfter, update } = model
  const { forgetBias, sd, gain, ...rest } = init
  const biased = cell === 'lstm' && !withoutForget.includes(variant ?? '') && forgetBias !== undefined
  return {
    model: {
      cell,
      ...(cell === 'rnn' && activation && activation !== 'tanh' ? { activation } : {}),
      ...(cell === 'lstm' && peephole ? { peephole } : {}),
      ...(cell === 'lstm' && variant && variant !== 'vanilla' ? { variant } : {}),
      ...(cell === 'gru' && resetAfter === false ? { resetAfter } : {}),
      ...(cell === 'gru' && update === 'write' ? { update } : {}),
    },
    init: {
      ...rest,
      ...(gain === undefined || gain === 1 ? {} : { gain }),
      ...(rest.scheme === 'normal' ? { sd: sd ?? 0.1 } : {}),
      ...(biased ? { forgetBias } : {}),
    },
  }
}

export function Editor({ entry, model, onChange }: Props) {
  const texts = useTexts()
  if (entry.kind === 'given') {
    const { model: of, sequence } = entry.experiment
    return (
      <p className={`${ui.hint} ${styles.own}`}>{texts.models.own(of.hiddenSize, sequence.inputs.length)}</p>
    )
  }
  const { choice } = entry
  const { cell, activation = 'tanh', variant = 'vanilla', peephole = false } = choice.model
  const { scheme, gain = 1, sd = 0.1, forgetBias } = choice.init
  const change = (of: Partial<Choice['model']>, init: Partial<Choice['init']> = {}) =>
    onChange(drawnEntry(cleaned({ model: { ...choice.model, ...of }, init: { ...choice.init, ...init } })))
  const round = (value: number) => Number(value.toFixed(2))
  return (
    <fieldset data-part="editor" className={styles.editor}>
      <legend data-part="heard" className={ui.heard}>
        {texts.models.change(model + 1)}
      </legend>
      {cell === 'lstm' && !withoutForget.includes(variant) && (
        <>
          <Slider
            label={<Words text={texts.models.bias} />}
            value={forgetBias ?? 0}
            min={Math.min(-3, forgetBias ?? 0)}
            max={Math.max(6, forgetBias ?? 0)}
            step={0.1}
            shown={forgetBias === undefined ? texts.models.asDrawn : String(forgetBias)}
            onValue={(value) => change({}, { forgetBias: round(value) })}
          />
          {forgetBias !== undefined && (
            <button
              type="button"
              className={ui.quiet}
              onClick={() => {
                const { forgetBias: _, ...init } = choice.init
                onChange(drawnEntry(cleaned({ model: choice.model, init })))
              }}
            >
              {texts.models.asDrawn}
            </button>
          )}
        </>
      )}
      <Slider
        label={texts.models.gain}
        value={gain}
        min={0.05}
        max={Math.max(6, gain)}
        step={0.05}
        shown={String(gain)}
        onValue={(value) => change({}, { gain: round(value) })}
      />
      <label className={styles.field}>
        {texts.models.cell}
        <select
          value={nameOfCell({ cell })}
          onChange={(event) => change({ cell: event.target.value as FamilyId })}
        >
          {familyIds.map((each) => (
            <option key={each} value={each}>
              {each.toUpperCase()}
            </option>
          ))}
        </select>
      </label>
      {cell === 'rnn' && (
        <label className={styles.field}>
          {texts.models.activation}
          <select
            value={activation}
            onChange={(event) => change({ activation: event.target.value as (typeof activations)[number] })}
          >
            {activations.map((each) => (
              <option key={each} value={each}>
                {texts.models.activations[each]}
              </option>
            ))}
          </select>
        </label>
      )}
      {cell === 'lstm' && (
        <>
          <label className={styles.field}>
            {texts.models.variant}
            <select
              value={variant}
              onChange={(event) => change({ variant: event.target.value as (typeof variants)[number] })}
            >
              {variants.map((each) => (
                <option key={each} value={each}>
                  {texts.models.variants[each]}
                </option>
              ))}
            </select>
          </label>
          <label className={styles.tickBox}>
            <input
              type="checkbox"
              checked={peephole}
              onChange={(event) => change({ peephole: event.target.checked })}
            />
            {texts.models.peephole}
          </label>
        </>
      )}
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
