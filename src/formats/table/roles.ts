/** What each column of a table is for: an input, the target, a label of the timesteps, or nothing. */
import { atOption, refuse, short, value } from '../refusal.ts'
import type { ColumnReason, ColumnRole, Decisions, Said } from '../said.ts'
import { type Column, isTargetName } from './kinds.ts'
import { momentsOf } from './moments.ts'
import { isDate, isSince1970 } from './times.ts'

export interface Roles {
  readonly inputs: readonly Column[]
  readonly targets: readonly Column[]
  readonly labels: readonly Column[]
  /** is the target the next value (of columns that are inputs), or the value of the same row? */
  readonly next: boolean
  readonly said: readonly Said[]
}

/** What people call a column: its name, or its number. */
export const nameOf = ({ name, n }: Column): string => (name ? short(name) : String(n))

/** The same for a sentence: a name is quoted, a number is not. */
export const quoted = ({ name, n }: Column): string => (name ? `"${short(name)}"` : String(n))

/** The roles of columns, by what was decided, and as usual elsewhere; `all` of them are told. */
export function rolesOf(
  columns: readonly Column[],
  decisions: Decisions,
  most?: number,
  all: readonly Column[] = columns,
): Roles {
  const chosen = (option: 'inputs' | 'target' | 'label') =>
    decisions[option] === undefined ? undefined : pick(columns, decisions[option], option)
  const labels = chosen('label') ?? columns.filter(({ kind }) => kind === 'time')
  const measured = columns.filter((each) => each.kind === 'number' && !labels.includes(each))
  const asked = measured.length > 1 ? askedOf(columns, labels, measured) : []
  const isAsked = asked.length > 0 && decisions.target === undefined
  const target = chosen('target') ?? (isAsked && decisions.inputs === undefined ? asked : undefined)
  const numbers = measured.filter((each) => !(isAsked && asked.includes(each)))
  const isClass = target?.some((each) => each.isClass) === true
  const inputs = chosen('inputs') ?? numbers.slice(0, most)
  const wrong = inputs.find((each) => !hasNumbers(each))
  if (wrong) return refuse(atOption('inputs'), { id: 'number' }, value(nameOf(wrong)))
  if (inputs.length === 0) {
    const names = columns.slice(0, 8).map(nameOf)
    return refuse({ id: 'file' }, { id: 'numberColumn' }, { id: 'names', names })
  }
  // What never changes, such as the number of a station, is hardly what is to be predicted.
  const changes = ({ numbers }: Column) => numbers.some((n) => !Number.isNaN(n) && n !== numbers[0])
  const changing = inputs.filter(changes)
  const measuring = changing.filter(isMeasured)
  const usual =
    changing.find(({ name }) => closing.test(name ?? '')) ?? measuring[0] ?? changing[0] ?? inputs[0]!
  const targets = target ?? [usual]
  const next = !isClass && targets.every((each) => inputs.includes(each))
  if (isClass && targets.length > 1)
    return refuse(atOption('target'), { id: 'numbers', n: 1 }, value(String(targets.length)))
  return {
    inputs,
    targets,
    labels,
    next,
    said: all.map((each) => saidOf(each, { inputs, targets, labels }, decisions)),
  }
}

/** Is it more than a mark of two kinds, or a part of the calendar? */
function isMeasured({ name = '', numbers }: Column): boolean {
  if (
    /(^|[ _])(day|weekday|holiday|season|week|month|hour|quarter)([ _]|$)|day ?of ?week|星期|节假日|季节/i.test(
      name,
    )
  )
    return false
  const kinds = new Set<number>()
  for (const n of numbers) if (!Number.isNaN(n) && kinds.add(n).size > 2) return true
  return false
}

/** What a price at the end of a day is called: of the prices of a day, it is the one to be predicted. */
const closing = /^(\d\. )?<?(close|closing price|last price|收盘价?|종가|終値)>?( price)?\**$/i

/** The columns that say in their names that they are the target. */
function askedOf(
  columns: readonly Column[],
  labels: readonly Column[],
  measured: readonly Column[],
): readonly Column[] {
  const called = ({ name = '' }: Column, as: RegExp) => as.test(name.trim())
  // y beside x1, x2, …; beside x alone, or x and z, it may be a place.
  const numbered = measured.filter((each) => called(each, /^y[_ ]?\d*$/i))
  if (
    numbered.length > 0 &&
    measured.every((each) => numbered.includes(each) || called(each, /^x[_ ]?\d+$/i))
  )
    return numbered.length < measured.length ? numbered : []
  const isFew = ({ cells }: Column) => {
    const kinds = new Set(cells).size
    return kinds > 1 && kinds <= Math.min(20, cells.length / 2)
  }
  const isAsked = (each: Column) =>
    !labels.includes(each) &&
    (measured.includes(each)
      ? each.isClass || isTargetName(each.name)
      : each.kind === 'text' && isTargetName(each.name) && isFew(each))
  return columns.filter(isAsked).slice(0, 1)
}

