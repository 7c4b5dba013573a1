/** A drawing that is larger than its panel scrolls with the step: how far, along either axis. */
import { expect, test } from 'vitest'
import { aside } from '../../app/parts/drawing/follow.ts'

const panel = [100, 300] as const

test('what is seen whole moves nothing', () => {
  expect(aside([[120, 290]], panel)).toBe(0)
  expect(aside([[100, 300]], panel)).toBe(0)
})

test('what is cut off or out of sight comes to the middle, above and below', () => {
  expect(aside([[280, 320]], panel)).toBe(100)
  expect(aside([[400, 500]], panel)).toBe(250)
  expect(aside([[-60, -20]], panel)).toBe(-240)
})

test('where all that a step works with does not fit, the first smaller part that fits is shown', () => {
  const [all, operation, nothing] = [
    [0, 900],
    [500, 540],
    [Infinity, -Infinity],
  ] as const
  expect(aside([all, nothing, operation], panel)).toBe(320)
  expect(aside([all, nothing], panel)).toBe(0)
})
