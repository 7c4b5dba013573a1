/** A table, or rows of numbers without names, as the data of an experiment. */
import { limits } from '../../experiment/document.ts'
import { atOption, inFile, refuse, value } from '../refusal.ts'
import type { Decisions, Preview, Question, Said, Setting } from '../said.ts'
import type { Columns } from './columns.ts'
import type { Data, Fit } from './data.ts'
import { groupOf, wayOf } from './groups.ts'
import type { Column } from './kinds.ts'
import { filled, missingSettings } from './missing.ts'
import { previewOf } from './preview.ts'
import { classesOf, labelsOf, momentsOfLabels, nameOf, quoted, type Roles, rolesOf } from './roles.ts'
import { type Scale, scaled, scalingOf, unlike } from './scale.ts'

/** How many rows are read where nobody says which. */
const usualRows = 200

/** The data of columns. */
export function columnsData(columns: Columns, decisions: Decisions, fit?: Fit): Data {
  const { said, questions, settings, preview, ...whole } = wholeRows(columns, decisions, fit)
  const built = build(whole, decisions)
  return {
    ...built,
    said: [...said, ...built.said],
    questions,
    settings: [...settings, ...built.settings],
    preview,
  }
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
  readonly settings: readonly Setting[]
  readonly preview: Preview
}

/** How many rows are read where nobody says which, and at most. */
interface Reach {
  readonly usual: number
  readonly most: number
}

export function wholeRows(
  { columns, lines, ...before }: Columns,
  decisions: Decisions,
  fit?: Fit,
  reach: Reach = { usual: usualRows, most: limits.steps },
): WholeRows {
  const questions = [...before.questions]
  const usable = columns.filter(({ kind }) => kind === 'number')
  const most = fit ? fit.D : usable.length > limits.size ? 1 : limits.size
  if (decisions.inputs === undefined && usable.length > most)
    questions.push({
      option: 'inputs',
      choices: usable.map(nameOf),
      usual: usable.slice(0, most).map(nameOf).join(','),
      why: fit
        ? { id: 'inputs', D: fit.D, n: usable.length }
        : { id: 'columns', most: limits.size, n: usable.length },
    })
  const group = groupOf(columns, rolesOf(columns, decisions, most).labels, decisions)
  // What tells series apart is the same in all rows of one.
  const telling = columns.filter((each) => !group?.by.includes(each.n) || each.kind !== 'number')
  const roles = rolesOf(decisions.inputs === undefined ? telling : columns, decisions, most, columns)
  const said: Said[] = [...before.said, ...roles.said, ...(group?.said ?? [])]
  const settings = [...before.settings, ...(group?.settings ?? [])]
  questions.push(...(group?.questions ?? []))
  const order = ordered(roles, group?.rows ?? lines.map((_, k) => k), decisions, said)
  if (order.length > 1) settings.push(orderSetting(said))
  const range = rangeOf(order.length, decisions, said, reach)
  if (order.length > 1)
    settings.push({ option: 'rows', taken: `${range.from + 1}..${range.to}`, most: order.length })
  const rows = order.slice(range.from, range.to)
  const used = [...new Set([...roles.inputs, ...roles.targets.filter(({ isClass }) => !isClass)])]
  const series = {
    rows: rows.map((k) => used.map(({ numbers }) => numbers[k]!)),
    lines: rows.map((k) => lines[k]!),
  }
  const whole = filled(series, decisions)
  questions.push(...whole.questions)
  const isAsked = whole.settings.some(({ option }) => option === 'missing')
  // What is missing below the rows that are read is decided for training on all of them.
  const below = isAsked ? [] : missingIn(order.slice(0, mostTrained), used, lines, decisions)
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
    settings: [...settings, ...whole.settings, ...below],
    preview: previewOf({ columns, used, rows, lines, filled: whole, said: corrected }),
  }
}

/** The most rows that a table is trained on where nobody says which. */
export const mostTrained = 20_000

/** What can be decided about the numbers that are missing in rows. */
function missingIn(
  rows: readonly number[],
  used: readonly Column[],
  lines: readonly number[],
  decisions: Decisions,
): readonly Setting[] {
  const series = {
    rows: rows.map((k) => used.map(({ numbers }) => numbers[k]!)),
    lines: rows.map((k) => lines[k]!),
  }
  return missingSettings(series, decisions)
}

