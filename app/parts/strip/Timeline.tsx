/** The strip of timesteps: a column each, rows named; a lane of the highway for each unit, as thick as its forget gate is open. */
import { memo, useMemo, useRef } from 'react'
import {
  type Experiment,
  type Frame,
  frameOf,
  isAboveBoth,
  runOfTrack,
  scalingOf,
  type Trace,
  trackAt,
} from '../../../src/index.ts'
import type { ShortName } from '../../figure/Mini.tsx'
import { spansDecades } from '../../figure/scale.ts'
import { useSession } from '../../state/context.ts'
import type { Language } from '../../state/language.ts'
import { courseOf, stepFrames } from '../../state/steps.ts'
import { useCursor, useReading, useStore, useTrace } from '../../state/store.ts'
import { traceOf } from '../../state/trace.ts'
import ui from '../../ui/ui.module.css'
import { useBox } from '../../ui/useBox.ts'
import { useWords, type Words } from '../../words/words.ts'
import { textIn } from '../equation/explain.ts'
import { Column, seenUnits } from './Column.tsx'
import { gradientHeights, gradientSizes } from './gradients.ts'
import { useInView } from './inView.ts'
import { rowsInLines, shortened, sizesOf, textsOf, type Written } from './lines.ts'
import { namesIn } from './names.ts'
import { heightOf, keyOf, laneOf, laneTo, type Row, rowsOf, statesShown } from './rows.ts'
import styles from './Timeline.module.css'

export function Timeline() {
  const words = useWords()
  const run = useTrace()
  const language = useStore((s) => s.language)
  const experiment = useStore((s) => s.experiment)
  const cursor = useCursor(run)
  const grain = useStore((s) => s.grain)
  const covered = useStore((s) => s.covered)
  const frame = run.frames[cursor]!
  // Of a net of layers the strip shows the one that the step belongs to.
  const track = trackAt(run, frame)
  const trace = runOfTrack(run, track)
  const backward = frame.phase === 'backward' || frame.phase === 'update'
  const whole = courseOf(run)
  const course = runOfTrack(whole, trackAt(whole, whole.frames[cursor]!))
  const states = useMemo(() => statesShown(course), [course])
  const { T } = trace
  const writes = useMemo(() => {
    const lane = laneOf(course)
    return Array.from({ length: T }, (_, s) => writesAt(course, lane, s + 1))
  }, [course, T])
  const names = useNames(course)
  const scroller = useRef<HTMLDivElement>(null)
  const box = useBox(scroller)
  const room = box?.width ?? 830
  const least = box?.least ?? 0
  const { wide, width, fits, text } = columnIn(T, room, least)
  const labels = useLabels(experiment.labels, language, T, fits)
  const scaled = useScaled(experiment)
  const rows = useRows(course, experiment, { labels: experiment.labels, language, room: text, scaled })
  const told = useMemo(() => {
    const letter = Math.max(usualGateLetter, least)
    return {
      labels: experiment.labels,
      language,
      width,
      room: text,
      sized: wide > 75,
      rows,
      names,
      letter,
      scaled,
    }
  }, [experiment.labels, language, width, text, wide, rows, names, least, scaled])
  const shared = useMemo(() => ({ trace, ...told }), [trace, told])
  // A column in which nothing is written yet shows what is given alone, and stays while a weight is dragged.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the values of the run make no difference to it
  const blank = useMemo(() => shared, [course, experiment.sequence, told])
  const current = frame.t ?? 0
  // The result of a step is shown when it is uncovered.
  const shownTo = covered ? stepFrames(trace, cursor, grain)[0]!.index - 1 : cursor
  const log = useLogScale(backward)
  const heightAt = useMemo(() => (backward ? gradientHeights(run, log) : undefined), [run, backward, log])
  const { made, rest, onScroll, setFocused } = useInView({ scroller, T, width, room, current: frame.t ?? T })

  return (
    <section
      data-part="timeline"
      className={`${ui.panel} ${styles.timeline}`}
      aria-label={words.strip}
      style={sizesOf(course, rows, width, textsOf(experiment.labels, language))}
    >
      <Order run={run} frame={frame} backward={backward} words={words} />
      {experiment.scaling && told.room > 0 && <FileUnits words={words} />}
      <RowNames trace={course} rows={rows} names={names} words={words} log={log} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only looks where the focus goes */}
      <div
        data-part="columns"
        className={styles.columns}
        ref={scroller}
        tabIndex={T > 12 ? 0 : undefined}
        onScroll={onScroll}
        onFocus={({ target }) => setFocused(Number(target.dataset.t) || null)}
        onBlur={({ currentTarget, relatedTarget }) => {
          // The column that the focus moves to stays until the focus has arrived there.
          if (!currentTarget.contains(relatedTarget)) setFocused(null)
        }}
      >
        {made.map(({ t, gap }) => {
          const seen = seenAt(writes[t - 1]!, shownTo)
          const arrived = states.map((name) => (heightAt?.(name, t, shownTo) ? '1' : '0')).join('')
          return (
            <Column
              key={t}
              shared={seen === 0 ? blank : shared}
              t={t}
              gap={gap}
              short={labels[t - 1]!}
              current={current === t}
              seen={seen}
              arrived={arrived}
              heightAt={arrived.includes('1') ? heightAt : undefined}
            />
          )
        })}
        {rest > 0 && <span className={styles.rest} style={{ width: rest * width }} />}
      </div>
    </section>
  )
}

