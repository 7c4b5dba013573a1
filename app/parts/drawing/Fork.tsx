import {
  type Frame,
  ofGradient,
  type Reading,
  symbol,
  symbolTree,
  type Trace,
  type Writing,
  writingOf,
} from '../../../src/index.ts'
import { Strip } from '../../figure/Strip.tsx'
import { widthOf } from '../../figure/text.ts'
import { lettersOf } from '../../math/letters.ts'
import { useReading } from '../../state/store.ts'
import { arrivingAt } from './arriving.ts'
import drawingStyles from './Drawing.module.css'
import styles from './Fork.module.css'
import { figureHeight } from './figure.ts'
import { Labels } from './Labels.tsx'
import { usualLetter } from './letter.ts'
import { room } from './Marks.tsx'
import { nameAbove } from './standing.ts'
import type { Shows } from './Value.tsx'

/** Arriving gradients that are higher than this, with their numbers, are drawn as bars alone. */
const mostHigh = 96

/** The room of the arrow before a name, in usual letters. */
const arrow = 11

interface Props extends Shows {
  readonly frame: Frame
  /** the run with all of its layers */
  readonly whole: Trace
}

/** Where the fork and the strips of what arrives stand; undefined where nothing meets. */
function standing(props: Props, reading: Reading) {
  const { frame, whole, layout, trace, grow, digits } = props
  const of = ofGradient(frame.equation.symbol)
  const place = of === undefined ? undefined : layout.forks[of]
  if (of === undefined || !place || frame.equation.terms.length < 2 || frame.t === null) return undefined
  if (frame.t < 1 || frame.t > trace.T) return undefined
  const { here, full } = arrivingAt(whole, trace, frame)
  const { strip } = layout
  const { shape } = trace.memory(of)
  const own = figureHeight(shape, digits, strip)
  // High strips have bars alone, else they cover what stands around them: the equation has their numbers.
  const written = own > mostHigh ? 0 : digits
  const high = figureHeight(shape, written, strip)
  // Names that are longer than a strip is wide stand clear of each other.
  const writing = writingOf(trace, reading, frame.t)
  const named = here.map(({ term }) => nameWidth(term.via, writing) * grow + 4)
  const gap = Math.max(strip + 4, ...named)
  const [x, y] = place.strips(Math.ceil((here.length * gap) / (strip + 4)), high, own)
  const strips = [Math.max(4, Math.min(x, layout.width - here.length * gap - 2)), y] as const
  const nameLine = strips[1] - nameAbove(digits)
  const left = strips[0] - 3
  return {
    ...{ here, full, of, t: frame.t, at: place.at, shape, written, gap, strips, nameLine, left },
    right: left + here.length * gap + 2,
    top: nameLine - 13 * grow,
    bottom: strips[1] + high + 3,
  }
}

/** How wide the name of a sender is, with the arrow before it, in usual letters. */
function nameWidth(via: string, writing: Writing): number {
  const { base, sub, sup } = lettersOf(symbolTree(symbol(via, 0), writing).tree)
  return arrow + (widthOf(base) + 0.75 * (widthOf(sub) + widthOf(sup))) * usualLetter
}

/** Where gradients meet: each arriving term with its numbers, and the plus that adds them. */
export function Fork(props: Props) {
  const place = standing(props, useReading())
  if (!place) return null
  const { layout, trace, grow } = props
  const { here, of, t, at, gap, strips, nameLine, left, right, top, bottom } = place
  const [x, y] = at
  // What comes back from the next timestep goes on from the strip of the state to the plus.
  const [state] = layout.at[of] ?? [x]
  const passes = x < state && here.some(({ term }) => term.dt !== 0)
  return (
    <g data-part="fork" className={styles.fork}>
      {passes && (
        <g
          data-part="wire"
          data-active
          className={`${drawingStyles.wire} ${drawingStyles.active} ${drawingStyles.backward}`}
          data-idea={trace.net.info(of).idea}
        >
          <path d={`M${state} ${y}H${x}`} />
        </g>
      )}
      {/* They lie on wires: a card of their own, tied to the plus where it is near. */}
      {here.length > 0 && Math.abs(nameLine - y) < 150 && (
        <path className={styles.tie} d={`M${x} ${y} L${Math.min(right, Math.max(left, x))} ${nameLine}`} />
      )}
      {here.length > 0 && (
        <rect
          data-part="card"
          className={styles.card}
          x={left}
          y={top}
          width={right - left}
          height={bottom - top}
          rx={4}
        />
      )}
      <circle cx={x} cy={y} r={14 * room(grow)} />
      <text className={styles.plus} x={x} y={y + 6 * grow}>
        +
      </text>
      <text>
        {here.map((_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one symbol may send several terms, which never move
          <tspan key={i} data-part="via" className={styles.via} x={strips[0] + i * gap + 1} y={nameLine}>
            ←
          </tspan>
        ))}
      </text>
      <Labels
        trace={trace}
        labels={here.map(({ term }, i) => ({
          name: term.via,
          t: t + (term.dt ?? 0),
          x: strips[0] + i * gap + 1 + arrow * grow,
          y: nameLine,
          over: true,
        }))}
      />
      <Terms {...props} place={place} />
    </g>
  )
}

/** A strip for each arriving term, all on one scale. */
function Terms({
  frame,
  layout,
  trace,
  place: { here, full, t, shape, written, gap, strips },
}: Props & { readonly place: NonNullable<ReturnType<typeof standing>> }) {
  const { symbol } = frame.equation
  return here.map(({ term, values, written: significant }, i) => (
    <Strip
      // biome-ignore lint/suspicious/noArrayIndexKey: one symbol may send several terms, which never move
      key={i}
      x={strips[0] + i * gap}
      y={strips[1]}
      width={layout.strip}
      values={values}
      shape={shape}
      full={full}
      name={`${symbol}@${t}<${term.via}@${t + (term.dt ?? 0)}`}
      idea={trace.net.info(term.via).idea}
      gradient
      digits={written}
      {...(significant ? { written: significant } : {})}
    />
  ))
}
