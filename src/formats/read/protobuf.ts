/** Protocol buffers as far as ONNX needs them: the fields of a message, one after another. */

export interface Field {
  readonly number: number
  /** a whole number (wire type 0); fixed 32 and 64 bits and texts are bytes */
  readonly value: number
  readonly bytes: Uint8Array
}

const none = new Uint8Array()

/** The fields of a message; throws where the bytes are none. */
export function fieldsOf(bytes: Uint8Array): Field[] {
  const fields: Field[] = []
  let at = 0
  const varint = (): number => {
    let n = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++]
      if (byte === undefined) throw new RangeError('varint')
      n |= BigInt(byte & 127) << shift
      if (byte < 128) return Number(BigInt.asIntN(64, n))
    }
    throw new RangeError('varint')
  }
  const take = (n: number): Uint8Array => {
    if (n < 0 || at + n > bytes.length) throw new RangeError('field')
    at += n
    return bytes.subarray(at - n, at)
  }
  while (at < bytes.length) {
    const tag = varint()
    const number = Math.floor(tag / 8)
    const wire = tag % 8
    if (wire === 0) fields.push({ number, value: varint(), bytes: none })
    else if (wire === 1) fields.push({ number, value: 0, bytes: take(8) })
    else if (wire === 2) fields.push({ number, value: 0, bytes: take(varint()) })
    else if (wire === 5) fields.push({ number, value: 0, bytes: take(4) })
    else throw new RangeError('wire type')
  }
  return fields
}

export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/** Packed varints. */
export function varintsOf(bytes: Uint8Array): number[] {
  const numbers: number[] = []
  let n = 0n
  let shift = 0n
  for (const byte of bytes) {
    n |= BigInt(byte & 127) << shift
    shift += 7n
    if (byte >= 128) continue
    numbers.push(Number(BigInt.asIntN(64, n)))
    n = 0n
    shift = 0n
  }
  return numbers
}
