/** The small figures of the strip of timesteps. */
import { memo } from 'react'
import { fullValue, gatesIn, numberText, type Trace, valueAt } from '../../src/index.ts'
import styles from './Mini.module.css'
import { bars, heat, signedLength } from './scale.ts'
import { roomyNumber, widthOf } from './text.ts'
import { unitsOf } from './units.ts'

export interface Height {
  readonly norm: number
  readonly height: number
}

/** A letter, the index that is a part of the name, and the layer where several have the name. */
export interface ShortName {
  readonly base: string
  readonly sub: string
  readonly sup: string
}

/** How wide a name is, in letter heights. */
const wideOf = ({ base, sub, sup }: ShortName) => widthOf(base) + 0.8 * (widthOf(sub) + widthOf(sup))

/** The value of a symbol at a timestep: a view. */
export function valuesAt(trace: Trace, name: string, t: number): Float64Array {
  return valueAt(trace.memory(name), t).data
}

/** A vector as a row of small cells; one element, whose bars or colours are its background. */
export const Cells = memo(function Cells({
  trace,
  name,
  t,
  width,
  full,
  blank,
}: {
  readonly trace: Trace
  readonly name: string
  readonly t: number
  readonly width: number
  /** the number that fills a cell */
  readonly full: number
  readonly blank: boolean
}) {
  const values = valuesAt(trace, name, t)
  const background = width / values.length < 9 ? shades(values, full) : rowOfBars(values, full, width)
  return (
    <span
      className={styles.cells}
      data-idea={trace.net.info(name).idea}
      {...unitsOf(`${name}@${t}`, values.length, 'x')}
      style={{ width, background: blank ? undefined : background }}
      aria-hidden="true"
    />
  )
})

/** A bar a unit, from the middle of its cell. */
function rowOfBars(values: Float64Array, full: number, width: number): string {
  const each = width / values.length
  const { positive, negative } = bars(
    values,
    full,
    (each - 2) / 2,
    (i, from, length) =>
      `var(${from < 0 ? '--below' : '--above'}) ${i * each + each / 2 + from}px 50% / ${Math.max(0.6, length)}px 68% no-repeat border-box,`,
  )
  return `${positive}${negative} var(--rule-after) 0 0 / ${each}px border-box var(--paper)`
}

/** Many units: a colour each. */
function shades(values: Float64Array, full: number): string {
  const stop = (i: number) => `${((i / values.length) * 100).toFixed(2)}%`
  const colours = Array.from(values, (value, i) => `${heat(value, full)} ${stop(i)} ${stop(i + 1)}`)
  return `linear-gradient(to right, ${colours.join(',')})`
}

/** Is a value among the first `seen` that a timestep of the cell writes? */
export const isSeen = (trace: Trace, name: string, seen: number): boolean =>
  seen > trace.net.cell.filter((eq) => !eq.silent).findIndex((eq) => eq.symbol === name)

/** The bars of all units as one shape, with a gap between them where there is room. */
function outline(values: Float64Array, left: number, bar: number, floor: number, most: number): string {
  const gap = bar < 2 ? 0 : 0.5
  let d = ''
  values.forEach((value, i) => {
    const size = signedLength(value, 1) * most
    const from = (left + i * bar).toFixed(1)
    d += `M${from} ${floor}v${-(Math.abs(size) < 0.5 ? 0.5 : size).toFixed(1)}h${(bar - gap).toFixed(1)}V${floor}z`
  })
  return d
}

/** Each gate as bars, one a unit: from the floor for gates between 0 and 1, from the middle for candidates. */
export const Gates = memo(function Gates({
  trace,
  t,
  width,
  seen,
  names,
  letter,
}: {
  readonly trace: Trace
  readonly t: number
  readonly width: number
  /** how many of the cell's values have been written */
  readonly seen: number
  /** the letters of the gates in the notation chosen */
  readonly names: Readonly<Record<string, ShortName>>
  /** the height of the letters, in pixels */
  readonly letter: number
}) {
  const gates = gatesIn(trace.net)
  const each = width / gates.length
  // The bars have what the letters leave: more under large letters, whose row is higher.
  const room = Math.max(22, 1.25 * letter)
  return (
    <svg className={styles.gates} width={width} height={room + letter} aria-hidden="true">
      {gates.map((q, k) => {
        const values = valuesAt(trace, q, t)
        const signed = trace.net.info(q).idea === 'candidate'
        const bar = (each - 3) / values.length
        return (
          <g key={q} data-idea={trace.net.info(q).idea} {...unitsOf(`${q}@${t}`, values.length, 'x')}>
            <line
              className={styles.floor}
              x1={k * each}
              x2={(k + 1) * each - 3}
              y1={signed ? room / 2 : room - 0.5}
              y2={signed ? room / 2 : room - 0.5}
            />
            {isSeen(trace, q, seen) && (
              <path
                className={styles.fill}
                d={outline(
                  values,
                  k * each,
                  bar,
                  signed ? room / 2 : room - 1,
                  signed ? room / 2 - 1 : room - 2,
                )}
              />
            )}
            {each > Math.max(0.9, wideOf(names[q]!)) * letter && (
              <text x={k * each + (each - 3) / 2} y={room + 0.82 * letter} fontSize={letter}>
                <Letters name={names[q]!} />
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
})

/** A name within a text of a drawing. */
const Letters = ({ name: { base, sub, sup } }: { readonly name: ShortName }) => (
  <>
    {base}
    {sub && (
      <tspan fontSize="80%" dy="0.15em">
        {sub}
      </tspan>
    )}
    {sup && (
      <tspan fontSize="80%" dy={sub ? '-0.5em' : '-0.35em'}>
        {sup}
      </tspan>
    )}
  </>
)

/** One lane a unit from this column into the next, as thick as what is kept; one element, whose background they are. */
export function Lanes({ kept = new Float64Array() }: { readonly kept: Float64Array | undefined }) {
  const shown = Math.min(kept.length, mostLanes)
  const lanes = Array.from({ length: shown }, (_, i) => {
    const share = Math.min(1, Math.abs(kept[i]!))
    const thick = Math.max(0.25, share * Math.min(5, 14 / shown))
    const middle = ((i + 0.5) * laneRoom) / shown
    return `var(--lane) 0 ${units(middle - thick / 2)} / 100% ${units(thick)} no-repeat`
  })
  return <span className={styles.lanes} style={{ background: lanes.join() }} aria-hidden="true" />
}

/** More lanes than these cannot be told apart. */
const mostLanes = 6
/** The height of all lanes, in units of the strip's rows. */
const laneRoom = 18
const units = (n: number) => `calc(${n} * var(--row-unit))`

/** The size of a gradient that has arrived at a column. */
export function Arriving({
  value,
  name,
  idea,
  room,
}: {
  readonly value: Height
  readonly name: string
  readonly idea: string
  /** how wide its number may be, in letter heights; 0: the bar stands alone */
  readonly room: number
}) {
  return (
    <data
      className={styles.arriving}
      data-idea={idea}
      data-ref={name}
      value={fullValue(value.norm)}
      title={`${name} = ${numberText(value.norm)}`}
    >
      <i style={{ height: `${value.height * 100}%` }} />
      {room > 0 && <b>{roomyNumber(value.norm, room)}</b>}
    </data>
  )
}
