/** What broke a run: the first number of an update that is not finite. */

import type { Experiment } from '../experiment/document.ts'
import { problemOf } from '../experiment/problem.ts'
import { refOfFrame, resultOf } from '../trace/name.ts'
import { record } from '../trace/record.ts'

/** A loss or a gradient was not finite: before which update, and where it began. */
export interface NotFinite {
  /** how many updates were made before */
  readonly done: number
  /** the sequence in which it began, and the first value or gradient, such as d:C@3; absent where the replay has none */
  readonly first?: { readonly sequence: number; readonly ref: string }
}

/** The largest number of each precision. */
const largest = { float32: 3.4028234663852886e38, float64: Number.MAX_VALUE }

/** Looks for the first number that leaves the range of the precision, in the float64 replay of these sequences. */
export function notFiniteAt(
  done: number,
  sequences: Iterable<number>,
  experiment: (sequence: number) => Experiment,
  precision: keyof typeof largest,
): NotFinite {
  const leaves = (n: number) => !(Math.abs(n) <= largest[precision])
  for (const sequence of sequences) {
    const trace = record(problemOf(experiment(sequence)))
    // The replay ends with an update of its own, which is not that of the run.
    const frame = trace.frames.find(
      (each) => each.phase !== 'update' && Array.prototype.some.call(resultOf(trace, each).data, leaves),
    )
    if (!frame) continue
    return { done, first: { sequence, ref: refOfFrame(frame) } }
  }
  return { done }
}
