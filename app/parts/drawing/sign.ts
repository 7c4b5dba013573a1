/** How an operation is written in its node. */
import { apply, type Expr, symbol, text } from '../../../src/index.ts'

/** Signs that are shorter than the operation's name in a formula. */
const signs: Readonly<Record<string, string>> = {
  add: '+',
  sub: '−',
  neg: '−',
  mul: '⊙',
  ratio: '⊘',
  div: '÷',
  scale: '·',
  matvec: '×',
  matvecT: 'ᵀ×',
  outer: '⊗',
  dot: 'ᵀ·',
  oneMinus: '1 −',
  sigmoid: 'σ',
  square: '(·)²',
  sqrt: '√',
  sum: 'Σ',
  abs: '|·|',
  rowScale: 'diag',
  pick: '[·]',
}

/** What becomes of the second operand where it is not treated as the first: it is subtracted, divides, or is laid down as a row. */
export const roleOfSecond = (op: string): string | undefined =>
  ({ sub: '−', ratio: '÷', div: '÷', outer: 'ᵀ' })[op]

/** The sign of an operation. */
export const signOf = (op: string): string => signs[op] ?? op

/** Operations whose second operand says only how large the result is. */
const sized = ['spread', 'fill', 'onehot']

/** What goes into an operation as a value. */
export const operands = (e: Expr): readonly Expr[] =>
  e.kind !== 'apply' ? [] : sized.includes(e.op) ? e.args.slice(0, 1) : e.args

/** The sign with what is constant in it: ⊙ u, 1 +, × 0.9; a dot where its value goes. */
export function constantPart(e: Expr, isConstant: (e: Expr) => boolean): string {
  if (e.kind !== 'apply') return pretty(text(e))
  const parts = operands(e)
  const at = parts.findIndex(isConstant)
  if (at < 0 || parts.length < 2) return signOf(e.op)
  const constant = short(parts[at]!)
  if (e.op === 'scale' || e.op === 'mul' || e.op === 'rowScale')
    return `${e.op === 'mul' ? '⊙' : e.op === 'rowScale' ? 'diag' : '×'} ${constant}`
  const sign = signs[e.op]
  if (sign && ['add', 'sub', 'ratio', 'div'].includes(e.op))
    return at === 0 ? `${constant} ${sign}` : `${sign} ${constant}`
  return partial(e, at)
}

/** A function of two operands, one of them constant: max(0, ·). */
function partial(e: Expr & { readonly kind: 'apply' }, at: number): string {
  return pretty(text(apply(e.op, ...e.args.map((arg, i) => (i === at ? arg : symbol('·'))))))
}

/** A formula with the signs of print. */
export const pretty = (written: string): string => written.replaceAll('-', '−').replaceAll('sqrt(', '√(')

/** A constant as it is read in little room. */
function short(e: Expr): string {
  const inner = e.kind === 'apply' && e.op === 'spread' ? e.args[0]! : e
  const written = pretty(text(inner))
  return inner.kind === 'apply' && !/^[\p{L}_]+\(.*\)$/u.test(written) ? `(${written})` : written
}