const orderSetting = (said: readonly Said[]): Setting => ({
  option: 'order',
  taken: said.some(({ id }) => id === 'reversed') ? 'reversed' : 'given',
  choices: ['given', 'reversed'],
})

/** The rows in the order of time: where the newest stands first they are turned round. */
function ordered(roles: Roles, rows: readonly number[], decisions: Decisions, said: Said[]): number[] {
  const times = momentsOfLabels(roles)
  const way = wayOf(times, rows, true)
  const newest = way === 'backwards'
  if (decisions.order === 'reversed' || (newest && decisions.order !== 'given')) {
    said.push({ id: 'reversed' })
    return [...rows].reverse()
  }
  if (newest) said.push({ id: 'newest' })
  else if (times.length > 0 && !way) said.push({ id: 'unsorted' })
  return [...rows]
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

/** Inputs and targets out of whole rows. */
function build(
  { roles, used, rows, kept }: Pick<WholeRows, 'roles' | 'used' | 'rows' | 'kept'>,
  decisions: Decisions,
): Data {
  const { inputs, targets, next } = roles
  const said: Said[] = []
  const { steps, settings, seen } = windowOf(rows.length, next, decisions, said)
  const scale = (decisions.scale ?? 'none') as Scale
  const scaling = scale === 'none' ? undefined : scalingOf(rows.slice(0, seen), used.map(nameOf), scale)
  if (scale !== 'none')
    said.push({ id: 'scaling', how: scale, columns: used.map(quoted), fitted: seen, of: rows.length })
  const differ = scaling ? undefined : unlike(rows, used.map(quoted))
  if (differ) said.push({ id: 'unscaled', ...differ })
  const numbers = scaling ? rows.map((row) => scaled(row, scaling)) : rows
  const at = (of: readonly Column[], row: readonly number[]) => of.map((each) => row[used.indexOf(each)]!)
  const alone = next && numbers.length < 2
  const taken = numbers.slice(0, steps)
  const [target] = targets
  const { isClass } = target!
  const classes = isClass ? classesOf(target!, kept) : []
  if (isClass) said.push({ id: 'classes', name: quoted(target!), names: classes })
  else if (alone) said.push({ id: 'noTarget' })
  else said.push({ id: next ? 'next' : 'sameStep', names: targets.map(quoted) })
  const labels = labelsOf(roles.labels)
  // What was scaled is found again by its name.
  const isNamed = scaling !== undefined || inputs.some(({ name }) => name)
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
    settings: [...settings, { option: 'scale', taken: scale, choices: ['none', 'minmax', 'standard'] }],
  }
}

/** The share of the windows that trains. */
export const trainedShare = 0.8

/** One window of the rows, or all that have a target. `seen`: the rows of the windows that would train, by which numbers are scaled. */
function windowOf(
  n: number,
  next: boolean,
  decisions: Decisions,
  said: Said[],
): { readonly steps: number; readonly seen: number; readonly settings: readonly Setting[] } {
  const most = next ? Math.max(n - 1, 1) : n
  const whole = (option: 'window' | 'stride', usual: number) => {
    const given = decisions[option] === undefined ? usual : Number(decisions[option])
    if (Number.isInteger(given) && given >= 1 && given <= most) return given
    const got = value(JSON.stringify(decisions[option]))
    return refuse(atOption(option), { id: 'whole', from: 1, to: most }, got)
  }
  const steps = whole('window', most)
  const settings: Setting[] = most > 1 ? [{ option: 'window', taken: String(steps), most }] : []
  if (decisions.window === undefined) return { steps, seen: n, settings }
  const stride = whole('stride', 1)
  const windows = Math.floor((most - steps) / stride) + 1
  said.push({ id: 'window', steps, stride, windows })
  if (steps < most) settings.push({ option: 'stride', taken: String(stride), most })
  const train = Math.max(1, Math.round(trainedShare * windows))
  return { steps, seen: windows > 1 ? (train - 1) * stride + steps : n, settings }
}
