/** The exact figures of the literature on vanishing and exploding gradients: no randomness, each with its source. */
import { evaluate, type Storage } from '../algebra/evaluate.ts'
import { apply, type Expr, type Sym, symbol } from '../algebra/expression.ts'
import { op } from '../algebra/ops.ts'
import { singularValues } from '../tensor/spectrum.ts'
import { spectrum } from './jacobian.ts'

type Squashing = 'sigmoid' | 'tanh'

/** The value and the slope of an activation at each of some arguments, from the table of operations. */
function activation(name: Squashing, at: readonly number[]): { value: Float64Array; slope: Float64Array } {
  const stored = (data: Float64Array): Storage => ({ data, shape: [at.length], timed: false })
  const memory: Record<string, Storage> = {
    a: stored(Float64Array.from(at)),
    g: stored(new Float64Array(at.length).fill(1)),
  }
  const [a, y, g] = ['a', 'y', 'g'].map((each) => symbol(each, null)) as [Sym, Sym, Sym]
  const valued = (e: Expr) => evaluate(e, (each) => memory[each]!, 0)
  const value = valued(apply(name, a))
  memory.y = stored(value)
  return { value, slope: valued(op(name).pull(g, [a], y)[0]!) }
}

/**
 * Hochreiter 1991; Hochreiter & Schmidhuber 1997, section 3.1: |f′(w y) w|, the factor by which one unit scales the error that flows
 * back through its weight w, while y comes in. It vanishes for large w too, where f is flat.
 */
export function errorFactor(name: Squashing, weights: readonly number[], y: number): Float64Array {
  const { slope } = activation(
    name,
    weights.map((w) => w * y),
  )
  return slope.map((each, i) => Math.abs(each * weights[i]!))
}

/** Where the error factor is largest: the product w y, and the factor times y. σ: 1.5434 and 0.2239; tanh: 0.7717 and 0.4477. */
export function errorFactorMaximum(name: Squashing): { readonly wy: number; readonly factor: number } {
  // Golden-section search: the factor rises and falls once for w > 0.
  const golden = (Math.sqrt(5) - 1) / 2
  let [low, high] = [0, 5]
  while (high - low > 1e-9) {
    const [a, b] = [high - golden * (high - low), low + golden * (high - low)]
    const [atA, atB] = errorFactor(name, [a, b], 1)
    if (atA! > atB!) high = b
    else low = a
  }
  return { wy: low, factor: errorFactor(name, [low], 1)[0]! }
}

/** Hochreiter & Schmidhuber 1997: n σ-units with |w| ≤ largest < 4 / n scale an error by at most n (n · largest / 4)^steps. */
export function weakBound(n: number, largest: number, steps: number): number {
  return n * ((n * largest) / 4) ** steps
}

/** Pascanu et al. 2013, section 2: the linear unit x_t = w^t x_0, ∂x_t/∂w = t w^{t−1} x_0 and the second derivative, for t = 0 … steps. */
export function linearUnit(
  w: number,
  start: number,
  steps: number,
): { readonly x: Float64Array; readonly dw: Float64Array; readonly dw2: Float64Array } {
  const over = (f: (t: number) => number) => Float64Array.from({ length: steps + 1 }, (_, t) => f(t))
  return {
    x: over((t) => w ** t * start),
    dw: over((t) => (t === 0 ? 0 : t * w ** (t - 1) * start)),
    dw2: over((t) => (t < 2 ? 0 : t * (t - 1) * w ** (t - 2) * start)),
  }
}

/** The first timestep at which w^t, multiplied up step by step, is infinite; undefined where it never is. */
export function overflowStep(w: number, precision: 'float64' | 'float32' = 'float64'): number | undefined {
  if (Math.abs(w) <= 1) return undefined
  const round = precision === 'float64' ? (n: number) => n : Math.fround
  let x = 1
  for (let t = 1; ; t++) {
    const before = x
    x = round(x * round(w))
    if (!Number.isFinite(x)) return t
    // A weight so close to 1 that rounding holds the product where it is.
    if (Math.abs(x) === Math.abs(before)) return undefined
  }
}

/** ln ½ / ln f: after how many steps a forget gate f = σ(bias) has halved what it keeps. */
export function halfLife(bias: number): number {
  return Math.log(0.5) / Math.log(gate(bias))
}

