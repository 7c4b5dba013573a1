/** The whole net as a small map: layers up, time to the right, an arrow for each direction; the cell where the reader stands is marked, and each leads there. */
import { memo } from 'react'
import { type NetTrack, type Trace, trackAt } from '../../../src/index.ts'
import { useSession } from '../../state/context.ts'
import { stepAt } from '../../state/steps.ts'
import { useCursor, useTrace } from '../../state/store.ts'
import { useWords } from '../../words/words.ts'
import styles from './NetMap.module.css'

/** More timesteps than these have no room side by side: then the map shows those around the current one. */
const most = 24

export function NetMap() {
  const trace = useTrace()
  const cursor = useCursor(trace)
  if (trace.net.tracks.length === 1) return null
  const frame = trace.frames[cursor]!
  const track = trackAt(trace, frame)
  const t = Math.min(trace.T, Math.max(1, frame.t ?? trace.T))
  return <Rows trace={trace} track={track} t={t} />
}

const Rows = memo(function Rows({
  trace,
  track,
  t,
}: {
  readonly trace: Trace
  readonly track: NetTrack
  readonly t: number
}) {
  const words = useWords()
  const session = useSession()
  const first = Math.max(1, Math.min(t - most / 2, trace.T - most + 1))
  const times = Array.from({ length: Math.min(trace.T, most) }, (_, s) => first + s)
  return (
    <nav className={styles.map} aria-label={words.map.title}>
      {trace.net.tracks.toReversed().map((each) => (
        <div key={each.suffix} className={styles.row}>
          <span className={styles.name} data-current={each === track}>
            {words.map.track(each.layer + 1, each.reverse)}
          </span>
          {times.map((at) => (
            <button
              key={at}
              type="button"
              className={styles.cell}
              data-current={each === track && at === t}
              aria-current={each === track && at === t ? 'step' : undefined}
              aria-label={words.map.cell(each.layer + 1, each.reverse, at)}
              onClick={() => session.goTo(stepAt(trace, each, at, session.get().cursor, session.get()))}
            >
              {at}
            </button>
          ))}
        </div>
      ))}
    </nav>
  )
})
