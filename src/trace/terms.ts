/** What a symbol's gradient is added up from, by the equations that have frames. */
import type { Term } from '../algebra/adjoint.ts'
import { type Expr, shift, substitute, sumOf } from '../algebra/expression.ts'
import { simplify } from '../algebra/simplify.ts'
import type { Network } from '../cell/network.ts'
import { type Surroundings, sends } from './schedule.ts'

/**
 * The terms of a symbol's gradient, each sent by an equation that has a frame: a term from a silent part is divided among the equations
 * that read the part. A symbol that does not lead to the loss has no terms.
 */
export const seenTerms = (net: Network, of: string): Term[] => dividedTerms(net, of, (via) => via.silent)

/** The same terms, where a term from the joined input of a layer is divided among the equations that read this input. */
export const wayTerms = (net: Network, of: string): Term[] =>
  dividedTerms(net, of, (via) => via.silent || isJoinedInput(net, via.of))

/** Is it the input of a layer, with an equation that puts together what the layer below says? */
export const isJoinedInput = (net: Network, name: string): boolean =>
  net.tracks.some(({ x, input }) => input !== undefined && x === name)

/** The terms of a symbol's gradient; a term that an `open` equation sends is divided among the equations that read its symbol. */
function dividedTerms(net: Network, of: string, open: (via: Network['adjoints'][number]) => boolean): Term[] {
  const terms = net.adjoints.find((a) => a.of === of)?.terms ?? []
  return terms.flatMap((term) => {
    const part = net.adjoints.find((a) => a.of === term.via && open(a))
    if (!part) return [term]
    return dividedTerms(net, term.via, open).map((inner) => ({
      ...inner,
      dt: (term.dt ?? 0) + (inner.dt ?? 0),
      expr: substitute(term.expr, (s) => (s.name === part.symbol ? shift(inner.expr, s.dt ?? 0) : s)),
    }))
  })
}

/** What stands around the timestep of an expression, and around those beside it. */
export type Around = (dt: number) => Surroundings

/**
 * An expression with the gradients of silent parts written out, of each the terms that exist there, and the gradient of this name
 * replaced. A gradient without a time stays: it gathers its terms from other timesteps.
 */
export function replaced(
  net: Network,
  e: Expr,
  where: Around,
  name = '',
  by: (dt: number) => Expr = () => e,
): Expr {
  const open = substitute(e, (s) => {
    if (s.name === name) return by(s.dt ?? 0)
    const { dt } = s
    const silent = dt === null ? undefined : net.adjoints.find((a) => a.symbol === s.name && a.silent)
    if (!silent || dt === null) return s
    const there: Around = (d) => where(dt + d)
    const terms = silent.terms.filter((term) => sends(net, term, there(0))).map(({ expr }) => expr)
    return shift(
      replaced(net, sumOf(terms), there, name, (d) => shift(by(dt + d), -dt)),
      dt,
    )
  })
  return simplify(open)
}
