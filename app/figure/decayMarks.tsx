/** What stands on the ground of the decay plot: bands, curves with their names, the crosshair and the values at it. */
import { useMemo } from 'react'
import { fullValue } from '../../src/index.ts'
import { spread } from './axis.ts'
import { CurveName } from './CurveName.tsx'
import { bandPath, curvePath } from './curve.ts'
import styles from './DecayPlot.module.css'
import type { Ground } from './Frame.tsx'
import { dashOf } from './marks.tsx'
import { bold, cut, widthOf } from './text.ts'

export interface Curve {
  readonly id: string
  /** the place of its model in the list, from 0: its colour, its pattern and its digit */
  readonly model: number
  readonly kind: 'hidden' | 'memory' | 'extra'
  /** what stands at its end, after the digit; shorter where there is little room */
  readonly label: string
  readonly short: string
  /** by lag, from 0 */
  readonly values: ArrayLike<number>
  readonly low?: ArrayLike<number>
  readonly high?: ArrayLike<number>
  /** of settings before these: its numbers are on their way */
  readonly stale?: boolean
}

/** What the marks show. */
export interface Shown {
  readonly curves: readonly Curve[]
  readonly steps: number
  readonly against: 'lag' | 't'
  /** where the crosshair stands: under the pointer, or else where it is kept */
  readonly lag: number
  readonly chosen: string | undefined
}

/** The approximate width of a curve's name, in letter heights; the name of the chosen curve is bold. */
export const nameWidth = (name: string, isChosen: boolean): number => widthOf(name) * (isChosen ? bold : 1)

/** Where a lag stands: against t it is counted from the last timestep. */
const lagPlace = ({ against, steps }: Shown, { x }: Ground, lag: number): number =>
  x.at(against === 't' ? steps - lag : lag)!

type Part = Shown & { readonly ground: Ground }

export function Bands(props: Part) {
  const { curves, steps, ground } = props
  return curves.map(({ id, model, low, high, stale }) =>
    low && high && !stale ? (
      <path
        key={id}
        className={styles.band}
        data-model={model}
        d={bandPath(
          Math.min(steps, low.length),
          (k) => lagPlace(props, ground, k),
          (k) => ground.y.at(low[k]!),
          (k) => ground.y.at(high[k]!),
        )}
      />
    ) : null,
  )
}

/** What the two ends of the axis are: near the loss, and far from it. */
export function Ends({
  names,
  ground: { left, right, height, em },
  flipped,
}: {
  readonly names: readonly [string, string]
  readonly ground: Ground
  readonly flipped: boolean
}) {
  const [first, last] = flipped ? [names[1], names[0]] : names
  return (
    <>
      <text className={styles.end} x={left} y={height - 0.5 * em} textAnchor="start">
        {first}
      </text>
      <text className={styles.end} x={right} y={height - 0.5 * em} textAnchor="end">
        {last}
      </text>
    </>
  )
}

export function Crosshair(props: Part) {
  const { against, steps, lag, ground } = props
  const { top, bottom, width, em } = ground
  const at = lagPlace(props, ground, lag)
  const tagAt = Math.max(2.7 * em, Math.min(width - 2.7 * em, at))
  return (
    <>
      <line className={styles.crosshair} x1={at} x2={at} y1={top} y2={bottom} />
      <rect
        className={styles.tag}
        x={tagAt - 2.6 * em}
        y={bottom + 0.2 * em}
        width={5.2 * em}
        height={1.5 * em}
        rx={0.3 * em}
      />
      <text className={styles.tagText} x={tagAt} y={bottom + 1.28 * em} textAnchor="middle">
        {against === 't' ? `t = ${steps - lag}` : `k = ${lag}`}
      </text>
    </>
  )
}

type LinesProps = Part & {
  readonly names: readonly string[]
  /** for the names, in letter heights */
  readonly room: number
}

export function Lines(props: LinesProps) {
  const { curves, steps, against, chosen, ground, names, room } = props
  const { y, left, right, top, bottom, em } = ground
  const ends = useMemo(() => {
    const found = curves.map(({ values }) => {
      let at = Math.min(steps, values.length) - 1
      while (at > 0 && y.at(values[at]!) === undefined) at--
      return { at, height: y.at(values[at]!) ?? bottom }
    })
    const places = [true, false].map((inside) => {
      const wanted = found.flatMap(({ height }, i) =>
        isInside(curves[i]!, steps) === inside ? [height] : [],
      )
      return spread(wanted, 1.25 * em, top + 0.2 * em, bottom - 0.2 * em)
    })
    return found.map((end, i) => ({ ...end, place: places[isInside(curves[i]!, steps) ? 0 : 1]!.shift()! }))
  }, [curves, steps, y, em, top, bottom])
  // The names stand where the curves end: far from the loss.
  const side: 1 | -1 = against === 't' ? -1 : 1
  const textAt = side === -1 ? left - 1.1 * em : right + 1.1 * em
  const at = (lag: number) => lagPlace(props, ground, lag)
  return curves.map((curve, i) => {
    const { id, model, kind, values, stale } = curve
    const end = ends[i]!
    const inside = isInside(curve, steps)
    const text = cut(names[i]!, (room - 2.6) / (id === chosen ? bold : 1))
    const name = inside
      ? besideEnd(at(end.at), end.place, nameWidth(text, id === chosen), side, ground)
      : { x: textAt, y: end.place, side }
    return (
      <g
        key={id}
        data-kind={kind}
        className={`${styles.curve} ${id === chosen ? styles.chosen : ''} ${stale ? styles.stale : ''}`}
        data-model={model}
      >
        <path
          data-part="line"
          className={styles.line}
          strokeDasharray={dashOf(model)}
          d={curvePath(Math.min(steps, values.length), at, (k) => y.at(values[k]!))}
        />
        {end.at < Math.min(steps, values.length) - 1 && (
          <path className={styles.broken} d={`M${at(end.at) - 4} ${end.height - 4}l8 8m0 -8l-8 8`} />
        )}
        {!inside && (
          <path
            data-part="leader"
            className={styles.leader}
            d={`M${at(end.at) + side * 3} ${end.height}L${textAt - side * 0.35 * em} ${end.place}`}
          />
        )}
        <CurveName model={model} {...name} em={em} text={text} />
      </g>
    )
  })
}

/** Does a curve end before the figure does, as that of a shorter run? Its name stands there: a line to the margin would go on like the curve. */
const isInside = ({ values, stale }: Curve, steps: number): boolean => !stale && values.length < steps

/** Behind the end of a curve where the name has room before the margin; else in front of it, below the curve. */
function besideEnd(x: number, y: number, wide: number, side: 1 | -1, { left, right, em }: Ground) {
  const edge = x + side * (2.2 + wide) * em
  if (edge > left && edge < right) return { x: x + side * 0.7 * em, y, side }
  return { x: x + side * 0.4 * em, y: y + 1.2 * em, side: side === 1 ? -1 : 1 } as const
}

/** The values at the crosshair. */
export function Points(props: Part) {
  const { curves, lag, chosen, ground } = props
  return curves.map(({ id, model, kind, values, stale }) => {
    const height = stale ? undefined : ground.y.at(values[lag]!)
    return height === undefined ? null : (
      <circle
        key={id}
        data-part="point"
        data-kind={kind}
        className={styles.point}
        data-model={model}
        data-value={fullValue(values[lag]!)}
        cx={lagPlace(props, ground, lag)}
        cy={height}
        r={id === chosen ? 5.5 : 3.5}
      />
    )
  })
}
