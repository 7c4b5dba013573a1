/** Losses that PyTorch answered: a sigmoid for each output, weights of timesteps, sums and means over them. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  answerOf,
  check,
  problemOf,
  pythonOf,
  readExperiment,
  record,
  reshaped,
  writeExperiment,
} from '../../src/index.ts'
import { differences, experimentOf } from '../support/cases.ts'

const folder = 'test/golden/losses'
const cases = readdirSync(folder).map((file) => {
  const { experiment, expect: expected } = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))
  return [file, experimentOf({ document: experiment }), expected] as const
})

test.each(cases)('%s: the loss and every gradient are PyTorch’s', (_, experiment, expected) => {
  const trace = record(problemOf(experiment))
  expect(differences(answerOf(trace), expected)).toEqual([])
  expect(pythonOf(trace)).toContain('expected_loss')
  const again = readExperiment(writeExperiment(experiment))
  if (!again.ok) throw new Error(again.error)
  expect(again.value).toEqual(experiment)
})

test('weights of timesteps are checked, and go with the timesteps', () => {
  const masked = cases.find(([name]) => name === 'bce-masked.json')![1]
  const wrong = (loss: object) => {
    const result = check({ ...masked, loss: { ...masked.loss, ...loss } })
    return result.ok ? 'read' : result.error
  }
  expect(wrong({ weights: [1, 2] })).toBe('loss.weights: expected 5 numbers, got 2')
  expect(wrong({ weights: [1, 1, -1, 1, 1] })).toBe(
    'loss.weights[2]: expected a number that is not negative, got -1',
  )
  expect(wrong({ weights: [0, 0, 0, 0, 0] })).toMatch(/^loss\.weights: expected a number above 0/)
  expect(wrong({ weights: 3 })).toMatch(/^loss\.weights: expected a list/)
  expect(wrong({ outer: 'most' })).toMatch(/^loss\.outer: expected "sum" or "mean"/)
  expect(reshaped(masked, { steps: 7 }, 1).loss.weights).toEqual([1, 1, 0, 1, 0, 1, 1])
  expect(reshaped(masked, { loss: { at: 'last' } }, 1).loss.weights).toBeUndefined()
})
