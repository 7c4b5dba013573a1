/** What a text without brackets is: a table, lines of token and tag, sentences with their class, or a text to be read letter by letter. */
import type { Content } from '../content.ts'
import { inFile, refuse, short, value } from '../refusal.ts'
import { tableOf } from './cells.ts'
import { columnsReader } from './columns.ts'
import { isMissing, looksNumber } from './numbers.ts'
import { samplesIn, samplesOfArchive } from './samples.ts'
import { arePairs, averageWords, sentencesIn } from './sentences.ts'
import { taggedIn } from './tagged.ts'
import { isDate } from './times.ts'

/** How many characters of a text are read to tell what it is. */
const sample = 100_000

export function textKind(text: string): Content {
  const whole = text.length <= sample
  const end = text.lastIndexOf('\n', sample)
  const part = whole ? text : text.slice(0, end > 0 ? end : sample)
  const filledLines = (of: string) => of.split(/\r\n?|\n/).filter((line) => line.trim() !== '')
  const lines = filledLines(part)
  const archive = samplesOfArchive(text)
  if (archive && archive.length > 0) return { kind: 'samples', samples: archive }
  const sentences = taggedIn(text, lines)
  if (sentences && sentences.length > 0) return { kind: 'tags', sentences }
  const found = sentencesIn(lines) && sentencesIn(filledLines(text))
  if (found) return { kind: 'sentences', ...found }
  if (isTabular(part)) {
    const samples = samplesIn(part) && samplesIn(text)
    return { kind: 'table', columns: columnsReader(text), ...(samples ? { samples } : {}) }
  }
  if (arePairs(lines)) return refuse(inFile, { id: 'oneText' })
  if (isProse(text)) return { kind: 'text', text }
  const shown = value(JSON.stringify(short(text.trim().slice(0, 40))))
  // A table of words alone, or of nothing that is known.
  return lines.length > 1
    ? { kind: 'table', columns: columnsReader(text) }
    : refuse(inFile, { id: 'knownText' }, shown)
}

/** What records are, as the text of a table: sentences with their class where they have them. */
export function recordsKind(text: string): Content {
  const sentences = sentencesIn(text.split(/\r?\n/))
  return sentences ? { kind: 'sentences', ...sentences } : { kind: 'table', columns: columnsReader(text) }
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

function isProse(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  return text.trim().length >= 20 && letters > 0.4 * text.length && new Set(text).size > 2
}
