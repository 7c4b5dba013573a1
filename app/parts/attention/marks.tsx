/** The marks of the picture of an attention: rows of bars, ribbons, names. */
import {
  fullValue,
  numberText,
  type Reading,
  symbol,
  symbolMeant,
  symbolTree,
  type Trace,
  writingOf,
} from '../../../src/index.ts'
import { signedLength } from '../../figure/scale.ts'
import { fittingNumber, widthOf } from '../../figure/text.ts'
import { lettersOf } from '../../math/letters.ts'
import { useReading } from '../../state/store.ts'
import styles from './Attention.module.css'
import type { Columns } from './layout.ts'
import type { Mark } from './picture.ts'

/** A number of a row of bars. */
export interface Bar {
  readonly name: string
  readonly value: number
  readonly mark: Mark
}

/** The height of the bars, and of the line of numbers below them, by that of letters. */
export const barHeight = 30
export const numbersBelow = (letter: number): number => letter + 3

/** A row of numbers, one a timestep, as bars from a floor or, where they have signs, from the middle. */
export function BarRow({
  bars,
  columns: { at, width, letter },
  y,
  full,
  signed,
  even,
  gradient = false,
}: {
  readonly bars: readonly Bar[]
  readonly columns: Columns
  readonly y: number
  readonly full: number
  readonly signed: boolean
  /** what each would be if all were the same: a line there */
  readonly even?: number
  readonly gradient?: boolean
}) {
  const most = signed ? barHeight / 2 : barHeight
  const zero = y + (signed ? most : barHeight)
  const room = width / letter - 0.4
  const numberHeight = numbersBelow(letter)
  const texts = numbersIn(bars, room)
  return (
    <g data-gradient={gradient || undefined}>
      <path className={styles.zero} d={`M${at(1) - width / 2} ${zero}h${width * bars.length}`} />
      {bars.map(({ name, value, mark }, s) => {
        const x = at(s + 1)
        const shown = mark !== 'blank' && mark !== 'covered'
        const high = Math.max(0.8, Math.abs(signedLength(value, full)) * most)
        const wide = Math.min(26, width - 2)
        return (
          <g
            key={name}
            data-ref={name}
            data-state={mark}
            {...(shown ? { 'data-value': fullValue(value) } : {})}
            className={styles.bar}
          >
            <rect
              data-part="frame"
              className={styles.cell}
              x={x - width / 2 + 0.5}
              y={y - 2}
              width={width - 1}
              height={barHeight + numberHeight + 2}
              rx={2}
            />
            {shown && (
              <>
                <title>{`${name} = ${numberText(value)}`}</title>
                <rect
                  className={styles.size}
                  data-sign={value < 0 ? '-' : '+'}
                  x={x - wide / 2}
                  y={value < 0 ? zero : zero - high}
                  width={wide}
                  height={high}
                />
                {texts[s] !== '' && (
                  <text x={x} y={y + barHeight + numberHeight - 3}>
                    {texts[s]}
                  </text>
                )}
              </>
            )}
            {mark === 'covered' && (
              <text x={x} y={y + barHeight}>
                ?
              </text>
            )}
          </g>
        )
      })}
      {even !== undefined && bars.some(({ mark }) => mark !== 'blank') && (
        <Even
          x={at(bars.length) + width / 2}
          width={width * bars.length}
          y={zero - (even / full) * most}
          count={bars.length}
        />
      )}
    </g>
  )
}

/** What is written below each bar of a row with so many letter heights for each: what has no room is left to its bar, but for the result of the step, beside which others give way. */
export function numbersIn(bars: readonly Pick<Bar, 'value' | 'mark'>[], room: number): readonly string[] {
  const texts = bars.map(({ value, mark }) => {
    if (mark === 'blank' || mark === 'covered') return ''
    const text = fittingNumber(value, room)
    return mark === 'result' || (room > 2 && widthOf(text) <= room) ? text : ''
  })
  const result = bars.findIndex(({ mark }) => mark === 'result')
  const beyond = (widthOf(texts[result] ?? '') - room) / 2
  return texts.map((text, s) => {
    const between = Math.abs(s - result) * (room + 0.4) - room
    return s !== result && result >= 0 && beyond > 0 && beyond > between + (room - widthOf(text)) / 2
      ? ''
      : text
  })
}

