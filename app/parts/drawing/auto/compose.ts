/** From rows and tracks to coordinates: how high each row is, where the edges stand, and the ways of all wires. */

import { widthOf } from '../../../figure/short.ts'
import type { Graph, Node } from '../graph.ts'
import { headAt, headRoom } from '../head.ts'
import type { Layout, Mode, Point, Scale } from '../layout.ts'
import { usualLetter } from '../letter.ts'
import type { Channels } from './channels.ts'
import { forkPlaces } from './forks.ts'
import { gapFor, type Item, type Parts, type Sizes } from './modules.ts'
import { type End, type Net, type Nets, pitch } from './nets.ts'
import type { Lane } from './rows.ts'

export interface Composed extends Channels {
  readonly graph: Graph
  readonly parts: Parts
  readonly rows: readonly Item[][]
  readonly lanes: readonly Lane[]
  readonly nets: Nets
  readonly sizes: Sizes
  readonly scale: Scale
  readonly forked: ReadonlyMap<string, number>
}

const leftEdge = 8
const leastHeight = 420

/** Everything about the vertical: the middle of each row, the lowest track of each channel, the left and right edges. */
interface Frame {
  readonly rowY: readonly number[]
  readonly trackY: (channel: number, track: number) => number
  readonly leftY: ReadonlyMap<string, number>
  /** where the wires of a net at an edge go up and down */
  readonly edgeX: ReadonlyMap<Net, number>
  readonly inner: readonly [number, number]
  readonly right: number
  readonly bottom: number
  readonly floor: number
}

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
  const stubWidth = stubRoom(scale.grow)
  const branch = frame.right + 2 * strip + 10
  const headX = branch + stubWidth + headRoom.left
  const height = Math.max(leastHeight, frame.bottom, headRoom.up + headRoom.down + 40)
  const head = headAt(headX, Math.min(height - 40, (height + headRoom.up) / 2))
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
        { end: branch + stubWidth - 14, name: [branch + 6, at[state]![1] - 8] as const },
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

  /** What the head reads branches off after the gradient of its state, goes below everything, and up. */
  function headWays(): Record<string, readonly Point[]> {
    const found: Record<string, readonly Point[]> = {}
    const below = height - 12
    for (const { from, to } of graph.edges) {
      const end = head.at[to]
      const start = at[from]
      if (!end || !start) continue
      const under = start[1] > end[1] + 40 ? [] : ([[branch, below]] as Point[])
      const turn: Point[] =
        under.length > 0 ? [[branch, start[1]], ...under, [end[0], below]] : [[end[0], start[1]]]
      found[`${from} → ${to}`] = [start, ...turn, end]
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

function frameOf(of: Composed): Frame {
  const { rows, lanes, channels, nets, sizes } = of
  const laneAt = new Map(lanes.map((lane) => [lane.items[0]!.row, lane]))
  const edge = (name: string) => sizes.figure(name) / 2
  const roomOf = (channel: number) => {
    const { count } = channels[channel]!
    return count > 0 ? count * pitch + 9 : 9
  }
  const rowY: number[] = []
  const floors: number[] = []
  let y = 10
  for (let row = rows.length - 1; row >= 0; row--) {
    y += roomOf(row + 1)
    floors[row + 1] = y
    const lane = laneAt.get(row)
    const half = lane ? edge(lane.state) : 0
    y += Math.max(...rows[row]!.map(({ up }) => up), lane ? half + sizes.name : 0)
    rowY[row] = y
    y += Math.max(...rows[row]!.map(({ down }) => down), lane ? half + 5 : 0)
  }
  y += roomOf(0)
  floors[0] = y
  const trackY = (channel: number, track: number) => floors[channel]! - 9 - track * pitch
  const left = nets.nets.filter(({ from }) => from === 'left')
  const right = nets.nets.filter(({ from }) => from === 'right')
  const { leftY, bottom } = leftEdgeOf(of, rowY, floors[0]!)
  // The lowest runs straight into the bus where its track is near.
  const lowest = left.toSorted((a, b) => leftY.get(b.source)! - leftY.get(a.source)!)[0]
  const track = lowest && channels[0]!.tracks.get(lowest)
  if (track !== undefined) {
    const by = trackY(0, track) - leftY.get(lowest!.source)!
    if (by > -4 && by < 10) leftY.set(lowest!.source, trackY(0, track))
  }
  const margin = leftEdge + 2 * sizes.strip + 14
  const byHeight = left.toSorted((a, b) => leftY.get(b.source)! - leftY.get(a.source)!)
  const edgeX = new Map(byHeight.map((net, i) => [net, margin + i * pitch]))
  const start = margin + left.length * pitch + 8
  const all = rows.flat()
  const by = Math.round(start - Math.min(...all.map(({ x, half }) => x - half)))
  for (const item of all) item.x += by
  for (const [end, x] of of.ports) (of.ports as Map<End, number>).set(end, x + by)
  const stop = Math.max(...all.map(({ x, half }) => x + half)) + 12
  right.forEach((net, i) => {
    edgeX.set(net, stop + i * pitch)
  })
  const rightEdge = stop + right.length * pitch + 12
  return {
    rowY,
    trackY,
    leftY,
    edgeX,
    inner: [margin - 8, rightEdge - 14],
    right: rightEdge,
    bottom,
    floor: floors[0]!,
  }
}

/** What comes in stands at the left: states with a lane at its height, all else below them, the lowest beside the bus. */
function leftEdgeOf({ parts, lanes, sizes }: Composed, rowY: readonly number[], floor: number) {
  const leftY = new Map<string, number>()
  let ceiling = 0
  for (const lane of lanes) {
    const node = lane.fromLeft && parts.left.find(({ id }) => id === `${lane.state}[t-1]`)
    if (!node) continue
    const y = rowY[lane.items[0]!.row]!
    leftY.set(node.id, y)
    ceiling = Math.max(ceiling, y + sizes.figure(node.of) / 2 + 6)
  }
  const others = parts.left.filter(({ id }) => !leftY.has(id))
  const heights = others.map(({ of }) => sizes.figure(of) + sizes.name + 4)
  const whole = heights.reduce((a, b) => a + b, 0)
  let y = Math.max(ceiling, floor + 8 - whole)
  others.toReversed().forEach((node) => {
    y += sizes.name + 4
    leftY.set(node.id, y + sizes.figure(node.of) / 2)
    y += sizes.figure(node.of)
  })
  return { leftY, bottom: Math.max(y, floor) + 14 }
}

function waysOf(
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
    ways[`${edge.from} → ${edge.to}`] = [
      [item.x, y],
      [item.x, y - item.up + sizes.name],
    ]
  }
  for (const { edge, lane } of nets.alongLane) {
    const y = rowY[lane.items[0]!.row]!
    const from = parts.moduleOf.get(edge.from)
    const to = parts.moduleOf.get(edge.to)
    ways[`${edge.from} → ${edge.to}`] = [
      [from ? from.x + pastValue(from, edge.from) : leftEdge + sizes.strip, y],
      [to ? to.x : frame.right, y],
    ]
  }
  // What has a name leaves along its lane beside the operation that it comes from.
  function pastValue(item: Item, id: string): number {
    const { node } = parts.modules.get(item.id)!
    return node.kind === 'op' && node.id !== id ? sizes.sign(node.label) / 2 + 2 : 0
  }
  for (const net of nets.nets)
    for (const end of net.ends) ways[`${end.edge.from} → ${end.edge.to}`] = clean(wayTo(net, end))
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
