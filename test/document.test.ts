import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstMistake } from '../src/experiment/scan.ts'
import {
  check,
  type Experiment,
  type Init,
  initialWeights,
  modelOf,
  problemOf,
  readExperiment,
  record,
  schemes,
  tensorShapes,
  writeExperiment,
} from '../src/index.ts'
import { orthogonal, random } from '../src/tensor/random.ts'
import { experimentOf, supported, unsupported } from './cases.ts'

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
    ['format', undefined, 'format: expected "unrolled/1" or "unrolled/2", got nothing'],
    ['format', 'unrolled/3', 'format: expected "unrolled/1" or "unrolled/2", got "unrolled/3"'],
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
    ['model.weights', undefined, 'model: expected "weights" or "init", got neither'],
    ['model.init', { scheme: 'pytorch', seed: 1 }, 'model: expected "weights" or "init", got both'],
    [
      'model.colour',
      1,
      'model.colour: unknown key, expected one of cell, inputSize, hiddenSize, outputSize, activation, peephole, variant, resetAfter, update, bidirectional, attention, weights, init',
    ],
    ['model.bidirectional', 'yes', 'model.bidirectional: expected true or false, got "yes"'],
    ['model.attention', null, 'model.attention: not supported yet'],
    [
      'model.resetAfter',
      7,
      'model.resetAfter: expected no such key for a cell "lstm" (it belongs to "gru"), got 7',
    ],
    [
      'model.weights.weight_ih_l0',
      undefined,
      'model.weights.weight_ih_l0: expected 12 rows of 4 numbers, got nothing',
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
    [
      'model.weights.bias_hh_l0',
      {},
      'model.weights.bias_hh_l0: expected a list of 12 numbers, got an object',
    ],
    ['sequence.inputs', [], 'sequence.inputs: expected 1 to 2000 timesteps, got 0'],
    [
      'sequence.inputs',
      Array.from({ length: 1_000_000 }, () => [1]),
      'sequence.inputs: expected 1 to 2000 timesteps, got 1000000',
    ],
    ['sequence.inputs.3', [1, 2, 3], 'sequence.inputs[3]: expected 4 numbers, got 3'],
    ['sequence.inputs.3', 'abc', 'sequence.inputs[3]: expected a list of 4 numbers, got "abc"'],
    ['sequence.inputs', 7, 'sequence.inputs: expected a list of rows of 4 numbers, got 7'],
    ['sequence.inputs.length', 2 ** 32 - 1, 'sequence.inputs: expected 1 to 2000 timesteps, got 4294967295'],
    [
      'sequence.inputs.3.0',
      `a\u2028\n${'b'.repeat(99)}`,
      `sequence.inputs[3][0]: expected a finite number, got "a \\n${'b'.repeat(34)}…`,
    ],
    ['sequence.inputs.3.0', () => 1, 'sequence.inputs[3][0]: expected a finite number, got a function'],
    ['sequence.inputs.3.0', null, 'sequence.inputs[3][0]: expected a finite number, got null'],
    ['sequence.targets', [1], 'sequence.targets: expected 5 targets, got 1'],
    ['sequence.targets.0', 3, 'sequence.targets[0]: expected a class from 0 to 2, got 3'],
    ['sequence.targets.0', -1, 'sequence.targets[0]: expected a class from 0 to 2, got -1'],
    ['sequence.targets.0', [1, 0, 0], 'sequence.targets[0]: expected a class from 0 to 2, got a list of 3'],
    ['sequence.initialState', { q: [1] }, 'sequence.initialState.q: unknown key, expected one of h, C'],
    ['sequence.initialState', { h: [1] }, 'sequence.initialState.h: expected 3 numbers, got 1'],
    ['sequence.initialState', { C: [] }, 'sequence.initialState.C: expected 3 numbers, got 0'],
    ['sequence.targets', [], 'sequence.targets: expected 5 targets, got 0'],
    ['loss.kind', 'mae', 'loss.kind: expected "mse", "cross-entropy" or "linear", got "mae"'],
    [
      'loss.kind',
      'mse',
      `sequence.targets[0]: expected a list of 3 numbers, got ${lstm.sequence.targets[0]}`,
    ],
    ['loss.at', 'first', 'loss.at: expected "last" or "all", got "first"'],
    ['loss.reduction', undefined, 'loss.reduction: expected "mean", "sum" or "half", got nothing'],
    ['labels', { steps: ['a'] }, 'labels.steps: expected 5 texts, got 1'],
    ['labels', { inputs: 'abcd' }, 'labels.inputs: expected a list of 4 texts, got "abcd"'],
    ['about', {}, 'about: expected "en" or "zh", got an object'],
    [
      'labels',
      { outputs: ['a', 'b', 3] },
      'labels.outputs[2]: expected a text or an object with "en" and "zh", got 3',
    ],
  ])('%s, %#', (path, value, message) => expect(errorWith(path, value)).toBe(message))

  test.each([
    ['lstm-one-step', 'sequence.inputs.0', [1, 2], 'sequence.inputs[0]: expected 1 number, got 2'],
    ['lstm-mse-last', 'sequence.targets.0', 7, 'sequence.targets[0]: expected a list of 1 number, got 7'],
    ['lstm-mse-last', 'sequence.targets', [], /^sequence\.targets: expected 1 or \d+ targets, got 0$/],
    [
      'lstm-CIFG',
      'model.weights.peephole_f',
      [1, 2, 3],
      /^model\.weights\.peephole_f: unknown key, expected one of /,
    ],
    [
      'rnn-tanh',
      'model.peephole',
      false,
      'model.peephole: expected no such key for a cell "rnn" (it belongs to "lstm"), got false',
    ],
    [
      'rnn-tanh',
      'sequence.initialState',
      { C: [0, 0, 0] },
      'sequence.initialState.C: unknown key, expected one of h',
    ],
  ])('%s, %s', (name, path, value, message) => {
    const of = supported.find((c) => c.name === name)!.document
    if (typeof message === 'string') expect(errorWith(path, value, of)).toBe(message)
    else expect(errorWith(path, value, of)).toMatch(message)
  })

  test.each(unsupported.map((c) => [c.name, c] as const))('%s', (_, c) => {
    const { bidirectional } = (c.document as { model: { bidirectional?: boolean } }).model
    const error = `model.${bidirectional ? 'bidirectional' : 'attention'}: not supported yet`
    expect(check(c.document)).toMatchObject({ ok: false, error })
  })

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
    ['{"a":\n  x}', 'file: expected JSON, line 2, column 3: got "x"'],
    ['{"a": 1,\r\n "b" 2}', 'file: expected JSON, line 2, column 6: got "2"'],
    ['{"a": "1\n2"}', 'file: expected JSON, line 1, column 9: got "\\n"'],
    // What the text itself says is not taken for the engine's message.
    ['{"a": position 99}', 'file: expected JSON, line 1, column 7: got "p"'],
    ['{"a": the end of x}', 'file: expected JSON, line 1, column 8: got "h"'],
    ['{"a":\n [1', 'file: expected JSON, got a text that ends too early, at line 2, column 4'],
    ['\uFEFF{"experiment": null}', 'document: expected an object, got null'],
    ['{"": 1}', /^"": unknown key, expected one of format/],
    ['{"a: b": 1}', /^"a: b": unknown key, expected one of format/],
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
    [`"${'x'.repeat(52 * 1024 * 1024)}"`, 'file: expected at most 16 MB, got 52 MB'],
    [' '.repeat(16 * 1024 * 1024 + 1), 'file: expected at most 16 MB, got 17 MB'],
    [`{"${'k'.repeat(1000)}\\n": 1}`, /^"k{38}…: unknown key/],
    [`{"${'k'.repeat(1000)}": 1}`, /^k{39}…: unknown key/],
  ])('text %#', (text, message) => {
    const result = readExperiment(text)
    expect(result.ok ? 'ok' : result.error).toEqual(
      typeof message === 'string' ? message : expect.stringMatching(message),
    )
  })
})

