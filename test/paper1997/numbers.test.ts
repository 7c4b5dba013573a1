import fc from 'fast-check'
import { expect, test } from 'vitest'
import { meanOf } from '../../src/index.ts'
import { exp } from '../../src/paper1997/exp.ts'

test('its own e^x is e^x to the last digits, also where it is very small or very large', () => {
  fc.assert(
    fc.property(fc.constantFrom(1, 30, 744), fc.double({ min: -1, max: 1, noNaN: true }), (size, share) => {
      const x = size * share
      const expected = Math.exp(x)
      // Below the smallest normal number fewer digits are left.
      if (expected === Number.POSITIVE_INFINITY) expect(exp(x)).toBe(expected)
      else expect(Math.abs(exp(x) - expected)).toBeLessThanOrEqual(Math.max(4.5e-16 * expected, 5e-324))
    }),
    { numRuns: 2000, seed: 1 },
  )
  expect([0, -745, 710, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN].map(exp)).toEqual([
    1,
    0,
    Number.POSITIVE_INFINITY,
    0,
    Number.POSITIVE_INFINITY,
    Number.NaN,
  ])
})

test('the mean of trials and its 95 % interval, by the tables of Student’s t', () => {
  // t = 2.776 with 4 degrees of freedom, s = √2.5; t = 12.706 with 1, s = √0.5; t = 2.093 with 19, s = √(665/19).
  const five = meanOf([1, 2, 3, 4, 5])!
  expect(five).toMatchObject({ n: 5, mean: 3 })
  expect(five.interval![0]).toBeCloseTo(3 - 1.963, 3)
  expect(five.interval![1]).toBeCloseTo(3 + 1.963, 3)
  expect(meanOf([1, 2])!.interval![1]).toBeCloseTo(1.5 + 12.706 / 2, 6)
  const twenty = meanOf(Array.from({ length: 20 }, (_, i) => i + 1))!
  expect(twenty.interval![1]).toBeCloseTo(10.5 + 2.093 * Math.sqrt(35 / 20), 6)
  expect(meanOf([7])).toEqual({ n: 1, mean: 7, interval: null })
  expect(meanOf([])).toBeNull()
})
