/** The ways of all wires, from rows and tracks. */
import { wireName } from '../graph.ts'
import type { Point } from '../layout.ts'
import { type Composed, type Frame, leftEdge } from './frame.ts'
import type { Item } from './modules.ts'
import type { End, Net } from './nets.ts'

/** The way of every wire of the cell, by "from → to". */
export function waysOf(
  { nets, parts, channels, ports, lanes, sizes }: Composed,
  frame: Frame,
): Record<string, readonly Point[]> {
  const ways: Record<string, readonly Point[]> = {}
  const { rowY } = frame
  const topOf = (item: Item, id: string): Point => {
    const module = parts.modules.get(item.id)
    const high = module?.value?.id === id ? (module.node.kind === 'box' ? sizes.box : sizes.op) + 7 : 0
    return [item.x, rowY[item.row]! - high]
  }
  for (const edge of nets.inside) {
    const item = parts.moduleOf.get(edge.from)!
    const y = rowY[item.row]!
    ways[wireName(edge)] = [
      [item.x, y],
      [item.x, y - item.up + sizes.name],
    ]
  }
  for (const { edge, lane } of nets.alongLane) {
    const y = rowY[lane.items[0]!.row]!
    const from = parts.moduleOf.get(edge.from)
    const to = parts.moduleOf.get(edge.to)
    ways[wireName(edge)] = [
      [from ? from.x + pastValue(from, edge.from) : leftEdge + sizes.strip, y],
      [to ? to.x : frame.right, y],
    ]
  }
  // What has a name leaves along its lane beside the operation that it comes from.
  function pastValue(item: Item, id: string): number {
    const { node } = parts.modules.get(item.id)!
    return node.kind === 'op' && node.id !== id ? sizes.sign(node.label) / 2 + 2 : 0
  }
  for (const net of nets.nets) for (const end of net.ends) ways[wireName(end.edge)] = clean(wayTo(net, end))
  return ways

  function wayTo(net: Net, end: End): Point[] {
    const { edge, item } = end
    const port = ports.get(end)!
    const points = startOf(net, edge.from)
    const sideways = (channel: number, x: number) => {
      const track = channels[channel]!.tracks.get(net)
      const [before] = points.at(-1)!
      if (track === undefined || before === x) return
      const y = frame.trackY(channel, track)
      points.push([before, y], [x, y])
    }
    const { row } = item
    if (typeof net.from === 'string') sideways(row, port)
    else {
      const first = net.from.row + 1
      // Up by the rows between, or over its own row and down.
      for (let channel = first; row >= first && channel < row; channel++)
        sideways(channel, net.passes.get(channel)!.x)
      for (let channel = first; row < first && channel > row; channel--)
        sideways(channel, net.passes.get(channel - 1)!.x)
      sideways(row, port)
    }
    const y = rowY[row]!
    const lane = item.kind === 'turn' ? lanes.find(({ items }) => items[0] === item) : undefined
    if (lane) return [...points, [port, y], [frame.right, y]]
    return [
      ...points,
      [port, item.kind === 'module' && parts.modules.get(item.id)!.node.kind === 'value' ? y : y + 6],
    ]
  }

  function startOf(net: Net, from: string): Point[] {
    if (typeof net.from !== 'string') return [topOf(net.from, from)]
    const x = frame.edgeX.get(net)!
    const lane = lanes.find(({ state }) => state === from)
    if (lane) return [[x, rowY[lane.items[0]!.row]!]]
    const y = frame.leftY.get(from)!
    return [
      [leftEdge + sizes.strip, y],
      [x, y],
    ]
  }
}

/** Without points that lie on the line between their neighbours. */
function clean(points: readonly Point[]): readonly Point[] {
  const different = points.filter(
    (p, i) => i === 0 || p[0] !== points[i - 1]![0] || p[1] !== points[i - 1]![1],
  )
  return different.filter((p, i) => {
    const [a, b] = [different[i - 1], different[i + 1]]
    return !a || !b || !((a[0] === p[0] && p[0] === b[0]) || (a[1] === p[1] && p[1] === b[1]))
  })
}
