import { type Experiment, judge, problemOf, slips, type Verdict } from '../../../src/index.ts'
import { type Work, whole } from '../../work/work.ts'

interface Question {
  readonly id: string
  readonly experiment: Experiment
}

/** Judges one slip on an experiment. */
export const judging: Work<Question, never, Verdict> = whole(({ id, experiment }) =>
  judge(slips.find((slip) => slip.id === id)!, problemOf(experiment)),
)
