/** What a symbol's gradient is added up from, by the equations that have frames. */
import type { Term } from '../algebra/adjoint.ts'
import { shift, substitute } from '../algebra/expression.ts'
import type { Network } from '../cell/network.ts'

/**
 * The terms of a symbol's gradient, each sent by an equation that is seen: one that a silent part sends is divided by what reads that
 * part. A symbol that does not lead to the loss has none.
 */
export function seenTerms(net: Network, of: string): Term[] {
  const terms = net.adjoints.find((a) => a.of === of)?.terms ?? []
  return terms.flatMap((term) => {
    const part = net.adjoints.find((a) => a.silent && a.of === term.via)
    if (!part) return [term]
    return seenTerms(net, term.via).map((inner) => ({
      ...inner,
      dt: (term.dt ?? 0) + (inner.dt ?? 0),
      expr: substitute(term.expr, (s) => (s.name === part.symbol ? shift(inner.expr, s.dt ?? 0) : s)),
    }))
  })
}
