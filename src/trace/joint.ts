/** Weights that are written in one piece: W [h, x] in the forward pass, δ [h, x]ᵀ in the backward pass. */
import { type Expr, isApply, type Sym, same } from '../algebra/expression.ts'
import type { Joint } from '../algebra/joined-weights.ts'
import { symbolOf } from '../algebra/names.ts'
import type { Notation } from '../algebra/typeset.ts'
import { netNotationOf } from '../cell/net-notation.ts'
import type { Network } from '../cell/network.ts'
import type { Reading } from './formula.ts'
import type { Frame, Trace } from './frame.ts'

/** How a reader has weights written. */
type Written = Pick<Reading, 'notation' | 'weights'>

/**
 * The two weights that a reader has written as one, given the name of either, of its gradient or of its new value. Their gradients are
 * products of one δ, with x and with h; where they are not (a reset gate stands between), there are no such two.
 */
export function jointOf(trace: Trace, name: string, { notation, weights }: Written): Joint | undefined {
  return weights === 'split'
    ? undefined
    : pairOf(trace.net, netNotationOf(notation, trace.problem.model), symbolOf(name))
}

function pairOf(net: Network, notation: Notation, weight: string): Joint | undefined {
  const W = net.weights.find((name) => name === weight || notation.joined(name)?.recurrent === weight)
  const joined = W === undefined ? undefined : notation.joined(W)
  if (W === undefined || joined === undefined) return undefined
  const [ofW, ofU] = [gradientProduct(net, W), gradientProduct(net, joined.recurrent)]
  if (!ofW || !ofU || !same(ofW.delta, ofU.delta)) return undefined
  return { W, U: joined.recurrent, x: ofW.factor, h: ofU.factor }
}

/** δ and the factor of a gradient that is δ factorᵀ at each timestep. */
function gradientProduct(net: Network, weight: string): { delta: Expr; factor: Sym } | undefined {
  const terms = net.adjoints.find((adjoint) => adjoint.of === weight)?.terms ?? []
  const [term] = terms
  if (terms.length !== 1 || !isApply(term!.expr, 'outer')) return undefined
  const [delta, factor] = term!.expr.args as [Expr, Expr]
  return factor.kind === 'symbol' ? { delta, factor } : undefined
}

/** The two weights that the formula of a frame is about, where a reader has them written as one. */
export function jointOfFrame(trace: Trace, frame: Frame, reading: Written): Joint | undefined {
  const { phase, equation } = frame
  const plain = phase === 'update' && !trace.problem.update
  const whole = plain || (phase === 'backward' && equation.overTime)
  return whole ? jointOf(trace, equation.symbol, reading) : undefined
}

/** Is a frame written in one piece with the next one, so that the two are one assignment? */
export function goesOn(trace: Trace, frame: Frame, reading: Written): boolean {
  const next = trace.frames[frame.index + 1]
  if (!next || next.phase !== frame.phase || next.t !== frame.t) return false
  const joint = jointOfFrame(trace, frame, reading)
  const [own, other] = [symbolOf(frame.equation.symbol), symbolOf(next.equation.symbol)]
  return joint !== undefined && own !== other && [joint.W, joint.U].includes(other)
}
