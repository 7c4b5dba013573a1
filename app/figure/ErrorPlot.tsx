/** The error of a central difference against its step, both on log axes. */
import { scaleLog } from 'd3-scale'
import { fullValue, numberText } from '../../src/index.ts'
import styles from './ErrorPlot.module.css'

interface Props {
  readonly points: readonly { readonly step: number; readonly error: number }[]
  /** the step that is in use */
  readonly at: number
  readonly labels: {
    readonly point: (step: string, error: string) => string
    readonly title: string
    readonly step: string
    readonly error: string
    readonly truncation: string
    readonly rounding: string
  }
}

const [width, height] = [340, 190]
const room = { left: 46, right: 10, top: 16, bottom: 34 }
const floor = 1e-16

export function ErrorPlot({ points, at, labels }: Props) {
  const x = scaleLog()
    .domain([1e-12, 1e-1])
    .range([room.left, width - room.right])
  const y = scaleLog()
    .domain([floor, 10])
    .range([height - room.bottom, room.top])
    .clamp(true)
  const power = (k: number) =>
    `10${[...String(k)].map((c) => (c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)])).join('')}`
  const shown = points.filter((p) => Number.isFinite(p.error))
  const best = shown.reduce(
    (low, p) => (p.error < low.error ? p : low),
    shown[0] ?? { step: at, error: floor },
  )
  return (
    <svg
      data-part="plot"
      className={styles.plot}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={labels.title}
    >
      {[-16, -12, -8, -4, 0].map((k) => (
        <g key={k}>
          <line
            className={styles.grid}
            x1={room.left}
            x2={width - room.right}
            y1={y(10 ** k)}
            y2={y(10 ** k)}
          />
          <text className={`${styles.tick} ${styles.end}`} x={room.left - 5} y={y(10 ** k) + 4}>
            {power(k)}
          </text>
        </g>
      ))}
      {[-12, -9, -6, -3, -1].map((k) => (
        <text
          key={k}
          className={k === -1 ? `${styles.tick} ${styles.end}` : styles.tick}
          x={x(10 ** k)}
          y={height - room.bottom + 14}
        >
          {power(k)}
        </text>
      ))}
      <text className={styles.tick} x={(room.left + width) / 2} y={height - 4}>
        {labels.step}
      </text>
      <text className={styles.tick} x={room.left} y={11}>
        {labels.error}
      </text>
      <text className={styles.tick} x={x(1e-10)} y={room.top + 14}>
        {labels.rounding}
      </text>
      <text className={`${styles.tick} ${styles.end}`} x={width - room.right} y={room.top + 14}>
        {labels.truncation}
      </text>
      <line className={styles.now} x1={x(at)} x2={x(at)} y1={room.top} y2={height - room.bottom} />
      <path
        data-part="curve"
        className={styles.curve}
        d={shown
          .map(
            (p, i) =>
              `${i === 0 ? 'M' : 'L'}${x(p.step).toFixed(1)} ${y(Math.max(floor, p.error)).toFixed(1)}`,
          )
          .join('')}
      />
      {shown.map((p) => (
        <circle
          key={p.step}
          className={p === best ? styles.best : undefined}
          data-value={fullValue(p.error)}
          cx={x(p.step)}
          cy={y(Math.max(floor, p.error))}
          r={p === best ? 4 : 2.5}
        >
          <title>{labels.point(numberText(p.step), numberText(p.error))}</title>
        </circle>
      ))}
    </svg>
  )
}
