/** What a step of a coarse grain has done where it ends: a timestep of one layer, of several, of the head; or a whole phase. */
import { symbolOf } from '../algebra/names.ts'
import type { Network } from '../cell/network.ts'
import type { Frame, Trace } from './frame.ts'
import { type Grain, groupOf } from './grain.ts'
import type { NetTrack } from './part.ts'
import { sectionOf } from './sections.ts'

/** What a step of a coarse grain is about. */
export interface Completed {
  readonly phase: Frame['phase']
  /** the timestep; null for a whole phase, and for what belongs to none */
  readonly t: number | null
  /** the whole phase, all of the net at a timestep, or which of its parts; `above`: attention and head together */
  readonly of: 'phase' | 'net' | 'layers' | 'attention' | 'head' | 'above'
  /** the layers of the part, each in its direction, from below */
  readonly tracks: readonly NetTrack[]
  /** is all of the part computed, so that no later step of the phase belongs to it? */
  readonly isAll: boolean
}

/** What is done at a frame at which a step of this grain ends; undefined for the fine grains, and within a step. */
export function completedAt({ net, frames }: Trace, frame: Frame, grain: Grain): Completed | undefined {
  if (grain === 'assignment' || grain === 'idea') return undefined
  const { phase, t, index } = frame
  const group = groupOf(frame, net, grain)
  const isInGroup = (other: Frame) => groupOf(other, net, grain) === group
  if (frames[index + 1] && isInGroup(frames[index + 1]!)) return undefined
  if (grain === 'phase' || phase === 'loss') return { phase, t: null, of: 'phase', tracks: [], isAll: true }
  const alike = frames.filter((other) => other.phase === phase && other.t === t)
  const ofGroup = alike.filter(isInGroup)
  const isAll = ofGroup.at(-1) === frame
  const tracks = tracksOf(net, ofGroup)
  if (ofGroup.length === alike.length && (t === null || tracks.length === net.tracks.length))
    return { phase, t, of: t === null ? 'phase' : 'net', tracks: [], isAll }
  if (tracks.length > 0) return { phase, t, of: 'layers', tracks, isAll }
  // An update begins with what is computed from all gradients, which belongs to no part.
  if (phase === 'update' && !isAll) return undefined
  return { phase, t, of: aboveOf(net, frame), tracks, isAll }
}

const tracksOf = ({ tracks, info }: Network, frames: readonly Frame[]): readonly NetTrack[] => {
  const abouts = frames.map(({ equation }) => info(symbolOf(equation.symbol)))
  return tracks.filter(({ layer, reverse }) =>
    abouts.some((about) => about.layer === layer && (about.reverse ?? false) === reverse),
  )
}

function aboveOf(net: Network, frame: Frame): Completed['of'] {
  if (net.attention.length === 0) return 'head'
  const kind = sectionOf(net, frame)?.kind
  return kind === 'attention' || kind === 'head' ? kind : 'above'
}
