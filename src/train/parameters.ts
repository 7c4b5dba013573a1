/** The parameters of a model as one list of numbers: PyTorch's tensors one after another, both biases too. */

import type { Model, Weights } from '../cell/model.ts'
import { placesOf, type StoredAt, tensorShapes } from '../cell/parameters.ts'
import type { Numbers } from '../tensor/kernels.ts'
import { size, tensor } from '../tensor/tensor.ts'

export interface Parameters {
  readonly length: number
  readonly tensors: readonly {
    readonly name: string
    readonly shape: readonly number[]
    readonly at: number
  }[]
  /** the tensors at once, in float64 */
  readonly weights: (values: Numbers) => Weights
  /** the tensors one after another, into `values` */
  readonly flatten: (weights: Weights, values: Numbers) => void
  /** the value of a weight of the equations: a block of a tensor, or the sum of the two biases */
  readonly value: (weight: string, values: Numbers, out: Numbers) => void
  /** the gradient of a weight to each tensor that holds it */
  readonly spread: (weight: string, gradient: Numbers, out: Numbers) => void
}

export function parametersOf(model: Model): Parameters {
  let length = 0
  const tensors = Object.entries(tensorShapes(model)).map(([name, shape]) => {
    const at = length
    length += size(shape)
    return { name, shape, at }
  })
  const byName = new Map(tensors.map((each) => [each.name, each]))
  const places = placesOf(model)
  /** where the blocks of a weight begin */
  const startsOf = (weight: string): number[] => {
    const place: StoredAt = places.get(weight)!
    return place.tensors.map((name) => {
      const { shape, at } = byName.get(name)!
      return at + place.from * (shape.length === 2 ? shape[1]! : 1)
    })
  }
  const starts = new Map([...places.keys()].map((weight) => [weight, startsOf(weight)]))
  return {
    length,
    tensors,
    weights: (values) =>
      Object.fromEntries(
        tensors.map(({ name, shape, at }) => [
          name,
          tensor(shape, Float64Array.from(values.subarray(at, at + size(shape)))),
        ]),
      ),
    flatten: (weights, values) => {
      for (const { name, at } of tensors) values.set(weights[name]!.data, at)
    },
    value: (weight, values, out) => {
      const [first, ...more] = starts.get(weight)!
      for (let i = 0; i < out.length; i++) {
        let sum = values[first! + i]!
        for (const at of more) sum += values[at + i]!
        out[i] = sum
      }
    },
    spread: (weight, gradient, out) => {
      for (const at of starts.get(weight)!) out.set(gradient, at)
    },
  }
}
