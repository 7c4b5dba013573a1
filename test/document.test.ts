import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  check,
  type Experiment,
  initialWeights,
  modelOf,
  problemOf,
  readExperiment,
  record,
  tensorShapes,
  writeExperiment,
} from '../src/index.ts'
import { orthogonal, random } from '../src/tensor/random.ts'
import { experimentOf, supported } from './cases.ts'

const lstm = supported.find((c) => c.name === 'lstm-ce-all')!.document as Experiment
const copy = () => structuredClone(lstm) as unknown as { [key: string]: never } & Experiment

/** The error of the document with one place changed; `path` is dotted, a value of undefined deletes. */
function errorWith(path: string, value: unknown, of: unknown = lstm): string {
  const document = structuredClone(of) as Record<string, unknown>
  const keys = path.split('.')
  let at = document
  for (const key of keys.slice(0, -1)) at = at[key] as Record<string, unknown>
  if (value === undefined) delete at[keys.at(-1)!]
  else at[keys.at(-1)!] = value
  const result = check(document)
  return result.ok ? 'ok' : result.error
}

test.each(supported.map((c) => [c.name, c] as const))('%s is read, and written back as it was', (_, c) => {
  const experiment = experimentOf(c)
  expect(experiment).toEqual(c.document)
  expect(readExperiment(writeExperiment(experiment))).toEqual({ ok: true, value: experiment })
  expect(check({ name: 'any', experiment: c.document }).ok).toBe(true)
})

