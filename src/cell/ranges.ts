/** Between which numbers a value lies, whatever the weights and the inputs are. */
import type { Equation } from '../algebra/equation.ts'
import { type Expr, isApply } from '../algebra/expression.ts'
import { op } from '../algebra/ops.ts'

/** The least and the most that a value can be. */
export type Range = readonly [least: number, most: number]

const anything: Range = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
const notNegative: Range = [0, Number.POSITIVE_INFINITY]

/** The range of each expression of a cell; what is carried from the timestep before may be anything. */
export function rangesOf(equations: readonly Equation[]): (e: Expr) => Range {
  const rangeOf = (e: Expr): Range => {
    if (e.kind === 'number') return [e.value, e.value]
    if (e.kind === 'symbol') {
      const eq = e.dt === 0 ? equations.find(({ symbol }) => symbol === e.name) : undefined
      return eq ? rangeOf(eq.expr) : anything
    }
    // A number that is spread over a shape is that number.
    if (op(e.op).transparent) return rangeOf(e.args[0]!)
    const [a, b] = e.args.map(rangeOf) as [Range, Range]
    if (isApply(e, 'add')) return [a[0] + b[0], a[1] + b[1]]
    if (isApply(e, 'sub')) return [a[0] - b[1], a[1] - b[0]]
    if (isApply(e, 'neg')) return [-a[1], -a[0]]
    if (isApply(e, 'max')) return [Math.max(a[0], b[0]), Math.max(a[1], b[1])]
    if (isApply(e, 'exp')) return [Math.exp(a[0]), Math.exp(a[1])]
    if (isApply(e, 'mul') || isApply(e, 'scale')) return productOf(a, b)
    const { range } = op(e.op)
    if (range === 'one minus') return [1 - a[1], 1 - a[0]]
    if (range !== 'as operands') return range
    return e.args.every((arg) => rangeOf(arg)[0] >= 0) ? notNegative : anything
  }
  return rangeOf
}

function productOf(a: Range, b: Range): Range {
  const corners = a.flatMap((x) => b.map((y) => (x === 0 || y === 0 ? 0 : x * y)))
  return [Math.min(...corners), Math.max(...corners)]
}
