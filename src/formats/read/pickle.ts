/**
 * Python's pickles, protocols 0 to 5, without running anything: a pickle is a program for a small machine with a stack
 * (pickletools.py describes every opcode). What it would call is looked up in a table of what is allowed; an object of
 * any other class is kept unopened under its name, and a call of any other function is refused.
 */
import { inFile, refuse, short } from '../refusal.ts'
import { unescaped, unquoted } from './python-text.ts'

/** An object of a class that is not known here: its name, and the state that it was saved with. */
export class Unopened {
  readonly name: string
  state: unknown
  constructor(name: string, state?: unknown) {
    this.name = name
    this.state = state
  }
}

/** A class or function by its module and name. */
export class Named {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** A dict; its keys may be of any kind, and `__proto__` is one like others. */
export type Dict = Map<unknown, unknown>

export interface Machine {
  /** what a known function gives for its arguments; undefined where it is not known */
  readonly call: (name: string, args: readonly unknown[]) => { readonly value: unknown } | undefined
  /** what a persistent id stands for */
  readonly persistent: (id: unknown) => unknown
}

const mark = Symbol('mark')
const decoder = new TextDecoder()
const latin1 = new TextDecoder('latin1')
const mostSteps = 5_000_000

/** Reads one pickle; gives its value and where the bytes behind it begin. */
export function readPickle(
  bytes: Uint8Array,
  machine: Machine,
  from = 0,
): { readonly value: unknown; readonly end: number } {
  return new Reader(bytes, machine, from).run()
}

class Reader {
  private readonly stack: unknown[] = []
  private readonly memo = new Map<number, unknown>()
  private readonly view: DataView
  private readonly bytes: Uint8Array
  private readonly machine: Machine
  private at: number

