/**
 * A program run for many rows at once: of every value that differs from sequence to sequence there is one for each row of the batch, row
 * after row. This is the interpreter that needs nothing but the table of operations; compiled.ts has the same in WebAssembly.
 */
import type { Instruction, Program } from '../algebra/evaluate.ts'
import { isElementwise } from '../algebra/ops.ts'
import { type Numbers, type Slice, slice } from '../tensor/kernels.ts'

/** Where the values of a name stand: at timestep t from t · rows · size on, one after another for each row. */
export interface Store {
  readonly data: Numbers
  readonly shape: readonly number[]
  /** how many numbers one row has at one timestep */
  readonly size: number
  /** has each row a value of its own? Otherwise all rows share one, and it has no time */
  readonly varies: boolean
  /** a place for each timestep; otherwise each timestep overwrites the one before */
  readonly timed: boolean
}

/** Runs a program at timestep t for so many rows. */
export type RowProgram = (t: number, rows: number) => void

/** What a program runs on: the places of names, and room for what is computed on the way. */
export interface Room {
  readonly store: (name: string) => Store
  /** room for so many numbers a row */
  readonly temporary: (size: number) => Numbers
}

/** A slice whose size is set to that of all rows while an operation takes them as one. */
interface Wide extends Slice<Numbers> {
  size: number
}

/** Which slices of a program differ from row to row: those of names that do, and all that is made of them. */
export function varyingIn({ windows, instructions }: Program, varies: (name: string) => boolean): Set<Slice> {
  const found = new Set(windows.filter(({ name }) => varies(name)).map((window) => window.slice))
  for (let before = -1; before !== found.size; ) {
    before = found.size
    for (const { out, a, b } of instructions) if (found.has(a) || found.has(b)) found.add(out)
  }
  return found
}

/** The program over this room. */
export function rowProgram(program: Program, { store, temporary }: Room): RowProgram {
  const varying = varyingIn(program, (name) => store(name).varies)
  const slices = new Map<Slice, Wide>()
  const windows = program.windows.map(({ name, dt, slice: of }) => {
    const { data, timed, varies } = store(name)
    const made = slice<Numbers>(data, of.shape)
    slices.set(of, made)
    return { slice: made, dt: timed ? dt : null, varies }
  })
  const placed = (of: Slice): Wide => {
    const made = slices.get(of) ?? slice(varying.has(of) ? temporary(of.size) : of.data, of.shape)
    slices.set(of, made)
    return made
  }
  const acts = program.instructions.map((instruction) => act(instruction, placed, varying))
  return (t, rows) => {
    for (const { slice, dt, varies } of windows)
      slice.at = dt === null ? 0 : (t + dt) * slice.size * (varies ? rows : 1)
    for (const run of acts) run(rows)
  }
}

function act(
  instruction: Instruction,
  placed: (of: Slice) => Wide,
  varying: ReadonlySet<Slice>,
): (rows: number) => void {
  const { value } = instruction
  const [out, a, b] = [instruction.out, instruction.a, instruction.b].map(placed) as [Wide, Wide, Wide]
  if (!varying.has(instruction.out)) return () => value(out, a, b)
  if (takesAllRows(instruction, varying))
    return (rows) => {
      const { size } = out
      out.size = rows * size
      value(out, a, b)
      out.size = size
    }
  const moving = [...new Set([instruction.out, instruction.a, instruction.b])]
    .filter((of) => varying.has(of))
    .map(placed)
  return (rows) => {
    for (let row = 0; row < rows; row++) {
      value(out, a, b)
      for (const slice of moving) slice.at += slice.size
    }
    for (const slice of moving) slice.at -= rows * slice.size
  }
}

/** Operations whose first or second operand is one number for the whole result. */
const numberFirst = new Set(['scale', 'fill', 'spread'])

/** Can the operation take the values of all rows as one long value? */
export function takesAllRows({ op, a, b, out }: Instruction, varying: ReadonlySet<Slice>): boolean {
  if (!varying.has(out)) return false
  if (op === 'copy') return varying.has(a)
  if (op === 'scale') return !varying.has(a) && varying.has(b)
  if (numberFirst.has(op)) return !varying.has(a)
  if (op === 'div') return varying.has(a) && !varying.has(b)
  return isElementwise(op) && varying.has(a) && varying.has(b)
}
