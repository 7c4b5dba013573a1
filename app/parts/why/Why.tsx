/** Why is this number what it is? Its scalar equation, term by term; every number in it can be asked in turn. */
import { useEffect, useRef, useState } from 'react'
import {
  computationOf,
  largest,
  numberOf,
  parseRef,
  precisionOf,
  precisionOfSums,
  type ScalarTerm,
  scalarTerms,
  type Trace,
  termPart,
  usualDigits,
  why,
} from '../../../src/index.ts'
import { Num } from '../../figure/Num.tsx'
import { Signed } from '../../figure/Signed.tsx'
import { refText } from '../../math/name.ts'
import { useSession } from '../../state/context.ts'
import type { Session } from '../../state/session.ts'
import { useReading, useStore, useTrace } from '../../state/store.ts'
import { useFocusBack } from '../../ui/focus.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import { frameThatWrote } from '../asked/Asked.tsx'
import equationStyles from './Equation.module.css'
import { Asker, type DigitsOf, NumberName, PartView } from './Equation.tsx'
import { Influences } from './Influences.tsx'
import { Nudge } from './Nudge.tsx'
import { useTexts } from './texts.ts'
import styles from './Why.module.css'

export default function Why() {
  const session = useSession()
  const texts = useTexts()
  const words = useWords()
  const trace = useTrace()
  const reading = useReading()
  const ref = useStore((s) => s.why)!
  const trail = useStore((s) => s.trail)
  const box = useRef<HTMLElement>(null)
  const answer = why(trace, ref)

  // Asked before it is drawn: what it gives the focus to may be drawn twice.
  const [before] = useState(() => document.activeElement)
  useFocusBack(true, before)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question starts at the top
  useEffect(() => {
    box.current?.focus({ preventScroll: true })
    box.current?.scrollTo(0, 0)
  }, [ref])
  useEffect(() => {
    if (answer !== undefined) return
    // A link may have other mistakes, which have been told.
    const message = [session.get().message, texts.noNumber(ref.slice(0, 40))].filter(Boolean).join(' ')
    session.stopAsking()
    session.tell(message)
  }, [answer, ref, texts, session])

  if (!answer) return null
  const frame = frameThatWrote(trace, ref)
  const parsed = parseRef(ref)!
  const gradient = `d:${ref}`
  const hasGradient = !parsed.gradient && numberOf(trace, gradient) !== undefined
  return (
    <aside
      ref={box}
      data-part="why-panel"
      className={styles.panel}
      tabIndex={-1}
      aria-label={`${texts.title} ${refText(trace, reading, ref)}`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        session.stopAsking()
      }}
    >
      <header>
        <h2>{texts.title}</h2>
        <button
          type="button"
          className={`${ui.quiet} ${styles.close}`}
          aria-label={words.close}
          onClick={session.stopAsking}
        >
          ×
        </button>
      </header>
      {trail.length > 0 && (
        <nav data-part="trail" className={styles.trail} aria-label={texts.trail}>
          {trail.map((name, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a place of the trail
            <span key={i}>
              <button type="button" className={ui.quiet} onClick={() => session.askAgain(i)}>
                <NumberName name={name} trace={trace} />
              </button>
              {' › '}
            </span>
          ))}
          <NumberName name={ref} trace={trace} />
        </nav>
      )}
      <p data-part="answer" className={styles.answer}>
        <NumberName name={ref} trace={trace} /> = <Num value={answer.value} name={ref} />
      </p>
      {answer.leaf ? (
        <p>{texts.leaf[kindOfLeaf(trace, ref)]}</p>
      ) : (
        <Terms key={ref} trace={trace} name={ref} terms={answer.terms} value={answer.value} />
      )}
      <p className={styles.next}>
        {frame && (
          <button type="button" onClick={() => goToStep(session, frame.index, ref)}>
            {words.aside(texts.goTo, words.moment(words.phases[frame.phase], frame.t))}
          </button>
        )}
        {hasGradient && (
          <button type="button" onClick={() => session.askFurther(gradient)}>
            {texts.gradientOf}
          </button>
        )}
        {parsed.gradient && !parsed.running && !parsed.from && (
          <button
            type="button"
            onClick={() => {
              session.changeParams({ of: ref })
              session.stopAsking()
              session.openView('derive')
            }}
          >
            {texts.derive}
          </button>
        )}
      </p>
      {parsed.gradient && !parsed.running && !parsed.from && (
        <Nudge key={`nudge ${ref}`} trace={trace} name={ref} />
      )}
      <Influences key={`influences ${ref}`} trace={trace} name={ref} />
    </aside>
  )
}

/** Shows the step that wrote a number. The question goes, so that nothing lies over the explanation; the number stays pointed at. */
function goToStep(session: Session, index: number, ref: string): void {
  session.stopAsking()
  session.openView('step')
  session.point(ref)
  session.goTo(index)
}

