/** The equation of the step: where we are, the formula in symbols, with its numbers, its result, who sent how much, and why. */
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { type Completed, completedAt, type Frame, type Trace } from '../../../src/index.ts'
import { bringIntoSight } from '../../figure/sight.ts'
import { sayingOf } from '../../math/Formula.tsx'
import { symbolFormula } from '../../math/name.ts'
import { Prose } from '../../math/Symbol.tsx'
import { useSpeech } from '../../math/texts.ts'
import { stopsOf } from '../../state/steps.ts'
import { useComparedTrace, useCursor, useReading, useStore, useTrace } from '../../state/store.ts'
import { Disclosure } from '../../ui/Disclosure.tsx'
import ui from '../../ui/ui.module.css'
import { useWords, type Words } from '../../words/words.ts'
import { later } from '../boundary/later.tsx'
import { said } from './Assignment.tsx'
import { Assignments } from './Assignments.tsx'
import chipsStyles from './Chips.module.css'
import { Chip, Chips } from './Chips.tsx'
import styles from './Equation.module.css'
import { completedTitle, filled, partOfStep, stepTitle, type Told, textIn } from './explain.ts'
import { formulaFor, inFull } from './lines.ts'
import { useOpenedStep } from './openedStep.ts'
import { Products } from './Products.tsx'

const UpdateBox = later(() => import('./UpdateBox.tsx'))
const WayBack = later(() => import('./WayBack.tsx'))
const Predict = later(() => import('../predict/Predict.tsx'))

