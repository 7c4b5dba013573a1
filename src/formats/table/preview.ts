/** The first rows of a table as they were understood, for whoever decides about its columns. */
import { short } from '../refusal.ts'
import type { ColumnRole, Preview, PreviewCell, Said } from '../said.ts'
import type { Column } from './kinds.ts'
import type { Filled } from './missing.ts'

/** The most rows that a preview shows. */
const shown = 6
/** The most columns that a preview shows. */
const mostColumns = 60

/** Columns of a file, the rows that are read of them, and what became of those with holes. */
interface Seen {
  readonly columns: readonly Column[]
  /** the columns of the series that was filled */
  readonly used: readonly Column[]
  /** the rows read, from 0, in the order of time */
  readonly rows: readonly number[]
  readonly lines: readonly number[]
  readonly filled: Filled
  /** what was said of the columns */
  readonly said: readonly Said[]
}

export function previewOf({ columns, used, rows, lines, filled, said }: Seen): Preview {
  const roles = new Map(said.flatMap((each) => (each.id === 'column' ? [[each.n, each.role]] : [])))
  const left = used.filter((_, j) => !filled.empty.includes(j))
  const cell = (column: Column, k: number): PreviewCell => {
    const text = short(column.cells[rows[k]!]!)
    const number = column.numbers[rows[k]!]!
    if (column.kind !== 'number' && !used.includes(column)) return { text }
    const at = filled.kept.indexOf(k)
    const now = filled.series.rows[at]?.[left.indexOf(column)]
    // −999 that is taken as missing is no number any more.
    if (!Number.isNaN(number) && (now === undefined || now === number)) return { text, number }
    return { text, ...(now === undefined ? {} : { filled: now }) }
  }
  return {
    columns: columns.slice(0, mostColumns).map((column) => ({
      n: column.n,
      ...(column.name ? { name: short(column.name) } : {}),
      kind: column.kind,
      role: (roles.get(column.n) ?? 'out') as ColumnRole,
      numeric: column.numbers.some((n) => !Number.isNaN(n)),
    })),
    rows: rows.slice(0, shown).map((row, k) => ({
      line: lines[row]!,
      out: !filled.kept.includes(k),
      cells: columns.slice(0, mostColumns).map((column) => cell(column, k)),
    })),
    of: lines.length,
  }
}
