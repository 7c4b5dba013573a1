/** How high each row stands, the tracks between the rows, and the left and right edges. */
import type { Graph } from '../graph.ts'
import type { Scale } from '../layout.ts'
import type { Channels } from './channels.ts'
import type { CellModules, Item, Sizes } from './modules.ts'
import { type End, type Net, type Nets, pitch } from './nets.ts'
import type { Lane } from './rows.ts'

/** The modules in rows and the wires on tracks, before anything has coordinates. */
export interface Composed extends Channels {
  readonly graph: Graph
  readonly parts: CellModules
  readonly rows: readonly Item[][]
  readonly lanes: readonly Lane[]
  readonly nets: Nets
  readonly sizes: Sizes
  readonly scale: Scale
  readonly forked: ReadonlyMap<string, number>
  /** what the cell says, which goes on */
  readonly says: string
}

export const leftEdge = 8

/** Everything about the vertical: the middle of each row, the lowest track of each channel, the left and right edges. */
export interface Frame {
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

/** Also shifts all modules to the right of the left edge. */
export function frameOf(of: Composed): Frame {
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
  const onLane = new Set(
    lanes.flatMap(({ fromLeft, state }) => (fromLeft ? [`${state}[t-1]`, `${state}[t+1]`] : [])),
  )
  const right = nets.nets.filter(({ from }) => from === 'right')
  const { leftY, bottom } = leftEdgeOf(of, rowY, floors[0]!)
  let moved = 0
  clear()
  // The lowest runs straight into the bus where its track is near.
  const lowest = left.toSorted((a, b) => leftY.get(b.source)! - leftY.get(a.source)!)[0]
  const track = lowest && channels[0]!.tracks.get(lowest)
  if (track !== undefined) {
    const by = trackY(0, track) - leftY.get(lowest!.source)!
    if (by > -4 && by < 10) leftY.set(lowest!.source, trackY(0, track))
  }
  // What comes in below the lanes stands clear of the height of any other's track.
  function clear(): void {
    const low = left.filter(({ source }) => !onLane.has(source))
    const clashes = () =>
      low.some((net) =>
        channels.some(({ tracks }, i) =>
          left.some((other) => {
            const track = other === net ? undefined : tracks.get(other)
            return track !== undefined && Math.abs(trackY(i, track) - leftY.get(net.source)!) < 4
          }),
        ),
      )
    for (; moved < 36 && clashes(); moved += 3)
      for (const { source } of low) leftY.set(source, leftY.get(source)! + 3)
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
    bottom: bottom + moved,
    floor: floors[0]!,
  }
}

/** What comes in stands at the left: states with a lane at its height, all else below them, the lowest beside the bus. */
function leftEdgeOf({ parts, lanes, sizes }: Composed, rowY: readonly number[], floor: number) {
  const leftY = new Map<string, number>()
  let ceiling = 0
  for (const lane of lanes) {
    const node =
      lane.fromLeft && parts.left.find(({ symbol }) => symbol!.name === lane.state && symbol!.dt !== 0)
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
