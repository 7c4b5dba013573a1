import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { check, isAboveBoth, problemOf, record, symbolOf } from '../../src/index.ts'

test('above a layer with two directions a step is known, and in a layer or with one direction none is', () => {
  const above = (name: string): Set<string> => {
    const result = check(JSON.parse(readFileSync(`experiments/nets/${name}.json`, 'utf8')))
    if (!result.ok) throw new Error(result.error)
    const trace = record(problemOf(result.value))
    const found = trace.frames.filter((frame) => isAboveBoth(trace, frame))
    return new Set(found.map(({ equation }) => symbolOf(equation.symbol)))
  }
  expect([...above('slots-both-ways-arrive')].sort()).toEqual(['L', 'head.bias', 'head.weight', 'p', 'y'])
  expect(above('stairs').size).toBe(0)
  expect(above('mark-attention').size).toBe(0)
})
