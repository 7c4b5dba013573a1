/** Indices of single elements: numbers, and the letters of sums. */
import { type Expr, type Sym, same, shift } from '../algebra/expression.ts'
import { shapeOf } from '../algebra/shape.ts'
import { type SharedAxes, sharedAxes } from '../algebra/shared-axes.ts'
import { count } from '../print/number.ts'
import { fence, joined, letter, script, sign, type Tree } from '../print/tree.ts'
import type { Lines } from './net.ts'

export type Index = readonly (number | string)[]

const letters = ['j', 'k', 'l', 'm', 'n', 'q', 'r', 'u', 'v']

/** The letter of a sum inside `depth` other sums. */
export function letterAt(depth: number): string {
  return letters[depth] ?? `j${depth}`
}

/** The letter of a sum: j, or j with a number. */
export function letterTree(name: string): Tree {
  const [first = '', rest] = [name.slice(0, 1), name.slice(1)]
  return script(letter(first), rest === '' ? undefined : count(rest))
}

/** [0], [0,j]; the first element is called `first`. A number or a symbol without an axis has no index. */
export function indexTree(index: Index, first: number): Tree | undefined {
  if (index.length === 0) return undefined
  const places = index.map((i) => (typeof i === 'number' ? count(i + first) : letterTree(i)))
  return fence('[', joined(places, sign(',')), ']')
}

/** How the elements of e are tied to those of s, where e is a symbol by its equation. */
export function tiesOf({ net, equation }: Lines, e: Expr, s: Sym): SharedAxes {
  const rank = (part: Expr) => shapeOf(part, (name) => net.info(name).shape).length
  const body = e.kind === 'symbol' && !same(e, s) ? shift(equation(e.name)!.expr, e.dt ?? 0) : e
  return sharedAxes(body, s, rank) ?? []
}
