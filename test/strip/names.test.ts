/** What the strip shows of a cell, and what it calls that, follows from its equations. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { namesIn } from '../../app/parts/strip/names.ts'
import { gatesIn, notationIds, type Reading, type Trace } from '../../src/index.ts'
import { nets, runOf, stacked, traceOf } from '../support/cases.ts'

const cells: readonly { readonly name: string; readonly experiment: unknown }[] = JSON.parse(
  readFileSync('test/golden/cells/cells.json', 'utf8'),
)
const cellOf = (name: string): Trace =>
  runOf({ document: cells.find((each) => each.name === name)!.experiment })
const reading = (notation: Reading['notation']): Reading => ({
  notation,
  gradient: 'partial',
  weights: 'split',
})

test('a row has the whole name of its state, without a timestep', () => {
  const names = namesIn(cellOf('RWKV-4'), reading('notes'))
  expect(names.p_m).toEqual({ base: 'p', sub: 'm', sup: '' })
  expect(names.A).toEqual({ base: 'A', sub: '', sup: '' })
})

describe.each(notationIds)('in the notation %s', (notation) => {
  test.each([...nets, ...stacked].map((each) => [each.name, each] as const))(
    'no two rows or gates of %s have one name',
    (_, each) => {
      const all = Object.values(namesIn(runOf(each), reading(notation))).map((name) => JSON.stringify(name))
      expect(new Set(all).size).toBe(all.length)
    },
  )
})

test('among the gates stand gates, and candidates that a function squashes', () => {
  const shown = (trace: Trace) => gatesIn(trace.net).join(' ')
  expect(shown(traceOf('lstm-1997'))).toBe('i g o')
  expect(shown(traceOf('gru-paper'))).toBe('r z n')
  expect(shown(cellOf('RWKV-4'))).toBe('r')
  expect(shown(cellOf('Kalman'))).toBe('')
})