describe('a mistake gets one line that names the place', () => {
  test.each([
    ['format', undefined, 'format: expected "unrolled/1", got nothing'],
    ['format', 'unrolled/2', 'format: expected "unrolled/1", got "unrolled/2"'],
    ['title', 3, 'title: expected a text or an object with "en" and "zh", got 3'],
    ['title', { fr: 'x' }, 'title.fr: unknown key, expected one of en, zh'],
    ['colour', 1, 'colour: unknown key, expected one of format, title, about, model, sequence, loss, labels'],
    ['model', undefined, 'model: expected an object, got nothing'],
    ['model', [], 'model: expected an object, got an empty list'],
    ['model.cell', 'foo', 'model.cell: expected "rnn", "lstm" or "gru", got "foo"'],
    ['model.cell', undefined, 'model.cell: expected "rnn", "lstm" or "gru", got nothing'],
    ['model.hiddenSize', 0, 'model.hiddenSize: expected a whole number from 1 to 256, got 0'],
    ['model.hiddenSize', 257, 'model.hiddenSize: expected a whole number from 1 to 256, got 257'],
    ['model.hiddenSize', 2.5, 'model.hiddenSize: expected a whole number from 1 to 256, got 2.5'],
    ['model.hiddenSize', '3', 'model.hiddenSize: expected a whole number from 1 to 256, got "3"'],
    ['model.hiddenSize', 4, 'model.weights.weight_ih_l0: expected 16 rows, got 12'],
    [
      'model.activation',
      'relu',
      'model.activation: expected no such key for a cell "lstm" (it belongs to "rnn"), got "relu"',
    ],
    [
      'model.variant',
      'NOPE',
      'model.variant: expected "vanilla", "NIG", "NFG", "NOG", "NIAF", "NOAF" or "CIFG", got "NOPE"',
    ],
    ['model.peephole', 1, 'model.peephole: expected true or false, got 1'],
    ['model.peephole', true, 'model.weights.peephole_i: expected 3 numbers, got nothing'],
    ['model.bidirectional', true, 'model.bidirectional: not supported yet'],
    ['model.attention', { size: 4 }, 'model.attention: not supported yet'],
    ['model.weights', undefined, 'model: expected "weights" or "init"'],
    [
      'model.init',
      { scheme: 'pytorch', seed: 1 },
      'model.init: expected either "weights" or "init", not both',
    ],
    [
      'model.weights.weight_xx',
      [],
      'model.weights.weight_xx: unknown key, expected one of weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0, head.weight, head.bias',
    ],
    [
      'model.weights.weight_ih_l0.2.1',
      'x',
      'model.weights.weight_ih_l0[2][1]: expected a finite number, got "x"',
    ],
    [
      'model.weights.weight_ih_l0.2.1',
      Number.NaN,
      'model.weights.weight_ih_l0[2][1]: expected a finite number, got NaN',
    ],
    ['model.weights.weight_ih_l0.2', [1], 'model.weights.weight_ih_l0[2]: expected 4 numbers, got 1'],
    ['model.weights.bias_hh_l0', {}, 'model.weights.bias_hh_l0: expected 12 numbers, got an object'],
    ['sequence.inputs', [], 'sequence.inputs: expected 1 to 2000 timesteps, got 0'],
    [
      'sequence.inputs',
      Array.from({ length: 1_000_000 }, () => [1]),
      'sequence.inputs: expected 1 to 2000 timesteps, got 1000000',
    ],
    ['sequence.inputs.3', [1, 2, 3], 'sequence.inputs[3]: expected 4 numbers, got 3'],
    ['sequence.inputs.3', 'abc', 'sequence.inputs[3]: expected 4 numbers, got "abc"'],
    ['sequence.inputs.3.0', null, 'sequence.inputs[3][0]: expected a finite number, got null'],
    ['sequence.targets', [1], 'sequence.targets: expected 5 targets, got 1'],
    ['sequence.targets.0', 3, 'sequence.targets[0]: expected a class from 0 to 2, got 3'],
    ['sequence.targets.0', -1, 'sequence.targets[0]: expected a class from 0 to 2, got -1'],
    ['sequence.targets.0', [1, 0, 0], 'sequence.targets[0]: expected a class from 0 to 2, got a list of 3'],
    ['sequence.initialState', { q: [1] }, 'sequence.initialState.q: unknown key, expected one of h, C'],
    ['sequence.initialState', { h: [1] }, 'sequence.initialState.h: expected 3 numbers, got 1'],
    ['loss.kind', 'mae', 'loss.kind: expected "mse", "cross-entropy" or "linear", got "mae"'],
    ['loss.kind', 'mse', `sequence.targets[0]: expected 3 numbers, got ${lstm.sequence.targets[0]}`],
    ['loss.at', 'first', 'loss.at: expected "last" or "all", got "first"'],
    ['loss.reduction', undefined, 'loss.reduction: expected "mean", "sum" or "half", got nothing'],
    ['labels', { steps: ['a'] }, 'labels.steps: expected 5 texts, got 1'],
    [
      'labels',
      { outputs: ['a', 'b', 3] },
      'labels.outputs[2]: expected a text or an object with "en" and "zh", got 3',
    ],
  ])('%s = %j', (path, value, message) => expect(errorWith(path, value)).toBe(message))

  test('init', () => {
    const drawn = {
      ...copy(),
      model: {
        cell: 'lstm',
        inputSize: 4,
        hiddenSize: 3,
        outputSize: 3,
        init: { scheme: 'pytorch', seed: 1 },
      },
    }
    expect(errorWith('format', 'unrolled/1', drawn)).toBe('ok')
    expect(errorWith('model.init.scheme', 'he', drawn)).toBe(
      'model.init.scheme: expected "pytorch", "xavier", "orthogonal", "identity" or "normal", got "he"',
    )
    expect(errorWith('model.init.seed', undefined, drawn)).toBe(
      'model.init.seed: expected a whole number from 0 to 4294967295, got nothing',
    )
    expect(errorWith('model.init.sd', -1, drawn)).toBe(
      'model.init.sd: expected a number that is not negative, got -1',
    )
    expect(
      errorWith('model.cell', 'gru', {
        ...drawn,
        model: { ...drawn.model, init: { scheme: 'pytorch', seed: 1, forgetBias: 1 } },
      }),
    ).toBe('model.init.forgetBias: expected no such key for a cell "gru" (it belongs to "lstm"), got 1')
  })

  test.each([
    ['', 'file: expected JSON, got nothing'],
    ['{"a":\n  x}', 'file: expected JSON, got a mistake at line 2, column 3'],
    ['null', 'document: expected an object, got null'],
    ['[]', 'document: expected an object, got an empty list'],
    [
      '{"__proto__": {"format": "unrolled/1"}}',
      '__proto__: unknown key, expected one of format, title, about, model, sequence, loss, labels',
    ],
    ['{"experiment": 3}', 'document: expected an object, got 3'],
    [`${'['.repeat(100_000)}`, /^file: expected JSON, got /],
    [
      `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
      'a: unknown key, expected one of format, title, about, model, sequence, loss, labels',
    ],
    [`"${'x'.repeat(52 * 1024 * 1024)}"`, 'file: expected at most 16 MB, got 53 MB'],
    [`{"${'k'.repeat(1000)}\\n": 1}`, /^k{39}…: unknown key/],
  ])('text %#', (text, message) => {
    const result = readExperiment(text)
    expect(result.ok ? 'ok' : result.error).toEqual(
      typeof message === 'string' ? message : expect.stringMatching(message),
    )
  })
})

test('1,000 damaged documents: each is read, or refused in one line, quickly', () => {
  const originals = supported.filter((c) => c.name !== 'lstm-long').map((c) => JSON.stringify(c.document))
  const junk = fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0,
    1e308,
    1e9,
    2.5,
    '',
    'NaN',
    'x'.repeat(300),
    [],
    [[]],
    {},
    [1],
    [[1]],
    { a: {} },
    undefined,
    'a\nb\u2028c',
    { length: 5 },
    { constructor: 1 },
  )
  let refused = 0
  fc.assert(
    fc.property(
      fc.constantFrom(...originals),
      fc.nat(),
      junk,
      fc.constantFrom('value', 'key', 'cut', 'more'),
      (source, where, value, kind) => {
        let text = source
        if (kind === 'cut') text = source.slice(0, where % source.length)
        else {
          const document = JSON.parse(source)
          const places: [Record<string, unknown>, string][] = []
          const walk = (node: unknown) => {
            if (node === null || typeof node !== 'object') return
            for (const key of Object.keys(node)) {
              places.push([node as Record<string, unknown>, key])
              walk((node as Record<string, unknown>)[key])
            }
          }
          walk(document)
          const [node, key] = places[where % places.length]!
          if (kind === 'more') node[['__proto__', 'toString', 'weights', 'x y', '0'][where % 5]!] = value
          else if (kind === 'key') delete node[key]
          else node[key] = value
          text = JSON.stringify(document)
        }
        const from = performance.now()
        const result = readExperiment(text)
        expect(performance.now() - from).toBeLessThan(1000)
        if (result.ok) record(problemOf(result.value))
        else {
          refused++
          expect(result.error).toMatch(/^[^\n\r\u2028]{3,600}$/)
          expect(result.error).toMatch(/^[^:]+: (expected |unknown key, expected |not supported yet)/)
        }
      },
    ),
    { numRuns: 1000, seed: 7 },
  )
  expect(refused).toBeGreaterThan(700)
})

describe('drawn weights', () => {
  const model = modelOf({ cell: 'lstm', inputSize: 3, hiddenSize: 16, outputSize: 2, peephole: true })
  test('are the same for the same seed, on every machine', () => {
    expect(initialWeights(model, { scheme: 'pytorch', seed: 1 })).toEqual(
      initialWeights(model, { scheme: 'pytorch', seed: 1 }),
    )
    expect(initialWeights(model, { scheme: 'pytorch', seed: 2 })).not.toEqual(
      initialWeights(model, { scheme: 'pytorch', seed: 1 }),
    )
    const from = random(42)
    expect([from.uniform(0, 1), from.uniform(0, 1), from.normal()]).toEqual([
      0.6011037519201636,
      0.44829055899754167,
      expect.any(Number),
    ])
  })
  test('keep the bounds of their scheme', () => {
    const { weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0 } = initialWeights(model, {
      scheme: 'pytorch',
      seed: 3,
      forgetBias: 2,
    })
    for (const w of [weight_ih_l0, weight_hh_l0])
      expect(Math.max(...w!.data.map(Math.abs))).toBeLessThanOrEqual(0.25)
    for (let i = 16; i < 32; i++) expect(bias_ih_l0!.data[i]! + bias_hh_l0!.data[i]!).toBe(2)
    expect(Math.max(...bias_ih_l0!.data.slice(0, 16).map(Math.abs))).toBeLessThanOrEqual(0.25)
    const identity = initialWeights(model, { scheme: 'identity', seed: 3, gain: 1.5 })
    expect(identity.weight_hh_l0!.data[0]).toBe(1.5)
    expect(Math.max(...identity.weight_ih_l0!.data.map(Math.abs))).toBeLessThan(0.01)
    expect(Object.keys(identity)).toEqual(Object.keys(tensorShapes(model)))
  })
  test('orthogonal is orthogonal', () => {
    const n = 40
    const Q = orthogonal(n, random(5))
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        let dot = 0
        for (let k = 0; k < n; k++) dot += Q[i * n + k]! * Q[j * n + k]!
        expect(Math.abs(dot - (i === j ? 1 : 0))).toBeLessThan(1e-12)
      }
  })
})
