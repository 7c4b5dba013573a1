/** Makes the next step ready once a step is painted. */
import { useEffect, useEffectEvent, useRef } from 'react'
import type { Frame, Grain, Reading, Trace } from '../../src/index.ts'
import { loadSigns, typeset } from '../formula/Formula.tsx'
import { piecesOf, texOf } from '../formula/Symbol.tsx'
import type { Words } from '../language/words.ts'
import { groupFrames, shownGrain, stopsOf } from '../store/steps.ts'
import { useStore } from '../store/store.ts'
import { namedBy, stopsAround } from './Chips.tsx'
import { reasonOf, titleOf } from './explain.ts'
import { formulaFor, inFull, linesOf } from './lines.ts'

/** What steps are shown of, and how: as long as it stays, so does what is made ready. */
export interface Manner {
  readonly trace: Trace
  /** the run before the last change, while it is shown */
  readonly was: Trace | undefined
  readonly grain: Grain
  readonly reading: Reading
  readonly present: boolean
  /** are shapes shown in place of symbols? */
  readonly shapes: boolean
  readonly setShapes: (shapes: boolean) => void
  readonly words: Words
}

/**
 * Typesets the next and the last step, the one in the direction of the last move first, and says when that is done: once the step
 * is painted, a few lines at a time, so that neither its frame nor the next key waits. (The browser calls a page idle only when
 * half the time to the next key is over.)
 */
export function usePrepared(manner: Manner, cursor: number, ready: (next: number) => void): void {
  // While a number is dragged the run is another one with each frame.
  const changing = useStore((s) => s.before !== null)
  const from = useRef(cursor)
  const isReady = useEffectEvent(ready)
  useEffect(() => {
    const { trace, grain } = manner
    const list = stopsOf(trace, grain)
    const around = [list.find((i) => i > cursor), list.findLast((i) => i < cursor)]
    const near = (cursor < from.current ? around.reverse() : around).filter((i) => i !== undefined)
    from.current = cursor
    if (changing) return undefined
    let timer: ReturnType<typeof setTimeout>
    const work = preparations(manner, near)
    const go = () => {
      const from = performance.now()
      while (performance.now() - from < atATime) {
        const { done, value } = work.next()
        if (done) return
        if (value !== undefined && value === near[0]) isReady(value)
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
  }, [manner, cursor, changing])
}

/** How long a key may have to wait for it, in milliseconds: a line takes about one. */
const atATime = 3

/** Prints and typesets the lines and the symbols of some stops, one each time it is asked to go on; says which stop is done. */
function* preparations(
  { trace, grain, reading, words }: Manner,
  stops: readonly number[],
): Generator<number | undefined> {
  for (const i of stops) {
    const { frames } = inFull(trace, i, grain)
    for (const frame of frames) {
      const lines = linesOf(formulaFor(trace, frame, reading))
      loadSigns(lines.symbols + lines.numbers)
      yield undefined
      typeset(lines.symbols, 'symbols')
      yield undefined
      typeset(lines.numbers, 'numbers')
      yield undefined
      typeset(lines.result, 'numbers')
      yield undefined
    }
    for (const { name, t } of symbolsNamed(trace, frames, shownGrain(grain), words)) {
      typeset(texOf(trace, reading, name, t), 'inline')
      yield undefined
    }
    yield i
  }
}

/** The symbols that the panel names at a step, beside its formulas. */
function symbolsNamed(trace: Trace, frames: readonly Frame[], grain: Grain, words: Words) {
  const last = frames.at(-1)!
  const chips = [
    ...stopsAround(trace, last, grain).map((i) => namedBy(trace, trace.frames[i]!, grain)),
    ...groupFrames(trace, last.index, grain),
  ]
  return [
    ...frames.flatMap((frame) => {
      const { t, equation } = frame
      const texts = [titleOf(trace, frame, words), reasonOf(trace, frame, words)]
      return [
        { name: equation.symbol, t },
        ...(t === null ? [] : equation.terms.map(({ via, dt }) => ({ name: via, t: t + (dt ?? 0) }))),
        ...texts.flatMap((text) => piecesOf(trace, t, text).filter((piece) => typeof piece !== 'string')),
      ]
    }),
    ...chips.map((frame) => ({ name: frame.equation.symbol, t: null })),
  ]
}
