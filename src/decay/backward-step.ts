/** One timestep of the backward pass as a function of the gradient that arrives: the adjoints of the cell, without the loss. */
import { type Assignment, compile, type Layout, type Memory, type Storage } from '../algebra/evaluate.ts'
import { shift, sumOf, symbol } from '../algebra/expression.ts'
import { gradientOf, ofGradient } from '../algebra/names.ts'
import { forRows, products, type RowProgram } from '../algebra/rows.ts'
import type { Network } from '../cell/network.ts'
import { size } from '../tensor/tensor.ts'
import type { Run } from '../trace/frame.ts'
import { type RunPlan, runPlanOf } from '../trace/plan.ts'
import {
  arriving,
  columnsOf,
  type JacobianParts,
  jacobianPartsOf,
  matrixOf,
  timesColumns,
} from './jacobian-parts.ts'
import { type StatePlace, sizeOfStates, statePlaces, statesOf } from './states.ts'

export interface BackwardStep {
  readonly states: readonly StatePlace[]
  /** how many numbers all states have together: the length of a row */
  readonly size: number
  /** M J_t for a matrix M of any number of rows: each row is a gradient of the state at t, and becomes one of the state at t − 1 */
  readonly rows: (t: number, M: Float64Array) => Float64Array
  /** the same, through the parts of J_t where it has such: the fast way for many rows */
  readonly times: (t: number, M: Float64Array) => Float64Array
  /** J_t itself */
  readonly matrix: (t: number) => Float64Array
  /** the gradient of a symbol of the cell at t, of the last call of `rows` with one row */
  readonly gradient: (of: string) => Float64Array
}

interface Prepared {
  readonly program: RowProgram
  /** undefined where units act on each other on the way back */
  readonly parts: JacobianParts | undefined
  /** the memory of the symbols that the step back writes (gradients, arriving and leaving); undefined for symbols of the run */
  readonly own: (name: string) => Layout | undefined
}

const prepared = new WeakMap<Network, Map<RunPlan, Prepared>>()

export function backwardStepOf({ net, memory, problem }: Run): BackwardStep {
  const plan = runPlanOf(net, problem.model)
  const ofNet = prepared.get(net) ?? new Map<RunPlan, Prepared>()
  prepared.set(net, ofNet)
  const made = ofNet.get(plan) ?? prepare(net, plan.layout)
  ofNet.set(plan, made)
  const { program, parts, own } = made
  const states = statePlaces(net, problem.model)
  const S = sizeOfStates(states)
  const storages = new Map<string, Storage>()
  const productOf = products()

  /** What is written going back, with room for so many rows; and what the run has computed. */
  const room =
    (count: number): Memory =>
    (name) => {
      const layout = own(name)
      if (!layout) return memory(name)
      const found = storages.get(name)
      const length = count * size(layout.shape)
      if (found && found.data.length >= length) return found
      const made = { ...layout, data: new Float64Array(length) }
      storages.set(name, made)
      return made
    }

  const rows: BackwardStep['rows'] = (t, M) => {
    const count = M.length / S
    const both = room(count)
    const out = new Float64Array(M.length)
    for (const { name, at, size } of states)
      for (let row = 0; row < count; row++)
        both(arriving(name)).data.set(M.subarray(row * S + at, row * S + at + size), row * size)
    program(t, both, count)
    for (const { name, at, size } of states)
      for (let row = 0; row < count; row++)
        out.set(both(leaving(name)).data.subarray(row * size, (row + 1) * size), row * S + at)
    return out
  }
  const columns = parts && columnsOf(parts, states, room(1))
  return {
    states,
    size: S,
    rows,
    times: (t, M) => {
      if (!columns) return rows(t, M)
      return timesColumns(M, columns(t), states, (A, B, n) => productOf(M.length / S, S, n)(A, B))
    },
    matrix: (t) => (columns ? matrixOf(columns(t), states) : rows(t, identity(S))),
    gradient: (of) => {
      const { data, shape } = room(1)(gradientOf(of))
      return data.slice(0, size(shape))
    },
  }
}

/** What step t sends to a state of the timestep before it. */
const leaving = (state: string) => `leaving ${state}`

/** The adjoints at t, in their order, a state's terms from t + 1 replaced by what arrives; then those terms of the states at t − 1. */
function prepare(net: Network, layout: (name: string) => Layout): Prepared {
  const states = statesOf(net)
  const adjoints = net.adjoints.filter(({ of }) => net.cell.some((eq) => eq.symbol === of))
  const inHead = (via: string) => net.head.some((eq) => eq.symbol === via)
  const at = adjoints.map(({ of, terms }): Assignment => {
    const inside = terms.filter(({ via, dt }) => dt === 0 && !inHead(via)).map(({ expr }) => expr)
    const sum = sumOf(states.includes(of) ? [symbol(arriving(of), null), ...inside] : inside)
    return { symbol: symbol(gradientOf(of)), expr: sum }
  })
  const sent = new Map(
    states.map((state) => {
      const terms = adjoints.find(({ of }) => of === state)?.terms ?? []
      return [state, terms.filter(({ dt }) => dt === 1).map(({ expr }) => shift(expr, -1))]
    }),
  )
  const before = states.map(
    (state): Assignment => ({ symbol: symbol(leaving(state), null), expr: sumOf(sent.get(state)!) }),
  )
  const ofStates = new Map(
    states.flatMap((state) => {
      const { shape } = layout(state)
      return [arriving(state), leaving(state)].map((name) => [name, { shape, timed: false }] as const)
    }),
  )
  const own = (name: string): Layout | undefined => {
    const of = ofGradient(name)
    return of === undefined ? ofStates.get(name) : { shape: layout(of).shape, timed: false }
  }
  const known = (name: string) => own(name) ?? layout(name)
  const parts = jacobianPartsOf(at, sent, known)
  const program = forRows(compile([...at, ...before], known), (name) => own(name) !== undefined)
  return { program, parts, own: (name) => own(name) ?? parts?.layouts.get(name) }
}

/** The identity matrix, n × n. */
export function identity(n: number): Float64Array {
  const I = new Float64Array(n * n)
  for (let i = 0; i < n; i++) I[i * n + i] = 1
  return I
}
