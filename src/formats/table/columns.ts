/** A table as typed columns: its header, what each column holds, how its numbers are written. Nothing is chosen here. */
import { atLine, refuse, short, value } from '../refusal.ts'
import type { Decisions, Question, Said, Setting } from '../said.ts'
import { type Table, tableOf } from './cells.ts'
import { restarting, timesWithin } from './groups.ts'
import { type Split, split, wholeHeader } from './heads.ts'
import {
  hasMark,
  isBookkept,
  isMissing,
  isPercent,
  isScaled,
  looksNumber,
  type Manner,
  type Mark,
  mannerOf,
  markCalled,
  marks,
  mixedPercent,
  numberIn,
} from './numbers.ts'
import { clockColumns, isCounting, isDate, isMonotone, isStamped, isTimeName, isYears } from './times.ts'
import { acrossDecision, turned } from './wide.ts'

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

/** The columns of a text, by what is decided; D is the width of the model's inputs. */
export type ColumnsReader = (decisions: Decisions, D?: number) => Columns

/** Reads the columns of a text, and reads them anew where it is decided otherwise how they are written. */
export function columnsReader(text: string): ColumnsReader {
  let last: { readonly key: string; readonly columns: Columns } | undefined
  return (decisions, D) => {
    const { header, decimal, percent, across } = decisions
    const key = JSON.stringify([header, decimal, percent, across, D])
    if (last?.key !== key) last = { key, columns: columnsOf(text, decisions, D) }
    return last.columns
  }
}

/** The columns of a text. */
function columnsOf(text: string, decisions: Decisions, D?: number): Columns {
  const given = tableOf(text)
  const table = across(given, D)
  const questions: Question[] = []
  const around = split(table, decisions, questions)
  if (around.rows.length === 0) return refuse(atLine(1), { id: 'numberRows' }, { id: 'none' })
  const shortened = around.rows.find(
    ({ cells }) => cells.length > 1 && cells.every((cell) => /^(\.{2,3}|…)$/.test(cell)),
  )
  if (shortened) return refuse(atLine(shortened.line), { id: 'wholePrint' })
  const { named, rows, said, settings } = downwards(around, decisions, questions)
  const width = named?.length ?? rows[0]!.cells.length
  if (width > mostColumns)
    refuse(atLine(rows[0]!.line), { id: 'numbers', n: mostColumns }, value(String(width)))
  const uneven = rows.find(({ cells }) => cells.length !== width)
  if (uneven)
    return refuse(atLine(uneven.line), { id: 'numbers', n: width }, value(String(uneven.cells.length)))
  const all = Array.from({ length: width }, (_, j) => rows.map(({ cells }) => cells[j]!))
  const numbered = all
    .filter((cells) => isNumeric(cells) && !cells.some(isDate))
    .map((cells) => cells.filter((cell) => !isMissing(cell)))
  const numeric = numbered.flat()
  const manner = withPercent(mannerFor(numbered, table, decisions, questions), numbered, decisions, questions)
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
      ...settings,
      { option: 'header', taken: named ? 'yes' : 'no', choices: ['yes', 'no'] },
      ...(numeric.some(hasMark)
        ? [
            {
              option: 'decimal',
              taken: marks[manner.decimal].option,
              choices: decimalChoices(manner.decimal),
            } as const,
          ]
        : []),
      ...(numeric.some(isPercent)
        ? [{ option: 'percent', taken: percentTaken(manner), choices: percentChoices } as const]
        : []),
    ],
  }
}

const percentChoices = ['number', 'hundredths']
const percentTaken = ({ hundredths = false }: Manner): string => (hundredths ? 'hundredths' : 'number')

/** Asks how per cent are meant where a column has numbers that are none beside them. */
function withPercent(
  manner: Manner,
  numbered: readonly (readonly string[])[],
  decisions: Decisions,
  questions: Question[],
): Manner {
  if (decisions.percent !== undefined) return { ...manner, hundredths: decisions.percent === 'hundredths' }
  for (const cells of numbered) {
    const mixed = mixedPercent(cells, manner)
    if (!mixed) continue
    const taken = { ...manner, hundredths: mixed.hundredths }
    questions.push({
      option: 'percent',
      choices: percentChoices,
      usual: percentTaken(taken),
      why: { id: 'percent', percent: short(mixed.percent), plain: short(mixed.plain) },
    })
    return taken
  }
  return manner
}

