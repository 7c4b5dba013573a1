/** What all plots share: axes with their ticks and names, and the ground on which marks stand. */
import { type ReactNode, type SVGAttributes, useMemo } from 'react'
import type { Box } from '../ui/useBox.ts'
import { type Axis, acrossAxis, axisOf, type Span } from './axis.ts'
import styles from './Frame.module.css'
import { Letters } from './Letters.tsx'
import { widthOf } from './text.ts'

/** Where marks stand, in pixels. */
export interface Ground {
  readonly x: Axis
  readonly y: Axis
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  /** of the whole drawing */
  readonly width: number
  readonly height: number
  /** the height of letters */
  readonly em: number
}

interface Layout {
  readonly x: Span
  readonly y: Span
  /** where the numbers of y stand */
  readonly side?: 'left' | 'right' | undefined
  /** room at the other side, in letter heights: names at the ends of curves stand there */
  readonly ends?: number | undefined
  /** room above, in letter heights: what rules down mean stands there */
  readonly above?: number | undefined
  /** both axes have the same scale where their spans are the same; the drawing is as high as that takes */
  readonly even?: boolean | undefined
}

interface Props extends Layout {
  readonly box: Box
  /** what the plot shows, for those who do not see it; without it the plot is told elsewhere */
  readonly label?: string
  /** its name for tests */
  readonly 'data-part'?: string | undefined
  readonly className?: string | undefined
  /** what the pointer does */
  readonly on?: (ground: Ground) => SVGAttributes<SVGSVGElement>
  readonly children: (ground: Ground) => ReactNode
}

/** The part of a narrow box that the marks have at least. */
const leastGround = 0.3

/** The ground that a box has for marks. */
export function groundOf(
  { width, height, em }: Box,
  { x, y, side, ends = 1.2, above, even }: Layout,
): Ground {
  const top = (above ?? (y.name === '' ? 0.8 : 2)) * em
  const below = (x.name === '' ? 1.7 : 3.1) * em
  const usualBottom = height - below
  const rows = Math.max(3, Math.floor((usualBottom - top) / (2.4 * em)))
  const numbers = axisOf(y, usualBottom, top, rows).ticks.map(({ text }) => widthOf(text) + 1)
  const beside = Math.max(2, ...numbers) * em
  // In a narrow box the ground keeps its part, and what stands at its sides gets less room than it asks for.
  const beyond = Math.max(0, Math.min(ends * em, width * (1 - leastGround) - beside))
  const near = Math.min(beside, width * (1 - leastGround))
  const [left, right] = side === 'right' ? [beyond, width - near] : [near, width - beyond]
  const bottom = even ? top + (right - left) : Math.max(top, usualBottom)
  return {
    x: acrossAxis(x, left, right, em),
    y: axisOf(y, bottom, top, rows),
    ...{ left, right, top, bottom, width, height: bottom + below, em },
  }
}

export function Frame({
  box,
  x,
  y,
  side,
  ends,
  above,
  even,
  label,
  className,
  on,
  children,
  ...named
}: Props) {
  const ground = useMemo(
    () => groundOf(box, { x, y, side, ends, above, even }),
    [box, x, y, side, ends, above, even],
  )
  const { left, right, bottom, width, height, em } = ground
  const onRight = side === 'right'
  return (
    <svg
      {...named}
      role="img"
      aria-label={label}
      aria-hidden={label === undefined}
      className={`${styles.frame} ${className ?? ''}`}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      {...on?.(ground)}
    >
      <rect data-part="ground" className={styles.ground} {...rectOf(ground)} />
      {ground.y.ticks.map((tick) => (
        <g key={tick.value}>
          <line className={styles.grid} x1={left} x2={right} y1={tick.at} y2={tick.at} />
          <text
            className={styles.tick}
            x={onRight ? right + 0.5 * em : left - 0.5 * em}
            y={tick.at + 0.33 * em}
            textAnchor={onRight ? 'start' : 'end'}
          >
            {tick.text}
          </text>
        </g>
      ))}
      {ground.x.ticks.map((tick) => (
        <g key={tick.value}>
          <line className={styles.grid} x1={tick.at} x2={tick.at} y1={bottom} y2={bottom + 0.3 * em} />
          <text className={styles.tick} x={tick.at} y={bottom + 1.3 * em} textAnchor="middle">
            {tick.text}
          </text>
        </g>
      ))}
      <text className={styles.tick} x={(left + right) / 2} y={height - 0.5 * em} textAnchor="middle">
        <AxisName of={x} />
      </text>
      <text
        className={styles.tick}
        x={onRight ? width - 0.3 * em : 0.3 * em}
        y={1.1 * em}
        textAnchor={onRight ? 'end' : 'start'}
      >
        <AxisName of={y} />
      </text>
      {children(ground)}
    </svg>
  )
}

const AxisName = ({ of: { name, verbatim } }: { readonly of: Span }) =>
  verbatim ? name : <Letters text={name} />

const rectOf = ({ left, right, top, bottom }: Ground) => ({
  x: left,
  y: top,
  width: right - left,
  height: bottom - top,
})
