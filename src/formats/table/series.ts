/** A table, or rows of numbers without names, as the data of an experiment. */
import { limits } from '../../experiment/document.ts'
import { atOption, inFile, refuse, value } from '../refusal.ts'
import type { Decisions, Question, Said } from '../said.ts'
import { type Column, columnsOf } from './columns.ts'
import type { Data, Fit } from './data.ts'
import { filled } from './missing.ts'
import { labelsOf, nameOf, newestFirst, quoted, type Roles, rolesOf } from './roles.ts'
import { type Scale, scaled, scalingOf } from './scale.ts'

/** How many rows are read where nobody says which. */
const usualRows = 200

/** The data of the text of a table. */
export function tableData(text: string, decisions: Decisions, fit?: Fit): Data {
  const { columns, lines, said, questions } = columnsOf(text, decisions, fit?.D)
  return columnsData(columns, lines, { said, questions }, decisions, fit)
}

interface Before {
  readonly said: readonly Said[]
  readonly questions: readonly Question[]
}

/** The data of columns; `lines` say where each row stands. */
export function columnsData(
  columns: readonly Column[],
  lines: readonly number[],
  before: Before,
  decisions: Decisions,
  fit?: Fit,
): Data {
  const { roles, used, rows, kept, said, questions } = wholeRows(columns, lines, before, decisions, fit)
  const built = build(roles, used, rows, kept, decisions)
  return { ...built, said: [...said, ...built.said], questions }
}

/** The rows of the columns that are used, in the order of time, with every number. */
export interface WholeRows {
  readonly roles: Roles
  /** the columns of each row */
  readonly used: readonly Column[]
  readonly rows: readonly (readonly number[])[]
  /** the rows of the file that they are, from 0 */
  readonly kept: readonly number[]
  readonly said: readonly Said[]
  readonly questions: readonly Question[]
}

/** How many rows are read where nobody says which, and at most. */
interface Reach {
  readonly usual: number
  readonly most: number
}

export function wholeRows(
  columns: readonly Column[],
  lines: readonly number[],
  before: Before,
  decisions: Decisions,
  fit?: Fit,
  reach: Reach = { usual: usualRows, most: limits.steps },
): WholeRows {
  const questions = [...before.questions]
  const usable = columns.filter(({ kind }) => kind === 'number').length
  const tooMany = fit && decisions.inputs === undefined && usable > fit.D
  if (tooMany)
    questions.push({
      option: 'inputs',
      choices: columns.filter(({ kind }) => kind === 'number').map(nameOf),
      usual: columns
        .filter(({ kind }) => kind === 'number')
        .slice(0, fit.D)
        .map(nameOf)
        .join(','),
      why: { id: 'inputs', D: fit.D, n: usable },
    })
  const roles = rolesOf(columns, decisions, fit?.D)
  const said: Said[] = [...before.said, ...roles.said]
  const order = ordered(roles, lines.length, decisions, said)
  const range = rangeOf(order.length, decisions, said, reach)
  const rows = order.slice(range.from, range.to)
  const used = [...new Set([...roles.inputs, ...roles.targets.filter(({ kind }) => kind !== 'text')])]
  const series = {
    rows: rows.map((k) => used.map(({ numbers }) => numbers[k]!)),
    lines: rows.map((k) => lines[k]!),
  }
  const whole = filled(series, decisions)
  questions.push(...whole.questions)
  const emptied = used.filter((_, j) => whole.empty.includes(j))
  const left: Roles = {
    ...roles,
    inputs: roles.inputs.filter((each) => !emptied.includes(each)),
    targets: roles.targets.filter((each) => !emptied.includes(each)),
  }
  if (left.inputs.length === 0 || left.targets.length === 0)
    return refuse(inFile, { id: 'numberRows' }, { id: 'none' })
  const corrected = said.map((each) =>
    each.id === 'column' && emptied.some(({ n }) => n === each.n)
      ? { ...each, role: 'out' as const, reason: 'empty' as const }
      : each,
  )
  const columnsLeft = used.filter((each) => !emptied.includes(each))
  const kept = whole.kept.map((k) => rows[k]!)
  return {
    roles: left,
    used: columnsLeft,
    rows: whole.series.rows,
    kept,
    said: [...corrected, ...whole.said],
    questions,
  }
}

