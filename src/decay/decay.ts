/** The norm of the gradient of every state at every timestep, and where numbers stop being numbers. */
import { gradientOf } from '../algebra/names.ts'
import { valueAt } from '../tensor/tensor.ts'
import type { Run } from '../trace/frame.ts'
import { runStates } from '../trace/run.ts'
import { type DecaySpec, drawn } from './draw.ts'
import { normsOf } from './norm.ts'
import { truncated } from './paths.ts'
import { statesOf } from './states.ts'

/** Where a float64 number stops being what the mathematics says: the first timestep of its kind in its pass. */
export interface Limit {
  /**
   * overflow: a unit (or the norm) is Infinity. nan: one is not a number any more (∞ − ∞, 0 · ∞); both can be of one timestep. underflow: the norm of a gradient is below
   * 2^-1022, where digits are lost, or 0 after it. zero: a gradient is exactly 0, not for want of range (dead relu units, a cut path)
   */
  readonly kind: 'overflow' | 'nan' | 'underflow' | 'zero'
  readonly pass: 'forward' | 'backward'
  /** a state such as C, and going back its gradient d:C */
  readonly symbol: string
  readonly t: number
}

export interface Decay {
  /** of every state that leads to the loss, h first: ‖∂L/∂s_{T−k}‖ for every lag k = 0 … T; lag T is the initial state. Infinity, NaN and 0 are kept */
  readonly norms: ReadonlyMap<string, Float64Array>
  /** in the order in which the run meets them */
  readonly limits: readonly Limit[]
}

/**
 * The norms ‖∂L/∂h_t‖ and ‖∂L/∂C_t‖ of draw 0, 1, 2, … of a model by lag T − t, with the full gradient or the truncated one of Hochreiter &
 * Schmidhuber 1997 (see paths.ts).
 */
export function decay(spec: DecaySpec, draw: number, gradient: 'full' | 'truncated' = 'full'): Decay {
  const problem = drawn(spec, draw)
  return decayOf(gradient === 'full' ? runStates(problem) : runStates(problem, truncated(problem)))
}

/** The norms of a run's state gradients, against lag. */
export const decayOf = (run: Run): Decay => ({
  norms: new Map(statesOf(run.net).map((state) => [state, normsOf(run, gradientOf(state))])),
  limits: limitsOf(run),
})

const smallestNormal = 2 ** -1022

/**
 * What breaks in a run (overflow, NaN, underflow, an exact zero), each kind once a pass, where it is first: forward from t = 1 to T, then
 * backward from T to 0.
 */
export function limitsOf(run: Run): Limit[] {
  const found: Limit[] = []
  const note = (limit: Limit) => {
    if (!found.some((other) => other.kind === limit.kind && other.pass === limit.pass)) found.push(limit)
  }
  /** What is not finite at t: Infinity in one unit, NaN in another, or both. */
  const notFinite = (symbol: string, t: number): Limit['kind'][] => {
    const values = valueAt(run.memory(symbol), t).data
    const nan = values.some(Number.isNaN)
    return [
      ...(values.some((n) => Math.abs(n) === Number.POSITIVE_INFINITY) || !nan
        ? (['overflow'] as const)
        : []),
      ...(nan ? (['nan'] as const) : []),
    ]
  }
  const states = statesOf(run.net)
  const at = (symbols: string[]) => symbols.map((symbol) => ({ symbol, norms: normsOf(run, symbol) }))
  const forward = at(states)
  for (let t = 1; t <= run.T; t++)
    for (const { symbol, norms } of forward)
      if (!Number.isFinite(norms[run.T - t]))
        for (const kind of notFinite(symbol, t)) note({ kind, pass: 'forward', symbol, t })
  const backward = at(states.map(gradientOf))
  for (let t = run.T; t >= 0; t--)
    for (const { symbol, norms } of backward) {
      const lag = run.T - t
      const gone = vanished(norms[lag]!, norms[lag - 1])
      const kinds = Number.isFinite(norms[lag]) ? (gone ? [gone] : []) : notFinite(symbol, t)
      for (const kind of kinds) note({ kind, pass: 'backward', symbol, t })
    }
  return found
}

/**
 * The limit that a norm has reached, if any. A gradient loses a few powers of ten in a step, never a hundred: one that is 0, and was
 * 1e-200 or more at the step before, is an exact zero and has not underflowed.
 */
function vanished(n: number, before: number | undefined): Limit['kind'] | undefined {
  if (n >= smallestNormal || before === 0) return undefined
  return n > 0 || (before !== undefined && before < 1e-200) ? 'underflow' : 'zero'
}