const gate = (bias: number) => activation('sigmoid', [bias]).value[0]!

/** What a forget bias does with zero input: f = σ(bias), its half-life in steps, and what is left after 20 and 100 steps. */
export function forgetTable(biases: readonly number[] = [-1, 0, 1, 2, 3, 5]) {
  return biases.map((bias) => {
    const f = gate(bias)
    return { bias, f, halfLife: halfLife(bias), after20: f ** 20, after100: f ** 100 }
  })
}

export interface Branch {
  /** a fixed point of x = w σ(x) + b, and the bias that has it */
  readonly x: number
  readonly b: number
  /** w σ′(x): the factor of one step there. Below 1 in size the point attracts */
  readonly slope: number
  readonly stable: boolean
}

/**
 * Doya 1993; Pascanu et al. 2013, figure 3: the fixed points of one unit x_t = w σ(x_{t−1}) + b over the bias. The folds are where
 * w σ′(x) = 1: there an attractor appears or goes, and the state jumps. For w = 5 at b = −2.6556 and −2.3444, two attractors between.
 */
export function bifurcation(
  w: number,
  xs: readonly number[],
): { readonly curve: readonly Branch[]; readonly folds: readonly Branch[] } {
  const branches = (at: readonly number[]): Branch[] => {
    const { value, slope } = activation('sigmoid', at)
    return at.map((x, i) => {
      const factor = w * slope[i]!
      return { x, b: x - w * value[i]!, slope: factor, stable: Math.abs(factor) < 1 }
    })
  }
  // w s (1 − s) = 1
  const root = Math.sqrt(1 / 4 - 1 / w)
  const folds = w > 4 ? [0.5 + root, 0.5 - root].map((s) => Math.log(s / (1 - s))) : []
  return { curve: branches(xs), folds: branches(folds) }
}

/** Every fixed point of x = w σ(x) + b, smallest first: one, or between the folds three. */
export function fixedPoints(w: number, b: number): number[] {
  const off = (x: number) => x - w * activation('sigmoid', [x]).value[0]! - b
  // σ lies in 0 … 1, and between the folds x − w σ(x) rises or falls without turning.
  const ends = [b + Math.min(0, w) - 1, b + Math.max(0, w) + 1]
  const turns = bifurcation(w, []).folds.map(({ x }) => x)
  const marks = [ends[0]!, ...turns, ends[1]!]
    .filter((x) => x >= ends[0]! && x <= ends[1]!)
    .sort((p, q) => p - q)
  return marks.slice(1).flatMap((high, i) => bisect(off, marks[i]!, high))
}

function bisect(f: (x: number) => number, low: number, high: number): number[] {
  const sign = Math.sign(f(low))
  if (sign * f(high) > 0) return []
  let [a, b] = [low, high]
  for (let step = 0; step < 100; step++) {
    const middle = (a + b) / 2
    if (Math.sign(f(middle)) === sign) a = middle
    else b = middle
  }
  return [(a + b) / 2]
}

/**
 * Pascanu et al. 2013, section 2.1: the most that k steps of a linear RNN with recurrent matrix U can scale a gradient, ‖U^k‖ for
 * k = 0 … steps. A spectral radius below 1 makes it vanish in the end; the largest singular value says what the first step may do.
 */
export function growth(
  U: readonly (readonly number[])[],
  steps: number,
): { readonly norms: Float64Array; readonly radius: number; readonly largest: number } {
  const n = U.length
  const matrix = Float64Array.from(U.flat())
  let power = Float64Array.from({ length: n * n }, (_, k) => (k % (n + 1) === 0 ? 1 : 0))
  const norms = new Float64Array(steps + 1)
  for (let k = 0; k <= steps; k++) {
    norms[k] = singularValues(n, power)[0]!
    power = Float64Array.from(power, (_, at) => {
      const [i, j] = [Math.floor(at / n), at % n]
      let sum = 0
      for (let m = 0; m < n; m++) sum += power[i * n + m]! * matrix[m * n + j]!
      return sum
    })
  }
  const { radius, singularValues: values } = spectrum({ size: n, data: matrix })
  return { norms, radius, largest: values[0]! }
}