/** The rows in the order of time: where the newest stands first they are turned round. */
function ordered(roles: Roles, n: number, decisions: Decisions, said: Said[]): number[] {
  const rows = Array.from({ length: n }, (_, k) => k)
  const newest = newestFirst(roles)
  if (decisions.order === 'reversed' || (newest && decisions.order !== 'given')) {
    said.push({ id: 'reversed' })
    return rows.reverse()
  }
  if (newest) said.push({ id: 'newest' })
  return rows
}

/** Which rows are read, from 0. */
function rangeOf(
  n: number,
  decisions: Decisions,
  said: Said[],
  { usual, most }: Reach,
): { readonly from: number; readonly to: number } {
  if (decisions.rows === undefined) {
    const to = Math.min(n, usual)
    if (to < n) said.push({ id: 'rows', from: 1, to, of: n })
    return { from: 0, to }
  }
  const match = /^(\d+)\.\.(\d+)$/.exec(decisions.rows.trim())
  const [from, to] = match ? [Number(match[1]), Number(match[2])] : [0, 0]
  if (!(from >= 1 && to >= from && to <= n))
    return refuse(atOption('rows'), { id: 'rowsOfFile', to: n }, value(JSON.stringify(decisions.rows)))
  if (to - from + 1 > most)
    return refuse(atOption('rows'), { id: 'timesteps', most }, value(String(to - from + 1)))
  said.push({ id: 'rows', from, to, of: n })
  return { from: from - 1, to }
}

/** Inputs and targets out of whole rows. `kept` are the rows of the columns. */
function build(
  roles: Roles,
  columns: readonly Column[],
  rows: readonly (readonly number[])[],
  kept: readonly number[],
  decisions: Decisions,
): Data {
  const { inputs, targets, next } = roles
  const said: Said[] = []
  const scale = (decisions.scale ?? 'none') as Scale
  const scaling = scale === 'none' ? undefined : scalingOf(rows, columns.map(nameOf), scale)
  if (scale !== 'none') said.push({ id: 'scaling', how: scale, columns: columns.map(quoted) })
  const numbers = scaling ? rows.map((row) => scaled(row, scaling)) : rows
  const at = (of: readonly Column[], row: readonly number[]) => of.map((each) => row[columns.indexOf(each)]!)
  const steps = stepsOf(numbers.length, next, decisions, said)
  const alone = next && numbers.length < 2
  const taken = numbers.slice(0, steps)
  const [target] = targets
  const isClass = target!.kind === 'text'
  const classes = isClass ? [...new Set(kept.map((k) => target!.cells[k]!))].sort() : []
  if (isClass) said.push({ id: 'classes', name: quoted(target!), names: classes })
  else if (alone) said.push({ id: 'noTarget' })
  else said.push({ id: next ? 'next' : 'sameStep', names: targets.map(quoted) })
  const labels = labelsOf(roles.labels)
  const isNamed = inputs.some(({ name }) => name)
  return {
    inputs: taken.map((row) => at(inputs, row)),
    ...(alone
      ? {}
      : {
          targets: isClass
            ? taken.map((_, k) => classes.indexOf(target!.cells[kept[k]!]!))
            : taken.map((_, k) => at(targets, numbers[next ? k + 1 : k]!)),
          outputs: isClass ? classes.length : targets.length,
        }),
    classes: isClass,
    names: {
      ...(isNamed
        ? { inputs: inputs.map(nameOf), outputs: isClass ? classes : targets.map(nameOf) }
        : isClass
          ? { outputs: classes }
          : {}),
      ...(labels ? { steps: taken.map((_, k) => labels[kept[k]!]!) } : {}),
    },
    ...(scaling ? { scaling } : {}),
    said,
    questions: [],
  }
}

/** How many timesteps there are: those of one window, or all rows that have a target. */
function stepsOf(n: number, next: boolean, decisions: Decisions, said: Said[]): number {
  const most = next ? Math.max(n - 1, 1) : n
  if (decisions.window === undefined) return most
  const steps = Number(decisions.window)
  if (!Number.isInteger(steps) || steps < 1 || steps > most)
    return refuse(
      atOption('window'),
      { id: 'whole', from: 1, to: most },
      value(JSON.stringify(decisions.window)),
    )
  const stride = Number(decisions.stride ?? '1')
  if (!Number.isInteger(stride) || stride < 1)
    return refuse(
      atOption('stride'),
      { id: 'whole', from: 1, to: most },
      value(JSON.stringify(decisions.stride)),
    )
  said.push({ id: 'window', steps, stride, windows: Math.floor((most - steps) / stride) + 1 })
  return steps
}
