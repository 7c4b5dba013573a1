/** Norms against lag: a curve with its band for each state of each model, labelled where it ends, and a crosshair. */
import { type KeyboardEvent, type PointerEvent, useMemo, useRef } from 'react'
import { fullValue } from '../../src/index.ts'
import { type Box, useBox } from '../ui/useBox.ts'
import { type Axis, greatest, linearAxis, logAxis, spread } from './axis.ts'
import { CurveName } from './CurveName.tsx'
import { bandPath, curvePath, dashes } from './curve.ts'
import styles from './DecayPlot.module.css'
import { cut, widthOf } from './text.ts'

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

interface Props {
  readonly curves: readonly Curve[]
  readonly steps: number
  readonly log: boolean
  readonly against: 'lag' | 't'
  /** where the crosshair stands: under the pointer, or else where it is kept */
  readonly lag: number
  readonly chosen: string | undefined
  readonly label: string
  /** what the crosshair says, for those who hear it */
  readonly said: string
  readonly axisNames: { readonly x: string; readonly y: string; readonly ends: readonly [string, string] }
  /** the pointer shows a lag; null: it has left */
  readonly onPoint: (lag: number | null) => void
  /** a click or a key keeps a lag */
  readonly onLag: (lag: number) => void
  readonly onChoose: (id: string) => void
  readonly onOpen: (id: string, lag: number) => void
}

/** The first lag at which a curve stops being a number of its kind, and what it is there. */
export function fate(values: ArrayLike<number>): { readonly lag: number; readonly text: string } | undefined {
  for (let lag = 0; lag < values.length; lag++) {
    const value = values[lag]!
    if (Number.isNaN(value)) return { lag, text: 'NaN' }
    if (value === Number.POSITIVE_INFINITY) return { lag, text: '∞' }
    if (value === 0) return { lag, text: '0' }
  }
  return undefined
}

export function DecayPlot(props: Props) {
  const holder = useRef<HTMLDivElement>(null)
  const box = useBox(holder)
  const { lag, steps, curves, chosen, onLag, onChoose, onOpen } = props
  const key = (event: KeyboardEvent) => {
    const page = Math.max(2, Math.round(steps / 10))
    const outward = props.against === 'lag' ? 1 : -1
    const far = event.shiftKey ? page : 1
    const by = {
      ArrowRight: far * outward,
      ArrowLeft: -far * outward,
      Home: -steps,
      End: steps,
    }[event.key]
    const next = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (by !== undefined) onLag(Math.max(0, Math.min(steps - 1, lag + by)))
    else if (next !== undefined && curves.length > 0) {
      const at = curves.findIndex(({ id }) => id === chosen)
      onChoose(curves[(at + next + curves.length) % curves.length]!.id)
    } else if (event.key === 'Enter' && chosen !== undefined) onOpen(chosen, lag)
    else return
    event.preventDefault()
  }
  return (
    <div
      ref={holder}
      data-part="decay-plot"
      className={styles.plot}
      tabIndex={0}
      role="slider"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={steps - 1}
      aria-valuenow={lag}
      aria-valuetext={props.said}
      onKeyDown={key}
    >
      {box && box.width > 0 && <Drawing {...props} box={box} />}
    </div>
  )
}

