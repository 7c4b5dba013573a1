/** The text of a table as rows of cells: what separates them, what is a comment, and the line that each row stands in. */
import Papa from 'papaparse'
import { looksNumber } from './numbers.ts'
import { isDate } from './times.ts'

export interface Cells {
  readonly line: number
  readonly cells: readonly string[]
}

/** What separates the cells of a row; ' ' is any run of spaces, '  ' two and more of them, '' nothing: one column. */
export type Separator = '\t' | ';' | ',' | '，' | '|' | ' ' | '  ' | ''

export interface Table {
  readonly separator: Separator
  readonly rows: readonly Cells[]
  /** how many lines begin with # */
  readonly comments: number
}

const grouped = /^[-+]?\d{1,3}( \d{3})+([.,]\d+)?$/
/** A number with a decimal comma, or with commas after thousands. */
const commaNumber = /^[-+]?(\d+(,\d+)?|\d{1,3}(,\d{3})+(\.\d+)?)$/

/** A text as rows of cells (papaparse). A mark of quotation protects what is within, empty cells keep their place. */
export function tableOf(text: string): Table {
  const lines = fromArff(text.split(/\r\n?|\n/))
  const named = /^"?sep=(.)"?$/i.exec(lines[0] ?? '')?.[1]
  const isComment = commentOf(lines)
  const comments = lines.filter(isComment).length
  // Lines that are left out stay as empty ones, so that the others keep their numbers.
  const isLeft = (line: string, k: number) =>
    (named && k === 0) || isComment(line) || isRule(line) || isAssigned(line)
  const left = lines.map((line, k) => (isLeft(line, k) ? '' : line))
  const told = withoutLastMark(left)
  const kept = told.filter((line) => line.trim() !== '')
  // A remark that is one quoted cell stays a remark; of other quoted cells the marks within say nothing.
  const isQuotedRemark = (line: string) => /^\s*"[^"]*"\s*$/.test(line) && remark.test(line)
  // A tab at an end stands beside an empty cell.
  const bare = kept.map((line) => withoutSpaces(isQuotedRemark(line) ? line : line.replace(/"[^"]*"/g, '"')))
  const separator = isSeparator(named) ? named : separatorOf(bare)
  return { separator, rows: withoutEmptyEnd(rowsOf(told, separator)), comments }
}

/** A line without the spaces at its ends, in time that grows as it does; tabs stay. */
function withoutSpaces(line: string): string {
  let [from, to] = [0, line.length]
  while (line[from] === ' ') from++
  while (to > from && line[to - 1] === ' ') to--
  return line.slice(from, to)
}

/** Which lines are remarks: those with #, and those with % or // where there are several. */
function commentOf(lines: readonly string[]): (line: string) => boolean {
  const others = /^\s*(%|\/\/)/
  const several = lines.filter((line) => others.test(line)).length > 1
  return (line) => /^\s*#/.test(line) || (several && others.test(line))
}

/** A line that is drawn below a header, as in Markdown: |---|---| or ----+----. */
const isRule = (line: string): boolean =>
  /^[\s|+:=-]+$/.test(line) && /[-=]{3}/.test(line) && /[|+]|[-=]{5}/.test(line)

/** The name above numbers that Matlab shows: ans = */
const isAssigned = (line: string): boolean => /^\s*\w+ =\s*$/.test(line)

/** Lines without the semicolon that ends each of them and separates nothing. */
function withoutLastMark(lines: readonly string[]): readonly string[] {
  const filled = lines.filter((line) => line.trim() !== '')
  const ends = (line: string) => /^[^;]*[,\t][^;]*;\s*$/.test(line)
  if (filled.length < 2 || filled.filter(ends).length * 10 < filled.length * 9) return lines
  return lines.map((line) => (ends(line) ? line.replace(/;\s*$/, '') : line))
}

/** Weka's files name their columns one below the other; here they become the header above the data. */
function fromArff(lines: readonly string[]): readonly string[] {
  const data = lines.findIndex((line) => /^\s*@data\s*$/i.test(line))
  if (data < 0 || !lines.slice(0, data).some((line) => /^\s*@relation\b/i.test(line))) return lines
  const names = lines
    .slice(0, data)
    .flatMap((line) => /^\s*@attribute\s+('[^']*'|"[^"]*"|\S+)/i.exec(line)?.[1] ?? [])
  const header = names.map((name) => `"${name.replace(/^['"]|['"]$/g, '')}"`).join(',')
  return lines.map((line, k) => (k < data ? '' : k === data ? header : /^\s*%/.test(line) ? '' : line))
}

function rowsOf(lines: readonly string[], separator: Separator): Cells[] {
  if (separator === '' || separator === ' ' || separator === '  ')
    return lines.flatMap((content, k) => {
      const text = content.trim()
      if (text === '') return []
      const cells = separator === '' ? [text] : text.split(separator === ' ' ? / +/ : / {2,}/)
      return [{ line: k + 1, cells: cells.map(unquoted) }]
    })
  const rows: Cells[] = []
  let line = 1
  const { data } = Papa.parse<string[]>(lines.join('\n'), { delimiter: separator, newline: '\n' })
  for (const cells of data) {
    // A row ends in a later line where a cell has lines of its own.
    const more = cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0)
    if (cells.some((cell) => cell.trim() !== '') || cells.length > 1)
      rows.push({ line, cells: cells.map((cell) => unquoted(cell.replace(/\s+/g, ' ').trim())) })
    line += 1 + more
  }
  return rows
}

const isSeparator = (mark: string | undefined): mark is Separator =>
  mark !== undefined && ['\t', ';', ',', '|'].includes(mark)

/** Two words one after the other: a remark, which says nothing of how the table is separated. */
const remark = /\p{L}\p{L} \p{L}\p{L}/u

/** The separator that most lines have; the first line may be a header and is not asked. */
function separatorOf(lines: readonly string[]): Separator {
  const plain = lines.filter((line) => !remark.test(line))
  const rows = plain.filter((line) => line !== lines[0])
  const body = [rows, plain, lines].find((each) => each.length > 0) ?? []
  const most = (test: (line: string) => boolean) => body.filter(test).length * 2 > body.length
  for (const mark of ['\t', ';', '|'] as const) if (most((line) => line.includes(mark))) return mark
  if (!most((line) => line.includes(',')) && most((line) => line.includes('，'))) return '，'
  if (isInFields(lines.length > 2 ? lines.slice(1) : lines)) return '  '
  const [header = ''] = lines
  const underWord = lines.length > 1 && /\p{L}/u.test(header)
  if (most((line) => line.includes(','))) {
    // Below a name without a comma there is one column, and these are commas of its numbers.
    if (underWord && !header.includes(',') && body.every((line) => commaNumber.test(line)))
      return header.includes(' ') && body.some((line) => line.includes(' ')) ? ' ' : ''
    const inRow = (line: string) => line.split(/ +/).every((part) => /^[-+]?\d+,\d+$/.test(part))
    return most((line) => line.includes(' ')) && lines.every(inRow) ? ' ' : ','
  }
  if (!most((line) => line.includes(' ')))
    return lines.length > 1 && body.some((l) => l.includes(',')) ? ',' : ''
  return underWord && !header.includes(' ') && body.every((line) => grouped.test(line)) ? '' : ' '
}

/** Do two and more spaces stand between the cells, in which words stand beside each other? The first rows tell. */
function isInFields(lines: readonly string[]): boolean {
  const some = lines.slice(0, 200)
  const by = (separator: RegExp | string) => some.map((line) => line.trim().split(separator))
  const isEven = (rows: readonly string[][]) =>
    rows[0]!.length > 1 &&
    rows.filter(({ length }) => length === rows[0]!.length).length >= 0.95 * rows.length
  if (some.length < 2 || !some[0]!.includes('  ')) return false
  const [fields, commas] = [by(/ {2,}/), by(',')]
  return (
    isEven(fields) &&
    !isEven(by(/ +/)) &&
    shareOfValues(fields) > (isEven(commas) ? shareOfValues(commas) : 0)
  )
}

function shareOfValues(rows: readonly string[][]): number {
  const cells = rows.flat().map((cell) => cell.trim())
  return cells.filter((cell) => looksNumber(cell) || isDate(cell)).length / cells.length
}

const unquoted = (cell: string): string =>
  /^".*"$/.test(cell)
    ? cell.slice(1, -1).replaceAll('""', '"').trim()
    : /^'[^']*'$/.test(cell)
      ? cell.slice(1, -1).trim()
      : cell

/** Rows without those at the end that are empty, and without last columns that are empty in all of them. */
function withoutEmptyEnd(all: readonly Cells[]): readonly Cells[] {
  const filled = ({ cells }: Cells) => cells.findLastIndex((cell) => cell !== '') + 1
  const rows = all.slice(0, all.findLastIndex((row) => filled(row) > 0) + 1)
  const width = rows.reduce((most, row) => Math.max(most, filled(row)), 0)
  return rows.map(({ line, cells }) => ({ line, cells: cells.slice(0, Math.max(width, 1)) }))
}
