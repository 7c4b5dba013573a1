import { expect, test } from 'vitest'
import { mistakes as chinese } from '../../app/words/zh/mistakes.ts'
import { carriedNames } from '../../src/cell/optimizers.ts'
import {
  check,
  checkTraining,
  mistakeIn,
  optimizerKinds,
  readTraining,
  redrawn,
  trainingRun,
  writeExperiment,
} from '../../src/index.ts'
import { documentOf, runNamed } from './documents.ts'

const windows = runNamed('sine-gru-minibatch-rmsprop').training
const sequences = runNamed('class-rnn-momentum').training
const masked = runNamed('masked').training
const given = runNamed('given-ends').training
const attentive = runNamed('attention').training
const task = {
  format: 'unrolled-training/1',
  model: { cell: 'gru', inputSize: 2, hiddenSize: 4, outputSize: 1, init: { scheme: 'pytorch', seed: 1 } },
  data: { kind: 'task', name: 'adding', seed: 1, sequences: 20, length: 10 },
  loss: { kind: 'mse', at: 'last', reduction: 'mean' },
  training: { optimizer: { kind: 'adam' }, epochs: 1 },
}

/** The list of a sentence: "a", "b" or "c". */
const oneOf = (names: readonly string[]) =>
  names
    .map((name) => `"${name}"`)
    .join(', ')
    .replace(/, ([^,]*)$/, ' or $1')

/** The document with a value at a place; undefined takes the key away. */
function changed(document: object, path: string, value: unknown): unknown {
  const copy = structuredClone(document) as Record<string, unknown>
  const keys = path.split('.')
  let at = copy
  for (const key of keys.slice(0, -1)) at = at[key] as Record<string, unknown>
  if (value === undefined) delete at[keys.at(-1)!]
  else at[keys.at(-1)!] = value
  return copy
}

test.each([
  [windows, 'format', 'unrolled/2', 'format: expected "unrolled-training/1", got "unrolled/2"'],
  [
    windows,
    'extra',
    1,
    'extra: unknown key, expected one of format, title, about, model, data, loss, training, labels, scaling',
  ],
  [windows, 'model', undefined, 'model: expected an object, got nothing'],
  [windows, 'data', 7, 'data: expected an object, got 7'],
  [windows, 'data.kind', 'table', 'data.kind: expected "windows", "sequences" or "task", got "table"'],
  [windows, 'data.window', 0, 'data.window: expected a whole number from 1 to 2000, got 0'],
  [windows, 'data.window', 31, 'data.series: expected at least 32 rows for a window and its target, got 31'],
  [windows, 'data.train', 24, 'data.train: expected a whole number from 1 to 23, got 24'],
  [windows, 'data.targetColumns', [1], 'data.targetColumns[0]: expected a whole number from 0 to 0, got 1'],
  [windows, 'data.series.3', [], 'data.series[3]: expected 1 number, got 0'],
  [windows, 'data.series.3', [null], 'data.series[3][0]: expected a finite number, got null'],
  [windows, 'loss.at', 'all', 'loss.at: expected "last", got "all"'],
  [
    windows,
    'loss.kind',
    'cross-entropy',
    'loss.kind: expected "mse", "linear" or "bce", got "cross-entropy"',
  ],
  [windows, 'training.batch', 24, 'training.batch: expected "full" or a whole number from 1 to 23, got 24'],
  [
    windows,
    'training.batch',
    'half',
    'training.batch: expected "full" or a whole number from 1 to 23, got "half"',
  ],
  [windows, 'training.epochs', 0.5, 'training.epochs: expected a whole number from 1 to 1000000, got 0.5'],
  [windows, 'training.clipNorm', 0, 'training.clipNorm: expected a number above 0, got 0'],
  [
    windows,
    'training.precision',
    'float16',
    'training.precision: expected "float32" or "float64", got "float16"',
  ],
  [
    windows,
    'training.optimizer.kind',
    '__proto__',
    `training.optimizer.kind: expected ${oneOf(optimizerKinds)}, got "__proto__"`,
  ],
  [windows, 'training.optimizer.lr', '1e6', 'training.optimizer.lr: expected a finite number, got "1e6"'],
  [
    windows,
    'training.optimizer.betas',
    [0.9, 0.999],
    'training.optimizer.betas: unknown key, expected one of kind, lr, weight_decay, alpha, eps, momentum',
  ],
  [
    task,
    'training.optimizer.betas',
    [0.9, 1],
    'training.optimizer.betas[1]: expected a number from 0 to below 1, got 1',
  ],
  [attentive, 'loss.at', 'all', 'model.attention: expected "at": "last" in the loss'],
  [masked, 'loss.weights', [1, 1], 'loss.weights: expected 5 numbers, got 2'],
  [masked, 'loss.weights', [0, 0, 0, 0, 0], 'loss.weights: expected a number above 0, got 0'],
  [
    masked,
    'data.items.2.inputs',
    [
      [1, 2],
      [3, 4],
    ],
    'data.items[2].targets: expected 2 targets, got 5',
  ],
  [
    masked,
    'data.items.2',
    { inputs: [[1, 2]], targets: [[0, 1]] },
    'data.items[2].inputs: expected 5 timesteps, one for each of loss.weights, got 1',
  ],
  [given, 'loss.given.C_reverse', [1], 'loss.given.C_reverse: expected 2 numbers, got 1'],
  [given, 'loss.given.S', [1], 'loss.given.S: unknown key, expected one of h, C, h_reverse, C_reverse'],
  [sequences, 'data.items', [], 'data.items: expected a list of sequences, got an empty list'],
  [sequences, 'data.items.1.targets', [3], 'data.items[1].targets[0]: expected a class from 0 to 2, got 3'],
  [sequences, 'data.items.0.inputs.2', [1], 'data.items[0].inputs[2]: expected 2 numbers, got 1'],
  [
    task,
    'data.name',
    'constructor',
    'data.name: expected "sine", "weather", "adding", "copy", "temporal-order", "store-and-ask", "slot-filling" or "next-character", got "constructor"',
  ],
  [
    task,
    'training.seed',
    2 ** 32,
    'training.seed: expected a whole number from 0 to 4294967295, got 4294967296',
  ],
  [task, 'data.length', 1, 'data.length: expected a whole number from 2 to 1000, got 1'],
  [
    task,
    'data.noise',
    1,
    'data.noise: unknown key, expected one of kind, name, seed, train, sequences, length',
  ],
  [task, 'model.inputSize', 3, 'model.inputSize: expected 2 inputs for the task "adding", got 3'],
  [task, 'model.outputSize', 2, 'model.outputSize: expected 1 output for the task "adding", got 2'],
  [task, 'loss.at', 'all', 'loss.at: expected "last", got "all"'],
])('a mistake is one line, in both languages: %#', (document, path, value, message) => {
  const result = checkTraining(changed(document, path, value))
  expect(result).toMatchObject({ ok: false, error: message })
  if (!result.ok) expect(mistakeIn(result.mistake, chinese)).toMatch(/\p{Script=Han}/u)
})

