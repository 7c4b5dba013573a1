/** Experiment 6a of Hochreiter & Schmidhuber 1997: tell in which order two symbols came, long after they came. */
import { type Random, wholeFrom } from '../tensor/random.ts'

/** Each symbol is one input, 1 where it stands: E starts a sequence, B ends it, X and Y are what counts, the others distract. */
export const symbols = ['E', 'B', 'a', 'b', 'c', 'd', 'X', 'Y'] as const

/** Each class is one output: XX is Q, XY is R, YX is S, YY is U. */
export const classes = ['Q', 'R', 'S', 'U'] as const

export interface TemporalOrder {
  /** the symbol of each timestep, as its place in `symbols` */
  readonly sequence: Uint8Array
  /** T rows of 8 numbers, row-major */
  readonly inputs: Float64Array
  /** the number of timesteps, 100 … 110 */
  readonly T: number
  /** where the two symbols stand, counted from 1: 10 … 20 and 50 … 60 */
  readonly t1: number
  readonly t2: number
  /** the place in `classes` */
  readonly target: number
}

/** One sequence of temporal order, drawn as section 5.6 of the paper says. */
export function temporalOrder(from: Random): TemporalOrder {
  const T = wholeFrom(from, 100, 110)
  const t1 = wholeFrom(from, 10, 20)
  const t2 = wholeFrom(from, 50, 60)
  const [first, second] = [wholeFrom(from, 0, 1), wholeFrom(from, 0, 1)]
  const sequence = Uint8Array.from({ length: T }, () => wholeFrom(from, 2, 5))
  sequence[0] = 0
  sequence[T - 1] = 1
  sequence[t1 - 1] = 6 + first
  sequence[t2 - 1] = 6 + second
  const inputs = new Float64Array(T * symbols.length)
  for (let s = 0; s < T; s++) inputs[s * symbols.length + sequence[s]!] = 1
  return { sequence, inputs, T, t1, t2, target: 2 * first + second }
}
