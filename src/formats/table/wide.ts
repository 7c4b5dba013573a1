/** Tables in which time runs across: months above rows of years, or dates above rows that are each a series. They are turned, so that a row is a timestep. */
import { short } from '../refusal.ts'
import type { Decisions, Question, Setting } from '../said.ts'
import type { Cells } from './cells.ts'
import { isMissing, looksNumber } from './numbers.ts'
import { isDate, isMonth } from './times.ts'

interface Heads {
  readonly header: readonly string[]
  readonly rows: readonly Cells[]
}

export interface Turned extends Heads {
  readonly how: 'years' | 'series'
  /** the columns that are left out: what stands beside the months of a year */
  readonly left: readonly string[]
}

/** Fewer times beside each other are columns of their own. */
const leastTimes = 3

/** The table with time running down; undefined where it does already. */
export function turned({ header, rows }: Heads): Turned | undefined {
  const times = header.flatMap((name, j) => (isTimes(name) ? [j] : []))
  const [first] = times
  if (first === undefined || times.length < leastTimes || rows.length === 0) return undefined
  const others = header.flatMap((_, j) => (times.includes(j) ? [] : [j]))
  const cell = (row: Cells, j: number) => row.cells[j] ?? ''
  const areNumbers = rows.every((row) =>
    times.every((j) => isMissing(cell(row, j)) || (looksNumber(cell(row, j)) && !isDate(cell(row, j)))),
  )
  if (!areNumbers || !inOrder(times.map((j) => header[j]!))) return undefined
  const [label] = others
  const labels = label === undefined ? [] : rows.map((row) => cell(row, label))
  const perYear = times.every((j) => isPart(header[j]!)) && labels.every(isYear)
  const perMonth = others.length === 1 && times.every((j) => isYear(header[j]!)) && labels.every(isPart)
  if (perYear || perMonth) {
    const all = perYear
      ? rows.flatMap((row) => times.map((j) => at(row, `${cell(row, label!)} ${header[j]}`, cell(row, j))))
      : times.flatMap((j) => rows.map((row) => at(row, `${header[j]} ${cell(row, label!)}`, cell(row, j))))
    const filled = all.map(({ cells }) => !isMissing(cells[1]!))
    // The first year may begin, and the last one end, within the year.
    const within = all.slice(filled.indexOf(true), filled.lastIndexOf(true) + 1)
    return { how: 'years', header: ['', ''], rows: within, left: others.slice(1).map((j) => header[j]!) }
  }
  const texts = others.filter((j) => !rows.every((row) => looksNumber(cell(row, j))))
  const naming = texts.length > 0 ? texts : others.slice(0, 1)
  const names = rows.map((row) =>
    naming
      .map((j) => cell(row, j))
      .filter((text) => text !== '')
      .join(' '),
  )
  return {
    how: 'series',
    left: others.filter((j) => !naming.includes(j)).map((j) => header[j]!),
    header: ['', ...names],
    rows: times.map((j) => ({ line: 1, cells: [header[j]!, ...rows.map((row) => cell(row, j))] })),
  }
}

const at = ({ line }: Cells, label: string, value: string): Cells => ({ line, cells: [label, value] })

const isYear = (text: string): boolean => /^(1[5-9]|20|21)\d\d$/.test(text)
const isQuarter = (text: string): boolean => /^(q|qtr|quarter )[1-4]$/i.test(text)
const isPart = (text: string): boolean => isMonth(text) || isQuarter(text)
const isTimes = (name: string): boolean => isYear(name) || isQuarter(name) || isDate(name)

/** Years that grow, or months from the first one on. */
function inOrder(names: readonly string[]): boolean {
  const years = names.filter(isYear).map(Number)
  return years.every((year, k) => k === 0 || year > years[k - 1]!)
}

/** What is decided about a table in which time may run across. */
export function acrossDecision(
  found: Turned,
  header: readonly string[],
  decisions: Decisions,
): {
  readonly taken: boolean
  readonly questions: readonly Question[]
  readonly settings: readonly Setting[]
} {
  const choices = ['yes', 'no']
  const taken = decisions.across ?? 'yes'
  const names = header.filter(isTimes)
  const why = { id: 'across', how: found.how, first: short(names[0]!), last: short(names.at(-1)!) } as const
  return {
    taken: taken === 'yes',
    questions: decisions.across === undefined ? [{ option: 'across', choices, usual: 'yes', why }] : [],
    settings: [{ option: 'across', taken, choices }],
  }
}
