/** Cells that say when: dates, times of day, years, running numbers. */

import { isPlain } from './numbers.ts'

/** What a first column is called that says when, and not how much. */
const names =
  /^(date|datum|data|fecha|time|zeit|datetime|date time|timestamp|date_time|year|month|day|week|hour|quarter|period|jahr|monat|tag|index|idx|id|no|nr|t|step|timestep|row|unnamed: 0|日期|时间|年份|年|月份|月|年月|日|天|序号|编号|时间步|交易日期)$/i

export const isTimeName = (name: string | undefined): boolean =>
  name !== undefined && (name === '' || names.test(name.trim()))

const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mrz|mai|okt|dez'
const patterns: readonly RegExp[] = [
  /^(\d{4})[-/.年](\d{1,2})([-/.月](\d{1,2})日?)?([T ]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?)?\s*(Z|UTC|[-+]\d{2}:?\d{2})?月?$/i,
  /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}([T ,]+\d{1,2}:\d{2}(:\d{2})?(\s?[ap]m)?)?$/i,
  /^\d{1,2}:\d{2}(:\d{2})?(\.\d+)?(\s?[ap]m)?$/i,
  /^\d{4}[-\s]?Q[1-4]$/i,
  new RegExp(
    `^((mon|tue|wed|thu|fri|sat|sun)\\w*,?\\s)?((${months})[a-z]*\\.?[-\\s]?\\d{1,4}(,?[-\\s]\\d{2,4})?|\\d{1,4}[-\\s](${months})[a-z]*\\.?([-\\s]\\d{2,4})?)$`,
    'i',
  ),
]

/** Is a cell a date or a time of day? A number alone is none. */
export const isDate = (cell: string): boolean =>
  !isPlain(cell) && cell.length < 60 && patterns.some((pattern) => pattern.test(cell))

/** A number that grows with time; undefined where a cell cannot be placed. `dayFirst`: 3/1 is the third of January. */
export function momentOf(cell: string, dayFirst: boolean): number | undefined {
  const iso = /^(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?(.*)$/.exec(cell)
  if (iso) return at(Number(iso[1]), Number(iso[2]), Number(iso[3] ?? 1)) + clock(iso[4] ?? '')
  const parts = /^(\d{1,2})([/.-])(\d{1,2})[/.-](\d{2,4})(.*)$/.exec(cell)
  if (parts) {
    const [a, b, year] = [Number(parts[1]), Number(parts[3]), Number(parts[4])]
    const isDayFirst = dayFirst || parts[2] === '.'
    return at(year < 100 ? 2000 + year : year, isDayFirst ? b : a, isDayFirst ? a : b) + clock(parts[5] ?? '')
  }
  if (/^[-+]?\d+(\.\d+)?$/.test(cell)) return Number(cell)
  const parsed = Date.parse(cell)
  return Number.isNaN(parsed) ? undefined : parsed
}

const at = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day)

function clock(text: string): number {
  const found = /(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap])?/i.exec(text)
  if (!found) return 0
  const [, hour, minute, second = '0', half] = found
  const late = half?.toLowerCase() === 'p' && Number(hour) < 12 ? 12 : 0
  return ((Number(hour) + late) * 60 + Number(minute)) * 60_000 + Number(second) * 1000
}

/** Is the newest row the first, all the way down? */
export function isNewestFirst(cells: readonly string[]): boolean {
  const dayFirst = cells.some((cell) => Number(/^(\d{1,2})[/-]\d{1,2}[/-]\d{2,4}/.exec(cell)?.[1]) > 12)
  const moments = cells.map((cell) => momentOf(cell, dayFirst))
  if (moments.length < 2 || moments.some((moment) => moment === undefined)) return false
  const falls = moments.every((moment, k) => k === 0 || moment! <= moments[k - 1]!)
  return falls && moments[0]! > moments.at(-1)!
}

/** Do whole numbers rise or fall, without holes? */
export function isMonotone(numbers: readonly number[]): boolean {
  const whole = numbers.every(Number.isInteger)
  const rises = numbers.every((n, k) => k === 0 || n >= numbers[k - 1]!)
  const falls = numbers.every((n, k) => k === 0 || n <= numbers[k - 1]!)
  return whole && (rises || falls)
}

/** 0, 1, 2, … or 1, 2, 3, … */
export const isCounting = (numbers: readonly number[]): boolean =>
  numbers.length > 3 &&
  (numbers[0] === 0 || numbers[0] === 1) &&
  numbers.every((n, k) => n === numbers[0]! + k)

/** Years below each other. */
export const isYears = (numbers: readonly number[]): boolean =>
  numbers.length > 3 && numbers.every((n) => n >= 1500 && n <= 2199) && isMonotone(numbers)
