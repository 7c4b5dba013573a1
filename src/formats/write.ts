/** Weights given back: as safetensors, and as .npz. Both hold float64 under the names of the document. */
import { strToU8, type Zippable, zipSync } from 'fflate'
import type { Weights } from '../cell/model.ts'
import { size } from '../tensor/tensor.ts'

/** Weights as a file of safetensors: 8 bytes with the length of the header, a header of JSON, the numbers. */
export function toSafetensors(weights: Weights): Uint8Array {
  let at = 0
  const entries = Object.entries(weights).map(([name, { shape }]) => {
    const from = at
    at += size(shape) * 8
    return [name, { dtype: 'F64', shape, data_offsets: [from, at] }] as const
  })
  const json = JSON.stringify(Object.fromEntries([['__metadata__', { format: 'pt' }], ...entries]))
  // The data begin at a multiple of 8.
  const header = strToU8(json.padEnd(Math.ceil(json.length / 8) * 8))
  const bytes = new Uint8Array(8 + header.length + at)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true)
  bytes.set(header, 8)
  let to = 8 + header.length
  for (const { data } of Object.values(weights)) {
    bytes.set(littleEndian(data), to)
    to += data.length * 8
  }
  return bytes
}

/** Weights as NumPy reads them: numpy.load('weights.npz')['weight_ih_l0']. */
export function toNpz(weights: Weights): Uint8Array {
  const files: Zippable = {}
  for (const [name, { shape, data }] of Object.entries(weights)) files[`${name}.npy`] = npy(shape, data)
  return zipSync(files, { level: 0, mtime: '1980-01-01' })
}

/** An array as a .npy file, version 1. */
function npy(shape: readonly number[], data: Float64Array): Uint8Array {
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(', ')
  const head = `{'descr': '<f8', 'fortran_order': False, 'shape': (${tuple}), }`
  // Magic, version, length and header fill a multiple of 64 bytes, and the header ends with a line break.
  const length = Math.ceil((10 + head.length + 1) / 64) * 64 - 10
  const header = strToU8(`${head.padEnd(length - 1)}\n`)
  const bytes = new Uint8Array(10 + length + data.length * 8)
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0])
  new DataView(bytes.buffer).setUint16(8, length, true)
  bytes.set(header, 10)
  bytes.set(littleEndian(data), 10 + length)
  return bytes
}

function littleEndian(data: Float64Array): Uint8Array {
  const bytes = new Uint8Array(data.length * 8)
  const view = new DataView(bytes.buffer)
  data.forEach((n, k) => {
    view.setFloat64(k * 8, n, true)
  })
  return bytes
}
