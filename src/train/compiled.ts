/**
 * Programs for many rows in WebAssembly: one function for all that can be done there between operations that only the table of operations
 * knows. All numbers stand in one memory, so that both read and write the same.
 */
import type { Program } from '../algebra/evaluate.ts'
import {
  type Assembly,
  assembly,
  type Code,
  call,
  constant,
  type Exports,
  get,
  i32,
  moduleOf,
  Writer,
} from '../tensor/assembly.ts'
import type { Numbers, Slice } from '../tensor/kernels.ts'
import { type Lanes, lanesOf, type Precision } from '../tensor/lanes.ts'
import { gatherKernel, multiplyKernel } from '../tensor/product-kernels.ts'
import type { Backend } from './backend.ts'
import { type HostPart, type Part, type ProductPart, partsOf } from './fuse.ts'
import { localsOf, loopCode } from './loop-code.ts'
import { type Placed, placedIn, type RowProgram, rowAct } from './rows.ts'

/** Builds with a backend in WebAssembly; undefined where it cannot be had. `build` is run twice: first to see how much memory it takes. */
export function withAssembly<Made>(
  precision: Precision,
  build: (backend: Backend) => Made,
): Made | undefined {
  const web = assembly()
  if (!web) return undefined
  try {
    const { kernels, lanes } = kernelsFor(web, precision)
    const counted = counting(lanes)
    build(counted.backend)
    const memory = new web.Memory({ initial: Math.ceil((counted.bytes() + 64) / 2 ** 16) })
    const code = new web.Instance(kernels, { data: { memory } }).exports
    return build(webAssemblyBackend(web, memory, code, lanes))
  } catch {
    return undefined
  }
}

const made = new Map<Precision, { readonly kernels: object; readonly lanes: Lanes }>()

/** The products, made once; with relaxed instructions where the browser has them. */
function kernelsFor(
  web: Assembly,
  precision: Precision,
): { readonly kernels: object; readonly lanes: Lanes } {
  const known = made.get(precision)
  if (known) return known
  const bytesWith = (lanes: Lanes) =>
    moduleOf({
      imported: [],
      functions: [
        { name: 'multiply', writer: multiplyKernel(lanes) },
        { name: 'gather', writer: gatherKernel(lanes) },
      ],
    })
  const relaxed = precision === 'float32' && web.validate(relaxedProbe())
  const lanes = lanesOf(precision, relaxed)
  const found = { kernels: new web.Module(bytesWith(lanes)), lanes }
  made.set(precision, found)
  return found
}

/** The smallest module that multiplies and adds at once. */
function relaxedProbe(): Uint8Array {
  const writer = new Writer(0)
  const { value, madd } = lanesOf('float32', true)
  writer.put(madd(value(1), value(1), value(1)), [0x1a])
  return moduleOf({ imported: [], functions: [{ name: 'f', writer }] })
}

const alignment = 16
const roundUp = (bytes: number) => Math.ceil(bytes / alignment) * alignment

/** A backend that only counts what it would need. */
function counting(lanes: Lanes) {
  let bytes = 0
  const make = (length: number): Numbers => {
    bytes += roundUp(length * lanes.bytes)
    return new Float64Array(0)
  }
  const backend: Backend = {
    make,
    begin: () => undefined,
    program: (program, room) => {
      const placed = placedIn(program, room, make)
      for (const { matrix } of productsIn(program, placed)) make(matrix.size)
      return () => undefined
    },
    outer: () => () => undefined,
    sumRows: () => () => undefined,
  }
  // One number more: the 1 that rows are summed with.
  make(1)
  return { backend, bytes: () => bytes }
}

const productsIn = (program: Program, placed: Placed): ProductPart[] =>
  partsOf(program, placed.slices).filter((part) => part.kind === 'product')

