/** Numbers and dates as people write them in tables: units, signs for what is missing, clocks, names of months; and which column is the target. */
import { expect, test } from 'vitest'
import { lines, opened, plan } from '../support/opened.ts'
import { expectRead, type Read, sourceOf } from '../support/people.ts'

const dates = ['2020-01-01', '2020-01-02', '2020-01-03', '2020-01-04']
const under = (cells: readonly string[], name = 'v') => [
  `date,${name}`,
  ...cells.map((cell, k) => `${dates[k]},${cell}`),
]

const read: Readonly<Record<string, Read>> = {
  'degrees behind the numbers, a weekday behind the date': {
    file: ['日期,最高气温,最低气温', ...[3, 4, 5].map((d) => `2023年1月${d}日 星期二,${d}℃,-${d}℃`)],
    inputs: [[3, -3]],
    target: [5],
    step: '2023年1月3日 星期二',
    said: 'the unit is left out of the numbers: ℃',
  },
  'money before the numbers': {
    file: under(['Rs. 35', 'Rs. 36', 'Rs. 38']),
    inputs: [[35], [36]],
    target: [38],
  },
  'letters before numbers are names': {
    file: ['sensor,v', 'S1,1.5', 'S2,2.5', 'S3,3.5'],
    inputs: [[1.5], [2.5]],
  },
  'n.d. for what is missing, at the beginning': {
    file: ['year,v', '1946,n.d.', '1947,n.d.', '1948,n.d.', '1949,n.d.', '1950,7.5', '1951,8.5', '1952,9.5'],
    inputs: [[7.5]],
    step: '1946',
    asked: 'missing',
  },
  'a word that nobody knows for what is missing, below remarks': {
    file: [
      '"",PM1',
      '"",Price',
      ...['a', 'a', 'a', '7.5', '8.5', '9.5', '9.75'].map((v, k) => `${1950 + k},${v}`),
    ],
    inputs: [[7.5]],
    target: [9.75],
    said: 'taken as missing, since they are no numbers: "a"',
    asked: 'missing',
  },
  'a mark before a number': {
    file: under(['1.5', '?0.2', '2.5', '3.5']),
    inputs: [[1.5], [2], [2.5]],
    said: 'taken as missing, since it is no number: "?0.2"',
    asked: 'missing',
  },
  '−200 again and again': {
    file: under(['2.6', '-200', '-200', '3.5']),
    said: 'missing: 2 values, interpolated',
    asked: 'missing',
  },
  'empty rows at the end': {
    file: [
      'Year,Quarter,v',
      '2000,Q1,1.5',
      '2000,Q2,2.5',
      '2000,Q3,3.5',
      '2000,Q4,4.5',
      '2001,Q1,5',
      ',,',
      ',,',
    ],
    inputs: [[1.5], [2.5], [3.5], [4.5]],
    target: [5],
    step: '2000 Q1',
  },
  'the header again below': {
    file: ['t,v', '1,2.5', '2,3.5', 't,v', '3,4.5'],
    inputs: [[2.5], [3.5]],
    target: [4.5],
    said: 'the header comes again below, once',
  },
  'twelve hours, twice a day': {
    file: [
      'time,v',
      '1/1/2020 11:00:00 AM,1.5',
      '1/1/2020 12:00:00 PM,2.5',
      '1/1/2020 11:00:00 PM,3',
      '1/2/2020 12:00:00 AM,4',
    ],
    target: [4],
    step: '1/1/2020 11:00:00 AM',
    unsaid: 'not in order',
  },
  'days before months, none above twelve, newest first': {
    file: ['date,v', '01/03/2020,4', '12/02/2020,3', '11/02/2020,2', '10/02/2020,1'],
    inputs: [[1], [2], [3]],
    step: '10/02/2020',
    said: 'newest row stood first',
  },
  'months of years that have one figure': {
    file: ['month,v', ...['1-Nov', '1-Dec', '2-Jan', '2-Feb'].map((month, k) => `${month},${k}.5`)],
    target: [3.5],
    step: '1-Nov',
    unsaid: 'not in order',
  },
  'months in Spanish, newest first': {
    file: ['mes,v', 'mar 2020,3.5', 'feb 2020,2.5', 'ene 2020,1.5'],
    inputs: [[1.5], [2.5]],
    said: 'newest row stood first',
  },
  'milliseconds since 1970': {
    file: ['opened,v', ...[0, 1, 2, 3].map((k) => `${1577836800000 + 60000 * k},${k}.5`)],
    inputs: [[0.5], [1.5]],
    step: '1577836800000',
  },
  'a first column at even steps': {
    file: ['0.0\t1.5', '0.1\t2.5', '0.2\t3.5', '0.3\t4.5', '0.4\t5.5'],
    inputs: [[1.5]],
    step: '0.0',
  },
  'years with a fraction stay in order': {
    file: [
      '"","time","value"',
      ...[0, 1, 2, 3].map((k) => `"${k + 1}",${(1949 + (k + 8) / 12).toFixed(4)},${k}.5`),
    ],
    inputs: [[0.5], [1.5], [2.5]],
    step: '1949.6667',
  },
  'of two dates and a number the first date': {
    file: [
      'id;from;to;v',
      ...[0, 1, 2].map((k) => `${k};01.01.2020 0${k}:00;01.01.2020 0${k + 1}:00;${k},5`),
    ],
    step: '01.01.2020 00:00',
  },
  'shops beside each other below each date': {
    file: [
      'Store,Week,Date,v',
      ...[2, 1].flatMap((d) => [1, 2, 3].map((s) => `${s},${d},2015-07-0${d},${s}${d}`)),
    ],
    inputs: [[11]],
    said: '3 series, told apart by Store',
    asked: 'sequence',
  },
  'the name of an index below the others': {
    file: ['            Open  Shut', 'Date', '2020-01-02  1.5   2.5', '2020-01-03  3.5   4.5'],
    inputs: [[1.5, 2.5]],
    step: '2020-01-02',
    said: 'header: Date, Open, Shut',
  },
  'years, months and days without names; columns that are empty': {
    file: Array.from(
      { length: 40 },
      (_, k) => `1993 ${3 + Math.floor(k / 31)} ${(k % 31) + 1} ${k}.5 -99.9 -99.9`,
    ),
    inputs: [[0.5], [1.5]],
    step: '1993 3 1',
    unsaid: 'missing:',
  },
  'words with spaces between columns of spaces': {
    file: [
      '1   Old Town       $139,100.50',
      '2   Isle of Man    $96,200.75',
      '3   North, South   $37,700.25',
      '4   East           $27,700.25',
    ],
    inputs: [[139100.5], [96200.75]],
    target: [27700.25],
  },
  "Matlab's name above": {
    file: ['ans =', '', '   0.5  0.25', '   0.75  1.5'],
    inputs: [[0.5, 0.25]],
    target: [0.75],
    unsaid: 'header',
  },
}

