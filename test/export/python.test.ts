import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { problemOf, pythonOf, readExperiment, record, type Trace } from '../../src/index.ts'
import { experimentOf, losses, nets, runOf, supported, written } from '../support/cases.ts'
import { command, fileOf } from '../support/command.ts'
import { exact, logits } from '../support/logits.ts'
import { because, python } from '../support/python.ts'
import { randomCell } from '../support/random-cells.ts'

const traceOf = (name: string) => record(problemOf(experimentOf(nets.find((c) => c.name === name)!)))

/** Several files in one interpreter, since PyTorch takes a second to load; each in a namespace of its own. */
function run(files: readonly string[]): string[] {
  const program = `import json, sys
for file in json.load(sys.stdin):
    try:
        exec(compile(file, "exported.py", "exec"), {})
    except Exception as error:
        print(f"{type(error).__name__}: {error}".replace(chr(10), " "))`
  const { stdout, stderr } = spawnSync(python!, ['-c', program], {
    input: JSON.stringify(files),
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  return stdout.trimEnd().split('\n')
}

describe.skipIf(!python)(`the exported Python${because}`, () => {
  test('reproduces every golden case and every experiment', () => {
    const cases = [...nets.filter((c) => c.name !== 'lstm-long'), ...losses]
    const traces = cases.map((c) => record(problemOf(experimentOf(c))))
    const lines = run(traces.map((trace) => pythonOf(trace)))
    for (const [i, { name }] of cases.entries())
      expect([name, lines[i]]).toEqual([
        name,
        expect.stringMatching(/^loss \S+; \d+ gradients agree with PyTorch$/),
      ])
  })

  test('a layer can read what the layer below said before', () => {
    const before = { name: 'before', equations: 'h = tanh(W x + V x[t-1] + U h[t-1])' }
    const layers = [
      { cell: 'rnn', hiddenSize: 2 },
      { cell: before, hiddenSize: 3 },
      { cell: before, hiddenSize: 1 },
    ]
    const document = JSON.stringify({
      format: 'unrolled/2',
      model: { inputSize: 1, outputSize: 1, layers, init: { scheme: 'pytorch', seed: 3 } },
      sequence: { inputs: [[1], [-0.5], [0.25]], targets: [[0.5]] },
      loss: { kind: 'mse', at: 'last', reduction: 'mean' },
    })
    const opened = readExperiment(document)
    if (!opened.ok) throw new Error(opened.error)
    const [line] = run([pythonOf(record(problemOf(opened.value)))])
    expect(line).toMatch(/^loss \S+; \d+ gradients agree with PyTorch$/)
  })

  test('has the layers as one module of torch.nn too, where there is one', () => {
    const moduleIn = (name: string) => /module = (.*)/.exec(pythonOf(traceOf(name)))?.[1]
    expect(moduleIn('stack-bilstm-2')).toMatch(
      /^torch\.nn\.LSTM\(\d, \d, num_layers=2, bidirectional=True, dtype=torch\.float64\)$/,
    )
    expect(moduleIn('stack-gru-3')).toMatch(/^torch\.nn\.GRU\(\d, \d, num_layers=3, dtype/)
    expect(moduleIn('rnn-relu')).toContain('nonlinearity="relu"')
    for (const name of [
      'gru-paper',
      'lstm-peephole',
      'stack-backward-gru',
      'stack-rnn-lstm',
      'stack-mgu-below-lstm',
    ])
      expect([name, moduleIn(name)]).toEqual([name, undefined])
    // What the module says is held: another weight in it is found.
    const file = pythonOf(traceOf('stack-bilstm-2'))
    const wrong = file.replace(
      '"weight_hh_l1": weight_hh_l1.detach()',
      '"weight_hh_l1": 2 * weight_hh_l1.detach()',
    )
    expect(wrong).not.toBe(file)
    expect(run([wrong])[0]).toContain('AssertionError: torch.nn.LSTM at')
  })

  test('reproduces every written cell, and random ones', () => {
    const traces = [
      ...written.map((c) => runOf(c)),
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((seed) => record(problemOf(randomCell(300 + seed)))),
    ]
    const lines = run(traces.map((trace) => pythonOf(trace)))
    expect(lines).toHaveLength(traces.length)
    for (const line of lines) expect(line).toMatch(/^loss \S+; \d+ gradients agree with PyTorch$/)
  })

  test('whatever an author calls symbols: like what a state begins with, or like words of Python and of the file', () => {
    const equations = `h_0 = W x
lambda = σ(h_prev h[t-1] + values_0 + 𝑊 torch)
values = lambda ⊙ values[t-1] + (1 - lambda) ⊙ loss h_0
h = values ⊙ leaf ⊙ T
torch : [H]
T : [H]`
    const document = {
      format: 'unrolled/2',
      model: {
        inputSize: 2,
        outputSize: 1,
        layers: [{ cell: { name: 'words', equations }, hiddenSize: 3 }],
        init: { scheme: 'pytorch', seed: 3 },
      },
      sequence: {
        inputs: [
          [1, -0.5],
          [0.3, 0.2],
        ],
        targets: [[0.4]],
        initialState: { values: [0.1, -0.2, 0.3] },
      },
      loss: { kind: 'mse', at: 'last', reduction: 'mean' },
    }
    const lines = run([pythonOf(record(problemOf(experimentOf({ document }))))])
    expect(lines).toEqual([expect.stringContaining('agree with PyTorch')])
  })

  test('functions of numbers alone are numbers', () => {
    const cells = [
      'h = tanh(W x / sqrt(3) + U h[t-1]) + exp(0)',
      'h = max(2, sqrt(5)) tanh(W x + relu(-1) + max(U h[t-1], 0.5) + σ(0.3))',
      's : []\ns = 0.5 s[t-1] + softplus(1 / 3)\nh = s tanh(W x) + max(0.1, abs(-2) h[t-1])',
      'f = cos(1)\nh = f (W x) + exp(-sqrt(4)) U (tanh(1) h[t-1])',
    ]
    const lines = run(
      cells.map((equations) => {
        const document = {
          format: 'unrolled/2',
          model: {
            inputSize: 1,
            outputSize: 1,
            layers: [{ cell: { name: 'numbers', equations }, hiddenSize: 2 }],
            init: { scheme: 'pytorch', seed: 3 },
          },
          sequence: { inputs: [[1], [-0.5], [2]], targets: [[0.4]] },
          loss: { kind: 'mse', at: 'last', reduction: 'mean' },
        }
        return pythonOf(record(problemOf(experimentOf({ document }))))
      }),
    )
    expect(lines).toEqual(cells.map(() => expect.stringContaining('agree with PyTorch')))
  })

  test('agrees on logits of any size', () => {
    const lines = run(exact.map((c) => pythonOf(record(logits(c)))))
    for (const [i, { y }] of exact.entries())
      expect([y, lines[i]]).toEqual([y, expect.stringContaining('agree with PyTorch')])
  })

  test('asserts: a gradient, a loss or an equation that is off by 1e-8 is found', () => {
    const off = (change: (trace: Trace) => void) => {
      const trace = traceOf('lstm-peephole')
      change(trace)
      return pythonOf(trace)
    }
    const plain = pythonOf(traceOf('lstm-peephole'))
    const scaled = (name: string, k: number) =>
      off(({ memory }) => {
        memory(name).data[k] = memory(name).data[k]! * (1 + 1e-8)
      })
    const lines = run([
      scaled('d:U_g', 1),
      scaled('d:C', 4),
      plain.replace(/expected_loss = (.*)/, (_, n) => `expected_loss = ${Number(n) * (1 + 1e-8)}`),
      plain.replace('h = o * torch.tanh(C)', 'h = o * C'),
      plain,
    ])
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'AssertionError',
      'AssertionError',
      'AssertionError',
      'AssertionError',
      expect.stringContaining('agree with PyTorch'),
    ])
  })
})

test('the file is printed from the equations', () => {
  const file = pythonOf(traceOf('gru-pytorch'), 'A title\nof two lines')
  expect(file.split('\n')[0]).toBe('# A title of two lines')
  expect(file).toContain('    a_n = W_n @ x + b_n + r * (U_n @ h_prev + c_n)\n    n = torch.tanh(a_n)\n')
  expect(pythonOf(traceOf('lstm-CIFG'))).toContain('    f = 1 - i\n')
})

test('the command line prints it', async () => {
  const c = supported.find((each) => each.name === 'rnn-relu')!
  const { status, stdout } = await command('python', fileOf(c.document))
  expect(status).toBe(0)
  expect(stdout).toBe(pythonOf(traceOf('rnn-relu')))
})
