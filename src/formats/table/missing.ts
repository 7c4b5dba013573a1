/** Missing numbers: they are found, asked for, and left out, carried forward or interpolated; never closed up in silence. */
import { inFile, refuse } from '../refusal.ts'
import type { Decisions, Missing, Question, Said, Setting } from '../said.ts'

export interface Series {
  /** a row of numbers a timestep; NaN where one is missing */
  readonly rows: readonly (readonly number[])[]
  /** the line of the file (or the place in a list, from 1) of each row */
  readonly lines: readonly number[]
}

/** What each column writes where a number is missing, as many files do: −999, −99.99, 9999.9 or −1; undefined where it does not. */
function sentinelsOf(rows: Series['rows']): readonly (number | undefined)[] {
  return (rows[0] ?? []).map((_, j) => {
    const column = rows.map((row) => row[j]!).filter((n) => !Number.isNaN(n))
    return (
      column.find((n) => /^-9{2,}(\.9+)?$/.test(String(n))) ??
      lonely(column, /^-0?\.99$|^-9\.99$/) ??
      lonely(column, /^9{3,}(\.9+)?$|^99\.99?$/) ??
      lonely(column, /^-[1-9]0{2,}$/) ??
      (isMinusOne(column) ? -1 : undefined)
    )
  })
}

/** A number of nines that comes again and again, far from all others. */
function lonely(column: readonly number[], nines: RegExp): number | undefined {
  const found = column.find((n) => nines.test(String(n)))
  if (found === undefined) return undefined
  const others = column.filter((n) => n !== found)
  const isFar = others.every((n) => (found > 0 ? n < found / 2 : n > -Math.abs(found) / 2))
  return isFar && column.length - others.length > 1 ? found : undefined
}

/** −1 in a whole column, or again and again below numbers that are never negative and no small whole ones. */
function isMinusOne(column: readonly number[]): boolean {
  const others = column.filter((n) => n !== -1)
  const count = column.length - others.length
  if (others.length === 0) return count > 2
  const middle = [...others].sort((a, b) => a - b)[Math.floor(others.length / 2)]!
  return count > 1 && others.every((n) => n >= 0) && (middle > 3 || !others.every(Number.isInteger))
}

/** Far from all others, such a number is hardly one that was measured; −1 may be. */
const isFarSentinel = (n: number): boolean => n !== -1

export interface Filled {
  readonly series: Series
  /** which of the rows given remain */
  readonly kept: readonly number[]
  /** columns that hold nothing but what is missing: they are left out */
  readonly empty: readonly number[]
  readonly said: readonly Said[]
  readonly questions: readonly Question[]
  readonly settings: readonly Setting[]
}

const ways = ['drop', 'carry', 'interpolate'] as const

/** What can be decided about a series: nothing where no number is missing or stands for a missing one. */
const settingsOf = (holes: number, sentinels: number, how: Missing | undefined): readonly Setting[] =>
  holes + sentinels === 0 || how === undefined
    ? []
    : [{ option: 'missing', taken: how, choices: [...ways, ...(holes > 0 ? [] : ['keep'])] }]

/** The columns that hold nothing but what is missing; none where all of them do. */
function lostColumns({ rows }: Series): readonly number[] {
  const sentinels = sentinelsOf(rows)
  const isLost = (j: number) => {
    const sentinel = sentinels[j]
    const isFar = sentinel !== undefined && isFarSentinel(sentinel)
    return rows.every((row) => Number.isNaN(row[j]) || (isFar && row[j] === sentinel))
  }
  const lost = sentinels.flatMap((_, j) => (isLost(j) ? [j] : []))
  return lost.length < sentinels.length ? lost : []
}

const withoutColumns = ({ rows, lines }: Series, out: readonly number[]): Series => ({
  rows: rows.map((row) => row.filter((_, j) => !out.includes(j))),
  lines,
})

/** The same without filling the series. */
export function missingSettings(whole: Series, { missing }: Decisions): readonly Setting[] {
  const given = withoutColumns(whole, lostColumns(whole))
  const holes = countHoles(given).n
  const sentinels = sentinelsOf(given.rows).filter((each) => each !== undefined)
  const written = sentinels.length
  const usual = holes > 0 || sentinels.some(isFarSentinel) ? 'interpolate' : 'keep'
  return settingsOf(holes, written, (missing as Missing | undefined) ?? usual)
}

/** A series without holes, by what was decided; where nothing was, it is asked and interpolated for the moment. */
export function filled(given: Series, decisions: Decisions): Filled {
  const lost = lostColumns(given)
  if (lost.length === 0) return filledIn(given, decisions)
  const found = filledIn(withoutColumns(given, lost), decisions)
  const left = given.rows[0]!.flatMap((_, j) => (lost.includes(j) ? [] : [j]))
  return { ...found, empty: [...lost, ...found.empty.map((j) => left[j]!)] }
}

