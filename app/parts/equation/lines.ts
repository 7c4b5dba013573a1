/** The lines of a formula that the panel shows, printed once. */
import {
  equation,
  type Formula as FormulaFaces,
  type Frame,
  formulaOf,
  type Grain,
  goesOn,
  mapTree,
  type Reading,
  result as resultLine,
  resultOf,
  type Trace,
  type Tree,
} from '../../../src/index.ts'
import { groupFrames, shownGrain, type Written } from '../../state/steps.ts'

/** More assignments than this in one idea are listed, and not all of them are shown in full; of an update, all that make one weight new are. */
const shownInFull = { forward: 2, loss: 2, backward: 2, update: 6 } as const

export interface InFull {
  readonly frames: readonly Frame[]
  /** all of the step, where they are listed */
  readonly many: readonly Frame[]
}

/**
 * The assignments of the step at a cursor that are shown in full. Where they are too many: the one that is asked for, or the first and
 * the last of a whole step (a matrix and a bias), and all of them as a list.
 */
export function inFull(trace: Trace, cursor: number, grain: Grain, reading: Written): InFull {
  const at = trace.frames[cursor]!
  // Of two weights that are written as one, one is shown: the one asked for, else the second.
  const other = goesOn(trace, at, reading) ? at.index + 1 : -1
  const all = groupFrames(trace, cursor, shownGrain(grain)).filter(
    (frame) => frame === at || !(goesOn(trace, frame, reading) || frame.index === other),
  )
  if (all.length > shownInFull[at.phase])
    return { frames: at === all.at(-1) ? [all[0]!, at] : [at], many: all }
  return { frames: all.filter((frame) => frame.index <= cursor), many: [] }
}

/** A longer vector is shown in part. */
const mostRows = 6

/** How much there is to show, so that formulas can be as large as there is room: a line of symbols, numbers, and what comes out. */
export function sizesOf(trace: Trace, frames: readonly Frame[]): React.CSSProperties {
  const rows = frames.map((frame) => Math.min(resultOf(trace, frame).shape[0] ?? 1, mostRows))
  const lines = rows.reduce((sum, n) => sum + 3 + 2.5 * n, 0)
  return { '--lines': lines, '--assignments': frames.length } as React.CSSProperties
}

const formulas = new WeakMap<Frame, Map<string, FormulaFaces>>()

/** The faces of a frame's formula, printed once for each way of writing. */
export function formulaFor(trace: Trace, frame: Frame, reading: Reading): FormulaFaces {
  const ofFrame = formulas.get(frame) ?? new Map<string, FormulaFaces>()
  formulas.set(frame, ofFrame)
  const key = Object.values(reading).join()
  const found = ofFrame.get(key) ?? formulaOf(trace, frame, reading)
  ofFrame.set(key, found)
  return found
}

/** The displayed lines of a formula. */
interface Lines {
  readonly symbols: Tree
  readonly shapes: Tree
  readonly numbers: Tree
  readonly result: Tree
}

const lines = new WeakMap<FormulaFaces, Lines>()

/** The displayed lines of a formula, made once. */
export function formulaLines(formula: FormulaFaces): Lines {
  const { left, symbols, shapes, numbers, result } = formula
  const found = lines.get(formula) ?? {
    symbols: equation(left, symbols),
    shapes: equation(left, shapes),
    numbers,
    result: resultLine(result),
  }
  lines.set(formula, found)
  return found
}

/** A line whose numbers keep their values and lose their names: the names belong to the run as it is now. */
export const nameless = (tree: Tree): Tree =>
  mapTree(tree, (part) => {
    if (part.kind !== 'number') return part
    const { ref: _, ...rest } = part
    return rest
  })
