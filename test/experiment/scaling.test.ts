/** Numbers of a table that was scaled, told in the units of the file. */
import { expect, test } from 'vitest'
import { inUnits, reshaped, scalingOf } from '../../src/index.ts'
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
  expect(scalingOf(scaled, 'y')[0]).toEqual(b)
  expect(
    scalingOf(scaled, 'y')
      .slice(1)
      .every((each) => each === undefined),
  ).toBe(true)
  expect(inUnits(1.5, a)).toBe(16)
  expect(inUnits(1.5, undefined)).toBe(1.5)
})

test('inputs have a scaling by their own names; hidden values have none', () => {
  const inputs = Array.from({ length: experiment.model.inputSize }, (_, i) => (i === 0 ? 'A' : `in ${i}`))
  const scaled = { ...experiment, scaling: [a, b], labels: { inputs, outputs: names } }
  expect(scalingOf(scaled, 'x')[0]).toEqual(a)
  expect(scalingOf(scaled, 'h')).toEqual([])
})

test('without names it is that of the same place where there are as many; else nothing is guessed', () => {
  const of = (scaling: (typeof a)[]) => scalingOf({ model: experiment.model, scaling }, 'target')
  const many = Array.from({ length: outputSize }, () => a)
  expect(of(many)).toEqual(many)
  expect(of([...many, b])).toEqual(Array(outputSize).fill(undefined))
  expect(scalingOf({ ...experiment, scaling: [b, b], labels: { outputs: names } }, 'y')[0]).toBeUndefined()
})

test('the scaling stays with another cell, and goes with the columns', () => {
  const scaled = { ...experiment, scaling: [a] }
  expect(reshaped(scaled, { model: { cell: 'gru' } }, 1).scaling).toEqual([a])
  expect(reshaped(scaled, { model: { outputSize: outputSize + 1 } }, 1).scaling).toBeUndefined()
})
