/** Which elements of an expression one element of a symbol acts on. */
import { sent } from './adjoint.ts'
import { type Apply, type Expr, type Sym, same, symbol } from './expression.ts'
import { op } from './ops.ts'

/**
 * For each axis of an expression the axis of the symbol whose index it shares: [0] where element i acts on element i alone, [0, null] where it
 * acts on row i; null along an axis where it acts on all.
 */
export type SharedAxes = readonly (number | null)[]

/** How many axes an expression has. */
export type Rank = (e: Expr) => number

/** The operands of an operation through which a change reaches its result; one that tells a size alone is none. */
export function acting(e: Apply): readonly Expr[] {
  return sent(e, symbol('g'), e).map(({ to }) => to)
}

/** Does a change of the part reach the value of the expression? */
export function reaches(part: Expr, e: Expr): boolean {
  return same(e, part) || (e.kind === 'apply' && acting(e).some((arg) => reaches(part, arg)))
}

/** How the elements of e are tied to those of s; undefined where e does not read s. */
export function sharedAxes(e: Expr, s: Sym, rank: Rank): SharedAxes | undefined {
  if (same(e, s)) return axes(rank(e))
  if (e.kind !== 'apply') return undefined
  const operands = acting(e)
  const ways = e.args.flatMap((arg, i) => {
    const inner = operands.includes(arg) ? sharedAxes(arg, s, rank) : undefined
    return inner ? [through(e, i, rank).map((axis) => (axis === null ? null : inner[axis]!))] : []
  })
  const [first, ...others] = ways
  return first?.map((axis, k) => (others.every((way) => way[k] === axis) ? axis : null))
}

/** Does each element of s act on the same element of e alone? */
export function isElementwise(e: Expr, s: Sym, rank: Rank): boolean {
  const found = sharedAxes(e, s, rank)
  return found === undefined || (rank(e) === rank(s) && found.every((axis, k) => axis === k))
}

const axes = (rank: number): SharedAxes => Array.from({ length: rank }, (_, k) => k)

/** The same through operand i of an operation, for the axes of that operand. */
function through(e: Apply, i: number, rank: Rank): SharedAxes {
  switch (e.op) {
    case 'matvec':
      return [i === 0 ? 0 : null]
    case 'matvecT':
      return [i === 0 ? 1 : null]
    case 'outer':
      return i === 0 ? [0, null] : [null, 0]
    case 'rowScale':
      return i === 0 ? [0, null] : [0, 1]
    case 'rowSum':
      return [0]
    default: {
      const n = rank(e)
      return !op(e.op).whole && rank(e.args[i]!) === n ? axes(n) : Array.from({ length: n }, () => null)
    }
  }
}
