/** Tables as people have them, each by what a careful reader would understand of it: what is read, said, asked or refused. */
import { expect, test } from 'vitest'
import { opened } from '../support/opened.ts'
import { expectRead, type Read, sourceOf } from '../support/people.ts'

const wide = (text: string, big: boolean): Uint8Array =>
  Uint8Array.from(
    [...text].flatMap((letter) => (big ? [0, letter.charCodeAt(0)] : [letter.charCodeAt(0), 0])),
  )

const dated: Pick<Read, 'inputs' | 'target'> = { inputs: [[1.5], [2.5]], target: [3.5] }
const underDates = (dates: readonly string[], mark = ','): string[] => [
  `Date${mark}v`,
  ...dates.map((date, k) => `${date}${mark}${k + 1}.5`),
]

const read: Readonly<Record<string, Read>> = {
  'the date of a share stands second, as a number, newest first': {
    file: ['code,trade_date,open', 'A,20201231,3.5', 'A,20201230,2.5', 'A,20201229,1.5'],
    ...dated,
    step: '20201229',
    said: 'newest row stood first',
  },
  'seconds since 1970 without a name': {
    file: ['1577836800,1.5', '1577840400,2.5', '1577844000,3.5'],
    ...dated,
    step: '1577836800',
  },
  'year, month, day and hour in columns of their own': {
    file: ['year,month,day,hour,v', '2010,1,31,23,1.5', '2010,2,1,0,2.5', '2010,2,1,1,3.5'],
    ...dated,
    step: '2010 1 31 23',
  },
  'seconds with a fraction, and a row of units': {
    file: ['time,v', 's,m', '0.00,1.5', '0.01,2.5', '0.02,3.5'],
    ...dated,
    step: '0.00',
  },
  'running numbers of any name': {
    file: ['instant,v', '1,1.5', '2,2.5', '3,3.5', '4,4.5'],
    inputs: [[1.5], [2.5], [3.5]],
    step: '1',
  },
  hours: {
    file: underDates(['2020-01-01 00', '2020-01-01 01', '2020-01-01 02']),
    ...dated,
    step: '2020-01-01 00',
  },
  weeks: { file: underDates(['2020-W05', '2020-W06', '2020-W07']), ...dated, step: '2020-W05' },
  quarters: { file: underDates(['Q1 2020', 'Q2 2020', 'Q3 2020']), ...dated, step: 'Q1 2020' },
  'from one time to another': {
    file: underDates([
      '01.01.2020 00:00 - 01.01.2020 01:00',
      '01.01.2020 01:00 - 01.01.2020 02:00',
      '01.01.2020 02:00 - 01.01.2020 03:00',
    ]),
    ...dated,
    step: '01.01.2020 00:00 - 01.01.2020 01:00',
  },
  'dates of the last century, newest first': {
    file: ['Date,v', '1/3/00,3.5', '12/31/99,2.5', '12/30/99,1.5'],
    ...dated,
    said: 'newest row stood first',
  },
  'times out of order': {
    file: underDates(['2020-01-03', '2020-01-01', '2020-01-02']),
    ...dated,
    said: 'not in order',
  },
  'years above months': {
    file: ['Month,2019,2020', 'Jan,1.5,10', 'Feb,2.5,20', 'Mar,3.5,30'],
    inputs: [[1.5, 10]],
    step: 'Jan',
  },
  'months above years': {
    file: ['Year,Jan,Feb,Mar,Mean', '1949,1,2,3,2', '1950,4,5,,4.5'],
    inputs: [[1], [2], [3], [4]],
    target: [5],
    step: '1949 Jan',
    said: 'left out: Mean',
    asked: 'across',
  },
  'dates above rows that are a series each': {
    file: ['Place,Lat,1/22/20,1/23/20,1/24/20', 'Hubei,30.9,444,549,761', 'Rome,41.9,0,2,3'],
    inputs: [
      [444, 0],
      [549, 2],
    ],
    target: [761],
    step: '1/22/20',
    asked: 'across',
  },
  'several shares below one another': {
    file: ['date,ticker,v', '2020-01-01,A,1', '2020-01-02,A,2', '2020-01-01,B,10', '2020-01-02,B,20'],
    inputs: [[1]],
    target: [2],
    said: '2 series, told apart by ticker',
    asked: 'sequence',
  },
  'shops and what they sell': {
    file: [
      'date,store,item,v',
      ...[11, 12, 21, 22].flatMap((n) =>
        ['1', '2'].map((d) => `2020-01-0${d},${Math.floor(n / 10)},${n % 10},${n}${d}`),
      ),
    ],
    inputs: [[111]],
    target: [112],
    said: 'told apart by store + item',
    asked: 'sequence',
  },
  'cycles of one engine after those of another, without names': {
    file: ['1 1 0.5', '1 2 0.6', '1 3 0.7', '2 1 5.5', '2 2 5.6', '2 3 5.7'],
    inputs: [[0.5], [0.6]],
    target: [0.7],
    step: '1',
    asked: 'sequence',
  },
  'a sum below': {
    file: ['Month,v', 'Jan 2020,1.5', 'Feb 2020,2.5', 'Mar 2020,3.5', 'Total,7.5'],
    ...dated,
    said: 'footer left out: "Total 7.5"',
  },
  'a mean below numbers': {
    file: ['Datum;v', '01.01.2020;1,5', '02.01.2020;2,5', '03.01.2020;3,5', 'Mittelwert;2,5'],
    ...dated,
    said: 'footer left out: "Mittelwert',
  },
  'remarks with numbers above': {
    file: [
      'Customer;12345;',
      'From;01.01.2020;',
      ';;',
      'Date;Time;v',
      '01.01.2020;00:00;1.5',
      '01.01.2020;00:15;2.5',
      '01.01.2020;00:30;3.5',
    ],
    ...dated,
    step: '01.01.2020 00:00',
    said: 'left out above the table: "Customer 12345"',
  },
  'a title with a comma above': {
    file: ['Rain in Berlin, 2020', '', ...underDates(['2020-01-01', '2020-01-02', '2020-01-03'])],
    ...dated,
    said: 'left out above the table: "Rain in Berlin 2020"',
  },
  'negative numbers of bookkeepers': {
    file: ['a,b', '1.5,(2.5)', '3,4-', '5,6'],
    inputs: [
      [1.5, -2.5],
      [3, -4],
    ],
    said: '(2.5) is -2.5',
  },
  'powers of ten in Chinese, money behind': {
    file: ['v;w', '1,5万;2 €', '2,5亿;3 €'],
    inputs: [[15000, 2]],
    said: '1,5万 is 15000',
  },
  'a middle dot before decimals': {
    file: ['v;w', '1·5;2', '2·5;3', '1,234·5;4'],
    inputs: [
      [1.5, 2],
      [2.5, 3],
    ],
    target: [1234.5],
    said: 'the middle dot is a decimal mark: 1·5 is 1.5',
  },
  'thousands as in India': { file: ['v', '"1,23,456.50"', '"2,34,567.10"'], inputs: [[123456.5]] },
  'exponents of Fortran': { file: ['a,b', '1.5D-03,2', '2.5D+01,3'], inputs: [[0.0015, 2]], target: [25] },
  'a table of Markdown': {
    file: ['| a | b |', '|---|---|', '| 1 | 2 |', '| 3 | 4 |'],
    inputs: [[1, 2]],
    target: [3],
  },
  'marks of quotation that are single': {
    file: ["'a','b'", "'1','2'", "'3','4'"],
    inputs: [[1, 2]],
    target: [3],
  },
  'a semicolon that ends each row': { file: ['walk,1.5;', 'walk,2.5;', 'walk,3.5;'], ...dated },
  "Weka's format": {
    file: ['@relation r', '@attribute a numeric', '@attribute b numeric', '@data', '1,2', '3,4'],
    inputs: [[1, 2]],
    target: [3],
  },
  'remarks with %': { file: ['% of a', '% sensor', '1.5', '2.5', '3.5'], ...dated, said: '2 lines left out' },
  'commas of Chinese': { file: underDates(['2020-01-01', '2020-01-02', '2020-01-03'], '，'), ...dated },
  'UTF-16 without its mark': { file: wide('a,b\n1,2\n3,4\n', false), inputs: [[1, 2]], said: 'utf-16le' },
  'UTF-16 the other way round': { file: wide('a,b\n1,2\n3,4\n', true), inputs: [[1, 2]], said: 'utf-16be' },
  'a JSON object in each line': {
    file: ['{"d":"2020-01-01","v":1.5}', '{"d":"2020-01-02","v":2.5}', '{"d":"2020-01-03","v":3.5}'],
    ...dated,
    step: '2020-01-01',
  },
  "pandas' columns, index and data": {
    file: ['{"columns":["v"],"index":[0,1,2],"data":[[1.5],[2.5],[3.5]]}'],
    ...dated,
    step: '0',
  },
  'pairs of a moment and a number': {
    file: ['[[1577836800000,1.5],[1577923200000,2.5],[1578009600000,3.5]]'],
    ...dated,
  },
  'nines again and again': { file: ['v', '15.5', '9999.9', '12.5', '9999.9'], asked: 'missing' },
  'a station that never changes is not predicted': {
    file: ['STATION;v', '433;1,5', '433;2,5'],
    inputs: [[433, 1.5]],
    target: [2.5],
  },
}

