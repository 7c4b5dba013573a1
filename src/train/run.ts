/**
 * A training run: it goes on update by update, from where it stopped; it can be kept and resumed bit by bit, and every update that it made
 * can be reached again.
 */
import type { Weights } from '../cell/model.ts'
import type { Experiment } from '../experiment/document.ts'
import type { Numbers } from '../tensor/kernels.ts'
import type { TrainingDocument } from './document.ts'
import { freeRunning } from './free-running.ts'
import { type Engine, engineOf, type GradientTask, type Sums } from './gradient.ts'
import type { Best, Kept } from './kept.ts'
import { historyOf, learnerOf } from './learner.ts'
import { type NotFinite, notFiniteAt } from './not-finite.ts'
import { gateMeans, lagNorms, outputsOf } from './observe.ts'
import { openedSteps } from './opened-steps.ts'
import type { UpdateValues } from './optimizer.ts'
import type { Order } from './order.ts'
import type { Parameters } from './parameters.ts'
import { restore, type State, stateOf } from './state.ts'

/** A training that goes on update by update, and everything that can be asked of it. */
export interface TrainingRun {
  readonly document: TrainingDocument
  readonly order: Order
  readonly task: GradientTask
  /** how many sequences train; the others are held out */
  readonly train: number
  readonly parameters: Parameters
  readonly done: () => number
  readonly losses: readonly number[]
  readonly gradNorms: readonly number[]
  /** set when a number was not finite: then no further update is made */
  readonly broken: () => NotFinite | undefined
  /** makes at most so many updates; how many it made */
  readonly advance: (updates: number) => number
  /** one update by a gradient that was computed elsewhere, of the sequences of the next batch; false where the run ends */
  readonly apply: (sums: Sums) => boolean
  /** the parameters as they stand; not to be written */
  readonly current: () => Numbers
  readonly weights: () => Weights
  /** the mean loss of the held-out sequences, and of those that train where none is; the best one is kept */
  readonly validate: () => number
  readonly best: () => Best | undefined
  /** the state after so many updates, of those that were made: from the nearest one kept, by replay */
  readonly stateAt: (done: number) => State
  /** the state from which another run can go on; an update that broke the run is left out of it */
  readonly keep: () => Kept
  /** the outputs of these sequences, by the parameters as they stand: see `outputsOf` */
  readonly outputs: (sequences: ArrayLike<number>) => Float64Array[]
  /** how far back it learns: the norms of ∂L/∂h by lag, see `lagNorms` */
  readonly lagNorms: (sequences: ArrayLike<number>) => ReadonlyMap<string, Float64Array>
  /** how far each gate stands open over these sequences, see `gateMeans` */
  readonly gateMeans: (sequences: ArrayLike<number>) => ReadonlyMap<string, number>
  /** what it says over so many windows from one on when its answers are fed back; undefined where there are no windows, see `FreeRunning` */
  readonly freeRunning: (from: number, count: number) => Float64Array | undefined
  /** the update after so many of those that were made, equation by equation: gradient, norm, clipping, what the optimiser carries */
  readonly updateAt: (done: number) => UpdateValues
  /**
   * The experiment of one of the sequences as the net was after so many updates, with what the optimiser carried then and, where it is one
   * of the batch of the next update, the gradients of the others.
   */
  readonly experimentAt: (done: number, sequence: number) => Experiment
  /** the mean loss of the batch of an update, as training had it and in float64 */
  readonly lossAt: (done: number) => { readonly trained: number; readonly exact: number }
}

/** A run of a checked document; `kept`: it goes on where that one stopped. `make`: the engine, plain where absent. */
export function trainingRun(
  document: TrainingDocument,
  kept?: Kept,
  make: (task: GradientTask) => Engine = (of) => engineOf(of),
): TrainingRun {
  const learner = learnerOf(document, make)
  const { task, train, order, parameters, engine, updater } = learner
  const { items } = task
  const history = historyOf(learner, kept?.checkpoints)
  const main = updater()
  const free = freeRunning(task, learner.windows)
  const losses: number[] = [...(kept?.losses ?? [])]
  const gradNorms: number[] = [...(kept?.gradNorms ?? [])]
  let done = kept?.done ?? 0
  let broken: NotFinite | undefined
  let best = kept?.best
  if (kept) restore(main, kept)

  function apply(sums: Sums): boolean {
    if (broken || done >= order.updates) return false
    history.offer(done, () => stateOf(main))
    const count = order.batch(done).length
    const norm = learner.update(main, sums, count)
    losses.push(sums.loss / count)
    if (norm === undefined) {
      gradNorms.push(Number.NaN)
      const suspects = order.batch(done).filter(isBroken)
      broken = notFiniteAt(done, suspects, (sequence) => steps.alone(done, sequence), task.precision)
      return false
    }
    gradNorms.push(norm)
    done++
    return true
  }

  const stateAt = (target: number): State => (target === done ? stateOf(main) : history.stateAt(target))

  const steps = openedSteps(document, learner, stateAt)

  /** Has a sequence alone a loss or gradient that is not finite? */
  function isBroken(index: number): boolean {
    const { loss, gradient } = engine().gradient(main.parameters, [index])
    return !Number.isFinite(loss) || !gradient.every((n) => Number.isFinite(n))
  }

  const allFrom = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, i) => from + i)

  return {
    document,
    order,
    task,
    train,
    parameters,
    losses,
    gradNorms,
    done: () => done,
    broken: () => broken,
    apply,
    advance: (updates) => {
      const before = done
      for (let going = true; going && done < before + updates && !broken && done < order.updates; )
        going = apply(engine().gradient(main.parameters, order.batch(done)))
      return done - before
    },
    current: () => main.parameters,
    weights: () => parameters.weights(main.parameters),
    validate: () => {
      const heldOut = train < items.length ? allFrom(train, items.length) : allFrom(0, train)
      const loss = engine().loss(main.parameters, heldOut) / heldOut.length
      if (!best || loss < best.loss) best = { done, loss, parameters: main.parameters.slice() }
      return loss
    },
    best: () => best,
    stateAt,
    experimentAt: steps.ofBatch,
    lossAt: (target) => ({ trained: losses[target] ?? Number.NaN, exact: steps.loss(target) }),
    updateAt: (target) => {
      const of = updater()
      restore(of, stateAt(target))
      const batch = order.batch(target)
      const { gradient } = engine().gradient(of.parameters, batch)
      return of.look(gradient.map((n) => n / batch.length))
    },
    outputs: (of) => outputsOf(engine(), task, main.parameters, of),
    lagNorms: (of) => lagNorms(engine(), task, main.parameters, of),
    gateMeans: (of) => gateMeans(engine(), task, main.parameters, of),
    freeRunning: (from, count) => free(main.parameters, from, count),
    keep: () => ({
      ...stateOf(main),
      done,
      losses: losses.slice(0, done),
      gradNorms: gradNorms.slice(0, done),
      ...(best && { best }),
      checkpoints: history.kept(),
    }),
  }
}
