import { scaleLog } from 'd3-scale'
import { expect, test } from 'vitest'
import { heights, spansDecades } from '../../app/figure/scale.ts'
import { wayInto } from '../../app/figure/sight.ts'

const window = { from: 100, to: 500 }
/** Parts of one another, all with the same end. */
const parts = (to: number, ...from: number[]) => from.map((each) => ({ from: each, to }))

test('what is in sight stays; what is not is scrolled to, no further than is needed', () => {
  expect(wayInto(parts(500, 100, 300), window)).toBe(0)
  expect(wayInto(parts(480, 120), window)).toBe(0)
  expect(wayInto(parts(620, 400), window)).toBe(120)
  expect(wayInto(parts(300, 40), window)).toBe(-60)
})

test('where not all of it fits, the last part that fits ends at the bottom; where none fits, the last begins at the top', () => {
  expect(wayInto(parts(900, 100, 550, 800), window)).toBe(400)
  expect(wayInto(parts(700, -100, 250, 650), window)).toBe(700 - 500 - 0)
  expect(wayInto(parts(480, -100, 90, 300), window)).toBe(-20)
  expect(wayInto(parts(1400, 100, 700), window)).toBe(600)
})

test('a scale that is given stays, whatever the sizes', () => {
  expect(spansDecades([1, 50, 0, Number.POSITIVE_INFINITY])).toBe(false)
  expect(spansDecades([1, 101])).toBe(true)
  expect(spansDecades([])).toBe(false)
  expect(heights([1, 1000], false).height(500)).toBeCloseTo(0.5, 12)
  expect(heights([1, 2], true).log).toBe(true)
  expect(heights([], true).height(1)).toBe(0)
  const scale = scaleLog().domain([0.001, 50]).range([0.04, 1]).clamp(true)
  const { height } = heights([0.003, 50])
  for (const size of [1e-9, 0.003, 0.2, 7, 50, 1e9]) expect(height(size)).toBeCloseTo(scale(size), 12)
})
