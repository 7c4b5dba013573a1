/**
 * THE table of operations. Each row says everything about one operation: the shape of its result, its value,
 * its pull-back, how it binds, and how it is written. Evaluation, differentiation, typesetting, code and the
 * parser are interpreters over this table, so that a new operation is a new row.
 */
import { type Slice, slice } from '../tensor/kernels.ts'
import { size } from '../tensor/tensor.ts'
import { arithmetic } from './ops/arithmetic.ts'
import { classes } from './ops/classes.ts'
import { functions } from './ops/functions.ts'
import { halves } from './ops/halves.ts'
import { kinks } from './ops/kinks.ts'
import type { Op } from './ops/operation.ts'
import { products } from './ops/products.ts'
import { alike, asIs } from './ops/shapes.ts'

export { type Op, type OpRule, opRules, type Shape, type TreeLayout } from './ops/operation.ts'

const table = { ...arithmetic, ...products, ...functions, ...kinks, ...classes, ...halves }

type Table = typeof table
/** Operations of the engine alone, which no cell writes. */
type Inner = {
  [Name in keyof Table]: Table[Name] extends { readonly inner: true } ? Name : never
}[keyof Table]
/** Every operation that the equations of a cell can have. */
export type CellOp = Exclude<keyof Table, Inner>

/** The row of every operation, by its name. */
export const ops: Readonly<Record<string, Op>> = table

/** The row of an operation. */
export function op(name: string): Op {
  const row = ops[name]
  if (!row) throw new Error(`unknown operation ${name}, expected one of ${Object.keys(ops).join(', ')}`)
  return row
}

/** The value of an operation, in memory of its own; one of a single operand takes no notice of `b`. */
export function applied(name: string, a: Slice, b: Slice): Slice {
  const row = op(name)
  const shape = row.shape(a.shape, b.shape) as number[]
  const out = slice(new Float64Array(size(shape)), shape)
  row.value(out, a, b)
  return out
}

/** Does each element of the result depend on the elements at the same place alone, of operands that all have its shape? */
export function isElementwise(name: string): boolean {
  const { shape, whole } = op(name)
  return !whole && (shape === asIs || shape === alike)
}

/** Is the result of a function of a vector a vector like it? */
export function givesVector(name: string): boolean {
  const row = op(name)
  return arity(row) === 1 && row.shape(['n']).length === 1
}

/** The functions that a cell's equations can call, each by the first of its names. */
export const functionNames: readonly string[] = Object.values(ops).flatMap(({ call, inner }) =>
  call && !inner ? [call[0]!] : [],
)

/** The functions of one operand that act on each element alone: what each is called in equations, by the name of its row. */
export const elementwiseFunctions: ReadonlyMap<string, string> = new Map(
  Object.entries(ops).flatMap(([name, row]) =>
    row.call && !row.inner && arity(row) === 1 && isElementwise(name) ? [[name, row.call[0]!] as const] : [],
  ),
)

/** The number of operands of an operation: those that its text names; a `transparent` one has a second, which gives the size alone. */
export function arity(row: Op): number {
  return row.transparent || row.text.includes('{1}') ? 2 : 1
}