function webAssemblyBackend(
  web: Assembly,
  memory: { readonly buffer: ArrayBuffer },
  code: Exports,
  lanes: Lanes,
): Backend {
  let used = 0
  const make = (length: number): Numbers => {
    const at = used
    used += roundUp(length * lanes.bytes)
    return lanes.bytes === 4
      ? new Float32Array(memory.buffer, at, length)
      : new Float64Array(memory.buffer, at, length)
  }
  const transposes: (() => void)[] = []
  const one = make(1)
  one[0] = 1
  const { gather } = code as { gather: (...args: number[]) => void }
  const { bytes } = lanes
  return {
    make,
    begin: () => {
      for (const transpose of transposes) transpose()
    },
    outer: (m, n) => (out, u, uAt, v, vAt, count) =>
      gather(u.byteOffset + uAt * bytes, m * bytes, v.byteOffset + vAt * bytes, out.byteOffset, m, count, n),
    sumRows: (n) => (out, of, at, count) =>
      gather(one.byteOffset, 0, of.byteOffset + at * bytes, out.byteOffset, 1, count, n),
    program: (program, room) => {
      const placed = placedIn(program, room, make)
      const transposed = (matrix: Slice): Numbers => {
        const [m, n] = matrix.shape as [number, number]
        const [from, to] = [placed.slice(matrix).data, make(matrix.size)]
        transposes.push(() => {
          for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) to[j * m + i] = from[i * n + j]!
        })
        return to
      }
      const parts = partsOf(program, placed.slices)
      const matrices = new Map(
        parts
          .filter((part) => part.kind === 'product')
          .map((part) => [part, part.transposed ? transposed(part.matrix) : placed.slice(part.matrix).data]),
      )
      const functions = stretchesOf(parts).map((stretch) =>
        Array.isArray(stretch) ? writerOf(stretch, placed, matrices, lanes) : stretch,
      )
      const writers = functions.filter((each) => each instanceof Writer)
      const bytesOf = moduleOf({
        imported: [{ name: 'multiply', parameters: 7 }],
        functions: writers.map((writer, i) => ({ name: `f${i}`, writer })),
      })
      const compiled =
        writers.length === 0
          ? {}
          : new web.Instance(new web.Module(bytesOf), { data: { memory }, code }).exports
      const acts = functions.map((each): RowProgram => {
        if (each instanceof Writer) return compiled[`f${writers.indexOf(each)}`] as RowProgram
        const act = rowAct(each.instruction, placed)
        return (t, rows) => {
          placed.move(t, rows)
          act(rows)
        }
      })
      return (t, rows) => {
        for (const act of acts) act(t, rows)
      }
    },
  }
}

/** Parts that one function runs, between those of the table. */
function stretchesOf(parts: readonly Part[]): (Exclude<Part, HostPart>[] | HostPart)[] {
  const found: (Exclude<Part, HostPart>[] | HostPart)[] = []
  for (const part of parts) {
    const last = found.at(-1)
    if (part.kind === 'host') found.push(part)
    else if (Array.isArray(last)) last.push(part)
    else found.push([part])
  }
  return found
}

/** A function of (t, rows). */
function writerOf(
  parts: readonly Exclude<Part, HostPart>[],
  placed: Placed,
  matrices: ReadonlyMap<Part, Numbers>,
  lanes: Lanes,
): Writer {
  const w = new Writer(2)
  const [t, rows] = [0, 1]
  const locals = localsOf(w)
  const { varies, isLiteral } = placed.slices
  const address = (of: Slice): Code => {
    const { byteOffset } = placed.slice(of).data
    const dt = placed.dt(of)
    if (dt === null) return constant(byteOffset)
    const step = of.size * lanes.bytes
    const row = varies(of) ? [get(rows), i32.mul] : []
    return [
      [get(t), constant(dt), i32.add, row],
      [constant(step), i32.mul, constant(byteOffset), i32.add],
    ]
  }
  for (const part of parts)
    if (part.kind === 'loop') w.put(loopCode(part, lanes, rows, locals, { varies, isLiteral, address }))
    else
      w.put(
        ...[address(part.vector), constant(matrices.get(part)!.byteOffset), address(part.out), get(rows)],
        ...[constant(part.vector.size), constant(part.out.size), constant(Number(part.adds)), call(0)],
      )
  return w
}
