/** The factors with which one step passes a gradient on, unit by unit. */
import { total } from '../algebra/adjoint.ts'
import { evaluate, type Memory, type Storage } from '../algebra/evaluate.ts'
import { apply, type Expr, isApply, shift, substitute, symbolsIn } from '../algebra/expression.ts'
import { ofGradient } from '../algebra/names.ts'
import { text } from '../algebra/write.ts'
import type { Network } from '../cell/network.ts'
import type { Run } from '../trace/frame.ts'
import { unitwise } from './jacobian-parts.ts'
import { statesOf } from './states.ts'

/** A factor of one step: one number for each unit of a state. */
export interface Factor {
  /** carry: of the state at t by itself at t − 1, ∂C_t/∂C_{t−1} with all else held (f; in a GRU z, of h). output: of h by the state, ∂h_t/∂C_t with all else held */
  readonly kind: 'carry' | 'output'
  readonly state: string
  /** f; o ⊙ (1 - tanh(C)²); undefined where it is no product, or 1 */
  readonly expr: Expr | undefined
  /** the same as text */
  readonly formula: string | undefined
  readonly values: Float64Array
}

/** Of each state, the factors that act unit by unit at timestep t; none where units act on each other on that way, as in an RNN. */
export function stepFactors(of: Run, t: number): Factor[] {
  const states = statesOf(of.net)
  const said = saidIn(of.net)
  const factor = (kind: Factor['kind'], state: string): Factor[] => {
    const expr = kind === 'carry' ? carried(of.net, state) : sent(of.net, state, said, 0)
    if (!expr) return []
    const product = withoutGradient(expr)
    const spelledOut = product && written(product, of.net)
    const formula = spelledOut && text(spelledOut)
    return [{ kind, state, expr: spelledOut, formula, values: evaluate(expr, withOnes(of), t) }]
  }
  return [
    ...states.flatMap((state) => factor('carry', state)),
    ...states.flatMap((state) => (state === said ? [] : factor('output', state))),
  ]
}

/** The factor with which a state at t passes on to itself at t − 1 (against time at t + 1), unit by unit, by timestep; undefined where it does not. */
export function carryOf(of: Run, state: string): ((t: number) => Float64Array) | undefined {
  const expr = carried(of.net, state)
  const memory = withOnes(of)
  return expr && ((t) => evaluate(expr, memory, t))
}

/**
 * The states that a net keeps unit by unit, those beside h first, in the order in which h comes from them: the first is what people call
 * its memory, C in h = o ⊙ (C ⊘ n).
 */
export const keptStates = (net: Network): string[] => keptBy(net, saidIn(net))

/** The same in the order in which the h of a layer comes from them. */
function keptBy(net: Network, said: string): string[] {
  const kept = statesOf(net).filter((state) => carried(net, state) !== undefined)
  const near = madeOf(net, said).filter((state) => kept.includes(state))
  const others = kept.filter((state) => state !== said && !near.includes(state))
  return [...near, ...others, ...kept.filter((state) => state === said)]
}

/** The h of a layer along time, and the states that it keeps unit by unit, in the same order; undefined where it only goes against time. */
export function keptIn(
  net: Network,
  layer: number,
): { readonly h: string; readonly states: string[] } | undefined {
  const track = net.tracks.find((each) => each.layer === layer && !each.reverse)
  if (!track) return undefined
  return { h: track.h, states: keptBy(net, track.h).filter((state) => track.states.includes(state)) }
}

/** What the last layer says. */
const saidIn = ({ tracks }: Network): string => tracks.at(-1)!.h

/** The other states that the h of a layer is made of at its own timestep, nearest first. */
function madeOf(net: Network, said: string): string[] {
  const seen = new Set([said])
  for (const symbol of seen) {
    if (symbol !== said && net.states.includes(symbol)) continue
    const eq = net.cell.find((each) => each.symbol === symbol)
    for (const { name, dt } of eq ? symbolsIn(eq.expr) : []) if (dt === 0) seen.add(name)
  }
  return [...seen].filter((symbol) => symbol !== said && net.states.includes(symbol))
}

/** Does the gradient of a net's states depend on nothing but its weights, as in a linear RNN? */
export const isLinearIn = (net: Network): boolean =>
  net.adjoints
    .filter(({ of, overTime }) => !overTime && !net.head.some((eq) => eq.symbol === of))
    .every(({ terms }) =>
      terms.every(({ expr }) =>
        symbolsIn(expr).every(
          ({ name }) => ofGradient(name) !== undefined || net.info(name).kind === 'weight',
        ),
      ),
    )

/** What a state is sent by itself at the timestep that its direction visits next. */
const carried = (net: Network, state: string): Expr | undefined =>
  sent(net, state, state, net.info(state).reverse ? -1 : 1)

/** What a state is sent by another at the same timestep or one beside it, at that one's own timestep; undefined where units act on each other. */
function sent(net: Network, state: string, via: string, dt: -1 | 0 | 1): Expr | undefined {
  const term = net.adjoints.find((a) => a.of === state)?.terms.find((e) => e.via === via && e.dt === dt)
  const expr = term && shift(spelled(term.expr, net), -dt)
  return expr && unitwise(expr) ? expr : undefined
}

/** The values of a run, with a gradient of 1 in every unit: what a term sends is its factor then. */
function withOnes({ memory }: Run): Memory {
  const made = new Map<string, Storage>()
  return (name) => {
    const symbol = ofGradient(name)
    if (symbol === undefined) return memory(name)
    const { shape, data, timed } = memory(symbol)
    const ones = made.get(symbol) ?? { shape, timed, data: new Float64Array(data.length).fill(1) }
    made.set(symbol, ones)
    return ones
  }
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
