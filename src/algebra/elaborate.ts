/** Text whose shapes are known, as an expression: the shapes choose the operations. */
import { apply, type Expr, number, symbol } from './expression.ts'
import { op } from './ops.ts'
import type { Syntax } from './syntax.ts'
import { fail } from './tokens.ts'

/** Has a piece of text so many axes? */
export type Ranks = (e: Syntax, rank: number) => boolean

/** The expression that a piece of text is. `timed` tells which names have a value at each timestep. */
export function elaborate(e: Syntax, has: Ranks, timed: (name: string) => boolean): Expr {
  const again = (piece: Syntax) => elaborate(piece, has, timed)
  const spread = (piece: Syntax, like: Syntax): Expr =>
    has(piece, 0) && !has(like, 0) ? apply('spread', again(piece), again(like)) : again(piece)
  switch (e.kind) {
    case 'number':
      return number(e.value)
    case 'name':
      return symbol(e.name, timed(e.name) ? e.dt : null)
    case 'minus': {
      const of = again(e.of)
      return of.kind === 'number' ? number(-of.value) : apply('neg', of)
    }
    case 'square':
      return apply('square', again(e.of))
    case 'index':
      return apply('pick', again(e.of), again(e.index))
    case 'call':
      if (e.args.length === 2 && !op(e.op).inner)
        return apply(e.op, spread(e.args[0]!, e.args[1]!), spread(e.args[1]!, e.args[0]!))
      return apply(e.op, ...e.args.map(again))
    case 'infix':
      return infix(e, has, again, spread)
    case 'product':
      return product(e, has, again)
    case 'transposed':
      return fail(e.at, { id: 'transposedProduct' })
  }
}

type Again = (piece: Syntax) => Expr
type InfixText = Syntax & { readonly kind: 'infix' }
type ProductText = Syntax & { readonly kind: 'product' }

function infix(
  { sign, left, right }: InfixText,
  has: Ranks,
  again: Again,
  spread: (piece: Syntax, like: Syntax) => Expr,
): Expr {
  if (sign === '-' && left.kind === 'number' && left.value === 1) return apply('oneMinus', again(right))
  if (sign === '+') return apply('add', spread(left, right), spread(right, left))
  if (sign === '-') return apply('sub', spread(left, right), spread(right, left))
  if (sign === '/')
    return has(right, 0)
      ? apply('div', again(left), again(right))
      : apply('ratio', spread(left, right), again(right))
  if (has(left, 0) === has(right, 0)) return apply('mul', again(left), again(right))
  return has(left, 0) ? apply('scale', again(left), again(right)) : apply('scale', again(right), again(left))
}

/** Side by side: a matrix and a vector, two vectors, a number and anything, a factor for each row. */
function product({ left, right }: ProductText, has: Ranks, again: Again): Expr {
  if (left.kind === 'transposed')
    return apply(has(left.of, 2) ? 'matvecT' : 'dot', again(left.of), again(right))
  if (right.kind === 'transposed') return apply('outer', again(left), again(right.of))
  if (left.kind === 'call' && op(left.op).before) return apply(left.op, again(left.args[0]!), again(right))
  if (has(left, 0)) return apply('scale', again(left), again(right))
  return has(right, 0)
    ? apply('scale', again(right), again(left))
    : apply('matvec', again(left), again(right))
}
