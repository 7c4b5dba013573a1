/** A small plot: curves or points over two axes, with marks that are named. */
import { useRef } from 'react'
import { fullValue } from '../../src/index.ts'
import { type Box, useBox } from '../ui/useBox.ts'
import { type Axis, linearAxis, logAxis } from './axis.ts'
import { curvePath, dashes } from './curve.ts'
import { Letters } from './Letters.tsx'
import styles from './Plot.module.css'
import { widthOf } from './text.ts'

export interface PlotCurve {
  readonly id: string
  /** colour and pattern */
  readonly model: number
  readonly points: readonly (readonly [number, number])[]
  readonly label?: string
  /** where the label stands: the index of a point; the last where absent */
  readonly labelAt?: number
  readonly side?: 'above' | 'below'
  /** points without a line between them */
  readonly dots?: boolean
  /** solid, whatever the model */
  readonly plain?: boolean
}

export interface Mark {
  readonly x: number
  readonly y: number
  readonly text: string
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly below?: boolean
}

export interface Span {
  readonly low: number
  readonly high: number
  readonly log?: boolean
  readonly name: string
}

interface Props {
  readonly x: Span
  readonly y: Span
  readonly curves: readonly PlotCurve[]
  readonly marks?: readonly Mark[]
  /** lines across: values of y, or of x */
  readonly across?: readonly number[]
  readonly down?: readonly number[]
  readonly label: string
  /** what lies under the curves, drawn on the same axes */
  readonly under?: (x: Axis, y: Axis) => React.ReactNode
}

export function Plot(props: Props) {
  const holder = useRef<HTMLDivElement>(null)
  const box = useBox(holder)
  return (
    <div ref={holder} className={styles.holder}>
      {box && box.width > 0 && <Drawing {...props} box={box} />}
    </div>
  )
}

const axisOf = ({ low, high, log }: Span, from: number, to: number, ticks: number) =>
  log ? logAxis([low, high], from, to, ticks) : linearAxis(low, high, from, to, ticks)

function Drawing({
  x: ofX,
  y: ofY,
  curves,
  marks = [],
  across = [],
  down = [],
  label,
  under,
  box: { width, height, em },
}: Props & { readonly box: Box }) {
  const [top, bottom] = [2 * em, height - 3.1 * em]
  const y = axisOf(ofY, bottom, top, Math.max(3, Math.floor((bottom - top) / (2.4 * em))))
  const left = Math.max(2, ...y.ticks.map(({ text }) => widthOf(text) + 1)) * em
  const right = width - 1.2 * em
  const x = axisOf(ofX, left, right, Math.max(3, Math.floor((right - left) / (5 * em))))
  const seen = (value: number, axis: Axis, from: number, to: number) => {
    const at = axis.at(value)
    return at !== undefined && at >= Math.min(from, to) - 0.5 && at <= Math.max(from, to) + 0.5
      ? at
      : undefined
  }
  return (
    <svg
      className={styles.drawing}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    >
      {under?.(x, y)}
      {y.ticks.map((tick) => (
        <g key={tick.value}>
          <line className={styles.grid} x1={left} x2={right} y1={tick.at} y2={tick.at} />
          <text className={styles.tick} x={left - 0.4 * em} y={tick.at + 0.33 * em} textAnchor="end">
            {tick.text}
          </text>
        </g>
      ))}
      {x.ticks.map((tick) => (
        <g key={tick.value}>
          <line className={styles.grid} x1={tick.at} x2={tick.at} y1={bottom} y2={bottom + 0.3 * em} />
          <text className={styles.tick} x={tick.at} y={bottom + 1.3 * em} textAnchor="middle">
            {tick.text}
          </text>
        </g>
      ))}
      <text className={styles.tick} x={(left + right) / 2} y={height - 0.5 * em} textAnchor="middle">
        <Letters text={ofX.name} />
      </text>
      <text className={styles.tick} x={0.2 * em} y={1.1 * em} textAnchor="start">
        <Letters text={ofY.name} />
      </text>
      {across.map((value) => (
        <line
          key={value}
          className={styles.ruleLine}
          x1={left}
          x2={right}
          y1={y.at(value)}
          y2={y.at(value)}
        />
      ))}
      {down.map((value) => (
        <line
          key={value}
          className={styles.ruleLine}
          x1={x.at(value)}
          x2={x.at(value)}
          y1={top}
          y2={bottom}
        />
      ))}
      {curves.map(({ id, model, points, label: name, labelAt, side, dots, plain }) => {
        const px = (i: number) => seen(points[i]![0], x, left, right)
        const py = (i: number) => seen(points[i]![1], y, top, bottom)
        const place = (i: number) => (px(i) === undefined ? undefined : py(i))
        const at = labelAt ?? points.length - 1
        /** How high a name at a point stands, so that its own curve does not run through it. */
        const clear = (point: number, text: string, where: 'above' | 'below' = 'above') => {
          const from = px(point)!
          const to = from + (from > (left + right) / 2 ? -1 : 1) * widthOf(text) * em
          const heights = points.flatMap((_, i) => {
            const [cx, cy] = [px(i), place(i)]
            const beside = cx !== undefined && cx >= Math.min(from, to) && cx <= Math.max(from, to)
            return beside && cy !== undefined ? [cy] : []
          })
          return where === 'below' ? Math.max(...heights) + 1.15 * em : Math.min(...heights) - 0.4 * em
        }
        return (
          <g key={id} data-part="curve" data-model={model}>
            {dots ? (
              points.map((point, i) =>
                place(i) === undefined ? null : (
                  <circle
                    // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place
                    key={i}
                    className={styles.dot}
                    data-value={fullValue(point[1])}
                    cx={px(i)}
                    cy={py(i)}
                    r={2.6}
                  />
                ),
              )
            ) : (
              <path
                data-part="line"
                className={styles.line}
                strokeDasharray={plain ? '' : dashes[model % dashes.length]}
                d={curvePath(points.length, (i) => px(i) ?? 0, place)}
              />
            )}
            {name && place(at) !== undefined && (
              <text
                className={styles.name}
                x={Math.min(right, px(at)!)}
                y={clear(at, name, side)}
                textAnchor={px(at)! > (left + right) / 2 ? 'end' : 'start'}
              >
                <Letters text={name} />
              </text>
            )}
          </g>
        )
      })}
      {marks.map(({ x: of, y: value, text, anchor = 'middle', below }) => {
        const [cx, cy] = [x.at(of), y.at(value)]
        return cx === undefined || cy === undefined ? null : (
          <g key={`${of} ${value} ${text}`} className={styles.mark}>
            <circle cx={cx} cy={cy} r={4.5} data-value={fullValue(value)} />
            <text
              x={cx + (anchor === 'start' ? 0.7 : anchor === 'end' ? -0.7 : 0) * em}
              y={cy + (below ? 1.4 : -0.6) * em}
              textAnchor={anchor}
            >
              <Letters text={text} />
            </text>
          </g>
        )
      })}
    </svg>
  )
}
