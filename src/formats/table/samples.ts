/** Files with a series in each row: the archives of time series, with the class first or last, or the name of each series. */
import { limits } from '../../experiment/document.ts'
import { atLine, refuse, short, value } from '../refusal.ts'
import type { Decisions, Question, Said, Setting } from '../said.ts'
import { tableOf } from './cells.ts'
import type { Data } from './data.ts'
import { sequenceSetting } from './lists.ts'
import { filled } from './missing.ts'
import { isMissing, looksNumber, numberIn } from './numbers.ts'
import { one } from './texts.ts'
import { isDate } from './times.ts'

export interface Sample {
  readonly name?: string
  readonly label?: string
  /** what is to be said at the end, where it is a number */
  readonly target?: number
  /** a row of numbers a timestep; NaN where one is missing */
  readonly rows: readonly (readonly number[])[]
}

const number = (cell: string): number =>
  isMissing(cell) ? Number.NaN : (numberIn(cell, { decimal: '.', thousands: false }) ?? Number.NaN)

/** Numbers of one row, without the empty cells that end a series shorter than others. */
function seriesOf(cells: readonly string[]): number[][] {
  const end = cells.findLastIndex((cell) => !isMissing(cell)) + 1
  return cells.slice(0, end).map((cell) => [number(cell)])
}

/** Fewer numbers beside each other, with and without names that count, are columns. */
const [leastNamed, leastUnnamed] = [12, 20]

/** The series in the rows of a table; undefined where rows are timesteps, or nothing says that they are series. */
export function samplesIn(text: string): readonly Sample[] | undefined {
  const { rows } = tableOf(text)
  const [first] = rows
  if (!first || first.cells.length < leastNamed || rows.length < 3) return undefined
  const isNamed =
    first.cells.every((cell) => !looksNumber(cell) || /^\d+$/.test(cell)) &&
    first.cells.some((cell) => /\p{L}/u.test(cell))
  const names = isNamed ? counted(first.cells) : undefined
  const body = (names ? rows.slice(1) : rows).map(({ cells }) => cells)
  const width = Math.max(...body.map((cells) => cells.length))
  if (!names && width < leastUnnamed) return undefined
  const column = (j: number) => body.map((cells) => cells[j] ?? '')
  // A name of each series may be called as the numbers are: V1 before V2, V3, …
  const isNumbered = (j: number) => names!.includes(j) && !column(j).some((cell) => !isNumberCell(cell))
  const beside = names
    ? first.cells.flatMap((_, j) => (isNumbered(j) ? [] : [j]))
    : besideOf(column, width, body.length)
  if (!beside || beside.length > 2) return undefined
  if (beside.length === 0) return names ? undefined : smoothRows(body)
  const values = Array.from({ length: width }, (_, j) => j).filter((j) => !beside.includes(j))
  const areNumbers = body.every((cells) => values.every((j) => isNumberCell(cells[j] ?? '')))
  if (!areNumbers || beside.some((j) => column(j).every(isDate))) return undefined
  const label = beside.find((j) => isClass(column(j)))
  const name = beside.find((j) => j !== label && new Set(column(j)).size === body.length)
  if (label === undefined && (name === undefined || column(name).every(looksNumber))) return undefined
  return body.map((cells) => ({
    ...(name === undefined ? {} : { name: cells[name]! }),
    ...(label === undefined ? {} : { label: classOf(cells[label]!) }),
    rows: seriesOf(values.map((j) => cells[j] ?? '')),
  }))
}

/** Rows of numbers alone are series where they go on smoothly, and columns do not. */
function smoothRows(body: readonly (readonly string[])[]): readonly Sample[] | undefined {
  const width = body[0]!.length
  if (!body.every((cells) => cells.length === width && cells.every(looksNumber))) return undefined
  const rows = body.map((cells) => cells.map(number))
  const some = rows.slice(0, 200)
  const mean = (all: readonly number[]) => all.reduce((sum, n) => sum + n, 0) / all.length
  const across = mean(some.map((row) => mean(row.slice(1).map((n, j) => Math.abs(n - row[j]!)))))
  const down = mean(some.slice(1).map((row, k) => mean(row.map((n, j) => Math.abs(n - some[k]![j]!)))))
  return across < down / 2 ? rows.map((row) => ({ rows: row.map((n) => [n]) })) : undefined
}

const isNumberCell = (cell: string): boolean => isMissing(cell) || (looksNumber(cell) && !isDate(cell))

/** The columns of names that count: V1, V2, … or 0, 1, …; undefined where most do not. */
function counted(header: readonly string[]): readonly number[] | undefined {
  const parts = header.map((cell) => /^(.*?)(\d+)$/.exec(cell))
  const prefixes = new Map<string, number[]>()
  for (const [j, part] of parts.entries())
    if (part) prefixes.set(part[1]!, [...(prefixes.get(part[1]!) ?? []), j])
  const most = [...prefixes.values()].sort((a, b) => b.length - a.length)[0] ?? []
  const counts = most.map((j) => Number(parts[j]![2]))
  const grows = counts.every((n, k) => k === 0 || n === counts[k - 1]! + 1)
  return grows && most.length >= leastNamed && most.length >= header.length - 2 ? most : undefined
}

/** Which column, the first or the last, says what the series of numbers without names are. */
function besideOf(column: (j: number) => readonly string[], width: number, n: number): number[] | undefined {
  const isFraction = (j: number) => column(j).some((cell) => !Number.isInteger(number(cell)))
  const fractions = Array.from({ length: width }, (_, j) => j).filter(isFraction).length
  if (fractions * 2 < width) return undefined
  return [0, width - 1]
    .filter((j) => {
      const cells = column(j)
      return isClass(cells) || (j === 0 && new Set(cells).size === n && !cells.some(looksNumber))
    })
    .slice(0, 1)
}

