/** A table as typed columns: its header, what each column holds, how its numbers are written. Nothing is chosen here. */
import { atLine, refuse, short, value } from '../refusal.ts'
import type { Decisions, Question, Said, Setting } from '../said.ts'
import { type Cells, type Table, tableOf } from './cells.ts'
import { isMissing, isPercent, isScaled, looksNumber, type Manner, mannerOf, numberIn } from './numbers.ts'
import { isCounting, isDate, isMonotone, isTimeName, isYears } from './times.ts'

export interface Column {
  /** counted from 1 */
  readonly n: number
  readonly name?: string
  readonly kind: 'number' | 'time' | 'text' | 'empty'
  readonly cells: readonly string[]
  /** NaN where a number is missing; of a column of numbers, or of times that are numbers */
  readonly numbers: readonly number[]
}

export interface Columns {
  readonly columns: readonly Column[]
  /** the line of the file that each row stands in */
  readonly lines: readonly number[]
  readonly said: readonly Said[]
  readonly questions: readonly Question[]
  readonly settings: readonly Setting[]
}

/** The columns of a text. */
export function columnsOf(text: string, decisions: Decisions, D?: number): Columns {
  const given = tableOf(text)
  const table = across(given, D)
  const questions: Question[] = []
  const { header, rows, said } = split(table, decisions, questions)
  if (rows.length === 0) return refuse(atLine(1), { id: 'numberRows' }, { id: 'none' })
  const named = wholeHeader(header, rows)
  const width = named?.length ?? rows[0]!.cells.length
  if (width > mostColumns)
    refuse(atLine(rows[0]!.line), { id: 'numbers', n: mostColumns }, value(String(width)))
  const uneven = rows.find(({ cells }) => cells.length !== width)
  if (uneven)
    return refuse(atLine(uneven.line), { id: 'numbers', n: width }, value(String(uneven.cells.length)))
  const all = Array.from({ length: width }, (_, j) => rows.map(({ cells }) => cells[j]!))
  const numeric = all
    .filter((cells) => isNumeric(cells) && !cells.some(isDate))
    .flat()
    .filter((cell) => !isMissing(cell))
  const manner = mannerFor(numeric, table, decisions, questions)
  const columns = typed(all, named, manner)
  return {
    columns,
    lines: rows.map(({ line }) => line),
    said: [
      ...said,
      ...(table === given ? [] : [{ id: 'across' } as const]),
      ...(named ? [{ id: 'header', names: named.map(short) } as const] : []),
      ...saidOfNumbers(numeric, manner),
    ],
    questions,
    settings: [
      { option: 'header', taken: named ? 'yes' : 'no', choices: ['yes', 'no'] },
      ...(numeric.some((cell) => /[.,]/.test(cell))
        ? [decimalSetting(manner.decimal === ',' ? 'comma' : 'point')]
        : []),
    ],
  }
}

const decimalSetting = (taken: string): Setting => ({ option: 'decimal', taken, choices: ['point', 'comma'] })

/** More columns are no table of numbers. */
const mostColumns = 2000
/** A series of more numbers stands in a column. */
const mostAcross = 50_000

/** One long row of numbers, which is no row of the model's inputs, is a series written across. */
function across(table: Table, D: number | undefined): Table {
  const [first, second] = table.rows
  const n = first?.cells.length ?? 0
  if (!first || second || n < 3 || n > mostAcross || n === D) return table
  if (!first.cells.every((cell) => looksNumber(cell) || isMissing(cell))) return table
  return { ...table, rows: first.cells.map((cell) => ({ line: first.line, cells: [cell] })) }
}

interface Split {
  readonly header: readonly string[] | undefined
  readonly rows: readonly Cells[]
  readonly said: readonly Said[]
}

