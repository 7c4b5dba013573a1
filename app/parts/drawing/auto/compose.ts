/** From rows and tracks to coordinates. */
import { widthOf } from '../../../figure/text.ts'
import { type Node, wireName } from '../graph.ts'
import { headAt, headRoom } from '../head.ts'
import type { Layout, Mode, Point } from '../layout.ts'
import { usualLetter } from '../letter.ts'
import { room } from '../Marks.tsx'
import { forkPlaces } from './forks.ts'
import { type Composed, frameOf, leftEdge } from './frame.ts'
import { gapFor, type Item } from './modules.ts'
import { waysOf } from './ways.ts'

const leastHeight = 420

export function composed(of: Composed): Layout {
  const { parts, lanes, nets, sizes, rows, graph, scale } = of
  const frame = frameOf(of)
  const { strip } = sizes
  const at: Record<string, Point> = {}
  const modes: Record<string, Mode> = {}
  const gaps: Record<string, number> = {}
  for (const node of parts.left) put(node.id, [leftEdge, frame.leftY.get(node.id)!], 'edge')
  for (const lane of lanes) put(lane.state, [frame.right, frame.rowY[lane.items[0]!.row]!], 'edge')
  for (const item of rows.flat()) placeModule(item)
  const ways = waysOf(of, frame)
  // The plus of a fork stands clear of the gradient before it and of the name of the next timestep.
  const plus = 14 * room(scale.grow)
  const branch = frame.right + 2 * strip + 10 + plus
  const stubWidth = plus + stubRoom(scale.grow)
  const headX = branch + stubWidth + headRoom.left
  const height = Math.max(leastHeight, frame.bottom, headRoom.up + headRoom.down + 40)
  const head = headAt(headX, Math.min(height - 40, (height + headRoom.up) / 2))
  const goesOn = { from: of.says, to: 'box y' }
  const loops = headWays()
  const layout = {
    width: headX + headRoom.right,
    height,
    strip,
    at: { ...at, ...head.at },
    ways: { ...ways, ...head.ways, ...loops },
    modes: { ...modes, ...head.modes },
    gaps,
    stubs: Object.fromEntries(
      lanes.map(({ state }) => [
        state,
        { end: branch + stubWidth - 14, name: [branch + plus + 2, at[state]![1] - 8] as const },
      ]),
    ),
    skin: [frame.inner[0] - 8, 6, frame.inner[1] - frame.inner[0] + 16, frame.floor - 2] as const,
  }
  return { ...layout, forks: forkPlaces(layout, of, forkPoints()) }

  function put(id: string, point: Point, mode: Mode): void {
    at[id] = point
    modes[id] = mode
  }

  function placeModule(item: Item): void {
    const module = parts.modules.get(item.id)
    if (!module) return
    const y = frame.rowY[item.row]!
    const { node, value } = module
    put(node.id, [item.x, y], node.kind === 'box' ? 'under' : 'beside')
    if (node.holds) gaps[node.id] = gapFor(graph.edges.filter(({ to }) => to === node.id).length)
    if (value) put(value.id, [item.x, y - (node.kind === 'box' ? sizes.box : sizes.op) - 7], 'beside')
  }

  /** The wires to the head, and without it that of what the cell says to where it goes on: each branches off behind the gradient of its state, runs below all rows, and goes up. */
  function headWays(): Record<string, readonly Point[]> {
    const found: Record<string, readonly Point[]> = {}
    const below = height - 12
    for (const { from, to } of [...graph.edges, goesOn]) {
      const end = head.at[to]
      const start = at[from]
      if (!end || !start) continue
      const under = start[1] > end[1] + 40 ? [] : ([[branch, below]] as Point[])
      const turn: Point[] =
        under.length > 0 ? [[branch, start[1]], ...under, [end[0], below]] : [[end[0], start[1]]]
      found[wireName({ from, to })] = [start, ...turn, end]
    }
    return found
  }

  /** Where the ways of each value part. */
  function forkPoints(): Readonly<Record<string, Point>> {
    const found: Record<string, Point> = {}
    const ofState = (node: Node) => lanes.some(({ state }) => state === node.id)
    for (const node of graph.nodes) {
      const net = nets.nets.find(
        ({ source }) => source === node.id || source === parts.moduleOf.get(node.id)?.id,
      )
      const edge = net && frame.edgeX.get(net)
      const [x, y] = at[node.id] ?? [0, 0]
      if (ofState(node)) found[node.id] = [edge ?? branch, y]
      else if (net && typeof net.from !== 'string')
        found[node.id] = [x, frame.rowY[net.from.row]! - net.from.up - 4]
    }
    return found
  }
}

/** The room for the wire to the next timestep and its name. */
const stubRoom = (grow: number) => 18 + widthOf('t = 10') * usualLetter * grow
