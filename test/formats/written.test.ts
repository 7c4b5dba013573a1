/** Weights that are written in less common ways give their net's outputs (test/golden/recipes/weight-files.py; float32, so to 1e-6), or are refused by name. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fileOf, lastOf, lines, opened, outputsOf, plan } from '../support/opened.ts'

interface Case {
  readonly outputs: number[][]
  /** of the last timestep alone */
  readonly last?: boolean
  readonly beside?: string
}

const { inputs, files } = JSON.parse(readFileSync('test/weights/index.json', 'utf8')) as {
  readonly inputs: number[][]
  readonly files: Readonly<Record<string, Case>>
}
const at = (name: string) => fileOf(`test/weights/${name}`)

test.each(Object.entries(files))('%s', async (name, { outputs, last, beside }) => {
  const { experiment, questions } = await plan([at(name), ...(beside ? [at(beside)] : [])])
  expect(questions).toEqual([])
  const found = last ? [lastOf(experiment, inputs)] : outputsOf(experiment, inputs)
  expect(found.length).toBe(outputs.length)
  for (const [t, row] of found.entries())
    for (const [k, y] of row.entries()) expect(Math.abs(y - outputs[t]![k]!)).toBeLessThan(1e-6)
})

const refused: Readonly<Record<string, RegExp>> = {
  'outside.onnx': /^W: its numbers are in another file \(weights\.data\)/,
  'initial.onnx': /^h0: an initial state other than 0 is not supported/,
  'own-hard-sigmoid.onnx': /activation_alpha 0\.1\d* is not supported/,
  'two-squashings.onnx': /activations Sigmoid, Tanh, Relu is not supported/,
  'script.pt': /got a whole module \(TorchScript\).*torch\.jit\.load\("script\.pt"\)/,
}

test.each(Object.entries(refused))('%s is refused', async (name, sentence) => {
  const found = await opened(at(name))
  expect(found.ok ? 'opened' : found.error).toMatch(sentence)
})

test('where both directions are read, and what of an archive is no data, is said', async () => {
  expect(lines(await plan(at('keras-both-ends.h5')))).toContain('reads each direction where it ended')
  expect(lines(await plan(at('with-objects.npz')))).toContain('not opened, since only data are read: note')
})

test('two modules whose names differ by a usual prefix alone are both there', async () => {
  const { questions } = await plan(at('two-of-a-name.pt'))
  expect(questions.map(({ option, choices }) => [option, choices])).toEqual([
    ['module', ['lstm', 'model.lstm']],
  ])
})
