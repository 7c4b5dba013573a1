/** What comes next is made ready once a step is painted. */
import { useEffect, useEffectEvent, useRef } from 'react'
import type { Grain, Reading, Trace } from '../../../src/index.ts'
import { stopsOf } from '../../state/steps.ts'
import { useStore } from '../../state/store.ts'

/** What steps are shown of, and how: as long as it stays the same object, what is made ready can be shown. */
export interface Manner {
  readonly trace: Trace
  readonly grain: Grain
  readonly reading: Reading
}

/** The stops around a cursor, in the direction of the last move. */
export interface Near {
  readonly next: number | undefined
  readonly previous: number | undefined
  /** the one behind the next */
  readonly further: number | undefined
}

/** Work that is done in parts, each of a millisecond or so, for the stops around a cursor. It says the stop that can be shown now. */
export type Work<M extends Manner> = (manner: M, near: Near, cursor: number) => Iterator<number | undefined>

/**
 * Does the work once a step is painted, a few parts at a time, so that neither its frame nor the next key waits; work that is
 * urgent first. (The browser calls a page idle only when half the time to the next key is over.)
 */
export function useAhead<M extends Manner>(
  manner: M,
  cursor: number,
  work: Work<M>,
  urgent: boolean,
  ready: (stop: number) => void,
): void {
  // While a number is dragged the run is another one with each frame.
  const changing = useStore((s) => s.before !== null)
  const last = useRef(cursor)
  const isReady = useEffectEvent(ready)
  useEffect(() => {
    const near = nearOf(stopsOf(manner.trace, manner.grain, manner.reading), cursor, cursor < last.current)
    last.current = cursor
    if (changing) return undefined
    const job = { parts: work(manner, near, cursor), urgent, isReady: (stop: number) => isReady(stop) }
    const frame = requestAnimationFrame(() => begin(job))
    return () => {
      cancelAnimationFrame(frame)
      end(job)
    }
  }, [manner, cursor, work, urgent, changing])
}

function nearOf(list: readonly number[], cursor: number, backward: boolean): Near {
  const after = (from: number) => list.find((i) => i > from)
  const before = (from: number) => list.findLast((i) => i < from)
  const [there, back] = backward ? [before, after] : [after, before]
  const next = there(cursor)
  return { next, previous: back(cursor), further: next === undefined ? undefined : there(next) }
}

interface Job {
  readonly parts: Iterator<number | undefined>
  readonly urgent: boolean
  readonly isReady: (stop: number) => void
}

/** What is to be done, the most urgent first. */
const jobs: Job[] = []
let going = false

function begin(job: Job): void {
  if (job.urgent) jobs.unshift(job)
  else jobs.push(job)
  if (!going) setTimeout(go)
  going = true
}

function end(job: Job): void {
  const at = jobs.indexOf(job)
  if (at >= 0) jobs.splice(at, 1)
}

function go(): void {
  going = false
  const from = performance.now()
  for (let job = jobs[0]; job && performance.now() - from < atATime; job = jobs[0]) {
    const { done, value } = job.parts.next()
    if (done) end(job)
    else if (value !== undefined) job.isReady(value)
  }
  going = jobs.length > 0
  if (going) setTimeout(go)
}

/** How long a key may have to wait for it, in milliseconds. */
const atATime = 3
