/** Which point of a curve a place of the plot opens. */
import { expect, test } from 'vitest'
import { groundOf } from '../../app/figure/Frame.tsx'
import { nearest, placeIn, type Track } from '../../app/views/train/tracks.ts'

const box = { width: 600, height: 300, em: 14, least: 0 }
const ground = groundOf(box, { x: { low: 0, high: 10, name: 'x' }, y: { low: 0, high: 1, name: 'y' } })
const track = (points: Track['points'], more: Partial<Track> = {}): Track => ({
  model: 0,
  points,
  count: points.length,
  said: String,
  open: async () => true,
  ...more,
})
const at = (x: number, y: number) => [ground.x.at(x)!, ground.y.at(y)!] as const

test('of two curves the one under the pointer is picked, at the point next to it', () => {
  const tracks = [0.2, 0.8].map((y) => track([0, 1, 2, 5, 10].map((x) => [x, y])))
  expect(nearest(ground, tracks, ...at(4, 0.75))).toEqual({ track: 1, k: 3 })
  expect(nearest(ground, tracks, ...at(1.4, 0.1))).toEqual({ track: 0, k: 1 })
  expect(nearest(ground, tracks, ...at(10, 0.9))).toEqual({ track: 1, k: 4 })
})

test('where a curve has more updates than points each of them can be picked, and stands on the curve', () => {
  const [each, count] = [40, 400]
  const along = { kOf: (x: number) => x * each, xOf: (k: number) => k / each }
  const curve = track(
    [
      [0, 0],
      [10, 1],
    ],
    { count, along },
  )
  expect(nearest(ground, [curve], ...at(2.525, 0.25))).toEqual({ track: 0, k: 101 })
  expect(nearest(ground, [curve], ...at(10, 1))).toEqual({ track: 0, k: count - 1 })
  const [x, y] = placeIn(ground, curve, 200)!
  expect([x, y]).toEqual([expect.closeTo(ground.x.at(5)!), expect.closeTo(ground.y.at(0.5)!)])
})

test('dots are picked by both axes', () => {
  const dots = track(
    [
      [5, 0.1],
      [5, 0.9],
      [1, 0.5],
    ],
    { scattered: true },
  )
  expect(nearest(ground, [dots], ...at(5, 0.8))?.k).toBe(1)
  expect(nearest(ground, [dots], ...at(2, 0.5))?.k).toBe(2)
})

test('what is outside the axes is not picked', () => {
  expect(nearest(ground, [track([[1, 7]]), track([])], ...at(1, 0.9))).toBeUndefined()
})
