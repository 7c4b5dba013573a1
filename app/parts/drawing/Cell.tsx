/** The panel of the cell. */
import { useLayoutEffect, useMemo, useRef } from 'react'
import { useSession } from '../../state/context.ts'
import { stopsOf } from '../../state/steps.ts'
import { useComparedTrace, useCursor, useReading, useStore, useTrace } from '../../state/store.ts'
import { useWords } from '../../words/words.ts'
import type { Near } from '../ahead/ahead.ts'
import { Boards } from '../ahead/Boards.tsx'
import { Drawing, type Drawn, Moving, timestepOf } from './Drawing.tsx'
import { keepInView, useRests } from './follow.ts'
import { layoutOf } from './layout.ts'
import { useLetters, usualScale } from './sizes.ts'

export function Cell() {
  const words = useWords()
  const reading = useReading()
  const session = useSession()
  const trace = useTrace()
  const was = useComparedTrace()
  const cursor = useCursor(trace)
  const grain = useStore((s) => s.grain)
  const covered = useStore((s) => s.covered)
  const box = useRef<HTMLDivElement>(null)
  const { grow, digits, stretch } = useLetters(
    box,
    useMemo(() => layoutOf(trace, usualScale), [trace]),
  )
  const drawn = useMemo(
    () => ({ trace, was, grain, reading, words, grow, digits, stretch }),
    [trace, was, grain, reading, words, grow, digits, stretch],
  )
  const rests = useRests(cursor)
  useLayoutEffect(() => keepInView(session, box.current!), [session])
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

/**
 * Within a timestep little of the drawing changes: the first step of another one, or of another phase, is made ready. The drawing
 * that was left last stays ready for the way back as long as that is one step.
 */
function* otherTimestep(
  { trace, grain, reading }: Drawn,
  { next, previous }: Near,
  cursor: number,
): Generator<number> {
  if (next === undefined) return
  const drawnAt = (i: number) => `${trace.frames[i]!.phase} ${timestepOf(trace, trace.frames[i]!)}`
  const isOther = (i: number) => drawnAt(i) !== drawnAt(cursor)
  if (!isOther(next) && previous !== undefined && isOther(previous)) return
  const list = stopsOf(trace, grain, reading)
  const other =
    next > cursor ? list.find((i) => i >= next && isOther(i)) : list.findLast((i) => i <= next && isOther(i))
  if (other !== undefined) yield other
}
