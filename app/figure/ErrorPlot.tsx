/** The error of a central difference against its step, both on log axes. */
import { fullValue, numberText } from '../../src/index.ts'
import type { Span } from './axis.ts'
import styles from './ErrorPlot.module.css'
import type { Ground } from './Frame.tsx'
import { Line, placeOf, Rule } from './marks.tsx'
import { Plot } from './Plot.tsx'

interface Measured {
  readonly step: number
  readonly error: number
}

interface Props {
  readonly points: readonly Measured[]
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

/** Smaller errors stand here: float64 has no more digits. */
const floor = 1e-16
const steps: Span = { low: 1e-12, high: 1e-1, log: true, name: '' }
const errors: Span = { low: floor, high: 10, log: true, name: '' }

export function ErrorPlot({ points, at, labels }: Props) {
  const shown = points.filter(({ error }) => Number.isFinite(error))
  return (
    <Plot
      data-part="plot"
      className={styles.holder}
      label={labels.title}
      x={{ ...steps, name: labels.step }}
      y={{ ...errors, name: labels.error }}
      curves={[]}
      over={(ground) => (
        <>
          <Regimes ground={ground} {...labels} />
          <Rule ground={ground} x={at} className={styles.now} />
          <Curve ground={ground} points={shown} point={labels.point} />
        </>
      )}
    />
  )
}

/** Which error is larger: that of rounding on the left, that of the Taylor series on the right. */
function Regimes({
  ground: { left, right, top, em },
  rounding,
  truncation,
}: { readonly ground: Ground } & Pick<Props['labels'], 'rounding' | 'truncation'>) {
  return (
    <>
      <text className={styles.regime} x={left + 0.4 * em} y={top + 1.2 * em}>
        {rounding}
      </text>
      <text className={styles.regime} x={right - 0.4 * em} y={top + 1.2 * em} textAnchor="end">
        {truncation}
      </text>
    </>
  )
}

function Curve({
  ground,
  points,
  point,
}: {
  readonly ground: Ground
  readonly points: readonly Measured[]
  readonly point: Props['labels']['point']
}) {
  const best = points.reduce<Measured | undefined>(
    (low, p) => (low && low.error <= p.error ? low : p),
    undefined,
  )
  const placed = points.map(({ step, error }) => [step, Math.max(floor, Math.min(10, error))] as const)
  return (
    <>
      <Line ground={ground} points={placed} className={styles.curve} />
      {points.map((p, i) => {
        const place = placeOf(ground, placed[i]!)
        return place ? (
          <circle
            key={p.step}
            className={p === best ? styles.best : styles.dot}
            data-value={fullValue(p.error)}
            cx={place[0]}
            cy={place[1]}
            r={p === best ? 4 : 2.5}
          >
            <title>{point(numberText(p.step), numberText(p.error))}</title>
          </circle>
        ) : null
      })}
    </>
  )
}