/** A few classes, words or whole numbers, each of which comes again. */
function isClass(cells: readonly string[]): boolean {
  const kinds = new Set(cells.map(classOf)).size
  if (kinds < 2 || kinds > Math.min(60, Math.max(2, cells.length / 2)) || cells.some(isMissing)) return false
  return cells.every((cell) => !looksNumber(cell) || Number.isInteger(number(cell)))
}

/** 1.0000000e+00 is class 1. */
const classOf = (cell: string): string => (looksNumber(cell) ? String(number(cell)) : cell)

/** The series of a .ts or .tsf file: @ lines say what it is, the dimensions of a series stand between colons. */
export function samplesOfArchive(text: string): readonly Sample[] | undefined {
  const lines = text.split(/\r\n?|\n/)
  const start = lines.findIndex((line) => /^\s*@data\s*$/i.test(line))
  const said = lines.slice(0, start).map((line) => line.trim().toLowerCase())
  const data = lines.slice(start + 1)
  const isArchive = said.some((line) => /^@(problemname|timestamps|frequency|univariate)\b/.test(line))
  if (start < 0 || !isArchive) return undefined
  const attributes = said.filter((line) => line.startsWith('@attribute')).length
  const isTrue = (name: string) => said.some((line) => new RegExp(`^@${name}\\s+true\\b`).test(line))
  const [classes, numeric] = [isTrue('classlabel'), isTrue('targetlabel')]
  return data.flatMap((line, k): Sample[] => {
    if (line.trim() === '' || /^\s*#/.test(line)) return []
    const parts = line.trim().split(':')
    const named = parts.slice(0, attributes)
    const end = classes || numeric ? parts.at(-1)!.trim() : undefined
    const dimensions = parts.slice(attributes, end === undefined ? undefined : -1).map((part) =>
      // (moment, number) where timestamps are given.
      (part.includes('(')
        ? [...part.matchAll(/,([^,()]*)\)/g)].map(([, cell]) => cell!)
        : part.split(',')
      ).map((cell) => number(cell.trim())),
    )
    const steps = dimensions[0]?.length ?? 0
    const uneven = dimensions.find(({ length }) => length !== steps)
    if (steps === 0 || uneven)
      return refuse(atLine(start + 2 + k), { id: 'numbers', n: steps }, value(String(uneven?.length ?? 0)))
    return [
      {
        ...(named[0] ? { name: named[0] } : {}),
        ...(classes && end !== undefined ? { label: classOf(end) } : {}),
        ...(numeric && end !== undefined ? { target: number(end) } : {}),
        rows: Array.from({ length: steps }, (_, t) => dimensions.map((dimension) => dimension[t]!)),
      },
    ]
  })
}

/** The data of one of the series: its class at the end, the number that belongs to it, or the next value. */
export function samplesData(samples: readonly Sample[], decisions: Decisions): Data {
  const { chosen, k } = one(samples, decisions)
  const whole = filled({ rows: chosen.rows, lines: chosen.rows.map((_, t) => t + 1) }, decisions)
  const all = whole.series.rows
  const read = all.slice(0, limits.steps)
  const said: Said[] = [
    { id: 'samples', n: samples.length, ...(chosen.name ? { name: short(chosen.name) } : {}) },
    ...(samples.length > 1 ? [{ id: 'sequence', k, of: samples.length } as const] : []),
    ...(read.length < all.length ? [{ id: 'rows', from: 1, to: read.length, of: all.length } as const] : []),
    ...whole.said,
  ]
  const settings: Setting[] = [...sequenceSetting(samples.length, decisions), ...whole.settings]
  const rest = { names: {}, questions: whole.questions, settings }
  if (chosen.label !== undefined) {
    const classes = [...new Set(samples.flatMap(({ label }) => label ?? []))].sort(byNumber)
    return {
      ...rest,
      inputs: read,
      targets: read.map(() => classes.indexOf(chosen.label!)),
      outputs: classes.length,
      classes: true,
      everyStep: false,
      names: { outputs: classes.map(short) },
      said: [...said, { id: 'ofSample', names: classes.map(short) }],
    }
  }
  if (chosen.target !== undefined && !Number.isNaN(chosen.target))
    return {
      ...rest,
      inputs: read,
      targets: read.map(() => [chosen.target!]),
      outputs: 1,
      classes: false,
      everyStep: false,
      said: [...said, { id: 'ofSample', names: [] }],
    }
  const alone = read.length < 2
  return {
    ...rest,
    inputs: alone ? read : read.slice(0, -1),
    ...(alone ? {} : { targets: read.slice(1), outputs: read[0]!.length }),
    classes: false,
    said: [
      ...said,
      alone ? { id: 'noTarget' } : { id: 'next', names: read[0]!.map((_, j) => String(j + 1)) },
    ],
  }
}

const byNumber = (a: string, b: string): number => Number(a) - Number(b) || (a < b ? -1 : 1)

/** Whether rows are series is the user's to say. */
export function samplesDecision(
  samples: readonly Sample[],
  decisions: Decisions,
): { readonly taken: boolean; readonly questions: readonly Question[]; readonly setting: Setting } {
  const choices = ['yes', 'no']
  const taken = decisions.across ?? 'yes'
  const n = Math.max(...samples.map(({ rows }) => rows.length))
  return {
    taken: taken === 'yes',
    questions:
      decisions.across === undefined
        ? [{ option: 'across', choices, usual: 'yes', why: { id: 'samples', n } }]
        : [],
    setting: { option: 'across', taken, choices },
  }
}