test('values that only code can make are refused, or copied once', () => {
  const thrower = new Proxy({}, { getPrototypeOf: () => fail(), ownKeys: () => fail(), get: () => fail() })
  function fail(): never {
    throw thrower
  }
  for (const value of [
    thrower,
    { ...lstm, model: thrower },
    Object.defineProperty(copy(), 'loss', { get: fail, enumerable: true }),
  ])
    expect(check(value)).toMatchObject({ ok: false, error: expect.stringMatching(/^document: expected /) })
  const circular: Record<string, unknown> = { ...copy() }
  circular.labels = circular
  expect(check(circular).ok).toBe(false)

  let reads = 0
  const twoFaced = copy()
  Object.defineProperty(twoFaced.model, 'hiddenSize', {
    get: () => (reads++ === 0 ? 3 : 'x'),
    enumerable: true,
  })
  expect(experimentOf({ document: twoFaced })).toEqual(lstm)
  const inherited = { ...copy(), model: Object.assign(Object.create({ activation: 'bad' }), lstm.model) }
  expect(experimentOf({ document: inherited }).model.activation).toBeUndefined()
})

test('the place where a text stops being JSON is the one that the engine tells, where it tells one', () => {
  const piece = fc.constantFrom(
    ...[
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"a"',
      '"b":',
      '"\\u00',
      '"\\u00e9"',
      '\\',
      '\n',
      ' ',
      '0',
      '-',
      '1',
      '.5',
      '1.',
    ],
    ...['e', 'E+', '12', 'true', 'tru', 'null', 'nul', 'false', 'x', '\u0000', '\u2028', '-0', '01'],
  )
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join('')),
      (source) => {
        let message = ''
        try {
          JSON.parse(source)
        } catch (error) {
          message = (error as Error).message
        }
        const at = firstMistake(source)
        expect(at === undefined).toBe(message === '')
        const told = / JSON at position (\d+)(?: \(line \d+ column \d+\))?$/.exec(message)?.[1]
        if (told !== undefined) expect(at).toBe(Number(told))
      },
    ),
    { numRuns: 5000, seed: 3 },
  )
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
    Array.from({ length: 100_000 }, () => [0]),
    JSON.parse('['.repeat(1000) + ']'.repeat(1000)),
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
          expect(result.error).toMatch(/^[^\n\r\u2028\u2029]{3,600}$/)
          expect(result.error).toMatch(
            /^[^:]+: (expected .|unknown key, expected one of |not supported yet$)/,
          )
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
    expect([from.uniform(0, 1), from.uniform(0, 1), from.normal(), from.normal()]).toEqual([
      0.6011037519201636, 0.44829055899754167, 0.8926004566355914, -1.3023704137194727,
    ])
    const first = (scheme: Init['scheme']) => {
      const { weight_ih_l0, weight_hh_l0 } = initialWeights(model, { scheme, seed: 1 })
      return [weight_ih_l0!.data[0], weight_hh_l0!.data[0]]
    }
    expect(schemes.map(first)).toEqual([
      [0.06353697029408067, 0.06111002049874514],
      [0.14281877973197643, 0.10584566035540222],
      [0.14281877973197643, 0.09014876211491513],
      [0.000021917298522566852, 1],
      [0.0021917298522566853, 0.1135596977651403],
    ])
  })
  test('xavier fills each gate’s block, with zero biases', () => {
    const w = initialWeights(model, { scheme: 'xavier', seed: 3 })
    const bound = (rows: number, columns: number) => Math.sqrt(6 / (rows + columns))
    const largest = (name: string) => Math.max(...w[name]!.data.map(Math.abs))
    expect(largest('weight_ih_l0')).toBeLessThanOrEqual(bound(16, 3))
    expect(largest('weight_ih_l0')).toBeGreaterThan(0.95 * bound(16, 3))
    expect(largest('weight_hh_l0')).toBeLessThanOrEqual(bound(16, 16))
    expect(largest('weight_hh_l0')).toBeGreaterThan(0.95 * bound(16, 16))
    for (const name of ['bias_ih_l0', 'bias_hh_l0', 'peephole_i', 'peephole_f', 'peephole_o'])
      expect(largest(name)).toBe(0)
    expect(largest('head.weight')).toBeLessThanOrEqual(0.25)
    expect(largest('head.bias')).toBeGreaterThan(0)
  })
  test('normal has the standard deviations asked for, in every scheme that is given one', () => {
    const sdOf = (data: Float64Array) => Math.sqrt(data.reduce((sum, a) => sum + a * a, 0) / data.length)
    const large = modelOf({ cell: 'gru', inputSize: 40, hiddenSize: 40, outputSize: 1 })
    const drawn = initialWeights(large, { scheme: 'normal', seed: 4, gain: 3 })
    expect(sdOf(drawn.weight_ih_l0!.data)).toBeCloseTo(0.1, 2)
    expect(sdOf(drawn.weight_hh_l0!.data)).toBeCloseTo(0.3, 1)
    const given = initialWeights(large, { scheme: 'normal', seed: 4, sd: 2, inputSd: 0.5 })
    expect(sdOf(given.weight_ih_l0!.data) / 0.5).toBeCloseTo(1, 1)
    expect(sdOf(given.weight_hh_l0!.data) / 2).toBeCloseTo(1, 1)
    for (const scheme of schemes) {
      const { weight_ih_l0 } = initialWeights(large, { scheme, seed: 4, inputSd: 7 })
      expect(sdOf(weight_ih_l0!.data) / 7).toBeCloseTo(1, 1)
    }
  })
  test('the forget bias is as drawn where absent, and exactly what is asked where given, 0 too', () => {
    for (const scheme of schemes)
      for (const forgetBias of [0, 2, -1.7]) {
        const { bias_ih_l0, bias_hh_l0 } = initialWeights(model, { scheme, seed: 1, forgetBias })
        for (let i = 16; i < 32; i++) expect(bias_ih_l0!.data[i]! + bias_hh_l0!.data[i]!).toBe(forgetBias)
      }
    expect(initialWeights(model, { scheme: 'pytorch', seed: 1 }).bias_hh_l0!.data[16]).not.toBe(0)
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
  test('orthogonal is orthogonal, in every gate, times the gain', () => {
    const w = initialWeights(model, { scheme: 'orthogonal', seed: 6, gain: 1.5 }).weight_hh_l0!
    const blocks = [0, 1, 2, 3].map((q) => w.data.slice(q * 256, (q + 1) * 256).map((a) => a / 1.5))
    for (const [n, Q] of [
      [1, orthogonal(1, random(5))],
      [40, orthogonal(40, random(5))],
      ...blocks.map((b) => [16, b] as const),
    ] as const)
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++) {
          let dot = 0
          for (let k = 0; k < n; k++) dot += Q[i * n + k]! * Q[j * n + k]!
          expect(Math.abs(dot - (i === j ? 1 : 0))).toBeLessThan(1e-12)
        }
  })
  test('orthogonal draws a row without a direction again', () => {
    const numbers = [1, 2, 2, 4, -1, 3]
    let k = 0
    const Q = orthogonal(2, { uniform: () => 0, normal: () => numbers[k++]! })
    expect([k, ...Q.map((a) => Math.round(a * Math.sqrt(5)))]).toEqual([6, 1, 2, -2, 1])
    // Rows that are nearly parallel: the second round makes up for the digits that the first one loses.
    const near = [1, 1, 1, 1 + 1e-7]
    k = 0
    const [a, b, c, d] = orthogonal(2, { uniform: () => 0, normal: () => near[k++]! })
    expect(Math.abs(a! * c! + b! * d!)).toBeLessThan(1e-12)
    k = 0
    expect([...orthogonal(1, { uniform: () => 0, normal: () => k++ })]).toEqual([1])
  })
})
