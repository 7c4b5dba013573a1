/** One timestep of the backward pass as a function of the gradient that arrives: the adjoints of the cell, without the loss. */
import {
  type Assignment,
  bind,
  compile,
  type Layout,
  type Memory,
  type Program,
  run,
  type Storage,
} from '../algebra/evaluate.ts'
import { type Expr, gradientOf, isApply, ofGradient, shift, sumOf, symbol } from '../algebra/expression.ts'
import type { Network } from '../cell/network.ts'
import { size, tensor } from '../tensor/tensor.ts'
import type { Run } from '../trace/frame.ts'
import { planOf } from '../trace/plan.ts'

/** The states of a net, h first. */
export function statesOf(net: Network): string[] {
  return ['h', ...net.states.filter((state) => state !== 'h')]
}

export interface Pull {
  readonly states: readonly string[]
  /** units × states: the length of a row */
  readonly size: number
  /** M J_t for a matrix M of any number of rows: each row is a gradient of the state at t, and becomes one of the state at t − 1 */
  readonly rows: (t: number, M: Float64Array) => Float64Array
  /** J_t itself */
  readonly matrix: (t: number) => Float64Array
  /** the gradient of a symbol of the cell at t, after the last row */
  readonly gradient: (of: string) => Float64Array
}

interface Prepared {
  readonly program: Program
  /** what a step sends back, apart by the weights that send it; undefined where units act on each other on the way there */
  readonly parts: Parts | undefined
  /** what the program writes: gradients, and the seeds that it starts from */
  readonly own: (name: string) => Storage | undefined
}

/** Each term of what a state before the step is sent: v, or Wᵀ v; v is made unit by unit of what arrives. */
interface Parts {
  readonly program: Program
  readonly terms: readonly {
    readonly state: number
    readonly weight: string | null
    readonly vector: string
  }[]
}

const prepared = new WeakMap<Network, Map<number, Prepared>>()

export function pullOf({ net, memory, problem }: Run): Pull {
  const H = problem.model.hiddenSize
  const ofNet = prepared.get(net) ?? new Map<number, Prepared>()
  prepared.set(net, ofNet)
  // The steps back read nothing whose size is not H: inputs and outputs take no part.
  const made = ofNet.get(H) ?? prepare(net, planOf(net, problem.model).layout)
  ofNet.set(H, made)
  const { program, parts, own } = made
  const both: Memory = (name) => own(name) ?? memory(name)
  const states = statesOf(net)
  const S = H * states.length
  const rows: Pull['rows'] = (t, M) => {
    const out = new Float64Array(M.length)
    bind(program, both)
    for (let row = 0; row < M.length; row += S) {
      for (const [k, state] of states.entries())
        both(arriving(state)).data.set(M.subarray(row + k * H, row + (k + 1) * H))
      run(program, t)
      for (const [k, state] of states.entries()) out.set(both(leaving(state)).data, row + k * H)
    }
    return out
  }
  const matrix = (t: number) => (parts ? assembled(parts, t) : rows(t, identity(S)))

  /** With 1 arriving in every unit of one state, v is the factor of each unit: row i of Wᵀ's term is v[i] times row i of W. */
  function assembled({ program, terms }: Parts, t: number): Float64Array {
    const J = new Float64Array(S * S)
    bind(program, both)
    for (const [r, from] of states.entries()) {
      for (const state of states) both(arriving(state)).data.fill(state === from ? 1 : 0)
      run(program, t)
      for (const { state, weight, vector } of terms) {
        const v = both(vector).data
        const W = weight === null ? undefined : memory(weight).data
        for (let i = 0; i < H; i++) {
          const row = (r * H + i) * S + state * H
          if (!W) J[row + i] = J[row + i]! + v[i]!
          else for (let j = 0; j < H; j++) J[row + j] = J[row + j]! + v[i]! * W[i * H + j]!
        }
      }
    }
    return J
  }

  return { states, size: S, rows, matrix, gradient: (of) => both(gradientOf(of)).data.slice() }
}

/** What the steps after t send to a state at t, and what step t sends to the state before it. */
const arriving = (state: string) => `arriving ${state}`
const leaving = (state: string) => `leaving ${state}`
const part = (state: string, k: number) => `${leaving(state)} ${k}`

/** Does the expression hold a product with a matrix, in which units act on each other? */
const mixes = (e: Expr): boolean =>
  e.kind === 'apply' && (e.op === 'matvec' || e.op === 'matvecT' || e.op === 'outer' || e.args.some(mixes))

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
  const sent = states.map((state) => {
    const terms = adjoints.find(({ of }) => of === state)?.terms ?? []
    return terms.filter(({ dt }) => dt === 1).map(({ expr }) => shift(expr, -1))
  })
  const before = states.map(
    (state, k): Assignment => ({ symbol: symbol(leaving(state), null), expr: sumOf(sent[k]!) }),
  )
  const storages = new Map<string, Storage>()
  const own = (name: string) => {
    const state = states.find((each) => name === arriving(each) || name.startsWith(leaving(each)))
    if (state === undefined && ofGradient(name) === undefined) return undefined
    const found = storages.get(name)
    if (found) return found
    const { shape } = layout(state ?? name)
    const made = { ...tensor(shape, new Float64Array(size(shape))), timed: false }
    storages.set(name, made)
    return made
  }
  const known = (name: string) => own(name) ?? layout(name)
  return { program: compile([...at, ...before], known), parts: partsOf(states, at, sent, known), own }
}

function partsOf(
  states: readonly string[],
  at: readonly Assignment[],
  sent: readonly (readonly Expr[])[],
  known: (name: string) => Layout,
): Parts | undefined {
  if (at.some(({ expr }) => mixes(expr))) return undefined
  const parts = sent.flatMap((terms, state) =>
    terms.map((expr, k) => {
      const [W, v] = isApply(expr, 'matvecT') ? expr.args : []
      const through = W?.kind === 'symbol' && v ? { weight: W.name, expr: v } : { weight: null, expr }
      return { ...through, state, vector: part(states[state]!, k) }
    }),
  )
  if (parts.some(({ expr }) => mixes(expr))) return undefined
  const vectors = parts.map(({ vector, expr }) => ({ symbol: symbol(vector, null), expr }))
  return { program: compile([...at, ...vectors], known), terms: parts }
}

/** The identity matrix, n × n. */
export function identity(n: number): Float64Array {
  const I = new Float64Array(n * n)
  for (let i = 0; i < n; i++) I[i * n + i] = 1
  return I
}
