/** The part of a net that is drawn: one layer in one direction, as a net of its own, with the head above it where it alone is read. */
import { type Frame, type Network, symbolOf, type Trace } from '../../../src/index.ts'

type Track = Network['tracks'][number]

const parts = new WeakMap<Network, ReadonlyMap<Track, Network>>()
const drawables = new WeakMap<Trace, Map<Track, Trace>>()

/** The layer and direction that a frame belongs to; of attention, head and loss the last layer. */
export function trackAt({ net }: Trace, { equation }: Frame): Track {
  const name = symbolOf(equation.symbol)
  const { layer, reverse = false } = net.info(name)
  const found = net.tracks.find((track) => track.layer === layer && track.reverse === reverse)
  const last = net.tracks.at(-1)!.layer
  return found ?? net.tracks.find((track) => track.layer === last)!
}

/** The run as it is drawn for a track; the same object for the same run and track. */
export function drawable(trace: Trace, track: Track): Trace {
  const ofTrace = drawables.get(trace) ?? new Map<Track, Trace>()
  drawables.set(trace, ofTrace)
  const found = ofTrace.get(track) ?? { ...trace, net: partsOf(trace.net).get(track)! }
  ofTrace.set(track, found)
  return found
}

function partsOf(net: Network): ReadonlyMap<Track, Network> {
  const found = parts.get(net) ?? new Map(net.tracks.map((track) => [track, partOf(net, track)]))
  parts.set(net, found)
  return found
}

function partOf(net: Network, track: Track): Network {
  if (net.tracks.length === 1 && net.attention.length === 0) return net
  const isOwn = (name: string) => {
    const { layer, reverse = false } = net.info(name)
    return layer === track.layer && reverse === track.reverse && name !== track.x
  }
  const top = net.tracks.filter(({ layer }) => layer === net.tracks.at(-1)!.layer)
  const isRead = net.attention.length === 0 && top.length === 1 && top[0] === track
  return {
    ...net,
    cell: net.cell.filter(({ symbol }) => isOwn(symbol)),
    head: isRead ? net.head : [],
    attention: [],
    states: track.states,
    tracks: [track],
  }
}
