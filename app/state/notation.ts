import type { Reading } from '../../src/index.ts'
import type { ReadingChoice } from './slices/notation.ts'

const readings = new Map<string, Reading>()

/** How formulas are written in a state: one object for each way, so that what is kept for it is found again. */
export function readingOf({ notation, gradient, weights }: ReadingChoice): Reading {
  const key = `${notation} ${gradient} ${weights}`
  const found = readings.get(key) ?? { notation, gradient, weights }
  readings.set(key, found)
  return found
}
