/** The picture of an attention: letters as large as the theme asks, the whole of it in its panel, and no number on another. */
import { expect, test } from 'vitest'
import { widthOf } from '../../app/figure/text.ts'
import { layoutOf } from '../../app/parts/attention/layout.ts'
import { numbersIn } from '../../app/parts/attention/marks.tsx'

const sizes = { T: 12, features: 3, units: [3], head: 2, query: 3, outputs: 1, named: 5 }

test('on a projector letters are 24 px, and the picture is as high and as wide as its panel at most', () => {
  const panel = { width: 1190, height: 440, least: 24 }
  const { scale, letter, width, height, digits } = layoutOf(sizes, panel)
  expect(letter * scale).toBeGreaterThanOrEqual(23.99)
  expect(height * scale).toBeLessThanOrEqual(panel.height)
  expect(width * scale).toBeLessThanOrEqual(panel.width)
  expect(digits).toBe(0)
})

test('the longest name of a row has room before the columns', () => {
  const { letter, columns, namesX } = layoutOf(
    { ...sizes, T: 5, named: 9.5 },
    { width: 860, height: 480, least: 0 },
  )
  expect(namesX).toBeGreaterThanOrEqual(9.5 * letter)
  expect(columns.at(1) - columns.width / 2).toBeGreaterThan(namesX)
})

test('the names of both directions stand clear of one another where letters are large', () => {
  const both = { ...sizes, T: 5, units: [2, 2], features: 4 }
  const { letter, addedParts, saidParts } = layoutOf(both, { width: 1190, height: 240, least: 24 })
  for (const [first, second] of [addedParts, saidParts]) expect(second! - first!).toBeGreaterThan(letter)
})

test('in a large panel the picture is larger, with its numbers', () => {
  const few = { ...sizes, T: 3 }
  const [usual, large] = [
    { width: 860, height: 480 },
    { width: 1880, height: 800 },
  ].map((panel) => layoutOf(few, { ...panel, least: 0 }))
  expect(usual!.scale).toBeGreaterThanOrEqual(0.84)
  expect(large!.scale).toBeGreaterThan(1.5)
  expect(layoutOf(few, { width: 1880, height: 800, least: 24 }).digits).toBeGreaterThan(0)
})

test('a number that has no room below its bar is left out; the result of the step stays, and those beside it give way', () => {
  const room = 2.5
  const bars = [0.5, 3e-5, -0.0003775, 4e-5, 0.02].map((value, i) => ({
    value,
    mark: i === 2 ? ('result' as const) : ('plain' as const),
  }))
  const texts = numbersIn(bars, room)
  expect(texts[0]).toBe('0.5')
  expect(texts[2]).not.toBe('')
  const middle = (i: number) => i * (room + 0.4)
  const sides = texts.flatMap((text, i) =>
    text === '' ? [] : [[middle(i) - widthOf(text) / 2, middle(i) + widthOf(text) / 2] as const],
  )
  sides.forEach(([left], i) => {
    expect(left).toBeGreaterThanOrEqual(sides[i - 1]?.[1] ?? Number.NEGATIVE_INFINITY)
  })
})
