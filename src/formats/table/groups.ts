/** Tables of several series below one another, such as the prices of several shares: each row says which one it belongs to. */

import { atOption, refuse, short, value } from '../refusal.ts'
import type { Decisions, Question, Said, Setting } from '../said.ts'
import type { Column } from './kinds.ts'
import { momentsOfLabels, nameOf } from './roles.ts'
import { isMonotone, isTimeName } from './times.ts'

export interface Grouped {
  /** the columns that tell the series apart */
  readonly by: readonly number[]
  /** the rows of the series that is read, from 0 */
  readonly rows: readonly number[]
  readonly said: readonly Said[]
  readonly questions: readonly Question[]
  readonly settings: readonly Setting[]
}

/** More series than this are not offered by name. */
const mostNames = 500

/** The rows of one of several series; undefined where there is one alone. */
export function groupOf(
  columns: readonly Column[],
  labels: readonly Column[],
  decisions: Decisions,
): Grouped | undefined {
  const n = columns[0]?.cells.length ?? 0
  const isName = (each: Column) => /(^|[\s_.])(id|unit|no|nr|code|编号|代码)$/i.test(each.name ?? '')
  const named = labels.filter(isName)
  const times = momentsOfLabels({ labels: labels.filter((each) => !named.includes(each)) })
  if (times.length === 0 || wayOf(times, range(n))) return undefined
  const first = dividing(
    columns,
    labels.filter((each) => !named.includes(each)),
    times,
  )
  if (!first) return undefined
  const names = [...first.rows.keys()]
  const given = decisions.sequence ?? names[0]!
  const taken = first.rows.has(given) ? given : names[Number(given) - 1]
  if (taken === undefined)
    return refuse(atOption('sequence'), { id: 'columnOfFile', names: names.slice(0, 20) }, value(given))
  const by = first.by.map(nameOf).join(' + ')
  const shown = names.slice(0, 6).map(short)
  const choices = names.slice(0, mostNames)
  return {
    by: first.by.map((each) => each.n),
    rows: first.rows.get(taken)!,
    said: [{ id: 'group', name: short(taken), by: short(by), of: names.length }],
    questions:
      decisions.sequence === undefined
        ? [
            {
              option: 'sequence',
              choices,
              usual: taken,
              why: { id: 'groups', by: short(by), n: names.length, names: shown },
            },
          ]
        : [],
    settings: [{ option: 'sequence', taken, choices }],
  }
}

interface Division {
  readonly by: readonly Column[]
  readonly rows: ReadonlyMap<string, readonly number[]>
}

/** The column, or the two of them, by which the times of each series run one way; the fewest series that do. */
function dividing(
  columns: readonly Column[],
  labels: readonly Column[],
  times: readonly (readonly number[])[],
): Division | undefined {
  const n = columns[0]!.cells.length
  const few = columns.flatMap((column): Division[] => {
    const isCount = column.numbers.every((number) => Number.isInteger(number) && number >= 0)
    if (labels.includes(column) || !(column.kind === 'text' || isCount)) return []
    const rows = rowsByCell(column.cells)
    return rows.size > 1 && rows.size <= n / 2 ? [{ by: [column], rows }] : []
  })
  const isWhole = ({ by, rows }: Division) =>
    rows.size <= n / 2 &&
    (isKey(by) || [...rows.values()].every(({ length }) => length > 1)) &&
    [...rows.values()].every((each) => wayOf(times, each))
  const fewest = (all: readonly Division[]) =>
    all.filter(isWhole).sort((a, b) => a.rows.size - b.rows.size)[0]
  const alone = fewest(few)
  if (alone || few.length > mostPaired) return alone
  const pairs = few.flatMap(({ by: [a] }, k) =>
    few.slice(k + 1).map(({ by: [b] }): Division => {
      const both = a!.cells.map((cell, row) => `${cell} ${b!.cells[row]}`)
      return { by: [a!, b!], rows: rowsByCell(both) }
    }),
  )
  return fewest(pairs)
}

/** Does a column alone tell names? A number, or two columns, may be what was measured: each of them has to come again. */
const isKey = ([first, ...others]: readonly Column[]): boolean =>
  others.length === 0 && first!.kind === 'text'

/** Of more columns no pairs are tried. */
const mostPaired = 8

const range = (n: number): number[] => Array.from({ length: n }, (_, k) => k)

function rowsByCell(cells: readonly string[]): Map<string, number[]> {
  const rows = new Map<string, number[]>()
  for (const [k, cell] of cells.entries()) {
    const known = rows.get(cell)
    if (known) known.push(k)
    else rows.set(cell, [k])
  }
  return rows
}

/** Which way the times of rows run, in the order of their columns; undefined where they turn. Only where it is said may they stand still. */
export function wayOf(
  times: readonly (readonly number[])[],
  rows: readonly number[],
  still = false,
): 'forwards' | 'backwards' | undefined {
  const compare = (a: number, b: number): number => {
    const column = times.find((each) => each[a] !== each[b])
    return column ? Math.sign(column[b]! - column[a]!) : 0
  }
  const ways = rows.slice(1).map((row, k) => compare(rows[k]!, row))
  const least = still ? 0 : 1
  if (ways.every((way) => way >= least)) return 'forwards'
  return ways.every((way) => -way >= least) ? 'backwards' : undefined
}

/**
 * Columns of times that begin anew with each series, or within each date: years of one country after those of another, hours below a day.
 * They are none where nothing tells the series apart.
 */
export function timesWithin(columns: readonly Column[]): readonly Column[] {
  const dated = columns.filter(({ kind }) => kind === 'time')
  const inner = columns.filter(
    ({ kind, name, numbers }) =>
      kind === 'number' && name !== undefined && isTimeName(name) && numbers.every(Number.isInteger),
  )
  if (inner.length === 0) return []
  const rows = range(inner[0]!.cells.length)
  const whole = momentsOfLabels({ labels: dated })
  const first = inner.find(({ numbers }) => whole.length > 0 && wayOf([...whole, numbers], rows))
  if (first && !wayOf(whole, rows)) return [first]
  if (dated.length > 0) return []
  const others = columns.filter((each) => !inner.includes(each))
  const times = inner.map(({ numbers }) => numbers)
  return dividing(others, [], times) ? inner : []
}

/** Columns of running numbers that begin anew wherever another column changes: the cycles of one engine after those of another. */
export function restarting(
  columns: readonly (readonly number[])[],
): readonly { readonly time: number; readonly group: number }[] {
  return columns.flatMap((numbers, time) => {
    const [start] = numbers
    if (start !== 0 && start !== 1) return []
    const isReset = numbers.map((n, k) => k > 0 && n !== numbers[k - 1]! + 1)
    const resets = isReset.filter(Boolean).length
    if (resets === 0 || resets * 3 > numbers.length) return []
    if (isReset.some((is, k) => is && numbers[k] !== start)) return []
    const group = columns.findIndex(
      (other, j) =>
        j !== time &&
        other.every((n, k) => k === 0 || (n !== other[k - 1]) === isReset[k]) &&
        isMonotone(other),
    )
    return group < 0 ? [] : [{ time, group }]
  })
}
