/** The lines that are printed for a file are run by PyTorch, and have the outputs that the page has. */
import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { formats } from '../../src/index.ts'
import { fileOf, outputsOf, plan } from '../support/opened.ts'
import { python } from '../support/python.ts'

const { proofOf } = await formats()

test.skipIf(!python)('PyTorch reads the same file and has the same outputs', async () => {
  const paths = [
    ...['lstm.pt', 'gru.legacy.pt', 'rnn.checkpoint.pth', 'bilstm2.pt', 'gru.npz'].map(
      (name) => `models/${name}`,
    ),
    'files/air-checkpoint.pth',
  ]
  const asked = await Promise.all(
    paths.map(async (path) => {
      const found = await plan(fileOf(`test/${path}`))
      return { code: proofOf(found, path.split('/')[1]!)!, path, experiment: found.experiment }
    }),
  )
  const script = asked
    .map(({ code, path }) =>
      code.replaceAll(JSON.stringify(path.split('/')[1]), JSON.stringify(`test/${path}`)),
    )
    .join('\n')
  const answers = execFileSync(python!, ['-c', script], { encoding: 'utf8' }).trim().split('\n')
  for (const [k, { experiment, path }] of asked.entries()) {
    const rows = outputsOf(experiment, experiment.sequence.inputs)
    const given = JSON.parse(answers[k]!) as number[][]
    expect(given.length).toBe(rows.length)
    for (const [t, row] of rows.entries())
      for (const [i, y] of row.entries()) expect(Math.abs(y - given[t]![i]!), path).toBeLessThan(1e-12)
  }
})

test('whole models of Keras and ONNX are run as they are; what no few lines say has none', async () => {
  const proof = async (name: string) => proofOf(await plan(fileOf(`test/models/${name}`)), name)
  expect(await proof('lstm.keras')).toContain('keras.models.load_model("lstm.keras")')
  expect(await proof('gru.onnx')).toContain('onnxruntime.InferenceSession("gru.onnx")')
  // What would print other numbers, or fail, has none.
  for (const name of ['pooled.h5', 'gates-of-2.2.h5', 'tutorial.pt', 'relu-between.onnx'])
    expect(proofOf(await plan(fileOf(`test/brought/${name}`)), name)).toBeUndefined()
  expect(proofOf(await plan(fileOf('test/files/airline-dates.csv')), 'airline-dates.csv')).toBeUndefined()
})
