/** Tables as JSON has them: a list of objects, or an object of columns (DataFrame.to_json), as the text of a table. */
import Papa from 'papaparse'

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
const isCell = (value: unknown): boolean =>
  value === null || ['number', 'string', 'boolean'].includes(typeof value)

/** The text of a table; undefined where a value is none. */
export function recordsIn(value: unknown): string | undefined {
  const rows = Array.isArray(value) ? value : (splitAsRows(value) ?? columnsAsRows(value))
  if (!rows || rows.length === 0 || !rows.every(isFields)) return undefined
  const names = [...new Set(rows.slice(0, 1000).flatMap((row) => Object.keys(row)))]
  if (names.length === 0 || !rows.every((row) => names.every((name) => isCell(row[name] ?? null))))
    return undefined
  return Papa.unparse({ fields: names, data: rows.map((row) => names.map((name) => row[name] ?? '')) })
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

/** {"a": [1, 2], "b": [3, 4]} or {"a": {"0": 1, "1": 2}} as rows. A matrix is no column. */
function columnsAsRows(value: unknown): Fields[] | undefined {
  if (!isFields(value)) return undefined
  const columns = Object.entries(value)
  const lists = columns.map(([, column]) => (isFields(column) ? Object.values(column) : column))
  const [first] = lists
  const alike = (list: unknown) =>
    Array.isArray(list) && list.length === (first as unknown[]).length && list.every(isCell)
  if (!Array.isArray(first) || first.length < 2 || !lists.every(alike)) return undefined
  if (columns.some(([name]) => /weight|bias|kernel|^[WUb]/.test(name))) return undefined
  return first.map((_, k) =>
    Object.fromEntries(columns.map(([name], j) => [name, (lists[j] as unknown[])[k]])),
  )
}
