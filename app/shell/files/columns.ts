/** A table as columns of numbers: its header, the column that labels the timesteps, and how its numbers are written. */
import { type Failure, limits } from '../../../src/index.ts'
import { type Cells, type Table, tableOf } from './cells.ts'
import { atLine, inFile, type Note, refused, short, tooManySteps, value } from './notes.ts'
import { isMissing, isPercent, isScaled, looksNumber, type Manner, mannerOf, numberIn } from './numbers.ts'

/** What a table holds. */
export interface Columns {
  /** a row for each timestep */
  readonly rows: readonly (readonly number[])[]
  /** the names of the columns of numbers, where the table has a header */
  readonly names?: readonly string[]
  /** what the table calls each timestep */
  readonly steps?: readonly string[]
  readonly notes: readonly Note[]
}

interface Split {
  readonly header: readonly string[] | undefined
  readonly rows: readonly Cells[]
  readonly notes: readonly Note[]
}

/** The columns of a text, or what is wrong with it. */
export function columnsOf(text: string): Columns | Failure {
  const table = tableOf(text)
  if (table.spaced)
    return refused(atLine(table.rows[0]!.line), { id: 'spaced' }, value(table.rows[0]!.cells.join(' ')))
  const { rows, header, notes } = withoutFooter(split(table))
  if (rows.length === 0) return refused(atLine(1), { id: 'numberRows' }, { id: 'none' })
  const named = wholeHeader(header, rows)
  if (Math.max(rows.length, rows[0]!.cells.length) > limits.steps) return tooManySteps
  const width = named?.length ?? rows[0]!.cells.length
  const uneven = rows.find(({ cells }) => cells.length !== width)
  if (uneven)
    return refused(atLine(uneven.line), { id: 'numbers', n: width }, value(String(uneven.cells.length)))
  const labelled =
    width > 1 &&
    isLabels(
      rows.map(({ cells }) => cells[0]!),
      named?.[0],
    )
  const from = labelled ? 1 : 0
  const body = rows.map(({ line, cells }) => ({ line, cells: cells.slice(from) }))
  const mistake = missingIn(body, named?.slice(from)) ?? (header ? undefined : yearOver(body))
  if (mistake) return mistake
  const numbers = numbersOf(body, table)
  if ('ok' in numbers) return numbers
  const steps = labelled ? rows.map(({ cells }) => short(cells[0]!)) : undefined
  const names = named?.slice(from).map(short)
  return {
    rows: numbers.rows,
    ...(names ? { names } : {}),
    ...(steps ? { steps } : {}),
    notes: [
      ...notes,
      ...(names ? [{ kind: 'header', about: names } as const] : []),
      ...(steps ? [{ kind: 'labels', about: [short(named?.[0] ?? ''), steps[0]!] } as const] : []),
      ...(steps && isNewestFirst(steps) ? [{ kind: 'newest', about: [] } as const] : []),
      ...numbers.notes,
      ...sentinels(numbers.rows, names),
    ],
  }
}

/** A first line without any number names the columns. */
function split({ rows, comments }: Table): Split {
  const [first] = rows
  const isHeader = first !== undefined && (isNames(first.cells) || isCounted(first.cells))
  return {
    header: isHeader ? first.cells : undefined,
    rows: isHeader ? rows.slice(1) : rows,
    notes: comments > 0 ? [{ kind: 'comments', about: [String(comments)] }] : [],
  }
}

const isNames = (cells: readonly string[]): boolean =>
  cells.some((cell) => !isMissing(cell)) && !cells.some(looksNumber)

/** The header of columns that pandas has numbered: nothing, 0, 1, … */
const isCounted = (cells: readonly string[]): boolean =>
  cells.length > 1 && cells.every((cell, i) => cell === (i === 0 ? '' : String(i - 1)))

/** The last rows that hold words and no number, in fewer cells than the others, are a footer. */
function withoutFooter({ header, rows, notes }: Split): Split {
  const width = header?.length ?? rows[0]?.cells.length ?? 0
  const isFooter = ({ cells }: Cells) =>
    cells.length < Math.max(width, 2) && !cells.some(looksNumber) && cells.some((c) => !isMissing(c))
  const last = rows.findLastIndex((row) => !isFooter(row))
  const footer = rows.slice(last + 1)
  if (footer.length === 0 || last < 0) return { header, rows, notes }
  const about = footer.map(({ cells }) => short(cells.join(' ')))
  return { header, rows: rows.slice(0, last + 1), notes: [...notes, { kind: 'footer', about }] }
}

/** R leaves the name of the first column out: then every row is one cell longer than the header. */
function wholeHeader(header: readonly string[] | undefined, rows: readonly Cells[]) {
  return header && rows.every(({ cells }) => cells.length === header.length + 1) ? ['', ...header] : header
}

const times =
  /^(date|datum|time|zeit|datetime|timestamp|year|month|day|week|hour|jahr|monat|tag|index|idx|id|t|step|timestep|row|日期|时间|年|月|年月|日|天|序号|编号|时间步)$/i

