/** The text of a table as rows of cells: what separates them, what is a comment, and the line that each row stands in. */
import Papa from 'papaparse'

export interface Cells {
  readonly line: number
  readonly cells: readonly string[]
}

/** What separates the cells of a row; ' ' is any run of spaces, '' nothing: one column. */
export type Separator = '\t' | ';' | ',' | '|' | ' ' | ''

export interface Table {
  readonly separator: Separator
  readonly rows: readonly Cells[]
  /** how many lines begin with # */
  readonly comments: number
}

const grouped = /^[-+]?\d{1,3}( \d{3})+([.,]\d+)?$/
const commaNumber = /^[-+]?\d+(,\d+)?$/

/** A text as rows of cells (papaparse). A mark of quotation protects what is within, empty cells keep their place. */
export function tableOf(text: string): Table {
  const lines = text.split(/\r\n?|\n/)
  const named = /^"?sep=(.)"?$/i.exec(lines[0] ?? '')?.[1]
  const isComment = (line: string) => /^\s*#/.test(line)
  const comments = lines.filter(isComment).length
  // Lines that are left out stay as empty ones, so that the others keep their numbers.
  const told = lines.map((line, k) => ((named && k === 0) || isComment(line) ? '' : line))
  const kept = told.filter((line) => line.trim() !== '')
  const bare = kept.map((line) => line.replace(/"[^"]*"/g, '"').trim())
  const separator = isSeparator(named) ? named : separatorOf(bare)
  return { separator, rows: withoutEmptyEnd(rowsOf(told, separator)), comments }
}

function rowsOf(lines: readonly string[], separator: Separator): Cells[] {
  if (separator === '' || separator === ' ')
    return lines.flatMap((content, k) => {
      const text = content.trim()
      if (text === '') return []
      const cells = separator === '' ? [text] : text.split(/ +/)
      return [{ line: k + 1, cells: cells.map(unquoted) }]
    })
  const rows: Cells[] = []
  let line = 1
  const { data } = Papa.parse<string[]>(lines.join('\n'), { delimiter: separator, newline: '\n' })
  for (const cells of data) {
    // A row ends in a later line where a cell has lines of its own.
    const more = cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0)
    if (cells.some((cell) => cell.trim() !== '') || cells.length > 1)
      rows.push({ line, cells: cells.map((cell) => cell.replace(/\s+/g, ' ').trim()) })
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
  const [header = ''] = lines
  const underWord = lines.length > 1 && /\p{L}/u.test(header)
  if (most((line) => line.includes(','))) {
    // Below a name without a comma there is one column, and these are decimal commas.
    if (underWord && !header.includes(',') && body.every((line) => commaNumber.test(line)))
      return header.includes(' ') && body.some((line) => line.includes(' ')) ? ' ' : ''
    const inRow = (line: string) => line.split(/ +/).every((part) => /^[-+]?\d+,\d+$/.test(part))
    return most((line) => line.includes(' ')) && lines.every(inRow) ? ' ' : ','
  }
  if (!most((line) => line.includes(' ')))
    return lines.length > 1 && body.some((l) => l.includes(',')) ? ',' : ''
  return underWord && !header.includes(' ') && body.every((line) => grouped.test(line)) ? '' : ' '
}

const unquoted = (cell: string): string =>
  /^".*"$/.test(cell) ? cell.slice(1, -1).replaceAll('""', '"').trim() : cell

/** Rows without last columns that are empty in all of them. */
function withoutEmptyEnd(rows: readonly Cells[]): readonly Cells[] {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.findLastIndex((cell) => cell !== '') + 1))
  return rows.map(({ line, cells }) => ({ line, cells: cells.slice(0, Math.max(width, 1)) }))
}
