/** Living on its own answers, and gates seen open: held against the trace of each sequence. */
import { expect, test } from 'vitest'
import { type Experiment, numberOf, problemOf, record, trainingRun } from '../../src/index.ts'
import { documentOf, runNamed } from './documents.ts'

const model = { cell: 'gru', inputSize: 2, hiddenSize: 3, init: { scheme: 'pytorch', seed: 4 } }
const series = Array.from({ length: 16 }, (_, t) => [Math.sin(t), Math.cos(2 * t)])
const windows = (outputSize: number, more: object, kind = 'mse') =>
  documentOf({
    format: 'unrolled-training/1',
    model: { ...model, outputSize },
    data: { kind: 'windows', series, window: 5, train: 6, ...more },
    loss: { kind, at: 'last', reduction: 'mean' },
    training: { optimizer: { kind: 'adam', lr: 0.05 }, epochs: 3, batch: 3 },
  })

/** The outputs of the stage for these inputs. */
const says = (experiment: Experiment, inputs: readonly (readonly number[])[]): number[] => {
  const trace = record(problemOf({ ...experiment, sequence: { ...experiment.sequence, inputs } }))
  return Array.from(
    { length: experiment.model.outputSize },
    (_, k) => numberOf(trace, `y@${inputs.length}[${k}]`)!,
  )
}

test.each([
  { targetColumns: [1], ahead: 1, K: 1, kind: 'mse' },
  { targetColumns: [1, 0], ahead: 3, K: 2, kind: 'mse' },
  { targetColumns: [0], ahead: 1, K: 1, kind: 'bce' },
])('what was predicted is read by the windows after it: %o', ({ targetColumns, ahead, K, kind }) => {
  const run = trainingRun(windows(K, { targetColumns, ahead }, kind))
  run.advance(5)
  const experiment = run.experimentAt(5, 0)
  const rows = series.map((row) => [...row])
  const [from, count] = [3, 6]
  const expected: number[] = []
  for (let i = from; i < from + count; i++) {
    const said = says(experiment, rows.slice(i, i + 5)).map((y) =>
      kind === 'bce' ? 1 / (1 + Math.exp(-y)) : y,
    )
    const row = i + 4 + ahead
    // Nothing measured is known from here on: what is not predicted stays as it was last measured.
    rows[row] = [...series[from + 4 + ahead - 1]!]
    for (const [k, column] of targetColumns.entries()) rows[row]![column] = said[k]!
    expected.push(...said)
  }
  const free = run.freeRunning(from, count)!
  expect(free).toHaveLength(expected.length)
  for (const [i, n] of free.entries()) expect(Math.abs(n - expected[i]!)).toBeLessThan(1e-12)
})

test('nothing that is measured after its start is known to a net that runs free', () => {
  const run = trainingRun(windows(1, { targetColumns: [1] }))
  const other = documentOf({
    ...windows(1, { targetColumns: [1] }),
    data: {
      kind: 'windows',
      series: series.map((row, t) => (t < 3 + 5 ? row : [7, -7])),
      window: 5,
      train: 6,
      targetColumns: [1],
    },
  })
  expect(run.freeRunning(3, 8)).toEqual(trainingRun(other).freeRunning(3, 8))
})

test('free running ends with the series, and is for windows alone', () => {
  const run = trainingRun(windows(1, {}))
  expect(run.freeRunning(8, 100)).toHaveLength(run.task.items.length - 8)
  expect(trainingRun(documentOf(runNamed('tag-bilstm2-adam').training)).freeRunning(0, 2)).toBeUndefined()
})

test('gates are found in the equations, and stand open as in the trace of each sequence', () => {
  for (const [name, gates] of [
    ['sine-lstm-adam-clip', ['i', 'f', 'o']],
    ['sine-mgu-adam', ['f']],
    ['class-rnn-momentum', []],
  ] as const) {
    const run = trainingRun(documentOf(runNamed(name).training))
    run.advance(3)
    const means = run.gateMeans([0, 2])
    expect([...means.keys()].sort()).toEqual([...gates].sort())
    for (const [gate, mean] of means) {
      const all = [0, 2].flatMap((index) => {
        const { memory } = record(problemOf(run.experimentAt(3, index)))
        const { data, shape } = memory(gate)
        return [...data.subarray(shape[0]!)]
      })
      expect(mean).toBeCloseTo(all.reduce((a, b) => a + b, 0) / all.length, 13)
    }
  }
})

test('the weather is that of Seattle, and the last year is held out', () => {
  const document = documentOf({
    ...windows(1, {}),
    model: { ...model, inputSize: 1, outputSize: 1 },
    data: { kind: 'task', name: 'weather', seed: 1 },
    training: { optimizer: { kind: 'adam' }, epochs: 1 },
  })
  const run = trainingRun(document)
  expect([run.task.items.length, run.train]).toEqual([1451, 1451 - 365])
  const { scaling, sequence } = run.experimentAt(0, 0)
  const degrees = sequence.inputs.map(([n]) => n! * scaling![0]!.divide + scaling![0]!.subtract)
  expect(degrees[0]).toBeCloseTo(12.8, 12)
  expect(degrees[1]).toBeCloseTo(10.6, 12)
  expect(degrees).toHaveLength(10)
})