export function Equation() {
  const words = useWords()
  const trace = useTrace()
  const was = useComparedTrace()
  const cursor = useCursor(trace)
  const grain = useStore((s) => s.grain)
  const covered = useStore((s) => s.covered)
  const predicting = useStore((s) => s.prediction !== null || s.predicted !== null)
  const present = useStore((s) => s.present)
  const opened = useOpenedStep()
  const [shapes, setShapes] = useState(false)
  const frame = trace.frames[cursor]!
  const reading = useReading()
  const shown = inFull(trace, cursor, grain, reading)
  const { frames, many } = shown
  const completed = useMemo(() => completedAt(trace, frame, grain), [trace, frame, grain])
  const idea = stepTitle(trace, shown, words)
  const title = completed ? completedTitle(trace, completed, words) : idea
  const telling = useMemo(
    () => ({ trace, was, grain, reading, present, shapes, setShapes, words }),
    [trace, was, grain, reading, present, shapes, words],
  )
  const panel = useRef<HTMLElement>(null)
  useLayoutEffect(() => followRoom(panel.current!), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each step, and when a result is uncovered
  useLayoutEffect(() => showNewest(panel.current!), [cursor, covered, predicting, present, grain])
  return (
    <section
      ref={panel}
      data-part="equation"
      className={`${ui.panel} ${styles.equation}`}
      aria-label={words.panels.equation}
    >
      <header className={styles.head}>
        <div className={styles.line}>
          <PlaceOfStep trace={trace} frame={frame} completed={completed} />
          {opened && <WayBack />}
        </div>
        <h2>
          <Prose trace={trace} t={frame.t} text={title} whole />
        </h2>
        {completed && (
          <p>
            <Prose trace={trace} t={frame.t} text={words.names.completed.last(idea)} whole />
          </p>
        )}
        {predicting && <Predict trace={trace} />}
      </header>
      {many.length > 0 && <FrameList trace={trace} frames={many} shown={frames} words={words} />}
      <Assignments telling={telling} cursor={cursor} covered={covered} />
      {frames.map((each, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a place in the panel
        <Products key={i} trace={trace} frame={each} />
      ))}
      {!present && <Code trace={trace} frames={frames} words={words} />}
      {frame.phase === 'update' && <UpdateBox frames={frames} />}
      {!present && <Chips trace={trace} frame={frame} words={words} />}
      {!present && <Task trace={trace} frame={frame} words={words} />}
      <Live trace={trace} frame={frame} title={title} words={words} covered={covered} />
    </section>
  )
}

/** Tells the formulas how much room the panel has, so that they can be set as large as fits without a layout at each step. */
function followRoom(panel: HTMLElement): () => void {
  const observer = new ResizeObserver(() => panel.style.setProperty('--room', `${panel.clientWidth - 32}px`))
  observer.observe(panel)
  return () => observer.disconnect()
}

/**
 * What the step gives is in sight: its result and who sent how much, with as much of what stands before as there is room for. Where the
 * reader is, and what is asked, stays above it. On a phone the page scrolls, and stays with what the reader looks at.
 */
function showNewest(panel: HTMLElement): () => void {
  const [head, first] = panel.children
  const last = [...panel.querySelectorAll('[data-part=assignment]')].at(-1)
  const evaluated = last?.querySelector('[data-part=evaluated]')
  const show = () => {
    panel.style.scrollPaddingTop = `${head!.clientHeight}px`
    if (panel.scrollHeight <= panel.clientHeight) return
    bringIntoSight(first, last, evaluated, evaluated?.lastElementChild, last?.lastElementChild)
  }
  show()
  // Fonts and a question that come later, and another width, set it anew.
  const observer = new ResizeObserver(show)
  for (const each of [head, last]) if (each) observer.observe(each)
  return () => observer.disconnect()
}

function PlaceOfStep({
  trace,
  frame,
  completed,
}: {
  readonly trace: Trace
  readonly frame: Frame
  readonly completed: Completed | undefined
}) {
  const words = useWords()
  const language = useStore((s) => s.language)
  const grain = useStore((s) => s.grain)
  const experiment = useStore((s) => s.experiment)
  const list = stopsOf(trace, grain, useReading())
  const at = list.findIndex((i) => i >= frame.index)
  const label = frame.t ? textIn(experiment.labels?.steps?.[frame.t - 1], language) : ''
  const phase = words.phases[frame.phase]
  const part = completed ? partOfStep(trace, completed, words) : ''
  return (
    <p data-part="place" className={styles.place}>
      {words.place(part ? words.aside(phase, part) : phase, frame.t, label, at + 1, list.length)}
    </p>
  )
}

/** What the experiment is about, where its run begins. */
function Task({ trace, frame, words }: Told) {
  const grain = useStore((s) => s.grain)
  const language = useStore((s) => s.language)
  const reading = useReading()
  const text = textIn(
    useStore((s) => s.experiment.about),
    language,
  )
  if (text === '' || frame.index > stopsOf(trace, grain, reading)[0]!) return null
  return (
    <div>
      <h3>{words.aboutExperiment}</h3>
      <p>{text}</p>
    </div>
  )
}

interface Shown {
  readonly trace: Trace
  readonly frames: readonly Frame[]
  readonly words: Words
}

/** The assignments as lines of NumPy and PyTorch, on demand. */
function Code({ trace, frames, words }: Shown) {
  const reading = useReading()
  return (
    <Disclosure name={words.code} part="code" className={styles.code}>
      {() =>
        (['numpy', 'torch'] as const).map((library) => (
          <code key={library}>
            {frames.map((frame) => formulaFor(trace, frame, reading)[library]).join('\n')}
          </code>
        ))
      }
    </Disclosure>
  )
}

/** The assignments of an idea that has many: some of them are shown, the others are asked for. */
function FrameList({ trace, frames, shown, words }: Shown & { readonly shown: readonly Frame[] }) {
  return (
    <nav data-part="chips" className={chipsStyles.chips} aria-label={words.assignments}>
      {frames.map((frame) => (
        <Chip
          key={frame.equation.symbol}
          trace={trace}
          shown={frame}
          to={frame.index}
          state={shown.includes(frame) ? 'current' : frame.index < shown.at(-1)!.index ? 'done' : 'next'}
          words={words}
        />
      ))}
    </nav>
  )
}

/** What screen readers hear at each step. */
function Live({
  trace,
  frame,
  title,
  words,
  covered,
}: Told & { readonly title: string; readonly covered: boolean }) {
  const reading = useReading()
  const speech = useSpeech()
  const values = covered ? '?' : said(trace, frame, reading, words)
  const heard = (name: string, t: number | null) =>
    sayingOf(symbolFormula(trace, reading, name, t, true), speech.words)
  return (
    <p data-part="heard" className={ui.heard} aria-live="polite">
      {words.step(filled(trace, frame.t, title, heard), heard(frame.equation.symbol, frame.t), values)}
    </p>
  )
}
