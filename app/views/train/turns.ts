/** What grows while figures are drawn of it. */
import { startTransition, useEffect, useRef, useState } from 'react'

/** So many milliseconds pass from one figure to the next. */
const pause = 60

/**
 * A value as each of several figures has it. While it is live they take it over in turn, so that no frame of the page has to draw all of
 * them; at rest all have it at once.
 */
export function useTurns<T>(value: T, count: number, live: boolean): readonly T[] {
  const [taken, setTaken] = useState<readonly T[]>([])
  const latest = useRef(value)
  useEffect(() => {
    latest.current = value
    if (!live) setTaken([])
  }, [value, live])
  useEffect(() => {
    if (!live) return undefined
    // They begin with what they had at rest.
    setTaken(Array.from({ length: count }, () => latest.current))
    let turn = 0
    const next = () => {
      const figure = turn++ % count
      startTransition(() => setTaken((before) => before.with(figure, latest.current)))
    }
    const timer = setInterval(next, pause)
    return () => clearInterval(timer)
  }, [live, count])
  return live && taken.length === count ? taken : Array.from({ length: count }, () => value)
}
