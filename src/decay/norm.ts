import { size } from '../tensor/tensor.ts'
import type { Run } from '../trace/frame.ts'

/**
 * √Σ a², without squares that overflow or underflow: a norm of 1e-300 is 1e-300, not 0. Infinity where an element is infinite,
 * NaN where one is NaN.
 */
export function norm(values: ArrayLike<number>, from = 0, to = values.length): number {
  let largest = 0
  for (let i = from; i < to; i++) largest = Math.max(largest, Math.abs(values[i]!))
  if (largest === 0 || !Number.isFinite(largest)) return largest
  let sum = 0
  for (let i = from; i < to; i++) sum += (values[i]! / largest) ** 2
  return largest * Math.sqrt(sum)
}

/** The norm of a symbol (of a matrix: of all its elements) at T, T−1, …, 0. */
export function normsOf({ memory, T }: Run, symbol: string): Float64Array {
  const { data, shape } = memory(symbol)
  const n = size(shape)
  return Float64Array.from({ length: T + 1 }, (_, lag) => norm(data, (T - lag) * n, (T - lag + 1) * n))
}
