/** One layer of a net in one direction, as a net of its own, for those who show one at a time. */
import type { Equation } from '../algebra/equation.ts'
import { symbolsIn } from '../algebra/expression.ts'
import { symbolOf } from '../algebra/names.ts'
import type { Network } from '../cell/network.ts'
import type { Frame, Trace } from './frame.ts'

/** A layer in one direction, as a net has it. */
export type NetTrack = Network['tracks'][number]

const parts = new WeakMap<Network, ReadonlyMap<NetTrack, Network>>()
const runs = new WeakMap<Trace, Map<NetTrack, Trace>>()

/** The layer and direction that a frame belongs to; of attention, head and loss the last layer. */
export function trackAt({ net }: Trace, { equation }: Frame): NetTrack {
  const { layer, reverse = false } = net.info(symbolOf(equation.symbol))
  const found = net.tracks.find((track) => track.layer === layer && track.reverse === reverse)
  const last = net.tracks.at(-1)!.layer
  return found ?? net.tracks.find((track) => track.layer === last)!
}

/** Does a frame belong to what stands above the layers of a net with attention: the attention, the head, the loss? */
export const isAboveLayers = ({ net }: Trace, { equation }: Frame): boolean =>
  net.attention.length > 0 && net.info(symbolOf(equation.symbol)).layer === undefined

/** Does a frame belong to no layer, and stand above one that goes both ways through time? */
export const isAboveBoth = ({ net }: Trace, { phase, equation }: Frame): boolean =>
  phase !== 'update' &&
  net.info(symbolOf(equation.symbol)).layer === undefined &&
  net.tracks.filter(({ layer }) => layer === net.tracks.at(-1)!.layer).length > 1

/** The run with the equations and the states of this layer and direction alone, and the head; the same object for the same run. */
export function runOfTrack(trace: Trace, track: NetTrack): Trace {
  if (trace.net.tracks.length === 1 && trace.net.attention.length === 0) return trace
  const ofTrace = runs.get(trace) ?? new Map<NetTrack, Trace>()
  runs.set(trace, ofTrace)
  const found = ofTrace.get(track) ?? { ...trace, net: partsOf(trace.net).get(track)! }
  ofTrace.set(track, found)
  return found
}

function partsOf(net: Network): ReadonlyMap<NetTrack, Network> {
  const found = parts.get(net) ?? new Map(net.tracks.map((track) => [track, partOf(net, track)]))
  parts.set(net, found)
  return found
}

function partOf(net: Network, track: NetTrack): Network {
  const isOwn = (name: string) => {
    const { layer, reverse = false } = net.info(name)
    return layer === track.layer && reverse === track.reverse && name !== track.x
  }
  return {
    ...net,
    cell: net.cell.filter(({ symbol }) => isOwn(symbol)),
    attention: [],
    states: track.states,
    tracks: [track],
  }
}

/** Is what a layer says in one direction all that the head reads, at the same timestep? An attention, or where a direction ends, stands between. */
export function isReadAlone(net: Network, track: NetTrack): boolean {
  const last = net.tracks.at(-1)!
  const inTop = net.tracks.filter(({ layer }) => layer === last.layer)
  const reads = ({ expr }: Equation) => symbolsIn(expr).some(({ name }) => name === track.h)
  return last === track && inTop.length === 1 && net.head.some(reads)
}
