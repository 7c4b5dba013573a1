/** Asks for a number before it is shown; an answer that is not right is held against the known slips. */
import { useState } from 'react'
import { diagnose, numberOf, numberText, parseRef, type Trace } from '../../../src/index.ts'
import { Prose } from '../../math/Symbol.tsx'
import { useSession } from '../../state/context.ts'
import type { Prediction } from '../../state/predict.ts'
import { useStore } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import { number } from '../number/NumberPopover.tsx'
import { NumberName } from '../why/Equation.tsx'
import styles from './Predict.module.css'
import { useSlipTexts, useTexts } from './texts.ts'

type Texts = ReturnType<typeof useTexts>

interface Verdict {
  readonly right: boolean
  readonly ids: readonly string[]
  readonly prediction: Prediction
}

export default function Predict({ trace }: { readonly trace: Trace }) {
  const session = useSession()
  const prediction = useStore((s) => s.prediction)
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  if (!prediction)
    return verdict && session.get().predicted?.includes(verdict.prediction.ref) ? (
      <Told trace={trace} verdict={verdict} />
    ) : null
  const judge = (right: boolean, ids: readonly string[]) => {
    setVerdict({ right, ids, prediction })
    session.answer(right)
  }
  return <Ask key={prediction.ref} trace={trace} prediction={prediction} onAnswer={judge} />
}

/** What is asked about the number: itself, or by how much it is larger than before. */
const asked = ({ kind, before }: Prediction, value: number): number =>
  kind === 'compare' ? value - before! : value

/** The answers that can be chosen, by the sign of what is asked: below 0, 0, above. A number is typed. */
const choicesOf = ({ signs, compares }: Texts) => ({
  sign: [
    { mark: '−', word: signs.minus },
    { mark: '0', word: signs.zero },
    { mark: '+', word: signs.plus },
  ],
  compare: [
    { mark: '↓', word: compares.smaller },
    { mark: '=', word: compares.same },
    { mark: '↑', word: compares.larger },
  ],
  number: [],
})

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
  const choices = choicesOf(texts)[prediction.kind]
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
        {choices.map(({ mark, word }, i) => (
          <button
            key={word}
            type="button"
            onClick={() => onAnswer(Math.sign(asked(prediction, value)) === i - 1, [])}
          >
            {mark} {word}
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

/** Whether the answer was right; where it was not, what is, the slips that it fits, and the way to the reason. */
function Told({ trace, verdict }: { readonly trace: Trace; readonly verdict: Verdict }) {
  const session = useSession()
  const words = useWords()
  const texts = useTexts()
  const gallery: Readonly<Record<string, { readonly why: string }>> = useSlipTexts().slips
  const score = useStore((s) => s.score)
  const { right, ids, prediction } = verdict
  const unknown = prediction.kind === 'number' && ids.length === 0
  return (
    <div data-part="predict" className={styles.predict} role="status">
      <p>
        <strong>{right ? texts.right : texts.wrong}</strong>{' '}
        {!right && <Truth trace={trace} of={prediction} />}
      </p>
      {!right && (unknown || ids.length > 0) && <p>{unknown ? texts.noSlip : texts.slip}</p>}
      {ids.map((id) => (
        <p key={id}>
          <Prose trace={trace} t={null} text={texts.slips[id] ?? gallery[id]?.why ?? id} />
        </p>
      ))}
      {!right && (
        <p className={ui.actions}>
          <button type="button" onClick={() => session.askWhy(prediction.ref)}>
            {words.askWhy}
          </button>
        </p>
      )}
      <p className={ui.hint}>{texts.score(score.right, score.asked)}</p>
    </div>
  )
}

/** The answer that is right: in words, where words were to choose from, and as the number. */
function Truth({ trace, of }: { readonly trace: Trace; readonly of: Prediction }) {
  const texts = useTexts()
  const value = numberOf(trace, of.ref)
  if (value === undefined) return null
  const word = choicesOf(texts)[of.kind][Math.sign(asked(of, value)) + 1]?.word
  const before = of.kind === 'compare' ? `${numberText(of.before!)} → ` : ''
  return (
    <span data-part="truth">
      {word && `${texts.truth(word)} `}
      <NumberName name={of.ref} trace={trace} />
      {before ? ': ' : ' = '}
      {before}
      {numberText(value)}
    </span>
  )
}
