/** Cells that say when: dates, times of day, years, running numbers. */

import { isPlain } from './numbers.ts'

/** What a column is called that says when, and not how much. */
const names =
  /^(date|dates|datum|data|fecha|time|times|zeit|datetime|date time|timestamp|year|yr|yyyy|month|mon|mo|mm|day|dy|dd|week|weekday|hour|hr|hh|quarter|qtr|period|jahr|monat|tag|stunde|index|idx|id|no|nr|t|step|timestep|row|unnamed: 0|unix|epoch|instant|observation|obs|cycle|日期|时间|年份|年|年度|月份|月|年月|日|天|序号|编号|时间步|交易日期|交易日|季度|星期)$/i
/** What may follow such a name: a unit, or whose clock it is. */
const units =
  /^(s|sec|secs|seconds?|ms|us|ns|min|minutes?|h|hours?|d|days?|utc|gmt|cet|cest|est|local|lt|index|id|no|0)$/i
/** What ends a longer name of this kind: trade_date, Open time. */
const endings = /^(date|datetime|timestamp|time|datum|日期|时间)$/i

export function isTimeName(name: string | undefined): boolean {
  if (name === undefined) return false
  const whole = name.trim()
  if (whole === '' || names.test(whole)) return true
  const parts = whole.split(/[\s_()[\].:/-]+/).filter((part) => part !== '')
  const [first = '', ...others] = parts
  return (
    (names.test(first) && others.every((part) => units.test(part) || names.test(part))) ||
    endings.test(parts.at(-1) ?? '') ||
    /(日期|时间|timestamp|datetime)$/i.test(whole)
  )
}

const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mrz|mai|okt|dez'
const clockText = String.raw`\d{1,2}:\d{2}(:\d{2})?([.,]\d+)?(\s?([ap]\.?m\.?|Uhr))?`
const zone = String.raw`\s*(Z|UTC|GMT|CES?T|[-+]\d{2}:?\d{2})?`
const day = String.raw`\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}`
const patterns: readonly RegExp[] = [
  new RegExp(
    String.raw`^\d{4}[-/.年]\d{1,2}([-/.月]\d{1,2}日?)?([T ]+(${clockText}|\d{1,2}时?))?${zone}月?$`,
    'i',
  ),
  new RegExp(`^${day}([T ,]+${clockText})?${zone}$`, 'i'),
  new RegExp(`^${clockText}$`, 'i'),
  /^\d{4}[-\s]?(Q[1-4]|W\d{1,2})$|^Q[1-4][-\s/]?\d{2,4}$/i,
  /^\d{4}年(第?[1-4一二三四]季度)?$/,
  new RegExp(`^((mon|tue|wed|thu|fri|sat|sun)\\w*,?\\s)?(${months})[a-z]*\\.?$`, 'i'),
  new RegExp(
    String.raw`^((mon|tue|wed|thu|fri|sat|sun)\w*,?\s)?((${months})[a-z]*\.?[-\s]?\d{1,4}(,?[-\s]\d{2,4})?|\d{1,4}[-\s](${months})[a-z]*\.?([-\s]\d{2,4})?)([ ,T]+${clockText}${zone}\d*( \(.*\))?)?$`,
    'i',
  ),
]

/** Is a cell a date or a time of day? A number alone is none. */
export const isDate = (cell: string): boolean =>
  !isPlain(cell) && cell.length < 60 && (isMoment(cell) || isInterval(cell))

/** The name of a month alone. */
export const isMonth = (cell: string): boolean => new RegExp(`^(${months})[a-z]*\\.?$`, 'i').test(cell)

const isMoment = (cell: string): boolean => patterns.some((pattern) => pattern.test(cell))

/** From one moment to another. */
function isInterval(cell: string): boolean {
  const parts = cell.split(/ (?:-|–|to|\/) /)
  return parts.length === 2 && parts.every(isMoment)
}

/** A number that grows with time; undefined where a cell cannot be placed. `dayFirst`: 3/1 is the third of January. */
export function momentOf(cell: string, dayFirst: boolean): number | undefined {
  const iso = /^(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?(.*)$/.exec(cell)
  if (iso) return at(Number(iso[1]), Number(iso[2]), Number(iso[3] ?? 1)) + clock(iso[4] ?? '')
  const parts = /^(\d{1,2})([/.-])(\d{1,2})[/.-](\d{2,4})(.*)$/.exec(cell)
  if (parts) {
    const [a, b, year] = [Number(parts[1]), Number(parts[3]), Number(parts[4])]
    const isDayFirst = dayFirst || parts[2] === '.'
    return at(century(year), isDayFirst ? b : a, isDayFirst ? a : b) + clock(parts[5] ?? '')
  }
  if (/^[-+]?\d+(\.\d+)?$/.test(cell)) return Number(cell)
  const quarter = /^(\d{4})[-\s]?([QW])(\d{1,2})$/i.exec(cell) ?? quarterFirst(cell)
  if (quarter) return Number(quarter[1]) * 100 + Number(quarter[3])
  const parsed = Date.parse(cell)
  return Number.isNaN(parsed) ? undefined : parsed
}

function quarterFirst(cell: string): readonly string[] | undefined {
  const match = /^Q([1-4])[-\s/]?(\d{4})$/i.exec(cell)
  return match ? [cell, match[2]!, 'Q', match[1]!] : undefined
}

/** A year of two digits is one of 1969 … 2068, as POSIX has it. */
const century = (year: number): number => (year >= 100 ? year : year < 69 ? 2000 + year : 1900 + year)

const at = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day)

