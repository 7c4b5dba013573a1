/** Nested lists of numbers: a number or a row a timestep; a batch of sequences is asked about. */
import { atKey, atOption, inFile, refuse, value } from '../refusal.ts'
import type { Decisions, Question, Said, Setting } from '../said.ts'
import type { Columns } from './columns.ts'
import type { Data, Fit } from './data.ts'
import type { Column } from './kinds.ts'
import { columnsData } from './series.ts'
import { isStamped } from './times.ts'

/** The data of lists. */
export function listsData(given: readonly unknown[], decisions: Decisions, fit?: Fit): Data {
  return columnsData(columnsOfLists(given, decisions, fit), decisions, fit)
}

/** Lists as columns; the row of a timestep stands in the line of its number. */
export function columnsOfLists(given: readonly unknown[], decisions: Decisions, fit?: Fit): Columns {
  const questions: Question[] = []
  const said: Said[] = []
  const settings: Setting[] = []
  let lists = given
  if (isRow(lists[0]) && isRow(lists[0][0])) {
    lists = sequenceOf(given, decisions, questions, said)
    settings.push(...sequenceSetting(given.length, decisions))
  }
  if (lists.length === 0) return refuse(inFile, { id: 'numberRows' }, { id: 'none' })
  const isFlat = lists.every((row) => !isRow(row))
  // A list of numbers is one timestep where it is as wide as the model's input, and a number a timestep elsewhere.
  const isOne = isFlat && fit !== undefined && fit.D > 1 && lists.length === fit.D
  const rows = isOne ? [lists] : isFlat ? lists.map((each) => [each]) : lists
  const width = isRow(rows[0]) ? rows[0].length : 0
  for (const [t, row] of rows.entries()) {
    if (!isRow(row) || row.length !== width || width === 0)
      return refuse(
        atKey(`[${t}]`),
        { id: 'numberList', n: Math.max(width, 1) },
        isRow(row) ? { id: 'list', n: row.length } : value(written(row)),
      )
    const j = row.findIndex((each) => !isNumber(each))
    if (j >= 0) return refuse(atKey(`[${t}][${j}]`), { id: 'finite' }, value(written(row[j])))
  }
  const columns = Array.from({ length: width }, (_, j): Column => {
    const numbers = rows.map((row) => ((row as readonly unknown[])[j] ?? Number.NaN) as number)
    const kind = width > 1 && isStamped(numbers) ? 'time' : 'number'
    return { n: j + 1, kind, isClass: false, cells: numbers.map(String), numbers }
  })
  return { columns, lines: rows.map((_, k) => k + 1), said, questions, settings }
}

/** Which of several sequences is opened. */
export const sequenceSetting = (n: number, decisions: Decisions): Setting[] =>
  n > 1 ? [{ option: 'sequence', taken: decisions.sequence ?? '1', most: n }] : []

const isRow = (each: unknown): each is readonly unknown[] => Array.isArray(each)
/** A number, or the hole that one is missing from. */
const isNumber = (each: unknown): boolean =>
  each === null || (typeof each === 'number' && (Number.isFinite(each) || Number.isNaN(each)))

/** One sequence of a batch. */
function sequenceOf(
  batch: readonly unknown[],
  decisions: Decisions,
  questions: Question[],
  said: Said[],
): readonly unknown[] {
  const n = batch.length
  const choices = Array.from({ length: n }, (_, k) => String(k + 1))
  if (n > 1 && decisions.sequence === undefined)
    questions.push({ option: 'sequence', choices, usual: '1', why: { id: 'batch', n } })
  const k = choices.indexOf(decisions.sequence ?? '1')
  if (k < 0)
    return refuse(
      atOption('sequence'),
      { id: 'whole', from: 1, to: n },
      value(JSON.stringify(decisions.sequence)),
    )
  if (n > 1) said.push({ id: 'sequence', k: k + 1, of: n })
  const found = batch[k]
  return isRow(found) ? found : refuse(atKey(`[${k}]`), { id: 'numberRows' }, value(written(found)))
}

/** A value of a list, in short: what is nested is not written out. */
function written(given: unknown): string {
  if (typeof given === 'object' && given !== null) return Array.isArray(given) ? '[…]' : '{…}'
  return typeof given === 'number' ? String(given) : (JSON.stringify(given) ?? '')
}
