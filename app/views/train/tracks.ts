/** What of a plot can be opened: the points of each of its curves. */
import type { Ground } from '../../figure/Frame.tsx'
import { type Point, placeOf } from '../../figure/marks.tsx'
import type { Moment } from '../../state/openStep.ts'
import type { Answering } from './Answers.tsx'
import type { Opener } from './opening.ts'
import type { Shown } from './shown.ts'

export interface Track {
  readonly model: number
  /** the curve as it is drawn */
  readonly points: readonly Point[]
  /** how many of its points can be opened: all that are drawn, where `along` is absent */
  readonly count: number
  /** the point at a value of x, and the value of x of a point, where there are more than are drawn */
  readonly along?: { readonly kOf: (x: number) => number; readonly xOf: (k: number) => number }
  /** is it found by x and y, and not by x alone? */
  readonly scattered?: boolean
  readonly said: (k: number) => string
  /** false where it cannot be opened any more */
  readonly open: (k: number) => Promise<boolean>
}

export interface Picked {
  readonly track: number
  readonly k: number
}

/** The point next to a place of the plot; undefined where there is none. */
export function nearest(
  ground: Ground,
  tracks: readonly Track[],
  px: number,
  py: number,
): Picked | undefined {
  let best: (Picked & { readonly away: number }) | undefined
  for (const [track, of] of tracks.entries()) {
    if (of.count === 0) continue
    const k = of.scattered ? nearestDot(ground, of.points, px, py) : kAt(of, ground.x.valueAt(px))
    const place = placeIn(ground, of, k)
    if (!place) continue
    const across = of.scattered ? place[0] - px : 0
    const away = Math.hypot(across, place[1] - py)
    if (!best || away < best.away) best = { track, k, away }
  }
  return best && { track: best.track, k: best.k }
}

function kAt({ points, count, along }: Track, x: number): number {
  const k = along ? Math.round(along.kOf(x)) : indexAt(points, x)
  return Math.max(0, Math.min(count - 1, k))
}

function nearestDot(ground: Ground, points: readonly Point[], px: number, py: number): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY]
  for (const [k, point] of points.entries()) {
    const place = placeOf(ground, point)
    const away = place ? Math.hypot(place[0] - px, place[1] - py) : Number.POSITIVE_INFINITY
    if (away < least) [best, least] = [k, away]
  }
  return best
}

/** The index of the point next to a value of x, which rises. */
function indexAt(points: readonly Point[], x: number): number {
  let [low, high] = [0, points.length - 1]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (points[middle]![0] < x) low = middle
    else high = middle
  }
  return x - points[low]![0] < points[high]![0] - x ? low : high
}

/** Where a point stands on its curve; undefined where that is outside the plot. */
export function placeIn(ground: Ground, { points, along }: Track, k: number): Point | undefined {
  if (!along) return points[k] && placeOf(ground, points[k])
  if (points.length === 0) return undefined
  const x = along.xOf(k)
  const at = Math.max(
    1,
    points.findIndex(([next]) => next >= x),
  )
  const [from, to] = [points[at - 1]!, points[at] ?? points[at - 1]!]
  const part = to[0] > from[0] ? Math.max(0, Math.min(1, (x - from[0]) / (to[0] - from[0]))) : 0
  return placeOf(ground, [x, from[1] + part * (to[1] - from[1])])
}

/** What a net answers to the sequences that are looked at; `sequence`: which of all a point is. */
export function answersTrack(
  { shown, answers }: Answering,
  points: readonly Point[],
  { answer }: Opener,
  sequence: (k: number) => number,
  more: Pick<Track, 'said'> & Partial<Pick<Track, 'scattered'>> & { readonly t?: (k: number) => number },
): Track {
  const { said, scattered = false, t } = more
  return {
    model: shown.model,
    points,
    count: points.length,
    scattered,
    said,
    open: (k) => answer(shown, answers.done, sequence(k), t?.(k)),
  }
}

/** A curve over epochs, of which every update can be opened. */
export function updatesTrack(
  shown: Shown,
  points: readonly Point[],
  { update }: Opener,
  said: (k: number) => string,
): Track {
  const each = shown.run?.facts?.updatesPerEpoch ?? 1
  return {
    model: shown.model,
    points,
    count: Math.max(1, shown.run?.done ?? 1),
    along: { kOf: (x) => x * each, xOf: (k) => k / each },
    said,
    open: (k) => update(shown, k),
  }
}

/** A curve with a point at the end of epochs. */
export function epochsTrack(
  shown: Shown,
  points: readonly Point[],
  { update }: Opener,
  said: (epoch: string, value: number) => string,
  frame?: Moment['frame'],
): Track {
  const each = shown.run?.facts?.updatesPerEpoch ?? 1
  return {
    model: shown.model,
    points,
    count: points.length,
    said: (k) => said(String(points[k]![0]), points[k]![1]),
    open: (k) => update(shown, Math.round(points[k]![0] * each), frame),
  }
}
