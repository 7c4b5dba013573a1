/** The picture of an attention: letters as large as the theme asks, the whole of it in its panel, and no number on another. */
import { expect, test } from 'vitest'
import { widthOf } from '../../app/figure/text.ts'
import { layoutOf } from '../../app/parts/attention/layout.ts'
import { numbersIn } from '../../app/parts/attention/marks.tsx'

const sizes = { T: 12, features: 3, units: [3], head: 2, query: 3, outputs: 1 }

test('on a projector letters are 24 px, and the picture is as high and as wide as its panel at most', () => {
  const panel = { width: 1190, height: 440, least: 24 }
  const { scale, letter, width, height, digits } = layoutOf(sizes, panel)
  expect(letter * scale).toBeGreaterThanOrEqual(23.99)
  expect(height * scale).toBeLessThanOrEqual(panel.height)
  expect(width * scale).toBeLessThanOrEqual(panel.width)
  expect(digits).toBe(0)
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
