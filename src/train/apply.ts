/** The update of an experiment made: its weights after one or many, with what its optimiser then carries, in float64. */
import type { Weights } from '../cell/model.ts'
import { optimizerEquations } from '../cell/optimizer-equations.ts'
import type { Update } from '../cell/updates.ts'
import { weightGradients } from '../experiment/answer.ts'
import type { Experiment, WeightLists } from '../experiment/document.ts'
import { modelOf } from '../experiment/document.ts'
import { listsOf, problemOf } from '../experiment/problem.ts'
import type { Numbers } from '../tensor/kernels.ts'
import type { Trace } from '../trace/frame.ts'
import { lossAndGradients } from '../trace/run.ts'
import { type Updater, updaterOf } from './optimizer.ts'
import { type Parameters, parametersOf } from './parameters.ts'
import { stateIn } from './replay.ts'
import { restore, stateOf } from './state.ts'

type Written = Experiment & { model: { weights: WeightLists } }

/** An optimiser in the state of an experiment. */
interface Opened {
  readonly parameters: Parameters
  readonly updater: Updater
}

function opened(experiment: Experiment, rate: number): Opened {
  const problem = problemOf(experiment)
  const update: Update = problem.update ?? { optimizer: { kind: 'sgd', lr: rate }, done: 0 }
  const { optimizer, clipNorm, carried = {}, done } = update
  const parameters = parametersOf(problem.model)
  const updater = updaterOf(optimizer, clipNorm, parameters.length, (n) => new Float64Array(n))
  parameters.flatten(problem.weights, updater.parameters)
  for (const [name, of] of Object.entries(carried)) {
    const into = updater.carried[name]
    if (into) parameters.flatten(of, into)
  }
  for (const [name, value] of optimizerEquations(optimizer).powersAfter(done))
    updater.carried[name]!.fill(value)
  return { parameters, updater }
}

/** The experiment with the weights and the state of an optimiser after so many more updates; no longer one of a batch, which has other weights. */
function closed(experiment: Experiment, { parameters, updater }: Opened, more: number): Written {
  const { init: _, ...model } = experiment.model
  const { update, optimizerState, ...rest } = experiment
  const lists = (of: Numbers) => listsOf(parameters.weights(of))
  const written = { ...rest, model: { ...model, weights: lists(updater.parameters) } }
  const by = problemOf(experiment).update
  if (!by) return written
  const { batch: __, ...rule } = update ?? { optimizer: by.optimizer }
  return {
    ...written,
    update: rule,
    optimizerState: stateIn(updater.carried, (optimizerState?.t ?? 0) + more, lists),
  }
}

/**
 * The document with the weights and the carried state after one update by the gradient of its run; the mean over the batch where the
 * document has one.
 */
export function updated(experiment: Experiment, trace: Trace): Written {
  const of = opened(experiment, trace.learningRate)
  const { parameters, updater } = of
  const gradient = new Float64Array(parameters.length)
  parameters.flatten(weightGradients(trace), gradient)
  const { batch } = trace.problem.update ?? {}
  if (batch) {
    const others = new Float64Array(parameters.length)
    parameters.flatten(batch.others, others)
    for (let i = 0; i < gradient.length; i++) gradient[i] = (gradient[i]! + others[i]!) / batch.sequences
  }
  updater.update(gradient)
  return closed(experiment, of, 1)
}

/** What so many updates on the sequence of an experiment alone come to. */
export interface TrainedOn {
  /** the loss before each update, and after the last */
  readonly losses: readonly number[]
  readonly experiment: Experiment
}

/**
 * Updates an experiment so many times by the gradient of its own sequence. Yields the losses so far; ends early where a number is not finite,
 * with the weights from before. `rate` as in `record`.
 */
export function* trainedOn(
  experiment: Experiment,
  rate: number,
  updates: number,
): Generator<readonly number[], TrainedOn> {
  const of = opened(experiment, rate)
  const { parameters, updater } = of
  const { update: _, ...problem } = problemOf(experiment)
  const model = modelOf(experiment.model)
  const gradient = new Float64Array(parameters.length)
  const losses: number[] = []
  let before = stateOf(updater)
  for (let made = 0; ; made++) {
    const weights: Weights = parameters.weights(updater.parameters)
    const found = lossAndGradients({ ...problem, model, weights })
    parameters.flatten(weightGradients(found.run), gradient)
    losses.push(found.loss)
    const finite = Number.isFinite(found.loss) && gradient.every((n) => Number.isFinite(n))
    if (!finite) restore(updater, before)
    if (!finite || made === updates)
      return { losses, experiment: closed(experiment, of, finite ? made : Math.max(0, made - 1)) }
    yield losses
    before = stateOf(updater)
    updater.update(gradient)
  }
}
