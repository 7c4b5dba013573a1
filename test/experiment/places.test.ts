import { describe, expect, test } from 'vitest'
import { check, type Experiment, readExperiment } from '../../src/index.ts'
import { supported } from '../support/cases.ts'

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

describe('a mistake gets one line that names the place', () => {
  test.each([
    ['format', undefined, 'format: expected "unrolled/1" or "unrolled/2", got nothing'],
    ['format', 'unrolled/3', 'format: expected "unrolled/1" or "unrolled/2", got "unrolled/3"'],
    ['title', 3, 'title: expected a text or an object with "en" and "zh", got 3'],
    ['title', { fr: 'x' }, 'title.fr: unknown key, expected one of en, zh'],
    [
      'colour',
      1,
      'colour: unknown key, expected one of format, title, about, model, sequence, loss, labels, scaling',
    ],
    ['model', undefined, 'model: expected an object, got nothing'],
    ['model', [], 'model: expected an object, got an empty list'],
    ['model.cell', 'foo', 'model.cell: expected "rnn", "lstm" or "gru", got "foo"'],
    [
      'model.cell',
      'mgu',
      'model.cell: expected "rnn", "lstm" or "gru", got "mgu"; any other cell, also one of the library, stands in "layers" of an "unrolled/2" document as {"name": …, "equations": …}, and the page saves it so',
    ],
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
    [
      'model.bidirectional',
      true,
      'model.weights.weight_ih_l0_reverse: expected 12 rows of 4 numbers, got nothing',
    ],
    [
      'model.attention',
      { size: 4 },
      'model.weights.attention.W_h: expected 4 rows of 3 numbers, got nothing',
    ],
    ['model.attention', { size: 0 }, 'model.attention.size: expected a whole number from 1 to 256, got 0'],
    ['model.attention', { length: 4 }, 'model.attention.length: unknown key, expected one of size'],
    ['model.weights', undefined, 'model: expected "weights" or "init", got neither'],
    ['model.init', { scheme: 'pytorch', seed: 1 }, 'model: expected "weights" or "init", got both'],
    [
      'model.colour',
      1,
      'model.colour: unknown key, expected one of cell, inputSize, hiddenSize, outputSize, activation, peephole, variant, gateActivation, resetAfter, update, bidirectional, attention, weights, init',
    ],
    ['model.bidirectional', 'yes', 'model.bidirectional: expected true or false, got "yes"'],
    ['model.attention', null, 'model.attention: expected an object, got null'],
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
    ['loss.kind', 'mae', 'loss.kind: expected "mse", "cross-entropy", "linear" or "bce", got "mae"'],
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
      '__proto__: unknown key, expected one of format, title, about, model, sequence, loss, labels, scaling',
    ],
    ['{"experiment": 3}', 'document: expected an object, got 3'],
    [`${'['.repeat(100_000)}`, /^file: expected JSON, got /],
    [
      `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
      'a: unknown key, expected one of format, title, about, model, sequence, loss, labels, scaling',
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
