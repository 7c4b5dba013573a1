/** What several rows share: functions of each element, ranges, expressions of pull-backs. */
import { apply, type Expr } from '../expression.ts'
import type { Op } from './operation.ts'

export const e = {
  mul: (a: Expr, b: Expr) => apply('mul', a, b),
  scale: (s: Expr, a: Expr) => apply('scale', s, a),
  neg: (a: Expr) => apply('neg', a),
  oneMinus: (a: Expr) => apply('oneMinus', a),
}

/** An operation on each element alone. */
export function each(f: (a: number) => number): Op['value'] {
  return (out, a) => {
    for (let i = 0; i < out.size; i++) out.data[out.at + i] = f(a.data[a.at + i]!)
  }
}

/** The larger of two numbers, the first where they are equal; NaN where one is. */
export function larger(a: number, b: number): number {
  return a >= b || Number.isNaN(a) ? a : b
}

/** What results lie between. */
export const anything: Op['range'] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
export const notNegative: Op['range'] = [0, Number.POSITIVE_INFINITY]
export const upToOne: Op['range'] = [0, 1]