function kindOfLeaf(trace: Trace, ref: string) {
  const { name, t, gradient } = parseRef(ref)!
  if (gradient) return 'zero'
  if (trace.net.weights.includes(name)) return 'weight'
  if (name === 'x') return 'input'
  if (name === 'target') return 'target'
  return t === 0 ? 'state' : 'constant'
}

/** More terms than this are ordered by size and the rest added up. */
const most = 8

interface TermsProps {
  readonly trace: Trace
  readonly name: string
  readonly terms: readonly ScalarTerm[]
  readonly value: number
}

function Terms({ trace, name, terms, value }: TermsProps) {
  const texts = useTexts()
  const words = useWords()
  const [all, setAll] = useState(false)
  const { shown, rest } = largest(terms, all ? Number.POSITIVE_INFINITY : most)
  const full = Math.max(...shown.map((term) => Math.abs(term.value)), Math.abs(value))
  const idea = trace.net.info(parseRef(name)!.name.replace(/'$/, '')).idea
  const values = [...shown.map((term) => term.value), ...(rest.count > 0 ? [rest.sum] : [])]
  const sum = precisionOfSums([values])
  const digitsOf = (i: number) => (terms.length > 1 ? sum.digits[0]![i]! : usualDigits)
  // A row is a line of its own: its factors give its value as it is written.
  const rows = shown.map((term, i) => precisionOf(computationOf(termPart(term), digitsOf(i))))
  const digits = terms.length > 1 ? sum.results[0]! : rows[0]!.results[0]!
  const cancels = (terms.length > 1 && sum.cancels) || rows.some((row) => row.cancels)
  return (
    <>
      <h3>{terms.length > 1 ? texts.terms : texts.equation}</h3>
      <div data-part="wide" className={ui.wide} tabIndex={0} role="group" aria-label={texts.terms}>
        <table data-part="terms" className={styles.terms}>
          <tbody>
            {shown.map((term, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a term is its place in the sum
              <tr key={i}>
                <td className={styles.sign}>{term.sign < 0 ? '−' : i > 0 ? '+' : ''}</td>
                <td>
                  <TermView trace={trace} term={term} digits={rows[i]!.of} behind={i > 0 || term.sign < 0} />
                </td>
                {terms.length > 1 && (
                  <>
                    <td>
                      ={' '}
                      <Num
                        value={term.value}
                        digits={rows[i]!.results[0]!}
                        {...(term.ref === null ? {} : { name: term.ref })}
                      />
                    </td>
                    <td>
                      <Signed value={term.value} full={full} idea={idea} />
                    </td>
                  </>
                )}
              </tr>
            ))}
            {rest.count > 0 && (
              <tr>
                <td className={styles.sign}>+</td>
                <td>
                  {texts.more(rest.count)}{' '}
                  <button type="button" className={ui.quiet} onClick={() => setAll(true)}>
                    {texts.showAll}
                  </button>
                </td>
                <td>
                  = <Num value={rest.sum} digits={digitsOf(shown.length)} />
                </td>
                <td>
                  <Signed value={rest.sum} full={full} idea="sum" />
                </td>
              </tr>
            )}
            {terms.length > 1 && (
              <tr className={styles.together}>
                <td />
                <td>
                  {texts.equals}{' '}
                  {all && terms.length > most && (
                    <button type="button" className={ui.quiet} onClick={() => setAll(false)}>
                      {texts.showLargest}
                    </button>
                  )}
                </td>
                <td>
                  = <Num value={value} name={name} digits={digits} />
                </td>
                <td>
                  <Signed value={value} full={full} idea="sum" />
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      {cancels && <p className={ui.hint}>{words.cancels}</p>}
    </>
  )
}

interface TermProps {
  readonly trace: Trace
  readonly term: ScalarTerm
  readonly digits: DigitsOf
  /** a sign stands before it */
  readonly behind: boolean
}

/** The factors of a term; a factor that is a sum stands in brackets. */
function TermView({ trace, term, digits, behind }: TermProps) {
  const alone = term.ref !== null || term.factors.length === 1
  if (term.ref !== null)
    return (
      <Asker
        name={term.ref}
        value={term.sign * term.value}
        trace={trace}
        behind={behind && alone}
        digits={digits}
      />
    )
  return (
    <span className={equationStyles.expr}>
      {term.factors.map((factor, i) => {
        const sum = term.factors.length > 1 && scalarTerms(factor).length > 1
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a factor is its place in the product
          <span key={i} className={equationStyles.expr}>
            {i > 0 && ' × '}
            {sum && '('}
            <PartView part={factor} trace={trace} digits={digits} behind={!sum && (behind || i > 0)} />
            {sum && ')'}
          </span>
        )
      })}
    </span>
  )
}