/** The rows of a table, turned where time runs across. */
function downwards({ header, rows, said }: Split, decisions: Decisions, questions: Question[]) {
  const named = wholeHeader(header, rows)
  const wide = named && turned({ header: named, rows })
  if (!wide) return { named, rows, said, settings: [] }
  const { taken, questions: asked, settings } = acrossDecision(wide, named, decisions)
  questions.push(...asked)
  return taken
    ? {
        named: wide.header,
        rows: wide.rows,
        said: [...said, { id: 'turned', how: wide.how, left: wide.left.map(short) } as const],
        settings,
      }
    : { named, rows, said, settings }
}

/** The marks that may be the decimal one: point and comma, and what else is taken. */
const decimalChoices = (taken: Mark): readonly string[] =>
  [...new Set<Mark>(['.', ',', taken])].map((mark) => marks[mark].option)

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

/** Are these numbers, but for what is missing and a word here and there? */
function isNumeric(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => !isMissing(cell))
  const numbers = filled.filter(looksNumber).length
  return numbers > 0 && numbers >= 0.95 * filled.length
}

function mannerFor(
  numbered: readonly (readonly string[])[],
  { separator }: Table,
  decisions: Decisions,
  questions: Question[],
): Manner {
  const decided = decisions.decimal === undefined ? undefined : markCalled(decisions.decimal)
  if (decided) return { decimal: decided, thousands: true }
  const found = mannerOf(numbered, separator)
  if ('manner' in found) return found.manner
  const { open: text, mark, usual } = found
  questions.push({
    option: 'decimal',
    choices: decimalChoices(usual),
    usual: marks[usual].option,
    why: { id: 'decimal', text, grouped: text.replace(mark, ''), decimal: text.replace(mark, '.') },
  })
  return { decimal: usual, thousands: true }
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
  const whole = numbers.map((each, j) => ({ name: names?.[j], numbers: each }))
  const clock = clockColumns(whole)
  const cycles = restarting(numbers).map((each) => each.time)
  const time = all.map(
    (cells, j) =>
      isTime(cells, numbers[j]!, numeric[j]!, j, names?.[j], count) ||
      clock.includes(j) ||
      cycles.includes(j),
  )
  const years = time.findIndex((is, j) => is && isYears(numbers[j]!))
  const found = all.map((cells, j): Column => {
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
  const within = timesWithin(found)
  return found.map((each) => (within.includes(each) ? { ...each, kind: 'time' } : each))
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
  if (!numeric)
    return (
      !cells.some(isMissing) && (name === '' ? j === 0 : isTimeName(name) && j < 3 && !isKey(name, cells))
    )
  // A series alone is data, whatever it is called.
  if (count < 2 || cells.some(isMissing)) return false
  if (name === '' && j === 0) return true
  if (isTimeName(name) && isMonotone(numbers)) return true
  if ((name === undefined || isTimeName(name) || isDateLong(numbers)) && isStamped(numbers)) return true
  return j === 0 && (isCounting(numbers) || ((name === undefined || isTimeName(name)) && isYears(numbers)))
}

/** A name that comes again is not when a row is. */
const isKey = (name: string | undefined, cells: readonly string[]): boolean =>
  /^(id|no|nr|编号)$/i.test(name ?? '') && new Set(cells).size < cells.length

/** 20201231: a number of eight digits that is a date is hardly anything else. */
const isDateLong = (numbers: readonly number[]): boolean => numbers.every((n) => n > 1e7 && n < 1e8)

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

function saidOfNumbers(cells: readonly string[], manner: Manner): Said[] {
  const { decimal, thousands } = manner
  const { option: mark, thousands: other } = marks[decimal]
  const isRead = (cell: string) => numberIn(cell, manner) !== undefined
  const grouped = cells.find(
    (cell) => (cell.includes(other) && isRead(cell)) || /\d[ \u00a0\u202f\u2009'’]\d/.test(cell),
  )
  const divided = cells.find((cell) => cell.includes(decimal)) ?? cells.find((cell) => /\D/.test(cell))
  const read = (cell: string) => ({ text: short(cell), number: numberIn(cell, manner) ?? 0 })
  const [percent, scaled, turnedNumber] = [
    cells.find(isPercent),
    cells.find(isScaled),
    cells.find(isBookkept),
  ]
  return [
    ...(mark !== 'point' ? [{ id: 'decimalMark', mark, ...read(divided ?? '') } as const] : []),
    ...(mark === 'point' && thousands && grouped ? [{ id: 'thousands', ...read(grouped) } as const] : []),
    ...(percent ? [{ id: 'percent', ...read(percent) } as const] : []),
    ...(scaled ? [{ id: 'scaled', ...read(scaled) } as const] : []),
    ...(turnedNumber ? [{ id: 'negative', ...read(turnedNumber) } as const] : []),
  ]
}
