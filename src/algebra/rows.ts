/** A program that is run for many rows at once: values that differ from row to row stand below each other, a row each. */
import type { Slice } from '../tensor/kernels.ts'
import { multiplier, type Product } from '../tensor/matmul.ts'
import type { Memory, Program } from './evaluate.ts'
import { op } from './ops.ts'

/** Runs the program at timestep t for `count` rows. */
export type RowProgram = (t: number, memory: Memory, count: number) => void

/**
 * The program for rows. `varies` tells which names have a value for each row: their storage has room for that, and no time. All other
 * names that it writes would be the same in every row. A matrix times a vector that varies is one product of matrices.
 */
export function forRows({ windows, instructions }: Program, varies: (name: string) => boolean): RowProgram {
  const varying = new Set(windows.filter(({ name }) => varies(name)).map((window) => window.slice))
  for (let before = -1; before !== varying.size; ) {
    before = varying.size
    for (const { out, a, b } of instructions) if (varying.has(a) || varying.has(b)) varying.add(out)
  }
  const named = new Set(windows.map((window) => window.slice))
  const inner = [...varying].filter((slice) => !named.has(slice))
  const productOf = products()
  return (t, memory, count) => {
    for (const { name, dt, slice } of windows) {
      slice.data = memory(name).data
      slice.at = dt === null ? 0 : (t + dt) * slice.size
    }
    for (const slice of inner)
      if (slice.data.length < count * slice.size) slice.data = new Float64Array(count * slice.size)
    for (const { value, out, a, b } of instructions) {
      const transposed = value === op('matvec').value
      if (!varying.has(out)) value(out, a, b)
      else if ((transposed || value === op('matvecT').value) && !varying.has(a)) {
        const W = a.data.subarray(a.at, a.at + a.size)
        const factor = transposed ? transpose(W, out.size) : W
        out.data.set(productOf(count, b.size, out.size)(b.data, factor))
      } else eachRow(count, () => value(out, a, b), [out, a, b])
    }
  }

  function eachRow(count: number, act: () => void, slices: readonly Slice[]): void {
    const moving = [...new Set(slices)].filter((slice) => varying.has(slice))
    for (let row = 0; row < count; row++) {
      act()
      for (const slice of moving) slice.at += slice.size
    }
    for (const slice of moving) slice.at = 0
  }
}

/** Multipliers by their sizes, each made when it is first asked for. */
export function products(): typeof multiplier {
  const made = new Map<string, Product>()
  return (...sizes) => {
    const key = sizes.join()
    const found = made.get(key) ?? multiplier(...sizes)
    made.set(key, found)
    return found
  }
}

/** The matrix of so many rows with its axes exchanged. */
function transpose(W: Float64Array, rows: number): Float64Array {
  const columns = W.length / rows
  const out = new Float64Array(W.length)
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = W[i * columns + j]!
  return out
}