test.each(Object.entries(read))('%s', (_, each) => expectRead(each))

test('a column that says that it is the target is one', async () => {
  const of = async (rows: readonly string[]) => (await plan(sourceOf(rows))).experiment
  const close = await of(['Date,Open,Close', '2020-01-01,1,2', '2020-01-02,3,4', '2020-01-03,5,6'])
  expect([close.model.inputSize, close.sequence.targets]).toEqual([2, [[6]]])
  const sum = await of(['x1,x2,y', '0.5,1,0.9', '0.25,0,0.75', '0.5,1,0.125'])
  expect([sum.model.inputSize, sum.sequence.targets]).toEqual([2, [[0.125]]])
  const place = await of(['x,y,z', '0.5,1,0.9', '0.25,0,0.75', '0.5,1,0.125'])
  expect(place.model.inputSize).toBe(3)
  const classes = await of(['a,label', '0.5,0', '0.25,1', '1,2', '1.5,10', '1,1', '2,0', '2,2', '3,10'])
  expect([classes.loss.kind, classes.labels?.outputs, classes.sequence.targets]).toEqual([
    'cross-entropy',
    ['0', '1', '2', '10'],
    [3],
  ])
  const alone = await of(['ds,y', '2020-01-01,1', '2020-01-02,3', '2020-01-03,5'])
  expect(alone.sequence).toMatchObject({ inputs: [[1], [3]], targets: [[5]] })
})

test('codes of letters and numbers are no numbers with holes', async () => {
  const rows = ['0', '0', '0', 'a', '0', 'b', '0'].map((code, k) => `${code},${k}.5`)
  const found = await opened(sourceOf(['holiday,v', ...rows]))
  expect(found.ok && found.value.preview?.columns.map(({ role }) => role)).toEqual(['out', 'both'])
})

test('a number that stands for a missing one is shown as missing; beside empty cells −1 is a number like others', async () => {
  const nines = await plan(sourceOf(under(['1.5', '-999', '2.5', '-999', '3.5'], 'v').slice(0, 5)))
  expect(nines.preview?.rows.map(({ cells }) => cells[1])).toEqual([
    { text: '1.5', number: 1.5 },
    { text: '-999', filled: 2 },
    { text: '2.5', number: 2.5 },
    { text: '-999', filled: 2.5 },
  ])
  const both = await plan(sourceOf(['a,b', '20.5,-999', '-1,3', '-1,4', ',5', '21,6']), { missing: 'carry' })
  expect([...both.experiment.sequence.inputs, both.experiment.sequence.targets.at(-1)]).toEqual([
    [20.5, 3],
    [-1, 3],
    [-1, 4],
    [-1, 5],
    [21],
  ])
  expect(lines(both)).toContain('taken as missing too: -999\nmissing: 2 values')
})

test('what is predicted as usual was measured: no weekday, and no mark of two kinds', async () => {
  const rows = [1, 2, 3, 4].map((k) => `2015-07-0${k},${k},${k % 2},${k}.5`)
  const found = await plan(sourceOf(['Date,DayOfWeek,Open,Sales', ...rows]))
  expect(lines(found)).toContain('target: the next value of "Sales"')
})
