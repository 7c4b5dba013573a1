/** What broke a run: the first number of an update that is not finite. */

import type { Experiment } from '../experiment/document.ts'
import { problemOf } from '../experiment/problem.ts'
import { firstNonFinite, refOfFrame } from '../trace/name.ts'
import { record } from '../trace/record.ts'

/** A loss or a gradient was not finite: before which update, and where it began. */
export interface Broken {
  /** how many updates were made before */
  readonly done: number
  /** the sequence in which it began, and the first value or gradient, such as d:C@3; absent where float64 has it finite */
  readonly first?: { readonly sequence: number; readonly ref: string }
}

/** Looks for the first number that is not finite in the float64 replay of these sequences. */
export function brokenAt(
  done: number,
  sequences: Iterable<number>,
  experiment: (sequence: number) => Experiment,
): Broken {
  for (const sequence of sequences) {
    const trace = record(problemOf(experiment(sequence)))
    const frame = firstNonFinite(trace)
    if (!frame) continue
    return { done, first: { sequence, ref: refOfFrame(frame) } }
  }
  return { done }
}
