/**
 * Where each weight of the equations stands in PyTorch's tensors: W, U and b of a gate are a block of rows of
 * weight_ih_l0, weight_hh_l0 and the sum of the two biases.
 */
import { rows, type Tensor, tensor } from '../tensor/tensor.ts'
import type { Model, Weights } from './model.ts'

/** The gates in the order of PyTorch's row blocks; '' is the one block of an RNN. */
export function blocksOf(model: Pick<Model, 'cell'>): readonly string[] {
  return { rnn: [''], lstm: ['i', 'f', 'g', 'o'], gru: ['r', 'z', 'n'] }[model.cell]
}

export interface Place {
  /** the tensors that hold the weight; where there are two, it is their sum */
  readonly tensors: readonly string[]
  /** the first row of its block */
  readonly from: number
  /** the row after the last; undefined: all rows */
  readonly to?: number
}

/** The place of every weight that a model of this kind can have, by the weight's name. */
export function placesOf(model: Model): Map<string, Place> {
  const places = new Map<string, Place>()
  const H = model.hiddenSize
  blocksOf(model).forEach((q, block) => {
    const of = (letter: string) => (q === '' ? letter : `${letter}_${q}`)
    const at = { from: block * H, to: (block + 1) * H }
    places.set(of('W'), { tensors: ['weight_ih_l0'], ...at })
    places.set(of('U'), { tensors: ['weight_hh_l0'], ...at })
    const apart = model.cell === 'gru' && q === 'n' && model.resetAfter
    places.set(of('b'), { tensors: apart ? ['bias_ih_l0'] : ['bias_ih_l0', 'bias_hh_l0'], ...at })
    if (apart) places.set(of('c'), { tensors: ['bias_hh_l0'], ...at })
  })
  for (const name of ['peephole_i', 'peephole_f', 'peephole_o', 'head.weight', 'head.bias'])
    places.set(name, { tensors: [name], from: 0 })
  return places
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
