/**
 * WebAssembly written by hand: functions as lists of bytes, and modules of them. The bytes are those of the WebAssembly core specification,
 * sections 5.4 (instructions) and 5.5 (modules).
 */

/** Bytes, or parts that follow one another: they are laid out once, when a function is done. */
export type Code = readonly (number | Code)[]

export const types = { i32: 0x7f, f64: 0x7c, v128: 0x7b } as const
type Type = (typeof types)[keyof typeof types]

/** An unsigned whole number in LEB128. */
export function unsigned(n: number): number[] {
  return n < 128 ? [n] : [(n & 127) | 128, ...unsigned(n >>> 7)]
}

/** A signed one. */
export function signed(n: number): number[] {
  const low = n & 127
  const rest = n >> 7
  const last = (rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0)
  return last ? [low] : [low | 128, ...signed(rest)]
}

/** A function being written: its parameters are the first locals. */
export class Writer {
  private readonly locals: Type[] = []
  private readonly code: Code[] = []

  constructor(readonly parameters: number) {}

  local(type: Type): number {
    this.locals.push(type)
    return this.parameters + this.locals.length - 1
  }

  put(...parts: readonly Code[]): void {
    this.code.push(...parts)
  }

  /** The body as it stands in a module. */
  body(): Code {
    return counted([unsigned(this.locals.length), this.locals.map((type) => [1, type]), this.code, 0x0b])
  }
}

export const get = (local: number): Code => [0x20, ...unsigned(local)]
export const set = (local: number): Code => [0x21, ...unsigned(local)]
export const tee = (local: number): Code => [0x22, ...unsigned(local)]
export const constant = (n: number): Code => [0x41, ...signed(n)]
export const call = (index: number): Code => [0x10, ...unsigned(index)]
export const i32 = { add: [0x6a], sub: [0x6b], mul: [0x6c], less: [0x48], lessOrEqual: [0x4c] } as const

/** Adds a constant number of bytes, or what code leaves, to a local. */
export const advance = (local: number, by: Code): Code => [get(local), by, i32.add, set(local)]

/** `body` as long as `condition` leaves 1, which is asked first. */
export const whilst = (condition: Code, body: Code): Code => [
  [0x02, 0x40, 0x03, 0x40],
  condition,
  [0x45, 0x0d, 1],
  body,
  [0x0c, 0, 0x0b, 0x0b],
]

/** An instruction on vectors of 128 bits. */
export const simd = (opcode: number): number[] => [0xfd, ...unsigned(opcode)]

/** All bytes of code, one after another. */
function laidOut(code: Code, into: number[] = []): number[] {
  for (const part of code) {
    if (typeof part === 'number') into.push(part)
    else laidOut(part, into)
  }
  return into
}

function counted(code: Code): Code {
  const bytes = laidOut(code)
  return [unsigned(bytes.length), bytes]
}

const section = (id: number, bytes: Code): Code => [id, counted(bytes)]
const name = (text: string): Code => counted(Array.from(text, (letter) => letter.charCodeAt(0)))
const signature = (parameters: number): Code => [
  0x60,
  ...counted(new Array<number>(parameters).fill(types.i32)),
  0,
]

export interface ModuleParts {
  /** functions of other modules, by their names, with how many whole numbers each takes */
  readonly imported: readonly { readonly name: string; readonly parameters: number }[]
  readonly functions: readonly { readonly name: string; readonly writer: Writer }[]
}

/** A module that takes its memory as data.memory and functions as code.NAME, and exports its own. */
export function moduleOf({ imported, functions }: ModuleParts): Uint8Array {
  const kinds = [
    ...imported.map(({ parameters }) => parameters),
    ...functions.map(({ writer }) => writer.parameters),
  ]
  const list = (items: readonly Code[]): Code => [unsigned(items.length), items]
  return Uint8Array.from(
    laidOut([
      [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(1, list(kinds.map(signature))),
      section(
        2,
        list([
          [name('data'), name('memory'), 2, 0, 1],
          ...imported.map((each, i) => [name('code'), name(each.name), 0, unsigned(i)]),
        ]),
      ),
      section(3, list(functions.map((_, i) => unsigned(imported.length + i)))),
      section(7, list(functions.map((each, i) => [name(each.name), 0, unsigned(imported.length + i)]))),
      section(10, list(functions.map(({ writer }) => writer.body()))),
    ]),
  )
}

/** What is used of WebAssembly, which some hosts forbid and some browsers do not have. */
export interface Assembly {
  readonly Memory: new (of: { readonly initial: number }) => { readonly buffer: ArrayBuffer }
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: Exports }
  readonly validate: (bytes: Uint8Array) => boolean
}

export type Exports = Readonly<Record<string, (...args: number[]) => void>>

export const assembly = (): Assembly | undefined =>
  (globalThis as unknown as { readonly WebAssembly?: Assembly }).WebAssembly
