import { expect, test } from 'vitest'
import { listsOf, trainingRun } from '../../src/index.ts'
import { documentOf, runs } from './documents.ts'

/** The largest difference of two numbers at the same place, relative to those that are above 1. */
function furthest(actual: unknown, expected: unknown): number {
  if (typeof expected === 'number')
    return typeof actual === 'number'
      ? Math.abs(actual - expected) / Math.max(1, Math.abs(expected))
      : Infinity
  if (expected === null || typeof expected !== 'object') return actual === expected ? 0 : Infinity
  const inside = (actual ?? {}) as Record<string, unknown>
  return Math.max(0, ...Object.entries(expected).map(([key, value]) => furthest(inside[key], value)))
}

test.each(runs.map((run) => [run.name, run] as const))(
  'a run is PyTorch’s, every loss, norm and weight: %s',
  (_, { training, expect: answer }) => {
    const run = trainingRun(documentOf(training))
    expect(run.advance(1e6)).toBe(answer.losses.length)
    const found = { losses: run.losses, gradNorms: run.gradNorms, weights: listsOf(run.weights()) }
    expect(furthest(found, answer)).toBeLessThan(1e-8)
    expect(Object.keys(found.weights).sort()).toEqual(Object.keys(answer.weights).sort())
  },
)
