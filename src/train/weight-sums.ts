/** What is summed over time: the gradients of weights, over all rows too, and the values of a row that have no time. */
import { compile, type Layout } from '../algebra/evaluate.ts'
import { apply, type Expr, isApply, type Sym, symbol } from '../algebra/expression.ts'
import { shapeOf } from '../algebra/shape.ts'
import { type Numbers, outerSum, slice } from '../tensor/kernels.ts'
import { size } from '../tensor/tensor.ts'
import type { Backend } from './backend.ts'
import type { Room, RowProgram } from './rows.ts'

/** Adds what the rows at the timesteps from … to bring. */
export type TimeSum = (from: number, to: number, rows: number) => void

/** out += Σ u vᵀ over `count` pairs of vectors that stand one after another, from uAt and vAt on. */
export type OuterSum = (out: Numbers, u: Numbers, uAt: number, v: Numbers, vAt: number, count: number) => void

/** out += the rows that stand one after another from `at` on. */
export type RowSum = (out: Numbers, data: Numbers, at: number, count: number) => void

/** Sums of outer products of vectors of m and n numbers, by plain loops. */
export function plainOuterSum(m: number, n: number): OuterSum {
  const sum = slice(new Float64Array(m * n), [m, n])
  return (out, u, uAt, v, vAt, count) => {
    outerSum(sum, slice(u, [m], uAt), slice(v, [n], vAt), count)
    for (let i = 0; i < out.length; i++) out[i] = out[i]! + sum.data[i]!
  }
}

/** Sums of rows of n numbers, by a plain loop. */
export function plainRowSum(n: number): RowSum {
  const sum = new Float64Array(n)
  return (out, data, at, count) => {
    sum.fill(0)
    for (let row = 0, k = at; row < count; row++) for (let i = 0; i < n; i++, k++) sum[i] = sum[i]! + data[k]!
    for (let i = 0; i < n; i++) out[i] = out[i]! + sum[i]!
  }
}

/** A sum over time and rows, of one term of a weight's gradient, into `out`. */
export function weightSum(
  expr: Expr,
  out: Numbers,
  room: Room,
  layout: (name: string) => Layout,
  backend: Backend,
): TimeSum {
  const isRow = (e: Expr | undefined): e is Sym =>
    e?.kind === 'symbol' && e.dt !== null && room.store(e.name).timed
  if (isApply(expr, 'outer') && isRow(expr.args[0]) && isRow(expr.args[1])) {
    const [a, b] = expr.args as [Sym, Sym]
    const [u, v] = [room.store(a.name), room.store(b.name)]
    const add = backend.outer(u.size, v.size)
    return (from, to, rows) => {
      const at = (dt: number | null, n: number) => (from + dt!) * rows * n
      add(out, u.data, at(a.dt, u.size), v.data, at(b.dt, v.size), (to - from + 1) * rows)
    }
  }
  const shape = shapeOf(expr, (name) => layout(name).shape) as number[]
  const n = size(shape)
  const add = backend.sumRows(n)
  if (isRow(expr)) {
    const { data } = room.store(expr.name)
    return (from, to, rows) => add(out, data, (from + expr.dt!) * rows * n, (to - from + 1) * rows)
  }
  const { run, data } = evaluated(expr, shape, room, layout, backend)
  return (from, to, rows) => {
    for (let t = from; t <= to; t++) {
      run(t, rows)
      add(out, data, 0, rows)
    }
  }
}

/** Any expression, evaluated for all rows into room of its own. */
export function evaluated(
  expr: Expr,
  shape: readonly number[],
  room: Room,
  layout: (name: string) => Layout,
  backend: Backend,
): { readonly run: RowProgram; readonly data: Numbers } {
  const n = size(shape)
  const into = { data: room.temporary(n), shape, size: n, varies: true, timed: false, within: false }
  const program = compile([{ symbol: symbol('', null), expr }], (name) =>
    name === '' ? { shape, timed: false } : layout(name),
  )
  const store: Room['store'] = (name) => (name === '' ? into : room.store(name))
  return { run: backend.program(program, { ...room, store }), data: into.data }
}

/** A sum over time alone, of an expression that has a value for each row, added to the value of a name without a time. */
export function rowTimeSum(
  name: string,
  expr: Expr,
  room: Room,
  layout: (name: string) => Layout,
  backend: Backend,
): TimeSum {
  const sum = symbol(name, null)
  const run = backend.program(compile([{ symbol: sum, expr: apply('add', sum, expr) }], layout), room)
  return (from, to, rows) => {
    for (let t = from; t <= to; t++) run(t, rows)
  }
}
