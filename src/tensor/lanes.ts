/** Vectors of 128 bits: four numbers of float32 or two of float64, and what can be done with them in WebAssembly. */
import { type Code, constant, simd, unsigned } from './assembly.ts'

export type Precision = 'float32' | 'float64'

export interface Lanes {
  /** how many numbers a vector has, and the bytes of one */
  readonly count: number
  readonly bytes: number
  readonly load: Code
  readonly store: Code
  /** one number in all lanes */
  readonly loadSplat: Code
  /** one number in the first lane, zeros in the others */
  readonly loadOne: Code
  readonly storeOne: Code
  readonly value: (n: number) => Code
  readonly bits: (n: number | bigint) => Code
  readonly add: Code
  readonly sub: Code
  readonly mul: Code
  readonly div: Code
  readonly min: Code
  readonly max: Code
  readonly neg: Code
  readonly abs: Code
  readonly sqrt: Code
  readonly less: Code
  readonly greater: Code
  readonly atLeast: Code
  readonly notEqual: Code
  readonly shiftLeft: (by: number) => Code
  readonly addWhole: Code
  /** a b + c, from code that leaves each of them; with relaxed instructions rounded once or twice, as the processor does it */
  readonly madd: (a: Code, b: Code, c: Code) => Code
}

export const and = simd(0x4e)
export const or = simd(0x50)
export const select = simd(0x52)
export const zeros: Code = [...simd(0x0c), ...new Array<number>(16).fill(0)]

function vector(write: (view: DataView, at: number) => void, bytes: number): Code {
  const view = new DataView(new ArrayBuffer(16))
  for (let at = 0; at < 16; at += bytes) write(view, at)
  return [...simd(0x0c), ...new Uint8Array(view.buffer)]
}

const memory = (opcode: number, align: number, lane?: number): number[] => [
  ...simd(opcode),
  ...unsigned(align),
  0,
  ...(lane === undefined ? [] : [lane]),
]

const float32: Omit<Lanes, 'madd'> = {
  count: 4,
  bytes: 4,
  load: memory(0x00, 2),
  store: memory(0x0b, 2),
  loadSplat: memory(0x09, 2),
  loadOne: memory(0x5c, 2),
  storeOne: memory(0x5a, 2, 0),
  value: (n) => vector((view, at) => view.setFloat32(at, n, true), 4),
  bits: (n) => vector((view, at) => view.setUint32(at, Number(n), true), 4),
  add: simd(0xe4),
  sub: simd(0xe5),
  mul: simd(0xe6),
  div: simd(0xe7),
  min: simd(0xe8),
  max: simd(0xe9),
  neg: simd(0xe1),
  abs: simd(0xe0),
  sqrt: simd(0xe3),
  less: simd(0x43),
  greater: simd(0x44),
  atLeast: simd(0x46),
  notEqual: simd(0x42),
  shiftLeft: (by) => [constant(by), simd(0xab)],
  addWhole: simd(0xae),
}

const float64: Omit<Lanes, 'madd'> = {
  count: 2,
  bytes: 8,
  load: memory(0x00, 3),
  store: memory(0x0b, 3),
  loadSplat: memory(0x0a, 3),
  loadOne: memory(0x5d, 3),
  storeOne: memory(0x5b, 3, 0),
  value: (n) => vector((view, at) => view.setFloat64(at, n, true), 8),
  bits: (n) => vector((view, at) => view.setBigUint64(at, BigInt(n), true), 8),
  add: simd(0xf0),
  sub: simd(0xf1),
  mul: simd(0xf2),
  div: simd(0xf3),
  min: simd(0xf4),
  max: simd(0xf5),
  neg: simd(0xed),
  abs: simd(0xec),
  sqrt: simd(0xef),
  less: simd(0x49),
  greater: simd(0x4a),
  atLeast: simd(0x4c),
  notEqual: simd(0x48),
  shiftLeft: (by) => [constant(by), simd(0xcb)],
  addWhole: simd(0xce),
}

/**
 * The lanes of a precision. `relaxed`: a multiplication and an addition may be one instruction; float64 never uses it, so that its bits
 * are the same everywhere.
 */
export function lanesOf(precision: Precision, relaxed: boolean): Lanes {
  const lanes = precision === 'float64' ? float64 : float32
  const madd: Lanes['madd'] =
    relaxed && precision === 'float32'
      ? (a, b, c) => [a, b, c, simd(0x105)]
      : (a, b, c) => [c, a, b, lanes.mul, lanes.add]
  return { ...lanes, madd }
}
