/** Nudging every parameter of an experiment. */
import {
  type Check,
  checkAll,
  type Experiment,
  type Progress,
  problemOf,
  record,
} from '../../../src/index.ts'
import { inPieces, type Work } from '../../work/work.ts'

export const check: Work<Experiment, Progress, Check> = inPieces(
  (experiment) => checkAll(record(problemOf(experiment))),
  60,
)
