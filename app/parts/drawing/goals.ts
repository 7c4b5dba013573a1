/** Where what a layer says goes on: into the layer above in each direction, the attention or the head; and where the box of each stands in the drawing. */
import { isReadAlone, type NetTrack, type Trace, type WayOut } from '../../../src/index.ts'
import { widthOf } from '../../figure/text.ts'
import type { Words } from '../../words/words.ts'
import type { Layout, Point } from './layout.ts'
import { usualLetter } from './letter.ts'
import { room } from './Marks.tsx'

export interface Goal {
  readonly label: string
  readonly way: WayOut
}

/** What reads a layer in one direction at a timestep; none where that is drawn with its head. */
function goalsOf(run: Trace, track: NetTrack, t: number, words: Words): readonly Goal[] {
  const { net } = run
  if (isReadAlone(net, track)) return []
  const above = net.tracks.filter(({ layer }) => layer === track.layer + 1)
  if (above.length > 0)
    return above.map((each) => ({
      label: words.map.track(each.layer + 1, each.reverse),
      way: { kind: 'above', track: each },
    }))
  if (net.attention.length > 0) return [{ label: words.map.attention, way: { kind: 'head' } }]
  return isReadByHead(run, track, t) ? [{ label: words.head, way: { kind: 'head' } }] : []
}

/** Does the head read this direction of the last layer at a timestep? Each where it ended, if the net says so. */
function isReadByHead({ T, problem, hasLoss }: Trace, { reverse }: NetTrack, t: number): boolean {
  return problem.model.readout === 'final' ? t === (reverse ? 1 : T) : hasLoss(t)
}

/** A goal with the middle and half the width of its box. */
export interface PlacedGoal extends Goal {
  readonly x: number
  readonly y: number
  readonly half: number
  /** the way that its wire takes */
  readonly wire: readonly Point[]
}

/** They stand where the head of the last layer does, beside each other. */
export function placedGoals(
  whole: Trace,
  track: NetTrack,
  t: number,
  { layout, grow, words }: { readonly layout: Layout; readonly grow: number; readonly words: Words },
): readonly PlacedGoal[] {
  const way = layout.ways[`${track.h} → box y`]
  const goals = goalsOf(whole, track, t, words)
  if (!way || goals.length === 0) return []
  const [x, y] = way.at(-1)!
  const wide = room(grow)
  // Where the wire runs below the boxes it has gone far enough down.
  const fork = Math.min(y + 48 * wide, way.at(-2)![1])
  const texts = [words.map.size('0.0000'), ...goals.map(({ label }) => label)]
  const half = Math.max(
    30 * wide,
    layout.strip / 2,
    ...texts.map((text) => (widthOf(text) * usualLetter * grow) / 2 + 7),
  )
  const middle = Math.min(x, layout.width - goals.length * (half + 4))
  return goals.map((goal, i) => {
    const at = middle + (i - (goals.length - 1) / 2) * 2 * (half + 4)
    return { ...goal, x: at, y, half, wire: [...way.slice(0, -1), [x, fork], [at, fork], [at, y]] }
  })
}
