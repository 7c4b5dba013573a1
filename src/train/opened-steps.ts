/** A step of a run as the stage opens it: in float64, with the gradients of the batch. */
import type { Experiment } from '../experiment/document.ts'
import type { TrainingDocument } from './document.ts'
import { type Engine, engineOf } from './gradient.ts'
import type { Learner } from './learner.ts'
import { experimentOf } from './replay.ts'
import type { State } from './state.ts'

export interface OpenedSteps {
  /** the experiment of a sequence as the net was after so many updates, with what the optimiser carried, of no batch */
  readonly alone: (done: number, sequence: number) => Experiment
  /** the same with the gradients of the others, where it is one of the batch of the next update and these are finite */
  readonly ofBatch: (done: number, sequence: number) => Experiment
  /** the mean loss of the batch of the next update */
  readonly loss: (done: number) => number
}

/** `stateAt`: the state after so many updates. An engine in float64 is made where training has none. */
export function openedSteps(
  document: TrainingDocument,
  { task, parameters, order, engine }: Learner,
  stateAt: (done: number) => State,
): OpenedSteps {
  let made: Engine | undefined
  const exact = (): Engine => {
    made ??= task.precision === 'float64' ? engine() : engineOf({ ...task, precision: 'float64' })
    return made
  }
  const alone = (done: number, index: number) =>
    experimentOf(document, parameters, { ...stateAt(done), done }, task.items[index]!)
  return {
    alone,
    ofBatch: (done, index) => {
      const batch = done < order.updates ? order.batch(done) : new Int32Array()
      if (batch.length < 2 || !batch.includes(index)) return alone(done, index)
      const state = stateAt(done)
      const rest = batch.filter((each) => each !== index)
      const { gradient: others } = exact().gradient(state.parameters, rest)
      if (!others.every((n) => Number.isFinite(n))) return alone(done, index)
      const of = { sequences: batch.length, others }
      return experimentOf(document, parameters, { ...state, done, batch: of }, task.items[index]!)
    },
    loss: (done) => {
      const batch = order.batch(done)
      return exact().loss(stateAt(done).parameters, batch) / batch.length
    },
  }
}
