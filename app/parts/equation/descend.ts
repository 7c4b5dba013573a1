/** Many updates of an experiment by its own sequence: what the update phase offers as × 10 and × 100. */
import { type Experiment, type Progress, type TrainedOn, trainedOn } from '../../../src/index.ts'
import { inPieces, type Work } from '../../work/work.ts'

export interface Descend {
  readonly experiment: Experiment
  readonly rate: number
  readonly updates: number
}

export const descend: Work<Descend, Progress, TrainedOn> = inPieces(steps, 60)

function* steps({ experiment, rate, updates }: Descend): Generator<Progress, TrainedOn, undefined> {
  const going = trainedOn(experiment, rate, updates)
  for (;;) {
    const found = going.next()
    if (found.done) return found.value
    yield { done: found.value.length, total: updates + 1 }
  }
}
