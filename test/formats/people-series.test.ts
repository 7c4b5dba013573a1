/** Files with a series in each row, as archives of time series and competitions have them. */
import { expect, test } from 'vitest'
import { lines, plan, textOf } from '../support/opened.ts'

const steps = 24
const wave = (k: number) =>
  Array.from({ length: steps }, (_, t) => Math.round(100 * Math.sin(t / 4 + k)) / 100)
const waves = [1, 2, 1, 2].map((label, k) => ({ label, numbers: wave(k) }))
const head = (name: string) => wave(0).map((_, t) => `${name}${t + 1}`)

const classed: Readonly<Record<string, readonly string[]>> = {
  'the class first, between tabs': waves.map(({ label, numbers }) => [label, ...numbers].join('\t')),
  'the class first, between commas': waves.map(({ label, numbers }) => [label, ...numbers].join(',')),
  'the class first, as a number of many digits': waves.map(({ label, numbers }) =>
    [label, ...numbers].map((n) => n.toExponential(7)).join('  '),
  ),
  'the class last': waves.map(({ label, numbers }) => [...numbers, label].join(',')),
  'names that count': [
    ['LABEL', ...head('FLUX.')].join(','),
    ...waves.map(({ label, numbers }) => [label, ...numbers].join(',')),
  ],
  'a name of each series beside its class': [
    ['', ...head('X'), 'y'].join(','),
    ...waves.map(({ label, numbers }, k) => [`a${k}`, ...numbers, label].join(',')),
  ],
}

test.each(Object.entries(classed))('%s', async (_, rows) => {
  const { experiment, questions } = await plan(textOf(`${rows.join('\n')}\n`, 't.txt'))
  const { sequence, loss, labels } = experiment
  expect(sequence.inputs).toEqual(wave(0).map((n) => [n]))
  expect(loss).toMatchObject({ kind: 'cross-entropy', at: 'last' })
  expect(labels?.outputs).toEqual(['1', '2'])
  expect(sequence.targets).toEqual([0])
  expect(questions.map(({ option }) => option)).toEqual(['across'])
  const second = await plan(textOf(`${rows.join('\n')}\n`, 't.txt'), { across: 'yes', sequence: '2' })
  expect(second.experiment.sequence).toEqual({ inputs: wave(1).map((n) => [n]), targets: [1] })
  expect(second.questions).toEqual([])
  const columns = await plan(textOf(`${rows.join('\n')}\n`, 't.txt'), { across: 'no' })
  expect(columns.experiment.model.inputSize).toBeGreaterThanOrEqual(steps)
})

test('series of a competition, each with its name, end where their numbers do', async () => {
  const rows = [
    ['V1', ...wave(0).map((_, t) => `V${t + 2}`)],
    [
      'Y1',
      ...wave(0).slice(0, 5),
      ...wave(0)
        .slice(5)
        .map(() => ''),
    ],
    ['Y2', ...wave(1)],
    ['Y3', ...wave(2)],
  ].map((cells) => cells.map((cell) => `"${cell}"`).join(','))
  const found = await plan(textOf(`${rows.join('\n')}\n`, 'Yearly-train.csv'))
  expect(found.experiment.sequence).toEqual({
    inputs: wave(0)
      .slice(0, 4)
      .map((n) => [n]),
    targets: [[wave(0)[4]]],
  })
  expect(lines(found)).toContain('Y1 is read')
})

const archives: Readonly<Record<string, readonly [readonly string[], object]>> = {
  'several dimensions and a class': [
    ['@problemName a', '@timestamps false', '@classLabel true a b', '@data', '1,2,3:4,5,?:b', '7,8:9,10:a'],
    {
      inputs: [
        [1, 4],
        [2, 5],
        [3, 5],
      ],
      targets: [1],
    },
  ],
  'moments beside the numbers': [
    ['@problemName a', '@timestamps true', '@classLabel true a b', '@data', '(0,1.5),(1,2.5):a', '(0,3):b'],
    { inputs: [[1.5], [2.5]], targets: [0] },
  ],
  'a number to be said': [
    ['@problemName a', '@univariate true', '@targetlabel true', '@data', '1,2,3:0.75', '4,5,6:2.5'],
    { inputs: [[1], [2], [3]], targets: [[0.75]] },
  ],
  'names and a beginning': [
    [
      '@relation a',
      '@attribute series_name string',
      '@attribute start_timestamp date',
      '@frequency monthly',
      '@data',
      'T1:1979-01-01 00-00-00:1.5,2.5,3.5',
    ],
    { inputs: [[1.5], [2.5]], targets: [[3.5]] },
  ],
}

test.each(Object.entries(archives))('an archive: %s', async (_, [rows, sequence]) => {
  const { experiment } = await plan(textOf(`${rows.join('\n')}\n`, 'a.ts'))
  expect(experiment.sequence).toEqual(sequence)
})

test.each([
  [
    'rows of a matrix, smooth down its columns',
    wave(0).map((_, t) =>
      wave(0)
        .map((__, k) => wave(k)[t])
        .join(' '),
    ),
  ],
  [
    'features beside a time',
    [
      ['Time', ...head('V'), 'Class'].join(','),
      ...waves.map(({ label, numbers }, k) => [`2020-01-0${k + 1}`, ...numbers, label].join(',')),
    ],
  ],
])('%s are timesteps', async (_, rows) => {
  const { preview, questions } = await plan(textOf(`${rows.join('\n')}\n`, 't.txt'))
  expect(preview?.of).toBeGreaterThan(0)
  expect(questions).toEqual([])
})

test('rows of numbers alone: smooth along a row they may be series, smooth down the columns they are not', async () => {
  const rows = [0, 2, 4, 6].map(wave)
  const text = (all: readonly (readonly number[])[]) => `${all.map((row) => row.join(' ')).join('\n')}\n`
  const across = await plan(textOf(text(rows), 't.txt'))
  expect(across.questions.map(({ option, usual }) => [option, usual])).toEqual([['across', 'yes']])
  expect(across.experiment.sequence.inputs).toEqual(
    wave(0)
      .slice(0, -1)
      .map((n) => [n]),
  )
  const no = await plan(textOf(text(rows), 't.txt'), { across: 'no' })
  expect(no.experiment.model.inputSize).toBe(steps)
  const down = Array.from({ length: 40 }, (_, t) =>
    Array.from({ length: 24 }, (__, j) => Math.sin(t / 9) + ((j * 7) % 11)),
  )
  const columns = await plan(textOf(text(down), 't.txt'))
  expect([columns.questions, columns.experiment.model.inputSize]).toEqual([[], 24])
})
