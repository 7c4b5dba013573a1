/** The lines of a formula that the panel shows, printed once, and typeset before they are needed. */
import { useEffect } from 'react'
import {
  type Formula as FormulaFaces,
  type Frame,
  formulaOf,
  type Grain,
  type Reading,
  type Trace,
} from '../../src/index.ts'
import { typeset } from '../formula/Formula.tsx'
import { useReading } from '../store/reading.ts'
import { shownGrain, stepFrames, stopsOf } from '../store/steps.ts'
import { useStore } from '../store/store.ts'

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

/**
 * Typesets the next and the last step while nothing else happens, so that a step only has to show them: once the step is painted,
 * a line at a time, so that neither its frame nor the next key waits.
 */
export function usePrepared(trace: Trace, cursor: number): void {
  const grain = useStore((s) => s.grain)
  const reading = useReading()
  useEffect(() => {
    if (typeof requestIdleCallback === 'undefined') return undefined
    let [frame, idle] = [0, 0]
    const work = preparations(trace, cursor, grain, reading)
    const go = (deadline: IdleDeadline) => {
      while (deadline.timeRemaining() > aLine) if (work.next().done) return
      idle = requestIdleCallback(go)
    }
    frame = requestAnimationFrame(() => {
      idle = requestIdleCallback(go)
    })
    return () => {
      cancelAnimationFrame(frame)
      cancelIdleCallback(idle)
    }
  }, [trace, cursor, grain, reading])
}

/** About how long a line takes to print and to typeset, in milliseconds. */
const aLine = 3

/** Prints and typesets the lines of the next and of the last step, one each time it is asked to go on. */
function* preparations(trace: Trace, cursor: number, grain: Grain, reading: Reading): Generator<void> {
  const list = stopsOf(trace, grain)
  const near = [list.find((i) => i > cursor), list.findLast((i) => i < cursor)]
  for (const i of near) {
    if (i === undefined) continue
    const frames = stepFrames(trace, i, shownGrain(grain))
    for (const frame of frames.slice(-shownInFull)) {
      const lines = linesOf(formulaFor(trace, frame, reading))
      yield
      typeset(lines.symbols, 'symbols')
      yield
      typeset(lines.numbers, 'numbers')
      yield
      typeset(lines.result, 'numbers')
      yield
    }
  }
}
