/** The gradients of weights: what each row adds at each timestep, summed over both. */
import { compile, type Layout } from '../algebra/evaluate.ts'
import { type Expr, isApply, type Sym, symbol } from '../algebra/expression.ts'
import { shapeOf } from '../algebra/shape.ts'
import { type Numbers, outerSum, slice } from '../tensor/kernels.ts'
import { size } from '../tensor/tensor.ts'
import type { WeightTerm } from './passes.ts'
import { type Room, rowProgram } from './rows.ts'

/** Adds what the rows at the timesteps from … to bring to the gradient of one weight. */
export type WeightSum = (from: number, to: number, rows: number) => void

/** out += Σ u vᵀ over `count` pairs of vectors that stand one after another, from uAt and vAt on. */
export type OuterSum = (out: Numbers, u: Numbers, uAt: number, v: Numbers, vAt: number, count: number) => void

/** Sums of outer products of vectors of m and n numbers, by plain loops. */
export function plainOuterSum(m: number, n: number): OuterSum {
  const sum = slice(new Float64Array(m * n), [m, n])
  return (out, u, uAt, v, vAt, count) => {
    outerSum(sum, slice(u, [m], uAt), slice(v, [n], vAt), count)
    for (let i = 0; i < out.length; i++) out[i] = out[i]! + sum.data[i]!
  }
}

/** The sum for one term of a weight's gradient, into `out`. */
export function weightSum(
  { expr }: WeightTerm,
  out: Numbers,
  room: Room,
  layout: (name: string) => Layout,
  outer: (m: number, n: number) => OuterSum = plainOuterSum,
): WeightSum {
  const isRow = (e: Expr | undefined): e is Sym => e?.kind === 'symbol' && room.store(e.name).varies
  if (isApply(expr, 'outer') && isRow(expr.args[0]) && isRow(expr.args[1])) {
    const [a, b] = expr.args as [Sym, Sym]
    const [u, v] = [room.store(a.name), room.store(b.name)]
    const add = outer(u.size, v.size)
    return (from, to, rows) => {
      const at = (dt: number | null, n: number) => (from + dt!) * rows * n
      add(out, u.data, at(a.dt, u.size), v.data, at(b.dt, v.size), (to - from + 1) * rows)
    }
  }
  if (isRow(expr)) {
    const { data } = room.store(expr.name)
    const n = out.length
    return (from, to, rows) => addRows(out, data, (from + expr.dt!) * rows * n, (to - from + 1) * rows)
  }
  return wholeTerm(expr, out, room, layout)
}

/** Any other term: evaluated for all rows at each timestep. */
function wholeTerm(expr: Expr, out: Numbers, room: Room, layout: (name: string) => Layout): WeightSum {
  const shape = shapeOf(expr, (name) => layout(name).shape) as number[]
  const n = size(shape)
  const added = { data: room.temporary(n), shape, size: n, varies: true, timed: false }
  const program = compile([{ symbol: symbol('', null), expr }], (name) =>
    name === '' ? { shape, timed: false } : layout(name),
  )
  const run = rowProgram(program, { ...room, store: (name) => (name === '' ? added : room.store(name)) })
  return (from, to, rows) => {
    for (let t = from; t <= to; t++) {
      run(t, rows)
      addRows(out, added.data, 0, rows)
    }
  }
}

/** out += the rows that stand one after another from `at` on. */
function addRows(out: Numbers, data: Numbers, at: number, count: number): void {
  const n = out.length
  for (let row = 0, k = at; row < count; row++) for (let i = 0; i < n; i++, k++) out[i] = out[i]! + data[k]!
}
