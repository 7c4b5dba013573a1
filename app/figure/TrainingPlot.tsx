/** Curves that grow while networks are trained: one a network, labelled at its end. */
import { memo, useMemo } from 'react'
import { Sized } from '../ui/Sized.tsx'
import type { Span } from './axis.ts'
import { Frame, type Ground } from './Frame.tsx'
import { Line, type Point, Rule } from './marks.tsx'
import styles from './TrainingPlot.module.css'
import { widthOf } from './text.ts'

export interface Curve {
  readonly key: string
  /** the seed, at the end of the curve */
  readonly label: number
  /** curves of one kind look alike */
  readonly kind: string
  readonly points: readonly Point[]
  /** how it ended; `open` while it grows */
  readonly end: 'open' | 'good' | 'bad'
}

interface Props {
  readonly curves: readonly Curve[]
  /** the ends of the axes */
  readonly right: number
  readonly top: number
  readonly yText: (y: number) => string
  readonly yTicks: readonly number[]
  readonly xLabel: string
  /** what the figure shows, for those who do not see it */
  readonly label: string
  /** several texts as one, in the language of the page */
  readonly list: (texts: readonly string[]) => string
  /** a line across, at what must be reached */
  readonly rule: { readonly y: number; readonly label: string }
  /** a line upwards, at what the paper has */
  readonly mark: { readonly x: number; readonly label: string }
}

const thousands = (value: number) => value.toLocaleString('en')

export function TrainingPlot({ curves, right, top, yText, yTicks, xLabel, label, list, rule, mark }: Props) {
  const x = useMemo((): Span => ({ low: 0, high: right, name: xLabel, text: thousands }), [right, xLabel])
  const y = useMemo(
    (): Span => ({ low: 0, high: top, name: '', ticks: yTicks, text: yText }),
    [top, yTicks, yText],
  )
  return (
    <Sized className={styles.holder}>
      {(box) => (
        <Frame box={box} x={x} y={y} ends={1.9} above={2} label={label} data-part="training-plot">
          {(ground) => (
            <>
              <Rule ground={ground} y={rule.y} text={rule.label} className={styles.rule} />
              <Rule ground={ground} x={mark.x} text={mark.label} className={styles.mark} />
              {curves.map((curve) => (
                <Growing key={curve.key} curve={curve} ground={ground} />
              ))}
              <Labels curves={curves} list={list} ground={ground} />
            </>
          )}
        </Frame>
      )}
    </Sized>
  )
}

interface GrowingProps {
  readonly curve: Curve
  readonly ground: Ground
}

/** A curve with the mark of its end. While one grows, the others are not drawn anew. */
const Growing = memo(
  function Growing({ curve: { points, kind, end }, ground }: GrowingProps) {
    const last = points.at(-1)
    if (!last) return null
    const [cx, cy, r] = [ground.x.at(last[0])!, ground.y.at(last[1])!, 0.28 * ground.em]
    return (
      <g data-part="curve" className={styles.curve} data-kind={kind} data-end={end}>
        <Line ground={ground} points={points} className={styles.line} />
        {end === 'bad' ? (
          <path
            data-part="end"
            className={styles.end}
            d={`M${cx - r} ${cy - r}l${2 * r} ${2 * r}m0 ${-2 * r}l${-2 * r} ${2 * r}`}
          />
        ) : (
          <circle className={styles.end} cx={cx} cy={cy} r={r} />
        )}
      </g>
    )
  },
  (before, after) =>
    before.curve.points === after.curve.points &&
    before.curve.end === after.curve.end &&
    before.ground === after.ground,
)

/** How the curves of a kind look, for a legend. */
export const CurveSample = ({ kind }: Pick<Curve, 'kind'>) => (
  <svg className={styles.sample} viewBox="0 0 44 12" aria-hidden="true">
    <g data-part="curve" className={styles.curve} data-kind={kind}>
      <path className={styles.line} d="M2 6H42" />
    </g>
  </svg>
)

function Labels({ curves, list, ground }: Pick<Props, 'curves' | 'list'> & { readonly ground: Ground }) {
  const { right, em } = ground
  return endLabels(curves, list, ground).map(({ key, text, x, y }) => {
    // What does not fit ends at the edge.
    const atEdge = x + (widthOf(text) / 2) * em > right + 1.9 * em
    return (
      <text
        key={key}
        className={styles.endLabel}
        x={atEdge ? right : x}
        y={y}
        textAnchor={atEdge ? 'end' : 'middle'}
      >
        {text}
      </text>
    )
  })
}

/** The labels (seeds) at the ends of the curves. Labels of one kind that would overlap are written as one; others stand one above the other. */
function endLabels(
  curves: readonly Curve[],
  list: Props['list'],
  { x, y, em }: Pick<Ground, 'x' | 'y' | 'em'>,
) {
  const ends = curves
    .filter(({ points }) => points.length > 0)
    .map(({ label, kind, points }) => ({
      labels: [label],
      kind,
      x: x.at(points.at(-1)![0])!,
      y: y.at(points.at(-1)![1])! - 0.7 * em,
    }))
    .sort((a, b) => a.x - b.x)
  const merged: typeof ends = []
  for (const end of ends) {
    const near = merged.find(
      (each) =>
        each.kind === end.kind && Math.abs(each.x - end.x) < 1.3 * em && Math.abs(each.y - end.y) < 1.2 * em,
    )
    if (near) near.labels.push(...end.labels)
    else merged.push(end)
  }
  const placed: { key: string; text: string; x: number; y: number }[] = []
  for (const end of merged) {
    const text = list(ranges(end.labels))
    const overlaps = (at: number) =>
      placed.some(
        (other) =>
          Math.abs(other.x - end.x) < ((widthOf(other.text) + widthOf(text)) / 2 + 0.3) * em &&
          Math.abs(other.y - at) < em,
      )
    let at = end.y
    while (overlaps(at) && at > 3 * em) at -= 1.05 * em
    placed.push({ key: `${end.kind} ${text}`, text, x: end.x, y: at })
  }
  return placed
}

/** 1, 2, 3, 7 as 1–3 and 7. */
function ranges(numbers: readonly number[]): string[] {
  const sorted = [...numbers].sort((a, b) => a - b)
  const parts: [number, number][] = []
  for (const n of sorted) {
    const last = parts.at(-1)
    if (last && n === last[1] + 1) last[1] = n
    else parts.push([n, n])
  }
  return parts.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`))
}