/** Times that are numbers, and counters, can be inputs where somebody wants it. */
const hasNumbers = ({ numbers }: Column): boolean => numbers.some((n) => !Number.isNaN(n))

function saidOf(
  column: Column,
  { inputs, targets, labels }: Omit<Roles, 'next' | 'said'>,
  decisions: Decisions,
): Said {
  const [isInput, isTarget] = [inputs.includes(column), targets.includes(column)]
  const role: ColumnRole =
    isInput && isTarget
      ? 'both'
      : isInput
        ? 'input'
        : isTarget
          ? 'target'
          : labels.includes(column)
            ? 'steps'
            : 'out'
  const option = { both: 'inputs', input: 'inputs', target: 'target', steps: 'label', out: 'inputs' } as const
  const isChosen = decisions[option[role]] !== undefined
  const reasons: Readonly<Record<Column['kind'], ColumnReason>> = {
    number: 'number',
    time: 'time',
    text: 'text',
    empty: 'empty',
  }
  const reason = isChosen ? 'chosen' : reasons[column.kind]
  return { id: 'column', n: column.n, ...(column.name ? { name: short(column.name) } : {}), role, reason }
}

/** Columns by name or number, separated by commas. A name may have a comma itself. */
function pick(columns: readonly Column[], given: string, option: 'inputs' | 'target' | 'label'): Column[] {
  if (option === 'label' && given === 'none') return []
  const one = (text: string) =>
    columns.find(({ name }) => name === text) ??
    columns.find(({ name }) => name?.toLowerCase() === text.toLowerCase()) ??
    columns.find(({ n }) => String(n) === text || `#${n}` === text)
  const whole = one(given.trim())
  if (whole) return [whole]
  return given.split(',').map((text) => {
    const found = one(text.trim())
    const names = columns.map(nameOf)
    return (
      found ?? refuse(atOption(option), { id: 'columnOfFile', names }, value(JSON.stringify(text.trim())))
    )
  })
}

/** When each row is, by the labels that say it, the longest times first; running numbers say it where nothing else does. */
export function momentsOfLabels({ labels }: Pick<Roles, 'labels'>): (readonly number[])[] {
  const all = labels.map(({ cells }) => momentsOf(cells)).filter((each) => each !== undefined)
  const isRunning = ([first, ...others]: readonly number[]) =>
    (first === 0 || first === 1) && others.every((n, k) => n === first + k + 1)
  const dates = all.filter((moments) => !isRunning(moments))
  return dates.length > 0 ? dates : all
}

/** The label of each row: what its columns say, without what others say better. */
export function labelsOf(labels: readonly Column[]): string[] | undefined {
  const used = shortest(labels)
  const [first] = used
  return first?.cells.map((_, k) => short(used.map(({ cells }) => cells[k]!).join(' ')))
}

/** Of several dates the first; no running number, no part of a date and no year with a fraction beside what says it too. */
function shortest(all: readonly Column[]): readonly Column[] {
  const isRunning = ({ numbers: [first, ...others] }: Column) => others.every((n, k) => n === first! + k + 1)
  const counted = all.filter((each) => !isRunning(each))
  const labels = counted.length > 0 ? counted : all
  const [date] = labels.filter(isDated)
  if (!date) {
    const whole = labels.filter(({ numbers }) => numbers.every((n) => Number.isNaN(n) || Number.isInteger(n)))
    return whole.length > 0 ? whole : labels
  }
  const hasTime = /:\d{2}/.test(date.cells[0]!) || isSince1970(date.numbers)
  return labels.filter((each) => each === date || (!hasTime && isTimeOfDay(each)))
}

const isDated = ({ cells: [first = ''], numbers }: Column): boolean =>
  isSince1970(numbers) || (isDate(first) && /\d{4}|\d[/.-]\d+[/.-]\d/.test(first))
const isTimeOfDay = ({ name = '', cells: [first = ''] }: Column): boolean =>
  /^<?(hour|hr|hh|minute|min|time|stunde|uhrzeit|时|小时|时间)>?$/i.test(name) || /^\d{1,2}:\d{2}/.test(first)

/** The classes that rows of a column say, in order. */
export const classesOf = ({ cells, kind }: Column, rows: readonly number[]): string[] =>
  [...new Set(rows.map((k) => cells[k]!))].sort(
    kind === 'number' ? (a, b) => Number(a) - Number(b) : undefined,
  )
