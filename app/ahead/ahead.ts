/** What comes next is made ready once a step is painted. */
import { useEffect, useEffectEvent, useRef } from 'react'
import type { Grain, Trace } from '../../src/index.ts'
import { stopsOf } from '../store/steps.ts'
import { useStore } from '../store/store.ts'

/** What steps are shown of, and how: as long as it stays the same object, what is made ready can be shown. */
export interface Manner {
  readonly trace: Trace
  readonly grain: Grain
}

/**
 * Work that is done in parts, each of a millisecond or so: for the stops next to a cursor, the one in the direction of the last
 * move first. It says the stop that can be shown now.
 */
export type Work<M extends Manner> = (
  manner: M,
  near: readonly number[],
  cursor: number,
) => Iterator<number | undefined>

/**
 * Does the work once a step is painted, a few parts at a time, so that neither its frame nor the next key waits. (The browser
 * calls a page idle only when half the time to the next key is over.)
 */
export function useAhead<M extends Manner>(
  manner: M,
  cursor: number,
  work: Work<M>,
  ready: (stop: number) => void,
): void {
  // While a number is dragged the run is another one with each frame.
  const changing = useStore((s) => s.before !== null)
  const last = useRef(cursor)
  const isReady = useEffectEvent(ready)
  useEffect(() => {
    const list = stopsOf(manner.trace, manner.grain)
    const around = [list.find((i) => i > cursor), list.findLast((i) => i < cursor)]
    const near = (cursor < last.current ? around.reverse() : around).filter((i) => i !== undefined)
    last.current = cursor
    if (changing) return undefined
    let timer: ReturnType<typeof setTimeout>
    const parts = work(manner, near, cursor)
    const go = () => {
      const from = performance.now()
      while (performance.now() - from < atATime) {
        const { done, value } = parts.next()
        if (done) return
        if (value !== undefined) isReady(value)
      }
      timer = setTimeout(go)
    }
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(go)
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [manner, cursor, work, changing])
}

/** How long a key may have to wait for it, in milliseconds. */
const atATime = 3