function filledIn(given: Series, decisions: Decisions): Filled {
  const questions: Question[] = []
  const found = countHoles(given)
  // Beside holes −1 is a number like others: who leaves cells empty writes no −1.
  const sentinels = sentinelsOf(given.rows).map((each) =>
    found.n > 0 && each !== undefined && !isFarSentinel(each) ? undefined : each,
  )
  const rows = given.rows.map((row) => row.map((n, j) => (n === sentinels[j] ? Number.NaN : n)))
  const all = countHoles({ ...given, rows })
  const holes = found.n > 0 ? all : found
  const written = [...new Set(sentinels.filter((each) => each !== undefined))]
  const decided = decisions.missing as Missing | undefined
  if (holes.n > 0 && decided === undefined)
    questions.push({
      option: 'missing',
      choices: ways,
      usual: 'interpolate',
      why: { id: 'missing', ...holes },
    })
  else if (written.length > 0 && decided === undefined) {
    const hit = (row: readonly number[]) => row.filter((n, j) => n === sentinels[j]).length
    const n = given.rows.reduce((sum, row) => sum + hit(row), 0)
    const row = given.lines[given.rows.findIndex((each) => hit(each) > 0)]!
    questions.push({
      option: 'missing',
      choices: [...ways, 'keep'],
      usual: written.some(isFarSentinel) ? 'interpolate' : 'keep',
      why: { id: 'sentinel', n, number: written.join(', '), row },
    })
  }
  const how = decided ?? (questions[0]?.usual as Missing | undefined)
  const settings = settingsOf(holes.n, written.length, how)
  if (how === undefined || (how === 'keep' && holes.n === 0))
    return { series: given, kept: given.rows.map((_, k) => k), empty: [], said: [], questions, settings }
  if (how === 'keep')
    return refuse(
      { id: 'key', key: '--missing' },
      { id: 'optionWords', words: ways },
      { id: 'value', text: 'keep' },
    )
  const empty = (rows[0] ?? []).flatMap((_, j) => (rows.every((row) => Number.isNaN(row[j])) ? [j] : []))
  const used = rows.map((row) => row.filter((_, j) => !empty.includes(j)))
  const done = how === 'drop' ? used : columnwise(used, how === 'carry' ? carried : interpolated)
  const kept = done.flatMap((row, k) => (row.some(Number.isNaN) ? [] : [k]))
  if (kept.length === 0 || used[0]?.length === 0) return refuse(inFile, { id: 'twoRows' }, { id: 'none' })
  return {
    series: { rows: kept.map((k) => done[k]!), lines: kept.map((k) => given.lines[k]!) },
    kept,
    empty,
    said: [
      ...(found.n > 0 && written.length > 0 ? [{ id: 'nines', numbers: written.map(String) } as const] : []),
      { id: 'missing', how, n: all.n },
    ],
    questions,
    settings,
  }
}

function countHoles({ rows, lines }: Series): { readonly n: number; readonly row: number } {
  const n = rows.reduce((sum, row) => sum + row.filter(Number.isNaN).length, 0)
  return { n, row: lines[rows.findIndex((row) => row.some(Number.isNaN))] ?? 0 }
}

function columnwise(rows: Series['rows'], change: (column: readonly number[]) => number[]): number[][] {
  const width = rows[0]?.length ?? 0
  const columns = Array.from({ length: width }, (_, j) => change(rows.map((row) => row[j]!)))
  return rows.map((_, k) => columns.map((column) => column[k]!))
}

/** The last number that is there; before the first one, the first. */
function carried(column: readonly number[]): number[] {
  let last = column.find((n) => !Number.isNaN(n)) ?? Number.NaN
  return column.map((n) => {
    if (!Number.isNaN(n)) last = n
    return last
  })
}

/** On the straight line between the numbers beside it; at the ends, the number nearest. */
function interpolated(column: readonly number[]): number[] {
  const known = column.flatMap((n, k) => (Number.isNaN(n) ? [] : [k]))
  let next = 0
  return column.map((n, k) => {
    while (next < known.length && known[next]! < k) next++
    if (!Number.isNaN(n)) return n
    const [before, after] = [known[next - 1], known[next]]
    if (before === undefined) return after === undefined ? Number.NaN : column[after]!
    if (after === undefined) return column[before]!
    return column[before]! + ((column[after]! - column[before]!) * (k - before)) / (after - before)
  })
}
