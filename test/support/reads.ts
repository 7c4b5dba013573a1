/** What an equation reads, for tests of drawings. */
import { type Expr, type Network, text } from '../../src/index.ts'

/** What the equation of a symbol reads, silent parts looked through, weights and what only says how large a result is apart. */
export function reads(net: Network, symbol: string): string[] {
  const inside = (e: Expr): string[] => {
    if (e.kind === 'number') return []
    if (e.kind === 'apply')
      return (['spread', 'fill', 'onehot'].includes(e.op) ? e.args.slice(0, 1) : e.args).flatMap(inside)
    const part = net.cell.find((eq) => eq.symbol === e.name && eq.silent)
    if (part) return inside(part.expr)
    return net.info(e.name).kind === 'weight' ? [] : [text(e)]
  }
  const { expr } = [...net.cell, ...net.head].find((eq) => eq.symbol === symbol)!
  return [...new Set(inside(expr))]
}
