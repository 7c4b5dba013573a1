import { elementName, fullValue } from '../../src/index.ts'
import styles from './Strip.module.css'
import { bars, heatPaths, largest } from './scale.ts'
import { compact, widthOf } from './text.ts'
import { cellsOf, unitsOf } from './units.ts'

interface Props {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly values: ArrayLike<number>
  /** of the values; two axes make it a heat map of rows and columns */
  readonly shape?: readonly number[]
  /** before the last change, where that is shown */
  readonly was?: ArrayLike<number> | undefined
  /** the name of the values; the element is added: f@3[0]; absent: they have none, and nothing is linked */
  readonly name?: string
  readonly idea: string
  /** the length of a full bar */
  readonly full?: number
  readonly gradient?: boolean
  /** not written yet at this place of the run */
  readonly blank?: boolean
  readonly state?: 'result' | 'operand' | 'covered' | undefined
  /** a single number, which has no elements: L@3 */
  readonly scalar?: boolean
  /** the height of the numbers; 0: they would be too small to be read, and the bars stand alone */
  readonly digits?: number
  /** how many digits each number is written with, where not four */
  readonly written?: readonly number[]
}

/** What makes a text as wide as there is room. */
export const fitted = (room: number) => ({ textLength: room, lengthAdjust: 'spacingAndGlyphs' })

/** The usual height of the numbers. */
export const usualDigits = 11.5

/** More rows than this become a heat map, whose numbers appear on pointing. */
const readable = 6
/** The height of a row; bars alone take less. */
const rowOf = (digits: number) => (digits > 0 ? 19 : 12)

/** Are so many numbers written one by one? */
export const isWritten = (count: number): boolean => count <= readable

export function stripHeight(count: number, digits = usualDigits): number {
  return count <= readable ? count * rowOf(digits) : Math.min(count * 8, digits > 0 ? 118 : 64)
}

/** The height of the heat map of a matrix. */
export const mapHeight = (rows: number, columns: number, width: number): number =>
  Math.max(19, Math.min(118, rows * Math.min(19, width / columns)))

/** A vector as a column: each number with a small bar from the middle, so that sign and size are seen without any colour. */
export function Strip(props: Props) {
  const { x, y, width, values, name, idea, gradient, blank, state, scalar, digits = usualDigits } = props
  const n = values.length
  const [rows, columns] = props.shape ?? []
  const isMatrix = columns !== undefined
  const coloured = isMatrix || n > readable
  const height = isMatrix ? mapHeight(rows!, columns, width) : stripHeight(n, digits)
  const covered = state === 'covered'
  const shown = !blank && !covered
  return (
    <g
      data-part="strip"
      data-state={state}
      data-gradient={gradient || undefined}
      className={styles.strip}
      data-idea={idea}
      {...(name === undefined
        ? {}
        : scalar
          ? { 'data-ref': name }
          : isMatrix
            ? cellsOf(name, rows!, columns)
            : unitsOf(name, n, 'y'))}
    >
      {state === 'result' && (
        <rect className={styles.halo} x={x - 4} y={y - 4} width={width + 8} height={height + 8} rx={6} />
      )}
      <rect data-part="frame" className={styles.frame} x={x} y={y} width={width} height={height} rx={3} />
      {shown && coloured && <HeatCells {...props} height={height} columns={columns ?? 1} />}
      {shown && !coloured && <Bars {...props} digits={digits} />}
      {state === 'operand' && coloured && (
        <rect className={styles.read} x={x - 2} y={y - 2} width={width + 4} height={height + 4} rx={4} />
      )}
      <path
        className={styles.rule}
        d={
          blank
            ? dot(x + width / 2, y + height / 2)
            : coloured
              ? ''
              : rules(n, x, y, width, digits) + (shown ? zeros(n, x + width / 2, y, digits) : '')
        }
      />
      {shown && !coloured && digits > 0 && <Numbers {...props} digits={digits} />}
      {covered && (
        <text data-part="question" className={styles.question} x={x + width / 2} y={y + height / 2 + 6}>
          ?
        </text>
      )}
    </g>
  )
}

