import { type Expr, isApply, type Sym, symbolsIn } from '../algebra/expression.ts'
import { cellOf, forgetBlockOf, storedOf } from '../cell/cell-of.ts'
import type { Cell } from '../cell/compile.ts'
import type { Stored } from '../cell/library/family.ts'
import type { Model, Weights } from '../cell/model.ts'
import { tensorShapes } from '../cell/parameters.ts'
import { orthogonal, type Random, random } from '../tensor/random.ts'
import { rows, size, type Tensor, tensor } from '../tensor/tensor.ts'
import type { Init } from './document.ts'

/**
 * Weights drawn by a scheme, gate by gate:
 * pytorch: all weights and both biases uniform in ±1/√H; xavier: W and U uniform in ±√(6/(rows + columns)), b = 0;
 * orthogonal: U orthogonal, W as xavier, b = 0; identity: U = I, W normal with inputSd (0.001), b = 0; normal: W and U normal with sd, b = 0.
 * gain multiplies U; inputSd makes W normal; forgetBias sets the sum of the two forget biases; the head is uniform in ±1/√H.
 */
export function initialWeights(model: Model, init: Init): Weights {
  const from = random(init.seed)
  const weights: Record<string, Tensor> = {}
  for (const [name, shape] of Object.entries(tensorShapes(model))) weights[name] = tensor(shape)
  const bound = 1 / Math.sqrt(model.hiddenSize)
  const stored = storedOf(model)
  if (stored) drawBlocks(weights, model, init, stored, from, bound)
  else drawOwn(weights, model, init, from, bound)
  for (const [name, of] of Object.entries(weights))
    if (name.startsWith('head.') || (stored?.own.includes(name) && init.scheme === 'pytorch'))
      fill(of, () => from.uniform(-bound, bound))
  return weights
}

function fill(of: Tensor, draw: () => number): void {
  for (let i = 0; i < of.data.length; i++) of.data[i] = draw()
}

/** The row blocks of PyTorch's tensors, one after the other. */
function drawBlocks(
  weights: Readonly<Record<string, Tensor>>,
  model: Model,
  init: Init,
  { blocks }: Stored,
  from: Random,
  bound: number,
): void {
  const H = model.hiddenSize
  const small = () => from.uniform(-bound, bound)
  const forgets = forgetBlockOf(model)
  blocks.forEach((q, block) => {
    const of = (name: string) => rows(weights[name]!, block * H, (block + 1) * H)
    inputBlock(of('weight_ih_l0'), init, from, bound)
    recurrentBlock(of('weight_hh_l0'), init, from, bound)
    const ih = of('bias_ih_l0')
    const hh = of('bias_hh_l0')
    if (init.scheme === 'pytorch') {
      fill(ih, small)
      fill(hh, small)
    }
    if (q === forgets && init.forgetBias !== undefined) {
      ih.data.fill(init.forgetBias)
      hh.data.fill(0)
    }
  })
}

/** The weights of a cell of somebody's own, in reading order: matrices by the scheme, vectors and numbers as biases. */
function drawOwn(
  weights: Readonly<Record<string, Tensor>>,
  model: Model,
  init: Init,
  from: Random,
  bound: number,
): void {
  const cell = cellOf(model)
  for (const name of cell.weights) {
    const of = weights[name]!
    if (of.shape.length < 2) {
      if (init.scheme === 'pytorch') fill(of, () => from.uniform(-bound, bound))
    } else if (of.shape[0] === of.shape[1] && readsState(cell, name)) recurrentBlock(of, init, from, bound)
    else inputBlock(of, init, from, bound)
  }
}

/** Does a matrix multiply a state of the timestep before, or something made of one? */
function readsState({ equations, states }: Cell, name: string): boolean {
  const isState = (s: Sym) => s.dt === -1 && states.includes(s.name)
  const visit = (e: Expr): boolean => {
    if (e.kind !== 'apply') return false
    const [matrix, vector] = e.args
    const product = isApply(e, 'matvec') || isApply(e, 'matvecT')
    if (product && matrix!.kind === 'symbol' && matrix!.name === name) return symbolsIn(vector!).some(isState)
    return e.args.some(visit)
  }
  return equations.some(({ expr }) => visit(expr))
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