/** Takes header, preamble and footer off the rows. */
function split(table: Table, decisions: Decisions, questions: Question[]): Split {
  const said: Said[] = table.comments > 0 ? [{ id: 'comments', n: table.comments }] : []
  const { rows: whole, preamble } = withoutPreamble(table.rows)
  if (preamble.length > 0) said.push({ id: 'preamble', texts: preamble })
  const { rows, footer } = withoutFooter(whole)
  if (footer.length > 0) said.push({ id: 'footer', texts: footer })
  const first = rows.findIndex((row) => !(isNames(row.cells) || isCounted(row.cells)))
  let depth = first < 0 ? Math.min(1, rows.length) : first
  if (decisions.header === 'yes') depth = Math.max(depth, 1)
  if (decisions.header === 'no') depth = 0
  if (depth === 0 && decisions.header === undefined) {
    const years = yearOver(rows)
    if (years) {
      questions.push({
        option: 'header',
        choices: ['yes', 'no'],
        usual: 'yes',
        why: { id: 'header', text: years },
      })
      depth = 1
    }
  }
  const heads = rows.slice(0, depth).map(({ cells }) => cells)
  const width = Math.max(0, ...heads.map((cells) => cells.length))
  const header =
    depth === 0
      ? undefined
      : Array.from({ length: width }, (_, j) =>
          [...new Set(heads.map((cells) => cells[j] ?? '').filter((cell) => cell !== ''))].join(' '),
        )
  return { header, rows: rows.slice(depth), said }
}

const isNames = (cells: readonly string[]): boolean =>
  cells.some((cell) => !isMissing(cell)) && !cells.some((cell) => looksNumber(cell) || isDate(cell))

/** The header of columns that pandas has numbered: nothing, 0, 1, … */
const isCounted = (cells: readonly string[]): boolean =>
  cells.length > 1 && cells.every((cell, i) => cell === (i === 0 ? '' : String(i - 1)))

/** Remarks above a table: lines of words in fewer cells than most rows have. */
function withoutPreamble(rows: readonly Cells[]): {
  readonly rows: readonly Cells[]
  readonly preamble: string[]
} {
  const widths = rows.map(({ cells }) => cells.filter((cell) => cell !== '').length)
  const usual = [...widths].sort((a, b) => a - b)[Math.floor(widths.length / 2)] ?? 0
  const isRemark = ({ cells }: Cells, k: number) =>
    // A header may leave out the name of its index.
    usual > 1 && cells[0] !== '' && widths[k]! * 2 <= usual && !cells.some(looksNumber)
  const found = rows.findIndex((row, k) => !isRemark(row, k))
  const from = Math.max(found, headAfterRemarks(rows), 0)
  return {
    rows: rows.slice(from),
    preamble: rows.slice(0, from).map(({ cells }) => short(cells.filter((c) => c !== '').join(' '))),
  }
}

/** The place of a header as wide as most rows, where every row above it is shorter; −1 where there is none. */
function headAfterRemarks(rows: readonly Cells[]): number {
  const lengths = rows.map(({ cells }) => cells.length).sort((a, b) => a - b)
  const usual = lengths[Math.floor(lengths.length / 2)] ?? 0
  const head = rows.findIndex(({ cells }) => cells.length === usual)
  return head > 0 && usual > 1 && isNames(rows[head]!.cells) ? head : -1
}

/** The last rows that hold words and no number, in fewer cells than the others, are a footer. */
function withoutFooter(rows: readonly Cells[]): {
  readonly rows: readonly Cells[]
  readonly footer: string[]
} {
  const width = rows[0]?.cells.length ?? 0
  const filled = (cells: readonly string[]) => cells.filter((cell) => cell !== '').length
  const isFooter = ({ cells }: Cells) =>
    filled(cells) < Math.max(width, 2) &&
    !cells.some((cell) => looksNumber(cell) || isDate(cell)) &&
    cells.some((cell) => !isMissing(cell))
  const last = rows.findLastIndex((row) => !isFooter(row))
  if (last < 1 && !(last === 0 && rows.length > 1 && rows[0]!.cells.some(looksNumber)))
    return { rows, footer: [] }
  return {
    rows: rows.slice(0, last + 1),
    footer: rows.slice(last + 1).map(({ cells }) => short(cells.filter((c) => c !== '').join(' '))),
  }
}

