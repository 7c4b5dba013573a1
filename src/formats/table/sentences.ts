/** Sentences with a class: two columns, a table in which a column holds texts and another one what they are, or lines that begin with the class. */
import Papa from 'papaparse'
import type { Sentence } from '../content.ts'
import { short } from '../refusal.ts'
import type { Said } from '../said.ts'
import { looksNumber } from './numbers.ts'
import { isDate } from './times.ts'

export interface Sentences {
  readonly rows: readonly Sentence[]
  readonly said: readonly Said[]
}

/** The lines of a text that are sentences with their class; undefined where they are none. */
export const sentencesIn = (lines: readonly string[]): Sentences | undefined =>
  beginning(lines) ?? inColumns(lines)

/** How many words a cell has; of Chinese and Japanese, two characters are one. */
function wordsIn(cell: string): number {
  const characters = cell.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0
  const others = cell.match(/(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])\p{L}+/gu)?.length ?? 0
  return characters / 2 + others
}

const average = (cells: readonly string[], of: (cell: string) => number): number =>
  cells.reduce((sum, cell) => sum + of(cell), 0) / Math.max(cells.length, 1)
export const averageWords = (cells: readonly string[]): number => average(cells, wordsIn)

/** The class stands first: __label__ham of fastText, DESC:manner of questions, or a tree with the class of its root. */
const beginnings: readonly ((line: string) => Sentence | undefined)[] = [
  (line) => sentence(/^__label__(\S+)\s+(?:__label__\S+\s+)*(.+)$/.exec(line)),
  (line) => sentence(/^([A-Z]{2,}:\w+)\s+(.+)$/.exec(line)),
  (line) => sentence(/^([-+]?\d)\s+([^\d\s].*\p{L}{2}.*)$/u.exec(line)),
  (line) => {
    const root = /^\((\d) \(?.*\)$/.exec(line.trim())
    const leaves = [...line.matchAll(/\(\d ([^()\s]+)\)/g)].map(([, leaf]) => leaf)
    return root && leaves.length > 0 ? { label: root[1]!, text: leaves.join(' ') } : undefined
  },
]

const sentence = (match: RegExpExecArray | null): Sentence | undefined =>
  match ? { label: match[1]!, text: match[2]! } : undefined

function beginning(lines: readonly string[]): Sentences | undefined {
  for (const read of beginnings) {
    const rows = lines.map(read)
    // A number before words, and not as a class, counts the lines.
    if (rows.length > 1 && rows.every((row) => row !== undefined) && comeAgain(rows))
      return { rows, said: [] }
  }
  return undefined
}

const comeAgain = (rows: readonly Sentence[]): boolean => {
  const kinds = new Set(rows.map((row) => row.label)).size
  return !/^\d+$/.test(rows[0]!.label) || kinds < Math.max(3, rows.length / 2)
}

/** What a column is called that says what a text is. */
const label =
  /(^|[ _])(label|labels|class|class index|category|target|sentiment|polarity|emotion|intent|score|stars|rating|spam|标签|类别|情感|分类)$/i

/** The rows of a text by a separator, where they are of one width. */
function rowsBy(lines: readonly string[], delimiter: string): readonly (readonly string[])[] | undefined {
  if (!lines[0]!.includes(delimiter)) return undefined
  // Quotes within a text that is separated by tabs are its own.
  const isQuoted = delimiter !== '\t' || lines.some((line) => /(^|\t)"[^"]*("")*[^"]*"(\t|$)/.test(line))
  const { data } = Papa.parse<string[]>(lines.join('\n'), {
    delimiter,
    newline: '\n',
    ...(isQuoted ? {} : { quoteChar: '\u0000' }),
  })
  // A spreadsheet may leave empty cells behind.
  const filled = (row: readonly string[]) => row.findLastIndex((cell) => cell.trim() !== '') + 1
  const width = Math.max(...data.map(filled))
  const rows = data.map((row) => row.slice(0, width).map((cell) => cell.trim()))
  const whole = rows.filter((row) => row.length === width)
  return width >= 2 && whole.length > 1 && whole.length >= 0.99 * rows.length ? whole : undefined
}

function inColumns(lines: readonly string[]): Sentences | undefined {
  for (const delimiter of ['|||', '\t', ';', ',', '|']) {
    const rows = lines.length > 1 ? rowsBy(lines, delimiter) : undefined
    if (!rows) continue
    const found = rows[0]!.length === 2 ? ofTwo(rows) : ofMany(rows)
    if (found) return found
  }
  return undefined
}

/** A text and its class. Texts of one word are names, whose letters are read. */
function ofTwo(rows: readonly (readonly string[])[]): Sentences | undefined {
  const columns = [0, 1].map((j) => rows.map((row) => row[j]!))
  const words = columns.map((cells) => averageWords(cells.slice(1)))
  const kindsOf = (j: number) => new Set(columns[j]!.slice(1)).size
  const areWords = Math.max(...words) >= 2
  const [text, kind] = (areWords ? words[0]! > words[1]! : kindsOf(0) > kindsOf(1)) ? [0, 1] : [1, 0]
  const kinds = kindsOf(kind)
  if (kinds > 50 || kinds > Math.max(2, rows.length / 2)) return undefined
  // A text that comes again and again names what was measured.
  if (kindsOf(text) < 0.5 * (rows.length - 1) || columns[text]!.some(isDate)) return undefined
  if (!areWords) {
    const isName = (cell: string) => /\p{L}/u.test(cell)
    // A number is a class where its column says so.
    const isTold = label.test(rows[0]![kind]!)
    const areNames = (cells: readonly string[], j: number) => (isTold && j === kind) || cells.every(isName)
    if (rows.length < 4 || kinds < 2 || !columns.every(areNames)) return undefined
    if (kindsOf(text) < 0.7 * (rows.length - 1)) return undefined
  }
  const all = rows.map((row) => ({ text: row[text]!, label: row[kind]! }))
  // A first class that no other line has is the name of the column, where the text above the others is a name as well.
  const [first, ...others] = all
  const isName = wordsIn(first!.text) < 3 && !/[.!?。！？]$/.test(first!.text)
  const isHeader = others.length > 1 && isName && !others.some((each) => each.label === first!.label)
  return { rows: isHeader ? others : all, said: [] }
}

/** A column of texts, and one whose name says that it holds classes, among others; without names, one of a few classes. */
function ofMany([header, ...body]: readonly (readonly string[])[]): Sentences | undefined {
  if (!header || body.length < 2) return undefined
  const isNamed = header.every((cell) => !looksNumber(cell) && !isDate(cell) && wordsIn(cell) < 6)
  const rows = isNamed ? body : [header, ...body]
  const cellsOf = (j: number) => rows.map((row) => row[j]!)
  const words = header.map((_, j) => averageWords(cellsOf(j)))
  const most = Math.max(...words)
  const text = words.indexOf(most)
  const kindsOf = (j: number) => new Set(cellsOf(j)).size
  const isClass = (j: number) =>
    j !== text && kindsOf(j) > 1 && kindsOf(j) <= Math.min(50, Math.max(2, rows.length / (isNamed ? 1 : 3)))
  const kind = header.findIndex((name, j) => isClass(j) && (isNamed ? label.test(name) : most >= 4))
  if (kind < 0) return undefined
  // Short texts beside several columns of numbers are remarks of a table.
  const measured = header.filter(
    (name, j) => j !== kind && !/id$/i.test(name) && cellsOf(j).every((cell) => looksNumber(cell)),
  )
  if (most < 2 || (most < 8 && measured.length > 1)) return undefined
  const nameOf = (j: number) => (isNamed && header[j] ? short(header[j]) : String(j + 1))
  const left = header.flatMap((_, j) => (j === text || j === kind ? [] : [nameOf(j)]))
  return {
    rows: rows.map((row) => ({ text: row[text]!, label: row[kind]! })),
    said: [{ id: 'textColumns', text: nameOf(text), label: nameOf(kind), left }],
  }
}

/** Lines of a sentence and its translation, each of which is another one. */
export function arePairs(lines: readonly string[]): boolean {
  const rows = lines.map((line) => line.split('\t').map((cell) => cell.trim()))
  const isPair = ([a = '', b = '', source, more]: readonly string[]) =>
    /\p{L}/u.test(a) && /\p{L}/u.test(b) && more === undefined && (source ?? 'CC').startsWith('CC')
  if (rows.length < 3 || rows.filter(isPair).length < 0.95 * rows.length) return false
  return [0, 1].every((j) => new Set(rows.map((row) => row[j])).size > rows.length / 2)
}
