/** A net's layers as tracks: one layer goes through time in one direction or in both, each with equations and weights of its own. */
import type { Equation } from '../algebra/equation.ts'
import { apply, type Expr, substitute, symbol, symbolsIn } from '../algebra/expression.ts'
import type { Shape } from '../algebra/ops.ts'
import { cellKey, cellOf, innerLetter } from './cell-of.ts'
import type { Cell } from './compile.ts'
import type { Layer, Model } from './model.ts'

/** One layer in one direction. */
export interface Track {
  /** 0 for the bottom layer */
  readonly layer: number
  /** does it go from the last timestep to the first? */
  readonly reverse: boolean
  /** what its names have behind those of the cell: nothing, _l1, _reverse, _l1_reverse */
  readonly suffix: string
  readonly of: Layer
  readonly cell: Cell
  /** the equations in the names of the net; what a cell reads at t − 1 is of the timestep visited before */
  readonly equations: readonly Equation[]
  /** the names of its states, of its weights and of what it says */
  readonly states: readonly string[]
  readonly weights: readonly string[]
  readonly h: string
  /** the symbol that stands for the cell's x */
  readonly x: string
  /** the equation of x, where that is no symbol of the layer below */
  readonly input?: Equation
}

/** The layers of a model, bottom up. */
export const layersOf = (model: Model): readonly Layer[] => [model, ...(model.above ?? [])]

/** Does a layer go through time in both directions? */
export const isBoth = ({ direction }: Layer): boolean => direction === 'both'

/** What the names of a layer's symbols have behind those of the cell. */
export const suffixOf = (layer: number, reverse: boolean): string =>
  (layer === 0 ? '' : `_l${layer}`) + (reverse ? '_reverse' : '')

/** How many numbers a layer says at a timestep. */
export const featuresOf = (layer: Layer): number => (isBoth(layer) ? 2 : 1) * layer.hiddenSize

/** The letter of a layer's size, or that of its features, in shapes. */
const lengthLetter = (layer: number): string => (layer === 0 ? 'H' : `H_l${layer}`)
export const featuresLetter = (layer: Layer, k: number): string =>
  isBoth(layer) ? `2${lengthLetter(k)}` : lengthLetter(k)

/** The letter in the net of a letter of the shapes of a cell in layer k. */
export function letterIn(model: Model, k: number): (letter: string | number) => string | number {
  const layers = layersOf(model)
  return (letter) => {
    if (typeof letter === 'number') return letter
    if (letter === 'H') return lengthLetter(k)
    if (letter === 'D') return k === 0 ? 'D' : featuresLetter(layers[k - 1]!, k - 1)
    // A letter that ends as those of a layer do stands under its layer, since no letter has a dot.
    if (/_l\d+$/.test(letter)) return `l${k}.${letter}`
    return k === 0 ? innerLetter(letter) : `${innerLetter(letter)}_l${k}`
  }
}

/** A shape of a cell in layer k in the letters of the net. */
export const shapeIn = (model: Model, k: number, shape: Shape): Shape => shape.map(letterIn(model, k))

/** The number that each letter of a net's shapes stands for. */
export function sizesOfNet(model: Model): Record<string, number> {
  const sizes: Record<string, number> = {
    D: model.inputSize,
    K: model.outputSize,
    ...(model.attention ? { A: model.attention.size } : {}),
  }
  for (const [k, layer] of layersOf(model).entries()) {
    const own = typeof layer.cell === 'string' ? {} : (layer.cell.sizes ?? {})
    for (const [letter, n] of Object.entries(own)) sizes[letterIn(model, k)(letter)] = n
    sizes[lengthLetter(k)] = layer.hiddenSize
    sizes[`2${lengthLetter(k)}`] = 2 * layer.hiddenSize
  }
  return sizes
}

/** The length of the input of each layer. */
export const inputSizes = (model: Model): number[] => {
  const layers = layersOf(model)
  return layers.map((_, k) => (k === 0 ? model.inputSize : featuresOf(layers[k - 1]!)))
}

/** The tracks of a model: bottom up, the direction along time first. */
export function tracksOf(model: Model): Track[] {
  const tracks: Track[] = []
  for (const [layer, of] of layersOf(model).entries()) {
    const below = tracks.filter((track) => track.layer === layer - 1)
    const ways = isBoth(of) ? [false, true] : [of.direction === 'backward']
    for (const reverse of ways) tracks.push(trackOf(of, layer, reverse, below))
  }
  return tracks
}

function trackOf(of: Layer, layer: number, reverse: boolean, below: readonly Track[]): Track {
  const cell = cellOf(of)
  const suffix = suffixOf(layer, reverse)
  const { x, input } = inputOf(cell, layer, below)
  const rename = (name: string) => (name === 'x' ? x : name + suffix)
  const placed = (e: Expr) =>
    substitute(e, ({ name, dt }) => symbol(rename(name), dt !== null && reverse && dt !== 0 ? -dt : dt))
  return {
    layer,
    reverse,
    suffix,
    of,
    cell,
    equations: cell.equations.map(({ symbol: name, expr }) => ({ symbol: rename(name), expr: placed(expr) })),
    states: cell.states.map(rename),
    weights: cell.weights.map(rename),
    h: rename('h'),
    x,
    ...(input ? { input } : {}),
  }
}

/** What stands for x: the input of the net, the h of the layer below, or a value of its own: both directions joined, or an h that is read a timestep later, where it is zero at first. */
function inputOf(cell: Cell, layer: number, below: readonly Track[]): Pick<Track, 'x' | 'input'> {
  if (layer === 0) return { x: 'x' }
  const said = joined(below)
  const readsBefore = cell.equations.some(({ expr }) =>
    symbolsIn(expr).some(({ name, dt }) => name === 'x' && dt === -1),
  )
  if (said.kind === 'symbol' && !readsBefore) return { x: said.name }
  const x = `x_l${layer}`
  return { x, input: { symbol: x, expr: said } }
}

/** What tracks say together: h, or the h of both directions, the one along time first. */
export function joined(tracks: readonly Track[]): Expr {
  const [first, second] = tracks.map(({ h }) => symbol(h))
  return second ? apply('join', first!, second) : first!
}

/** What two models must share to have the same equations. */
export const netKey = (model: Model): string =>
  JSON.stringify([
    layersOf(model).map((layer) => [cellKey(layer), layer.direction ?? 'forward']),
    model.attention !== undefined,
    model.readout ?? 'step',
  ])