/** Does a first column say when, and not how much? */
function isLabels(cells: readonly string[], name: string | undefined): boolean {
  if (cells.some(isMissing)) return false
  if (name === '' || !cells.some(looksNumber)) return true
  const numbers = cells.map(Number)
  const rises = numbers.every((n, i) => Number.isInteger(n) && n >= (numbers[i - 1] ?? n))
  const falls = numbers.every((n, i) => Number.isInteger(n) && n <= (numbers[i - 1] ?? n))
  return name !== undefined && times.test(name) && (rises || falls)
}

function isNewestFirst(steps: readonly string[]): boolean {
  const [first, last] = [Date.parse(steps[0]!), Date.parse(steps.at(-1)!)]
  return first > last
}

/** Missing numbers: how many, and where the first one is. They are never closed up. */
function missingIn(rows: readonly Cells[], names: readonly string[] | undefined): Failure | undefined {
  const n = rows.reduce((sum, { cells }) => sum + cells.filter(isMissing).length, 0)
  if (n === 0) return undefined
  const row = rows.find(({ cells }) => cells.some(isMissing))!
  const column = row.cells.findIndex(isMissing)
  return refused(atLine(row.line), { id: 'filled', n, column: names?.[column] || String(column + 1) })
}

/** Years above numbers that are none may be names of the columns, or the first values. */
function yearOver([first, ...others]: readonly Cells[]): Failure | undefined {
  const isYear = (cell: string) => /^(19|20)\d\d$/.test(cell)
  const asYears = first!.cells.every(isYear) && others.length > 0
  if (!asYears || others.some(({ cells }) => cells.some(isYear))) return undefined
  return refused(atLine(first!.line), { id: 'headerOrValue' }, value(first!.cells.join(' | ')))
}

function numbersOf(
  rows: readonly Cells[],
  { separator }: Table,
): { readonly rows: number[][]; readonly notes: readonly Note[] } | Failure {
  const cells = rows.flatMap((row) => row.cells)
  const found = mannerOf(cells, separator)
  if ('open' in found) {
    const row = rows.find((each) => each.cells.some((cell) => cell.includes(found.open))) ?? rows[0]!
    const [grouped, decimal] = [found.open.replace(/[.,]/, ''), found.open.replace(',', '.')]
    return refused(atLine(row.line), { id: 'oneReading', grouped, decimal }, value(found.open))
  }
  const { manner } = found
  const numbers: number[][] = []
  for (const { line, cells } of rows) {
    const wrong = cells.find((cell) => numberIn(cell, manner) === undefined)
    if (wrong !== undefined)
      return refused(atLine(line), { id: 'number' }, value(JSON.stringify(short(wrong))))
    numbers.push(cells.map((cell) => numberIn(cell, manner)!))
  }
  return { rows: numbers, notes: notesOn(cells, manner) }
}

function notesOn(cells: readonly string[], { decimal, thousands }: Manner): Note[] {
  const marked = cells.find((cell) => cell.includes(',') || /\d[ \u00a0\u202f\u2009'’]\d/.test(cell)) ?? ''
  const note = (kind: Note['kind'], when: boolean, about: readonly string[]): Note[] =>
    when ? [{ kind, about }] : []
  const read = (cell: string) => [short(cell), String(numberIn(cell, { decimal, thousands }))]
  const [percent, scaled] = [cells.find(isPercent), cells.find(isScaled)]
  return [
    ...note('decimalComma', decimal === ',', read(marked)),
    ...note('thousands', decimal === '.' && thousands, read(marked)),
    ...note('percent', percent !== undefined, percent === undefined ? [] : read(percent)),
    ...note('scaled', scaled !== undefined, scaled === undefined ? [] : read(scaled)),
  ]
}

/** Numbers that stand for a missing one in many files: −1 in a whole column, −99 and the like beside others. */
function sentinels(rows: readonly (readonly number[])[], names: readonly string[] | undefined): Note[] {
  const found = rows[0]!.flatMap((_, j) => {
    const column = rows.map((row) => row[j]!)
    const all = rows.length > 2 && column.every((n) => n === -1)
    const some = column.find((n) => /^-9{2,}(\.9+)?$/.test(String(n)))
    const name = names?.[j] ?? String(j + 1)
    return all ? [`${name} = −1`] : some === undefined ? [] : [`${name} = ${String(some).replace('-', '−')}`]
  })
  return found.length > 0 ? [{ kind: 'sentinel', about: found }] : []
}

/** Prose: many words and hardly a number. */
function wordy(text: string): boolean {
  const words = text.match(/\p{L}{2,}/gu)?.length ?? 0
  const numbers = text.match(/\d+/g)?.length ?? 0
  return words > 20 && words > 4 * numbers
}

/** A text of prose has no rows of numbers. */
export const proseIn = (text: string): Failure | undefined =>
  wordy(text)
    ? refused(inFile, { id: 'numbersNotWords' }, value(JSON.stringify(short(text.slice(0, 40)))))
    : undefined
