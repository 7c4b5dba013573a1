/** How a scalar equation reads: the terms of its sum, the factors of a term, the largest of many, and the whole as an expression to write. */

import { operation, type Part } from './element.ts'
import { apply, type Expr, number, sumOf, symbol } from './expression.ts'
import { withoutElement } from './names.ts'
import { givesVector, op } from './ops.ts'

/** A signed product of a sum. */
export interface ScalarTerm {
  /** with its sign */
  readonly value: number
  /** 1, or −1 for what is taken off */
  readonly sign: 1 | -1
  readonly factors: readonly Part[]
  /** the term's own name, where it has one */
  readonly ref: string | null
}

/** The terms of a sum, in the order in which they are added; of anything else the one term that it is. */
export function scalarTerms(part: Part): ScalarTerm[] {
  const collect = (p: Part, sign: 1 | -1, top: boolean): ScalarTerm[] => {
    const minus: 1 | -1 = sign === 1 ? -1 : 1
    if (p.kind === 'operation' && (p.ref === null || top)) {
      const [a, b] = p.args as [Part, Part]
      if (p.op === 'sum') return p.args.flatMap((arg) => collect(arg, sign, false))
      if (p.op === 'add') return [...collect(a, sign, false), ...collect(b, sign, false)]
      if (p.op === 'sub') return [...collect(a, sign, false), ...collect(b, minus, false)]
      if (p.op === 'neg') return collect(a, minus, false)
      if (p.op === 'oneMinus')
        return [...collect({ kind: 'number', value: 1, ref: null }, sign, false), ...collect(a, minus, false)]
    }
    return [{ value: sign * p.value, sign, factors: factors(p), ref: p.ref }]
  }
  return collect(part, 1, true)
}

/** The factors of a product, left to right; of anything else the one factor that it is. */
export function factors(part: Part): Part[] {
  if (part.kind === 'operation' && (part.op === 'mul' || part.op === 'scale'))
    return part.args.flatMap((arg) => (arg.ref === null ? factors(arg) : [arg]))
  if (part.kind === 'operation' && part.op === 'sum' && part.args.length === 1) return factors(part.args[0]!)
  return [part]
}

/** A sum of products of two named numbers: the first name and its number, the second name and its number. */
export function productsPart(products: readonly (readonly [string, number, string, number])[]): Part {
  const named = (ref: string, value: number): Part => ({ kind: 'number', ref, value })
  const list = products.map(([a, x, b, y]) => operation('mul', [named(a, x), named(b, y)]))
  return operation('sum', list)
}

/** A term as one product, with its sign. */
export function termPart({ sign, factors: list }: ScalarTerm): Part {
  const product = list.reduce((left, right) => operation('mul', [left, right]))
  return sign < 0 ? operation('neg', [product]) : product
}

/** The largest terms, by size, and what the rest of them add up to; all of them, in order, where there are no more than `most`. */
export function largest(
  terms: readonly ScalarTerm[],
  most: number,
): {
  readonly shown: readonly ScalarTerm[]
  readonly rest: { readonly count: number; readonly sum: number }
} {
  if (terms.length <= most) return { shown: terms, rest: { count: 0, sum: 0 } }
  const size = ({ value }: ScalarTerm) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : Math.abs(value))
  const sorted = [...terms].sort((a, b) => size(b) - size(a) || 0)
  const rest = sorted.slice(most)
  return {
    shown: sorted.slice(0, most),
    rest: { count: rest.length, sum: rest.reduce((sum, { value }) => sum + value, 0) },
  }
}

/**
 * The part as an expression over scalars, for writing: each named number is a symbol with its ref as name. A product of
 * numbers is written side by side, as in d:C@3[1] f@3[1].
 */
export function exprOf(part: Part): Expr {
  if (part.kind === 'number') return part.ref === null ? number(part.value) : symbol(part.ref, null)
  const [a, b] = part.args as [Part, Part]
  if (part.op === 'sum') return sumOf(part.args.map(exprOf))
  if (part.op === 'mul' || part.op === 'scale')
    return factors(part)
      .map(exprOf)
      .reduceRight((rest, factor) => apply('scale', factor, rest))
  if (part.op === 'pick') return exprOf(a)
  if (part.op === 'onehot') return apply('onehot', exprOf(a), number(part.element))
  if (op(part.op).whole) {
    const vector = symbol(a.ref === null ? '…' : withoutElement(a.ref), null)
    const value = apply(part.op, vector)
    // Elements are counted from 1, as in the names beside them.
    return givesVector(part.op) ? apply('pick', value, number(part.element + 1)) : value
  }
  // Of two numbers a division is a fraction.
  const name = part.op === 'ratio' ? 'div' : part.op
  return apply(name, exprOf(a), ...(b ? [exprOf(b)] : []))
}
