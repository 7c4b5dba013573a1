import { blockOf, placesOf, tensorShapes } from '../cell/parameters.ts'
import { random } from '../tensor/random.ts'
import { tensor } from '../tensor/tensor.ts'
import { type Experiment, modelOf } from './document.ts'
import { listsOf } from './problem.ts'

/**
 * The document with weights that a hand can calculate with: one digit each, ±0.1 … ±0.9, drawn by a seed. Of two biases that are
 * added the second is 0, so that their sum has one digit too.
 */
export function roundedWeights(experiment: Experiment, seed: number): Experiment {
  const full = modelOf(experiment.model)
  const from = random(seed)
  const weights = Object.fromEntries(
    Object.entries(tensorShapes(full)).map(([name, shape]) => [name, tensor(shape)]),
  )
  for (const place of placesOf(full).values()) {
    const whole = weights[place.tensors[0]!]
    if (!whole) continue
    const { data } = blockOf(whole, place)
    for (let i = 0; i < data.length; i++) {
      const digit = Math.floor(from.uniform(1, 10))
      data[i] = (from.uniform(0, 1) < 0.5 ? -digit : digit) / 10
    }
  }
  const { init: _, ...model } = experiment.model
  return { ...experiment, model: { ...model, weights: listsOf(weights) } }
}
