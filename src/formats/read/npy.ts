/** NumPy's .npy (one array) and .npz (a zip of them): numpy.lib.format, versions 1 to 3. */
import { inFile, refuse, value } from '../refusal.ts'
import { bytesOf, decodeNumbers, type NumberType } from './numbers.ts'
import { countOf, type Stored } from './stored.ts'

const types: readonly string[] = ['f2', 'f4', 'f8', 'i1', 'i2', 'i4', 'i8', 'u1', 'u2', 'u4', 'u8', 'b1']

export const isNpy = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x93 && new TextDecoder('latin1').decode(bytes.subarray(1, 6)) === 'NUMPY'

/** The array of a .npy file. Arrays of Python objects are pickles and are not read here. */
export function readNpy(bytes: Uint8Array, name: string): Stored {
  const { header, data } = partsOf(bytes)
  const descr = /'descr':\s*'([<>|=]?)(\w+)'/.exec(header)
  const dims = /'shape':\s*\(([\d,\sL]*)\)/.exec(header)?.[1]
  const fortran = /'fortran_order':\s*True/.test(header)
  const type = descr?.[2] as NumberType | undefined
  if (dims === undefined || type === undefined || !types.includes(type))
    return refuse(inFile, { id: 'intact', what: name }, value(descr?.[2] ?? header))
  const shape = dims.split(',').flatMap((n) => (/\d/.test(n) ? [Number.parseInt(n, 10)] : []))
  const count = countOf(shape, name)
  if (data.length < count * bytesOf(type))
    refuse(inFile, { id: 'shapeOf', shape: shape.join(' × ') }, value(`${data.length} bytes`))
  const read = () => decodeNumbers(data, type, count, descr?.[1] !== '>')
  return { shape, numbers: () => (fortran ? rowMajor(read(), shape) : read()) }
}

/** Is it an array of Python objects (np.save of a dict)? Then its data are a pickle. */
export function pickleInNpy(bytes: Uint8Array): Uint8Array | undefined {
  const { header, data } = partsOf(bytes)
  return /'descr':\s*'\|O'/.test(header) ? data : undefined
}

function partsOf(bytes: Uint8Array): { readonly header: string; readonly data: Uint8Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const wide = bytes[6]! > 1
  const length = wide ? view.getUint32(8, true) : view.getUint16(8, true)
  const from = wide ? 12 : 10
  if (from + length > bytes.length) throw new RangeError('header')
  return {
    header: new TextDecoder('latin1').decode(bytes.subarray(from, from + length)),
    data: bytes.subarray(from + length),
  }
}

/** Numbers whose first index runs fastest, in the order in which the last one does. */
export function rowMajor(from: Float64Array, shape: readonly number[]): Float64Array {
  const numbers = new Float64Array(from.length)
  const steps = shape.map((_, axis) => shape.slice(0, axis).reduce((product, n) => product * n, 1))
  for (let k = 0; k < numbers.length; k++) {
    let rest = k
    let at = 0
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += (rest % shape[axis]!) * steps[axis]!
      rest = Math.floor(rest / shape[axis]!)
    }
    numbers[k] = from[at]!
  }
  return numbers
}
