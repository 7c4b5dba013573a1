import { expect } from 'vitest'

/** Are two lists of numbers the same, to a share of the largest? */
export const close = (actual: ArrayLike<number>, expected: ArrayLike<number>, relative = 1e-10) => {
  const size = Math.max(...Array.from(expected, Math.abs), 1e-2)
  expect(actual.length).toBe(expected.length)
  for (let i = 0; i < actual.length; i++)
    expect(Math.abs(actual[i]! - expected[i]!)).toBeLessThanOrEqual(relative * size)
}
