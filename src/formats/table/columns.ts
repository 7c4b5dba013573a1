/** A table as typed columns: its header, what each column holds, how its numbers are written. Nothing is chosen here. */
import { atLine, refuse, short, value } from '../refusal.ts'
import type { Decisions, Question, Said, Setting } from '../said.ts'
import { type Table, tableOf } from './cells.ts'
import { type Split, split, wholeHeader } from './heads.ts'
import { type Column, isNumeric, typed } from './kinds.ts'
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
import { isDate } from './times.ts'
import { unitOf } from './units.ts'
import { acrossDecision, turned } from './wide.ts'

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
  const units = all.map(unitOf)
  const bare = all.map((cells, j) => units[j]?.cells ?? cells)
  const numbered = bare
    .filter((cells) => isNumeric(cells) && !cells.some(isDate))
    .map((cells) => cells.filter((cell) => !isMissing(cell)))
  const numeric = numbered.flat()
  const manner = withPercent(mannerFor(numbered, table, decisions, questions), numbered, decisions, questions)
  const columns = typed(all, bare, named, manner)
  return {
    columns,
    lines: rows.map(({ line }) => line),
    said: [
      ...said,
      ...(table === given ? [] : [{ id: 'across' } as const]),
      ...(named ? [{ id: 'header', names: named.map(short) } as const] : []),
      ...saidOfNumbers(numeric, manner),
      ...[...new Set(units.flatMap((each) => each?.unit ?? []))].map(
        (unit) => ({ id: 'unit', unit }) as const,
      ),
      ...saidOfOthers(columns, bare),
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

/** What stands in columns of numbers and is none. */
function saidOfOthers(columns: readonly Column[], bare: readonly (readonly string[])[]): Said[] {
  const texts = columns.flatMap(({ kind, numbers }, j) =>
    kind === 'number' ? bare[j]!.filter((cell, k) => Number.isNaN(numbers[k]) && !isMissing(cell)) : [],
  )
  const some = [...new Set(texts)].slice(0, 4).map(short)
  return some.length > 0 ? [{ id: 'noNumbers', texts: some, n: texts.length }] : []
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
