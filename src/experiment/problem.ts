import type { Problem, Weights } from '../cell/model.ts'
import { type CarriedName, carriedNames, optimizerThatCarries } from '../cell/optimizers.ts'
import { tensorShapes } from '../cell/parameters.ts'
import type { Update } from '../cell/updates.ts'
import { type Tensor, tensor, toLists } from '../tensor/tensor.ts'
import {
  type Experiment,
  type ExperimentModel,
  modelOf,
  type OptimizerState,
  type UpdateRule,
  type WeightLists,
} from './document.ts'
import { initialWeights } from './initial.ts'

/** What a run needs: the model with its defaults, and the weights as tensors, drawn where the document says how. */
export function problemOf(experiment: Experiment): Problem {
  const { model, sequence, loss } = experiment
  const update = updateIn(experiment)
  return { model: modelOf(model), weights: weightsIn(model), sequence, loss, ...(update ? { update } : {}) }
}

/** How a document has its weights updated; undefined: by plain gradient descent. */
function updateIn({ model, update, optimizerState: state = {} }: Experiment): Update | undefined {
  const rule = update ?? ruleOfState(state)
  if (!rule) return undefined
  const { optimizer, clipNorm, batch } = rule
  const shapes = tensorShapes(modelOf(model))
  return {
    optimizer,
    ...(clipNorm === undefined ? {} : { clipNorm }),
    done: state.t ?? 0,
    carried: Object.fromEntries(carriedIn(state).map((name) => [name, tensorsOf(state[name]!, shapes)])),
    ...(batch ? { batch: { ...batch, others: tensorsOf(batch.others, shapes) } } : {}),
  }
}

/** The optimiser that carries such a state, with PyTorch's numbers, where a document does not say which; undefined where it carries nothing. */
function ruleOfState(state: OptimizerState): UpdateRule | undefined {
  const names = carriedIn(state)
  const optimizer = names.length === 0 ? undefined : optimizerThatCarries(names)
  return optimizer && { optimizer }
}

const carriedIn = (state: OptimizerState): CarriedName[] =>
  carriedNames.filter((name) => state[name] !== undefined)

/** The weights of a checked model: as it has them, or drawn where it says how. */
export function weightsIn(model: ExperimentModel): Weights {
  const full = modelOf(model)
  return model.weights ? tensorsOf(model.weights, tensorShapes(full)) : initialWeights(full, model.init!)
}

function tensorsOf(lists: WeightLists, shapes: Record<string, readonly number[]>): Weights {
  const weights: Record<string, Tensor> = {}
  for (const [name, shape] of Object.entries(shapes))
    weights[name] = tensor(shape, Float64Array.from([lists[name]!].flat(2)))
  return weights
}

/** Tensors as nested lists, the way a document holds them. */
export function listsOf(weights: Weights): WeightLists {
  return Object.fromEntries(Object.entries(weights).map(([name, of]) => [name, toLists(of)]))
}
