import { memo } from 'react'
import { digits, fullValue, numberText } from '../../src/index.ts'
import { heat, largest, signedLength } from './scale.ts'

interface Props {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly values: ArrayLike<number>
  /** the name of the values; the element is added: f@3[0] */
  readonly name: string
  readonly idea: string
  /** the length of a full bar */
  readonly full?: number
  readonly gradient?: boolean
  /** not written yet at this place of the run */
  readonly blank?: boolean
  readonly state?: 'result' | 'operand' | 'covered' | undefined
  /** a single number, which has no elements: L@3 */
  readonly scalar?: boolean
}

/** The name of an element: d:C@3[0]<h@3 of d:C@3<h@3. */
export const elementName = (name: string, i: number): string => name.replace(/(<.*)?$/, `[${i}]$1`)

/** A number that keeps inside its strip. */
function Digits({
  x,
  y,
  text,
  width,
}: {
  readonly x: number
  readonly y: number
  readonly text: string
  readonly width: number
}) {
  const long = text.length > 8
  return (
    <text x={x} y={y} {...(long ? { textLength: width - 5, lengthAdjust: 'spacingAndGlyphs' } : {})}>
      {text}
    </text>
  )
}

/** Four digits, in as little room as can be: 1.203e−7. */
function compact(value: number): string {
  const { mantissa, exponent } = digits(value)
  return exponent === 0 ? mantissa : `${mantissa}e${exponent < 0 ? '−' : ''}${Math.abs(exponent)}`
}

/** More rows than this become a heat map, whose numbers appear on pointing. */
const readable = 6
const row = 19

export function stripHeight(count: number): number {
  return count <= readable ? count * row : Math.min(count * 8, 118)
}

/** A vector as a column: each number with a small bar from the middle, so that sign and size are seen without any colour. */
export const Strip = memo(StripFigure, sameProps)

function StripFigure({ x, y, width, values, name, idea, full, gradient, blank, state, scalar }: Props) {
  const n = values.length
  const height = stripHeight(n)
  const each = height / n
  const most = full ?? largest(values)
  const covered = state === 'covered'
  return (
    <g className={`strip ${gradient ? 'gradient' : ''} ${state ?? ''}`} data-idea={idea} data-ref={name}>
      {state === 'result' && (
        <rect className="halo" x={x - 4} y={y - 4} width={width + 8} height={height + 8} rx={6} />
      )}
      <rect className="frame" x={x} y={y} width={width} height={height} rx={3} />
      {Array.from(values, (value, i) => {
        const top = y + i * each
        const ref = scalar ? name : elementName(name, i)
        if (blank || covered)
          return i === 0 ? null : <line key={ref} className="rule" x1={x} x2={x + width} y1={top} y2={top} />
        const length = (signedLength(value, most) * width) / 2
        if (n > readable)
          return (
            <rect
              key={ref}
              className="cell"
              data-ref={ref}
              data-value={fullValue(value)}
              x={x + 1}
              y={top}
              width={width - 2}
              height={each}
              fill={heat(value, most)}
            >
              <title>{`${ref} = ${numberText(value)}`}</title>
            </rect>
          )
        return (
          <g key={ref} className="cell" data-ref={ref} data-value={fullValue(value)}>
            <rect className="room" x={x} y={top} width={width} height={each} />
            {i > 0 && <line className="rule" x1={x} x2={x + width} y1={top} y2={top} />}
            <rect
              className="bar"
              data-sign={value < 0 ? '-' : '+'}
              x={x + width / 2 + Math.min(0, length)}
              y={top + each - 5}
              width={Math.abs(length)}
              height={3.5}
            />
            <line
              className="zero"
              x1={x + width / 2}
              x2={x + width / 2}
              y1={top + each - 6}
              y2={top + each - 1}
            />
            <Digits x={x + width / 2} y={top + each - 7} text={compact(value)} width={width} />
          </g>
        )
      })}
      {blank && (
        <text className="blank" x={x + width / 2} y={y + height / 2 + 4}>
          ·
        </text>
      )}
      {covered && (
        <text className="question" x={x + width / 2} y={y + height / 2 + 6}>
          ?
        </text>
      )}
    </g>
  )
}

/** The same numbers at the same place: a view made anew on the same memory is no change. */
function sameProps(a: Props, b: Props): boolean {
  return (Object.keys({ ...a, ...b }) as (keyof Props)[]).every((key) =>
    key === 'values' ? sameValues(a.values, b.values) : a[key] === b[key],
  )
}

function sameValues(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a === b) return true
  if (!(a instanceof Float64Array && b instanceof Float64Array)) return false
  return a.buffer === b.buffer && a.byteOffset === b.byteOffset && a.length === b.length
}
