/** Asks for a number before it is shown; an answer that is not right is held against the known slips. */
import { useState } from 'react'
import { diagnose, numberOf, numberText, parseRef, type Trace } from '../../../src/index.ts'
import { Prose } from '../../math/Symbol.tsx'
import { useSession } from '../../state/context.ts'
import type { Prediction } from '../../state/predict.ts'
import { useStore } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import { number } from '../number/NumberPopover.tsx'
import { NumberName } from '../why/Equation.tsx'
import styles from './Predict.module.css'
import { useSlipTexts, useTexts } from './texts.ts'

interface Verdict {
  readonly right: boolean
  readonly ids: readonly string[]
  readonly ref: string
}

export default function Predict({ trace }: { readonly trace: Trace }) {
  const session = useSession()
  const prediction = useStore((s) => s.prediction)
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  if (!prediction)
    return verdict && session.get().predicted?.includes(verdict.ref) ? (
      <Told trace={trace} verdict={verdict} />
    ) : null
  const judge = (right: boolean, ids: readonly string[]) => {
    setVerdict({ right, ids, ref: prediction.ref })
    session.answer(right)
  }
  return <Ask key={prediction.ref} trace={trace} prediction={prediction} onAnswer={judge} />
}

interface AskProps {
  readonly trace: Trace
  readonly prediction: Prediction
  readonly onAnswer: (right: boolean, ids: readonly string[]) => void
}

/** The question, with the answers that can be chosen, or a field for a number. */
function Ask({ trace, prediction, onAnswer }: AskProps) {
  const session = useSession()
  const texts = useTexts()
  const [typed, setTyped] = useState('')
  const [trouble, setTrouble] = useState(false)
  const value = numberOf(trace, prediction.ref)!
  const [unit] = parseRef(prediction.ref)!.index
  const { signs, compares } = texts
  const choices: Readonly<Record<Prediction['kind'], readonly string[]>> = {
    sign: [`− ${signs.minus}`, `0 ${signs.zero}`, `+ ${signs.plus}`],
    compare: [`↓ ${compares.smaller}`, `= ${compares.same}`, `↑ ${compares.larger}`],
    number: [],
  }
  const of = prediction.kind === 'compare' ? value - prediction.before! : value
  return (
    <form
      data-part="predict"
      className={styles.predict}
      aria-label={texts.ask}
      onSubmit={(event) => {
        event.preventDefault()
        const answer = number(typed)
        if (answer === undefined) return setTrouble(true)
        const found = diagnose(trace, prediction.ref, answer)
        onAnswer(found?.right ?? false, found?.ids.slice(0, 2) ?? [])
      }}
    >
      <p>
        <strong>{texts.ask}:</strong> <NumberName name={prediction.ref} trace={trace} /> (
        {texts.of(unit! + 1)}
        ). {texts[prediction.kind]}
        {prediction.kind === 'compare' && (
          <span className={ui.hint}> ({numberText(prediction.before!)})</span>
        )}
      </p>
      <p data-part="actions" className={`${ui.actions} ${styles.answers}`}>
        {choices[prediction.kind].map((choice, i) => (
          <button key={choice} type="button" onClick={() => onAnswer(Math.sign(of) === i - 1, [])}>
            {choice}
          </button>
        ))}
        {prediction.kind === 'number' && (
          <>
            <input
              inputMode="decimal"
              aria-label={texts.answer}
              aria-invalid={trouble}
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value)
                setTrouble(false)
              }}
            />
            <button type="submit">{texts.answer}</button>
          </>
        )}
        <button type="button" className={ui.quiet} onClick={session.skipPrediction}>
          {texts.skip}
        </button>
      </p>
      {trouble && <p role="alert">{texts.notNumber}</p>}
    </form>
  )
}

/** Whether the answer was right; where it was not, the slips that it fits. */
function Told({ trace, verdict }: { readonly trace: Trace; readonly verdict: Verdict }) {
  const texts = useTexts()
  const gallery: Readonly<Record<string, { readonly why: string }>> = useSlipTexts().slips
  const score = useStore((s) => s.score)
  return (
    <div data-part="predict" className={styles.predict} role="status">
      <p>
        <strong>{verdict.right ? texts.right : texts.wrong}</strong>{' '}
        {!verdict.right && (verdict.ids.length > 0 ? texts.slip : texts.noSlip)}
      </p>
      {verdict.ids.map((id) => (
        <p key={id}>
          <Prose trace={trace} t={null} text={texts.slips[id] ?? gallery[id]?.why ?? id} />
        </p>
      ))}
      <p className={ui.hint}>{texts.score(score.right, score.asked)}</p>
    </div>
  )
}
