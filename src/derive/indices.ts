/** Indices of single elements: numbers, and the letters of sums. */
import { type Apply, type Expr, same, shift } from '../algebra/expression.ts'
import { contains } from './local.ts'
import type { Lines } from './net.ts'

export type Index = readonly (number | string)[]

const letters = ['j', 'k', 'l', 'm', 'n', 'q', 'r', 'u', 'v']

/** The letter of a sum inside `depth` other sums. */
export function letterAt(depth: number): string {
  return letters[depth] ?? `j_{${depth}}`
}

/** [0], [0,j]; the first element is called `count`. */
export function indexTex(index: Index, count: number): string {
  if (index.length === 0) return ''
  return `[${index.map((i) => (typeof i === 'number' ? i + count : i)).join(',')}]`
}

/**
 * Which elements of e one element of s acts on: the same one ('each'), the one of its row ('row': s is a matrix that multiplies a vector),
 * or several, or the only one that there is ('all').
 */
export type Relation = 'each' | 'row' | 'all'

export function relation(lines: Lines, e: Expr, s: Expr): Relation {
  if (same(e, s)) return 'each'
  if (e.kind === 'number') return 'each'
  if (e.kind === 'symbol') return relation(lines, shift(lines.equation(e.name).expr, e.dt ?? 0), s)
  const found = e.args.flatMap((arg, i) => (contains(arg, s) ? [through(lines, e, i, s)] : []))
  return found.every((way) => way === found[0]) ? (found[0] ?? 'each') : 'all'
}

/** Through operand i of an operation. */
function through(lines: Lines, e: Apply, i: number, s: Expr): Relation {
  switch (e.op) {
    case 'add':
    case 'sub':
    case 'neg':
    case 'oneMinus':
    case 'mul':
    case 'square':
    case 'sigmoid':
    case 'tanh':
    case 'relu':
    case 'exp':
      return relation(lines, e.args[i]!, s)
    case 'scale':
      return i === 1 ? relation(lines, e.args[1]!, s) : 'all'
    case 'div':
      return i === 0 ? relation(lines, e.args[0]!, s) : 'all'
    case 'matvec':
      return i === 0 && same(e.args[0]!, s) ? 'row' : 'all'
    default:
      return 'all'
  }
}
