import type { Model, Weights } from '../cell/model.ts'
import { blocksOf } from '../cell/parameters.ts'
import { orthogonal, type Random, random } from '../tensor/random.ts'
import { rows, size, type Tensor, tensor } from '../tensor/tensor.ts'
import type { Init } from './document.ts'
import { tensorShapes } from './tensors.ts'

/**
 * Weights drawn by a scheme, gate by gate:
 * pytorch: all weights and both biases uniform in ±1/√H; xavier: W and U uniform in ±√(6/(rows + columns)), b = 0;
 * orthogonal: U orthogonal, W as xavier, b = 0; identity: U = I, W normal with inputSd (0.001), b = 0; normal: W and U normal with sd, b = 0.
 * gain multiplies U; inputSd makes W normal; forgetBias sets the sum of the two forget biases; the head is uniform in ±1/√H.
 */
export function initialWeights(model: Model, init: Init): Weights {
  const from = random(init.seed)
  const H = model.hiddenSize
  const weights: Record<string, Tensor> = {}
  for (const [name, shape] of Object.entries(tensorShapes(model))) weights[name] = tensor(shape)
  const fill = (of: Tensor, draw: () => number) => {
    for (let i = 0; i < of.data.length; i++) of.data[i] = draw()
  }
  const bound = 1 / Math.sqrt(H)
  const small = () => from.uniform(-bound, bound)
  blocksOf(model).forEach((q, block) => {
    const of = (name: string) => rows(weights[name]!, block * H, (block + 1) * H)
    inputBlock(of('weight_ih_l0'), init, from, bound)
    recurrentBlock(of('weight_hh_l0'), init, from, bound)
    const ih = of('bias_ih_l0')
    const hh = of('bias_hh_l0')
    if (init.scheme === 'pytorch') {
      fill(ih, small)
      fill(hh, small)
    }
    if (q === 'f' && init.forgetBias !== undefined) {
      ih.data.fill(init.forgetBias)
      hh.data.fill(0)
    }
  })
  for (const [name, of] of Object.entries(weights))
    if (name.startsWith('head.') || (name.startsWith('peephole_') && init.scheme === 'pytorch'))
      fill(of, small)
  return weights
}

function xavier(of: Tensor, from: Random): void {
  const bound = Math.sqrt(6 / (of.shape[0]! + of.shape[1]!))
  for (let i = 0; i < of.data.length; i++) of.data[i] = from.uniform(-bound, bound)
}

function inputBlock(W: Tensor, init: Init, from: Random, bound: number): void {
  const sd =
    init.inputSd ??
    { identity: 0.001, normal: init.sd ?? 0.1, pytorch: undefined, xavier: undefined, orthogonal: undefined }[
      init.scheme
    ]
  if (sd !== undefined) for (let i = 0; i < W.data.length; i++) W.data[i] = sd * from.normal()
  else if (init.scheme === 'pytorch')
    for (let i = 0; i < W.data.length; i++) W.data[i] = from.uniform(-bound, bound)
  else xavier(W, from)
}

function recurrentBlock(U: Tensor, init: Init, from: Random, bound: number): void {
  const H = U.shape[1]!
  if (init.scheme === 'orthogonal') U.data.set(orthogonal(H, from))
  else if (init.scheme === 'identity') for (let i = 0; i < H; i++) U.data[i * H + i] = 1
  else if (init.scheme === 'xavier') xavier(U, from)
  else
    for (let i = 0; i < size(U.shape); i++)
      U.data[i] = init.scheme === 'normal' ? (init.sd ?? 0.1) * from.normal() : from.uniform(-bound, bound)
  const gain = init.gain ?? 1
  for (let i = 0; i < U.data.length; i++) U.data[i] = U.data[i]! * gain
}
