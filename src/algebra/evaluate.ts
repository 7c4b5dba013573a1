/**
 * Evaluation: expressions become a flat list of instructions over slices of memory, which is run once a timestep.
 * An instruction is a row's value with its operands; nothing is allocated while a program runs. A program knows
 * shapes only: it is compiled once and bound to the memory of each run.
 */
import { type Slice, slice } from '../tensor/kernels.ts'
import { size } from '../tensor/tensor.ts'
import type { Expr, Sym } from './expression.ts'
import { type Op, op } from './ops.ts'
import { shapeOf } from './shape.ts'

/** The shape of a value in numbers, and whether there is one for each timestep. */
export interface Layout {
  readonly shape: readonly number[]
  readonly timed: boolean
}

/** Where the values of one name are: at timestep t from t · size on; what has no time, from 0 on. */
export interface Storage extends Layout {
  readonly data: Float64Array
}

/** Where the values of a name stand, by the name without its timestep. */
export type Memory = (name: string) => Storage

export interface Assignment {
  readonly symbol: Sym
  readonly expr: Expr
}

export interface Program {
  /** the slices that hold symbols; dt is null for what has no time */
  readonly windows: readonly { readonly name: string; readonly dt: number | null; readonly slice: Slice }[]
  readonly instructions: readonly Instruction[]
}

/** `op` names its row of the table; "copy" is none of them. */
export interface Instruction {
  readonly op: string
  readonly value: Op['value']
  readonly out: Slice
  readonly a: Slice
  readonly b: Slice
}

const nothing = new Float64Array(0)

const copy: Op['value'] = (out, a) => {
  for (let i = 0; i < out.size; i++) out.data[out.at + i] = a.data[a.at + i]!
}

/** The assignments, in order, as a program. */
export function compile(assignments: readonly Assignment[], layout: (name: string) => Layout): Program {
  const windows = new Map<string, Program['windows'][number]>()
  const instructions: Instruction[] = []
  const shape = (e: Expr) => shapeOf(e, (name) => layout(name).shape) as number[]

  function sliceOf({ name, dt }: Sym): Slice {
    const key = `${name}@${dt}`
    const found = windows.get(key)
    if (found) return found.slice
    const { shape, timed } = layout(name)
    const made = slice(nothing, shape)
    windows.set(key, { name, dt: timed ? dt : null, slice: made })
    return made
  }

  function temporary(e: Expr): Slice {
    const axes = shape(e)
    return slice(new Float64Array(size(axes)), axes)
  }

  /** The slice that holds the value; where `into` is given, the value goes there. */
  function emit(e: Expr, into?: Slice): Slice {
    if (e.kind !== 'apply') {
      const from = e.kind === 'symbol' ? sliceOf(e) : slice(Float64Array.of(e.value), [])
      if (!into) return from
      const row = e.kind === 'symbol' ? { op: 'copy', value: copy } : { op: 'fill', value: op('fill').value }
      instructions.push({ ...row, out: into, a: from, b: from })
      return into
    }
    const row = op(e.op)
    const out = into ?? temporary(e)
    // The first operand of a chain is built where the result goes: a sum of n terms needs one array, not n.
    const inPlace = row.inPlace && e.args[0]!.kind === 'apply' && !reads(e.args[1], out)
    const a = emit(e.args[0]!, inPlace ? out : undefined)
    const b = e.args[1] ? emit(e.args[1]) : a
    instructions.push({ op: e.op, value: row.value, out, a, b })
    return out
  }

  /** Does the expression read the slice that is about to be written? */
  function reads(e: Expr | undefined, out: Slice): boolean {
    if (!e || e.kind === 'number') return false
    return e.kind === 'symbol' ? sliceOf(e) === out : e.args.some((arg) => reads(arg, out))
  }

  for (const { symbol, expr } of assignments) emit(expr, sliceOf(symbol))
  return { windows: [...windows.values()], instructions }
}

/** Lets the program read and write this memory. */
export function bind(program: Program, memory: Memory): Program {
  for (const { name, slice } of program.windows) slice.data = memory(name).data
  return program
}

/** Runs the program at timestep t. */
export function run({ windows, instructions }: Program, t: number): void {
  for (const { slice, dt } of windows) if (dt !== null) slice.at = (t + dt) * slice.size
  for (const { value, out, a, b } of instructions) value(out, a, b)
}

/** The value of one expression at timestep t, as a new array. */
export function evaluate(e: Expr, memory: Memory, t: number): Float64Array {
  return evaluator(e, memory)(t)
}

/** The value of one expression at any timestep, compiled once. Each call writes into the same array. */
export function evaluator(e: Expr, memory: Memory): (t: number) => Float64Array {
  const shape = shapeOf(e, (name) => memory(name).shape) as number[]
  const out: Storage = { data: new Float64Array(size(shape)), shape, timed: false }
  const withResult: Memory = (name) => (name === '' ? out : memory(name))
  const result: Sym = { kind: 'symbol', name: '', dt: null }
  const program = bind(compile([{ symbol: result, expr: e }], withResult), withResult)
  return (t) => {
    run(program, t)
    return out.data
  }
}
