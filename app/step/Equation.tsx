/** The equation of the step: where we are, the formula in symbols, with its numbers, its result, who sent how much, and why. */
import { lazy, Suspense, useState } from 'react'
import { type Frame, resultOf, type Trace } from '../../src/index.ts'
import { Prose, SymbolName, spoken } from '../formula/Symbol.tsx'
import { useWords, type Words } from '../language/words.ts'
import { useReading } from '../store/reading.ts'
import { groupFrames, shownGrain, stepFrames, stopsOf } from '../store/steps.ts'
import { useComparedTrace, useStore, useTrace } from '../store/store.ts'
import { Assignment, said } from './Assignment.tsx'
import { Chip, Chips } from './Chips.tsx'
import { Disclosure } from './Disclosure.tsx'
import { plainTitle, reasonOf, textOf, titleOf } from './explain.ts'
import { formulaFor, shownInFull } from './lines.ts'
import { Products } from './Products.tsx'
import { usePrepared } from './prepare.ts'
import { UpdateBox } from './UpdateBox.tsx'

const Predict = lazy(() => import('../predict/Predict.tsx'))

export function Equation() {
  const words = useWords()
  const trace = useTrace()
  const was = useComparedTrace()
  const cursor = useStore((s) => Math.min(s.cursor, trace.frames.length - 1))
  const grain = useStore((s) => s.grain)
  const covered = useStore((s) => s.covered)
  const predicting = useStore((s) => s.question !== null || s.frameAsked !== null)
  const present = useStore((s) => s.present)
  const [shapes, setShapes] = useState(false)
  const frame = trace.frames[cursor]!
  usePrepared(trace, cursor)
  const fine = shownGrain(grain)
  const whole = groupFrames(trace, cursor, fine)
  const list = whole.length > shownInFull ? whole : []
  const shownFrames = list.length > 0 ? [frame] : stepFrames(trace, cursor, fine)
  return (
    <section
      ref={followRoom}
      className="panel equation"
      aria-label={words.panels.equation}
      style={sizesOf(trace, shownFrames)}
    >
      <Place trace={trace} frame={frame} />
      <h2>
        <Prose
          trace={trace}
          t={frame.t}
          text={titleOf(trace, frame.phase === 'backward' ? shownFrames[0]! : frame, words)}
        />
      </h2>
      {predicting && (
        <Suspense fallback={null}>
          <Predict trace={trace} />
        </Suspense>
      )}
      {list.length > 0 && <FrameList trace={trace} frames={list} current={frame} words={words} />}
      {shownFrames.map((each, i) => (
        // The elements stay from step to step: what changes is what they say.
        <Assignment
          // biome-ignore lint/suspicious/noArrayIndexKey: a place in the panel
          key={i}
          trace={trace}
          was={was}
          frame={each}
          covered={covered && each === frame}
          further={i > 0}
          shapes={shapes}
          setShapes={setShapes}
          words={words}
        />
      ))}
      {!present && <Reasons trace={trace} frames={shownFrames} words={words} />}
      {shownFrames.map((each, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a place in the panel
        <Products key={i} trace={trace} frame={each} />
      ))}
      {!present && <Code trace={trace} frames={shownFrames} words={words} />}
      {frame.phase === 'update' && <UpdateBox />}
      {!present && <Chips trace={trace} frame={frame} words={words} />}
      <Live trace={trace} frame={frame} words={words} covered={covered} />
    </section>
  )
}

/** Tells the formulas how much room the panel has, so that they can be set as large as fits without a layout at each step. */
function followRoom(panel: HTMLElement | null): (() => void) | undefined {
  if (!panel) return undefined
  const observer = new ResizeObserver(() => panel.style.setProperty('--room', `${panel.clientWidth - 32}px`))
  observer.observe(panel)
  return () => observer.disconnect()
}

/** How much the panel has to show, so that formulas can be as large as there is room: a line of symbols, numbers, and what comes out. */
function sizesOf(trace: Trace, frames: readonly Frame[]): React.CSSProperties {
  const rows = frames.map((frame) => Math.min(resultOf(trace, frame).shape[0] ?? 1, mostRows))
  const lines = rows.reduce((sum, n) => sum + 3 + 2.5 * n, 0)
  return { '--lines': lines, '--assignments': frames.length } as React.CSSProperties
}

/** A longer vector is shown in part. */
const mostRows = 6

function Place({ trace, frame }: { readonly trace: Trace; readonly frame: Frame }) {
  const words = useWords()
  const language = useStore((s) => s.language)
  const grain = useStore((s) => s.grain)
  const experiment = useStore((s) => s.experiment)
  const list = stopsOf(trace, grain)
  const at = list.findIndex((i) => i >= frame.index)
  const label = frame.t ? textOf(experiment.labels?.steps?.[frame.t - 1], language) : ''
  return (
    <p className="place">{words.place(words.phases[frame.phase], frame.t, label, at + 1, list.length)}</p>
  )
}

interface Shown {
  readonly trace: Trace
  readonly frames: readonly Frame[]
  readonly words: Words
}

/** Why, of each assignment; of several each begins with its symbol. */
function Reasons({ trace, frames, words }: Shown) {
  return (
    <div className="why">
      {frames.map((frame, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a place in the panel
        <p key={i}>
          {i === 0 && <strong>{words.why} </strong>}
          {frames.length > 1 && (
            <>
              <SymbolName trace={trace} name={frame.equation.symbol} t={frame.t} />
              {words.colon}
            </>
          )}
          <Prose trace={trace} t={frame.t} text={reasonOf(trace, frame, words)} />
        </p>
      ))}
    </div>
  )
}

/** The assignments as lines of NumPy and PyTorch, on demand. */
function Code({ trace, frames, words }: Shown) {
  const reading = useReading()
  return (
    <Disclosure name={words.code} className="code">
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

/** The assignments of an idea that has many: one of them is shown, the others are asked for. */
function FrameList({ trace, frames, current, words }: Shown & { readonly current: Frame }) {
  return (
    <nav className="chips" aria-label={words.assignments}>
      {frames.map((frame) => (
        <Chip
          key={frame.equation.symbol}
          trace={trace}
          shown={frame}
          to={frame.index}
          state={frame === current ? 'current' : frame.index < current.index ? 'done' : 'next'}
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
  words,
  covered,
}: {
  readonly trace: Trace
  readonly frame: Frame
  readonly words: Words
  readonly covered: boolean
}) {
  const values = covered ? '?' : said(trace, frame)
  return (
    <p className="heard" aria-live="polite">
      {words.said(`${plainTitle(trace, frame, words)}. ${spoken(frame.equation.symbol, frame.t)}`, values)}
    </p>
  )
}
