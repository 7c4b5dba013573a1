/** Rows of numbers become the sequence of the experiment on the page: its inputs, with their targets or without. */
import { check, type Experiment, limits, type Result, reshaped } from '../../../src/index.ts'
import { type Columns, columnsOf, proseIn } from './columns.ts'
import { atKey, inFile, type Note, type Read, refused, sizeBeyond, tooManySteps, value } from './notes.ts'

/** Reads a table: D numbers a row are inputs, D + K inputs and targets; any other width becomes that of the input. */
export function readTable(text: string, current: Experiment): Result<Read> {
  const prose = proseIn(text)
  if (prose) return prose
  const columns = columnsOf(text)
  return 'ok' in columns ? columns : withSequence(columns, current)
}

/** Reads nested lists: one number or one row a timestep. */
export function readLists(lists: readonly unknown[], current: Experiment): Result<Read> {
  let rows = lists
  // A batch of one is its only sequence.
  if (Array.isArray(rows[0]) && Array.isArray(rows[0][0])) {
    if (rows.length !== 1) return refused(inFile, { id: 'oneSequence' }, { id: 'batch', n: rows.length })
    rows = rows[0] as readonly unknown[]
  }
  if (rows.every((row) => !Array.isArray(row))) {
    // A list of numbers is one timestep where it fits one, and a number a timestep elsewhere.
    const isRow = widthsOf(current).includes(rows.length) && current.model.inputSize > 1
    rows = isRow ? [rows] : rows.map((row) => [row])
  }
  const holes = rows.flatMap((row, t) => (Array.isArray(row) && row.some(isHole) ? [t] : []))
  const column = (row: unknown) => (Array.isArray(row) ? row.findIndex(isHole) + 1 : 1)
  if (holes.length > 0)
    return refused(atKey(`[${holes[0]}]`), {
      id: 'filled',
      n: holes.length,
      column: String(column(rows[holes[0]!])),
    })
  const width = Array.isArray(rows[0]) ? rows[0].length : 0
  for (const [t, row] of rows.entries()) {
    if (!Array.isArray(row) || row.length !== width || width === 0)
      return refused(
        atKey(`[${t}]`),
        { id: 'numberList', n: Math.max(width, 1) },
        Array.isArray(row) ? { id: 'list', n: row.length } : value(written(row)),
      )
    const j = row.findIndex((number) => typeof number !== 'number' || !Number.isFinite(number))
    if (j >= 0) return refused(atKey(`[${t}][${j}]`), { id: 'finite' }, value(written(row[j])))
  }
  if (rows.length === 0) return refused(inFile, { id: 'numberRows' }, { id: 'none' })
  return withSequence({ rows: rows as readonly (readonly number[])[], notes: [] }, current)
}

/** A value of a list, in short: what is nested is not written out. */
const written = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? Array.isArray(value)
      ? '[…]'
      : '{…}'
    : (JSON.stringify(value) ?? '')

const isHole = (value: unknown): boolean => value === null || Number.isNaN(value)

/** How many numbers a row may have: inputs alone, or with their target. */
function widthsOf({ model, loss }: Experiment): readonly [number, number] {
  const { inputSize: D, outputSize: K } = model
  return [D, D + (loss.kind === 'cross-entropy' ? 1 : K)]
}

function withSequence(given: Columns, page: Experiment): Result<Read> {
  const columns = along(given, page)
  const { rows, names, steps } = columns
  const width = rows[0]!.length
  const fits = widthsOf(page).includes(width)
  const beyond = rows.length > limits.steps ? tooManySteps : sizeBeyond(fits ? {} : { inputSize: width })
  if (beyond) return beyond
  const current = fits ? page : reshaped(page, { model: { inputSize: width }, steps: rows.length }, 1)
  const D = current.model.inputSize
  const withTargets = width > D
  const { targets, made } = withTargets
    ? { targets: rows.map((row) => targetOf(row.slice(D), current)), made: 0 }
    : keptTargets(rows.length, page)
  const { steps: _, ...labels } = current.labels ?? {}
  const outputs =
    withTargets && names && current.loss.kind !== 'cross-entropy' ? { outputs: names.slice(D) } : {}
  const { about: __, ...rest } = current
  const result = check({
    ...rest,
    sequence: { ...current.sequence, inputs: rows.map((row) => row.slice(0, D)), targets },
    labels: {
      ...labels,
      ...(names ? { inputs: names.slice(0, D) } : {}),
      ...outputs,
      ...(steps ? { steps } : {}),
    },
  })
  if (!result.ok) return result
  const about = [String(rows.length), String(D)]
  const notes: Note[] = [
    { kind: withTargets ? 'targets' : 'sequence', about },
    ...(made > 0 ? [{ kind: 'targetsMade', about: [String(made)] } as const] : []),
    ...(fits ? [] : [{ kind: 'width', about: [String(page.model.inputSize), String(D)] } as const]),
    ...columns.notes,
  ]
  return { ok: true, value: { kind: 'sequence', experiment: result.value, notes } }
}

const targetOf = (numbers: readonly number[], { loss }: Experiment) =>
  loss.kind === 'cross-entropy' ? numbers[0]! : numbers

/** One long row of numbers is a sequence written across, where it fits no row. */
function along(columns: Columns, page: Experiment): Columns {
  const [row = []] = columns.rows
  if (columns.rows.length > 1 || row.length < 2 || columns.names || widthsOf(page).includes(row.length))
    return columns
  return {
    rows: row.map((number) => [number]),
    notes: [...columns.notes, { kind: 'across', about: [] }],
  }
}

/** The targets on the page, as many as there are timesteps: where more are needed the last one is repeated. */
function keptTargets(T: number, { sequence, loss }: Experiment) {
  const old = sequence.targets
  if (loss.at === 'last') return { targets: [old.at(-1)!], made: 0 }
  const targets = Array.from({ length: T }, (_, t) => old[Math.min(t, old.length - 1)]!)
  return { targets, made: Math.max(0, T - old.length) }
}
