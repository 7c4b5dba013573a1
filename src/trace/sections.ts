/** The sections of a run: passes that follow one another and belong to the same layers in one direction, to the attention, or to the head. */
import { ofGradient } from '../algebra/names.ts'
import type { Network } from '../cell/network.ts'
import type { Frame } from './frame.ts'
import type { NetTrack } from './part.ts'
import { passOf } from './schedule.ts'

/** Passes that follow one another and belong together; one that the head ends has it too. */
export interface Section {
  /** counted from the first of the forward pass */
  readonly index: number
  readonly kind: 'layers' | 'attention' | 'head'
  /** the layers that are computed together, from below; they go one way through time */
  readonly tracks: readonly NetTrack[]
}

interface Sections {
  /** the section of each pass */
  readonly ofPass: readonly Section[]
  readonly ofSymbol: Map<string, Section | undefined>
}

const known = new WeakMap<Network, Sections>()

function sectionsOf(net: Network): Sections {
  const found = known.get(net) ?? { ofPass: ofPasses(net), ofSymbol: new Map() }
  known.set(net, found)
  return found
}

function ofPasses({ passes, tracks, attention }: Network): Section[] {
  const above = new Set(attention.map(({ symbol }) => symbol))
  const found: Section[] = []
  for (const { equations } of passes) {
    const written = new Set(equations.map(({ symbol }) => symbol))
    const own = tracks.filter(({ h }) => written.has(h))
    const others = equations.some(({ symbol }) => above.has(symbol)) ? 'attention' : 'head'
    const kind = own.length > 0 ? 'layers' : others
    const last = found.at(-1)
    const isSame = last?.kind === kind && kind !== 'layers'
    found.push(isSame ? last : { index: (last?.index ?? -1) + 1, kind, tracks: own })
  }
  return found
}

/** The section that a frame stands in; undefined for the loss and the update, which stand in none. */
export function sectionOf(net: Network, { phase, equation }: Frame): Section | undefined {
  if (phase !== 'forward' && phase !== 'backward') return undefined
  const { ofPass, ofSymbol } = sectionsOf(net)
  const symbol = ofGradient(equation.symbol) ?? equation.symbol
  if (!ofSymbol.has(symbol)) ofSymbol.set(symbol, ofPass[passOf(net, symbol)])
  return ofSymbol.get(symbol)
}

/** Is a frame of an equation that is evaluated once, for all timesteps? */
export function isOnce({ passes }: Network, { equation }: Frame): boolean {
  const symbol = ofGradient(equation.symbol) ?? equation.symbol
  return passes.some(
    ({ order, equations }) => order === 'once' && equations.some((eq) => eq.symbol === symbol),
  )
}
