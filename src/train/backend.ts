/** What computes: where numbers are kept, and how programs over them are run. */
import type { Program } from '../algebra/evaluate.ts'
import type { Numbers } from '../tensor/kernels.ts'
import { type Room, type RowProgram, rowProgram } from './rows.ts'
import { type OuterSum, plainOuterSum, plainRowSum, type RowSum } from './weight-sums.ts'

export interface Backend {
  readonly make: (length: number) => Numbers
  /** called when the weights have been set, before a run */
  readonly begin: () => void
  readonly program: (program: Program, room: Room) => RowProgram
  readonly outer: (m: number, n: number) => OuterSum
  readonly sumRows: (n: number) => RowSum
}

/** Plain TypeScript, in one of the two precisions. */
export function plainBackend(precision: 'float32' | 'float64'): Backend {
  const make = (length: number) =>
    precision === 'float32' ? new Float32Array(length) : new Float64Array(length)
  return {
    make,
    begin: () => undefined,
    program: (program, room) => rowProgram(program, room, make),
    outer: plainOuterSum,
    sumRows: plainRowSum,
  }
}