/** A line across all bars where they would all be the same: one in T. */
const Even = ({
  x,
  width,
  y,
  count,
}: {
  readonly x: number
  readonly width: number
  readonly y: number
  readonly count: number
}) => (
  <>
    <path className={styles.even} d={`M${x - width} ${y}h${width}`} />
    <text className={styles.evenName} x={x + 5} y={y + 4}>
      1/{count}
    </text>
  </>
)

/** A band from a column to a place above it, as wide there as its share. */
export function Ribbon({
  from: [x, y],
  to: [left, right, top],
  narrow,
  backward,
}: {
  readonly from: readonly [number, number]
  readonly to: readonly [number, number, number]
  /** how wide it may be in its column */
  readonly narrow: number
  readonly backward: boolean
}) {
  const half = Math.min(narrow, right - left) / 2
  const middle = (y + top) / 2
  return (
    <path
      className={styles.ribbon}
      data-backward={backward || undefined}
      d={`M${x - half} ${y}C${x - half} ${middle} ${left} ${middle} ${left} ${top}H${right}C${right} ${middle} ${x + half} ${middle} ${x + half} ${y}z`}
    />
  )
}

interface Named {
  readonly trace: Trace
  readonly name: string
  /** null: any timestep, or none */
  readonly t: number | null
}

/** The letters of a symbol at a timestep, where it has one of its own. */
function lettersFor(trace: Trace, reading: Reading, name: string, t: number | null) {
  const { timed } = trace.net.info(name)
  const { tree } = symbolTree(symbol(name, timed ? 0 : null), writingOf(trace, reading, t ?? undefined))
  return lettersOf(tree)
}

/** How wide the name of a row is, in letter heights: a symbol, and a word behind it. */
export function rowNameWidth(trace: Trace, reading: Reading, name: string, word: string): number {
  const { base, sub, sup } = lettersFor(trace, reading, name, null)
  return widthOf(base) + 0.7 * widthOf(sub + sup) + widthOf(` ${word}`)
}

/** The name of a symbol in the notation chosen, as a part of a text. */
export function Letters({ trace, name, t }: Named) {
  const reading = useReading()
  const { idea } = trace.net.info(name)
  const { base, sub, sup, upright } = lettersFor(trace, reading, name, t)
  const up = sub ? '-0.8em' : '-0.45em'
  return (
    <tspan data-idea={idea} className={upright ? styles.upright : styles.letters}>
      {base}
      {sub && (
        <tspan className={styles.small} dy="0.25em">
          {sub}
        </tspan>
      )}
      {sup && (
        <tspan className={styles.small} dy={up}>
          {sup}
        </tspan>
      )}
      {(sub || sup) && <tspan dy={sup ? (sub ? '0.5em' : '0.4em') : '-0.2em'}>{'\u200b'}</tspan>}
    </tspan>
  )
}

/** The name of a value or of its gradient, lit with it. */
export function Name({
  gradient = false,
  x,
  y,
  ...named
}: Named & { readonly gradient?: boolean; readonly x: number; readonly y: number }) {
  const { name, t } = named
  const ref = `${symbolMeant({ name, gradient })}${t === null ? '' : `@${t}`}`
  return (
    <text className={styles.name} x={x} y={y} data-part="symbol" data-ref={ref}>
      {gradient && '∂L/∂'}
      <Letters {...named} />
    </text>
  )
}

/** What stands before a row. */
export const RowName = ({
  x,
  y,
  children,
}: {
  readonly x: number
  readonly y: number
  readonly children: React.ReactNode
}) => (
  <text data-part="symbol" className={`${styles.name} ${styles.row}`} x={x} y={y}>
    {children}
  </text>
)
