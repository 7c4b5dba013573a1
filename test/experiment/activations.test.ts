/** Cells whose activations are not the usual ones, as Keras 1 and R have them: PyTorch's answers. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  answerOf,
  check,
  problemOf,
  pythonOf,
  readExperiment,
  record,
  writeExperiment,
} from '../../src/index.ts'
import { differences, experimentOf } from '../support/cases.ts'

const folder = 'test/golden/activations'
const cases = readdirSync(folder).map((file) => {
  const { experiment, expect: expected } = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))
  return [file, experimentOf({ document: experiment }), expected] as const
})

test.each(cases)('%s: the loss and every gradient are PyTorch’s', (_, experiment, expected) => {
  const trace = record(problemOf(experiment))
  expect(differences(answerOf(trace), expected)).toEqual([])
  expect(pythonOf(trace)).toContain('expected_loss')
  const again = readExperiment(writeExperiment(experiment))
  expect(again.ok && again.value).toEqual(experiment)
})

test('an option that two cells have is refused for the third, with both named', () => {
  const rnn = cases.find(([name]) => name === 'rnn-sigmoid.json')![1]
  const wrong = (model: object) => {
    const result = check({ ...rnn, model: { ...rnn.model, ...model } })
    return result.ok ? 'read' : result.error
  }
  expect(wrong({ gateActivation: 'hard-sigmoid' })).toBe(
    'model.gateActivation: expected no such key for a cell "rnn" (it belongs to "lstm, gru"), got "hard-sigmoid"',
  )
  expect(wrong({ activation: 'softmax' })).toMatch(
    /^model\.activation: expected "tanh", "relu", "linear", "sigmoid"/,
  )
})
