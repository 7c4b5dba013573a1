/** What stands around the rows of a table: remarks above it, its header, a footer. */
import { short } from '../refusal.ts'
import type { Decisions, Question, Said } from '../said.ts'
import type { Cells, Table } from './cells.ts'
import { isMissing, looksNumber } from './numbers.ts'
import { isDate, isTimeName } from './times.ts'

export interface Split {
  readonly header: readonly string[] | undefined
  readonly rows: readonly Cells[]
  readonly said: readonly Said[]
}

/** Takes header, preamble and footer off the rows. */
export function split(table: Table, decisions: Decisions, questions: Question[]): Split {
  const said: Said[] = table.comments > 0 ? [{ id: 'comments', n: table.comments }] : []
  const given = withIndexName(table.rows)
  const { rows: whole, preamble } = withoutPreamble(given, decisions.header === undefined)
  if (preamble.length > 0) said.push({ id: 'preamble', texts: preamble })
  const { rows, footer } = withoutFooter(whole)
  if (footer.length > 0) said.push({ id: 'footer', texts: footer })
  const first = rows.findIndex((row, k) => !isHead(row.cells, rows.slice(k + 1)))
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
  const head = heads.at(-1)?.join('\n')
  const body = rows.slice(depth).filter(({ cells }) => cells.join('\n') !== head)
  const again = rows.length - depth - body.length
  if (again > 0) said.push({ id: 'headerAgain', n: again })
  return { header, rows: body, said }
}

/** pandas prints the name of the index below those of the columns; here it stands before them. */
function withIndexName(rows: readonly Cells[]): readonly Cells[] {
  const [first, second, third] = rows
  if (!first || !second || !third) return rows
  const isIndex =
    second.cells.length === 1 &&
    third.cells.length > 2 &&
    first.cells.length === third.cells.length - 1 &&
    isNames(first.cells) &&
    isNames(second.cells)
  return isIndex ? [{ line: second.line, cells: [...second.cells, ...first.cells] }, ...rows.slice(2)] : rows
}

const isNames = (cells: readonly string[]): boolean =>
  cells.some((cell) => !isMissing(cell)) && !cells.some((cell) => looksNumber(cell) || isDate(cell))

/** The header of columns that pandas has numbered: nothing, 0, 1, … */
const isCounted = (cells: readonly string[]): boolean =>
  cells.length > 1 && cells.every((cell, i) => cell === (i === 0 ? '' : String(i - 1)))

/** Is a row a header of the rows below it? Names of columns may be dates, years or running numbers where other cells show that they are names. */
function isHead(cells: readonly string[], below: readonly Cells[]): boolean {
  if (isNames(cells) || isCounted(cells)) return true
  if (below.length === 0) return false
  const some = below.slice(0, 200)
  const under = (j: number) => some.map((row) => row.cells[j] ?? '').filter((cell) => !isMissing(cell))
  const isValue = (cell: string) => looksNumber(cell) || isDate(cell)
  const isTitle = (cell: string) => isDate(cell) || /^\d+$/.test(cell)
  const isYear = (cell: string) => /^(1[5-9]|20|21)\d\d$/.test(cell)
  if (!cells.every((cell) => isTitle(cell) || !looksNumber(cell))) return false
  const grows = cells.filter((cell) => /^\d+$/.test(cell)).map(Number)
  if (grows.some((n, k) => k > 0 && n <= grows[k - 1]!)) return false
  const hasName = cells.some((cell, j) => {
    if (isMissing(cell) || isValue(cell)) return false
    const values = under(j)
    return isTimeName(cell) || (values.length > 0 && values.every(isValue))
  })
  // Dates or years above numbers that are none.
  const dated = cells.flatMap((cell, j) => (isDate(cell) || (hasName && isTitle(cell)) ? [j] : []))
  const aboveNumbers = dated.every((j) => under(j).every((cell) => looksNumber(cell) && !isDate(cell)))
  if (aboveNumbers && (hasName || dated.length > 2)) return true
  const years = cells.flatMap((cell, j) => (isYear(cell) ? [j] : []))
  const isWord = (cell: string) => !isMissing(cell) && !isValue(cell)
  return years.length > 2 && cells.some(isWord) && years.every((j) => !under(j).some(isYear))
}

type Around<Name extends string> = { readonly rows: readonly Cells[] } & Readonly<Record<Name, string[]>>

const filledIn = (cells: readonly string[]): number => cells.filter((cell) => cell !== '').length
const textsOf = (rows: readonly Cells[]): string[] =>
  rows.map(({ cells }) => short(cells.filter((cell) => cell !== '').join(' ')))

