/**
 * Evaluation: expressions become a flat list of instructions over slices of memory, which is run once a timestep.
 * An instruction is a row's value with the memory of its operands; nothing is allocated while a program runs.
 */
import { type Slice, slice } from '../tensor/kernels.ts'
import { size } from '../tensor/tensor.ts'
import type { Expr, Sym } from './expression.ts'
import { type Op, op } from './ops.ts'
import { shapeOf } from './shape.ts'

/** Where the values of one name are: at timestep t from t · size on; what has no time, from 0 on. */
export interface Storage {
  readonly data: Float64Array
  readonly shape: readonly number[]
  readonly timed: boolean
}

export type Memory = (name: string) => Storage

export interface Assignment {
  readonly symbol: Sym
  readonly expr: Expr
}

export interface Program {
  /** slices that move with t */
  readonly windows: readonly { readonly slice: Slice; readonly dt: number }[]
  readonly instructions: readonly Instruction[]
}

interface Instruction {
  readonly value: Op['value']
  readonly out: Slice
  readonly a: Slice
  readonly b: Slice
}

const copy: Op['value'] = (out, a) => {
  for (let i = 0; i < out.size; i++) out.data[out.at + i] = a.data[a.at + i]!
}

/** The assignments, in order, as a program. */
export function compile(assignments: readonly Assignment[], memory: Memory): Program {
  const slices = new Map<string, { slice: Slice; dt: number | null }>()
  const instructions: Instruction[] = []
  const shape = (e: Expr) => shapeOf(e, (name) => memory(name).shape) as number[]
  const temporary = (e: Expr) => slice(new Float64Array(size(shape(e))), shape(e))

  function sliceOf({ name, dt }: Sym): Slice {
    const key = `${name}@${dt}`
    const found = slices.get(key)
    if (found) return found.slice
    const { data, shape, timed } = memory(name)
    const made = slice(data, shape)
    slices.set(key, { slice: made, dt: timed ? dt : null })
    return made
  }

  /** The slice that holds the value; where `into` is given, the value goes there. */
  function emit(e: Expr, into?: Slice): Slice {
    if (e.kind !== 'apply') {
      const from = e.kind === 'symbol' ? sliceOf(e) : slice(Float64Array.of(e.value), [])
      if (!into) return from
      instructions.push({ value: e.kind === 'symbol' ? copy : op('fill').value, out: into, a: from, b: from })
      return into
    }
    const row = op(e.op)
    const out = into ?? temporary(e)
    // The first operand of a chain is built where the result goes: a sum of n terms needs one array, not n.
    const reuse = row.inPlace && e.args[0]!.kind === 'apply' && !(into && mentions(e.args[1], into))
    const a = emit(e.args[0]!, reuse ? out : undefined)
    const b = e.args[1] ? emit(e.args[1]) : a
    instructions.push({ value: row.value, out, a, b })
    return out
  }

  /** Does the expression read the memory that is about to be written? */
  function mentions(e: Expr | undefined, into: Slice): boolean {
    if (!e || e.kind === 'number') return false
    return e.kind === 'symbol' ? sliceOf(e).data === into.data : e.args.some((arg) => mentions(arg, into))
  }

  for (const { symbol, expr } of assignments) emit(expr, sliceOf(symbol))
  const windows = [...slices.values()].flatMap(({ slice, dt }) => (dt === null ? [] : [{ slice, dt }]))
  return { windows, instructions }
}

/** Runs the program at timestep t. */
export function run(program: Program, t: number): void {
  for (const { slice, dt } of program.windows) slice.at = (t + dt) * slice.size
  for (const { value, out, a, b } of program.instructions) value(out, a, b)
}

/** The value of one expression at timestep t, as a new array. */
export function evaluate(e: Expr, memory: Memory, t: number): Float64Array {
  const shape = shapeOf(e, (name) => memory(name).shape) as number[]
  const out: Storage = { data: new Float64Array(size(shape)), shape, timed: false }
  const result: Sym = { kind: 'symbol', name: '', dt: null }
  run(
    compile([{ symbol: result, expr: e }], (name) => (name === '' ? out : memory(name))),
    t,
  )
  return out.data
}
