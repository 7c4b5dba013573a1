/** ONNX: the nodes of a graph and its initializers (onnx.proto: ModelProto 7 graph; GraphProto 1 node, 5 initializer). */
import { atKey, refuse, short } from '../refusal.ts'
import { decodeNumbers, type NumberType } from './numbers.ts'
import { type Field, fieldsOf, textOf, varintsOf } from './protobuf.ts'
import { countOf, type Stored } from './stored.ts'

export type Attribute = number | string | readonly string[] | readonly number[] | Stored

export interface OnnxNode {
  readonly op: string
  readonly name: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  /** numbers and texts by their name */
  readonly attributes: ReadonlyMap<string, Attribute>
}

export interface OnnxGraph {
  readonly nodes: readonly OnnxNode[]
  readonly initializers: ReadonlyMap<string, Stored>
}

/** The graph of a model; undefined where the bytes are no model of ONNX. */
export function readOnnx(bytes: Uint8Array, beside: Outside = () => undefined): OnnxGraph | undefined {
  if (bytes[0] !== 0x08) return undefined
  let graph: Uint8Array | undefined
  try {
    graph = fieldsOf(bytes).find(({ number, bytes: inner }) => number === 7 && inner.length > 0)?.bytes
  } catch {
    return undefined
  }
  if (!graph) return undefined
  const fields = fieldsOf(graph)
  const tensors = fields.filter(({ number }) => number === 5).map((field) => tensorOf(field.bytes, beside))
  return {
    nodes: fields.filter(({ number }) => number === 1).map((field) => nodeOf(field.bytes)),
    initializers: new Map(tensors.map(({ name, tensor }) => [name, tensor])),
  }
}

const texts = (fields: readonly Field[], wanted: number): string[] =>
  fields.flatMap(({ number, bytes }) => (number === wanted ? [textOf(bytes)] : []))

function nodeOf(bytes: Uint8Array): OnnxNode {
  const fields = fieldsOf(bytes)
  return {
    inputs: texts(fields, 1),
    outputs: texts(fields, 2),
    name: texts(fields, 3)[0] ?? '',
    op: texts(fields, 4)[0] ?? '',
    attributes: new Map(
      fields.flatMap(({ number, bytes: inner }) => (number === 5 ? [attributeOf(inner)] : [])),
    ),
  }
}

/** AttributeProto: 1 name, 2 f, 3 i, 4 s, 5 t, 7 floats, 8 ints, 9 strings. */
function attributeOf(bytes: Uint8Array): readonly [string, Attribute] {
  const fields = fieldsOf(bytes)
  const [name = ''] = texts(fields, 1)
  const at = (wanted: number) => fields.find(({ number }) => number === wanted)
  const strings = texts(fields, 9)
  if (strings.length > 0) return [name, strings]
  const [float, text, tensor] = [at(2), at(4), at(5)]
  const floats = fields.filter(({ number }) => number === 7)
  if (floats.length > 0)
    return [name, floats.flatMap(({ bytes: of }) => [...decodeNumbers(of, 'f4', Math.floor(of.length / 4))])]
  const ints = fields
    .filter(({ number }) => number === 8)
    .flatMap(({ value, bytes: packed }) => (packed.length > 0 ? varintsOf(packed) : [value]))
  if (ints.length > 0) return [name, ints]
  if (tensor) return [name, tensorOf(tensor.bytes).tensor]
  if (text) return [name, textOf(text.bytes)]
  if (float) return [name, decodeNumbers(float.bytes, 'f4', 1)[0]!]
  return [name, at(3)?.value ?? 0]
}

/** TensorProto.DataType */
const types: Readonly<Record<number, NumberType>> = {
  1: 'f4',
  2: 'u1',
  3: 'i1',
  4: 'u2',
  5: 'i2',
  6: 'i4',
  7: 'i8',
  9: 'b1',
  10: 'f2',
  11: 'f8',
  12: 'u4',
  13: 'u8',
  16: 'bf2',
}

/** Where numbers stand in another file, by the entries (1 key, 2 value) "location", "offset" and "length". */
function placeOutside(entries: readonly Uint8Array[]): Place {
  const pairs = entries.map((entry) => fieldsOf(entry)).map((of) => [texts(of, 1)[0], texts(of, 2)[0]])
  const at = (wanted: string) => pairs.find(([key]) => key === wanted)?.[1]
  const file = at('location') ?? '?'
  return { file: file.split('/').at(-1)!, from: Number(at('offset') ?? 0) }
}

interface Place {
  readonly file: string
  readonly from: number
}

/** The bytes of a file that came with the model. */
export type Outside = (file: string) => Uint8Array | undefined

/** TensorProto: 1 dims, 2 type, 4 floats, 5 and 7 whole numbers, 8 name, 9 raw data, 10 doubles, 13 where the data are, 14 that they are in another file. */
function tensorOf(
  bytes: Uint8Array,
  beside: Outside = () => undefined,
): { readonly name: string; readonly tensor: Stored } {
  const fields = fieldsOf(bytes)
  const all = (wanted: number) => fields.filter(({ number }) => number === wanted)
  const whole = (wanted: number) =>
    all(wanted).flatMap(({ value, bytes: packed }) => (packed.length > 0 ? varintsOf(packed) : [value]))
  const name = texts(fields, 8)[0] ?? ''
  const shape = whole(1)
  const type = types[all(2)[0]?.value ?? 0]
  const count = countOf(shape, name)
  const outside = all(14)[0]?.value === 1 ? placeOutside(all(13).map((field) => field.bytes)) : undefined
  const numbers = (): Float64Array => {
    if (outside !== undefined) {
      const file = beside(outside.file)
      if (!file) return refuse(atKey(name), { id: 'outside', file: short(outside.file) })
      if (!type || !(outside.from >= 0)) throw new RangeError(name)
      return decodeNumbers(file.subarray(outside.from), type, count)
    }
    const raw = all(9)[0]?.bytes
    if (raw && type) return decodeNumbers(raw, type, count)
    const joined = (wanted: number) => {
      const parts = all(wanted).map((field) => field.bytes)
      const into = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
      parts.reduce((at, part) => {
        into.set(part, at)
        return at + part.length
      }, 0)
      return into
    }
    if (type === 'f4') return decodeNumbers(joined(4), 'f4', count)
    if (type === 'f8') return decodeNumbers(joined(10), 'f8', count)
    const found = Float64Array.from(whole(type === 'i8' ? 7 : 5))
    if (found.length !== count) throw new RangeError(name)
    return found
  }
  return { name, tensor: { shape, numbers } }
}
