/** Bytes as numbers, for every type that files of weights have. */

export type NumberType =
  | 'f2'
  | 'bf2'
  | 'f4'
  | 'f8'
  | 'i1'
  | 'i2'
  | 'i4'
  | 'i8'
  | 'u1'
  | 'u2'
  | 'u4'
  | 'u8'
  | 'b1'

/** The bytes of one number. */
export const bytesOf = (type: NumberType): number => Number(type.at(-1))

/** Numbers of a type, as float64; throws where there are fewer bytes. */
export function decodeNumbers(
  bytes: Uint8Array,
  type: NumberType,
  count: number,
  littleEndian = true,
): Float64Array {
  const width = bytesOf(type)
  if (bytes.length < count * width) throw new RangeError('too few bytes')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const read = readers[type]
  const numbers = new Float64Array(count)
  for (let k = 0; k < count; k++) numbers[k] = read(view, k * width, littleEndian)
  return numbers
}

const readers: Readonly<Record<NumberType, (view: DataView, at: number, little: boolean) => number>> = {
  f2: (view, at, little) => half(view.getUint16(at, little)),
  bf2: (view, at, little) => single(view.getUint16(at, little)),
  f4: (view, at, little) => view.getFloat32(at, little),
  f8: (view, at, little) => view.getFloat64(at, little),
  i1: (view, at) => view.getInt8(at),
  i2: (view, at, little) => view.getInt16(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  i8: (view, at, little) => Number(view.getBigInt64(at, little)),
  u1: (view, at) => view.getUint8(at),
  u2: (view, at, little) => view.getUint16(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  u8: (view, at, little) => Number(view.getBigUint64(at, little)),
  b1: (view, at) => (view.getUint8(at) ? 1 : 0),
}

/** IEEE 754 half precision: 1 bit sign, 5 bits exponent, 10 bits fraction. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

const scratch = new DataView(new ArrayBuffer(4))
/** bfloat16: the upper half of a float32. */
function single(bits: number): number {
  scratch.setUint32(0, bits << 16)
  return scratch.getFloat32(0)
}
