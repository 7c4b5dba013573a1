/**
 * Where each weight of the equations stands in PyTorch's tensors: W, U and b of a gate are a block of rows of
 * weight_ih_l0, weight_hh_l0 and the sum of the two biases.
 */
import { sizesOf } from '../algebra/shape.ts'
import { rows, type Tensor, tensor } from '../tensor/tensor.ts'
import { storedOf } from './cell-of.ts'
import type { Model, Weights } from './model.ts'
import { featuresOf, inputSizes, layersOf, shapeIn, sizesOfNet, type Track, tracksOf } from './tracks.ts'

export interface StoredAt {
  /** the tensors that hold the weight; where there are two, it is their sum */
  readonly tensors: readonly string[]
  /** the first row of its block */
  readonly from: number
  /** the row after the last; undefined: all rows */
  readonly to?: number
}

type Entry = readonly [string, readonly number[]]

/** The tensors of the head: the matrix and the bias of the output. */
export const headTensors = ['head.weight', 'head.bias'] as const
const attention = ['attention.W_h', 'attention.W_s', 'attention.v'] as const

/** PyTorch's names of the four tensors of a layer in one direction, input weights first. */
export function tensorNames({ layer, reverse }: Pick<Track, 'layer' | 'reverse'>): readonly string[] {
  const end = `_l${layer}${reverse ? '_reverse' : ''}`
  return ['weight_ih', 'weight_hh', 'bias_ih', 'bias_hh'].map((name) => name + end)
}

/** The tensors of a model that belong to no layer: those of its attention, if it has one, and of its head. */
export const tensorsAbove = ({ attention: scored }: Model): readonly string[] => [
  ...(scored ? attention : []),
  ...headTensors,
]

/** The place of every weight of a model, by the weight's name. */
export function placesOf(model: Model): ReadonlyMap<string, StoredAt> {
  const places = new Map<string, StoredAt>()
  const whole = (name: string) => places.set(name, { tensors: [name], from: 0 })
  for (const track of tracksOf(model)) {
    const stored = storedOf(track.of)
    if (!stored) track.weights.forEach(whole)
    const H = track.of.hiddenSize
    const [weightIh, weightHh, biasIh, biasHh] = tensorNames(track) as [string, string, string, string]
    stored?.blocks.forEach((q, block) => {
      const of = (letter: string) => (q === '' ? letter : `${letter}_${q}`) + track.suffix
      const at = { from: block * H, to: (block + 1) * H }
      places.set(of('W'), { tensors: [weightIh], ...at })
      places.set(of('U'), { tensors: [weightHh], ...at })
      const apart = stored.apart === q
      places.set(of('b'), { tensors: apart ? [biasIh] : [biasIh, biasHh], ...at })
      if (apart) places.set(of('c'), { tensors: [biasHh], ...at })
    })
    for (const name of stored?.own ?? []) whole(name + track.suffix)
  }
  tensorsAbove(model).forEach(whole)
  return places
}

/** The shape of each tensor of a model, by PyTorch's name or, of a cell of somebody's own, by the weight's. */
export function tensorShapes(model: Model): Record<string, readonly number[]> {
  const sizes = sizesOfNet(model)
  const inputs = inputSizes(model)
  const features = featuresOf(layersOf(model).at(-1)!)
  const entries: Entry[] = tracksOf(model).flatMap((track) => {
    const stored = storedOf(track.of)
    const { shapes, weights } = track.cell
    const shapeOf = (name: string): Entry => [
      name + track.suffix,
      sizesOf(shapeIn(model, track.layer, shapes.get(name)!), sizes),
    ]
    if (!stored) return weights.map(shapeOf)
    const [H, R] = [track.of.hiddenSize, stored.blocks.length]
    const blocks = [[R * H, inputs[track.layer]!], [R * H, H], [R * H], [R * H]]
    return [...tensorNames(track).map((name, i): Entry => [name, blocks[i]!]), ...stored.own.map(shapeOf)]
  })
  const { attention: scored, outputSize: K } = model
  if (scored) {
    const shapes = [[scored.size, features], [scored.size, features], [scored.size]]
    entries.push(...attention.map((name, i): Entry => [name, shapes[i]!]))
  }
  return Object.fromEntries<readonly number[]>([
    ...entries,
    ...headTensors.map((name, i): Entry => [name, i === 0 ? [K, features] : [K]]),
  ])
}

/** The shape of each state of a model, by its name. */
export const stateShapes = (model: Model) => shapesOf(model, ({ states }) => states)

/** The shape of all that the layers of a model end with, their states and what they say, by its name. */
export const endShapes = (model: Model) => shapesOf(model, ({ states }) => new Set(['h', ...states]))

function shapesOf(
  model: Model,
  names: (cell: Track['cell']) => Iterable<string>,
): ReadonlyMap<string, readonly number[]> {
  const sizes = sizesOfNet(model)
  return new Map(
    tracksOf(model).flatMap(({ cell, layer, suffix }) =>
      [...names(cell)].map((name) => [
        name + suffix,
        sizesOf(shapeIn(model, layer, cell.shapes.get(name)!), sizes),
      ]),
    ),
  )
}

/** The rows of a tensor that belong to a weight: a view. */
export function blockOf(of: Tensor, place: StoredAt): Tensor {
  return place.to === undefined ? of : rows(of, place.from, place.to)
}

/** The value of a weight: a view of its tensor, or the sum of the two biases. */
export function weightOf(weights: Weights, place: StoredAt): Tensor {
  const blocks = place.tensors.map((name) => blockOf(weights[name]!, place))
  const [first, second] = blocks
  if (!second) return first!
  return tensor(
    first!.shape,
    first!.data.map((n, i) => n + second.data[i]!),
  )
}
