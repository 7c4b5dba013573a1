/** One random draw of a comparison: weights, inputs, and the direction of the gradient that is sent in at the last timestep. */
import type { Problem, Sequence } from '../cell/model.ts'
import type { Network } from '../cell/network.ts'
import { featuresOf, layersOf } from '../cell/tracks.ts'
import { type Experiment, type ExperimentModel, formatOf, modelOf } from '../experiment/document.ts'
import { initialWeights } from '../experiment/initial.ts'
import { listsOf } from '../experiment/problem.ts'
import { random } from '../tensor/random.ts'
import { tensor } from '../tensor/tensor.ts'
import { networkOf } from '../trace/record.ts'
import type { Choice } from './models.ts'
import { norm } from './norm.ts'

/** What a draw of a comparison depends on: the model, its sizes, the length of the sequence, the seed. */
export interface DecaySpec extends Choice {
  /** H of every layer that says none of its own */
  readonly hidden: number
  /** D */
  readonly inputs: number
  /** T */
  readonly steps: number
  /** the standard deviation of the inputs */
  readonly inputScale: number
  readonly seed: number
}

/**
 * The problem of draw 0, 1, 2, …: x[t] ~ N(0, inputScale²) in R^D, zero initial states, and the loss v · h_T with v uniform
 * on the unit sphere of R^H, so that ‖∂L/∂h_T‖ = 1 in the last layer. The loss is the linear one of a head with one output: head.weight = vᵀ.
 * Draws of one seed have the same inputs for every model, and the same v for every model of H units.
 */
export function drawn(spec: DecaySpec, draw: number): Problem {
  const [forWeights, forInputs, forDirection] = seedsOf(spec.seed, draw)
  const from = random(forInputs)
  const model = modelOf(sized(spec.model, spec.inputs, spec.hidden))
  const inputs = Array.from({ length: spec.steps }, () =>
    Array.from({ length: spec.inputs }, () => spec.inputScale * from.normal()),
  )
  const weights = initialWeights(model, { ...spec.init, seed: forWeights })
  return probe({ model, weights, sequence: { inputs, targets: [] } }, forDirection)
}

/** A model with a size for every layer, and one output. */
function sized(
  { above, ...bottom }: Choice['model'],
  inputSize: number,
  hiddenSize: number,
): ExperimentModel {
  const others = above?.map((layer) => ({ hiddenSize, ...layer }))
  return { hiddenSize, ...bottom, inputSize, outputSize: 1, ...(others ? { above: others } : {}) }
}

/** The problem with the loss v · h_T in place of its own: v, drawn by the seed, has length 1. The sequence and the cell's weights stay. */
export function probe({ model, weights, sequence }: Omit<Problem, 'loss'>, seed: number): Problem {
  const features = featuresOf(layersOf(model).at(-1)!)
  const v = direction(features, seed)
  const { initialState } = sequence
  const linear: Sequence = {
    inputs: sequence.inputs,
    targets: [[1]],
    ...(initialState ? { initialState } : {}),
  }
  return {
    model: { ...model, outputSize: 1 },
    weights: {
      ...weights,
      'head.weight': tensor([1, features], v),
      'head.bias': tensor([1]),
    },
    sequence: linear,
    loss: { kind: 'linear', at: 'last', reduction: 'sum' },
  }
}

/** The equations of a model under the loss of a comparison. */
export const networkOfChoice = (model: Choice['model'] | ExperimentModel): Network =>
  networkOf({
    model: modelOf('inputSize' in model ? model : sized(model, 1, 1)),
    loss: { kind: 'linear', at: 'last', reduction: 'sum' },
    sequence: { inputs: [[0]], targets: [[1]] },
  })

/** A draw as a document with its weights written out. */
export function documentOfDraw(spec: DecaySpec, draw: number): Experiment {
  const { model, weights, sequence, loss } = drawn(spec, draw)
  return {
    format: formatOf(model.cell),
    // Only the fields that the cells of the choice have: a document with others is refused.
    model: { ...sized(spec.model, spec.inputs, spec.hidden), weights: listsOf(weights) },
    sequence,
    loss,
  }
}

/** Three seeds for each draw: of the weights, of the inputs, of v. */
function seedsOf(seed: number, draw: number): [number, number, number] {
  const from = random(seed)
  const next = () => Math.floor(from.uniform(0, 2 ** 32))
  for (let skipped = 0; skipped < 3 * draw; skipped++) next()
  return [next(), next(), next()]
}

function direction(n: number, seed: number): Float64Array {
  const from = random(seed)
  const v = new Float64Array(n)
  // Normal numbers are rounded, so that all can be zero; then there is no direction.
  while (norm(v) === 0) for (let i = 0; i < n; i++) v[i] = from.normal()
  const length = norm(v)
  return v.map((a) => a / length)
}
