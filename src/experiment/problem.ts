import type { Problem, Weights } from '../cell/model.ts'
import { tensorShapes } from '../cell/parameters.ts'
import { type Tensor, tensor, toLists } from '../tensor/tensor.ts'
import { type Experiment, type ExperimentModel, modelOf, type WeightLists } from './document.ts'
import { initialWeights } from './initial.ts'

/** What a run needs: the model with its defaults, and the weights as tensors, drawn where the document says how. */
export function problemOf({ model, sequence, loss }: Experiment): Problem {
  return { model: modelOf(model), weights: weightsIn(model), sequence, loss }
}

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
