/** Model files by their real writers give PyTorch's outputs (float32 weights, so to 1e-6). */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fileOf, opened, outputsOf } from '../support/opened.ts'

interface Case {
  readonly inputs: number[][]
  readonly outputs: number[][]
}

const index = JSON.parse(readFileSync('test/models/index.json', 'utf8')) as Record<string, Case>
const { 'whole-module.pt': _, ...models } = index

test.each(Object.entries(models))('%s', async (name, { inputs, outputs }) => {
  const result = await opened(fileOf(`test/models/${name}`))
  if (!result.ok) throw new Error(result.error)
  const { experiment, questions } = result.value
  // A state dict does not say what an RNN squashes with; the files of Keras and ONNX do.
  const asked = /^rnn.*\.(pt|pth|safetensors)$/.test(name) ? ['activation'] : []
  expect(questions.map(({ option }) => option)).toEqual(asked)
  for (const [t, row] of outputsOf(experiment, inputs).entries())
    for (const [k, y] of row.entries()) expect(Math.abs(y - outputs[t]![k]!)).toBeLessThan(1e-6)
})

test('a whole pickled module is not run: the three lines that save its weights are said', async () => {
  const result = await opened(fileOf('test/models/whole-module.pt'))
  expect(result).toMatchObject({ ok: false })
  expect(!result.ok && result.error).toMatch(
    /got a whole module \(__main__\.Net\).*import torch; model = torch\.load\("whole-module\.pt"\); torch\.save\(model\.state_dict\(\), /,
  )
})

test('the same weights are read from every container, number for number', async () => {
  const names = [
    'air.json',
    'air-checkpoint.json',
    'air-checkpoint.pth',
    'air.pt',
    'air.safetensors',
    'air.npz',
  ]
  const all = await Promise.all(names.map((name) => opened(fileOf(`test/files/${name}`))))
  const [first, ...others] = all.map((each) => each.ok && each.value.experiment.model)
  for (const other of others) expect(other).toEqual(first)
})
