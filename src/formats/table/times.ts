/** Cells that say when: dates, times of day, years, running numbers. */

import { monthPattern, withoutWeekday } from './calendar.ts'
import { isPlain } from './numbers.ts'

/** What a column is called that says when, and not how much. */
const names =
  /^(date|dates|datum|data|fecha|dteday|ts|time|uhrzeit|hora|times|zeit|datetime|date time|timestamp|year|yr|yyyy|month|mon|mo|mm|mnth|mes|año|ano|day|dy|dd|week|weekday|hour|hr|hh|quarter|qtr|period|jahr|monat|tag|stunde|index|idx|id|no|nr|t|step|timestep|row|unnamed: 0|unix|epoch|instant|observation|obs|cycle|日期|时间|年份|年|年度|月份|月|年月|日|天|序号|编号|时间步|交易日期|交易日|季度|星期|日付|日時|年月日|날짜|일자|일시|дата|время)$/i
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

const clockText = String.raw`((上午|下午|오전|오후)\s?)?(\d{1,2}:\d{2}(:\d{2})?([.,]\d+)?(\s?([ap]\.?m\.?|Uhr))?|\d{1,2}时(\d{1,2}分)?)`
const zone = String.raw`\s*(Z|UTC|GMT|CES?T|[-+]\d{2}:?\d{2})?`
const day = String.raw`\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}`
const weekday = String.raw`((mon|tue|wed|thu|fri|sat|sun)\w*,?\s)?`
const month = String.raw`${monthPattern}\.?`
const patterns: readonly RegExp[] = [
  new RegExp(
    String.raw`^\d{4}[-/.年년]\s?\d{1,2}([-/.月월]\s?\d{1,2}[日일]?)?([T ]+(${clockText}|\d{1,2}时?))?${zone}[月월]?$`,
    'iu',
  ),
  new RegExp(`^${day}([T ,]+${clockText})?${zone}$`, 'i'),
  new RegExp(`^${clockText}$`, 'i'),
  new RegExp(String.raw`^\d{8}[ T]${clockText}$`, 'i'),
  /^\d{1,2}[/-](1[5-9]|20|21)\d\d$/,
  /^\d{4}[-\s]?(Q[1-4]|W\d{1,2}|M\d{1,2})$|^Q[1-4][-\s/]?\d{2,4}$/i,
  /^\d{4}[年년](第?[1-4一二三四]季度)?$/,
  new RegExp(`^${weekday}${month}$`, 'iu'),
  new RegExp(
    String.raw`^${weekday}(${month}[-\s]?\d{1,4}(,?[-\s]\d{2,4})?|\d{1,4}[.]?[-\s](de\s)?${month}([-\s](de\s)?\d{2,4})?)([ ,T]+${clockText}${zone}\d*( \(.*\))?)?$`,
    'iu',
  ),
]

/** Is a cell a date or a time of day? A number alone is none. */
export const isDate = (cell: string): boolean =>
  !isPlain(cell) && cell.length < 60 && (isMoment(cell) || isInterval(cell))

/** The name of a month alone. */
export const isMonth = (cell: string): boolean => monthAlone.test(cell)
const monthAlone = new RegExp(`^${month}$`, 'iu')

function isMoment(cell: string): boolean {
  const date = withoutWeekday(cell)
  return patterns.some((pattern) => pattern.test(date))
}

/** From one moment to another. */
function isInterval(cell: string): boolean {
  const parts = cell.split(/ (?:-|–|to|\/) /)
  return parts.length === 2 && parts.every(isMoment)
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

/** Numbers that are dates, such as 20201231 or 2020123123, one after the other; or seconds since 1970. */
export function isStamped(numbers: readonly number[]): boolean {
  if (numbers.length < 2 || new Set(numbers).size < 2 || !isMonotone(numbers)) return false
  return numbers.every(isDateNumber) || isSince1970(numbers)
}

/** Seconds since 1970 at even steps, in powers of a thousand; where the name does not say it, at steps of whole minutes. */
export function isSince1970(numbers: readonly number[], isNamed = true): boolean {
  const unitOf = (n: number) => [1, 1e3, 1e6, 1e9].find((unit) => n >= 3e8 * unit && n < 2.5e9 * unit)
  const unit = unitOf(numbers[0] ?? 0)
  if (unit === undefined || numbers.length < 3) return false
  if (!numbers.every((n) => Number.isInteger(n) && unitOf(n) === unit)) return false
  if (!isMonotone(numbers)) return false
  const steps = numbers.slice(1).map((n, k) => n - numbers[k]!)
  const usual = [...steps].sort((a, b) => a - b)[Math.floor(steps.length / 2)]
  if (!usual || !(isNamed || usual % (60 * unit) === 0)) return false
  return steps.filter((step) => step === usual).length * 2 >= steps.length
}

/** Numbers that follow one another at the same distance, which is a fraction, as those of an axis do. */
export function isEven(numbers: readonly number[]): boolean {
  const step = numbers[1]! - numbers[0]!
  if (numbers.length < 5 || !(step > 0) || Number.isInteger(step)) return false
  const last = numbers.at(-1)!
  return numbers.every((n, k) => Math.abs(n - numbers[0]! - k * step) <= 1e-6 * Math.abs(last) + 0.01 * step)
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
  if (found.length < 2) return columns.some(({ name }) => name) ? [] : clockWithoutNames(columns)
  const moments = momentsOfParts(found.map((at) => columns[at]!.numbers))
  return isMonotone(moments) && new Set(moments).size > 1 ? found : []
}

const momentsOfParts = (parts: readonly (readonly number[])[]): readonly number[] =>
  parts[0]!.map((_, k) => parts.reduce((sum, each) => sum * 3000 + each[k]!, 0))

/** Years, and beside them months, days, hours … as long as rows are not told apart yet. */
function clockWithoutNames(columns: readonly { readonly numbers: readonly number[] }[]): number[] {
  const ranges = [
    [1, 12],
    [1, 31],
    [0, 24],
    [0, 59],
    [0, 60],
  ] as const
  const first = columns.findIndex(({ numbers }) => isYears(numbers))
  if (first < 0) return []
  const found = [columns[first]!.numbers]
  let moments = found[0]!
  for (const [least, most] of ranges) {
    const next = columns[first + found.length]?.numbers
    const isPart = next?.every((n) => Number.isInteger(n) && n >= least && n <= most)
    if (!next || !isPart || new Set(moments).size === moments.length) break
    const finer = momentsOfParts([...found, next])
    if (!isMonotone(finer)) break
    found.push(next)
    moments = finer
  }
  return found.length > 1 ? found.map((_, k) => first + k) : []
}
