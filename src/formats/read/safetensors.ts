/** safetensors: 8 bytes with the length of a JSON header, the header, the data (github.com/huggingface/safetensors). */
import { atKey, inFile, refuse, value } from '../refusal.ts'
import { bytesOf, decodeNumbers, type NumberType } from './numbers.ts'
import { countOf, type Stored } from './stored.ts'

const types: Readonly<Record<string, NumberType>> = {
  F64: 'f8',
  F32: 'f4',
  F16: 'f2',
  BF16: 'bf2',
  I64: 'i8',
  I32: 'i4',
  I16: 'i2',
  I8: 'i1',
  U64: 'u8',
  U32: 'u4',
  U16: 'u2',
  U8: 'u1',
  BOOL: 'b1',
}

/** How many bytes the header has; undefined where the file is no safetensors. */
function headerLength(bytes: Uint8Array): number | undefined {
  if (bytes.length < 10 || bytes[8] !== 0x7b) return undefined
  const n = Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true))
  return n >= 2 && n <= 100_000_000 ? n : undefined
}

export const isSafetensors = (bytes: Uint8Array): boolean => headerLength(bytes) !== undefined

export function readSafetensors(bytes: Uint8Array): Map<string, Stored> {
  const length = headerLength(bytes)!
  if (8 + length > bytes.length) refuse(inFile, { id: 'intact', what: 'header' })
  const header: unknown = JSON.parse(
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, 8 + length)),
  )
  const data = bytes.subarray(8 + length)
  const tensors = new Map<string, Stored & { readonly from: number }>()
  for (const [name, entry] of Object.entries(header as Record<string, unknown>)) {
    if (name === '__metadata__') continue
    const { dtype, shape, data_offsets } = entry as Record<string, unknown>
    const type = typeof dtype === 'string' && Object.hasOwn(types, dtype) ? types[dtype] : undefined
    if (!type || !Array.isArray(shape) || !Array.isArray(data_offsets))
      return refuse(atKey(name), { id: 'intact', what: 'dtype' }, value(String(dtype)))
    const [from, to] = data_offsets as [number, number]
    const count = countOf(shape as number[], name)
    if (!(from >= 0 && to <= data.length && to - from === count * bytesOf(type)))
      refuse(atKey(name), { id: 'shapeOf', shape: shape.join(' × ') }, value(`${to - from} bytes`))
    const numbers = () => decodeNumbers(data.subarray(from, to), type, count)
    tensors.set(name, { shape: shape as number[], numbers, from })
  }
  // The header is sorted by type and name in some writers: the data stand in the order of the module more often.
  return new Map([...tensors].sort(([, a], [, b]) => a.from - b.from))
}
