import { evaluate, type Frame, ofGradient } from '../../../src/index.ts'
import { Strip } from '../../figure/Strip.tsx'
import { largest } from '../../figure/scale.ts'
import drawingStyles from './Drawing.module.css'
import styles from './Fork.module.css'
import { figureHeight } from './figure.ts'
import { Labels } from './Labels.tsx'
import { room } from './Marks.tsx'
import { nameAbove } from './standing.ts'
import type { Shows } from './Value.tsx'

/** Arriving gradients that are higher than this, with their numbers, are drawn as bars alone. */
const mostHigh = 96

/** Where gradients meet: each arriving term with its numbers, and the plus that adds them. */
export function Fork({ frame, layout, trace, grow, digits }: { readonly frame: Frame } & Shows) {
  const of = ofGradient(frame.equation.symbol)
  const place = of === undefined ? undefined : layout.forks[of]
  if (!place || frame.equation.terms.length < 2 || frame.t === null || frame.t < 1 || frame.t > trace.T)
    return null
  const [x, y] = place.at
  const { terms } = frame.equation
  const { strip } = layout
  const gap = strip + 4
  const { shape } = trace.memory(of!)
  const own = figureHeight(shape, digits, strip)
  // High strips have bars alone, else they cover what stands around them: the equation has their numbers.
  const written = own > mostHigh ? 0 : digits
  const high = figureHeight(shape, written, strip)
  const strips = place.strips(terms.length, high, own)
  const nameLine = strips[1] - nameAbove(digits)
  const top = nameLine - 13 * grow
  const arriving = terms.map((term) => evaluate(term.expr, trace.memory, frame.t!))
  // One scale for all: bars of terms that add can be compared.
  const full = Math.max(...arriving.map(largest))
  const left = strips[0] - 3
  const right = left + terms.length * gap + 2
  // What comes back from the next timestep goes on from the strip of the state to the plus.
  const [state] = layout.at[of!] ?? [x]
  const passes = x < state && terms.some((term) => term.dt !== 0)
  return (
    <g data-part="fork" className={styles.fork}>
      {passes && (
        <g
          data-part="wire"
          data-active
          className={`${drawingStyles.wire} ${drawingStyles.active} ${drawingStyles.backward}`}
          data-idea={trace.net.info(of!).idea}
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
        height={strips[1] + high + 3 - top}
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
          t: frame.t! + (term.dt ?? 0),
          x: strips[0] + i * gap + 1 + 11 * grow,
          y: nameLine,
          over: true,
        }))}
      />
      {terms.map((term, i) => {
        const at = frame.t! + (term.dt ?? 0)
        return (
          <Strip
            // biome-ignore lint/suspicious/noArrayIndexKey: one symbol may send several terms, which never move
            key={i}
            x={strips[0] + i * gap}
            y={strips[1]}
            width={strip}
            values={arriving[i]!}
            shape={shape}
            full={full}
            name={`${frame.equation.symbol}@${frame.t}<${term.via}@${at}`}
            idea={trace.net.info(term.via).idea}
            gradient
            digits={written}
          />
        )
      })}
    </g>
  )
}
