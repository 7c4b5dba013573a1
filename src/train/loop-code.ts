/** A loop over the elements of all rows, as WebAssembly. */
import type { Instruction } from '../algebra/evaluate.ts'
import {
  advance,
  type Code,
  constant,
  get,
  i32,
  set,
  types,
  type Writer,
  whilst,
} from '../tensor/assembly.ts'
import type { Slice } from '../tensor/kernels.ts'
import type { Lanes } from '../tensor/lanes.ts'
import { vectorCode } from '../tensor/vector-functions.ts'
import { type LoopPart, operandsOf } from './fuse.ts'

/** Where the slices of a program stand. */
export interface Places {
  readonly varies: (of: Slice) => boolean
  readonly isLiteral: (of: Slice) => boolean
  /** code that leaves the byte address of the first row */
  readonly address: (of: Slice) => Code
}

/** Locals by their names, made when they are first asked for. */
export function localsOf(w: Writer) {
  const made = new Map<string, number>()
  const named = (type: typeof types.i32 | typeof types.v128) => (name: string) => {
    const key = `${type} ${name}`
    const found = made.get(key) ?? w.local(type)
    made.set(key, found)
    return found
  }
  return { whole: named(types.i32), vector: named(types.v128) }
}

/** The code of a loop. `rows`: the local with the number of rows. */
export function loopCode(
  part: LoopPart,
  lanes: Lanes,
  rows: number,
  { whole, vector }: ReturnType<typeof localsOf>,
  { varies, isLiteral, address }: Places,
): Code {
  const { size, instructions, stored } = part
  const operands = [...new Set(instructions.flatMap((each) => [...operandsOf(each), each.out]))]
  const inMemory = operands.filter((of) => !isLiteral(of))
  const isShort = (of: Slice) => of.size < size
  // Where all that is read goes on from row to row, the rows are one.
  const flat = inMemory.every((of) => varies(of) && !isShort(of))
  const pointer = new Map(inMemory.map((of, i) => [of, whole(`pointer ${i}`)]))
  const [at, end, row] = ['at', 'end', 'row'].map(whole) as [number, number, number]
  const constants: Code[] = []
  const splats = new Map<Slice, number>()
  for (const [i, of] of operands.entries()) {
    if (!isLiteral(of)) continue
    const local = vector(`literal ${i}`)
    splats.set(of, local)
    constants.push(lanes.value(of.data[of.at]!), set(local))
  }
  const body = (wide: boolean): Code => {
    const values = new Map<Slice, number>()
    const code: Code[] = []
    const operand = (of: Slice): number => {
      const known = splats.get(of) ?? values.get(of)
      if (known !== undefined) return known
      const local = vector(`value ${operands.indexOf(of)}`)
      values.set(of, local)
      const load = isShort(of)
        ? [get(pointer.get(of)!), lanes.loadSplat]
        : [get(pointer.get(of)!), get(at), i32.add, wide ? lanes.load : lanes.loadOne]
      code.push(load, set(local))
      return local
    }
    for (const instruction of instructions) code.push(computed(instruction, operand, values))
    return code
  }
  const computed = (
    instruction: Instruction,
    operand: (of: Slice) => number,
    values: Map<Slice, number>,
  ): Code[] => {
    const inputs = operandsOf(instruction).map(operand)
    const [a, b = a] = inputs as [number, number?]
    const result = vector(`value ${operands.indexOf(instruction.out)}`)
    values.set(instruction.out, result)
    return [vectorCode[instruction.op]!({ lanes, local: vector }, a, b!), set(result)]
  }
  const write = (wide: boolean): Code =>
    [...stored].map((of) => [
      [get(pointer.get(of)!), get(at), i32.add],
      get(vector(`value ${operands.indexOf(of)}`)),
      wide ? lanes.store : lanes.storeOne,
    ])
  const step = lanes.count * lanes.bytes
  const along = (length: Code): Code => [
    [length, set(end), constant(0), set(at)],
    whilst(
      [get(at), constant(step), i32.add, get(end), i32.lessOrEqual],
      [body(true), write(true), advance(at, constant(step))],
    ),
    size % lanes.count === 0
      ? []
      : whilst(
          [get(at), get(end), i32.less],
          [body(false), write(false), advance(at, constant(lanes.bytes))],
        ),
  ]
  const starts = inMemory.map((of) => [address(of), set(pointer.get(of)!)])
  const bytes = constant(size * lanes.bytes)
  if (flat) return [constants, starts, along([get(rows), bytes, i32.mul])]
  const moves = inMemory
    .filter(varies)
    .map((of) => advance(pointer.get(of)!, constant(of.size * lanes.bytes)))
  return [
    [constants, starts, get(rows), set(row)],
    whilst([constant(1), get(row), i32.lessOrEqual], [along(bytes), moves, advance(row, constant(-1))]),
  ]
}
