import { direct, dividable, routesOf, tensor, toJson, toLists, type WayOut, waysOut } from '../index.ts'
import { fail, oneOf, onlyFile, optionsOf } from './arguments.ts'

/**
 * The gradient at a state of every timestep, divided by route: `npm run -s routes -- FILE.json --state n`. Without a name the state is C,
 * or else the first memory, or else the first state. A state that is a number has numbers, a matrix lists of rows. In a net of several
 * layers or directions, or with attention, `ways` says too how much comes along time and how much from the layer above.
 */
export function routesCommand(args: readonly string[]): string {
  const { values, rest } = optionsOf(args, { state: { type: 'string' } }, true)
  const trace = onlyFile('routes', rest)
  const states = dividable(trace.net)
  const [usual] = states
  if (usual === undefined) fail('model: expected a cell that carries a state, got one without')
  const state = values.state === undefined ? usual : oneOf('state', values.state.normalize('NFC'), states)
  const { of, at } = routesOf(trace, state)
  const { shape } = trace.memory(of)
  const lists = (part: Float64Array) => toLists(tensor(shape, part))
  const several = trace.net.tracks.length > 1 || trace.net.attention.length > 0
  const depth = several ? waysOut(trace, of) : undefined
  const divided = at.map(({ k, full, parts }) => {
    const { [direct]: cellOnly, ...rest } = parts
    const first = Object.fromEntries(Object.entries(rest).map(([symbol, part]) => [symbol, lists(part)]))
    const ways =
      depth &&
      Object.fromEntries(depth.ways.map((way, i) => [wayName(way), lists(depth.at[k - 1]!.parts[i]!)]))
    return { k, full: lists(full), cellOnly: lists(cellOnly!), first, ...(ways ? { ways } : {}) }
  })
  return toJson({ [of]: divided })
}

const wayName = ({ kind, track }: WayOut): string =>
  track ? `layer ${track.layer + 1}${track.reverse ? ' reverse' : ''}` : kind
