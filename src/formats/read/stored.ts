/** A tensor as a file holds it: its shape is known at once, its numbers are decoded when they are asked for. */
import { size } from '../../tensor/tensor.ts'
import { Refusal, refuse, short, value } from '../refusal.ts'

export interface Stored {
  readonly shape: readonly number[]
  /** its numbers, row-major */
  readonly numbers: () => Float64Array
}

/** Tensors by their names in the file, in its order. */
export type Tensors = ReadonlyMap<string, Stored>

/** The shape as people write it: 40 × 1. */
export const shapeText = (shape: readonly number[]): string =>
  shape.length === 0 ? 'a number' : shape.join(' × ')

/** More numbers than that are not read from one tensor: the largest layer of a document has a thousandth of it. */
export const mostNumbers = 2 ** 27

/** The number of elements of a shape that a file claims; refused where it is no shape. */
export function countOf(shape: readonly number[], key: string): number {
  const n = size(shape)
  const isShape = shape.length <= 8 && shape.every((each) => Number.isInteger(each) && each >= 0)
  if (!isShape || n > mostNumbers)
    refuse({ id: 'key', key: short(key) }, { id: 'intact', what: key }, value(shape.join(' × ')))
  return n
}

/** A tensor over numbers that are at hand. */
export const stored = (shape: readonly number[], numbers: Float64Array): Stored => ({
  shape,
  numbers: () => numbers,
})

/** Tensors whose bytes are decoded late: what goes wrong then comes of damaged bytes, and the tensor is named. */
export const damageNamed = (tensors: Tensors): Tensors =>
  new Map(
    [...tensors].map(([key, { shape, numbers }]) => [key, { shape, numbers: () => decoded(key, numbers) }]),
  )

function decoded(key: string, numbers: Stored['numbers']): Float64Array {
  try {
    return numbers()
  } catch (thrown) {
    if (thrown instanceof Refusal) throw thrown
    return refuse({ id: 'key', key: short(key) }, { id: 'intact', what: short(key) })
  }
}

/** A matrix with rows and columns exchanged. */
export function transposed(of: Stored): Stored {
  const [m = 0, n = 0] = of.shape
  return {
    shape: [n, m],
    numbers: () => {
      const from = of.numbers()
      return Float64Array.from({ length: m * n }, (_, k) => from[(k % m) * n + Math.floor(k / m)]!)
    },
  }
}

/** Some of the rows (or elements of a vector), in the order of their numbers. */
export function rowsAt(of: Stored, rows: readonly number[]): Stored {
  const width = size(of.shape.slice(1))
  return {
    shape: [rows.length, ...of.shape.slice(1)],
    numbers: () => {
      const from = of.numbers()
      return Float64Array.from(rows.flatMap((row) => [...from.subarray(row * width, (row + 1) * width)]))
    },
  }
}

/** A run of rows. A file may say that it has more than it has bytes for, so none are listed beyond what any layer has. */
export function rowsFrom(from: number, to: number): number[] {
  if (to - from > mostRows) throw new RangeError('rows')
  return Array.from({ length: Math.max(to - from, 0) }, (_, k) => from + k)
}

const mostRows = 2 ** 20

/** Blocks of rows in another order: the k-th block of the result is block order[k] of the given. */
export function reordered(of: Stored, order: readonly number[]): Stored {
  const H = of.shape[0]! / order.length
  return rowsAt(
    of,
    order.flatMap((block) => rowsFrom(block * H, (block + 1) * H)),
  )
}

/** The same numbers in another shape. */
export const reshapedAs = (of: Stored, shape: readonly number[]): Stored => ({ ...of, shape })

/** The k-th part along the first axis. */
export function partOf(of: Stored, k: number): Stored {
  const shape = of.shape.slice(1)
  const n = size(shape)
  return { shape, numbers: () => of.numbers().subarray(k * n, (k + 1) * n) }
}

/** A range of columns of a matrix. */
export function columnsOf(of: Stored, from: number, to: number): Stored {
  const across = transposed(of)
  return transposed(rowsAt(across, rowsFrom(from, to)))
}

/** Tensors of the same width below each other. */
export function stacked(all: readonly Stored[]): Stored {
  const rows = all.reduce((sum, each) => sum + each.shape[0]!, 0)
  return {
    shape: [rows, ...all[0]!.shape.slice(1)],
    numbers: () => Float64Array.from(all.flatMap((each) => [...each.numbers()])),
  }
}

/** Every number changed alike. */
export const mapped = (of: Stored, change: (number: number, k: number) => number): Stored => ({
  ...of,
  numbers: () => of.numbers().map(change),
})

/** A tensor as nested lists. */
export function listsOfStored({ shape, numbers }: Stored): unknown {
  const all = numbers()
  let lists: unknown[] = [...all]
  for (const n of shape.slice(1).reverse())
    lists = Array.from({ length: n === 0 ? 0 : lists.length / n }, (_, i) => lists.slice(i * n, (i + 1) * n))
  return shape.length === 0 ? all[0] : lists
}
