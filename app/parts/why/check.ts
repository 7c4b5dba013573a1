/** Nudging every parameter of an experiment, with word of how far it is. */
import {
  type Check,
  checkAll,
  type Experiment,
  type Progress,
  problemOf,
  record,
} from '../../../src/index.ts'

export type Report = { readonly progress: Progress } | { readonly check: Check }

/** Milliseconds of computing between two reports. */
const piece = 60

/** What is to be called again and again: each time it computes for a moment, and reports. */
export function checking(experiment: Experiment): () => Report {
  const run = checkAll(record(problemOf(experiment)))
  return () => {
    const from = performance.now()
    for (;;) {
      const next = run.next()
      if (next.done) return { check: next.value }
      if (performance.now() - from >= piece) return { progress: next.value }
    }
  }
}
