/** Tables and lists as people bring them: each is read as it stands, or asked about. */
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fileOf, lines, plan, textOf } from '../support/opened.ts'
import { asked, refused, weights } from './files.ts'

/** A table: its first rows of inputs, how many timesteps have a target, and what is said of it. */
const tables: Readonly<
  Record<string, { first: number[][]; T: number; names?: string[]; said?: string[]; step?: string }>
> = {
  'btc-price-column.csv': {
    first: [[71630.1], [69360.4]],
    T: 23,
    names: ['Price'],
    said: ['71,630.1 is 71630.1'],
  },
  'german-one-column.csv': { first: [[20.7], [17.9]], T: 23, said: ['20,7 is 20.7'] },
  'german-header-comma.csv': {
    first: [[20.7]],
    T: 23,
    names: ['Temperatur, in °C'],
    said: ['20,7 is 20.7'],
    step: '0',
  },
  'nbsp-thousands.csv': { first: [[1234]], T: 1, said: ['is 1234'] },
  'space-thousands.csv': { first: [[1234]], T: 1, said: ['is 1234'] },
  'pandas-to_csv-index.csv': { first: [[112], [118], [132]], T: 23, names: ['Passengers'], step: '0' },
  'airline-dates.csv': {
    first: [[112], [118]],
    T: 23,
    names: ['Passengers'],
    step: '1949-01',
    said: ['column 1 "Month": labels of the timesteps', 'target: the next value of "Passengers"'],
  },
  'airline-year-month-cols.csv': { first: [[112], [118]], T: 23, names: ['passengers'], step: '1949' },
  'airline-yyyymm.csv': { first: [[112], [118]], T: 23, names: ['passengers'], step: '194901' },
  'airline-footer.csv': {
    first: [[432]],
    T: 1,
    said: ['footer left out: "International airline'],
    step: '1960-12',
  },
  'airline-values.csv': { first: [[112], [118]], T: 23, names: ['Passengers'] },
  'google-stock.csv': {
    first: [[325.25, 332.83, 324.97, 663.59, 7380500]],
    T: 18,
    names: ['Open', 'High', 'Low', 'Close', 'Volume'],
    said: ['7,380,500 is 7380500'],
    step: '1/3/2012',
  },
  'investing-btc.csv': {
    first: [[65503.8, 67860, 68161.7, 64616.1, 75260, -3.46]],
    T: 18,
    said: ['rows are reversed', '3.27% is read as 3.27', '105.78K is 105780'],
    step: '03/21/2024',
  },
  'header-digit.csv': { first: [[112], [118]], T: 23, names: ['Close 1'] },
  'header-comment.csv': { first: [[20.7]], T: 23, names: ['temp'], said: ['2 lines left out'] },
  'cn-utf16.csv': { first: [[20.7]], T: 23, names: ['收盘价'], step: '0' },
  'numpy-print.txt': { first: [[0.1], [0.2]], T: 2 },
  'torch-print.txt': { first: [[0.1], [0.2]], T: 2 },
  'i12-tensor-print.txt': { first: [[0.1, 0.2]], T: 1 },
  'sep-line.csv': { first: [[1, 2]], T: 1, names: ['x', 'y'] },
}

test.each(Object.entries(tables))(
  '%s is read as it stands',
  async (name, { first, T, names, said = [], step }) => {
    for (const on of ['sine', 'store-and-ask']) {
      const found = await plan(fileOf(`test/files/${name}`), {}, on)
      const { model, sequence, labels, title, about } = found.experiment
      expect(found.questions).toEqual([])
      expect(sequence.inputs.slice(0, first.length)).toEqual(first)
      expect(sequence.inputs.length).toBe(T)
      expect(model.inputSize).toBe(first[0]!.length)
      expect(model.outputSize).toBe(1)
      expect(labels?.steps?.[0]).toBe(step)
      if (names) expect(labels?.inputs).toEqual(names)
      for (const line of said) expect(lines(found)).toContain(line)
      expect([title, about]).toEqual([name.replace(/\.\w+$/, ''), undefined])
    }
  },
)

test('the target is the next value, at the last timestep or at all of them', async () => {
  const { experiment } = await plan(fileOf('test/files/airline-dates.csv'))
  expect(experiment.sequence.targets).toEqual([[140]])
})

