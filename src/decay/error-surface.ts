/**
 * The error surface of one unit over its two weights, after Pascanu, Mikolov & Bengio 2013, "On the difficulty of training
 * recurrent neural networks", figure 6: a plain with a wall, and gradient descent with and without clipping.
 */
import { change } from '../algebra/equation.ts'
import { symbol } from '../algebra/expression.ts'
import { symbolOf } from '../algebra/names.ts'
import { parse } from '../algebra/parse.ts'
import type { Problem } from '../cell/model.ts'
import { assemble, type Network } from '../cell/network.ts'
import type { SymbolInfo } from '../cell/symbols.ts'
import { modelOf } from '../experiment/document.ts'
import { tensor } from '../tensor/tensor.ts'
import { runStates, withWeightGradients } from '../trace/run.ts'
import { clipped } from './paths.ts'

/** The unit of the paper's equation, h_t = w σ(h_{t−1}) + b, without an input. */
const unit = `
  s = σ(h[t-1])
  h = U ⊙ s + b
`

/** E = (σ(h_T) − 0.7)² */
const error = `
  y = σ(h)
  L = (y - target)²
`

/**
 * Pascanu, Mikolov & Bengio 2013, figure 6: x_50 of x_t = w σ(x_{t−1}) + b from x_0 = 0.5, the error (σ(x_50) − 0.7)², and the axes of the
 * grid.
 */
export const pascanu = { start: 0.5, steps: 50, target: 0.7, w: [2, 8], b: [-5, 0] } as const

/** Where the wall is steepest on the grid of 121 × 101 points over these axes: the gradient is 26.04, its median over the grid 0.026. */
export const wall = { w: 4.9, b: -2.55 } as const

export interface Point {
  readonly w: number
  readonly b: number
}

/** The error at some points, and its gradient. */
interface Slopes {
  readonly error: Float64Array
  readonly dw: Float64Array
  readonly db: Float64Array
}

let made: Network | undefined

/** The net of many such units side by side, one for each point: every symbol is a vector over the points. */
function units(): Network {
  const points: SymbolInfo = { shape: ['H'], timed: true, kind: 'state', idea: 'hidden' }
  const known = (name: string): SymbolInfo | undefined => {
    const plain = symbolOf(name)
    if (plain === 'U' || plain === 'b') return { ...points, timed: false, kind: 'weight' }
    if (plain === 'target') return { ...points, kind: 'constant', idea: 'loss' }
    if (['w', 'K', 'η'].includes(plain))
      return { shape: [], timed: plain === 'w', kind: 'constant', idea: 'loss' }
    return ['h', 's', 'x', 'y', 'L'].includes(plain)
      ? { ...points, ...(plain === 'x' ? { shape: ['D'] } : {}) }
      : undefined
  }
  const lines = (text: string, keep: string) => change(parse(text, known), [], [keep])
  made ??= assemble({
    tracks: [
      {
        layer: 0,
        reverse: false,
        suffix: '',
        equations: lines(unit, 'h'),
        states: ['h'],
        weights: ['U', 'b'],
        h: 'h',
        x: 'x',
      },
    ],
    ends: [],
    attention: [],
    head: lines(error, 'L').map((eq) => ({ ...eq, when: 'loss' })),
    share: symbol('L'),
    known,
    constants: { w: 'w', K: 'K', η: 'η' },
  })
  return made
}

/** E, ∂E/∂w and ∂E/∂b at each point, after `steps` timesteps. */
function slopesAt(points: readonly Point[], steps: number): Slopes {
  const n = points.length
  const model = modelOf({ cell: 'rnn', inputSize: 1, hiddenSize: n, outputSize: 1 })
  const problem: Problem = {
    model,
    weights: {
      weight_hh_l0: tensor(
        [n],
        Float64Array.from(points, ({ w }) => w),
      ),
      bias_ih_l0: tensor(
        [n],
        Float64Array.from(points, ({ b }) => b),
      ),
      bias_hh_l0: tensor([n]),
    },
    sequence: {
      inputs: Array.from({ length: steps }, () => [0]),
      targets: [points.map(() => pascanu.target)],
      initialState: { h: points.map(() => pascanu.start) },
    },
    loss: { kind: 'mse', at: 'last', reduction: 'sum' },
  }
  const { memory } = withWeightGradients(runStates(problem, units()))
  return { error: memory('L').data.slice(steps * n), dw: memory('d:U').data, db: memory('d:b').data }
}

/** The surface over a grid: rows by b, columns by w, both in the order given; `gradient` is ‖(∂E/∂w, ∂E/∂b)‖. */
export function surface(
  w: readonly number[],
  b: readonly number[],
  steps: number = pascanu.steps,
): { readonly error: Float64Array[]; readonly gradient: Float64Array[] } {
  const rows = b.map((each) =>
    slopesAt(
      w.map((of) => ({ w: of, b: each })),
      steps,
    ),
  )
  return {
    error: rows.map((row) => row.error),
    gradient: rows.map(({ dw, db }) => dw.map((d, i) => Math.hypot(d, db[i]!))),
  }
}

/** A run of gradient descent on the error surface. */
export interface Descent {
  /** the start and the point after each step */
  readonly path: readonly Point[]
  /** at each point of the path */
  readonly error: readonly number[]
  /** ‖(∂E/∂w, ∂E/∂b)‖ at each point of the path, before clipping */
  readonly gradient: readonly number[]
}

/** Gradient descent from a point: plain, or with the gradient clipped to the norm `threshold`. */
export function descent(
  from: Point,
  { rate, steps, threshold = Number.POSITIVE_INFINITY }: { rate: number; steps: number; threshold?: number },
): Descent {
  const path: Point[] = [from]
  const errors: number[] = []
  const gradients: number[] = []
  for (let step = 0; step <= steps; step++) {
    const at = path[step]!
    const { error, dw, db } = slopesAt([at], pascanu.steps)
    const { before, factor } = clipped({ w: tensor([1], dw), b: tensor([1], db) }, threshold)
    errors.push(error[0]!)
    gradients.push(before)
    if (step < steps) path.push({ w: at.w - rate * factor * dw[0]!, b: at.b - rate * factor * db[0]! })
  }
  return { path, error: errors, gradient: gradients }
}
