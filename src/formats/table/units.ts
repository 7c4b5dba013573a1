/** Units and signs of money that stand beside the numbers of a column: 3℃, 12 km/h, Rs. 35. */
import { isMissing, looksNumber } from './numbers.ts'
import { isDate } from './times.ts'

export interface Unit {
  readonly unit: string
  /** the cells without it */
  readonly cells: readonly string[]
}

/** A number and what stands behind it; parts of a date are no units. */
const behind = /^([-+−]?\s?[\d.,·]*\d)\s?(?![年月日号时点周级第]|KMBT)([^\d\s.,·%+\-−()/:][^\d]{0,9})$/u
/** Signs of money before a number; other letters before one name things. */
const before =
  /^((?:US|NT|HK|AU?|CA?|R|S)?\$|Rs\.?|Rp\.?|CHF|EUR|USD|GBP|INR|RMB|CNY|JPY|kr\.?|[￥₩₽₺₫฿])\s?([-+]?\d[\d.,·]*)$/

/** The one unit of a column whose cells are numbers with it; undefined where there is none. */
export function unitOf(cells: readonly string[]): Unit | undefined {
  const first = cells.find((cell) => !isMissing(cell))
  if (first === undefined || looksNumber(first) || isDate(first)) return undefined
  const found = cells.map(parted)
  const unit = parted(first)?.unit
  const filled = cells.filter((cell) => !isMissing(cell)).length
  const alike = found.filter((each) => each?.unit === unit).length
  if (unit === undefined || alike < 0.95 * filled || alike < 2) return undefined
  return { unit, cells: cells.map((cell, k) => (found[k]?.unit === unit ? found[k]!.number : cell)) }
}

function parted(cell: string): { readonly number: string; readonly unit: string } | undefined {
  const after = behind.exec(cell)
  if (after && looksNumber(after[1]!)) return { number: after[1]!, unit: after[2]!.trim() }
  const money = before.exec(cell)
  return money && looksNumber(money[2]!) ? { number: money[2]!, unit: money[1]! } : undefined
}
