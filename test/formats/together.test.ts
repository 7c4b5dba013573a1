/** Several files of data: parts of one, inputs and targets, tokens and tags, a class a file; others are refused by name. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lines, opened, plan, textOf } from '../support/opened.ts'

const files = (all: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(all).map(([name, rows]) => textOf(`${rows.join('\n')}\n`, name))

test('what trains stands above what is left for testing, whichever comes first', async () => {
  const found = await plan(
    files({
      'test.csv': ['date,v', '2020-01-03,3.5', '2020-01-04,4.5'],
      'train.csv': ['date,v', '2020-01-01,1.5', '2020-01-02,2.5'],
    }),
  )
  expect(found.experiment.sequence).toMatchObject({ inputs: [[1.5], [2.5], [3.5]], targets: [[4.5]] })
  expect(lines(found)).toContain('one file below the other: train.csv, test.csv')
  const plain = await plan(files({ 'x_train.csv': ['1,2', '3,4', '5,6'], 'x_test.csv': ['7,8', '9,10'] }))
  expect(plain.experiment.sequence.inputs).toEqual([
    [1, 2],
    [3, 4],
    [5, 6],
    [7, 8],
  ])
  expect(plain.experiment.sequence.targets).toEqual([[9]])
})

test('decimal commas stay what they are', async () => {
  const found = await plan(
    files({
      'train.csv': ['Datum;v', '01.01.2020;1,5', '02.01.2020;2,5'],
      'test.csv': ['Datum;v', '03.01.2020;3,5'],
    }),
  )
  expect(found.experiment.sequence).toMatchObject({ inputs: [[1.5], [2.5]], targets: [[3.5]] })
})

test('inputs and targets stand side by side; a column that both have stands once', async () => {
  const found = await plan(
    files({
      'features.csv': ['date,a,b', ...[1, 2, 3, 4].map((k) => `2020-01-0${k},${k}.5,${2 * k}`)],
      'labels.csv': [
        'date,move',
        ...['up', 'down', 'down', 'up'].map((move, k) => `2020-01-0${k + 1},${move}`),
      ],
    }),
  )
  expect(found.experiment.sequence).toMatchObject({
    inputs: [
      [1.5, 2],
      [2.5, 4],
      [3.5, 6],
      [4.5, 8],
    ],
    targets: [1],
  })
  expect(found.experiment.labels?.outputs).toEqual(['down', 'up'])
  expect(lines(found)).toContain('side by side, row by row: features.csv, labels.csv')
  const numbers = await plan(
    files({ 'x_train.csv': ['1.5,2.5', '3.5,4.5', '5.5,6.5'], 'y_train.csv': ['0.25', '0.5', '0.75'] }),
  )
  expect(numbers.experiment.sequence).toEqual({
    inputs: [
      [1.5, 2.5],
      [3.5, 4.5],
      [5.5, 6.5],
    ],
    targets: [[0.75]],
  })
  const lists = await plan(files({ 'y.json': ['[1, 2, 4]'], 'x.json': ['[[5], [6], [7]]'] }))
  expect(lists.experiment.sequence).toEqual({ inputs: [[5], [6], [7]], targets: [[4]] })
})

test('rows that are series each, and a file with their classes', async () => {
  const row = (k: number) => Array.from({ length: 24 }, (_, t) => (Math.sin(t + k) * 3).toFixed(3)).join(' ')
  const found = await opened(
    files({ 'X_train.txt': [0, 1, 2, 3, 4, 5].map(row), 'y_train.txt': ['5', '5', '5', '4', '4', '4'] }),
    { across: 'yes' },
  )
  if (!found.ok) throw new Error(found.error)
  const { sequence, labels } = found.value.experiment
  expect([sequence.inputs.length, sequence.inputs[1], labels?.outputs, sequence.targets]).toEqual([
    24,
    [2.524],
    ['4', '5'],
    [1],
  ])
})

test('lines of tokens and lines of tags, sentences and lines of classes', async () => {
  const tags = await plan(
    files({ 'seq.out': ['O O B-city', 'O O'], 'seq.in': ['fly to boston', 'show flights'] }),
  )
  expect(tags.experiment.labels).toMatchObject({ steps: ['fly', 'to', 'boston'], outputs: ['O', 'B-city'] })
  const sentences = await plan(
    files({
      'texts.txt': ['a fine film', 'a dull one', 'good fun', 'not bad at all'],
      'labels.txt': ['pos', 'neg', 'pos', 'pos'],
    }),
  )
  expect(sentences.experiment.labels).toMatchObject({ steps: ['a', 'fine', 'film'], outputs: ['neg', 'pos'] })
})

test('names of several languages, a file each', async () => {
  const found = await plan(
    files({
      'Chinese.txt': ['Ang', 'Bai', 'Ban', 'Chen', 'Cheng', 'Feng'],
      'Italian.txt': ['Abate', 'Bianchi', 'Conti', 'Greco'],
    }),
  )
  expect(found.experiment.labels).toMatchObject({ steps: ['A', 'n', 'g'], outputs: ['Chinese', 'Italian'] })
  expect(lines(found)).toContain(
    'each file has the lines of one class, which is its name: Chinese.txt, Italian.txt',
  )
})

test('sentences of a file for training and of one for testing are all there', async () => {
  const found = await plan(
    files({
      'train.txt': ['Ann B-PER', 'reads O', '', 'Bob B-PER'],
      'test.txt': ['Eve B-PER', 'writes O', 'code O'],
    }),
  )
  expect(found.settings.find(({ option }) => option === 'sequence')?.most).toBe(3)
})

test('tables of the same times are a series each, as the prices of two shares are', async () => {
  const rows = (of: number) => ['Date,Close', ...[1, 2, 3].map((k) => `2024-01-0${k},${of + k}`)]
  const found = await plan(files({ 'AAPL.csv': rows(10), 'MSFT.csv': rows(400).slice(0, 3) }))
  expect(found.experiment.sequence).toMatchObject({ inputs: [[11], [12]], targets: [[13]] })
  expect(lines(found)).toContain('each file is a series of its own: AAPL.csv, MSFT.csv')
  const other = await plan(files({ 'AAPL.csv': rows(10), 'MSFT.csv': rows(400) }), { sequence: 'MSFT' })
  expect(other.experiment.sequence).toMatchObject({ inputs: [[401], [402]], targets: [[403]] })
  const months = await plan(
    files({ 'jan.csv': rows(10), 'feb.csv': rows(20).map((row) => row.replace('-01-', '-02-')) }),
  )
  expect(months.experiment.sequence.inputs).toHaveLength(5)
})

test('a table with a header and one without are two tables, though they have as many rows', async () => {
  const found = await opened(
    files({ 'prices.csv': ['Date,Close', '2024-01-01,1', '2024-01-02,2'], 'more.csv': ['1', '2'] }),
  )
  expect(found).toMatchObject({ ok: false, file: 'more.csv' })
})

test('files that do not belong together are refused by name', async () => {
  const found = await opened(
    files({
      'a.csv': ['date,v', '2020-01-01,1', '2020-01-02,2'],
      'b.csv': ['t,w,z', '1,2,3', '2,3,4', '3,4,5'],
    }),
  )
  expect(found).toMatchObject({ ok: false, file: 'b.csv' })
  const alike = await opened(
    files({ 'a.csv': ['date,v', '2020-01-01,1', '2020-01-02,2'], 'b.csv': ['5', '6'] }),
  )
  expect(alike).toMatchObject({ ok: false, file: 'b.csv' })
  const dated = await plan(
    files({
      'a.csv': ['date,v', '2020-01-01,1', '2020-01-02,2'],
      'b.csv': ['date,w', '2020-01-01,5', '2020-01-02,6'],
    }),
  )
  expect(dated.experiment.sequence.inputs).toEqual([[1, 5]])
  expect(found.ok ? '' : found.error).toContain('with the same columns or as many rows, got a.csv, b.csv')
})

test('a table cut in two anywhere is the whole table again', async () => {
  const cell = fc.integer({ min: -999, max: 999 }).map((n) => (n / 8).toString())
  const table = fc.array(fc.tuple(cell, cell), { minLength: 6, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.integer({ min: 2, max: 4 }),
      fc.constantFrom(';', ',', '\t'),
      async (rows, at, mark) => {
        const all = rows.map((row, k) => [`2020-01-${String(k + 1).padStart(2, '0')}`, ...row].join(mark))
        const header = ['date', 'a', 'b'].join(mark)
        const whole = await opened(files({ 'all.csv': [header, ...all] }))
        const parts = await opened(
          files({ 'test.csv': [header, ...all.slice(at)], 'train.csv': [header, ...all.slice(0, at)] }),
        )
        const sequences = [whole, parts].map((each) =>
          each.ok ? each.value.experiment.sequence : each.error,
        )
        expect(sequences[1]).toEqual(sequences[0])
      },
    ),
    { numRuns: 60, seed: 24 },
  )
})
