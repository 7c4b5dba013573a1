/** The factors with which one step passes a gradient on, unit by unit. */
import { total } from '../algebra/adjoint.ts'
import { evaluate, type Memory } from '../algebra/evaluate.ts'
import { apply, type Expr, isApply, ofGradient, shift, substitute } from '../algebra/expression.ts'
import { text } from '../algebra/write.ts'
import type { Network } from '../cell/network.ts'
import type { Run } from '../trace/frame.ts'
import { unitwise } from './parts.ts'
import { statesOf } from './states.ts'

export interface Factor {
  /** carry: of the state at t by itself at t − 1, ∂C_t/∂C_{t−1} with all else held (f; in a GRU z, of h). output: of h by the state, ∂h_t/∂C_t with all else held */
  readonly kind: 'carry' | 'output'
  readonly state: string
  /** f; o ⊙ (1 - tanh(C)²); undefined where it is no product */
  readonly formula: string | undefined
  readonly values: Float64Array
}

/** Of each state, the factors that act unit by unit at timestep t; none where units act on each other on that way, as in an RNN. */
export function stepFactors(of: Run, t: number): Factor[] {
  const { net, memory } = of
  // With a gradient of 1 in every unit, what a term sends is its factor.
  const withOnes: Memory = (name) => {
    const symbol = ofGradient(name)
    if (symbol === undefined) return memory(name)
    const { shape, data, timed } = memory(symbol)
    return { shape, timed, data: new Float64Array(data.length).fill(1) }
  }
  const factor = (kind: Factor['kind'], state: string): Factor[] => {
    const [via, dt] = kind === 'carry' ? [state, 1] : ['h', 0]
    const term = net.adjoints.find((a) => a.of === state)?.terms.find((e) => e.via === via && e.dt === dt)
    const expr = term && shift(spelled(term.expr, net), -dt)
    if (!expr || !unitwise(expr)) return []
    const product = withoutGradient(expr)
    const formula = product && text(written(product, net))
    return [{ kind, state, formula, values: evaluate(expr, withOnes, t) }]
  }
  const states = statesOf(net)
  return [
    ...states.flatMap((state) => factor('carry', state)),
    ...states.flatMap((state) => (state === 'h' ? [] : factor('output', state))),
  ]
}

/** The expression with the gradients that have no name of their own, such as that of tanh C, spelled out. */
function spelled(e: Expr, net: Network): Expr {
  return substitute(e, (s) => {
    const silent = net.adjoints.find((adjoint) => adjoint.symbol === s.name && adjoint.silent)
    return silent ? shift(spelled(total(silent), net), s.dt ?? 0) : s
  })
}

/** The expression with the values that have no name of their own written out. */
function written(e: Expr, net: Network): Expr {
  return substitute(e, (s) => {
    const silent = net.cell.find((eq) => eq.symbol === s.name && eq.silent)
    return silent ? shift(written(silent.expr, net), s.dt ?? 0) : s
  })
}

/** What a gradient is multiplied with; undefined where that is 1, or where the expression is no product with one gradient. */
function withoutGradient(e: Expr): Expr | undefined {
  if (isApply(e, 'neg')) {
    const inner = withoutGradient(e.args[0]!)
    return inner && apply('neg', inner)
  }
  if (!isApply(e, 'mul') && !isApply(e, 'scale')) return undefined
  const [a, b] = e.args as [Expr, Expr]
  const isGradient = (x: Expr) => x.kind === 'symbol' && ofGradient(x.name) !== undefined
  if (isGradient(a)) return b
  if (isGradient(b)) return a
  const [left, right] = [withoutGradient(a), withoutGradient(b)]
  return left ? apply(e.op, left, b) : right && apply(e.op, a, right)
}
