/** Numbers of a table that was scaled, told in the units of the file. */
import { expect, test } from 'vitest'
import { inUnits, reshaped, scalingOfOutputs } from '../../src/index.ts'
import { experimentOf, golden } from '../support/cases.ts'

const experiment = experimentOf(golden.find(({ name }) => name === 'lstm-mse-last')!)
const { outputSize } = experiment.model
const [a, b] = [
  { column: 'A', subtract: 10, divide: 4 },
  { column: 'B', subtract: 0, divide: 2 },
]
const names = ['B', ...Array.from({ length: outputSize - 1 }, (_, k) => `other ${k}`)]

test('the scaling of an output is that of the column of its name, and is undone', () => {
  const scaled = { ...experiment, scaling: [a, b], labels: { outputs: names } }
  expect(scalingOfOutputs(scaled)[0]).toEqual(b)
  expect(
    scalingOfOutputs(scaled)
      .slice(1)
      .every((each) => each === undefined),
  ).toBe(true)
  expect(inUnits(1.5, a)).toBe(16)
  expect(inUnits(1.5, undefined)).toBe(1.5)
})

test('without names it is that of the same place where there are as many; else nothing is guessed', () => {
  const of = (scaling: (typeof a)[]) => scalingOfOutputs({ model: experiment.model, scaling })
  const many = Array.from({ length: outputSize }, () => a)
  expect(of(many)).toEqual(many)
  expect(of([...many, b])).toEqual(Array(outputSize).fill(undefined))
  expect(scalingOfOutputs({ ...experiment, scaling: [b, b], labels: { outputs: names } })[0]).toBeUndefined()
})

test('the scaling stays with another cell, and goes with the columns', () => {
  const scaled = { ...experiment, scaling: [a] }
  expect(reshaped(scaled, { model: { cell: 'gru' } }, 1).scaling).toEqual([a])
  expect(reshaped(scaled, { model: { outputSize: outputSize + 1 } }, 1).scaling).toBeUndefined()
})
