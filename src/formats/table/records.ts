/** Tables as JSON has them: objects in a list, columns in an object (DataFrame.to_json), numbers by date, also within what a server answers. */
import Papa from 'papaparse'
import { isDate } from './times.ts'

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
const isCell = (value: unknown): boolean =>
  value === null || ['number', 'string', 'boolean'].includes(typeof value)

/** The text of a table; undefined where a value is none. */
export function recordsIn(value: unknown): string | undefined {
  const areNumbers = (row: unknown) => Array.isArray(row) && !row.some((cell) => typeof cell === 'string')
  // Rows of cells of which some are texts: dates beside numbers.
  if (Array.isArray(value) && !value.every(areNumbers)) {
    const pairs = pairsIn(value)
    if (pairs !== undefined) return pairs
  }
  const given = Array.isArray(value)
    ? value
    : (splitAsRows(value) ?? columnsAsRows(value) ?? rowsByMoment(value))
  if (!given || given.length === 0 || !given.every(isFields)) return undefined
  const rows = given.map((row) => flat(row))
  const names = [...new Set(rows.slice(0, 1000).flatMap((row) => Object.keys(row)))]
  if (names.length === 0) return undefined
  return Papa.unparse({ fields: names, data: rows.map((row) => names.map((name) => row[name] ?? '')) })
}

/** Objects within a row are told this deep. */
const deepest = 4

/** {"main": {"temp": 1}} as {"main.temp": 1}; a list of cells is told as a text, and is no number; of what is deeper only that it is there. */
function flat(row: Fields, before = '', depth = deepest): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) => {
      if (isFields(value) && depth > 0) return Object.entries(flat(value, `${before}${name}.`, depth - 1))
      return [[`${before}${name}`, isCell(value) ? value : textOfMany(value)]]
    }),
  )
}

/** Many values in one cell. */
const textOfMany = (value: unknown): string =>
  Array.isArray(value) && value.every(isCell) ? JSON.stringify(value) : Array.isArray(value) ? '[…]' : '{…}'

/** A table that stands within other things, and the names of the others that could be it. */
export interface Inside {
  readonly text: string
  readonly name: string
  readonly left: readonly string[]
}

/** The largest table within an object; undefined where there is none. */
export function tableInside(value: unknown): Inside | undefined {
  const found: { readonly name: string; readonly text: string; readonly rows: number }[] = []
  const look = (each: Fields, before: string, depth: number): void => {
    for (const [key, inner] of Object.entries(each)) {
      const name = `${before}${key}`
      const text = Array.isArray(inner) || isFields(inner) ? (recordsIn(inner) ?? pairsIn(inner)) : undefined
      const rows = text?.split('\n').length ?? 0
      if (text !== undefined && rows > 2) found.push({ name, text, rows })
      else if (isFields(inner) && depth > 0) look(inner, `${name}.`, depth - 1)
    }
  }
  if (isFields(value)) look(value, '', 3)
  const [first, ...others] = found.sort((a, b) => b.rows - a.rows)
  return first && { text: first.text, name: first.name, left: others.map(({ name }) => name) }
}

/** [[1577836800000, 1.5], …]: moments with their numbers, or rows of cells. */
function pairsIn(value: unknown): string | undefined {
  if (!Array.isArray(value)) return undefined
  const width = Array.isArray(value[0]) ? value[0].length : 0
  const isRow = (row: unknown) => Array.isArray(row) && row.length === width && row.every(isCell)
  return width > 1 && value.every(isRow) ? Papa.unparse(value as unknown[][]) : undefined
}

/** {"columns": ["a"], "index": [0, 1], "data": [[1], [2]]}, as pandas writes it with orient="split". */
function splitAsRows(value: unknown): Fields[] | undefined {
  if (!isFields(value) || !Array.isArray(value.columns) || !Array.isArray(value.data)) return undefined
  const { columns, data, index } = value
  if (!data.every((row) => Array.isArray(row) && row.length === columns.length)) return undefined
  const labels = Array.isArray(index) && index.length === data.length ? index : undefined
  return data.map((row: readonly unknown[], k) => ({
    ...(labels ? { index: labels[k] } : {}),
    ...Object.fromEntries(columns.map((name, j) => [String(name), row[j]])),
  }))
}

/** {"2020-01-01": {"a": 1}, …} or {"2020-01-01": 1, …}: a row for each date. */
function rowsByMoment(value: unknown): Fields[] | undefined {
  if (!isFields(value)) return undefined
  const rows = Object.entries(value)
  if (rows.length < 2 || !rows.every(([key]) => isDate(key))) return undefined
  if (rows.every(([, row]) => isCell(row))) return rows.map(([date, row]) => ({ date, value: row }))
  return rows.every(([, row]) => isFields(row))
    ? rows.map(([date, row]) => ({ date, ...(row as Fields) }))
    : undefined
}

/** {"a": [1, 2], "b": [3, 4]} or {"a": {"0": 1, "1": 2}} as rows. A matrix is no column. */
function columnsAsRows(value: unknown): Fields[] | undefined {
  if (!isFields(value)) return undefined
  const columns = Object.entries(value)
  if (columns.every(([name]) => isDate(name))) return undefined
  const lists = columns.map(([, column]) => (isFields(column) ? Object.values(column) : column))
  const [first] = lists
  const alike = (list: unknown) =>
    Array.isArray(list) && list.length === (first as unknown[]).length && list.every(isCell)
  if (!Array.isArray(first) || first.length < 2 || !lists.every(alike)) return undefined
  if (columns.some(([name]) => /weight|bias|kernel/.test(name))) return undefined
  // Vectors that are called as those of a cell are.
  if (columns.every(([name]) => /^[WUb]/.test(name))) return undefined
  // The names of the rows are kept where they say when.
  const keys = isFields(columns[0]![1]) ? Object.keys(columns[0]![1]) : []
  return first.map((_, k) => ({
    ...(keys.some((key) => isDate(key)) ? { date: keys[k] } : {}),
    ...Object.fromEntries(columns.map(([name], j) => [name, (lists[j] as unknown[])[k]])),
  }))
}
