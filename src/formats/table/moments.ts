/** When cells are: a number that grows with time. What can be read in two ways, as 3/1/20, is read in the one by which time runs one way. */
import { monthOf, monthPattern, withoutWeekday } from './calendar.ts'

/** How dates are read that do not say it: 3/1 is the third of January, 3-Jan is the third and not the year. */
interface Reading {
  readonly dayFirst: boolean
  readonly shortIsDay: boolean
}

const readings: readonly Reading[] = [
  { dayFirst: false, shortIsDay: false },
  { dayFirst: true, shortIsDay: false },
  { dayFirst: false, shortIsDay: true },
]

/** The moments of cells; undefined where one cannot be placed. */
export function momentsOf(cells: readonly string[]): readonly number[] | undefined {
  // A day above 12 says which of the two numbers is the month.
  const isDayFirst = cells.some((cell) => Number(/^(\d{1,2})[/-]\d{1,2}[/-]\d{2,4}/.exec(cell)?.[1]) > 12)
  const all = isDayFirst ? [{ dayFirst: true, shortIsDay: false }] : readings
  let first: readonly number[] | undefined
  for (const reading of all) {
    const moments = momentsBy(cells, reading)
    if (!moments) return undefined
    if (runsOneWay(moments)) return moments
    first ??= moments
  }
  return first
}

function momentsBy(cells: readonly string[], reading: Reading): readonly number[] | undefined {
  const moments: number[] = []
  for (const cell of cells) {
    const moment = momentOf(cell, reading)
    if (moment === undefined) return undefined
    moments.push(moment)
  }
  return moments
}

function runsOneWay(moments: readonly number[]): boolean {
  const ways = new Set(moments.slice(1).map((moment, k) => Math.sign(moment - moments[k]!)))
  return !(ways.has(1) && ways.has(-1))
}

/** A number that grows with time; undefined where a cell cannot be placed. */
function momentOf(given: string, reading: Reading): number | undefined {
  if (/^[-+]?\d+(\.\d+)?$/.test(given)) return Number(given)
  const cell = withoutWeekday(given)
  const iso = /^(\d{4})[-/.年년]\s?(\d{1,2})(?:[-/.月월]\s?(\d{1,2}))?(.*)$/.exec(cell)
  if (iso) return at(Number(iso[1]), Number(iso[2]), Number(iso[3] ?? 1)) + clock(iso[4] ?? '')
  const packed = /^(\d{4})(\d{2})(\d{2})[ T](.*)$/.exec(cell)
  if (packed) return at(Number(packed[1]), Number(packed[2]), Number(packed[3])) + clock(packed[4]!)
  const parts = /^(\d{1,2})([/.-])(\d{1,2})[/.-](\d{2,4})(.*)$/.exec(cell)
  if (parts) {
    const [a, b, year] = [Number(parts[1]), Number(parts[3]), Number(parts[4])]
    const isDayFirst = reading.dayFirst || parts[2] === '.'
    return at(century(year), isDayFirst ? b : a, isDayFirst ? a : b) + clock(parts[5] ?? '')
  }
  const monthYear = /^(\d{1,2})[/.-](\d{4})$/.exec(cell)
  if (monthYear) return at(Number(monthYear[2]), Number(monthYear[1]), 1)
  const named = withMonth(cell, reading)
  if (named !== undefined) return named
  const quarter = /^(\d{4})[-\s]?([QWM])(\d{1,2})$/i.exec(cell) ?? quarterFirst(cell)
  if (quarter) return Number(quarter[1]) * 100 + Number(quarter[3])
  const parsed = Date.parse(cell)
  return Number.isNaN(parsed) ? undefined : parsed
}

const month = new RegExp(monthPattern, 'i')

/** Jan 02, 2020 · 2-Jan-20 · Jan-00 · 1-Jan: a number of four digits is the year, and of two the first is the day. */
function withMonth(cell: string, { shortIsDay }: Reading): number | undefined {
  const name = month.exec(cell)?.[0]
  if (name === undefined) return undefined
  const time = cell.search(/\d{1,2}:\d{2}/)
  const date = time < 0 ? cell : cell.slice(0, time)
  const numbers = date.match(/\d+/g) ?? []
  const whole = numbers.find((each) => each.length > 2)
  const [first, second] = numbers.filter((each) => each !== whole).map(Number)
  const of = (year: number, day: number) =>
    at(year, monthOf(name)!, day) + clock(cell.slice(Math.max(time, 0)))
  if (whole !== undefined) return of(Number(whole), first ?? 1)
  if (second !== undefined) return of(century(second), first!)
  if (first === undefined) return of(2000, 1)
  return shortIsDay ? of(2000, first) : of(century(first), 1)
}

function quarterFirst(cell: string): readonly string[] | undefined {
  const match = /^Q([1-4])[-\s/]?(\d{2,4})$/i.exec(cell)
  return match ? [cell, String(century(Number(match[2]))), 'Q', match[1]!] : undefined
}

/** A year of two digits is one of 1969 … 2068, as POSIX has it. */
const century = (year: number): number => (year >= 100 ? year : year < 69 ? 2000 + year : 1900 + year)

const at = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day)

/** The time of a day in milliseconds; 12 at night is 0, and 12 at noon 12. */
function clock(text: string): number {
  const found = /(\d{1,2})[:时](\d{2})?(?:[:.](\d{2}))?/.exec(text) ?? /^[ T](\d{1,2})\b/.exec(text)
  if (!found) return 0
  const [, hour, minute = '0', second = '0'] = found
  const half = /(下午|오후|p\.?m)|(上午|오전|a\.?m)/i.exec(text)
  const hours = half ? (Number(hour) % 12) + (half[1] ? 12 : 0) : Number(hour)
  return (hours * 60 + Number(minute)) * 60_000 + Number(second) * 1000
}
