/** What of an expression stands in a box: weights, and what they are applied to. */
import {
  type Expr,
  isApply,
  type Network,
  type Sym,
  substitute,
  symbolsIn,
  text,
} from '../../../src/index.ts'
import { operands } from './sign.ts'

/** An expression with what its silent parts stand for in their place. */
export function whole(net: Network, e: Expr): Expr {
  return substitute(e, (s) => {
    const part = net.info(s.name).kind === 'part' ? net.cell.find((eq) => eq.symbol === s.name) : undefined
    const head = part ?? net.head.find((eq) => eq.silent && eq.symbol === s.name)
    return head ? whole(net, head.expr) : s
  })
}

/** Every value that an expression reads, weights and constants apart, each once. */
export function inputsOf(net: Network, e: Expr): Sym[] {
  const constants = Object.values(net.constants)
  const found = new Map<string, Sym>()
  const visit = (part: Expr): void => {
    if (part.kind === 'symbol') {
      if (net.info(part.name).kind !== 'weight' && !constants.includes(part.name)) found.set(text(part), part)
    } else if (part.kind === 'apply') operands(part).forEach(visit)
  }
  visit(e)
  return [...found.values()]
}

/** Is it made of weights and numbers alone? */
export const isConstant = (net: Network, e: Expr): boolean => inputsOf(net, e).length === 0

/** Is it weights applied to values, W x + U h + b, so that the weights mix the units? */
export function isMap(net: Network, e: Expr): boolean {
  if (e.kind !== 'apply') return false
  const [a, b] = operands(e)
  const fixed = (part: Expr | undefined) => part !== undefined && isConstant(net, part)
  const linear = (part: Expr | undefined) => part !== undefined && isMap(net, part)
  if (isApply(e, 'matvec') || isApply(e, 'matvecT')) return fixed(a) && b!.kind === 'symbol'
  if (isApply(e, 'dot')) return (fixed(a) && b!.kind === 'symbol') || (fixed(b) && a!.kind === 'symbol')
  if (isApply(e, 'sum')) {
    const [u, v] = isApply(a!, 'mul') ? operands(a!) : []
    return (fixed(u) && v!.kind === 'symbol') || (fixed(v) && u!.kind === 'symbol')
  }
  if (isApply(e, 'neg')) return linear(a)
  if (isApply(e, 'add') || isApply(e, 'sub'))
    return (linear(a) && (linear(b) || fixed(b))) || (fixed(a) && linear(b))
  return false
}

/** What stands in the box of a map: its weight where it has one alone, as in W_q x, else that it is affine. */
export function mapLabel(net: Network, e: Expr): string {
  const weights = symbolsIn(e).filter((s) => net.info(s.name).kind === 'weight')
  const [only] = weights
  return weights.length === 1 && inputsOf(net, e).length === 1 ? only!.name : 'affine'
}
