/** Training runs as Python and notebooks: PyTorch repeats them from the same start and has the same losses. */
import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { curvesCsv, trainingNotebook, trainingPython, trainingRun } from '../../src/index.ts'
import { python } from '../support/python.ts'
import { documentOf, runs } from '../train/documents.ts'

function run(files: readonly string[]): string[] {
  const program = `import json, sys
for file in json.load(sys.stdin):
    try:
        exec(compile(file, "exported.py", "exec"), {})
    except Exception as error:
        print(f"{type(error).__name__}: {error}".replace(chr(10), " "))`
  const { stdout } = spawnSync(python!, ['-c', program], { input: JSON.stringify(files), encoding: 'utf8' })
  return stdout.trimEnd().split('\n')
}

const init = { scheme: 'pytorch', seed: 2 }
const last = { kind: 'mse', at: 'last', reduction: 'mean' }
const made = (parts: object, model: object, training: object) =>
  documentOf({
    format: 'unrolled-training/1',
    model: { ...model, init },
    ...parts,
    training: { optimizer: { kind: 'adam', lr: 0.01 }, epochs: 2, batch: 3, ...training },
  })
const store = { kind: 'task', name: 'store-and-ask', seed: 1, sequences: 9, length: 5 }
const slots = { kind: 'task', name: 'slot-filling', seed: 1, sequences: 10 }

/** Fast weights: a state that is a matrix; letters that Python or the file use themselves. */
const written =
  'weights = W x\nlosses = U h[t-1]\nS = 0.9 S[t-1] + weights lossesᵀ\nlambda = S weights\nh = tanh(lambda + b + x_0)'

const documents = {
  'sentences of several lengths, shuffled': made(
    { data: slots, loss: { kind: 'cross-entropy', at: 'all', reduction: 'mean' } },
    { inputSize: 8, outputSize: 4, layers: [{ cell: 'gru', hiddenSize: 3, direction: 'both' }] },
    { shuffle: true, seed: 7, optimizer: { kind: 'rmsprop', lr: 0.01, momentum: 0.5, weight_decay: 0.1 } },
  ),
  'a cell that somebody wrote': made(
    { data: store, loss: { ...last, at: 'all', reduction: 'sum' } },
    { inputSize: 3, outputSize: 1, layers: [{ cell: { name: 'own', equations: written }, hiddenSize: 3 }] },
    { clipNorm: 0.3, optimizer: { kind: 'adam', weight_decay: 0.2, betas: [0.8, 0.99] } },
  ),
  'attention over two layers': made(
    {
      data: { kind: 'task', name: 'temporal-order', seed: 1, sequences: 8, length: 10 },
      loss: { ...last, kind: 'cross-entropy' },
    },
    {
      inputSize: 6,
      outputSize: 4,
      layers: [
        { cell: 'lstm', hiddenSize: 2, peephole: true },
        { cell: 'rnn', hiddenSize: 3 },
      ],
      attention: { size: 2 },
    },
    { optimizer: { kind: 'sgd', lr: 0.1, momentum: 0.9 } },
  ),
  'initial states, and readout of both ends': made(
    {
      data: {
        kind: 'sequences',
        items: [1, 2, 3, 4].map((n) => ({
          inputs: [[n / 4], [0.2], [-n / 3]],
          targets: [[n > 2 ? 1 : 0]],
          ...(n > 1 ? { initialState: { h: [n / 10, 0.1], C_reverse: [0.3, -0.2] } } : {}),
        })),
      },
      loss: { ...last, kind: 'bce' },
    },
    {
      inputSize: 1,
      outputSize: 1,
      layers: [{ cell: 'lstm', hiddenSize: 2, direction: 'both' }],
      readout: 'final',
    },
    { batch: 'full' },
  ),
}

describe.skipIf(!python)('a training as Python', () => {
  test('repeats the runs of PyTorch, and nets of every kind', () => {
    const all = [
      ...runs.map(({ name, training }) => [name, documentOf(training)] as const),
      ...Object.entries(documents),
    ]
    const files = all.map(([name, document], i) => {
      const of = trainingRun(document)
      of.advance(Math.min(of.order.updates, 6))
      if (i % 2 === 0) return trainingPython(document, { float64: of.losses }, name)
      const { cells, nbformat } = JSON.parse(trainingNotebook(document, { float64: of.losses }, name))
      expect(nbformat).toBe(4)
      const code = (cells as { cell_type: string; source: string[] }[]).filter(
        ({ cell_type }) => cell_type === 'code',
      )
      return code.map(({ source }) => source.join('')).join('\n')
    })
    for (const [i, line] of run(files).entries())
      expect([all[i]![0], line]).toEqual([
        all[i]![0],
        expect.stringMatching(/^\d+ updates: the losses agree with PyTorch/),
      ])
  })

  test('a run in float32 is asserted too, as far from float64 as it was, and no farther', () => {
    const document = made(
      { data: slots, loss: { kind: 'cross-entropy', at: 'all', reduction: 'mean' } },
      { inputSize: 8, outputSize: 4, layers: [{ cell: 'rnn', hiddenSize: 8 }] },
      { epochs: 10, optimizer: { kind: 'rmsprop', lr: 0.02 } },
    )
    const lossesIn = (precision: 'float32' | 'float64') => {
      const of = trainingRun({ ...document, training: { ...document.training, precision } })
      of.advance(of.order.updates)
      return [...of.losses]
    }
    const [float64, float32] = [lossesIn('float64'), lossesIn('float32')]
    expect(float32).not.toEqual(float64)
    const file = trainingPython(document, { float64, float32 }, 'float32')
    const most = Number(/Rounding took them up to (\S+) of a loss/.exec(file)![1])
    const apart = float32.map((loss, i) => Math.abs(loss / float64[i]! - 1))
    expect(most).toBeCloseTo(Math.max(...apart), 7)
    expect(most).toBeLessThan(1e-3)
    // A loss that is farther away by as much again is not one of this run.
    const other = file.replace(
      /(?<=single = \[(?:[^,]+, ){3})[^,]+/,
      (loss) => `${Number(loss) * (1 + 3 * most)}`,
    )
    expect(other).not.toBe(file)
    const told = run([file, other])
    expect(told).toEqual([
      expect.stringMatching(/^30 updates: the losses agree with PyTorch/),
      'those of training in float32 agree as far as rounding lets them',
      expect.stringMatching(/^30 updates: the losses agree with PyTorch/),
      expect.stringMatching(/^AssertionError: update 3: PyTorch has .*, training in float32 had/),
    ])
  })

  test('a loss that is another is told', () => {
    const document = documents['initial states, and readout of both ends']
    const of = trainingRun(document)
    of.advance(2)
    const losses = [of.losses[0]!, of.losses[1]! * (1 + 1e-6)]
    expect(run([trainingPython(document, { float64: losses }, 'a title\n of two lines')])[0]).toMatch(
      /^AssertionError: update 1: PyTorch has/,
    )
  })
})

test('curves are rows of numbers, with the held-out losses where they were looked at', () => {
  expect(
    curvesCsv([0.5, 0.25], [1, 2], 2, [
      [0, 0.75],
      [2, 0.125],
    ]),
  ).toBe(
    'update,epoch,loss,gradient_norm,held_out_loss\r\n0,0,0.5,1,0.75\r\n1,0.5,0.25,2,\r\n2,1,,,0.125\r\n',
  )
})
