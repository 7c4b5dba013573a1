/** A gradient derived from the loss down, line by line, each line evaluated. */
import { useEffect, useRef } from 'react'
import {
  depths,
  gradientOf,
  mistakeIn,
  numberOf,
  ofGradient,
  parseRef,
  type Start,
  starts,
  symbolOf,
  type Trace,
} from '../../../src/index.ts'
import { Num } from '../../figure/Num.tsx'
import { bringIntoSight } from '../../figure/sight.ts'
import { LinkMistakes } from '../../parts/notices/LinkMistakes.tsx'
import { Waiting } from '../../parts/notices/Waiting.tsx'
import { useSession } from '../../state/context.ts'
import { builtIn } from '../../state/experiments.ts'
import { type Params, paramReader } from '../../state/params.ts'
import { useCursor, useParam, useReading, useStepper, useStore, useTrace } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import styles from './Derive.module.css'
import { Lines } from './Lines.tsx'
import { Take } from './Take.tsx'
import { Target } from './Target.tsx'
import { useTexts } from './texts.ts'
import { useDerivation } from './useDerivation.ts'

const forms = ['scalar', 'matrix'] as const

/**
 * What is derived where nothing is asked: the gradient of the step, first unit; outside the backward pass that of the state that
 * carries furthest, in the middle of the run.
 */
function usual(trace: Trace, cursor: number): string {
  const { phase, t, equation } = trace.frames[cursor]!
  const first = (gradient: string) => {
    const { shape } = trace.memory(symbolOf(gradient))
    return shape.length === 0 ? '' : `[${shape.map(() => 0)}]`
  }
  const { symbol, overTime, untimed } = equation
  if (phase === 'backward' && t !== null && t > 0 && !overTime)
    return `${symbol}${untimed ? '' : `@${t}`}${first(symbol)}`
  const state = trace.net.states.at(-1)!
  return gradientOf(`${state}@${Math.max(1, Math.ceil(trace.T / 2))}${first(state)}`)
}

/** What the address says: how it is derived, and the line that the derivation is shown to; without one it is shown whole. */
function choiceOf(params: Params) {
  const reader = paramReader(params)
  return {
    form: reader.word('form', forms, 'scalar'),
    depth: reader.word('depth', depths, 'one'),
    line: reader.whole('line', [1, 999_999], Number.POSITIVE_INFINITY),
    mistakes: reader.mistakes,
  }
}

/** The newest line is in sight, whatever was folded. */
function showLastLine(page: Element | null): void {
  const line = [...(page?.querySelectorAll('[data-part=line]') ?? [])].at(-1)
  const group = line?.closest('details')
  if (group) group.open = true
  bringIntoSight(line)
}

export default function Derive() {
  const texts = useTexts()
  const words = useWords()
  const trace = useTrace()
  const experiment = useStore((s) => s.experiment)
  const cursor = useCursor(trace)
  const reading = useReading()
  const of = useParam('of') ?? usual(trace, cursor)
  const { form, depth, line: shown, mistakes } = choiceOf(useStore((s) => s.params))
  // A whole vector or matrix has only the matrix form.
  const whole = parseRef(of)?.index.length === 0 && numberOf(trace, of) === undefined
  const written = whole ? 'matrix' : form
  const task = useDerivation(experiment, trace, of, { form: written, depth, reading, count: 1 })
  const found = task.state === 'done' ? task.answer : null
  const lines = found?.ok ? found.value.lines : []
  const count = Math.min(shown, lines.length)
  const setShown = useLines(lines.length)
  const page = useRef<HTMLDivElement>(null)
  const stepwise = shown <= lines.length
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each line
  useEffect(() => {
    if (stepwise) showLastLine(page.current)
  }, [stepwise, count])
  return (
    <div ref={page} data-part="derivation" className={styles.derivation}>
      <h2>{texts.title}</h2>
      <p>{texts.intro}</p>
      <Starts />
      <LinkMistakes mistakes={mistakes} />
      <Target trace={trace} of={of} />
      <p data-part="choices" className={styles.choices}>
        <Manner form={whole ? 'matrix' : form} whole={whole} depth={depth} />
        <Stepping stepwise={stepwise} count={count} of={lines.length} onLine={setShown} />
      </p>
      <Waiting task={task} busy={texts.deriving} failed={texts.crashed} />
      {found?.ok === false && <p role="alert">{texts.trouble(mistakeIn(found.mistake, words.mistakes))}</p>}
      {found?.ok && (
        <>
          <Lines trace={trace} form={written} lines={lines.slice(0, count)} digits={found.value.digits} />
          {found.value.left > 0 && <p className={ui.hint}>{texts.left(found.value.left)}</p>}
          <Take trace={trace} of={of} form={written} lines={lines} />
          <Whence trace={trace} of={of} digits={found.value.digits} />
        </>
      )}
    </div>
  )
}

