/** Nudges every parameter of an experiment, and tells how far it is. */
import { type Check, checkAll, type Experiment, type Progress, problemOf, record } from '../../src/index.ts'

export type Report = { readonly progress: Progress } | { readonly check: Check }

addEventListener('message', ({ data }: MessageEvent<Experiment>) => {
  const run = checkAll(record(problemOf(data)))
  let told = 0
  for (;;) {
    const next = run.next()
    if (next.done) {
      postMessage({ check: next.value } satisfies Report)
      return
    }
    if (performance.now() - told < 60) continue
    told = performance.now()
    postMessage({ progress: next.value } satisfies Report)
  }
})