  constructor(bytes: Uint8Array, machine: Machine, from: number) {
    this.bytes = bytes
    this.machine = machine
    this.at = from
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  run(): { readonly value: unknown; readonly end: number } {
    for (let steps = 0; steps < mostSteps; steps++) {
      const code = this.byte()
      if (code === 0x2e) return { value: this.pop(), end: this.at }
      const step = opcodes[code]
      if (!step) return refuse(inFile, { id: 'intact', what: `pickle, opcode ${code} at ${this.at - 1}` })
      step(this)
    }
    return refuse(inFile, { id: 'intact', what: 'pickle' })
  }

  byte(): number {
    return this.view.getUint8(this.at++)
  }
  uint(n: 2 | 4 | 8): number {
    const at = this.at
    this.at += n
    if (n === 2) return this.view.getUint16(at, true)
    return n === 4 ? this.view.getUint32(at, true) : Number(this.view.getBigUint64(at, true))
  }
  take(n: number): Uint8Array {
    if (n < 0 || this.at + n > this.bytes.length) throw new RangeError('pickle')
    this.at += n
    return this.bytes.subarray(this.at - n, this.at)
  }
  text(n: number): string {
    return decoder.decode(this.take(n))
  }
  line(): string {
    const end = this.bytes.indexOf(10, this.at)
    if (end < 0) throw new RangeError('pickle')
    const text = latin1.decode(this.take(end - this.at))
    this.at++
    return text
  }
  push(value: unknown): void {
    this.stack.push(value)
  }
  pop(): unknown {
    if (this.stack.length === 0) throw new RangeError('stack')
    return this.stack.pop()
  }
  peek(): unknown {
    if (this.stack.length === 0) throw new RangeError('stack')
    return this.stack.at(-1)
  }
  /** What was pushed since the last mark. */
  since(): unknown[] {
    const from = this.stack.lastIndexOf(mark)
    if (from < 0) throw new RangeError('mark')
    return this.stack.splice(from).slice(1)
  }
  put(key: number): void {
    this.memo.set(key, this.peek())
  }
  memoize(): void {
    this.put(this.memo.size)
  }
  get(key: number): void {
    if (!this.memo.has(key)) throw new RangeError('memo')
    this.push(this.memo.get(key))
  }
  persistent(id: unknown): void {
    this.push(this.machine.persistent(id))
  }

  setItems(pairs: readonly unknown[]): void {
    const onto = this.peek()
    const dict = onto instanceof Unopened ? undefined : onto
    if (dict === undefined) return
    if (!(dict instanceof Map)) throw new TypeError('dict')
    for (let k = 0; k + 1 < pairs.length; k += 2) dict.set(pairs[k], pairs[k + 1])
  }
  append(items: readonly unknown[]): void {
    const onto = this.peek()
    if (onto instanceof Unopened) return
    if (!Array.isArray(onto)) throw new TypeError('list')
    for (const item of items) onto.push(item)
  }

  /** REDUCE: a call. Known functions are answered from a table; no other is run. */
  call(): void {
    const args = this.pop()
    const callee = this.pop()
    if (!(callee instanceof Named) || !Array.isArray(args)) throw new TypeError('call')
    const known = this.machine.call(callee.name, args)
    if (!known && /\b(_rebuild_qtensor|quantized)\b/.test(callee.name))
      refuse(inFile, { id: 'unsupported', what: 'a quantised model (qint8)' })
    if (!known) refuse(inFile, { id: 'noCode', name: short(callee.name) })
    this.push(known.value)
  }

  /** NEWOBJ: an object without its state. */
  create(args: readonly unknown[], callee: unknown): void {
    if (!(callee instanceof Named)) throw new TypeError('class')
    this.push(this.machine.call(callee.name, args)?.value ?? new Unopened(callee.name))
  }

  /** BUILD: the state of an object. */
  build(): void {
    const state = this.pop()
    const of = this.peek()
    if (of instanceof Unopened) of.state = state
    else if (of instanceof Map && state instanceof Map && of.size === 0)
      for (const [key, value] of state) of.set(key, value)
    else if (hasState(of)) of.setState(state)
  }
}

/** An object that takes a state by itself, such as an array of NumPy. */
export interface WithState {
  readonly setState: (state: unknown) => void
}
const hasState = (of: unknown): of is WithState =>
  typeof of === 'object' && of !== null && 'setState' in of && typeof of.setState === 'function'

function dictOf(pairs: readonly unknown[]): Dict {
  const dict: Dict = new Map()
  for (let k = 0; k + 1 < pairs.length; k += 2) dict.set(pairs[k], pairs[k + 1])
  return dict
}

/** A whole number of any length, little-endian in two's complement. */
function longOf(bytes: Uint8Array): number {
  let n = 0n
  for (let k = bytes.length - 1; k >= 0; k--) n = (n << 8n) | BigInt(bytes[k]!)
  return Number(BigInt.asIntN(Math.max(8 * bytes.length, 1), n))
}

function decimal(text: string): unknown {
  if (text === '00') return false
  if (text === '01') return true
  return Number(text.replace(/L$/, ''))
}

const opcodes: Readonly<Record<number, (r: Reader) => void>> = {
  128: (r) => r.take(1), // PROTO
  149: (r) => r.take(8), // FRAME
  40: (r) => r.push(mark),
  48: (r) => r.pop(),
  49: (r) => r.since(), // POP_MARK
  50: (r) => r.push(r.peek()), // DUP
  70: (r) => r.push(Number(r.line())), // FLOAT
  71: (r) => r.push(new DataView(r.take(8).slice().buffer).getFloat64(0)), // BINFLOAT
  73: (r) => r.push(decimal(r.line())), // INT
  74: (r) => r.push(r.uint(4) | 0), // BININT
  75: (r) => r.push(r.byte()), // BININT1
  76: (r) => r.push(decimal(r.line())), // LONG
  77: (r) => r.push(r.uint(2)), // BININT2
  138: (r) => r.push(longOf(r.take(r.byte()))), // LONG1
  139: (r) => r.push(longOf(r.take(r.uint(4)))), // LONG4
  78: (r) => r.push(null),
  136: (r) => r.push(true),
  137: (r) => r.push(false),
  80: (r) => r.persistent(r.line()), // PERSID
  81: (r) => r.persistent(r.pop()), // BINPERSID
  83: (r) => r.push(unquoted(r.line())), // STRING
  84: (r) => r.push(r.text(r.uint(4))), // BINSTRING
  85: (r) => r.push(r.text(r.byte())), // SHORT_BINSTRING
  86: (r) => r.push(unescaped(r.line(), false)), // UNICODE
  88: (r) => r.push(r.text(r.uint(4))), // BINUNICODE
  140: (r) => r.push(r.text(r.byte())), // SHORT_BINUNICODE
  141: (r) => r.push(r.text(r.uint(8))), // BINUNICODE8
  66: (r) => r.push(r.take(r.uint(4))), // BINBYTES
  67: (r) => r.push(r.take(r.byte())), // SHORT_BINBYTES
  142: (r) => r.push(r.take(r.uint(8))), // BINBYTES8
  150: (r) => r.push(r.take(r.uint(8))), // BYTEARRAY8
  93: (r) => r.push([]),
  41: (r) => r.push([]), // EMPTY_TUPLE
  125: (r) => r.push(new Map()),
  143: (r) => r.push([]), // EMPTY_SET
  108: (r) => r.push(r.since()), // LIST
  116: (r) => r.push(r.since()), // TUPLE
  145: (r) => r.push(r.since()), // FROZENSET
  100: (r) => r.push(dictOf(r.since())), // DICT
  133: (r) => r.push([r.pop()]),
  134: (r) => {
    const b = r.pop()
    r.push([r.pop(), b])
  },
  135: (r) => {
    const c = r.pop()
    const b = r.pop()
    r.push([r.pop(), b, c])
  },
  97: (r) => {
    const item = r.pop()
    r.append([item])
  }, // APPEND
  101: (r) => {
    const items = r.since()
    r.append(items)
  }, // APPENDS
  144: (r) => {
    const items = r.since()
    r.append(items)
  }, // ADDITEMS
  115: (r) => {
    const value = r.pop()
    const key = r.pop()
    r.setItems([key, value])
  }, // SETITEM
  117: (r) => {
    const pairs = r.since()
    r.setItems(pairs)
  }, // SETITEMS
  103: (r) => r.get(Number(r.line())), // GET
  104: (r) => r.get(r.byte()), // BINGET
  106: (r) => r.get(r.uint(4)), // LONG_BINGET
  112: (r) => r.put(Number(r.line())), // PUT
  113: (r) => r.put(r.byte()), // BINPUT
  114: (r) => r.put(r.uint(4)), // LONG_BINPUT
  148: (r) => r.memoize(),
  99: (r) => {
    const module = r.line()
    r.push(new Named(`${module}.${r.line()}`))
  }, // GLOBAL
  147: (r) => {
    const name = r.pop()
    r.push(new Named(`${String(r.pop())}.${String(name)}`))
  }, // STACK_GLOBAL
  82: (r) => r.call(), // REDUCE
  98: (r) => r.build(), // BUILD
  129: (r) => {
    const args = r.pop()
    r.create(Array.isArray(args) ? args : [], r.pop())
  }, // NEWOBJ
  146: (r) => {
    r.pop()
    const args = r.pop()
    r.create(Array.isArray(args) ? args : [], r.pop())
  }, // NEWOBJ_EX
  105: (r) => {
    const module = r.line()
    const name = `${module}.${r.line()}`
    r.create(r.since(), new Named(name))
  }, // INST
  111: (r) => {
    const [callee, ...args] = r.since()
    r.create(args, callee)
  }, // OBJ
}
