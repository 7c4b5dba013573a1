/** Axes: a log axis that reaches as far as numbers do, or a linear one. */
import { scaleLinear } from 'd3-scale'
import { numberText, powerOfTen } from '../../src/index.ts'
import { widthOf } from './text.ts'

export interface Tick {
  readonly value: number
  readonly text: string
  readonly at: number
}

export interface Axis {
  /** where a value stands, in pixels; undefined where the axis has no place for it (0 on a log axis, Infinity, NaN) */
  readonly at: (value: number) => number | undefined
  /** the value that stands at a place */
  readonly valueAt: (pixels: number) => number
  readonly ticks: readonly Tick[]
}

/** What an axis shows. */
export interface Span {
  readonly low: number
  readonly high: number
  readonly log?: boolean
  /** beside the axis; nothing where it is empty */
  readonly name: string
  /** people gave the name, as that of a column: nothing in it is mathematics */
  readonly verbatim?: boolean
  /** it begins and ends at a tick */
  readonly round?: boolean
  /** a log axis ends where the numbers do, and not at a whole decade */
  readonly tight?: boolean
  /** ticks at whole numbers alone */
  readonly whole?: boolean
  /** these ticks and no others */
  readonly ticks?: readonly number[]
  /** how a tick is written; `usual` is how it would be */
  readonly text?: (value: number, usual: string) => string
}

/** 10⁻²⁰ */
export function powerText(exponent: number): string {
  return exponent === 0 ? '1' : powerOfTen(exponent)
}

/** Decades between two ticks: few enough to read. */
const strides = [1, 2, 5, 10, 20, 50, 100, 200]

/**
 * A log axis with no floor: it is linear in the exponent, so that numbers down to 5e-324 have a place.
 * Where no number is above 0 it shows one decade.
 */
function logAxis(span: Span, from: number, to: number, most: number): Axis {
  const isPlaced = (value: number) => value > 0 && value < Number.POSITIVE_INFINITY
  const ends = [span.low, span.high].filter(isPlaced).map(Math.log10)
  const [low, high] = ends.length > 0 ? [Math.min(...ends), Math.max(...ends)] : [-1, 0]
  const stride = strides.find((each) => (high - low) / each <= most) ?? 400
  const step = span.round ? stride : 1
  const bottom = Math.floor(low / step) * step
  // Above 1.8e308 there are no numbers.
  const top = Math.max(bottom + step, Math.min(310, Math.ceil(high / step) * step))
  const scale = scaleLinear([bottom, top], [from, to])
  const exponents: number[] = []
  for (let e = Math.ceil(bottom / stride) * stride; e <= Math.min(308, top); e += stride) exponents.push(e)
  const marks = span.ticks?.map(Math.log10) ?? exponents
  return {
    at: (value) => (isPlaced(value) ? scale(Math.log10(value)) : undefined),
    valueAt: (pixels) => 10 ** scale.invert(pixels),
    ticks: marks.map((e) => ({
      value: 10 ** e,
      text: span.text?.(10 ** e, powerText(e)) ?? powerText(e),
      at: scale(e),
    })),
  }
}

function linearAxis(span: Span, from: number, to: number, most: number): Axis {
  const { low, high, whole, text } = span
  const scale = scaleLinear([low, high === low ? low + 1 : high], [from, to])
  if (span.round) scale.nice(most)
  const short = scale.tickFormat(most)
  const plain = (value: number) =>
    whole && Math.abs(value) < 1e5
      ? String(value)
      : value !== 0 && (Math.abs(value) >= 1e5 || Math.abs(value) < 1e-3)
        ? numberText(value, 1)
        : short(value)
  const values = span.ticks ?? scale.ticks(most).filter((value) => !whole || Number.isInteger(value))
  return {
    at: (value) => (Number.isFinite(value) ? scale(value) : undefined),
    valueAt: (pixels) => scale.invert(pixels),
    ticks: values.map((value) => ({
      value,
      text: text?.(value, plain(value)) ?? plain(value),
      at: scale(value),
    })),
  }
}

/** A log axis from the least number to the greatest, with ticks at 1, 2 and 5 where there is room for them. */
function tightLogAxis(span: Span, from: number, to: number, most: number): Axis {
  const low = Math.log10(span.low)
  const high = Math.max(Math.log10(span.high), low + 0.1)
  const room = 0.04 * (high - low)
  const scale = scaleLinear([low - room, high + room], [from, to])
  const placesOf = (digits: readonly number[]) => {
    const places: number[] = []
    for (let e = Math.floor(low - room); e <= high + room; e++)
      for (const digit of digits) {
        const place = e + Math.log10(digit)
        if (place >= low - room && place <= high + room) places.push(place)
      }
    return places
  }
  const fits = (places: readonly number[]) => places.length <= most && places.length > 1
  const choices = [[1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 5], [1, 3], [1]].map(placesOf)
  // Within less than a decade ticks stand evenly.
  const even = scaleLinear()
    .domain([10 ** low, 10 ** high])
    .ticks(Math.max(2, Math.floor(0.7 * most)))
  const places = (high - low > 0.7 ? choices.find(fits) : undefined) ?? even.map(Math.log10)
  const plain = (value: number) =>
    value >= 1e-3 && value < 1e4 ? String(Number(value.toPrecision(4))) : numberText(value, 2)
  return {
    at: (value) => (value > 0 && value < Number.POSITIVE_INFINITY ? scale(Math.log10(value)) : undefined),
    valueAt: (pixels) => 10 ** scale.invert(pixels),
    ticks: places.map((place) => ({ value: 10 ** place, text: plain(10 ** place), at: scale(place) })),
  }
}

/** The decades that a tight log axis spans at most. */
const tightDecades = 3

const isTight = ({ tight, log, low, high }: Span): boolean =>
  tight === true && log === true && low > 0 && high < low * 10 ** tightDecades

/** The axis of a span between two places in pixels, with about `most` ticks. */
export function axisOf(span: Span, from: number, to: number, most: number): Axis {
  return (isTight(span) ? tightLogAxis : span.log ? logAxis : linearAxis)(span, from, to, most)
}

/** An axis from the left to the right with as many ticks as stand side by side in letters of so many pixels. */
export function acrossAxis(span: Span, from: number, to: number, em: number): Axis {
  const touch = (a: Tick, b: Tick) => b.at - a.at < ((widthOf(a.text) + widthOf(b.text)) / 2 + 0.8) * em
  for (let most = Math.max(2, Math.min(12, Math.floor((to - from) / (3 * em)))); most > 1; most--) {
    const axis = axisOf(span, from, to, most)
    if (!axis.ticks.some((tick, i) => i > 0 && touch(axis.ticks[i - 1]!, tick))) return axis
  }
  const axis = axisOf(span, from, to, 1)
  return { ...axis, ticks: axis.ticks.slice(0, 1) }
}

/** The ends of an axis over some numbers: on a log axis the least and the greatest above 0, on a linear one from 0. */
export function reach(values: Iterable<number>, log: boolean): readonly [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, 0]
  for (const value of values) {
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) continue
    if (value < low) low = value
    if (value > high) high = value
  }
  return log && high > 0 ? [low, high] : [0, high]
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
