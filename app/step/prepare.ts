/** Makes the next step ready once a step is painted. */
import { useEffect } from 'react'
import type { Frame, Grain, Reading, Trace } from '../../src/index.ts'
import { loadSigns, typeset } from '../formula/Formula.tsx'
import { piecesOf, texOf } from '../formula/Symbol.tsx'
import { useWords, type Words } from '../language/words.ts'
import { useReading } from '../store/reading.ts'
import { groupFrames, shownGrain, stepFrames, stopsOf } from '../store/steps.ts'
import { useStore } from '../store/store.ts'
import { namedBy, stopsAround } from './Chips.tsx'
import { reasonOf, titleOf } from './explain.ts'
import { formulaFor, linesOf, shownInFull } from './lines.ts'

/**
 * Typesets the next and the last step, so that a step only has to show them: once the step is painted, a few lines at a time, so
 * that neither its frame nor the next key waits. (The browser calls a page idle only when half the time to the next key is over.)
 */
export function usePrepared(trace: Trace, cursor: number): void {
  const grain = useStore((s) => s.grain)
  const reading = useReading()
  const words = useWords()
  // While a number is dragged the run is another one with each frame.
  const changing = useStore((s) => s.before !== null)
  useEffect(() => {
    if (changing) return undefined
    let timer: ReturnType<typeof setTimeout>
    const list = stopsOf(trace, grain)
    const near = [list.find((i) => i > cursor), list.findLast((i) => i < cursor)]
    const work = preparations(
      trace,
      near.filter((i) => i !== undefined),
      shownGrain(grain),
      reading,
      words,
    )
    const go = () => {
      const from = performance.now()
      while (performance.now() - from < atATime) if (work.next().done) return
      timer = setTimeout(go)
    }
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(go)
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [trace, cursor, grain, reading, words, changing])
}

/** How long a key may have to wait for it, in milliseconds: a line takes about one. */
const atATime = 3

/** Prints and typesets the lines and the symbols of some stops, one each time it is asked to go on. */
function* preparations(
  trace: Trace,
  stops: readonly number[],
  grain: Grain,
  reading: Reading,
  words: Words,
): Generator<void> {
  for (const i of stops) {
    const frames = stepFrames(trace, i, grain)
    for (const frame of frames.slice(-shownInFull)) {
      const lines = linesOf(formulaFor(trace, frame, reading))
      loadSigns(lines.symbols + lines.numbers)
      yield
      typeset(lines.symbols, 'symbols')
      yield
      typeset(lines.numbers, 'numbers')
      yield
      typeset(lines.result, 'numbers')
      yield
    }
    for (const { name, t } of symbolsNamed(trace, frames, grain, words)) {
      typeset(texOf(trace, reading, name, t), 'inline')
      yield
    }
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
