/**
 * A training run: it goes on update by update, from where it stopped; it can be kept and resumed bit by bit, and every update that it made
 * can be reached again.
 */
import type { Weights } from '../cell/model.ts'
import { type Experiment, modelOf } from '../experiment/document.ts'
import { weightsIn } from '../experiment/problem.ts'
import type { Numbers } from '../tensor/kernels.ts'
import { type Broken, brokenAt } from './broken.ts'
import { checkpoints } from './checkpoints.ts'
import { dataOf } from './data.ts'
import type { TrainingDocument } from './document.ts'
import { type Engine, engineOf, type Sums, type Task } from './gradient.ts'
import { lagNorms, outputsOf } from './observe.ts'
import { type UpdateValues, updaterOf } from './optimizer.ts'
import { type Order, orderOf } from './order.ts'
import { type Parameters, parametersOf } from './parameters.ts'
import { experimentOf } from './replay.ts'

/** The parameters before an update, and what the optimiser carries. */
export interface State {
  readonly parameters: Numbers
  readonly carried: Readonly<Record<string, Numbers>>
}

/** A run as it is kept: everything that the next update depends on, and what was seen on the way. */
export interface Kept extends State {
  /** how many updates were made */
  readonly done: number
  readonly losses: readonly number[]
  readonly gradNorms: readonly number[]
  readonly best?: Best
}

/** The best mean loss of held-out sequences, and the parameters that had it. */
export interface Best {
  readonly done: number
  readonly loss: number
  readonly parameters: Numbers
}

export interface TrainingRun {
  readonly document: TrainingDocument
  readonly order: Order
  readonly task: Task
  /** how many sequences train; the others are held out */
  readonly train: number
  readonly parameters: Parameters
  readonly done: () => number
  readonly losses: readonly number[]
  readonly gradNorms: readonly number[]
  /** set when a number was not finite: then no further update is made */
  readonly broken: () => Broken | undefined
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
  readonly keep: () => Kept
  /** the outputs of these sequences, by the parameters as they stand: see `outputsOf` */
  readonly outputs: (sequences: ArrayLike<number>) => Float64Array[]
  /** how far back it learns: the norms of ∂L/∂h by lag, see `lagNorms` */
  readonly lagNorms: (sequences: ArrayLike<number>) => ReadonlyMap<string, Float64Array>
  /** the update after so many of those that were made, equation by equation: gradient, norm, clipping, what the optimiser carries */
  readonly updateAt: (done: number) => UpdateValues
  /** the experiment of one of the sequences as the net was after so many updates, with what the optimiser carried then */
  readonly experimentAt: (done: number, sequence: number) => Experiment
}

/** How much memory the states that are kept may take, in numbers of parameters. */
const keptNumbers = 8_000_000

/** A run of a checked document; `kept`: it goes on where that one stopped. `make`: the engine, plain where absent. */
export function trainingRun(
  document: TrainingDocument,
  kept?: Kept,
  make: (task: Task) => Engine = (of) => engineOf(of),
): TrainingRun {
  const model = modelOf(document.model)
  const { items, train } = dataOf(document)
  const { optimizer, clipNorm, precision = 'float64' } = document.training
  const task: Task = { model, loss: document.loss, items, precision }
  let made: Engine | undefined
  // Where workers compute, nothing may be left to do here.
  const engine = (): Engine => {
    made ??= make(task)
    return made
  }
  const order = orderOf(document.training, train)
  const parameters = parametersOf(model)
  const numbers = (n: number) => (precision === 'float32' ? new Float32Array(n) : new Float64Array(n))
  const updater = () => updaterOf(optimizer, clipNorm, parameters.length, numbers)
  const main = updater()
  let again: { readonly of: ReturnType<typeof updater>; done: number } | undefined
  const losses: number[] = [...(kept?.losses ?? [])]
  const gradNorms: number[] = [...(kept?.gradNorms ?? [])]
  let done = kept?.done ?? 0
  let broken: Broken | undefined
  let best = kept?.best
  parameters.read(weightsIn(document.model), main.parameters)
  const start = { update: 0, state: stateOf(main) }
  const points = checkpoints<State>(
    Math.max(4, Math.floor(keptNumbers / (parameters.length * (1 + Object.keys(main.carried).length)))),
  )
  if (kept) restore(main, kept)
  const mean = numbers(parameters.length)

  /** An update of `of` by the sums over a batch; undefined where they are not finite. */
  function update(of: ReturnType<typeof updater>, { loss, gradient }: Sums, count: number) {
    for (let i = 0; i < mean.length; i++) mean[i] = gradient[i]! / count
    if (!Number.isFinite(loss) || !mean.every((n) => Number.isFinite(n))) return undefined
    return of.update(mean)
  }

  function apply(sums: Sums): boolean {
    if (broken || done >= order.updates) return false
    points.offer(done, () => stateOf(main))
    const count = order.batch(done).length
    const norm = update(main, sums, count)
    losses.push(sums.loss / count)
    if (norm === undefined) {
      gradNorms.push(Number.NaN)
      const suspects = order.batch(done).filter(isBroken)
      broken = brokenAt(done, suspects, (sequence) => experimentAt(done, sequence))
      return false
    }
    gradNorms.push(norm)
    done++
    return true
  }

  function stateAt(target: number): State {
    if (target === done) return stateOf(main)
    const from = points.before(target) ?? start
    again ??= { of: updater(), done: -1 }
    if (again.done > target || again.done < from.update) {
      restore(again.of, from.state)
      again.done = from.update
    }
    for (; again.done < target; again.done++) {
      const batch = order.batch(again.done)
      update(again.of, engine().gradient(again.of.parameters, batch), batch.length)
    }
    return stateOf(again.of)
  }

  function experimentAt(target: number, index: number): Experiment {
    return experimentOf(document, parameters, { ...stateAt(target), done: target }, items[index]!)
  }

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
    experimentAt,
    updateAt: (target) => {
      const of = updater()
      restore(of, stateAt(target))
      const batch = order.batch(target)
      const { gradient } = engine().gradient(of.parameters, batch)
      return of.look(gradient.map((n) => n / batch.length))
    },
    outputs: (of) => outputsOf(engine(), task, main.parameters, of),
    lagNorms: (of) => lagNorms(engine(), task, main.parameters, of),
    keep: () => ({
      ...stateOf(main),
      done,
      losses: [...losses],
      gradNorms: [...gradNorms],
      ...(best && { best }),
    }),
  }
}

function stateOf({ parameters, carried }: State): State {
  return {
    parameters: parameters.slice(),
    carried: Object.fromEntries(Object.entries(carried).map(([name, value]) => [name, value.slice()])),
  }
}

function restore(into: State, from: State): void {
  into.parameters.set(from.parameters)
  for (const [name, value] of Object.entries(from.carried)) into.carried[name]?.set(value)
}
