/** Marks on the ground of a plot: lines, dots, points with a name, rules, and numbers of a grid as colours. */
import { memo } from 'react'
import { fullValue } from '../../src/index.ts'
import { curvePath, dashes } from './curve.ts'
import type { Ground } from './Frame.tsx'
import { Letters } from './Letters.tsx'
import styles from './marks.module.css'
import { heatRuns, largest } from './scale.ts'
import { widthOf } from './text.ts'

export type Point = readonly [x: number, y: number]

/** The place of a point; undefined where it is outside the axes. */
export function placeOf({ x, y, left, right, top, bottom }: Ground, [a, b]: Point): Point | undefined {
  const [px, py] = [x.at(a), y.at(b)]
  const inside = (at: number | undefined, low: number, high: number) =>
    at !== undefined && at >= low - 0.5 && at <= high + 0.5
  return inside(px, left, right) && inside(py, top, bottom) ? [px!, py!] : undefined
}

interface Series {
  readonly ground: Ground
  readonly points: readonly Point[]
}

/** A curve through points, interrupted where they are outside the axes. */
export const Line = memo(function Line({
  ground,
  points,
  dash = '',
  className = styles.line,
}: Series & { readonly dash?: string; readonly className?: string | undefined }) {
  const places = points.map((point) => placeOf(ground, point))
  return (
    <path
      data-part="line"
      className={className}
      strokeDasharray={dash}
      d={curvePath(
        places.length,
        (i) => places[i]?.[0] ?? 0,
        (i) => places[i]?.[1],
      )}
    />
  )
})

/** Points without a line between them. */
export function Dots({ ground, points }: Series) {
  return points.map((point, i) => {
    const place = placeOf(ground, point)
    if (!place) return null
    return (
      <circle
        // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place in the series
        key={i}
        className={styles.dot}
        data-value={fullValue(point[1])}
        cx={place[0]}
        cy={place[1]}
        r={2.6}
      />
    )
  })
}

/** The pattern of the line of a model: it is told apart without colour too. */
export const dashOf = (model: number): string => dashes[model % dashes.length]!

interface NameProps extends Series {
  readonly text: string
  /** the index of the point at which it stands; the last where absent */
  readonly at?: number | undefined
  readonly side?: 'above' | 'below' | undefined
}

/** The name of a curve at one of its points, so high or low that its own curve does not run through it. */
export function Name({ ground, points, text, at = points.length - 1, side = 'above' }: NameProps) {
  const { left, right, top, bottom, em } = ground
  const place = points[at] && placeOf(ground, points[at])
  if (!place) return null
  const [from] = place
  const onRight = from > (left + right) / 2
  const to = from + (onRight ? -1 : 1) * widthOf(text) * em
  const heights = points.flatMap((point) => {
    const found = placeOf(ground, point)
    return found && found[0] >= Math.min(from, to) && found[0] <= Math.max(from, to) ? [found[1]] : []
  })
  const wanted = side === 'below' ? Math.max(...heights) + 1.15 * em : Math.min(...heights) - 0.4 * em
  return (
    <text
      className={styles.name}
      x={Math.min(right, from)}
      y={Math.max(top + 0.9 * em, Math.min(bottom - 0.3 * em, wanted))}
      textAnchor={onRight ? 'end' : 'start'}
    >
      <Letters text={text} />
    </text>
  )
}

/** A line across at a value of y, or down at a value of x, with what it means. */
export function Rule({
  ground,
  y,
  x,
  text,
  className = styles.rule,
}: {
  readonly ground: Ground
  readonly y?: number
  readonly x?: number
  readonly text?: string
  readonly className?: string | undefined
}) {
  const { left, right, top, bottom, em } = ground
  const at = y === undefined ? ground.x.at(x ?? Number.NaN) : ground.y.at(y)
  if (at === undefined) return null
  const half = (text === undefined ? 0 : widthOf(text) / 2) * em
  const place =
    y === undefined
      ? {
          x: Math.max(left + half, Math.min(right - half, at)),
          y: top - 0.5 * em,
          textAnchor: 'middle' as const,
        }
      : { x: right, y: at - 0.4 * em, textAnchor: 'end' as const }
  return (
    <>
      <line
        className={className}
        {...(y === undefined
          ? { x1: at, x2: at, y1: top, y2: bottom }
          : { x1: left, x2: right, y1: at, y2: at })}
      />
      {text !== undefined && (
        <text className={styles.said} {...place}>
          {text}
        </text>
      )}
    </>
  )
}

export interface Marked {
  readonly x: number
  readonly y: number
  readonly text: string
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly below?: boolean
}

/** A point with its name. */
export function MarkedPoint({
  ground,
  x,
  y,
  text,
  anchor = 'middle',
  below,
}: Marked & { readonly ground: Ground }) {
  const { em } = ground
  const [cx, cy] = [ground.x.at(x), ground.y.at(y)]
  if (cx === undefined || cy === undefined) return null
  return (
    <g className={styles.mark}>
      <circle cx={cx} cy={cy} r={4.5} data-value={fullValue(y)} />
      <text
        x={cx + (anchor === 'start' ? 0.7 : anchor === 'end' ? -0.7 : 0) * em}
        y={cy + (below ? 1.4 : -0.6) * em}
        textAnchor={anchor}
      >
        <Letters text={text} />
      </text>
    </g>
  )
}

interface CellsProps {
  readonly ground: Ground
  /** row by row, from the lowest y up */
  readonly values: ArrayLike<number>
  readonly rows: number
  readonly columns: number
  /** the number with the darkest colour; the largest where absent */
  readonly full?: number
}

/** Numbers of a grid over the whole ground as colours: a heat map on the axes of the frame. */
export const Cells = memo(function Cells({ ground, values, rows, columns, full }: CellsProps) {
  const { left, right, top, bottom } = ground
  const [wide, high] = [(right - left) / columns, (bottom - top) / rows]
  const run = (row: number, column: number, count: number) => {
    const [x, y] = [left + column * wide, bottom - (row + 1) * high]
    // A little larger than its place, so that no line of the ground is left between two.
    const across = count * wide + 0.3
    return `M${x.toFixed(1)} ${y.toFixed(1)}h${across.toFixed(1)}v${(high + 0.3).toFixed(1)}h${(-across).toFixed(1)}z`
  }
  return heatRuns(values, full ?? largest(values), columns, run).map(({ fill, d }) => (
    <path key={fill} fill={fill} d={d} shapeRendering="crispEdges" />
  ))
})
