/**
 * Where each weight of the equations stands in PyTorch's tensors: W, U and b of a gate are a block of rows of
 * weight_ih_l0, weight_hh_l0 and the sum of the two biases.
 */
import { sizesOf } from '../algebra/shape.ts'
import { rows, type Tensor, tensor } from '../tensor/tensor.ts'
import { cellOf, innerShape, sizesOfModel, storedOf } from './cell-of.ts'
import type { Model, Weights } from './model.ts'

export interface Place {
  /** the tensors that hold the weight; where there are two, it is their sum */
  readonly tensors: readonly string[]
  /** the first row of its block */
  readonly from: number
  /** the row after the last; undefined: all rows */
  readonly to?: number
}

type Entry = readonly [string, readonly number[]]

const head = ['head.weight', 'head.bias'] as const

/** The place of every weight of a model, by the weight's name. */
export function placesOf(model: Model): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>()
  const stored = storedOf(model)
  const whole = (name: string) => places.set(name, { tensors: [name], from: 0 })
  if (!stored) cellOf(model).weights.forEach(whole)
  const H = model.hiddenSize
  stored?.blocks.forEach((q, block) => {
    const of = (letter: string) => (q === '' ? letter : `${letter}_${q}`)
    const at = { from: block * H, to: (block + 1) * H }
    places.set(of('W'), { tensors: ['weight_ih_l0'], ...at })
    places.set(of('U'), { tensors: ['weight_hh_l0'], ...at })
    const apart = stored.apart === q
    places.set(of('b'), { tensors: apart ? ['bias_ih_l0'] : ['bias_ih_l0', 'bias_hh_l0'], ...at })
    if (apart) places.set(of('c'), { tensors: ['bias_hh_l0'], ...at })
  })
  stored?.own.forEach(whole)
  head.forEach(whole)
  return places
}

/** The shape of each tensor of a model, by PyTorch's name or, of a cell of somebody's own, by the weight's. */
export function tensorShapes(model: Model): Record<string, readonly number[]> {
  const { hiddenSize: H, inputSize: D, outputSize: K } = model
  const stored = storedOf(model)
  const sizes = sizesOfModel(model)
  const { shapes, weights } = cellOf(model)
  const shapeOf = (name: string): Entry => [name, sizesOf(innerShape(shapes.get(name)!), sizes)]
  const R = stored?.blocks.length ?? 0
  const blocks: Entry[] = [
    ['weight_ih_l0', [R * H, D]],
    ['weight_hh_l0', [R * H, H]],
    ['bias_ih_l0', [R * H]],
    ['bias_hh_l0', [R * H]],
  ]
  const cell = stored ? [...blocks, ...stored.own.map(shapeOf)] : weights.map(shapeOf)
  return Object.fromEntries<readonly number[]>([...cell, ['head.weight', [K, H]], ['head.bias', [K]]])
}

/** The shape of each state of a model, by its name. */
export function stateShapes(model: Model): ReadonlyMap<string, readonly number[]> {
  const { shapes, states } = cellOf(model)
  const sizes = sizesOfModel(model)
  return new Map(states.map((name) => [name, sizesOf(innerShape(shapes.get(name)!), sizes)]))
}

/** The rows of a tensor that belong to a weight: a view. */
export function blockOf(of: Tensor, place: Place): Tensor {
  return place.to === undefined ? of : rows(of, place.from, place.to)
}

/** The value of a weight: a view of its tensor, or the sum of the two biases. */
export function weightOf(weights: Weights, place: Place): Tensor {
  const blocks = place.tensors.map((name) => blockOf(weights[name]!, place))
  const [first, second] = blocks
  if (!second) return first!
  return tensor(
    first!.shape,
    first!.data.map((n, i) => n + second.data[i]!),
  )
}
