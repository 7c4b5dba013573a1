/** What a step needs typeset before it is shown: a line takes about a millisecond. */
import type { Grain, Reading, Trace } from '../../../src/index.ts'
import { loadSigns, typeset } from '../../math/Formula.tsx'
import { type Named, piecesOf, texOf } from '../../math/name.ts'
import { groupFrames, shownGrain } from '../../state/steps.ts'
import type { Words } from '../../words/words.ts'
import type { Near } from '../ahead/ahead.ts'
import type { Telling } from './Assignment.tsx'
import { namedBy, stopsAround } from './Chips.tsx'
import { reasonOf, stepTitle } from './explain.ts'
import { formulaFor, type InFull, inFull, linesOf } from './lines.ts'

/** Prints and typesets the lines and the symbols of the steps next to this one; the nearest is shown once its are ready. */
export function* typesetting(
  { trace, grain, reading, words }: Telling,
  { next, previous, further }: Near,
): Generator<number | undefined> {
  for (const i of [next, previous, further]) {
    if (i === undefined) continue
    const shown = inFull(trace, i, grain, reading)
    for (const frame of shown.frames) {
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
    for (const { name, t, whole } of symbolsNamed(trace, shown, shownGrain(grain), words, reading)) {
      typeset(texOf(trace, reading, name, t, whole), 'inline')
      yield undefined
    }
    if (i === next) yield i
  }
}

/** The symbols that the panel names at a step, beside its formulas. */
function symbolsNamed(
  trace: Trace,
  shown: InFull,
  grain: Grain,
  words: Words,
  reading: Reading,
): (Named & { readonly whole?: boolean })[] {
  const { frames } = shown
  const last = frames.at(-1)!
  const chips = [
    ...stopsAround(trace, last, grain, reading).map((i) => namedBy(trace, trace.frames[i]!, grain)),
    ...groupFrames(trace, last.index, grain),
  ]
  const inText = (t: number | null, text: string) =>
    piecesOf(trace, t, text).filter((piece) => typeof piece !== 'string')
  return [
    ...inText(last.t, stepTitle(trace, shown, words)).map((named) => ({ ...named, whole: true })),
    ...frames.flatMap((frame) => {
      const { t, equation } = frame
      return [
        { name: equation.symbol, t, whole: true },
        ...(t === null ? [] : equation.terms.map(({ via, dt }) => ({ name: via, t: t + (dt ?? 0) }))),
        ...inText(t, reasonOf(trace, frame, words)),
      ]
    }),
    ...chips.map((frame) => ({ name: frame.equation.symbol, t: null, whole: true })),
  ]
}
