/** The panel of the cell. */
import { useLayoutEffect, useMemo, useRef } from 'react'
import { Boards } from '../ahead/Boards.tsx'
import { useWords } from '../language/words.ts'
import { useReading } from '../store/reading.ts'
import { useComparedTrace, useCursor, useStore, useTrace } from '../store/store.ts'
import { Drawing, type Drawn, Moving, timestepOf } from './Drawing.tsx'
import { keepInView, useRests } from './follow.ts'
import { useLetters } from './sizes.ts'

export function Cell() {
  const words = useWords()
  const reading = useReading()
  const trace = useTrace()
  const was = useComparedTrace()
  const cursor = useCursor(trace)
  const grain = useStore((s) => s.grain)
  const covered = useStore((s) => s.covered)
  const box = useRef<HTMLDivElement>(null)
  const { grow, digits, stretch } = useLetters(box)
  const drawn = useMemo(
    () => ({ trace, was, grain, reading, words, grow, digits, stretch }),
    [trace, was, grain, reading, words, grow, digits, stretch],
  )
  const rests = useRests(cursor)
  useLayoutEffect(() => keepInView(box.current!), [])
  return (
    <section className="panel cell" aria-label={words.cell}>
      <div ref={box} className="scroll drawing-box" tabIndex={0} role="group" aria-label={words.cell}>
        <Boards manner={drawn} cursor={cursor} work={otherTimestep}>
          {(at, seen) => (
            <Moving value={seen && rests}>
              <Drawing drawn={drawn} cursor={at} covered={seen && covered} />
            </Moving>
          )}
        </Boards>
      </div>
    </section>
  )
}

/** Within a timestep little of the drawing changes: the first step of another one, or of another phase, is made ready. */
function* otherTimestep({ trace }: Drawn, [next]: readonly number[], cursor: number): Generator<number> {
  if (next === undefined) return
  const [here, there] = [trace.frames[cursor]!, trace.frames[next]!]
  if (here.phase !== there.phase || timestepOf(trace, here) !== timestepOf(trace, there)) yield next
}
