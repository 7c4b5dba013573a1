/** The whole net as a small map: layers up, time to the right, an arrow for each direction; the cell where the reader stands is marked, and each leads there. */
import { memo } from 'react'
import { isAboveLayers, type NetTrack, symbolOf, symbolsIn, type Trace, trackAt } from '../../../src/index.ts'
import { useSession } from '../../state/context.ts'
import { attentionStepAt, stepAt } from '../../state/steps.ts'
import { useCursor, useTrace } from '../../state/store.ts'
import { useWords } from '../../words/words.ts'
import styles from './NetMap.module.css'

/** More timesteps than these have no room side by side: then the map shows those around the current one. */
const most = 24

export function NetMap() {
  const trace = useTrace()
  const cursor = useCursor(trace)
  if (trace.net.tracks.length === 1 && trace.net.attention.length === 0) return null
  const frame = trace.frames[cursor]!
  const track = isAboveLayers(trace, frame) ? null : trackAt(trace, frame)
  const atHead = trace.net.info(symbolOf(frame.equation.symbol)).layer === undefined
  const t = Math.min(trace.T, Math.max(1, frame.t ?? trace.T))
  return <Rows trace={trace} track={track} atHead={atHead} t={t} />
}

const Rows = memo(function Rows({
  trace,
  track,
  atHead,
  t,
}: {
  readonly trace: Trace
  /** null: what stands above the layers */
  readonly track: NetTrack | null
  /** the head reads every direction of the last layer */
  readonly atHead: boolean
  readonly t: number
}) {
  const words = useWords()
  const session = useSession()
  const first = Math.max(1, Math.min(t - most / 2, trace.T - most + 1))
  const times = Array.from({ length: Math.min(trace.T, most) }, (_, s) => first + s)
  return (
    <nav
      className={`${styles.map} ${inPairs(trace) ? styles.pairs : ''}`}
      aria-label={words.map.title}
      style={{ '--count': times.length } as React.CSSProperties}
    >
      {trace.net.attention.length > 0 && (
        <Row
          whole
          name={words.map.attention}
          current={track === null ? t : undefined}
          times={times}
          said={words.map.attentionCell}
          go={(at) => session.goTo(attentionStepAt(trace, at, session.get().cursor, session.get()))}
        />
      )}
      {fromTop(trace).map((each) => (
        <Row
          key={each.suffix}
          name={words.map.track(each.layer + 1, each.reverse)}
          current={
            atHead && each.layer === track?.layer ? readAt(trace, each, t) : each === track ? t : undefined
          }
          times={times}
          said={(at) => words.map.cell(each.layer + 1, each.reverse, at)}
          go={(at) => session.goTo(stepAt(trace, each, at, session.get().cursor, session.get()))}
        />
      ))}
    </nav>
  )
})

/** The last layer first; of a layer the direction along time first, as it is computed. */
const fromTop = ({ net: { tracks } }: Trace) => tracks.toSorted((a, b) => b.layer - a.layer)

/** The timestep whose h the head reads of a direction at t: its own, or that where the direction ends. */
const readAt = ({ net: { head } }: Trace, { h }: NetTrack, t: number) =>
  head.some(({ expr }) => symbolsIn(expr).some(({ name }) => name === h)) ? t : 1

/** Has every layer both directions? Then they stand side by side where there is room. */
const inPairs = ({ net: { tracks } }: Trace) =>
  tracks.every(({ layer, reverse }) =>
    tracks.some((each) => each.layer === layer && each.reverse !== reverse),
  )

/** A layer in one direction, or the attention: a button for each timestep. */
function Row({
  whole = false,
  name,
  current,
  times,
  said,
  go,
}: {
  /** does it take the whole width? */
  readonly whole?: boolean
  readonly name: string
  /** the timestep where the reader stands, if it is in this row */
  readonly current: number | undefined
  readonly times: readonly number[]
  readonly said: (t: number) => string
  readonly go: (t: number) => void
}) {
  return (
    <div className={`${styles.row} ${whole ? styles.whole : ''}`}>
      <span className={styles.name} data-current={current !== undefined}>
        {name}
      </span>
      {times.map((at) => (
        <button
          key={at}
          type="button"
          className={styles.cell}
          data-current={at === current}
          aria-current={at === current ? 'step' : undefined}
          aria-label={said(at)}
          onClick={() => go(at)}
        >
          {at}
        </button>
      ))}
    </div>
  )
}
