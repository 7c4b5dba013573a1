import { expect, test } from 'vitest'
import { rowsInLines } from '../../app/parts/strip/lines.ts'
import { rowsOf } from '../../app/parts/strip/rows.ts'
import { experimentOf } from '../../app/state/experiments.ts'
import { problemOf, record } from '../../src/index.ts'

/** How many lines a row of an experiment's strip has where a text may be so many letters wide. */
async function lines(name: string, kind: 'x' | 'output', room: number): Promise<number | undefined> {
  const experiment = (await experimentOf(name))!
  const trace = record(problemOf(experiment))
  const { labels } = experiment
  const written = { trace, labels, language: 'en', room, scaled: undefined } as const
  const row = rowsInLines(rowsOf(trace), written).find((each) => each.kind === kind)
  return row && 'lines' in row ? row.lines : undefined
}

test('numbers that have no room beside each other stand below each other, and so does a probability under its name', async () => {
  expect(await lines('mark-attention', 'x', 5)).toBe(1)
  expect(await lines('mark-attention', 'x', 3)).toBe(2)
  // A timestep with a name of its own has that alone.
  expect(await lines('slots-both-ways-arrive', 'x', 3)).toBe(1)
  expect(await lines('slots-both-ways-arrive', 'output', 12)).toBe(1)
  expect(await lines('slots-both-ways-arrive', 'output', 6)).toBe(2)
  expect(await lines('store-and-ask', 'output', 3)).toBe(1)
  expect(await lines('store-and-ask', 'x', 0)).toBe(1)
})
