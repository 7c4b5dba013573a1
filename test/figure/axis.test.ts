import { describe, expect, test } from 'vitest'
import { acrossAxis, axisOf, reach, type Span, spread } from '../../app/figure/axis.ts'
import { groundOf } from '../../app/figure/Frame.tsx'
import { placeOf } from '../../app/figure/marks.tsx'
import { widthOf } from '../../app/figure/text.ts'

const linear: Span = { low: 0, high: 10, name: 'x' }
const log: Span = { low: 1e-30, high: 10, log: true, name: 'y' }

describe('an axis', () => {
  test('places what it shows between its ends, and tells the value at a place', () => {
    for (const [span, value] of [
      [linear, 2.5],
      [log, 1e-7],
    ] as const) {
      const axis = axisOf(span, 100, 500, 6)
      expect(axis.at(span.low)).toBeCloseTo(100, 9)
      expect(axis.at(span.high)).toBeCloseTo(500, 9)
      expect(axis.valueAt(axis.at(value)!) / value).toBeCloseTo(1, 9)
      for (const tick of axis.ticks) expect(axis.at(tick.value)).toBeCloseTo(tick.at, 6)
    }
  })

  test('has no place for what is no number of its kind', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(axisOf(linear, 0, 1, 4).at(value)).toBeUndefined()
      expect(axisOf(log, 0, 1, 4).at(value)).toBeUndefined()
    }
    for (const value of [0, -1]) expect(axisOf(log, 0, 1, 4).at(value)).toBeUndefined()
  })

  test('a log axis reaches the smallest and the largest numbers of float64', () => {
    const axis = axisOf({ low: 5e-324, high: 1.7e308, log: true, round: true, name: '' }, 0, 1000, 8)
    expect(axis.at(5e-324)).toBeGreaterThanOrEqual(0)
    expect(axis.at(1.7e308)).toBeLessThanOrEqual(1000)
    expect(axis.ticks.every(({ value }) => Number.isFinite(value))).toBe(true)
    expect(axis.ticks.length).toBeLessThanOrEqual(9)
    expect(axis.ticks[0]!.text).toMatch(/^10⁻/)
  })

  test('where no number is above 0 a log axis shows one decade; equal ends of a linear axis are apart', () => {
    const empty = axisOf({ low: 0, high: 0, log: true, name: '' }, 0, 100, 5)
    expect(empty.ticks.map(({ text }) => text)).toEqual(['10⁻¹', '1'])
    expect(axisOf({ low: 3, high: 3, name: '' }, 0, 100, 5).at(3)).toBe(0)
  })

  test('its numbers never touch, whatever their language and however little room there is', () => {
    for (const room of [60, 120, 250, 900])
      for (const text of [undefined, (value: number) => `${value.toLocaleString('en')} 个序列`]) {
        const { ticks } = acrossAxis({ low: 0, high: 102_000, name: '', ...(text && { text }) }, 0, room, 12)
        expect(ticks.length).toBeGreaterThan(0)
        for (const [i, tick] of ticks.slice(1).entries())
          expect(tick.at - ticks[i]!.at).toBeGreaterThan(6 * (widthOf(tick.text) + widthOf(ticks[i]!.text)))
      }
  })

  test('whole numbers alone, or the ticks that are asked for', () => {
    expect(axisOf({ ...linear, high: 3, whole: true }, 0, 900, 12).ticks.map(({ value }) => value)).toEqual([
      0, 1, 2, 3,
    ])
    const text = (_: number, usual: string) => `${usual} %`
    expect(axisOf({ ...linear, ticks: [0, 5], text }, 0, 100, 9).ticks.map((tick) => tick.text)).toEqual([
      '0 %',
      '5 %',
    ])
  })
})

test('the ends of an axis are those of the numbers that it can show', () => {
  const values = [Number.NaN, 0, 1e-5, 3, Number.POSITIVE_INFINITY, -2]
  expect(reach(values, true)).toEqual([1e-5, 3])
  expect(reach(values, false)).toEqual([0, 3])
  expect(reach([], true)).toEqual([0, 0])
})

describe('the ground of a plot', () => {
  const box = { width: 400, height: 300, em: 12, least: 0 }

  test('lies within its box with room for the numbers, the names and what stands at the ends', () => {
    const { left, right, top, bottom, height, y } = groundOf(box, { x: linear, y: log, ends: 5 })
    expect(right).toBe(400 - 60)
    expect(left).toBeGreaterThanOrEqual(Math.max(...y.ticks.map(({ text }) => widthOf(text))) * 12)
    expect(top).toBeGreaterThan(12)
    expect(height).toBe(300)
    expect(bottom).toBeLessThan(300 - 2 * 12)
  })

  test('the numbers of y may stand on the right', () => {
    const { left, right } = groundOf(box, { x: linear, y: log, ends: 5, side: 'right' })
    expect(left).toBe(60)
    expect(right).toBeLessThan(400 - 12)
  })

  test('an even one has one scale for both axes', () => {
    const span: Span = { low: -1, high: 1, name: '' }
    const { x, y, left, right, top, bottom } = groundOf(box, { x: span, y: span, even: true })
    expect(right - left).toBe(bottom - top)
    expect(x.at(1)! - x.at(0)!).toBeCloseTo(y.at(0)! - y.at(1)!, 9)
  })

  test('a point has a place within the axes alone', () => {
    const ground = groundOf(box, { x: linear, y: log })
    expect(placeOf(ground, [0, 1])![0]).toBe(ground.left)
    for (const point of [
      [11, 1],
      [5, 1000],
      [5, 0],
      [Number.NaN, 1],
    ] as const)
      expect(placeOf(ground, point)).toBeUndefined()
  })
})

test('labels that touch move apart, keep their order and stay between top and bottom', () => {
  const places = spread([50, 50, 52, 300, 1], 20, 0, 300)
  const sorted = [...places].sort((a, b) => a - b)
  expect(sorted[0]).toBeGreaterThanOrEqual(0)
  expect(sorted.at(-1)).toBeLessThanOrEqual(300)
  for (const [i, place] of sorted.slice(1).entries())
    expect(place - sorted[i]!).toBeGreaterThanOrEqual(20 - 1e-9)
})

test('a tight log axis ends where the numbers do, and has finite ticks however little it spans', () => {
  for (const [low, high] of [
    [0.5, 0.5],
    [1.2, 1.8],
    [0.01, 0.6],
    [0.004, 3],
  ] as const) {
    const axis = axisOf({ low, high, log: true, tight: true, name: '' }, 200, 0, 6)
    expect(axis.ticks.length, `${low} ${high}`).toBeGreaterThan(1)
    for (const { at, value } of axis.ticks) {
      expect(at).toBeGreaterThanOrEqual(0)
      expect(at).toBeLessThanOrEqual(200)
      expect(axis.at(value)).toBeCloseTo(at, 9)
    }
  }
})