test.each(Object.entries(read))('%s', (_, each) => expectRead(each))

test('a decimal comma that has divided numbers, and a print that leaves rows out, are refused with their line', async () => {
  const errorOf = async (rows: string[]) => {
    const found = await opened(sourceOf(rows))
    return found.ok ? 'opened' : found.error
  }
  expect(await errorOf(['Datum,Wert', '01.01.2020,1,5', '02.01.2020,2,25'])).toMatch(
    /^line 2: expected 2 numbers, got 3/,
  )
  expect(await errorOf(['  a  b', '0 1 2', '1 3 4', '.. .. ..', '9 5 6'])).toMatch(
    /^line 4: the print leaves numbers out/,
  )
})

test('what is asked can be decided: the series by its name or number, and that time does not run across', async () => {
  const shares = sourceOf([
    'date,ticker,v',
    '2020-01-01,A,1',
    '2020-01-02,A,2',
    '2020-01-01,B,10',
    '2020-01-02,B,20',
  ])
  for (const sequence of ['B', '2']) {
    const found = await opened(shares, { sequence })
    expect(found.ok && found.value.experiment.sequence.inputs).toEqual([[10]])
  }
  expect(await opened(shares, { sequence: 'C' })).toMatchObject({ ok: false })
  const years = sourceOf(['Year,Jan,Feb,Mar', '1949,1,2,3', '1950,4,5,6'])
  const columns = await opened(years, { across: 'no' })
  expect(columns.ok && columns.value.experiment.sequence.inputs).toEqual([[1, 2, 3]])
})

test('a table of 150,000 rows is read', async () => {
  const found = await opened(sourceOf(['v', ...Array.from({ length: 150_000 }, (_, k) => String(k % 97))]))
  expect(found.ok && found.value.preview?.of).toBe(150_000)
})