/** Of a net in which that is not plain: which layer is shown, and which way it goes through the columns, which stay in the order of time. */
const Order = memo(function Order({
  run,
  frame,
  backward,
  words,
}: {
  readonly run: Trace
  readonly frame: Frame
  readonly backward: boolean
  readonly words: Words
}) {
  const { net, T } = run
  const { layer, reverse } = trackAt(run, frame)
  if (net.tracks.length === 1 && !reverse) return null
  const left = reverse !== backward
  return (
    <p
      data-part="order"
      className={styles.order}
      data-left={left || undefined}
      data-backward={backward || undefined}
    >
      {isAboveBoth(run, frame)
        ? words.shownOfBoth(layer + 1, reverse)
        : words.order(layer + 1, reverse, left ? [T, 1] : [1, T], backward)}
    </p>
  )
})

/** The rows of the strip, each with as many lines as it needs. Of the run the inputs alone make a difference. */
function useRows(trace: Trace, { sequence }: Experiment, written: Omit<Written, 'trace'>): readonly Row[] {
  const { labels, language, room, scaled } = written
  // biome-ignore lint/correctness/useExhaustiveDependencies: a run of the same net and sequence has the same rows
  return useMemo(
    () => rowsInLines(rowsOf(trace), { trace, labels, language, room, scaled }),
    [trace.net, sequence, labels, language, room, scaled],
  )
}

/** Do the sizes of gradients span decades? While a number is dragged the kind of scale stays as it was before. */
function useLogScale(backward: boolean): boolean {
  const settled = useStore((s) => s.before ?? s.experiment)
  const rate = useStore((s) => s.learningRate)
  return useMemo(
    () => backward && spansDecades(gradientSizes(traceOf(settled, rate))),
    [backward, settled, rate],
  )
}

/** What was done to inputs and outputs, where the numbers of the file are to be shown. */
function useScaled(experiment: Experiment) {
  const shown = useStore((s) => s.shownUnits)
  const { labels, scaling, model } = experiment
  return useMemo(() => {
    const of = { labels, scaling, model }
    return shown === 'file' && scaling ? { x: scalingOf(of, 'x'), y: scalingOf(of, 'y') } : undefined
  }, [shown, labels, scaling, model])
}

