/** Curves that grow while networks are trained: one a network, labelled at its end. As wide as there is room, with the letters of the page. */
import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { memo, useLayoutEffect, useRef, useState } from 'react'
import styles from './TrainingPlot.module.css'
import { widthOf } from './text.ts'

export interface Curve {
  readonly key: string
  /** the seed, at the end of the curve */
  readonly label: number
  /** curves of one kind look alike */
  readonly kind: string
  readonly points: readonly (readonly [x: number, y: number])[]
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

/** The height in ems of the page; the rest of the room follows from it. */
const rows = 14

export function TrainingPlot({ curves, right, top, yText, yTicks, xLabel, label, list, rule, mark }: Props) {
  const box = useRef<SVGSVGElement>(null)
  const [size, setSize] = useState({ width: 600, em: 15 })
  useLayoutEffect(() => {
    const measure = () => {
      const { width, height } = box.current!.getBoundingClientRect()
      setSize({ width, em: height / rows })
    }
    const watch = new ResizeObserver(measure)
    watch.observe(box.current!)
    measure()
    return () => watch.disconnect()
  }, [])
  const { width, em } = size
  const [left, bottom] = [3.4 * em, (rows - 3.1) * em]
  const x = scaleLinear()
    .domain([0, right])
    .range([left, width - 1.9 * em])
  const y = scaleLinear()
    .domain([0, top])
    .range([bottom, 2.2 * em])
  const ticks = spaced(x.ticks(Math.max(2, Math.floor((width - left) / (6 * em)))), x, 4.2 * em)
  return (
    <svg
      ref={box}
      data-part="training-plot"
      className={styles.plot}
      role="img"
      aria-label={label}
      width="100%"
      height={`${rows}rem`}
      viewBox={`0 0 ${width} ${rows * em}`}
    >
      {yTicks.map((tick) => (
        <g key={tick}>
          <line className={styles.grid} x1={left} x2={width - 1.9 * em} y1={y(tick)} y2={y(tick)} />
          <text className={styles.end} x={left - 0.5 * em} y={y(tick) + 0.33 * em}>
            {yText(tick)}
          </text>
        </g>
      ))}
      {ticks.map((tick) => (
        <g key={tick}>
          <line className={styles.grid} x1={x(tick)} x2={x(tick)} y1={bottom} y2={bottom + 0.35 * em} />
          <text x={x(tick)} y={bottom + 1.4 * em}>
            {tick.toLocaleString('en')}
          </text>
        </g>
      ))}
      <text x={(left + width) / 2} y={bottom + 2.7 * em}>
        {xLabel}
      </text>
      <line className={styles.ruleLine} x1={left} x2={width - 1.9 * em} y1={y(rule.y)} y2={y(rule.y)} />
      <text className={`${styles.end} ${styles.halo}`} x={width - 1.9 * em} y={y(rule.y) - 0.4 * em}>
        {rule.label}
      </text>
      <line className={styles.markLine} x1={x(mark.x)} x2={x(mark.x)} y1={1.5 * em} y2={bottom} />
      <text x={Math.max(x(mark.x), left + 4 * em)} y={1.1 * em}>
        {mark.label}
      </text>
      {curves.map((curve) => (
        <Path key={curve.key} curve={curve} x={x} y={y} em={em} />
      ))}
      {endLabels(curves, list, { x, y, em }).map((each) => (
        <text
          key={each.key}
          className={
            each.x > width - 4 * em
              ? `${styles.endLabel} ${styles.end} ${styles.halo}`
              : `${styles.endLabel} ${styles.halo}`
          }
          x={each.x > width - 4 * em ? width - 1.9 * em : each.x}
          y={each.y}
        >
          {each.text}
        </text>
      ))}
    </svg>
  )
}

type Scale = (value: number) => number

/** Those of the ticks that have room for their numbers; the last one has it first. */
function spaced(ticks: readonly number[], x: Scale, room: number): readonly number[] {
  const last = ticks.at(-1)!
  const kept: number[] = []
  for (const tick of ticks)
    if (tick === last || (x(tick) - x(kept.at(-1) ?? -1e9) >= room && x(last) - x(tick) >= 1.3 * room))
      kept.push(tick)
  return kept
}

interface PathProps {
  readonly curve: Curve
  readonly x: Scale
  readonly y: Scale
  readonly em: number
}

const Path = memo(
  function Path({ curve: { points, kind, end }, x, y, em }: PathProps) {
    const last = points.at(-1)
    if (!last) return null
    const d = line<readonly [number, number]>(
      ([n]) => round(x(n)),
      ([, n]) => round(y(n)),
    )(points)
    const [cx, cy, r] = [round(x(last[0])), round(y(last[1])), 0.28 * em]
    return (
      <g data-part="curve" className={styles.curve} data-kind={kind} data-end={end}>
        <path d={d ?? ''} />
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
    before.em === after.em &&
    // Both ends of both axes: the same scale.
    before.x(0) === after.x(0) &&
    before.x(1e6) === after.x(1e6) &&
    before.y(0) === after.y(0) &&
    before.y(1) === after.y(1),
)

const round = (n: number) => Math.round(n * 10) / 10

/** The seeds at the ends of the curves; those of one kind that would lie on each other are written together, others one above the other. */
function endLabels(
  curves: readonly Curve[],
  list: Props['list'],
  { x, y, em }: { readonly x: Scale; readonly y: Scale; readonly em: number },
) {
  const ends = curves
    .filter(({ points }) => points.length > 0)
    .map(({ label, kind, points }) => ({
      labels: [label],
      kind,
      x: x(points.at(-1)![0]),
      y: y(points.at(-1)![1]) - 0.7 * em,
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
