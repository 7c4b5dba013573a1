/** The ground of a plot in little room. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groundOf } from '../../app/figure/Frame.tsx'

const span = { low: 1e-9, high: 1, log: true, name: 'size' } as const

test('whatever room a plot has and its names ask for, its ground is no less than nothing and inside', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 900 }),
      fc.integer({ min: 0, max: 500 }),
      fc.double({ min: 0, max: 40, noNaN: true }),
      fc.constantFrom('left', 'right'),
      fc.boolean(),
      (width, height, ends, side, even) => {
        const box = { width, height, em: 14, least: 0 }
        const ground = groundOf(box, { x: span, y: span, side, ends, even })
        expect(ground.right - ground.left).toBeGreaterThanOrEqual(0.3 * width - 1e-9)
        expect(ground.bottom).toBeGreaterThanOrEqual(ground.top)
        expect(ground.left).toBeGreaterThanOrEqual(0)
        expect(ground.right).toBeLessThanOrEqual(width)
      },
    ),
  )
})

test('where there is room the names at the ends of curves have all that they ask for', () => {
  const box = { width: 900, height: 400, em: 14, least: 0 }
  const ground = groundOf(box, { x: span, y: span, ends: 20 })
  expect(ground.right).toBe(900 - 20 * 14)
})
