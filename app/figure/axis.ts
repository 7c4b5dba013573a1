/** Axes of curves: a log axis that reaches as far as the numbers do, or a linear one. */
import { scaleLinear } from 'd3-scale'
import { numberText } from '../../src/index.ts'

export interface Axis {
  /** where a value stands, in pixels; undefined where the axis has no place for it (0 on a log axis, Infinity, NaN) */
  readonly at: (value: number) => number | undefined
  readonly ticks: readonly { readonly value: number; readonly text: string; readonly at: number }[]
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** 10⁻²⁰ */
export function powerText(exponent: number): string {
  if (exponent === 0) return '1'
  const raised = [...String(Math.abs(exponent))].map((digit) => superscripts[Number(digit)]).join('')
  return `10${exponent < 0 ? '⁻' : ''}${raised}`
}

/** Decades between two ticks: few enough to read. */
const strides = [1, 2, 5, 10, 20, 50, 100, 200]

/**
 * A log axis over all positive numbers among some, from `from` to `to` pixels, with no floor: it is linear in the exponent, so that
 * numbers down to 5e-324 have a place.
 */
export function logAxis(values: Iterable<number>, from: number, to: number, ticks = 8): Axis {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) {
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) continue
    const exponent = Math.log10(value)
    if (exponent < low) low = exponent
    if (exponent > high) high = exponent
  }
  if (low > high) [low, high] = [-1, 0]
  const stride = strides.find((each) => (high - low) / each <= ticks) ?? 400
  // Above 1.8e308 there are no numbers.
  const [bottom, top] = [Math.floor(low / stride) * stride, Math.min(310, Math.ceil(high / stride) * stride)]
  const scale = scaleLinear()
    .domain([bottom, top === bottom ? top + stride : top])
    .range([from, to])
  const marks: { value: number; text: string; at: number }[] = []
  for (let e = bottom; e <= Math.min(308, Math.max(top, bottom + stride)); e += stride)
    marks.push({ value: 10 ** e, text: powerText(e), at: scale(e) })
  return {
    at: (value) => (value > 0 && value < Number.POSITIVE_INFINITY ? scale(Math.log10(value)) : undefined),
    ticks: marks,
  }
}

/** A linear axis from `low` to `high`; `round`: to the next ticks. */
export function linearAxis(
  low: number,
  high: number,
  from: number,
  to: number,
  ticks = 6,
  round = false,
): Axis {
  const scale = scaleLinear()
    .domain([low, high === low ? low + 1 : high])
    .range([from, to])
  if (round) scale.nice(ticks)
  const short = scale.tickFormat(ticks)
  const plain = (value: number) =>
    value !== 0 && (Math.abs(value) >= 1e5 || Math.abs(value) < 1e-3) ? numberText(value, 1) : short(value)
  return {
    at: (value) => (Number.isFinite(value) ? scale(value) : undefined),
    ticks: scale.ticks(ticks).map((value) => ({ value, text: plain(value), at: scale(value) })),
  }
}

/** The largest finite number among some; 0 where there is none. */
export function greatest(values: Iterable<number>): number {
  let most = 0
  for (const value of values) if (value > most && value < Number.POSITIVE_INFINITY) most = value
  return most
}

/** Places for labels that want to stand at some heights: as near as can be, `gap` apart, between `top` and `bottom`. */
export function spread(wanted: readonly number[], gap: number, top: number, bottom: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!)
  const room = Math.min(gap, (bottom - top) / Math.max(1, wanted.length - 1))
  // Labels that touch form a block, which stands where its middle wants to be.
  interface Block {
    readonly first: number
    readonly count: number
    readonly sum: number
  }
  const placeOf = ({ first, count, sum }: Block) => {
    const middle = sum / count
    const start = middle - ((count - 1) * room) / 2
    return Math.max(top + first * room, Math.min(bottom - (order.length - first - 1) * room, start))
  }
  const blocks: Block[] = []
  order.forEach((i, rank) => {
    let block: Block = { first: rank, count: 1, sum: wanted[i]! }
    for (let last = blocks.at(-1); last; last = blocks.at(-1)) {
      if (placeOf(last) + last.count * room <= placeOf(block)) break
      blocks.pop()
      block = { first: last.first, count: last.count + block.count, sum: last.sum + block.sum }
    }
    blocks.push(block)
  })
  const places = new Array<number>(wanted.length)
  for (const block of blocks)
    for (let k = 0; k < block.count; k++) places[order[block.first + k]!] = placeOf(block) + k * room
  return places
}
