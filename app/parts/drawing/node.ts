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
import type { Node } from './graph.ts'

/** The pre-activation that a box holds, where it has one. */
function preOf(node: Node, net: Network): string | undefined {
  const name = node.id.slice('box '.length)
  const pre = name === 'h' ? 'a' : `a_${name}`
  return net.cell.some((eq) => eq.symbol === pre) ? pre : undefined
}

/** The box that holds a pre-activation. */
export const boxOf = (name: string, net: Network): string | undefined =>
  net.info(name).kind === 'preactivation' ? `box ${name === 'a' ? 'h' : name.slice('a_'.length)}` : undefined

/** The symbol whose numbers stand at a node: its own, or the pre-activation of a box. */
export function shownIn(node: Node, net: Network): Sym | undefined {
  if (node.kind !== 'box') return node.symbol
  const pre = preOf(node, net)
  return pre === undefined ? undefined : symbol(pre, 0)
}

/** Does the step work with this operation or this box? A gradient comes back through those that its value feeds. */
export function isLit(
  node: Node,
  group: readonly Frame[],
  active: ReadonlySet<string>,
  net: Network,
): boolean {
  if (node.kind === 'value') return false
  if (node.kind === 'op') return [...active].some((wire) => wire.startsWith(`${node.id} → `))
  const name = node.id.slice('box '.length)
  const pre = preOf(node, net)
  return group.some(({ phase, equation }) => {
    const plain = ofGradient(equation.symbol) ?? equation.symbol
    if (plain === pre || (phase !== 'backward' && plain === name)) return true
    if (phase === 'backward' && [...active].some((wire) => wire.endsWith(` → ${node.id}`))) return true
    return equation.overTime && symbolsIn(equation.expr).some((s) => s.name === gradientOf(pre ?? name))
  })
}
