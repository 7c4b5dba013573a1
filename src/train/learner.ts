/** What a training document trains, with what, on what: all that a run, and a replay of it, share. */
import { modelOf } from '../experiment/document.ts'
import { weightsIn } from '../experiment/problem.ts'
import type { Numbers } from '../tensor/kernels.ts'
import { checkpoints } from './checkpoints.ts'
import { dataOf } from './data.ts'
import type { TrainingDocument } from './document.ts'
import type { Engine, GradientTask, Sums } from './gradient.ts'
import type { Checkpoint } from './kept.ts'
import { type Updater, updaterOf } from './optimizer.ts'
import { type Order, orderOf } from './order.ts'
import { type Parameters, parametersOf } from './parameters.ts'
import { restore, type State, stateOf } from './state.ts'
import type { Windows } from './windows.ts'

/** Makes room for numbers of a precision. */
export const numbersOf =
  (precision: TrainingDocument['training']['precision'] = 'float64') =>
  (n: number): Numbers =>
    precision === 'float32' ? new Float32Array(n) : new Float64Array(n)

export interface Learner {
  readonly task: GradientTask
  /** how many sequences train; the others are held out */
  readonly train: number
  /** the series that the sequences are windows of, where they are */
  readonly windows: Windows | undefined
  readonly order: Order
  readonly parameters: Parameters
  /** made when it is first asked for: where workers compute, nothing may be left to do here */
  readonly engine: () => Engine
  /** an optimiser that has made no update, with the weights of the document */
  readonly updater: () => Updater
  /** an update by the sums over a batch: the norm of the gradient; undefined where they are not finite */
  readonly update: (of: Updater, sums: Sums, count: number) => number | undefined
}

export function learnerOf(document: TrainingDocument, make: (task: GradientTask) => Engine): Learner {
  const { items, train, windows } = dataOf(document)
  const { optimizer, clipNorm, precision = 'float64' } = document.training
  const model = modelOf(document.model)
  const task: GradientTask = { model, loss: document.loss, items, precision }
  const parameters = parametersOf(model)
  const numbers = numbersOf(precision)
  const mean = numbers(parameters.length)
  let made: Engine | undefined
  return {
    task,
    train,
    windows,
    order: orderOf(document.training, train),
    parameters,
    engine: () => {
      made ??= make(task)
      return made
    },
    updater: () => {
      const of = updaterOf(optimizer, clipNorm, parameters.length, numbers)
      parameters.flatten(weightsIn(document.model), of.parameters)
      return of
    },
    update: (of, { loss, gradient }, count) => {
      for (let i = 0; i < mean.length; i++) mean[i] = gradient[i]! / count
      if (!Number.isFinite(loss) || !mean.every((n) => Number.isFinite(n))) return undefined
      return of.update(mean)
    },
  }
}

/** How much memory the states that are kept may take, in numbers of parameters. */
const keptNumbers = 8_000_000

/** How much of it is kept with a run in the browser, where it is written each second. */
const keptWithRun = 1_000_000

/** The states that a run went through: some are kept, the others are reached from these. `from`: those of an earlier time. */
export function historyOf(
  { parameters, order, engine, updater, update }: Learner,
  from?: readonly Checkpoint[],
) {
  const again = updater()
  const begin = { update: 0, state: stateOf(again) }
  const each = parameters.length * (1 + Object.keys(again.carried).length)
  const points = checkpoints<State>(Math.max(4, Math.floor(keptNumbers / each)), from)
  let done = 0
  return {
    offer: points.offer,
    /** those that are kept with a run */
    kept: (): readonly Checkpoint[] => points.some(Math.floor(keptWithRun / each)),
    /** the state after so many updates */
    stateAt: (target: number): State => {
      const from = points.before(target) ?? begin
      if (done > target || done < from.update) {
        restore(again, from.state)
        done = from.update
      }
      for (; done < target; done++) {
        const batch = order.batch(done)
        update(again, engine().gradient(again.parameters, batch), batch.length)
      }
      return stateOf(again)
    },
  }
}
