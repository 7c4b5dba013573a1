/** Asks for a number before it is shown; an answer that is not right is held against the known slips. */
import { useState } from 'react'
import { diagnose, numberOf, numberText, parseRef, type Trace } from '../../../src/index.ts'
import { Prose } from '../../math/Symbol.tsx'
import { useSession } from '../../state/context.ts'
import { useStore } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import { number } from '../asked/Asked.tsx'
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
  const texts = useTexts()
  const gallery: Readonly<Record<string, { readonly why: string }>> = useSlipTexts().slips
  const question = useStore((s) => s.question)
  const score = useStore((s) => s.score)
  const [typed, setTyped] = useState('')
  const [trouble, setTrouble] = useState(false)
  const [verdict, setVerdict] = useState<Verdict | null>(null)

  if (!question) {
    if (!verdict || !session.get().frameAsked?.includes(verdict.ref)) return null
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
  const value = numberOf(trace, question.ref)!
  const [unit] = parseRef(question.ref)!.index

  function judge(right: boolean, ids: readonly string[] = []): void {
    setVerdict({ right, ids, ref: question!.ref })
    setTyped('')
    setTrouble(false)
    session.answer(right)
  }
  const bySign = (sign: number) => judge(Math.sign(value) === sign)
  const byChange = (sign: number) => judge(Math.sign(value - question.before!) === sign)
  const signs = texts.signs
  const compares = texts.compares

  return (
    <form
      data-part="predict"
      className={styles.predict}
      aria-label={texts.ask}
      onSubmit={(event) => {
        event.preventDefault()
        const answer = number(typed)
        if (answer === undefined) return setTrouble(true)
        const found = diagnose(trace, question.ref, answer)
        judge(found?.right ?? false, found?.ids.slice(0, 2))
      }}
    >
      <p>
        <strong>{texts.ask}:</strong> <NumberName name={question.ref} trace={trace} /> ({texts.of(unit! + 1)}
        ).{' '}
        {question.kind === 'sign' ? texts.sign : question.kind === 'compare' ? texts.compare : texts.number}
        {question.kind === 'compare' && <span className={ui.hint}> ({numberText(question.before!)})</span>}
      </p>
      <p data-part="actions" className={`${ui.actions} ${styles.answers}`}>
        {question.kind === 'sign' && (
          <>
            <button type="button" onClick={() => bySign(-1)}>
              − {signs.minus}
            </button>
            <button type="button" onClick={() => bySign(0)}>
              0 {signs.zero}
            </button>
            <button type="button" onClick={() => bySign(1)}>
              + {signs.plus}
            </button>
          </>
        )}
        {question.kind === 'compare' && (
          <>
            <button type="button" onClick={() => byChange(-1)}>
              ↓ {compares.smaller}
            </button>
            <button type="button" onClick={() => byChange(0)}>
              = {compares.same}
            </button>
            <button type="button" onClick={() => byChange(1)}>
              ↑ {compares.larger}
            </button>
          </>
        )}
        {question.kind === 'number' && (
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
        <button type="button" className={ui.quiet} onClick={session.skipQuestion}>
          {texts.skip}
        </button>
      </p>
      {trouble && <p role="alert">{texts.notNumber}</p>}
    </form>
  )
}
