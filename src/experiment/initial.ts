import { type Expr, isApply, type Sym, symbolsIn } from '../algebra/expression.ts'
import { forgetBlockOf, storedOf } from '../cell/cell-of.ts'
import type { Cell } from '../cell/compile.ts'
import type { Stored } from '../cell/library/family.ts'
import type { Model, Weights } from '../cell/model.ts'
import { tensorNames, tensorShapes, tensorsAbove } from '../cell/parameters.ts'
import { featuresOf, layersOf, type Track, tracksOf } from '../cell/tracks.ts'
import { orthogonal, type Random, random } from '../tensor/random.ts'
import { rows, size, type Tensor, tensor } from '../tensor/tensor.ts'
import type { Init } from './document.ts'

/**
 * Weights drawn by a scheme, gate by gate:
 * pytorch: all weights and both biases uniform in ±1/√H; xavier: W and U uniform in ±√(6/(rows + columns)), b = 0;
 * orthogonal: U orthogonal, W as xavier, b = 0; identity: U = I, W normal with inputSd (0.001), b = 0; normal: W and U normal with sd, b = 0.
 * gain multiplies U; inputSd makes W normal; forgetBias sets the sum of the two forget biases; attention and head are uniform in
 * ±1/√(length of a feature). Of several layers the bottom one is drawn first.
 */
export function initialWeights(model: Model, init: Init): Weights {
  const from = random(init.seed)
  const weights: Record<string, Tensor> = {}
  for (const [name, shape] of Object.entries(tensorShapes(model))) weights[name] = tensor(shape)
  const own = new Map<string, number>()
  for (const track of tracksOf(model)) {
    const bound = 1 / Math.sqrt(track.of.hiddenSize)
    const stored = storedOf(track.of)
    if (stored) drawBlocks(weights, track, init, stored, from, bound)
    else drawOwn(weights, track, init, from, bound)
    for (const name of stored?.own ?? []) own.set(name + track.suffix, bound)
  }
  const above = new Set(tensorsAbove(model))
  const ofHead = 1 / Math.sqrt(featuresOf(layersOf(model).at(-1)!))
  for (const [name, of] of Object.entries(weights)) {
    const bound = own.get(name) ?? ofHead
    const isDrawn = own.has(name) ? init.scheme === 'pytorch' : above.has(name)
    if (isDrawn) fill(of, () => from.uniform(-bound, bound))
  }
  return weights
}

function fill(of: Tensor, draw: () => number): void {
  for (let i = 0; i < of.data.length; i++) of.data[i] = draw()
}

/** The row blocks of PyTorch's tensors, one after the other. */
function drawBlocks(
  weights: Readonly<Record<string, Tensor>>,
  track: Track,
  init: Init,
  { blocks }: Stored,
  from: Random,
  bound: number,
): void {
  const H = track.of.hiddenSize
  const [weightIh, weightHh, biasIh, biasHh] = tensorNames(track) as [string, string, string, string]
  const small = () => from.uniform(-bound, bound)
  const forgets = forgetBlockOf(track.of)
  blocks.forEach((q, block) => {
    const of = (name: string) => rows(weights[name]!, block * H, (block + 1) * H)
    inputBlock(of(weightIh), init, from, bound)
    recurrentBlock(of(weightHh), init, from, bound)
    const ih = of(biasIh)
    const hh = of(biasHh)
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
  { cell, suffix }: Track,
  init: Init,
  from: Random,
  bound: number,
): void {
  for (const name of cell.weights) {
    const of = weights[name + suffix]!
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
