/** What stands for a symbol that is not shown itself: a silent part, or the gradient of one. */
import { total } from '../algebra/adjoint.ts'
import { type Expr, shift } from '../algebra/expression.ts'
import { ofGradient } from '../algebra/names.ts'
import type { Network } from '../cell/network.ts'
import type { Run } from './frame.ts'
import { sends, surroundings } from './schedule.ts'

/** What stands for a silent symbol at any timestep; what has no time stands there too, as it reads where it is computed. */
export function silentPart(net: Network, name: string): Expr | undefined {
  const of = ofGradient(name)
  if (of !== undefined) {
    const adjoint = net.adjoints.find((a) => a.of === of && a.silent)
    return adjoint && total(adjoint)
  }
  const part = net.equation(name)
  return part?.silent ? part.expr : undefined
}

/**
 * What stands for a silent symbol at timestep t, where `dt` says when it is read from there; written from t. Of a gradient only the terms
 * that exist; what has no time is taken from the timestep where it is computed.
 */
export function meaningAt(
  { net, T, hasLoss }: Pick<Run, 'net' | 'T' | 'hasLoss'>,
  name: string,
  dt: number | null,
  t: number,
): Expr | undefined {
  const of = ofGradient(name)
  const part = net.equation(of ?? name)
  if (!part?.silent) return undefined
  if (of === undefined) {
    const at = part.once ? (part.when === 'first' ? 1 : T) - t : (dt ?? 0)
    return shift(part.expr, at)
  }
  const adjoint = net.adjoints.find((a) => a.of === of)
  if (!adjoint) return undefined
  const at = part.once ? T : t + (dt ?? 0)
  const terms = adjoint.terms.filter((term) => sends(net, term, surroundings(at, T, hasLoss)))
  return shift(total({ terms }), at - t)
}