/** R leaves the name of the first column out: then every row is one cell longer than the header. */
function wholeHeader(header: readonly string[] | undefined, rows: readonly Cells[]) {
  if (!header) return undefined
  if (rows.every(({ cells }) => cells.length === header.length + 1)) return ['', ...header]
  const width = rows[0]!.cells.length
  // A header whose last names are empty was cut there.
  return header.length < width && rows.every(({ cells }) => cells.length === width)
    ? [...header, ...Array.from({ length: width - header.length }, () => '')]
    : header
}

/** Years above numbers that are none may be names of the columns, or the first values. */
function yearOver([first, ...others]: readonly Cells[]): string | undefined {
  const isYear = (cell: string) => /^(19|20)\d\d$/.test(cell)
  const asYears = first?.cells.every(isYear) === true && others.length > 0
  if (!asYears || others.some(({ cells }) => cells.some(isYear))) return undefined
  return short(first!.cells.join(' | '))
}

/** Are these numbers, but for what is missing and a word here and there? */
function isNumeric(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => !isMissing(cell))
  const numbers = filled.filter(looksNumber).length
  return numbers > 0 && numbers >= 0.95 * filled.length
}

function mannerFor(
  cells: readonly string[],
  { separator }: Table,
  decisions: Decisions,
  questions: Question[],
): Manner {
  const found = mannerOf(cells, separator)
  if ('manner' in found && decisions.decimal === undefined) return found.manner
  if (decisions.decimal !== undefined)
    return { decimal: decisions.decimal === 'comma' ? ',' : '.', thousands: true }
  const text = (found as { readonly open: string }).open
  const [grouped, decimal] = [text.replace(/[.,]/, ''), text.replace(',', '.')]
  const isComma = text.includes(',')
  questions.push({
    option: 'decimal',
    choices: ['point', 'comma'],
    usual: isComma ? 'point' : 'comma',
    why: { id: 'decimal', text, grouped, decimal },
  })
  return { decimal: isComma ? '.' : ',', thousands: true }
}

function typed(
  all: readonly (readonly string[])[],
  names: readonly string[] | undefined,
  manner: Manner,
): Column[] {
  const numeric = all.map(
    (cells) => isNumeric(cells) && !cells.every((cell) => isMissing(cell) || isDate(cell)),
  )
  const count = numeric.filter(Boolean).length
  const numbers = all.map((cells, j) =>
    numeric[j] ? cells.map((cell) => numberIn(cell, manner) ?? Number.NaN) : cells.map(() => Number.NaN),
  )
  const time = all.map((cells, j) => isTime(cells, numbers[j]!, numeric[j]!, j, names?.[j], count))
  const years = time.findIndex((is, j) => is && isYears(numbers[j]!))
  return all.map((cells, j) => {
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
    return { n: j + 1, ...(name ? { name } : {}), kind, cells, numbers: numbers[j]! }
  })
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
  if (cells.every(isDate)) return true
  if (!numeric) return j === 0 && name === '' && !cells.some(isMissing)
  // A series alone is data, whatever it is called.
  if (count < 2 || cells.some(isMissing)) return false
  if (name === '' && j === 0) return true
  if (isTimeName(name) && isMonotone(numbers)) return true
  return (
    j === 0 &&
    (name === undefined || isTimeName(name)) &&
    (isYears(numbers) || (name === undefined && isCounting(numbers)))
  )
}

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

function saidOfNumbers(cells: readonly string[], { decimal, thousands }: Manner): Said[] {
  const marked = cells.find((cell) => cell.includes(',') || /\d[ \u00a0\u202f\u2009'’]\d/.test(cell)) ?? ''
  const read = (cell: string) => ({ text: short(cell), number: numberIn(cell, { decimal, thousands }) ?? 0 })
  const [percent, scaled] = [cells.find(isPercent), cells.find(isScaled)]
  return [
    ...(decimal === ','
      ? [{ id: 'decimalComma', ...read(marked || (cells.find((c) => /\D/.test(c)) ?? '')) } as const]
      : []),
    ...(decimal === '.' && thousands && marked ? [{ id: 'thousands', ...read(marked) } as const] : []),
    ...(percent ? [{ id: 'percent', ...read(percent) } as const] : []),
    ...(scaled ? [{ id: 'scaled', ...read(scaled) } as const] : []),
  ]
}
