/** Between two rows wires go sideways, each on a track of its own. */
import type { Item } from './modules.ts'
import { type End, type Net, pitch } from './nets.ts'

/** The wires between a row and the one above it; the first is below all rows. */
export interface Channel {
  /** the track of each net that goes sideways here, from the lowest */
  readonly tracks: ReadonlyMap<Net, number>
  readonly count: number
}

export interface Channels {
  readonly channels: readonly Channel[]
  /** where each wire enters what it leads to */
  readonly ports: ReadonlyMap<End, number>
}

interface Pins {
  readonly net: Net
  /** going down from this channel, and going up from it */
  readonly down: number[]
  readonly up: number[]
  /** towards the left or right edge */
  readonly edge: 'left' | 'right' | undefined
}

export function channelsOf(rows: readonly Item[][], nets: readonly Net[]): Channels {
  const ports = new Map<End, number>()
  for (const row of rows) for (const item of row) placePorts(item, nets, ports)
  const channels = Array.from({ length: rows.length + 1 }, (_, i) => {
    const pins = nets.flatMap((net) => pinsOf(net, i, ports))
    free(pins, i, ports)
    return tracksOf(nets.flatMap((net) => pinsOf(net, i, ports)))
  })
  return { channels, ports }
}

/** Where the wires that enter a thing from below enter it: in the order in which they come, or straight where there is one. */
function placePorts(item: Item, nets: readonly Net[], ports: Map<End, number>): void {
  const ending = nets.flatMap((net) =>
    net.ends.filter((end) => end.item === item).map((end) => ({ net, end })),
  )
  const coming = ending
    .map(({ net, end }) => ({ end, from: comesFrom(net, item) }))
    .sort((a, b) => a.from - b.from)
  // A wire that comes from near below goes straight; two wires keep their distance.
  const step = coming.length > 1 ? Math.min(10, (2 * item.reach) / (coming.length - 1)) : 0
  const places = coming.map(({ from }) => Math.max(-item.reach, Math.min(item.reach, from - item.x)))
  if (coming.length === 1 && Math.abs(coming[0]!.from - item.x) > item.reach) places[0] = 0
  places.forEach((place, i) => {
    if (i > 0) places[i] = Math.max(place, places[i - 1]! + step)
  })
  for (let i = places.length - 1; i >= 0; i--)
    places[i] = Math.min(places[i]!, item.reach - step * (places.length - 1 - i))
  coming.forEach(({ end }, i) => {
    ports.set(end, Math.round(item.x + places[i]!))
  })
}

function comesFrom({ from, passes }: Net, to: Item): number {
  if (from === 'left') return Number.NEGATIVE_INFINITY
  if (from === 'right') return Number.POSITIVE_INFINITY
  return (to.row > from.row ? (passes.get(to.row - 1) ?? from) : (passes.get(to.row) ?? from)).x
}

/** The parts of a net in a channel; none where the net does not pass it. */
function pinsOf(net: Net, channel: number, ports: ReadonlyMap<End, number>): Pins[] {
  const { from, passes, ends } = net
  const below = passes.get(channel - 1)
  const above = passes.get(channel)
  const up = ends.filter(({ item }) => item.row === channel).map((end) => ports.get(end)!)
  const down: number[] = []
  if (typeof from !== 'string' && from.row === channel - 1) down.push(from.x)
  if (below) down.push(below.x)
  // A wire on its way down passes its own row from the channel above it.
  if (above) up.push(above.x)
  const edge = typeof from === 'string' && up.length > 0 ? from : undefined
  return up.length + down.length === 0 ? [] : [{ net, down, up, edge }]
}

/** Wires that would run over each other into a thing enter it a little aside. */
function free(pins: readonly Pins[], channel: number, ports: Map<End, number>): void {
  const exits = pins.flatMap(({ net, down }) => down.map((x) => ({ net, x })))
  for (const { net } of pins)
    for (const end of net.ends) {
      if (end.item.row !== channel) continue
      const others = [...ports]
        .filter(([other]) => other !== end && other.item === end.item)
        .map(([, x]) => x)
      const clash = (x: number) =>
        exits.some((exit) => exit.net !== net && Math.abs(exit.x - x) < 4) ||
        others.some((o) => Math.abs(o - x) < 4)
      const now = ports.get(end)!
      if (!clash(now)) continue
      const { x, reach } = end.item
      const other = [5, -5, 8, -8, 11, -11]
        .map((by) => now + by)
        .find((place) => Math.abs(place - x) <= reach + 2 && !clash(place))
      if (other !== undefined) ports.set(end, other)
    }
}

/** A track for each net that goes sideways: where one leaves below what another arrives above, its track is the lower one. */
function tracksOf(pins: readonly Pins[]): Channel {
  const wide = pins.filter(
    ({ down, up, edge }) => edge || Math.max(...down, ...up) - Math.min(...down, ...up) > 0.5,
  )
  const under = (a: Pins, b: Pins) => a.down.some((x) => b.up.some((other) => Math.abs(x - other) < 5))
  const tracks = new Map<Net, number>()
  const taken: [number, number][][] = []
  let waiting = wide.toSorted((a, b) => from(a) - from(b))
  while (waiting.length > 0) {
    // Nets that wait for each other in a circle: the first of them gets the lowest track.
    const next =
      waiting.find((pin) => !waiting.some((other) => other !== pin && under(other, pin))) ?? waiting[0]!
    waiting = waiting.filter((pin) => pin !== next)
    const least = Math.max(
      0,
      ...wide.filter((o) => o !== next && under(o, next)).map((o) => (tracks.get(o.net) ?? -1) + 1),
    )
    const [a, b] = [from(next), to(next)]
    let track = least
    while (taken[track]?.some(([c, d]) => a < d + pitch && c < b + pitch)) track++
    while (taken.length <= track) taken.push([])
    taken[track]!.push([a, b])
    tracks.set(next.net, track)
  }
  return { tracks, count: taken.length }
}

const from = ({ down, up, edge }: Pins) =>
  edge === 'left' ? Number.NEGATIVE_INFINITY : Math.min(...down, ...up)
const to = ({ down, up, edge }: Pins) =>
  edge === 'right' ? Number.POSITIVE_INFINITY : Math.max(...down, ...up)
