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
  /** has each row a value of its own? Otherwise all rows share one */
  readonly varies: boolean
  /** a place for each timestep; otherwise each timestep overwrites the one before */
  readonly timed: boolean
  /** is it read only within the program that writes it, at the same timestep? */
  readonly within: boolean
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
export interface Wide extends Slice<Numbers> {
  size: number
}

/** The slices of a program in a room. */
export interface Placed {
  /** the slice over the numbers of the room */
  readonly slice: (of: Slice) => Wide
  /** the timestep that a slice is read at, relative to t; null for what has no time */
  readonly dt: (of: Slice) => number | null
  readonly slices: {
    readonly varies: (of: Slice) => boolean
    readonly isLiteral: (of: Slice) => boolean
    readonly isRead: (of: Slice) => boolean
    readonly isMatrix: (of: Slice) => boolean
  }
  /** sets all slices to timestep t */
  readonly move: (t: number, rows: number) => void
}

/** The slices of a program whose numbers differ from row to row: those of names that differ, and all that are computed from such slices. */
function varyingIn({ windows, instructions }: Program, varies: (name: string) => boolean): Set<Slice> {
  const found = new Set(windows.filter(({ name }) => varies(name)).map((window) => window.slice))
  for (let before = -1; before !== found.size; ) {
    before = found.size
    for (const { out, a, b } of instructions) if (found.has(a) || found.has(b)) found.add(out)
  }
  return found
}

/** Room for so many numbers that all rows share. */
export type SharedRoom = (size: number) => Numbers

/** Gives each slice of a program its place. */
export function placedIn(program: Program, { store, temporary }: Room, shared: SharedRoom): Placed {
  const varying = varyingIn(program, (name) => store(name).varies)
  const slices = new Map<Slice, Wide>()
  const times = new Map<Slice, number>()
  const names = new Map(program.windows.map((window) => [window.slice, store(window.name)]))
  const written = new Set(program.instructions.map(({ out }) => out))
  const windows = program.windows.map(({ name, dt, slice: of }) => {
    const { data, timed, varies } = store(name)
    const made = slice<Numbers>(data, of.shape)
    slices.set(of, made)
    if (timed && dt !== null) times.set(of, dt)
    return { slice: made, dt: timed ? dt : null, varies }
  })
  const isLiteral = (of: Slice) => !names.has(of) && !written.has(of)
  for (const { out, a, b } of program.instructions)
    for (const of of [out, a, b])
      if (!slices.has(of)) {
        const data = isLiteral(of) ? of.data : varying.has(of) ? temporary(of.size) : shared(of.size)
        slices.set(of, slice<Numbers>(data, of.shape))
      }
  return {
    slice: (of) => slices.get(of)!,
    dt: (of) => times.get(of) ?? null,
    slices: {
      varies: (of) => varying.has(of),
      isLiteral,
      isRead: (of) => names.get(of)?.within === false,
      isMatrix: (of) => names.has(of) && !varying.has(of) && !written.has(of),
    },
    move: (t, rows) => {
      for (const { slice, dt, varies } of windows)
        slice.at = dt === null ? 0 : (t + dt) * slice.size * (varies ? rows : 1)
    },
  }
}

/** The program over this room. */
export function rowProgram(program: Program, room: Room, shared: SharedRoom): RowProgram {
  const placed = placedIn(program, room, shared)
  const acts = program.instructions.map((instruction) => rowAct(instruction, placed))
  return (t, rows) => {
    placed.move(t, rows)
    for (const act of acts) act(rows)
  }
}

/** One instruction for all rows, from where its slices stand. */
export function rowAct(instruction: Instruction, { slice: placed, slices }: Placed): (rows: number) => void {
  const { value } = instruction
  const [out, a, b] = [instruction.out, instruction.a, instruction.b].map(placed) as [Wide, Wide, Wide]
  if (!slices.varies(instruction.out)) return () => value(out, a, b)
  if (takesAllRows(instruction, slices.varies))
    return (rows) => {
      const { size } = out
      out.size = rows * size
      value(out, a, b)
      out.size = size
    }
  const moving = [...new Set([instruction.out, instruction.a, instruction.b])]
    .filter(slices.varies)
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
function takesAllRows({ op, a, b, out }: Instruction, varies: (of: Slice) => boolean): boolean {
  if (!varies(out)) return false
  if (op === 'copy') return varies(a)
  if (op === 'scale') return !varies(a) && varies(b)
  if (numberFirst.has(op)) return !varies(a)
  if (op === 'div') return varies(a) && !varies(b)
  return isElementwise(op) && varies(a) && varies(b)
}
