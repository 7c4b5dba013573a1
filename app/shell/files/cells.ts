/** The text of a table as rows of cells: what separates them, what is a comment, and the line that each row stands in. */

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
  /** Could each row be two numbers, or one with a space after its thousands? */
  readonly spaced: boolean
}

const grouped = /^[-+]?\d{1,3}( \d{3})+([.,]\d+)?$/
const commaNumber = /^[-+]?\d+(,\d+)?$/

/** A text as rows of cells. A mark of quotation protects what is within, empty cells keep their place. */
export function tableOf(text: string): Table {
  const lines = text.split(/\r\n?|\n/).map((content, i) => ({ content, line: i + 1 }))
  const named = lines[0] && /^"?sep=(.)"?$/i.exec(lines[0].content)?.[1]
  const told = named ? lines.slice(1) : lines
  const kept = told.filter(({ content }) => content.trim() !== '' && !content.startsWith('#'))
  const comments = told.filter(({ content }) => content.startsWith('#')).length
  const bare = kept.map(({ content }) => content.replace(/"[^"]*"/g, '"').trim())
  const spaced = bare.length > 1 && bare.every((each) => grouped.test(each))
  const separator = isSeparator(named) ? named : separatorOf(bare)
  const rows = kept.map(({ content, line }) => ({ line, cells: cellsOf(content, separator) }))
  return { separator, rows: withoutEmptyEnd(rows), comments, spaced }
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

/** The cells of one line. */
function cellsOf(line: string, separator: Separator): string[] {
  if (separator === '') return [unquoted(line.trim())]
  if (separator === ' ')
    return line
      .trim()
      .split(/ +/)
      .map((cell) => unquoted(cell))
  const cells: string[] = []
  let [from, inside] = [0, false]
  for (let at = 0; at <= line.length; at++) {
    if (line[at] === '"') inside = !inside
    else if (at === line.length || (line[at] === separator && !inside)) {
      cells.push(unquoted(line.slice(from, at).trim()))
      from = at + 1
    }
  }
  return cells
}

const unquoted = (cell: string): string =>
  /^".*"$/.test(cell) ? cell.slice(1, -1).replaceAll('""', '"').trim() : cell

/** Rows without a last column that is empty in all of them. */
function withoutEmptyEnd(rows: readonly Cells[]): readonly Cells[] {
  const width = rows[0]?.cells.length ?? 0
  const isEmpty = width > 1 && rows.every(({ cells }) => cells.length === width && cells.at(-1) === '')
  return isEmpty ? rows.map(({ line, cells }) => ({ line, cells: cells.slice(0, -1) })) : rows
}
