/**
 * What one timestep does to the gradient: the Jacobian of the state (h_t, C_t) with respect to (h_{t−1}, C_{t−1}), pulled out of the
 * engine's own adjoints, a row at a time, with a 1 as the gradient of one unit. h_t and C_t are coordinates of their own here: what C_t
 * does to h_t of the same timestep belongs to the row of h_t, so that products of Jacobians transport the gradient over many steps.
 */
import { total } from '../algebra/adjoint.ts'
import { evaluate, type Memory, type Storage } from '../algebra/evaluate.ts'
import { type Expr, ofGradient, shift, substitute } from '../algebra/expression.ts'
import type { Network } from '../cell/network.ts'
import { matmulColumns } from '../tensor/kernels.ts'
import { type Complex, eigenvalues, modulus, singularValues } from '../tensor/spectrum.ts'
import type { Run } from '../trace/frame.ts'
import { identity, pullOf, statesOf } from './pull.ts'

/** A matrix over the units of all states, row-major: rows h_1 … h_H, C_1 … C_H at the later timestep, columns at the earlier. */
export interface Jacobian {
  /** h, C; h alone */
  readonly states: readonly string[]
  /** H */
  readonly units: number
  /** the number of rows and of columns: units × states */
  readonly size: number
  readonly data: Float64Array
}

/** J_t = ∂(h_t, C_t) / ∂(h_{t−1}, C_{t−1}), t in 1 … T. Of a truncated net: what its gradient takes for it. */
export function jacobian(run: Run, t: number): Jacobian {
  return product(run, t - 1, t)
}

/** J_to J_{to−1} … J_{from+1} = ∂(h_to, C_to) / ∂(h_from, C_from); the identity where from = to. `told` hears of each step. */
export function product(run: Run, from: number, to: number, told?: (t: number) => void): Jacobian {
  for (const { t, jacobian } of productsTo(run, to)) {
    if (t === from) return jacobian
    told?.(t)
  }
  throw new Error(`expected a timestep from 0 to ${to}, got ${from}`)
}

/** The products that lead to timestep `to` (T if not given), one step further back each time: t = to (the identity), to − 1, …, 0. */
export function* productsTo(
  run: Run,
  to: number = run.T,
): Generator<{ readonly t: number; readonly jacobian: Jacobian }> {
  const { matrix, states, size } = pullOf(run)
  const units = run.problem.model.hiddenSize
  let data = identity(size)
  for (let t = to; t >= 0; t--) {
    yield { t, jacobian: { states, units, size, data } }
    if (t > 0) data = t === to ? matrix(t) : times(data, matrix(t), size, units)
  }
}

/** A J. Of the states at t − 1, one that is kept unit by unit (C) has a J that is 0 off the diagonals of its blocks: there few products are left. */
function times(A: Float64Array, J: Float64Array, size: number, units: number): Float64Array {
  const out = new Float64Array(size * size)
  const columns = new Float64Array(units * size)
  for (let from = 0; from < size; from += units) {
    if (isDiagonal(J, size, units, from)) {
      for (let i = 0; i < size; i++)
        for (let block = 0; block < size; block += units)
          for (let j = 0; j < units; j++) {
            const at = i * size + from + j
            const k = block + j
            out[at] = out[at]! + A[i * size + k]! * J[k * size + from + j]!
          }
    } else {
      for (let k = 0; k < size; k++)
        for (let j = 0; j < units; j++) columns[j * size + k] = J[k * size + from + j]!
      matmulColumns(out, A, columns, size, from, units)
    }
  }
  return out
}

/** Are all blocks of the columns from `from` on 0 off their diagonals? */
function isDiagonal(J: Float64Array, size: number, units: number, from: number): boolean {
  for (let k = 0; k < size; k++)
    for (let j = 0; j < units; j++) if (j !== k % units && J[k * size + from + j] !== 0) return false
  return true
}

/**
 * One gradient carried over one step: `g` = ∂L/∂(h_t, C_t) as the steps after t send it; gives what step t sends to (h_{t−1}, C_{t−1}),
 * and the gradients that the trace calls d:h@t and d:C@t, in which C_t also has what it does to h_t.
 */
export function transported(
  run: Run,
  t: number,
  g: Float64Array,
): { readonly before: Float64Array; readonly totals: Record<string, Float64Array> } {
  const pull = pullOf(run)
  const before = pull.rows(t, g)
  const totals = Object.fromEntries(pull.states.map((state) => [state, pull.gradient(state)]))
  return { before, totals }
}

/** One block, H × H, row-major: block(J, 'C', 'h') = ∂C_t/∂h_{t−1}. */
export function block({ states, units, size, data }: Jacobian, of: string, by: string): Float64Array {
  const [row, column] = [states.indexOf(of) * units, states.indexOf(by) * units]
  const out = new Float64Array(units * units)
  for (let i = 0; i < units; i++)
    out.set(data.subarray((row + i) * size + column, (row + i) * size + column + units), i * units)
  return out
}

export interface Spectrum {
  /** largest first; the first is the most that a gradient can grow */
  readonly singularValues: Float64Array
  /** largest modulus first */
  readonly eigenvalues: readonly Complex[]
  /** the largest modulus of an eigenvalue */
  readonly radius: number
}

/** NaN throughout where the matrix is not finite. */
export function spectrum({ size, data }: Pick<Jacobian, 'size' | 'data'>): Spectrum {
  const values = eigenvalues(size, data)
  return {
    singularValues: singularValues(size, data),
    eigenvalues: values,
    radius: values[0] ? modulus(values[0]) : 0,
  }
}

/**
 * The stepFactors of each unit at timestep t: `carry` along the state that is kept, ∂C_t/∂C_{t−1} with the gates held (f; in a GRU z, of h),
 * and `output`, ∂h_t/∂C_t with the gates held: o (1 − tanh² C). Absent where the cell has none.
 */
export function stepFactors(
  of: Run,
  t: number,
): { readonly carry?: Float64Array; readonly output?: Float64Array } {
  const { net, memory, problem } = of
  const H = problem.model.hiddenSize
  // With a gradient of 1 in every unit, what a term sends is its factor.
  const ones: Storage = { data: new Float64Array(H).fill(1), shape: [H], timed: false }
  const withOnes: Memory = (name) => (ofGradient(name) === undefined ? memory(name) : ones)
  const kept = statesOf(net).at(-1)!
  const factor = (via: string, dt: number) => {
    const term = net.adjoints.find((a) => a.of === kept)?.terms.find((e) => e.via === via && e.dt === dt)
    return term && evaluate(shift(spelled(term.expr, net), -dt), withOnes, t)
  }
  const [carry, output] = [factor(kept, 1), kept === 'h' ? undefined : factor('h', 0)]
  return { ...(carry ? { carry } : {}), ...(output ? { output } : {}) }
}

/** The expression with the gradients that have no name of their own, such as that of tanh C, spelled out. */
function spelled(e: Expr, net: Network): Expr {
  return substitute(e, (s) => {
    const silent = net.adjoints.find((adjoint) => adjoint.symbol === s.name && adjoint.silent)
    return silent ? shift(spelled(total(silent), net), s.dt ?? 0) : s
  })
}
