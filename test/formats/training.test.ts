/** A table of somebody's own as data to train on. */
import { expect, test } from 'vitest'
import {
  checkTraining,
  englishOfFormats,
  formats,
  saidIn,
  type TrainingData,
  trainingRun,
} from '../../src/index.ts'
import { fileOf, textOf } from '../support/opened.ts'

const { trainingDataOf } = await formats()

async function read(...args: Parameters<typeof trainingDataOf>): Promise<TrainingData> {
  const result = await trainingDataOf(...args)
  if (!result.ok) throw new Error(result.error)
  return result.value
}

/** The document that these data and a small net make, checked at the door. */
function trained({ inputSize, outputSize, said: _, questions: __, ...parts }: TrainingData) {
  const result = checkTraining({
    format: 'unrolled-training/1',
    ...parts,
    model: { cell: 'lstm', inputSize, hiddenSize: 4, outputSize, init: { scheme: 'pytorch', seed: 1 } },
    training: { optimizer: { kind: 'adam', lr: 0.01 }, epochs: 2, batch: 4, precision: 'float64' },
  })
  if (!result.ok) throw new Error(result.error)
  const run = trainingRun(result.value)
  run.advance(4)
  expect(run.losses.every(Number.isFinite)).toBe(true)
  return run
}

const lines = ({ said }: TrainingData) => said.map((each) => saidIn(each, englishOfFormats)).join('\n')

test('a series becomes windows, standardised by the rows that train', async () => {
  const data = await read(fileOf('test/files/airline-dates.csv'), { window: '6' })
  const run = trained(data)
  expect(data.data).toMatchObject({ kind: 'windows', window: 6, targetColumns: [0], train: 14 })
  expect(run.task.items).toHaveLength(24 - 6)
  expect(data.labels?.outputs).toEqual(['Passengers'])
  const [{ subtract, divide, column }] = data.scaling as [
    { subtract: number; divide: number; column: string },
  ]
  expect(column).toBe('Passengers')
  const { inputs } = run.experimentAt(0, 0).sequence
  expect(inputs[0]![0]! * divide + subtract).toBeCloseTo(112, 10)
  const seen = data.data.kind === 'windows' ? data.data.series.slice(0, 14 + 5) : []
  expect(seen.reduce((sum, [n]) => sum + n!, 0)).toBeCloseTo(0, 10)
  expect(run.experimentAt(0, 0)).toMatchObject({ labels: data.labels, scaling: data.scaling })
  expect(lines(data)).toContain('Passengers')
})

test('several columns: all are read, the one that is asked for is told', async () => {
  const data = await read(fileOf('test/files/google-stock.csv'), { target: 'Close', scale: 'minmax' })
  expect(data).toMatchObject({ inputSize: 5, outputSize: 1, data: { kind: 'windows', targetColumns: [3] } })
  trained(data)
  const other = await read(fileOf('test/files/google-stock.csv'), { inputs: 'Open,High', target: 'Close' })
  expect(other.data.kind).toBe('sequences')
  expect(other.scaling).toHaveLength(3)
  trained(other)
})

test('a column of words is told as classes at the end of each window', async () => {
  const rows = Array.from({ length: 30 }, (_, i) => `${i % 7},${i % 7 > 3 ? 'up' : 'down'}`)
  const data = await read(textOf(`n,way\n${rows.join('\n')}`), { target: 'way', window: '4' })
  expect(data).toMatchObject({ loss: { kind: 'cross-entropy' }, labels: { outputs: ['down', 'up'] } })
  trained(data)
})

test('what is no table, or too short, is told', async () => {
  const wrong = async (...args: Parameters<typeof trainingDataOf>) => {
    const result = await trainingDataOf(...args)
    return result.ok ? '' : result.error
  }
  expect(await wrong(textOf('n\n1\n2\n'), {})).toMatch(/expected at least 3 rows/)
  expect(await wrong(textOf('n\n1\n2\n3\n4\n'), { window: '9' })).toMatch(
    /^--window: expected a whole number/,
  )
  expect(await wrong(textOf('To be, or not to be'), {})).toMatch(/expected/)
  // A constant column is only moved.
  trained(await read(textOf(`n\n${'5\n'.repeat(30)}`), {}))
})
