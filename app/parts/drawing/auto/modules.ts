/** What stands together in the drawing: an operation or a box with the value that comes out of it. */
import type { Graph, Node } from '../graph.ts'

/** How large everything is, in the units of the drawing. */
export interface Sizes {
  readonly grow: number
  readonly strip: number
  /** the height of the figure of a value */
  readonly figure: (name: string) => number
  /** how far above its figure the name of a value reaches */
  readonly name: number
  /** how wide the sign of an operation is */
  readonly sign: (label: string) => number
  /** half the height of an operation, and of a box */
  readonly op: number
  readonly box: number
  readonly boxWidth: number
  /** what the name below the figure of a pre-activation takes */
  readonly below: number
}

/** A thing that stands in a row: a module, a wire that passes, or the turn of a wire into the lane of its state. */
export interface Item {
  readonly id: string
  readonly kind: 'module' | 'pass' | 'turn'
  /** half its width, and how far it reaches above and below its middle */
  readonly half: number
  readonly up: number
  readonly down: number
  /** how far from its middle a wire may enter it */
  readonly reach: number
  row: number
  x: number
}

export interface Module extends Item {
  readonly kind: 'module'
  readonly node: Node
  /** the value that stands above it, by its node */
  readonly value?: Node
}

/** The parts of a graph that the cell has, without those of the head. */
export interface CellModules {
  readonly modules: ReadonlyMap<string, Module>
  /** the module that a node stands in */
  readonly moduleOf: ReadonlyMap<string, Module>
  /** values that come in at the left edge: the input and the states before */
  readonly left: readonly Node[]
  /** states, which go out at the right edge */
  readonly right: readonly Node[]
}

export function cellModulesOf(
  graph: Graph,
  inHead: ReadonlySet<string>,
  states: readonly string[],
  sizes: Sizes,
): CellModules {
  const nodes = graph.nodes.filter(({ id }) => !inHead.has(id))
  const edges = graph.edges.filter(({ to }) => !inHead.has(to))
  const isRight = (node: Node) => node.symbol?.dt === 0 && states.includes(node.symbol.name)
  const isWritten = (node: Node) => edges.some(({ to }) => to === node.id)
  const values = nodes.filter((node) => node.kind === 'value')
  const left = values.filter((node) => !isWritten(node))
  const right = values.filter(isRight)
  const above = new Map<string, Node>()
  const alone: Node[] = []
  for (const node of values.filter((each) => isWritten(each) && !isRight(each))) {
    const from = edges.find(({ to }) => to === node.id)!.from
    if (above.has(from)) alone.push(node)
    else above.set(from, node)
  }
  const made = [...nodes.filter((node) => node.kind !== 'value'), ...alone].map((node) =>
    moduleFor(node, above.get(node.id), sizes, edges.filter(({ to }) => to === node.id).length),
  )
  const modules = new Map(made.map((each) => [each.id, each]))
  const moduleOf = new Map(
    made.flatMap((each) => [each.node, each.value].flatMap((n) => (n ? [[n.id, each]] : []))),
  )
  return { modules, moduleOf, left, right }
}

/** The gap between the figures of a value and of its gradient, for the wires that run between them. */
export const gapFor = (wires: number): number => 3 + 4 * Math.max(0, wires - 1)

function moduleFor(node: Node, value: Node | undefined, sizes: Sizes, wires: number): Module {
  const { strip, figure, name } = sizes
  const sign = node.kind === 'box' ? sizes.boxWidth : node.kind === 'op' ? sizes.sign(node.label) : 0
  const high = node.kind === 'box' ? sizes.box : node.kind === 'op' ? sizes.op : 0
  const beside = strip + (node.holds ? gapFor(wires) : 3)
  const shown = node.kind === 'value' ? node : value
  return {
    id: node.id,
    kind: 'module',
    node,
    ...(value ? { value } : {}),
    half: Math.max(sign / 2, shown || node.holds ? beside : 0),
    up: high + (shown ? 9 + figure(shown.of) + name : 0),
    down: high + (node.holds ? 10 + figure(node.holds) + sizes.below : 0),
    reach: node.kind === 'value' ? 2 : node.holds ? 4 * Math.max(0, wires - 1) : Math.max(8, sign / 2 - 8),
    row: 0,
    x: 0,
  }
}