/** Remarks above a table: lines of words in fewer cells than most rows have. */
function withoutPreamble(rows: readonly Cells[], looks: boolean): Around<'preamble'> {
  const widths = rows.map(({ cells }) => filledIn(cells))
  const usual = [...widths].sort((a, b) => a - b)[Math.floor(widths.length / 2)] ?? 0
  const isRemark = ({ cells }: Cells, k: number) =>
    // A header may leave out the name of its index.
    usual > 1 && cells[0] !== '' && widths[k]! * 2 <= usual && !cells.some(looksNumber)
  const found = rows.findIndex((row, k) => !isRemark(row, k))
  const after = looks && usual > 1 ? headAboveBody(rows) : 0
  const from = Math.max(found, headAfterRemarks(rows, widths, usual), after, 0)
  return { rows: rows.slice(from), preamble: textsOf(rows.slice(0, from)) }
}

/** The lines that are looked at for where a table begins. */
const mostRemarks = 40

/** The place of the header above the first row that is like the others: what stands above a line of one cell, or above no header, is a remark. */
function headAboveBody(rows: readonly Cells[]): number {
  const isValue = (cell: string | undefined) => cell !== undefined && (looksNumber(cell) || isDate(cell))
  const first = rows.slice(0, 200)
  const width = Math.max(...first.map(({ cells }) => cells.length))
  const wide = first.filter(({ cells }) => cells.length === width)
  const valued = Array.from({ length: width }, (_, j) => j).filter(
    (j) => wide.filter(({ cells }) => isValue(cells[j])).length * 2 > wide.length,
  )
  // A word that comes again below numbers stands for one that is missing, and names no column.
  const comesAgain = (cell: string | undefined, j: number) =>
    wide.filter(({ cells }) => cells[j] === cell).length > 1
  const isBody = ({ cells }: Cells) =>
    valued.every((j) => isValue(cells[j]) || isMissing(cells[j] ?? 'x') || comesAgain(cells[j], j))
  const body = valued.length > 0 ? rows.findIndex(isBody) : -1
  if (body < 1 || body > mostRemarks) return 0
  const single = rows.slice(0, body).findLastIndex(({ cells }) => cells.length === 1)
  let head = body
  while (head > single + 1 && isHead(rows[head - 1]!.cells, rows.slice(head))) head--
  return head < body ? head : single + 1
}

/** The place of a header as wide as most rows, where every row above it is shorter; −1 where there is none. */
function headAfterRemarks(rows: readonly Cells[], widths: readonly number[], usual: number): number {
  const lengths = rows.map(({ cells }) => cells.length).sort((a, b) => a - b)
  const length = lengths[Math.floor(lengths.length / 2)] ?? 0
  const whole = rows.findIndex(({ cells }) => cells.length === length)
  // In rows that are all of one length, those of remarks have empty cells.
  const head = whole > 0 ? whole : widths.findIndex((width) => width >= usual)
  return head > 0 && usual > 1 && isHead(rows[head]!.cells, rows.slice(head + 1)) ? head : -1
}

const totals =
  /^((grand |sub)?totals?|sum|summe|gesamt|mean|average|avg\.?|median|mittelwert|durchschnitt|std\.?( dev\.?)?|min(imum)?|max(imum)?|count|合计|总计|小计|总和|平均值?|均值|标准差):?$/i

/** The last rows are a footer where they hold words and no number in fewer cells than the others, or sum the others up. */
function withoutFooter(rows: readonly Cells[]): Around<'footer'> {
  const width = rows[0]?.cells.length ?? 0
  const isValue = (cell: string) => looksNumber(cell) || isDate(cell)
  const body = rows.slice(1)
  const says = body.filter(({ cells }) => isValue(cells[0] ?? '')).length >= Math.max(2, 0.6 * body.length)
  const isFooter = ({ cells }: Cells) => {
    const [first = ''] = cells
    if (totals.test(first)) return true
    // Under dates or numbers a word begins no row of them.
    if (says && width > 1 && !isMissing(first) && !isValue(first)) return true
    return (
      filledIn(cells) < Math.max(width, 2) && !cells.some(isValue) && cells.some((cell) => !isMissing(cell))
    )
  }
  const last = rows.findLastIndex((row) => !isFooter(row))
  if (last < 1 && !(last === 0 && rows.length > 1 && rows[0]!.cells.some(looksNumber)))
    return { rows, footer: [] }
  return { rows: rows.slice(0, last + 1), footer: textsOf(rows.slice(last + 1)) }
}

/** R leaves the name of the first column out: then every row is one cell longer than the header. */
export function wholeHeader(header: readonly string[] | undefined, rows: readonly Cells[]) {
  if (!header) return undefined
  // One name too few above dates that have theirs: a decimal comma has divided a number.
  const isDivided =
    isTimeName(header[0]) && header[0] !== '' && !rows.every(({ cells }) => isDate(cells[1] ?? ''))
  if (rows.every(({ cells }) => cells.length === header.length + 1))
    return isDivided ? header : ['', ...header]
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
