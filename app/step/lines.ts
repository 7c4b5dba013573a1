/** The lines of a formula that the panel shows, printed once. */
import {
  type Formula as FormulaFaces,
  type Frame,
  formulaOf,
  type Reading,
  type Trace,
} from '../../src/index.ts'

/** More assignments than this in one idea are listed, and one of them is shown in full. */
export const shownInFull = 2

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
export function linesOf({ left, symbols, shapes, numbers, result }: FormulaFaces) {
  return { symbols: `${left} = ${symbols}`, shapes: `${left} = ${shapes}`, numbers, result: `= ${result}` }
}

/** A line whose numbers keep their values and lose their names: the names belong to the run as it is now. */
export const nameless = (tex: string): string =>
  tex.replace(/\\htmlData\{ref=(?:[^{}]|\{,\})*?, value=/g, '\\htmlData{value=')
