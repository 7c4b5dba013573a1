/** The backward pass: from the last timestep to the first, a frame for each gradient. */
import { type Adjoint, type Term, total } from '../algebra/adjoint.ts'
import { compile, evaluate, type Memory, type Program, run } from '../algebra/evaluate.ts'
import { isApply, symbol } from '../algebra/expression.ts'
import type { Network } from '../cell/network.ts'
import { outerSum, slice } from '../tensor/kernels.ts'
import type { Assigned, Step } from './frame.ts'

export function* backward(
  net: Network,
  memory: Memory,
  T: number,
  hasLoss: (t: number) => boolean,
): Generator<Step> {
  const prepared = new Map<string, { program: Program; assigned: readonly Assigned[] }>()
  for (let t = T; t >= 0; t--) {
    // Which terms exist depends on three things only: is there a head here, a next timestep, a cell (t > 0).
    const key = `${t > 0 && hasLoss(t)} ${t < T} ${t > 0}`
    if (!prepared.has(key)) prepared.set(key, prepare(net, memory, activeAt(net, t, T, hasLoss)))
    const { program, assigned } = prepared.get(key)!
    run(program, t)
    for (const equation of assigned) yield { phase: 'backward', t, equation }
  }
  for (const adjoint of net.adjoints)
    if (adjoint.overTime) sumOverTime(adjoint, net, memory, 1, T, hasLoss, memory(adjoint.symbol).data)
}

/** Was the equation of this symbol evaluated at timestep t? */
function evaluated(
  net: Network,
  name: string,
  t: number,
  T: number,
  hasLoss: (t: number) => boolean,
): boolean {
  if (t < 1 || t > T) return false
  return net.head.some((eq) => eq.symbol === name) ? hasLoss(t) : true
}

/** The gradients that are written at timestep t, each with the terms whose senders exist. */
function activeAt(net: Network, t: number, T: number, hasLoss: (t: number) => boolean): Adjoint[] {
  const exists = (term: Term) => evaluated(net, term.via, t + (term.dt ?? 0), T, hasLoss)
  return net.adjoints
    .filter(({ of }) => t > 0 || net.states.includes(of))
    .map((adjoint) => ({ ...adjoint, terms: adjoint.terms.filter(exists) }))
    .filter(({ of, terms, overTime }) => terms.length > 0 || (!overTime && !isHead(net, of)))
}

function isHead(net: Network, name: string): boolean {
  return net.head.some((eq) => eq.symbol === name)
}

function prepare(net: Network, memory: Memory, active: readonly Adjoint[]) {
  const assignments = active
    .filter(({ overTime }) => !overTime)
    .map((adjoint) => ({ symbol: symbol(adjoint.symbol), expr: total(adjoint) }))
  const assigned: Assigned[] = active
    .filter(({ silent }) => !silent)
    .map((a) => Object.freeze({ symbol: a.symbol, expr: total(a), terms: a.terms, overTime: a.overTime }))
  return { program: compile(assignments, memory), assigned, net }
}

/** Σ over the timesteps from … to of what each adds to the gradient of a weight, into `out`. */
export function sumOverTime(
  adjoint: Adjoint,
  net: Network,
  memory: Memory,
  from: number,
  to: number,
  hasLoss: (t: number) => boolean,
  out: Float64Array,
): void {
  out.fill(0)
  const shape = memory(adjoint.of).shape
  for (const { via, expr } of adjoint.terms) {
    const times: number[] = []
    for (let t = to; t >= from; t--) if (evaluated(net, via, t, to, hasLoss)) times.push(t)
    const [u, v] = isApply(expr, 'outer') ? expr.args : []
    if (u?.kind === 'symbol' && v?.kind === 'symbol' && times.length > 0) {
      const window = (s: typeof u) => {
        const { data, shape } = memory(s.name)
        const first = slice(data, shape)
        first.at = (times.at(-1)! + s.dt!) * first.size
        return first
      }
      const sum = slice(adjoint.terms.length === 1 ? out : new Float64Array(out.length), shape)
      outerSum(sum, window(u), window(v), times.length)
      if (sum.data !== out) add(out, sum.data)
    } else if (expr.kind === 'symbol') {
      const { data } = memory(expr.name)
      for (const t of times) add(out, data, (t + expr.dt!) * out.length)
    } else for (const t of times) add(out, evaluate(expr, memory, t))
  }
}

function add(out: Float64Array, more: Float64Array, at = 0): void {
  for (let i = 0; i < out.length; i++) out[i] = out[i]! + more[at + i]!
}