function Drawing({
  curves,
  steps,
  log,
  against,
  lag,
  chosen,
  axisNames,
  onPoint,
  onLag,
  onChoose,
  onOpen,
  box: { width, height, em },
}: Props & { readonly box: Box }) {
  const narrow = width < 44 * em
  const nameOf = ({ label, short, values }: Curve) => {
    const end = fate(values)
    return `${narrow ? short : label}${end && end.lag < steps ? ` → ${end.text}` : ''}`
  }
  const longest = Math.max(2, ...curves.map((curve) => widthOf(nameOf(curve))))
  const wide = Math.min((narrow ? 0.26 : 0.36) * width, (3 + longest) * em)
  const flipped = against === 't'
  // The labels stand where the curves end: far from the loss.
  const left = flipped ? wide : 4.4 * em
  const right = width - (flipped ? 4.4 * em : wide)
  const [top, bottom] = [1.9 * em, height - 3.2 * em]
  const last = Math.max(1, steps - 1)
  const x = (at: number) =>
    flipped ? right - ((right - left) * at) / last : left + ((right - left) * at) / last
  const y: Axis = useMemo(() => {
    const all = function* () {
      for (const { values, low, high } of curves)
        for (const each of [values, low, high]) if (each) for (let k = 0; k < steps; k++) yield each[k] ?? 0
    }
    const ticks = Math.max(3, Math.floor((bottom - top) / (2.4 * em)))
    return log ? logAxis(all(), bottom, top, ticks) : linearAxis(0, greatest(all()), bottom, top, ticks, true)
  }, [curves, steps, log, bottom, top, em])
  const times = linearAxis(0, last, left, right, narrow ? 4 : 10).ticks.filter(({ value }) =>
    Number.isInteger(value),
  )

  const ends = useMemo(() => {
    const found = curves.map(({ values }) => {
      let at = Math.min(steps, values.length) - 1
      while (at > 0 && y.at(values[at]!) === undefined) at--
      return { at, height: y.at(values[at]!) ?? bottom }
    })
    const gap = 1.25 * em
    const places = spread(
      found.map((end) => end.height),
      gap,
      top + 0.2 * em,
      bottom - 0.2 * em,
    )
    return found.map((end, i) => ({ ...end, place: places[i]! }))
  }, [curves, steps, y, em, top, bottom])

  const lagAt = (clientX: number, svg: SVGSVGElement) => {
    const share = (clientX - svg.getBoundingClientRect().left - left) / (right - left)
    return Math.max(0, Math.min(last, Math.round((flipped ? 1 - share : share) * last)))
  }
  /** The curve next to a height at a lag, and how far it is. */
  const nearest = (at: number, clientY: number, svg: SVGSVGElement) => {
    const height = clientY - svg.getBoundingClientRect().top
    let best: { id: string; away: number } | undefined
    for (const { id, values } of curves) {
      const place = y.at(values[at]!)
      const away = place === undefined ? Number.POSITIVE_INFINITY : Math.abs(place - height)
      if (!best || away < best.away) best = { id, away }
    }
    return best
  }
  const move = (event: PointerEvent<SVGSVGElement>) => onPoint(lagAt(event.clientX, event.currentTarget))
  const textAt = flipped ? left - 1.1 * em : right + 1.1 * em
  const side = flipped ? -1 : 1
  const tagAt = Math.max(2.7 * em, Math.min(width - 2.7 * em, x(lag)))

  return (
    <svg
      data-part="decay-drawing"
      className={styles.drawing}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      aria-hidden="true"
      onPointerMove={move}
      onPointerDown={move}
      onPointerLeave={() => onPoint(null)}
      onClick={(event) => {
        const at = lagAt(event.clientX, event.currentTarget)
        const near = nearest(at, event.clientY, event.currentTarget)
        onLag(at)
        if (near) onChoose(near.id)
      }}
      onDoubleClick={(event) => {
        const at = lagAt(event.clientX, event.currentTarget)
        const near = nearest(at, event.clientY, event.currentTarget)
        if (near && near.away < 1.1 * em) onOpen(near.id, at)
      }}
    >
      <rect className={styles.ground} x={left} y={top} width={right - left} height={bottom - top} />
      {y.ticks.map((tick) => (
        <g key={tick.value}>
          <line className={styles.grid} x1={left} x2={right} y1={tick.at} y2={tick.at} />
          <text
            className={styles.tick}
            x={flipped ? right + 0.5 * em : left - 0.5 * em}
            y={tick.at + 0.33 * em}
            textAnchor={flipped ? 'start' : 'end'}
          >
            {tick.text}
          </text>
        </g>
      ))}
      {times.map(({ value }) => (
        <text key={value} className={styles.tick} x={x(value)} y={bottom + 1.25 * em} textAnchor="middle">
          {flipped ? steps - value : value}
        </text>
      ))}
      <text className={styles.tick} x={(left + right) / 2} y={height - 0.5 * em} textAnchor="middle">
        {axisNames.x}
      </text>
      {!narrow && (
        <>
          <text className={styles.tick} x={x(0)} y={height - 0.5 * em} textAnchor={flipped ? 'end' : 'start'}>
            {axisNames.ends[0]}
          </text>
          <text
            className={styles.tick}
            x={x(last)}
            y={height - 0.5 * em}
            textAnchor={flipped ? 'start' : 'end'}
          >
            {axisNames.ends[1]}
          </text>
        </>
      )}
      <text
        className={styles.tick}
        x={flipped ? width - 0.4 * em : 0.4 * em}
        y={1.05 * em}
        textAnchor={flipped ? 'end' : 'start'}
      >
        {axisNames.y}
      </text>
      {curves.map(({ id, model, low, high, stale }) =>
        low && high && !stale ? (
          <path
            key={id}
            className={styles.band}
            data-model={model}
            d={bandPath(
              Math.min(steps, low.length),
              x,
              (k) => y.at(low[k]!),
              (k) => y.at(high[k]!),
            )}
          />
        ) : null,
      )}
      <line className={styles.crosshair} x1={x(lag)} x2={x(lag)} y1={top} y2={bottom} />
      <rect
        className={styles.tag}
        x={tagAt - 2.6 * em}
        y={bottom + 0.2 * em}
        width={5.2 * em}
        height={1.5 * em}
        rx={0.3 * em}
      />
      <text className={styles.tagText} x={tagAt} y={bottom + 1.28 * em} textAnchor="middle">
        {flipped ? `t = ${steps - lag}` : `k = ${lag}`}
      </text>
      {curves.map((curve, i) => {
        const { id, model, kind, values, stale } = curve
        const end = ends[i]!
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
              strokeDasharray={dashes[model % dashes.length]}
              d={curvePath(Math.min(steps, values.length), x, (k) => y.at(values[k]!))}
            />
            {end.at < Math.min(steps, values.length) - 1 && (
              <path className={styles.broken} d={`M${x(end.at) - 4} ${end.height - 4}l8 8m0 -8l-8 8`} />
            )}
            <path
              className={styles.leader}
              d={`M${x(end.at) + side * 3} ${end.height}L${textAt - side * 0.35 * em} ${end.place}`}
            />
            <CurveName
              model={model}
              x={textAt}
              y={end.place}
              side={side}
              em={em}
              text={cut(nameOf(curve), wide / em - 2.6)}
            />
          </g>
        )
      })}
      {curves.map(({ id, model, kind, values, stale }) => {
        const height = stale ? undefined : y.at(values[lag]!)
        return height === undefined ? null : (
          <circle
            key={id}
            data-part="point"
            data-kind={kind}
            className={styles.point}
            data-model={model}
            data-value={fullValue(values[lag]!)}
            cx={x(lag)}
            cy={height}
            r={id === chosen ? 5.5 : 3.5}
          />
        )
      })}
    </svg>
  )
}
