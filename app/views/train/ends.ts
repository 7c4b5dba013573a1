/** Labels of heights at the right end of a plot, beside it where there is room. */
import { spread } from '../../figure/axis.ts'
import type { Ground } from '../../figure/Frame.tsx'
import { widthOf } from '../../figure/text.ts'

/** Narrower drawings, in letter heights, have their labels within. */
const narrow = 34

/** The room at the right end for labels, in letter heights. */
export function roomFor(labels: readonly string[], width: number, em: number): number {
  if (width / em < narrow || labels.length === 0) return 1.2
  return Math.max(...labels.map(widthOf)) + 1.4
}

export interface EndLabel {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly anchor: 'start' | 'end'
}

/** Where each label stands: at its height, or so near that none lies on another. */
export function endLabels(
  ground: Ground,
  labels: readonly { readonly text: string; readonly y: number }[],
): readonly EndLabel[] {
  const { right, top, bottom, width, height, em } = ground
  const outside = width / em >= narrow
  const placed = labels.flatMap(({ text, y }) => {
    const at = ground.y.at(y)
    return at === undefined || at < top - 1 || at > bottom + 1 ? [] : [{ text, at }]
  })
  const lowest = outside ? Math.min(height, bottom + em) : bottom - 0.5 * em
  const heights = spread(
    placed.map(({ at }) => (outside ? at : at - 0.75 * em)),
    1.15 * em,
    top,
    lowest,
  )
  return placed.map(({ text }, i) => ({
    text,
    x: outside ? right + 0.6 * em : right - 0.3 * em,
    y: heights[i]! + 0.33 * em,
    anchor: outside ? 'start' : 'end',
  }))
}
