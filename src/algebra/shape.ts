import type { Expr } from './expression.ts'
import { ofGradient } from './names.ts'
import { op, type Shape } from './ops.ts'

/** The shape of each name; a gradient has the shape of what it belongs to. */
export type Shapes = (name: string) => Shape | undefined

/** The shape of an expression, in the letters of its symbols. Throws an Error where operands do not fit. */
export function shapeOf(e: Expr, shapes: Shapes): Shape {
  if (e.kind === 'number') return []
  if (e.kind === 'apply') return op(e.op).shape(...e.args.map((arg) => shapeOf(arg, shapes)))
  const shape = shapes(e.name) ?? shapes(ofGradient(e.name) ?? '')
  if (!shape) throw new Error(`expected a known symbol, got "${e.name}"`)
  return shape
}

/** A shape in numbers, given the size of each letter. */
export function sizesOf(shape: Shape, sizes: Readonly<Record<string, number>>): number[] {
  return shape.map((axis) => (typeof axis === 'number' ? axis : sizes[axis]!))
}
