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
import { gradientOf, ofGradient, shift, sumOf, symbol } from '../algebra/expression.ts'
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
  /** the gradient of a symbol of the cell at t, after the last row */
  readonly gradient: (of: string) => Float64Array
}

interface Prepared {
  readonly program: Program
  /** what the program writes: gradients, and the seeds that it starts from */
  readonly own: (name: string) => Storage | undefined
}

const prepared = new WeakMap<Network, Map<number, Prepared>>()

export function pullOf({ net, memory, problem }: Run): Pull {
  const H = problem.model.hiddenSize
  const ofNet = prepared.get(net) ?? new Map<number, Prepared>()
  prepared.set(net, ofNet)
  // The steps back read nothing whose size is not H: inputs and outputs take no part.
  const { program, own } = ofNet.get(H) ?? prepare(net, planOf(net, problem.model).layout)
  ofNet.set(H, { program, own })
  const both: Memory = (name) => own(name) ?? memory(name)
  const states = statesOf(net)
  const S = H * states.length
  const rows = (t: number, M: Float64Array): Float64Array => {
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
  return { states, size: S, rows, gradient: (of) => both(gradientOf(of)).data.slice() }
}

/** What the steps after t send to a state at t, and what step t sends to the state before it. */
const arriving = (state: string) => `arriving ${state}`
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
  const before = states.map((state): Assignment => {
    const terms = adjoints.find(({ of }) => of === state)?.terms ?? []
    const sent = terms.filter(({ dt }) => dt === 1).map(({ expr }) => shift(expr, -1))
    return { symbol: symbol(leaving(state), null), expr: sumOf(sent) }
  })
  const storages = new Map<string, Storage>()
  const own = (name: string) => {
    const state = states.find((each) => name === arriving(each) || name === leaving(each))
    if (state === undefined && ofGradient(name) === undefined) return undefined
    const found = storages.get(name)
    if (found) return found
    const { shape } = layout(state ?? name)
    const made = { ...tensor(shape, new Float64Array(size(shape))), timed: false }
    storages.set(name, made)
    return made
  }
  return { program: compile([...at, ...before], (name) => own(name) ?? layout(name)), own }
}
