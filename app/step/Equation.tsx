/** The equation of the step: where we are, the formula in symbols, with its numbers, its result, who sent how much, and why. */
import { lazy, memo, Suspense, useState } from 'react'
import {
  type Frame,
  frameAt,
  numberText,
  placeOf,
  resultOf,
  runningSum,
  type Trace,
} from '../../src/index.ts'
import { Num } from '../figure/Num.tsx'
import { Formula } from '../formula/Formula.tsx'
import { Prose, spoken } from '../formula/Symbol.tsx'
import { useWords, type Words } from '../language/words.ts'
import { goTo, stepFrames, stopsOf, useComparedTrace, useStore, useTrace } from '../store/store.ts'
import { Chips } from './Chips.tsx'
import { plainTitle, reasonOf, textOf, titleOf } from './explain.ts'
import { formulaFor, linesOf, nameless, shownInFull, usePrepared, useReading } from './lines.ts'
import { Products } from './Products.tsx'
import { Senders } from './Senders.tsx'
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
  const frame = trace.frames[cursor]!
  usePrepared(trace, cursor)
  const group = stepFrames(trace, cursor, grain === 'assignment' ? 'assignment' : 'idea')
  const full = group.slice(-shownInFull)
  const list = group.length > shownInFull ? group : []
  return (
    <section ref={followRoom} className="panel equation" aria-label={words.panels.equation}>
      <Place trace={trace} frame={frame} />
      <h2>
        <Prose
          trace={trace}
          t={frame.t}
          text={titleOf(trace, frame.phase === 'backward' ? full[0]! : frame, words)}
        />
      </h2>
      {predicting && (
        <Suspense fallback={null}>
          <Predict trace={trace} />
        </Suspense>
      )}
      {list.length > 0 && <FrameList trace={trace} frames={list} current={frame} />}
      {(list.length > 0 ? [frame] : full).map((each, i) => (
        // The elements stay from step to step: what changes is what they say.
        <Assignment
          // biome-ignore lint/suspicious/noArrayIndexKey: a place in the panel
          key={i}
          trace={trace}
          was={was}
          frame={each}
          covered={covered && each === frame}
          words={words}
          alone={full.length === 1}
        />
      ))}
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

interface AssignmentProps {
  readonly trace: Trace
  /** the run before the last change, while it is shown */
  readonly was: Trace | undefined
  readonly frame: Frame
  readonly covered: boolean
  readonly words: Words
  readonly alone: boolean
}

const Assignment = memo(function Assignment({ trace, was, frame, covered, words, alone }: AssignmentProps) {
  const [notation, gradient, weights] = [
    useStore((s) => s.notation),
    useStore((s) => s.gradient),
    useStore((s) => s.weights),
  ]
  const present = useStore((s) => s.present)
  const asking = useStore((s) => s.question !== null)
  const [shapes, setShapes] = useState(false)
  const formula = formulaFor(trace, frame, { notation, gradient, weights })
  const lines = linesOf(formula)
  const wasFrame = was && frameAt(was, placeOf(frame))
  const earlier = wasFrame && linesOf(formulaFor(was, wasFrame, { notation, gradient, weights })).result
  const { shape } = resultOf(trace, frame)
  const name = spoken(frame.equation.symbol, frame.t)
  return (
    <article className="assignment">
      <h3>
        {shapes ? words.shapes : words.symbols}
        <button type="button" className="quiet" aria-pressed={shapes} onClick={() => setShapes(!shapes)}>
          {shapes ? words.symbols : words.shapes}
        </button>
      </h3>
      <Formula
        kind="symbols"
        tex={shapes ? lines.shapes : lines.symbols}
        label={`${words.symbols}: ${name} = ${formula.numpy}`}
      />
      <h3>{words.numbers}</h3>
      <Formula kind="numbers" tex={lines.numbers} label={words.numbers} />
      <h3>
        {words.result} · {words.sizes(shape)}
      </h3>
      {covered ? (
        <p className="hidden-result">{asking ? '?' : words.resultCovered}</p>
      ) : (
        <Formula kind="numbers" tex={lines.result} label={`${words.result}: ${said(trace, frame)}`} />
      )}
      {earlier !== undefined && earlier !== lines.result && !covered && (
        <div className="earlier">
          <h3>{words.resultBefore}</h3>
          <Formula kind="numbers" tex={nameless(earlier)} label={words.resultBefore} />
        </div>
      )}
      {frame.equation.overTime && frame.phase === 'backward' && !covered && (
        <Running trace={trace} frame={frame} words={words} />
      )}
      {frame.equation.terms.length > 1 && !frame.equation.overTime && !covered && (
        <Senders trace={trace} frame={frame} />
      )}
      {!present && (
        <p className="why">
          <strong>{words.why}</strong>{' '}
          <Prose trace={trace} t={frame.t} text={reasonOf(trace, frame, words)} />
        </p>
      )}
      <Products trace={trace} frame={frame} />
      {!present && (
        <details className="code" open={false}>
          <summary>{words.code}</summary>
          <code>{formula.numpy}</code>
          <code>{formula.torch}</code>
        </details>
      )}
      {!alone && <hr />}
    </article>
  )
})

/** The sum over the timesteps that the backward pass has seen so far. */
function Running({
  trace,
  frame,
  words,
}: {
  readonly trace: Trace
  readonly frame: Frame
  readonly words: Words
}) {
  const weight = frame.equation.symbol.slice(2)
  const adjoint = trace.net.adjoints.find((a) => a.of === weight)!
  const sum = runningSum(trace, adjoint, frame.t!)
  const { shape } = trace.memory(weight)
  const width = shape[1] ?? 1
  return (
    <>
      <h3>{words.runningSum(frame.t!, trace.T)}</h3>
      <div className="running" tabIndex={0} role="group" aria-label={words.runningSum(frame.t!, trace.T)}>
        <table>
          <tbody>
            {Array.from({ length: Math.min(shape[0]!, 6) }, (_, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its index
              <tr key={i}>
                {Array.from({ length: Math.min(width, 8) }, (_, j) => {
                  const index = shape.length === 1 ? `${i}` : `${i},${j}`
                  return (
                    <td key={index}>
                      <Num value={sum[i * width + j]!} name={`d:${weight}@${frame.t}+[${index}]`} />
                    </td>
                  )
                })}
                {width > 8 && <td>⋯</td>}
              </tr>
            ))}
            {shape[0]! > 6 && (
              <tr>
                <td>⋮</td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </>
  )
}

function FrameList({
  trace,
  frames,
  current,
}: {
  readonly trace: Trace
  readonly frames: readonly Frame[]
  readonly current: Frame
}) {
  const reading = useReading()
  return (
    <ol className="frames">
      {frames.map((frame) => {
        const { left, symbols } = formulaFor(trace, frame, reading)
        return (
          <li key={placeOf(frame)} aria-current={frame === current}>
            <button type="button" className="quiet" onClick={() => goTo(frame.index)}>
              <Formula tex={`${left} = ${symbols}`} label={spoken(frame.equation.symbol, frame.t)} />
            </button>
          </li>
        )
      })}
    </ol>
  )
}

function said(trace: Trace, frame: Frame): string {
  const { data } = resultOf(trace, frame)
  const shown = Array.from({ length: Math.min(8, data.length) }, (_, i) => numberText(data[i]!))
  return `${shown.join(', ')}${data.length > 8 ? ', …' : ''}`
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
