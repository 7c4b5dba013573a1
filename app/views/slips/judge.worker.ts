/** Judges one slip on a large experiment. */
import { type Experiment, judge, problemOf, slips, type Verdict } from '../../../src/index.ts'
import type { Posted } from '../../work/task.ts'

export interface Question {
  readonly id: string
  readonly experiment: Experiment
}

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  const slip = slips.find(({ id }) => id === data.id)!
  postMessage({ answer: judge(slip, problemOf(data.experiment)) } satisfies Posted<Verdict>)
})
