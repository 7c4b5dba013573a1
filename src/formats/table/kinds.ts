/** What each column of a table holds: numbers, times, words or nothing. */
import { restarting, timesWithin } from './groups.ts'
import { isMissing, looksNumber, type Manner, numberIn } from './numbers.ts'
import {
  clockColumns,
  isCounting,
  isDate,
  isEven,
  isMonotone,
  isSince1970,
  isStamped,
  isTimeName,
  isYears,
} from './times.ts'

export interface Column {
  /** counted from 1 */
  readonly n: number
  readonly name?: string
  readonly kind: 'number' | 'time' | 'text' | 'empty'
  /** as the target, is it a class at each timestep? */
  readonly isClass: boolean
  readonly cells: readonly string[]
  /** NaN where a number is missing; of a column of numbers, or of times that are numbers */
  readonly numbers: readonly number[]
}

/** Are these numbers, but for what is missing and what stands here and there instead of one? */
export function isNumeric(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => !isMissing(cell))
  const numbers = filled.filter(looksNumber)
  if (numbers.length === 0) return false
  if (numbers.length >= 0.95 * filled.length) return true
  const others = new Set(filled.filter((cell) => !looksNumber(cell)))
  // A word that comes again, or marks beside digits: ?0.2. Codes of two kinds, as 0 and a, are no numbers.
  const areHoles =
    others.size === 1 || [...others].every((cell) => /^[^\p{L}\d]*\d[\d.,]*[^\p{L}\d]*$/u.test(cell))
  return areHoles && numbers.length >= 0.5 * filled.length && new Set(numbers).size > 2
}

/** The columns of cells; `bare` are those without units, by which numbers are read. */
export function typed(
  all: readonly (readonly string[])[],
  bare: readonly (readonly string[])[],
  names: readonly string[] | undefined,
  manner: Manner,
): Column[] {
  const numeric = bare.map(
    (cells) => isNumeric(cells) && !cells.every((cell) => isMissing(cell) || isDate(cell)),
  )
  const count = numeric.filter(Boolean).length
  const numbers = all.map((cells, j) =>
    numeric[j] ? bare[j]!.map((cell) => numberIn(cell, manner) ?? Number.NaN) : cells.map(() => Number.NaN),
  )
  const whole = numbers.map((each, j) => ({ name: names?.[j], numbers: each }))
  const clock = clockColumns(whole)
  const cycles = restarting(numbers).flatMap((each) => (mayCount(names?.[each.time]) ? [each.time] : []))
  const time = all.map(
    (cells, j) =>
      isTime(cells, numbers[j]!, numeric[j]!, j, names?.[j], count) ||
      clock.includes(j) ||
      cycles.includes(j),
  )
  const years = time.findIndex((is, j) => is && isYears(numbers[j]!))
  const found = all.map((cells, j): Column => {
    // What has a name says itself whether it is a time.
    const beside = !names && years >= 0 && besideYears(numbers[j]!, numbers[years]!, j - years)
    const kind = cells.every(isMissing)
      ? 'empty'
      : time[j] || beside
        ? 'time'
        : numeric[j]
          ? 'number'
          : 'text'
    const name = names?.[j]
    const isClass = kind === 'text' || (kind === 'number' && areClasses(name, numbers[j]!))
    return { n: j + 1, ...(name ? { name } : {}), kind, isClass, cells, numbers: numbers[j]! }
  })
  const within = timesWithin(found)
  return found.map((each) => (within.includes(each) ? { ...each, kind: 'time' } : each))
}

/** Does a column say when, and not how much? */
function isTime(
  cells: readonly string[],
  numbers: readonly number[],
  numeric: boolean,
  j: number,
  name: string | undefined,
  count: number,
): boolean {
  const dates = cells.filter(isDate).length
  if (dates === cells.length) return true
  // A date that is missing leaves the others dates.
  if (dates * 2 > cells.length && cells.every((cell) => isDate(cell) || isMissing(cell))) return true
  if (!numeric)
    return (
      !cells.some(isMissing) && (name === '' ? j === 0 : isTimeName(name) && j < 3 && !isKey(name, cells))
    )
  // A series alone is data, whatever it is called.
  if (count < 2 || cells.some(isMissing)) return false
  if (name === '' && j === 0) return true
  if (isTimeName(name) && isMonotone(numbers)) return true
  if (
    isSince1970(numbers, name === undefined || isTimeName(name)) ||
    (name === undefined && isTicking(numbers))
  )
    return true
  if ((name === undefined || isTimeName(name) || isDateLong(numbers)) && isStamped(numbers)) return true
  if (j > 0) return false
  return (
    isCounting(numbers) || ((name === undefined || isTimeName(name)) && (isYears(numbers) || isEven(numbers)))
  )
}

/** Whole numbers that grow at each row and are as large as those of a clock. */
const isTicking = (numbers: readonly number[]): boolean =>
  numbers.length > 2 &&
  numbers.every((n, k) => Number.isInteger(n) && n > 1e9 && (k === 0 || n > numbers[k - 1]!))

/** May a column with this name, or with none, count the rows of a series? */
const mayCount = (name: string | undefined): boolean =>
  name === undefined || isTimeName(name) || /cycle|step|time|day|hour|month/i.test(name)

/** What a column is called that says what is to be found out. */
const asked = /^(target|targets|label|labels|class|output|outputs|activity|目标|标签|类别|类标)$/i
export const isTargetName = (name: string | undefined): boolean => asked.test(name?.trim() ?? '')

/** A few whole numbers under a name that says classes. */
function areClasses(name: string | undefined, numbers: readonly number[]): boolean {
  if (
    !/^(label|labels|class|target|activity|标签|类别|类标)$|(^|[ _])(label|class)$|detection$/i.test(
      name ?? '',
    )
  )
    return false
  const kinds = new Set(numbers)
  return (
    kinds.size > 1 && kinds.size <= Math.min(20, numbers.length / 2) && [...kinds].every(Number.isInteger)
  )
}

/** A name that comes again is not when a row is. */
const isKey = (name: string | undefined, cells: readonly string[]): boolean =>
  /^(id|no|nr|编号)$/i.test(name ?? '') && new Set(cells).size < cells.length

/** 20201231: a number of eight digits that is a date is hardly anything else. */
const isDateLong = (numbers: readonly number[]): boolean => numbers.every((n) => n > 1e7 && n < 1e8)

/** Months 1 to 12 in the next column, one after the other; or years with a fraction. */
function besideYears(numbers: readonly number[], years: readonly number[], distance: number): boolean {
  if (distance === 0) return false
  const isMonth = (n: number, k: number) => {
    const before = numbers[k - 1]
    return n >= 1 && n <= 12 && (before === undefined || n === before || n === (before % 12) + 1)
  }
  if (distance === 1 && new Set(numbers).size > 1 && numbers.every(isMonth)) return true
  return numbers.every((n, k) => n > years[k]! && n < years[k]! + 1)
}
