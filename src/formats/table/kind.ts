/** What a text without brackets is: a table, lines of token and tag, sentences with their class, or a text to be read letter by letter. */
import Papa from 'papaparse'
import type { Content, Sentence } from '../content.ts'
import { inFile, refuse, short, value } from '../refusal.ts'
import { tableOf } from './cells.ts'
import { columnsReader } from './columns.ts'
import { isMissing, looksNumber } from './numbers.ts'
import { isDate } from './times.ts'

/** How many characters of a text are read to tell what it is. */
const sample = 100_000

export function textKind(text: string): Content {
  const whole = text.length <= sample
  const end = text.lastIndexOf('\n', sample)
  const part = whole ? text : text.slice(0, end > 0 ? end : sample)
  const filledLines = (of: string) => of.split(/\r\n?|\n/).filter((line) => line.trim() !== '')
  const lines = filledLines(part)
  if (isTagged(lines)) return { kind: 'tags', text }
  if (isTabular(part)) return { kind: 'table', columns: columnsReader(text) }
  const rows = sentencesOf(lines) && sentencesOf(filledLines(text))
  if (rows) return { kind: 'sentences', rows }
  if (isProse(text)) return { kind: 'text', text }
  const shown = value(JSON.stringify(short(text.trim().slice(0, 40))))
  // A table of words alone, or of nothing that is known.
  return lines.length > 1
    ? { kind: 'table', columns: columnsReader(text) }
    : refuse(inFile, { id: 'numberRows' }, shown)
}

const bio = /^(O|[BIESLUM][-_][\p{L}\d_.:/-]+)$/u
const upper = /^[A-Z][A-Z$]{0,5}$|^[.,:'`#()"-]+$|^-(LRB|RRB)-$/

/** Lines of a token and its tag: B-PER, I-LOC, O; or parts of speech. */
function isTagged(lines: readonly string[]): boolean {
  const rows = lines.filter((line) => !line.startsWith('-DOCSTART-')).map((line) => line.trim().split(/\s+/))
  const fitting = rows.filter((row) => row.length >= 2 && row.length <= 5)
  if (rows.length < 3 || fitting.length < 0.95 * rows.length) return false
  if (rows.every((row) => row.every((cell) => looksNumber(cell) || isMissing(cell)))) return false
  const tags = fitting.map((row) => row.at(-1)!)
  if (tags.filter((tag) => bio.test(tag)).length >= 0.95 * tags.length && tags.some((tag) => tag !== 'O'))
    return true
  const isPos =
    fitting.every((row) => row.length === 2) && tags.every((tag) => upper.test(tag)) && new Set(tags).size > 1
  return isPos && rows.some(([word]) => /\p{Ll}/u.test(word!))
}

/** Has it a column of numbers or dates, in rows of one width? */
function isTabular(text: string): boolean {
  const all = tableOf(text).rows.map(({ cells }) => cells)
  const filledIn = (cells: readonly string[]) => cells.filter((cell) => cell !== '').length
  const most = Math.max(0, ...all.map((cells) => cells.length))
  // A remark above or below says nothing of the table.
  const rows = all.filter((cells) => filledIn(cells) > 1 || most === 1 || cells.some(looksNumber))
  const widths = rows.map((cells) => cells.length).sort((a, b) => a - b)
  const usual = widths[Math.floor(widths.length / 2)] ?? 0
  const even = rows.filter((cells) => cells.length === usual)
  if (even.length < 0.6 * rows.length || usual === 0) return false
  const isNumber = (cell: string) => looksNumber(cell) || isMissing(cell) || isDate(cell)
  const columns = Array.from({ length: usual }, (_, j) => even.map((cells) => cells[j]!))
  const numeric = columns.filter(
    (cells) => cells.some(looksNumber) && cells.filter(isNumber).length >= 0.5 * cells.length,
  )
  const wordy = columns.some((cells) => averageWords(cells) >= 4)
  return numeric.length > 0 && !(wordy && usual === 2)
}

const averageWords = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => sum + (cell.match(/\p{L}+/gu)?.length ?? 0), 0) / Math.max(cells.length, 1)

/** Two columns of which one holds sentences and the other a few classes; or lines that begin with __label__. */
function sentencesOf(lines: readonly string[]): Sentence[] | undefined {
  const marked = lines.map((line) => /^__label__(\S+)\s+(.+)$/.exec(line))
  if (marked.every((match) => match !== null))
    return marked.map((match) => ({ label: match![1]!, text: match![2]! }))
  for (const delimiter of ['\t', ';', ',', '|']) {
    if (!lines.every((line) => line.includes(delimiter))) continue
    const rows = Papa.parse<string[]>(lines.join('\n'), { delimiter, newline: '\n' }).data.map((row) =>
      // A spreadsheet may leave empty cells behind both.
      row.slice(0, Math.max(2, row.findLastIndex((cell) => cell.trim() !== '') + 1)),
    )
    if (rows.length < 2 || rows.some((row) => row.length !== 2)) continue
    const columns = [0, 1].map((j) => rows.map((row) => row[j]!.trim()))
    const words = columns.map((cells) => averageWords(cells.slice(1)))
    const [text, label] = words[0]! > words[1]! ? [0, 1] : [1, 0]
    const kinds = new Set(columns[label]!.slice(1))
    if (words[text]! < 2 || kinds.size > 50 || kinds.size > Math.max(2, rows.length / 2)) continue
    const all = rows.map((_, k) => ({ text: columns[text]![k]!, label: columns[label]![k]! }))
    // A first class that no other line has is the name of the column.
    const [first, ...others] = all
    const isHeader = others.length > 1 && !others.some((each) => each.label === first!.label)
    return isHeader ? others : all
  }
  return undefined
}

function isProse(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  return text.trim().length >= 20 && letters > 0.4 * text.length && new Set(text).size > 2
}