test('a text is letters, each with the next one as its class', async () => {
  const { experiment } = await plan(fileOf('test/files/shakespeare-600.txt'))
  const { sequence, loss, labels, model } = experiment
  expect(sequence.inputs.length).toBe(199)
  expect(loss).toMatchObject({ kind: 'cross-entropy', at: 'all' })
  const letter = (row: readonly number[]) => labels!.inputs![row.indexOf(1)]
  expect(sequence.inputs.slice(0, 5).map(letter).join('')).toBe('First')
  expect(labels!.outputs![sequence.targets[0] as number]).toBe('i')
  expect(model.inputSize).toBe(model.outputSize)
})

test('missing numbers are never closed up', async () => {
  const series = async (name: string, missing: string) => {
    const { experiment } = await plan(fileOf(`test/files/${name}`), { missing })
    return [...experiment.sequence.inputs, experiment.sequence.targets.at(-1)]
  }
  expect(await series('list-null.json', 'interpolate')).toEqual([[1], [2], [3]])
  expect(await series('list-null.json', 'carry')).toEqual([[1], [1], [3]])
  expect(await series('list-null.json', 'drop')).toEqual([[1], [3]])
  expect(await series('missing-empty.csv', 'carry')).toEqual([[1, 2], [1, 3], [4, 5], [6]])
  expect(await series('missing-empty.csv', 'drop')).toEqual([[1, 2], [4]])
  expect(await series('missing-mixed.csv', 'carry')).toEqual([[1, 2, 3], [1, 2, 5], [4]])
  const silso = await plan(fileOf('test/files/silso-semicolons.csv'), { missing: 'carry' })
  expect(silso.experiment.model.inputSize).toBe(2)
  expect(lines(silso)).toContain('column 5: left out (nothing but missing numbers)')
})

test('options decide: columns, rows, window, order, scaling, decimal mark, header, sequence', async () => {
  const google = fileOf('test/files/google-stock.csv')
  const close = await plan(google, { inputs: 'Close', rows: '2..8', window: '3' })
  expect(close.experiment.sequence.inputs).toEqual([[666.45], [657.21], [648.24]])
  expect(close.experiment.sequence.targets).toEqual([[620.76]])
  expect(lines(close)).toContain('there are 4')
  const other = await plan(google, { inputs: 'Open,3', target: 'Close' })
  expect(other.experiment.sequence.inputs[0]).toEqual([325.25, 332.83])
  expect(other.experiment.sequence.targets).toEqual([[576.11]])
  const given = await plan(fileOf('test/files/investing-btc.csv'), { order: 'given', inputs: '2' })
  expect(given.experiment.sequence.inputs[0]).toEqual([71630.1])
  const scaled = await plan(textOf('a\n1\n2\n3\n5\n'), { scale: 'minmax' })
  expect(scaled.experiment.sequence.inputs).toEqual([[0], [0.25], [0.5]])
  expect(scaled.experiment.scaling).toEqual([{ column: 'a', subtract: 1, divide: 4 }])
  const german = fileOf('test/files/german-thousands.csv')
  expect((await plan(german, { decimal: 'point' })).experiment.sequence.inputs[0]).toEqual([1.007, 2.013])
  expect((await plan(german, { decimal: 'comma' })).experiment.sequence.inputs[0]).toEqual([1007, 2013])
  const year = fileOf('test/files/header-year.csv')
  expect((await plan(year, { header: 'no' })).experiment.sequence.inputs[0]).toEqual([2019])
  expect((await plan(year, { header: 'yes' })).experiment.sequence.inputs[0]).toEqual([20.7])
  const batch = await plan(fileOf('test/files/c3-batch-of-two.json'), { sequence: '2' })
  expect(batch.experiment.sequence.inputs).toEqual([[0.7, 0.8, 0.9]])
})

test('every file is in one of the tables of these tests', () => {
  const known = [
    ...Object.keys(tables),
    ...Object.keys(asked),
    ...Object.keys(refused),
    ...Object.keys(weights),
  ]
  expect(readdirSync('test/files').sort()).toEqual([...new Set(known), 'shakespeare-600.txt'].sort())
})
