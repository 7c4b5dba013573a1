/** A small dense array of float64 numbers, row-major. `shape` is [] for a scalar, [n] for a vector, [m, n] for a matrix. */
export interface Tensor {
  readonly shape: readonly number[]
  readonly data: Float64Array
}

/** How many numbers an array of this shape holds (1 for a scalar). */
export function size(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1)
}

/** A tensor over `data` (not copied), or of zeros. */
export function tensor(shape: readonly number[], data?: Float64Array): Tensor {
  return { shape, data: data ?? new Float64Array(size(shape)) }
}

/** The rows [from, to) of a matrix or vector: a view, not a copy. */
export function rows(of: Tensor, from: number, to: number): Tensor {
  const width = of.shape.length === 2 ? of.shape[1]! : 1
  const shape = of.shape.length === 2 ? [to - from, width] : [to - from]
  return { shape, data: of.data.subarray(from * width, to * width) }
}

/** The value of timestep t, a view; the values of all timesteps stand one after another. */
export function valueAt(
  all: { readonly data: Float64Array; readonly shape: readonly number[] },
  t: number,
): Tensor {
  const n = size(all.shape)
  return tensor(all.shape, all.data.subarray(t * n, (t + 1) * n))
}

/** A tensor as nested lists, the way a JSON file holds it. */
export function toLists(of: Tensor): number | number[] | number[][] {
  if (of.shape.length === 0) return of.data[0]!
  if (of.shape.length === 1) return Array.from(of.data)
  const [m, n] = of.shape as [number, number]
  return Array.from({ length: m }, (_, i) => Array.from(of.data.subarray(i * n, (i + 1) * n)))
}
