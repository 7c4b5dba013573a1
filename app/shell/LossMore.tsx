/** What of a loss is rarely changed: how the timesteps add up and count, and gradients that arrive at what the layers end with. */
import { type ReactNode, useId, useState } from 'react'
import {
  check,
  endsOf,
  hasGiven,
  type LossChange,
  mistakeIn,
  type StateValue,
  shaped,
  withLoss,
} from '../../src/index.ts'
import { SymbolName } from '../math/Symbol.tsx'
import { useSession } from '../state/context.ts'
import { useStore, useTrace } from '../state/store.ts'
import ui from '../ui/ui.module.css'
import type en from '../words/en/loss.ts'
import { textsOf } from '../words/texts.ts'
import { useWords } from '../words/words.ts'
import styles from './LossMore.module.css'

const useTexts = textsOf(
  import.meta.glob<typeof en>('../words/*/loss.ts', { eager: true, import: 'default' }),
)

export default function LossMore() {
  const session = useSession()
  const texts = useTexts()
  const words = useWords()
  const experiment = useStore((s) => s.experiment)
  const [trouble, setTrouble] = useState<string>()
  const { loss, sequence } = experiment
  const T = sequence.inputs.length
  function change(what: LossChange): void {
    const next = withLoss(experiment, what)
    const checked = check(next)
    setTrouble(checked.ok ? undefined : mistakeIn(checked.mistake, words.mistakes))
    if (checked.ok) session.change(next)
  }
  return (
    <details className={styles.more} open={hasGiven(loss) || loss.weights !== undefined}>
      <summary>{texts.title}</summary>
      {loss.at === 'all' && (
        <>
          <label>
            {texts.outer}{' '}
            <select
              value={loss.outer ?? ''}
              onChange={({ target }) =>
                change({ outer: target.value === '' ? undefined : (target.value as 'mean' | 'sum') })
              }
            >
              <option value="">{texts.outerAs}</option>
              <option value="mean">{texts.outerMean}</option>
              <option value="sum">{texts.outerSum}</option>
            </select>
          </label>
          <Numbers
            label={texts.weights}
            hint={texts.weightsHint(T)}
            shape={[T]}
            value={loss.weights}
            onValue={(weights) => change({ weights: weights as readonly number[] | undefined })}
          />
        </>
      )}
      <p>{texts.given}</p>
      <Given onChange={(given) => change({ given })} />
      {trouble && (
        <p role="alert" className={ui.trouble}>
          {trouble}
        </p>
      )}
    </details>
  )
}

/** A row for each vector that a layer ends with: the gradient that is given there, or nothing. */
function Given({ onChange }: { readonly onChange: (given: Readonly<Record<string, StateValue>>) => void }) {
  const texts = useTexts()
  const trace = useTrace()
  const experiment = useStore((s) => s.experiment)
  const { given = {} } = experiment.loss
  return endsOf(experiment).map(({ name, shape, t }) => {
    const { [name]: _, ...others } = given
    return (
      <Numbers
        key={name}
        label={texts.givenAt(name, t)}
        shown={<SymbolName trace={trace} name={name} t={t} />}
        hint={texts.givenHint(shape.reduce((product, n) => product * n, 1))}
        shape={shape}
        value={given[name]}
        onValue={(value) => onChange(value === undefined ? others : { ...given, [name]: value })}
      />
    )
  })
}

/** Numbers of a shape in a row; nothing typed is nothing given. They are taken when the field is left, or by Enter. */
function Numbers({
  label,
  shown = label,
  hint,
  shape,
  value,
  onValue,
}: {
  readonly label: string
  /** what stands before the field, where that is no text */
  readonly shown?: ReactNode
  readonly hint: string
  readonly shape: readonly number[]
  readonly value: StateValue | undefined
  readonly onValue: (value: StateValue | undefined) => void
}) {
  const texts = useTexts()
  const id = useId()
  const written = value === undefined ? '' : [value].flat(3).join(' ')
  const [typed, setTyped] = useState<string>()
  const [wrong, setWrong] = useState<string>()
  function take(): void {
    if (typed === undefined) return
    const parts = typed
      .replaceAll('−', '-')
      .split(/[\s,;[\]]+/)
      .filter((part) => part !== '')
    const numbers = parts.map(Number)
    const found = numbers.every(Number.isFinite) ? shaped(numbers, shape) : undefined
    setWrong(parts.length > 0 && found === undefined ? texts.wrong(hint, parts.length) : undefined)
    if (parts.length > 0 && found === undefined) return
    setTyped(undefined)
    if (typed.trim() !== written) onValue(found)
  }
  return (
    <div className={styles.numbers}>
      <span aria-hidden="true">{shown}</span>
      <input
        aria-label={label}
        aria-describedby={`${id}hint`}
        aria-invalid={wrong !== undefined}
        inputMode="decimal"
        value={typed ?? written}
        placeholder={texts.none}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          take()
        }}
      />
      <small id={`${id}hint`} role={wrong ? 'alert' : undefined} className={wrong ? ui.trouble : ui.hint}>
        {wrong ?? hint}
      </small>
    </div>
  )
}
