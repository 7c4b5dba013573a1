/** The passes of a net: which equations are evaluated together, in which order, and which layer each belongs to. */
import type { Adjoint } from '../algebra/adjoint.ts'
import { type Equation, nameParts } from '../algebra/equation.ts'
import type { Track } from './tracks.ts'

/** Equations that are evaluated together: along time from the first timestep, against it from the last, or once. */
export interface Pass {
  readonly order: 'along' | 'against' | 'once'
  readonly equations: readonly Equation[]
}

/** What a net needs of a layer in one direction. */
export type TrackParts = Omit<Track, 'of' | 'cell'>

/** The passes of the layers, of what stands `between` (the attention), and of the head. Neighbours that go the same way through time are one pass. */
export function scheduled(
  tracks: readonly TrackParts[],
  between: readonly Pass[],
  head: readonly Equation[],
): Pass[] {
  const passes: { order: Pass['order']; equations: Equation[] }[] = []
  const add = (order: Pass['order'], equations: readonly Equation[]) => {
    const last = passes.at(-1)
    if (last?.order === order && order !== 'once') last.equations.push(...equations)
    else passes.push({ order, equations: [...equations] })
  }
  const placed = new Set<string>()
  for (const { reverse, equations, input } of tracks) {
    // Both directions read one input, which the first of them makes.
    if (input && !placed.has(input.symbol)) add(reverse ? 'against' : 'along', [input])
    if (input) placed.add(input.symbol)
    add(reverse ? 'against' : 'along', equations)
  }
  for (const { order, equations } of between) add(order, equations)
  add('along', head)
  return passes
}

/** The passes with a name for each part whose value a derivative needs. */
export function withParts(passes: readonly Pass[], isTaken: (name: string) => boolean): Pass[] {
  const named = nameParts(
    passes.flatMap(({ equations }) => equations),
    isTaken,
  )
  let from = 0
  return passes.map(({ order, equations }) => {
    // The parts of an equation stand before it.
    const last = equations.at(-1)!.symbol
    const to = named.findIndex((eq) => eq.symbol === last) + 1
    const own = named.slice(from, to)
    from = to
    return { order, equations: own }
  })
}

/** The track of every symbol that a layer writes, parts included: a part stands before the equation that it is part of. */
export function owners(
  all: readonly Equation[],
  tracks: readonly TrackParts[],
): ReadonlyMap<string, TrackParts> {
  const found = new Map<string, TrackParts>()
  for (const track of tracks) {
    if (track.input && !found.has(track.x)) found.set(track.x, track)
    for (const eq of track.equations) found.set(eq.symbol, track)
  }
  let next: TrackParts | undefined
  for (const { symbol: name, silent } of all.toReversed()) {
    if (!silent) next = found.get(name)
    else if (next) found.set(name, next)
  }
  return found
}

/** Adjoints from the head down through the layers, the weights of a layer after its values; then the weights of the head, and what is given. */
export function inLayers(
  found: readonly Adjoint[],
  tracks: readonly TrackParts[],
  trackOf: ReadonlyMap<string, TrackParts>,
): Adjoint[] {
  const isWeight = (name: string) => tracks.some(({ weights }) => weights.includes(name))
  const given = found.filter(({ of }) => !trackOf.has(of) && !isWeight(of))
  const written = (track: TrackParts) => found.filter(({ of }) => trackOf.get(of) === track)
  const weights = (track: TrackParts) => found.filter(({ of }) => track.weights.includes(of))
  const inputs = given.filter(({ of, overTime }) => of === 'x' || overTime)
  return [
    ...given.filter((adjoint) => !inputs.includes(adjoint)),
    ...tracks.toReversed().flatMap((track) => [...written(track), ...weights(track)]),
    ...inputs,
  ]
}
