/** The part of a net that is drawn: one layer in one direction, with the head above it where it alone is read. */
import { isReadAlone, type NetTrack, type Network, runOfTrack, type Trace } from '../../../src/index.ts'

const drawn = new WeakMap<Trace, Trace>()
const headless = new WeakMap<Network, Network>()

/** The run as it is drawn for a layer and direction; the same object for the same run. */
export function drawable(trace: Trace, track: NetTrack): Trace {
  const part = runOfTrack(trace, track)
  if (isReadAlone(trace.net, track)) return part
  const net = headless.get(part.net) ?? { ...part.net, head: [] }
  headless.set(part.net, net)
  const found = drawn.get(part) ?? { ...part, net }
  drawn.set(part, found)
  return found
}
