/** Why is this number what it is? Its scalar equation, term by term; every number in it can be asked in turn. */
import { useEffect, useRef, useState } from 'react'
import { gradientOf, numberOf, parseRef, type Trace, why } from '../../../src/index.ts'
import { Num } from '../../figure/Num.tsx'
import { refText } from '../../math/name.ts'
import { useSession } from '../../state/context.ts'
import type { Session } from '../../state/session.ts'
import { useReading, useStore, useTrace } from '../../state/store.ts'
import { useFocusBack } from '../../ui/focus.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import { frameThatWrote } from '../number/NumberPopover.tsx'
import { NumberName } from './Equation.tsx'
import { Influences } from './Influences.tsx'
import { Nudge } from './Nudge.tsx'
import { Terms } from './Terms.tsx'
import { useTexts } from './texts.ts'
import styles from './Why.module.css'

export default function Why() {
  const session = useSession()
  const texts = useTexts()
  const words = useWords()
  const trace = useTrace()
  const reading = useReading()
  const ref = useStore((s) => s.why)!
  const nudging = useStore((s) => s.nudging)
  const box = useRef<HTMLElement>(null)
  const answer = why(trace, ref)

  // The element that had the focus is looked up at the first rendering: React may run the effects that move the focus twice.
  const [before] = useState(() => document.activeElement)
  useFocusBack(true, before)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question starts at the top, or at the check where that was asked
  useEffect(() => {
    box.current?.focus({ preventScroll: true })
    if (!nudging) box.current?.scrollTo(0, 0)
  }, [ref, nudging])
  useEffect(() => {
    if (answer !== undefined) return
    // A link may have other mistakes, which have been told.
    const message = [session.get().message, texts.noNumber(ref.slice(0, 40))].filter(Boolean).join(' ')
    session.stopAsking()
    session.tell(message)
  }, [answer, ref, texts, session])

  if (!answer) return null
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
      <Trail trace={trace} name={ref} />
      <p data-part="answer" className={styles.answer}>
        <NumberName name={ref} trace={trace} /> = <Num value={answer.value} name={ref} />
      </p>
      {answer.leaf ? (
        <p>{texts.leaf[kindOfLeaf(trace, ref)]}</p>
      ) : (
        <Terms key={ref} trace={trace} name={ref} terms={answer.terms} value={answer.value} />
      )}
      <Next trace={trace} name={ref} />
      {isWholeGradient(ref) && (
        <Nudge key={`nudge ${ref} ${nudging}`} trace={trace} name={ref} opened={nudging} />
      )}
      <Influences key={`influences ${ref}`} trace={trace} name={ref} />
    </aside>
  )
}

/** A gradient itself, and not a part of one: neither a running sum nor what one symbol sent. */
function isWholeGradient(ref: string): boolean {
  const { gradient, running, from } = parseRef(ref)!
  return gradient && !running && !from
}

interface Named {
  readonly trace: Trace
  readonly name: string
}

/** The numbers that were asked before this one, to go back to. */
function Trail({ trace, name }: Named) {
  const session = useSession()
  const texts = useTexts()
  const trail = useStore((s) => s.trail)
  if (trail.length === 0) return null
  return (
    <nav data-part="trail" className={styles.trail} aria-label={texts.trail}>
      {trail.map((before, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a place of the trail
        <span key={i}>
          <button type="button" className={ui.quiet} onClick={() => session.askAgain(i)}>
            <NumberName name={before} trace={trace} />
          </button>
          {' › '}
        </span>
      ))}
      <NumberName name={name} trace={trace} />
    </nav>
  )
}

/** Where to go from a number: to its step, to its gradient, to the derivation. */
function Next({ trace, name }: Named) {
  const session = useSession()
  const texts = useTexts()
  const words = useWords()
  const frame = frameThatWrote(trace, name)
  const gradient = gradientOf(name)
  const hasGradient = !parseRef(name)!.gradient && numberOf(trace, gradient) !== undefined
  return (
    <p className={styles.next}>
      {frame && (
        <button type="button" onClick={() => goToStep(session, frame.index, name)}>
          {words.aside(texts.goTo, words.moment(words.phases[frame.phase], frame.t))}
        </button>
      )}
      {hasGradient && (
        <button type="button" onClick={() => session.askFurther(gradient)}>
          {texts.gradientOf}
        </button>
      )}
      {isWholeGradient(name) && (
        <button
          type="button"
          onClick={() => {
            session.changeParams({ of: name })
            session.stopAsking()
            session.openView('derive')
          }}
        >
          {texts.derive}
        </button>
      )}
    </p>
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