/** Whether numbers that were scaled are shown as they stand in the file. */
function FileUnits({ words }: { readonly words: Words }) {
  const session = useSession()
  const shown = useStore((s) => s.shownUnits)
  return (
    <label className={styles.units}>
      <input
        type="checkbox"
        checked={shown === 'file'}
        onChange={({ target }) => session.setShownUnits(target.checked ? 'file' : 'scaled')}
      />{' '}
      {words.fileUnits}
    </label>
  )
}

const RowNames = memo(function RowNames({
  trace,
  rows,
  names,
  words,
  log,
}: {
  readonly trace: Trace
  readonly rows: readonly Row[]
  readonly names: Readonly<Record<string, ShortName>>
  readonly words: Words
  /** do the sizes of gradients stand on a log scale? */
  readonly log: boolean
}) {
  const nameOf = (row: Row) => {
    if (row.kind === 'state') return <Short name={names[row.name]!} />
    if (row.kind === 'gradient')
      return (
        <span>
          |∂L/∂
          <Short name={names[row.name]!} />|
        </span>
      )
    return words.rows[row.kind]
  }
  return (
    <div data-part="row-names" className={styles.rowNames} aria-hidden="true">
      {rows.map((row) => (
        <span key={keyOf(row)} style={{ height: `calc(${heightOf(trace, row)} * var(--row-unit))` }}>
          {nameOf(row)}
          {log && row.kind === 'gradient' ? words.logNote : ''}
        </span>
      ))}
    </div>
  )
})

/** How wide a column is: before it grows with the letters of the theme, in pixels, in letter heights, and how much of that a text may have. */
function columnIn(T: number, room: number, least: number) {
  const scale = least > 0 ? least / 24 : 1
  const wide = T <= 12 ? Math.max(84, Math.min(190, room / T / scale)) : T <= 30 ? 58 : 22
  const width = Math.floor(wide * scale)
  const fits = width / (least > 0 ? least : usualLetter)
  return { wide, width, fits, text: fits > 2.45 ? fits - 0.5 : 0 }
}

/** The labels of the timesteps, as they fit. */
function useLabels(labels: Experiment['labels'], language: Language, T: number, fits: number) {
  return useMemo(() => {
    const all = Array.from({ length: T }, (_, s) => textIn(labels?.steps?.[s], language))
    return shortened(all, fits)
  }, [labels, language, T, fits])
}

/** How high the letters of a label are, in pixels, and those under the gates, where the theme does not ask for more. */
const usualLetter = 11.8
const usualGateLetter = 10

function useNames(trace: Trace): Readonly<Record<string, ShortName>> {
  const reading = useReading()
  return useMemo(() => namesIn(trace, reading), [trace, reading])
}

const Short = ({ name: { base, sub, sup } }: { readonly name: ShortName }) => (
  <span>
    {base}
    {sub && <sub>{sub}</sub>}
    {sup && <sup>{sup}</sup>}
  </span>
)

/** Where the run writes the values of a timestep: places in its list of frames. */
interface Writes {
  readonly cell: readonly number[]
  readonly head: readonly number[]
  /** the memory into which the lanes at the right of it run */
  readonly next: readonly number[]
}

function writesAt(trace: Trace, lane: string | undefined, t: number): Writes {
  const places = (names: readonly string[], at: number) =>
    names.flatMap((name) => frameOf(trace, { name, gradient: false, t: at })?.index ?? [])
  return {
    cell: places(
      trace.net.cell.filter((eq) => !eq.silent).map((eq) => eq.symbol),
      t,
    ),
    head: places(['y', 'p', 'L'], t),
    next: t < trace.T && lane !== undefined ? places([lane], laneTo(trace, t)) : [],
  }
}

/** What of a timestep has been written, as one number, so that a column that did not change is not drawn again. */
function seenAt({ cell, head, next }: Writes, cursor: number): number {
  const written = (places: readonly number[]) => places.filter((place) => place <= cursor).length
  return written(cell) + seenUnits.head * written(head) + seenUnits.next * written(next)
}