/** Shows so many of the lines; the keys of a step go from line to line. */
function useLines(n: number): (line: number) => void {
  const session = useSession()
  const setShown = (line: number) =>
    session.changeParams({ line: Number.isFinite(line) ? String(line) : null })
  useStepper({
    // From all lines the first step forward is to the first, the first one back to the last but one.
    by: (direction) => {
      const now = choiceOf(session.get().params).line
      setShown(Math.max(1, Math.min(n, (now > n ? (direction === 1 ? 0 : n) : now) + direction)))
    },
    first: () => setShown(1),
    last: () => setShown(n),
  })
  return setShown
}

/** Derivations to begin with: those of the notes. */
function Starts() {
  const session = useSession()
  const texts = useTexts()
  function begin(start: Start): void {
    const { experiment: of } = start
    if (typeof of === 'string') session.open(builtIn(of)!)
    else session.change(of)
    session.setReading(start.reading)
    session.setParams({ of: start.target, form: start.form, depth: start.depth })
    session.closeComparison()
  }
  return (
    <details data-part="starts" className={styles.starts}>
      <summary>{texts.starts}</summary>
      <p className={ui.hint}>{texts.startHint}</p>
      <p data-part="choices" className={styles.choices}>
        {starts.map((start) => (
          <button key={start.id} type="button" onClick={() => begin(start)}>
            {texts.startTexts[start.id]}
          </button>
        ))}
      </p>
    </details>
  )
}

interface MannerProps {
  readonly form: (typeof forms)[number]
  /** a whole vector or matrix is derived */
  readonly whole: boolean
  readonly depth: (typeof depths)[number]
}

/** How it is derived: in which form, and how far down. */
function Manner({ form, whole, depth }: MannerProps) {
  const session = useSession()
  const texts = useTexts()
  return (
    <>
      <label>
        {texts.form}{' '}
        <select
          value={form}
          disabled={whole}
          onChange={(event) => session.changeParams({ form: event.target.value })}
        >
          {forms.map((each) => (
            <option key={each} value={each}>
              {texts.forms[each]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {texts.depth}{' '}
        <select value={depth} onChange={(event) => session.changeParams({ depth: event.target.value })}>
          {depths.map((each) => (
            <option key={each} value={each}>
              {texts.depths[each]}
            </option>
          ))}
        </select>
      </label>
    </>
  )
}

interface SteppingProps {
  readonly stepwise: boolean
  /** how many lines are shown, of all */
  readonly count: number
  readonly of: number
  readonly onLine: (line: number) => void
}

/** All lines, or one after the other. */
function Stepping({ stepwise, count, of, onLine }: SteppingProps) {
  const texts = useTexts()
  return (
    <>
      <button
        type="button"
        aria-pressed={stepwise}
        onClick={() => onLine(stepwise ? Number.POSITIVE_INFINITY : 1)}
      >
        {stepwise ? texts.showAll : texts.stepwise}
      </button>
      {stepwise && (
        <>
          <button type="button" disabled={count <= 1} onClick={() => onLine(count - 1)}>
            ← {texts.previous}
          </button>
          <button type="button" disabled={count >= of} onClick={() => onLine(count + 1)}>
            {texts.next} →
          </button>
          <span role="status">{texts.line(count, of)}</span>
        </>
      )}
    </>
  )
}

interface WhenceProps {
  readonly trace: Trace
  readonly of: string
  readonly digits: number
}

/** The number that was derived, and the question why it is what it is. */
function Whence({ trace, of, digits }: WhenceProps) {
  const session = useSession()
  const texts = useTexts()
  const value = ofGradient(of) === undefined ? undefined : numberOf(trace, of)
  if (value === undefined) return null
  return (
    <p>
      <Num value={value} name={of} digits={digits} />{' '}
      <button type="button" onClick={() => session.askWhy(of)}>
        {texts.ask}
      </button>
    </p>
  )
}
