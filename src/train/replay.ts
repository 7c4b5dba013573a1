/** A moment of training as an experiment: one sequence, the weights as they were, and what the optimiser carried. */
import { carriedNames } from '../cell/optimizers.ts'
import type { Experiment, OptimizerState, WeightLists } from '../experiment/document.ts'
import { modelOf } from '../experiment/document.ts'
import { listsOf } from '../experiment/problem.ts'
import type { Numbers } from '../tensor/kernels.ts'
import type { Item } from './batch.ts'
import { sequenceOf } from './data.ts'
import type { TrainingDocument } from './document.ts'
import type { Parameters } from './parameters.ts'
import { taskNamed } from './tasks/index.ts'

/** What a run was after so many updates. */
interface Moment {
  readonly done: number
  readonly parameters: Numbers
  readonly carried: Readonly<Record<string, Numbers>>
  /** the batch of its next update: how many sequences, and the sum of the gradients of the others, in float64 */
  readonly batch?: { readonly sequences: number; readonly others: Numbers }
}

/** The document that the stage opens: its numbers are those of training, in float64. */
export function experimentOf(
  document: TrainingDocument,
  parameters: Parameters,
  { done, parameters: values, carried, batch }: Moment,
  item: Item,
): Experiment {
  const { init: _, weights: __, ...model } = document.model
  const lists = (of: Numbers) => listsOf(parameters.weights(of))
  return {
    format: 'unrolled/2',
    ...(document.title === undefined ? {} : { title: document.title }),
    model: { ...model, weights: lists(values) },
    sequence: sequenceOf(item, modelOf(document.model), document.loss),
    loss: document.loss,
    ...said(document),
    optimizerState: stateIn(carried, done, lists),
    update: {
      optimizer: document.training.optimizer,
      ...(document.training.clipNorm === undefined ? {} : { clipNorm: document.training.clipNorm }),
      ...(batch ? { batch: { sequences: batch.sequences, others: lists(batch.others) } } : {}),
    },
  }
}

/** What an optimiser carries as a document has it; its numbers follow from how many updates were made. */
export function stateIn(
  carried: Moment['carried'],
  t: number,
  lists: (of: Numbers) => WeightLists,
): OptimizerState {
  const own = carriedNames.flatMap((name) => (carried[name] ? [[name, lists(carried[name])] as const] : []))
  return { t, ...Object.fromEntries(own) }
}

/** What people read beside the numbers, of the document or of its task. */
function said({ data, labels, scaling }: TrainingDocument): Pick<Experiment, 'labels' | 'scaling'> {
  const task = data.kind === 'task' ? taskNamed(data.name) : undefined
  const of = { labels: labels ?? task?.labels, scaling: scaling ?? task?.scaling }
  return {
    ...(of.labels ? { labels: of.labels } : {}),
    ...(of.scaling ? { scaling: of.scaling } : {}),
  }
}