test.each([
  null,
  7,
  [],
  'x',
  { format: 'unrolled-training/1' },
  new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('no')
      },
    },
  ),
])('no value throws: %#', (value) => {
  expect(checkTraining(value).ok).toBe(false)
})

test('sizes beyond any memory are refused before anything is made', () => {
  const large = {
    ...task,
    model: {
      inputSize: 2,
      outputSize: 1,
      layers: [
        {
          cell: { name: 'matrices', equations: 'S : [H, H]\nA = (V x) (K x)ᵀ\nS = S[t-1] + A\nh = S (Q x)' },
          hiddenSize: 256,
        },
      ],
      init: { scheme: 'pytorch', seed: 1 },
    },
    data: { kind: 'task', name: 'adding', seed: 1, sequences: 2, length: 1000 },
  }
  expect(checkTraining(large)).toMatchObject({
    error: 'model: expected sizes and lengths that training can hold in 1024 MB of memory',
  })
  expect(checkTraining(changed(large, 'data.length', 400)).ok).toBe(true)
})

test('a text that is no JSON names the place', () => {
  expect(readTraining('{"format":')).toMatchObject({
    ok: false,
    error: expect.stringMatching(/^file: expected JSON/),
  })
  expect(readTraining(JSON.stringify({ training: task })).ok).toBe(true)
})

test('a document carries what an optimiser carries, and is checked for it; other weights do without', () => {
  const run = trainingRun(documentOf(windows))
  run.advance(3)
  const experiment = run.experimentAt(2, 1)
  const read = check(JSON.parse(writeExperiment(experiment)))
  expect(read).toEqual({ ok: true, value: experiment })
  expect(redrawn(experiment, { scheme: 'pytorch', seed: 1 })).not.toHaveProperty('optimizerState')
  const wrong = (path: string, value: unknown) => check(changed(experiment, path, value))
  expect(wrong('optimizerState.v.bias_ih_l0', [1, 2])).toMatchObject({
    error: 'optimizerState.v.bias_ih_l0: expected 15 numbers, got 2',
  })
  expect(wrong('optimizerState.w', {})).toMatchObject({
    error: `optimizerState.w: unknown key, expected one of t, ${carriedNames.join(', ')}`,
  })
  expect(wrong('format', 'unrolled/1')).toMatchObject({
    error: expect.stringMatching(/^optimizerState: unknown key/),
  })
})
