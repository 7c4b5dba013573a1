/** What a node of the drawing stands for. */
import {
  type Frame,
  gradientOf,
  type Network,
  ofGradient,
  type Sym,
  symbol,
  symbolsIn,
} from '../../../src/index.ts'
import type { Edge, Node } from './graph.ts'

/** The symbol whose numbers stand at a node: its own, or the pre-activation of a box. */
export const shownIn = (node: Node): Sym | undefined =>
  node.holds === undefined ? node.symbol : symbol(node.holds, 0)

/** Does the step work with this operation or this box? A gradient comes back through those that its value feeds. */
export function isLit(node: Node, group: readonly Frame[], active: ReadonlySet<Edge>, net: Network): boolean {
  if (node.kind === 'value') return false
  const leaves = () => [...active].some(({ from }) => from === node.id)
  if (node.kind === 'op') return leaves()
  const { of, holds } = node
  const squashes = holds !== undefined || net.head.some((eq) => eq.symbol === of)
  return group.some(({ phase, equation }) => {
    const plain = ofGradient(equation.symbol) ?? equation.symbol
    if (squashes && (plain === holds || (phase !== 'backward' && plain === of))) return true
    if (!squashes && leaves()) return true
    if (phase === 'backward' && [...active].some(({ to }) => to === node.id)) return true
    return equation.overTime && symbolsIn(equation.expr).some((s) => s.name === gradientOf(holds ?? of))
  })
}
