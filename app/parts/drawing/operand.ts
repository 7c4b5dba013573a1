/** Where it is said what becomes of an operand: near the end of its wire, at the rim of the operation, where nothing else stands. */
import { widthOf } from '../../figure/text.ts'
import { figureHeight } from './figure.ts'
import { type Edge, type Graph, type Node, wireName } from './graph.ts'
import { type Point, wayOf } from './layout.ts'
import { pillOf, room } from './Marks.tsx'
import { shownIn } from './node.ts'
import { nameAbove, nameBelow, standingOf } from './standing.ts'
import type { Shows } from './Value.tsx'

export interface OperandSign {
  readonly key: string
  readonly sign: string
  /** the middle of the sign */
  readonly at: Point
}

/** Half the width and height of a sign, in usual letters. */
export const halfSign = 5

/** left, top, right, bottom */
type Box = readonly [number, number, number, number]

type Sizes = Pick<Shows, 'trace' | 'layout' | 'grow' | 'digits'>

/** The signs of all operands that have one. */
export function operandSigns({ nodes, edges }: Graph, sizes: Sizes): readonly OperandSign[] {
  const signed = edges.filter(({ role }) => role !== undefined)
  if (signed.length === 0) return []
  const taken = nodes.flatMap((node) => boxesOf(node, sizes))
  return signed.map((edge) => {
    const half = halfSign * sizes.grow
    const isFree = ([x, y]: Point) =>
      taken.every((box) => !overlaps(box, [x - half, y - half, x + half, y + half]))
    const others = edges.filter(({ from, to }) => to === edge.to && from !== edge.from)
    const places = placesOf(edge, others, nodes, sizes)
    const at = places.find(isFree) ?? places[0]!
    taken.push([at[0] - half, at[1] - half, at[0] + half, at[1] + half])
    return { key: wireName(edge), sign: edge.role!, at }
  })
}

const overlaps = (a: Box, b: Box): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]

/** Where a sign may stand: beside the wire away from the others, on its other side, beside the operation near the wire, and at its corners there. */
function placesOf(
  { from, to }: Edge,
  others: readonly Edge[],
  nodes: readonly Node[],
  { layout, grow }: Sizes,
): readonly Point[] {
  const [x, y] = layout.at[to]!
  const [half, high] = pillOf(nodes.find(({ id }) => id === to)!.label, grow)
  const way = wayOf(layout, from, to)
  const [end, before] = [way.at(-1)!, way.at(-2)!]
  const away = halfSign * grow + 3
  const along = before[0] === end[0] ? 0 : 1
  const ends = others.map((each) => wayOf(layout, each.from, each.to).at(-1)![along])
  const side = ends.every((place) => place <= end[along]) ? 1 : -1
  if (along === 0) {
    const down = Math.sign(before[1] - y)
    const beside = (s: number): Point => [end[0] + s * away, y + down * (high + away)]
    const atRim = (s: number): Point => [x + s * (half + away), y + down * high]
    const atCorner = (s: number): Point => [x + s * (half + away), y + down * (high + away)]
    return [beside(side), beside(-side), atRim(side), atRim(-side), atCorner(side), atCorner(-side)]
  }
  const right = Math.sign(before[0] - x)
  const beside = (s: number): Point => [x + right * (half + away), end[1] + s * away]
  const atRim = (s: number): Point => [x + right * half, y + s * (high + away)]
  const atCorner = (s: number): Point => [x + right * (half + away), y + s * (high + away)]
  return [beside(side), beside(-side), atRim(side), atRim(-side), atCorner(side), atCorner(-side)]
}

/** What a node takes of the drawing: its mark, its strips, the name above them. */
function boxesOf(node: Node, sizes: Sizes): Box[] {
  const { trace, layout, grow, digits } = sizes
  const at = layout.at[node.id]
  if (!at) return []
  const [x, y] = at
  const wide = room(grow)
  const [half, high] = node.kind === 'box' ? [30 * wide, 15 * wide] : pillOf(node.label, grow)
  const mark: Box[] = node.kind === 'value' ? [] : [[x - half, y - high, x + half, y + high]]
  const symbol = shownIn(node)
  if (!symbol) return mark
  const { strip } = layout
  const { value, gradient } = standingOf(node, symbol, sizes)
  const tall = figureHeight(trace.memory(symbol.name).shape, digits, strip)
  const strips = [value, ...(gradient ? [gradient] : [])].map(
    ([left, top]): Box => [left, top, left + strip, top + tall],
  )
  const line = node.holds ? value[1] + tall + nameBelow(grow) : value[1] - nameAbove(digits)
  const name: Box = [
    value[0],
    line - 9 * grow,
    value[0] + Math.min(strip, 13 * grow * widthOf(symbol.name)),
    line,
  ]
  return [...mark, ...strips, name]
}
