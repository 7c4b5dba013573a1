/** Indices of single elements: numbers, and the letters of sums. */
import { type Expr, type Sym, same, shift } from '../algebra/expression.ts'
import { shapeOf } from '../algebra/shape.ts'
import { type Ties, ties } from '../algebra/ties.ts'
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

/** How the elements of e are tied to those of s, where e is a symbol by its equation. */
export function tiesOf({ net, equation }: Lines, e: Expr, s: Sym): Ties {
  const rank = (part: Expr) => shapeOf(part, (name) => net.info(name).shape).length
  const body = e.kind === 'symbol' && !same(e, s) ? shift(equation(e.name)!.expr, e.dt ?? 0) : e
  return ties(body, s, rank) ?? []
}
