/** Times that begin anew, and numbers that can be read in two ways, as people have them in tables. */
import { test } from 'vitest'
import { expectRead, type Read } from '../support/people.ts'

const dated: Pick<Read, 'inputs' | 'target'> = { inputs: [[1.5], [2.5]], target: [3.5] }

const read: Readonly<Record<string, Read>> = {
  'years of one country after those of another, in any column': {
    file: ['v,firm,year', '1.5,A,1935', '2.5,A,1936', '7,B,1935', '8,B,1936', '9,B,1937'],
    inputs: [[1.5]],
    target: [2.5],
    step: '1935',
    asked: 'sequence',
  },
  'times of series that have words for names': {
    file: ['id,time,v', 'A,0,1.5', 'A,1,2.5', 'B,0,3.5', 'B,1,4.5'],
    inputs: [[1.5]],
    target: [2.5],
    step: '0',
    asked: 'sequence',
  },
  'hours below a day are no series of their own': {
    file: ['day,hr,v', ...[1, 2].flatMap((d) => [0, 1, 2].map((h) => `2011-01-0${d},${h},${d}.${h}`))],
    inputs: [[1], [1.1], [1.2], [2], [2.1]],
    step: '2011-01-01 0',
  },
  'quarters of a year that begin late': {
    file: ['year,quarter,v', '1972,3,1.5', '1972,4,2.5', '1973,1,3.5'],
    ...dated,
    step: '1972 3',
  },
  'measurements at one time are no series': {
    file: ['date,delay', '2001-01-01,5', '2001-01-01,-4', '2001-01-02,5', '2001-01-02,-4', '2001-01-03,7'],
    inputs: [[5], [-4], [5], [-4]],
    target: [7],
  },
  'numbers with points beside whole ones, copied from a spreadsheet': {
    file: ['Tag\tWert', '01.02.2020\t987', '02.02.2020\t1.007', '03.02.2020\t1.234'],
    inputs: [[987], [1007]],
    target: [1234],
    asked: 'decimal',
  },
  'three decimals between tabs': {
    file: ['a\tb', '1.007\t2.013', '1.014\t2.026', '1.021\t2.039'],
    inputs: [
      [1.007, 2.013],
      [1.014, 2.026],
    ],
    asked: 'decimal',
  },
  'three decimals between commas': {
    file: ['a,b', '1.007,2.013', '1.014,2.026', '1.021,2.039'],
    inputs: [[1.007, 2.013]],
  },
  'objects by date, newest first': {
    file: ['{"2020-01-03":{"v":"3.5"},"2020-01-02":{"v":"2.5"},"2020-01-01":{"v":"1.5"}}'],
    ...dated,
    step: '2020-01-01',
    said: 'newest row stood first',
  },
  'numbers by date within what a server answers': {
    file: ['{"meta":{"n":3},"bpi":{"2020-01-01":1.5,"2020-01-02":2.5,"2020-01-03":3.5}}'],
    ...dated,
    step: '2020-01-01',
    said: 'the table stands in bpi',
  },
  'columns within what a server answers': {
    file: ['{"lat":1.5,"hourly":{"time":["2020-01-01","2020-01-02","2020-01-03"],"v":[1.5,2.5,3.5]}}'],
    ...dated,
    step: '2020-01-01',
  },
  'two tables within one object': {
    file: [
      '{"prices":[[1577836800000,1.5],[1577923200000,2.5],[1578009600000,3.5]],"caps":[[1577836800000,9]]}',
    ],
    ...dated,
  },
  'objects within the rows': {
    file: [
      '[{"d":"2020-01-01","a":{"v":1.5}},{"d":"2020-01-02","a":{"v":2.5}},{"d":"2020-01-03","a":{"v":3.5}}]',
    ],
    ...dated,
    step: '2020-01-01',
  },
  'dates in lists': {
    file: ['[["2020-01-01",1.5],["2020-01-02",2.5],["2020-01-03",3.5]]'],
    ...dated,
    step: '2020-01-01',
  },
  'points and commas before decimals': {
    file: ['a;b', '0.5;0,25', '1.5;0,75', '2.5;1.25'],
    asked: 'decimal, missing',
  },
  'per cent beside fractions': {
    file: ['v', '3.5%', '0.05', '-1.5%'],
    inputs: [[0.035], [0.05]],
    target: [-0.015],
    asked: 'percent',
  },
  'per cent beside the same numbers without the sign': {
    file: ['v', '3.5%', '4.5', '-1.5%'],
    inputs: [[3.5], [4.5]],
    asked: 'percent',
  },
}

test.each(Object.entries(read))('%s', (_, each) => expectRead(each))