/** The mark of a strip that is blank. */
const dot = (x: number, y: number) => `M${x - 0.7} ${y}a.7.7 0 1 1 1.4 0a.7.7 0 1 1-1.4 0z`

/** The lines between rows; digits that are enlarged fill their rows and need none. */
function rules(n: number, x: number, y: number, width: number, digits: number): string {
  let d = ''
  if (digits <= usualDigits) for (let i = 1; i < n; i++) d += `M${x} ${y + i * rowOf(digits)}h${width}`
  return d
}

/** A mark at zero in each row. */
function zeros(n: number, middle: number, y: number, digits: number): string {
  const row = rowOf(digits)
  let d = ''
  for (let i = 0; i < n; i++)
    d += digits > 0 ? `M${middle} ${y + i * row + row - 6}v5` : `M${middle} ${y + i * row + 2}v${row - 4}`
  return d
}

type Shown = Props & { readonly digits: number }

/** A bar from the middle of each row; all bars of a sign are one shape. */
function Bars({ x, y, width, values, was, full, digits }: Shown) {
  const row = rowOf(digits)
  const middle = x + width / 2
  const most = full ?? Math.max(largest(values), largest(was ?? []))
  const thick = digits > 0 ? 3.5 : row - 5
  const bar = (i: number, from: number, length: number) =>
    `M${middle + from} ${y + i * row + row - 1.5 - thick - (digits > 0 ? 0 : 1)}h${length}v${thick}h${-length}z`
  const { positive, negative } = bars(values, most, width / 2, bar)
  const before =
    was && bars(was, most, width / 2, (i, from, length) => (was[i] === values[i] ? '' : bar(i, from, length)))
  return (
    <>
      <path data-part="bar" className={styles.bar} data-sign="+" d={positive} />
      <path data-part="bar" className={styles.bar} data-sign="-" d={negative} />
      {before && <path data-part="ghost" className={styles.ghost} d={before.positive + before.negative} />}
    </>
  )
}

/** Few numbers are written, each over its bar: one text, that is laid out once; a number is a part of it. */
function Numbers({ x, y, width, values, name, scalar, digits, written }: Shown) {
  // Digits that are enlarged are those of formulas, which are narrow.
  const [letter, base] = digits > usualDigits ? [0.8 * digits, 13] : [digits, 12]
  return (
    <text>
      {Array.from(values, (value, i) => {
        const text = compact(value, written?.[i])
        // A long number is pressed to keep inside its strip.
        const fit = widthOf(text) * letter > width - 5 ? fitted(width - 5) : {}
        return (
          <tspan
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its unit
            key={i}
            data-ref={scalar || name === undefined ? name : elementName(name, i)}
            data-value={fullValue(value)}
            x={x + width / 2}
            y={y + i * rowOf(digits) + base}
            {...fit}
          >
            {text}
          </tspan>
        )
      })}
    </text>
  )
}

/** Many numbers, or a matrix: a heat map, one shape for each shade. */
function HeatCells({
  x,
  y,
  width,
  height,
  values,
  full,
  columns,
}: Props & { readonly height: number; readonly columns: number }) {
  const [wide, high] = [(width - 2) / columns, (height * columns) / values.length]
  const cell = (i: number) => {
    const [left, top] = [x + 1 + (i % columns) * wide, y + Math.floor(i / columns) * high]
    return `M${left.toFixed(2)} ${top.toFixed(2)}h${wide.toFixed(2)}v${high.toFixed(2)}h${(-wide).toFixed(2)}z`
  }
  return heatPaths(values, full ?? largest(values), cell).map(({ fill, d }) => (
    <path key={fill} fill={fill} d={d} />
  ))
}
