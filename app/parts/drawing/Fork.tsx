import {
  evaluate,
  type Frame,
  ofGradient,
  precisionOfSums,
  type Reading,
  symbol,
  symbolTree,
  type Writing,
  writingOf,
} from '../../../src/index.ts'
import { isWritten, Strip } from '../../figure/Strip.tsx'
import { largest } from '../../figure/scale.ts'
import { widthOf } from '../../figure/text.ts'
import { lettersOf } from '../../math/letters.ts'
import { useReading } from '../../state/store.ts'
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

type Props = { readonly frame: Frame } & Shows

/** Where the fork and the strips of what arrives stand; undefined where nothing meets. */
function standing({ frame, layout, trace, grow, digits }: Props, reading: Reading) {
  const of = ofGradient(frame.equation.symbol)
  const place = of === undefined ? undefined : layout.forks[of]
  const { terms } = frame.equation
  if (of === undefined || !place || terms.length < 2 || frame.t === null) return undefined
  if (frame.t < 1 || frame.t > trace.T) return undefined
  const { strip } = layout
  const { shape } = trace.memory(of)
  const own = figureHeight(shape, digits, strip)
  // High strips have bars alone, else they cover what stands around them: the equation has their numbers.
  const written = own > mostHigh ? 0 : digits
  const high = figureHeight(shape, written, strip)
  // Names that are longer than a strip is wide stand clear of each other.
  const writing = writingOf(trace, reading, frame.t)
  const named = terms.map(({ via }) => nameWidth(via, writing) * grow + 4)
  const gap = Math.max(strip + 4, ...named)
  const strips = place.strips(Math.ceil((terms.length * gap) / (strip + 4)), high, own)
  const nameLine = strips[1] - nameAbove(digits)
  const left = strips[0] - 3
  return {
    ...{ of, t: frame.t, at: place.at, shape, written, gap, strips, nameLine, left },
    right: left + terms.length * gap + 2,
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
  const { frame, layout, trace, grow } = props
  const { of, t, at, gap, strips, nameLine, left, right, top, bottom } = place
  const [x, y] = at
  const { terms } = frame.equation
  // What comes back from the next timestep goes on from the strip of the state to the plus.
  const [state] = layout.at[of] ?? [x]
  const passes = x < state && terms.some((term) => term.dt !== 0)
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
      {Math.abs(nameLine - y) < 150 && (
        <path className={styles.tie} d={`M${x} ${y} L${Math.min(right, Math.max(left, x))} ${nameLine}`} />
      )}
      <rect
        data-part="card"
        className={styles.card}
        x={left}
        y={top}
        width={right - left}
        height={bottom - top}
        rx={4}
      />
      <circle cx={x} cy={y} r={14 * room(grow)} />
      <text className={styles.plus} x={x} y={y + 6 * grow}>
        +
      </text>
      <text>
        {terms.map((_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one symbol may send several terms, which never move
          <tspan key={i} data-part="via" className={styles.via} x={strips[0] + i * gap + 1} y={nameLine}>
            ←
          </tspan>
        ))}
      </text>
      <Labels
        trace={trace}
        labels={terms.map((term, i) => ({
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

/** A strip for each arriving term, all on one scale: bars of terms that add can be compared. */
function Terms({
  frame,
  layout,
  trace,
  place: { t, shape, written, gap, strips },
}: Props & { readonly place: NonNullable<ReturnType<typeof standing>> }) {
  const { terms, symbol } = frame.equation
  const arriving = terms.map((term) => evaluate(term.expr, trace.memory, t))
  const full = Math.max(...arriving.map(largest))
  // What is written adds up to what is written of the sum.
  const precision = shape.length < 2 && isWritten(arriving[0]!.length) ? termDigits(arriving) : undefined
  return terms.map((term, i) => (
    <Strip
      // biome-ignore lint/suspicious/noArrayIndexKey: one symbol may send several terms, which never move
      key={i}
      x={strips[0] + i * gap}
      y={strips[1]}
      width={layout.strip}
      values={arriving[i]!}
      shape={shape}
      full={full}
      name={`${symbol}@${t}<${term.via}@${t + (term.dt ?? 0)}`}
      idea={trace.net.info(term.via).idea}
      gradient
      digits={written}
      {...(precision ? { written: precision.map((ofUnit) => ofUnit[i]!) } : {})}
    />
  ))
}

/** With how many digits the terms of each unit are written, so that their sum can be checked. */
const termDigits = (terms: readonly ArrayLike<number>[]): readonly (readonly number[])[] =>
  precisionOfSums(Array.from(terms[0]!, (_, unit) => terms.map((term) => term[unit]!))).digits
