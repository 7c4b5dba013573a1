/**
 * What one timestep does to the gradient: the Jacobian of the state (h_t, C_t) with respect to (h_{t−1}, C_{t−1}), pulled out of the
 * engine's own adjoints, a row at a time, with a 1 as the gradient of one unit. h_t and C_t are coordinates of their own here: what C_t
 * does to h_t of the same timestep belongs to the row of h_t, so that products of Jacobians transport the gradient over many steps.
 */
import { type Complex, eigenvalues, modulus, singularValues } from '../tensor/spectrum.ts'
import type { Run } from '../trace/frame.ts'
import { backwardStepOf, identity } from './backward-step.ts'
import type { StatePlace } from './states.ts'

/** A matrix over the numbers of all states, row-major: rows h_1 … h_H, C_1 … C_H at the later timestep, columns at the earlier. */
export interface Jacobian {
  /** h, C; h alone; a state may be a number or a matrix too */
  readonly states: readonly StatePlace[]
  /** the number of rows and of columns */
  readonly size: number
  readonly data: Float64Array
}

/** J_t = ∂(h_t, C_t) / ∂(h_{t−1}, C_{t−1}), t in 1 … T. Of a truncated net: what its gradient takes for it. */
export function jacobian(run: Run, t: number): Jacobian {
  return product(run, t - 1, t)
}

/** J_to J_{to−1} … J_{from+1} = ∂(h_to, C_to) / ∂(h_from, C_from); the identity where from = to. */
export function product(run: Run, from: number, to: number): Jacobian {
  for (const { t, jacobian } of productsTo(run, to)) if (t === from) return jacobian
  throw new Error(`expected a timestep from 0 to ${to}, got ${from}`)
}

/** The products that lead to timestep `to` (T if not given), one step further back each time: t = to (the identity), to − 1, …, 0. */
export function* productsTo(
  run: Run,
  to: number = run.T,
): Generator<{ readonly t: number; readonly jacobian: Jacobian }> {
  const { matrix, times, states, size } = backwardStepOf(run)
  let data = identity(size)
  for (let t = to; t >= 0; t--) {
    yield { t, jacobian: { states, size, data } }
    if (t > 0) data = t === to ? matrix(t) : times(t, data)
  }
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
  const step = backwardStepOf(run)
  const before = step.rows(t, g)
  const totals = Object.fromEntries(step.states.map(({ name }) => [name, step.gradient(name)]))
  return { before, totals }
}

/**
 * ∂upper_t / ∂lower_t for the states of two layers at one timestep, with all states of the timestep before held: the way up through the
 * layers, row-major, a row for each number of the upper one.
 */
export function upward(run: Run, t: number, upper: string, lower: string): Float64Array {
  const step = backwardStepOf(run)
  const { at, size } = step.states.find(({ name }) => name === upper)!
  const rows = Array.from({ length: size }, (_, i) => {
    const one = new Float64Array(step.size)
    one[at + i] = 1
    step.rows(t, one)
    return step.gradient(lower)
  })
  return Float64Array.from(rows.flatMap((row) => [...row]))
}

/** One block, row-major, as many rows as `of` has numbers and as many columns as `by`: block(J, 'C', 'h') = ∂C_t/∂h_{t−1}. */
export function block({ states, size, data }: Jacobian, of: string, by: string): Float64Array {
  const place = (wanted: string) => {
    const found = states.find(({ name }) => name === wanted)
    if (!found) throw new Error(`expected one of ${states.map(({ name }) => name).join(', ')}, got ${wanted}`)
    return found
  }
  const [row, column] = [place(of), place(by)]
  const out = new Float64Array(row.size * column.size)
  for (let i = 0; i < row.size; i++) {
    const from = (row.at + i) * size + column.at
    out.set(data.subarray(from, from + column.size), i * column.size)
  }
  return out
}

/** Singular values and eigenvalues of a Jacobian. */
export interface Spectrum {
  /** largest first; the first is the most that a gradient can grow */
  readonly singularValues: Float64Array
  /** largest modulus first */
  readonly eigenvalues: readonly Complex[]
  /** the largest modulus of an eigenvalue */
  readonly radius: number
}

/**
 * The eigenvalues by size, the spectral radius and the largest singular value of a square matrix; NaN throughout where the matrix is not
 * finite.
 */
export function spectrum({ size, data }: Pick<Jacobian, 'size' | 'data'>): Spectrum {
  const values = eigenvalues(size, data)
  return {
    singularValues: singularValues(size, data),
    eigenvalues: values,
    radius: values[0] ? modulus(values[0]) : 0,
  }
}
