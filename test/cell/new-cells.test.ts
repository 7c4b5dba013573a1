/** Cells that the library does not have, from Mamba-2 to a Kalman filter, against PyTorch: every value and every gradient. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { answerOf, check, problemOf, record } from '../../src/index.ts'
import { differences } from '../support/cases.ts'

const cases: { readonly name: string; readonly experiment: unknown; readonly expect: unknown }[] = JSON.parse(
  readFileSync('test/golden/cells/cells.json', 'utf8'),
)

test('there are enough of them', () => expect(cases.length).toBeGreaterThanOrEqual(25))

test.each(cases.map((each) => [each.name, each] as const))('%s', (_, { experiment, expect: wanted }) => {
  const result = check(experiment)
  if (!result.ok) throw new Error(result.error)
  expect(differences(answerOf(record(problemOf(result.value))), wanted as never)).toEqual([])
})