function clock(text: string): number {
  const found = /(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap])?/i.exec(text)
  if (!found) return 0
  const [, hour, minute, second = '0', half] = found
  const late = half?.toLowerCase() === 'p' && Number(hour) < 12 ? 12 : 0
  return ((Number(hour) + late) * 60 + Number(minute)) * 60_000 + Number(second) * 1000
}

/** The moments of cells; undefined where one cannot be placed. */
export function momentsOf(cells: readonly string[]): readonly number[] | undefined {
  const dayFirst = cells.some((cell) => Number(/^(\d{1,2})[/-]\d{1,2}[/-]\d{2,4}/.exec(cell)?.[1]) > 12)
  const moments: number[] = []
  for (const cell of cells) {
    const moment = momentOf(cell, dayFirst)
    if (moment === undefined) return undefined
    moments.push(moment)
  }
  return moments
}

/** Do numbers rise or fall, without holes? Those with a fraction do it at every row. */
export function isMonotone(numbers: readonly number[]): boolean {
  const strictly = !numbers.every(Number.isInteger)
  const follow = (test: (a: number, b: number) => boolean) =>
    numbers.every((n, k) => k === 0 || test(numbers[k - 1]!, n))
  return strictly
    ? follow((a, b) => a < b) || follow((a, b) => a > b)
    : follow((a, b) => a <= b) || follow((a, b) => a >= b)
}

/** 0, 1, 2, … or 1, 2, 3, … */
export const isCounting = (numbers: readonly number[]): boolean =>
  numbers.length > 3 &&
  (numbers[0] === 0 || numbers[0] === 1) &&
  numbers.every((n, k) => n === numbers[0]! + k)

/** Years below each other. */
export const isYears = (numbers: readonly number[]): boolean =>
  numbers.length > 3 && numbers.every((n) => n >= 1500 && n <= 2199) && isMonotone(numbers)

/** Numbers that are dates, such as 20201231 or 2020123123, one after the other; or seconds since 1970 at even steps, in powers of a thousand. */
export function isStamped(numbers: readonly number[]): boolean {
  if (numbers.length < 2 || new Set(numbers).size < 2 || !isMonotone(numbers)) return false
  if (numbers.every(isDateNumber)) return true
  const since = (n: number) => [1, 1e3, 1e6, 1e9].some((unit) => n >= 3e8 * unit && n < 2.5e9 * unit)
  if (numbers.length < 3 || !numbers.every((n) => Number.isInteger(n) && since(n))) return false
  const steps = numbers.slice(1).map((n, k) => n - numbers[k]!)
  const usual = [...steps].sort((a, b) => a - b)[Math.floor(steps.length / 2)]
  return steps.filter((step) => step === usual).length * 2 >= steps.length
}

function isDateNumber(n: number): boolean {
  const match = /^(1[6-9]|20|21)\d\d(\d\d)(\d\d)([0-2]\d)?([0-5]\d){0,2}$/.exec(String(n))
  if (!match) return false
  const [month, day] = [Number(match[2]), Number(match[3])]
  return month >= 1 && month <= 12 && day >= 1 && day <= 31
}

/** The parts of a date or time that stand in columns of their own, from the longest to the shortest. */
const parts: readonly (readonly [RegExp, number, number])[] = [
  [/^(year|yr|yyyy|jahr|年份?)$/i, 1000, 2999],
  [/^(quarter|qtr|q|quartal|季度)$/i, 1, 4],
  [/^(month|mon|mo|mm|mnth|monat|月份?)$/i, 1, 12],
  [/^(week|wk|kw|woche|周)$/i, 0, 53],
  [/^(day|dy|dd|tag|date|日|天)$/i, 1, 31],
  [/^(hour|hr|hh|stunde|时|小时)$/i, 0, 24],
  [/^(minute|min|mi|分钟?)$/i, 0, 59],
  [/^(second|sec|ss|秒)$/i, 0, 60],
]

/** Which columns are a year, month, day, hour … of one clock that runs forwards or backwards; none where they are not. */
export function clockColumns(
  columns: readonly { readonly name: string | undefined; readonly numbers: readonly number[] }[],
): number[] {
  const found = parts.flatMap(([name, least, most]) => {
    const at = columns.findIndex(
      (each) =>
        name.test(each.name?.trim() ?? '') &&
        each.numbers.every((n) => Number.isInteger(n) && n >= least && n <= most),
    )
    return at < 0 ? [] : [at]
  })
  if (found.length < 2) return []
  const moments = columns[0]!.numbers.map((_, k) =>
    found.reduce((sum, at) => sum * 3000 + columns[at]!.numbers[k]!, 0),
  )
  return isMonotone(moments) && new Set(moments).size > 1 ? found : []
}
