/** What pickles of weights are allowed to name: containers, tensors of PyTorch, arrays of NumPy. */

import { rowMajor } from './npy.ts'
import { bytesOf, decodeNumbers, type NumberType } from './numbers.ts'
import { type Dict, type Machine, Named, Unopened, type WithState } from './pickle.ts'
import { countOf, type Stored } from './stored.ts'

/** A piece of memory that tensors are views of. */
export interface Storage {
  readonly type: NumberType
  /** its bytes; throws where the file lacks them */
  readonly bytes: () => Uint8Array
}

/** A tensor in the value of a pickle. */
export class PickledTensor {
  readonly stored: Stored
  constructor(of: Stored) {
    this.stored = of
  }
}

const storages: Readonly<Record<string, NumberType>> = {
  FloatStorage: 'f4',
  DoubleStorage: 'f8',
  HalfStorage: 'f2',
  BFloat16Storage: 'bf2',
  LongStorage: 'i8',
  IntStorage: 'i4',
  ShortStorage: 'i2',
  CharStorage: 'i1',
  ByteStorage: 'u1',
  BoolStorage: 'b1',
  UntypedStorage: 'u1',
}

const dtypes: Readonly<Record<string, NumberType>> = {
  float32: 'f4',
  float64: 'f8',
  float16: 'f2',
  bfloat16: 'bf2',
  int64: 'i8',
  int32: 'i4',
  int16: 'i2',
  int8: 'i1',
  uint8: 'u1',
  bool: 'b1',
}

/** The type of the numbers of a storage, by the name of its class. */
export function storageType(named: unknown): NumberType | undefined {
  const name = named instanceof Named ? named.name.split('.').at(-1)! : ''
  return Object.hasOwn(storages, name) ? storages[name] : undefined
}

/** The machine for a pickle whose persistent ids stand for storages. */
export function machineOf(
  storageOf: (id: readonly unknown[]) => unknown,
  others: Readonly<Record<string, Call>> = {},
): Machine {
  return {
    persistent: (id) => (Array.isArray(id) ? storageOf(id) : new Unopened('persistent id')),
    call: (name, args) => {
      const known = [others, calls].find((table) => Object.hasOwn(table, name))?.[name]
      return known ? { value: known(args) } : undefined
    },
  }
}

export type Call = (args: readonly unknown[]) => unknown

const numbers = (value: unknown): number[] => {
  if (!Array.isArray(value) || value.some((n) => typeof n !== 'number')) throw new TypeError('numbers')
  return value as number[]
}

const isStorage = (value: unknown): value is Storage =>
  typeof value === 'object' && value !== null && 'type' in value && 'bytes' in value

const mostRepeated = 2 ** 22

/** A view of a storage: torch._utils._rebuild_tensor_v2(storage, offset, size, stride, …). */
function rebuildTensor(
  [storage, offset, size, stride]: readonly unknown[],
  type?: NumberType,
): PickledTensor | Unopened {
  if (!isStorage(storage)) return new Unopened('tensor')
  const shape = numbers(size)
  const steps = numbers(stride)
  const from = Number(offset)
  const count = countOf(shape, 'tensor')
  if (steps.length !== shape.length || !(from >= 0) || steps.some((n) => n < 0)) throw new TypeError('stride')
  const last = count === 0 ? -1 : from + shape.reduce((sum, n, axis) => sum + (n - 1) * steps[axis]!, 0)
  const of = type ?? storage.type
  const read = () => {
    const bytes = storage.bytes()
    if ((last + 1) * bytesOf(of) > bytes.length) throw new RangeError('tensor')
    // Strides of 0 repeat numbers: a small file would fill the memory.
    if (count > mostRepeated && count > bytes.length / bytesOf(of)) throw new RangeError('tensor')
    const all = decodeNumbers(bytes, of, last + 1)
    const dense = new Float64Array(count)
    const index = shape.map(() => 0)
    for (let k = 0; k < count; k++) {
      let at = from
      for (let axis = 0; axis < shape.length; axis++) at += index[axis]! * steps[axis]!
      dense[k] = all[at]!
      for (let axis = shape.length - 1; axis >= 0; axis--) {
        index[axis] = index[axis]! + 1
        if (index[axis]! < shape[axis]!) break
        index[axis] = 0
      }
    }
    return dense
  }
  return new PickledTensor({ shape, numbers: read })
}

const typeOfDtype = (dtype: unknown): NumberType | undefined => {
  const name = dtype instanceof Named ? dtype.name.replace(/^torch\./, '') : ''
  return Object.hasOwn(dtypes, name) ? dtypes[name] : undefined
}

/** dtype of NumPy: 'f4', and '<' or '>' by its state. */
class Dtype implements WithState {
  readonly code: string
  little = true
  constructor(code: string) {
    this.code = code
  }
  setState(state: unknown): void {
    if (Array.isArray(state)) this.little = state[1] !== '>'
  }
}

const numpyTypes: readonly string[] = ['f2', 'f4', 'f8', 'i1', 'i2', 'i4', 'i8', 'u1', 'u2', 'u4', 'u8', 'b1']

/** An array of NumPy: it gets its state (version, shape, dtype, is Fortran, data) after it is made. */
class NumpyArray implements WithState {
  tensor: Stored | undefined
  /** the objects of an array of them, such as a dict that np.save was given */
  objects: readonly unknown[] = []
  setState(state: unknown): void {
    if (!Array.isArray(state)) return
    const [, size, dtype, fortran, data] = state as readonly unknown[]
    if (Array.isArray(data)) this.objects = data
    if (!(dtype instanceof Dtype) || !(data instanceof Uint8Array)) return
    if (!numpyTypes.includes(dtype.code)) return
    const shape = numbers(size)
    const count = countOf(shape, 'array')
    const read = () => decodeNumbers(data, dtype.code as NumberType, count, dtype.little)
    this.tensor = { shape, numbers: () => (fortran === true ? rowMajor(read(), shape) : read()) }
  }
}

function scalar([dtype, data]: readonly unknown[]): unknown {
  if (!(dtype instanceof Dtype) || !(data instanceof Uint8Array)) return null
  if (!numpyTypes.includes(dtype.code)) return null
  return decodeNumbers(data, dtype.code as NumberType, 1, dtype.little)[0]
}

const dict: Call = ([pairs]) => {
  const made: Dict = new Map()
  if (pairs instanceof Map) for (const [key, value] of pairs) made.set(key, value)
  if (Array.isArray(pairs)) for (const [key, value] of pairs as [unknown, unknown][]) made.set(key, value)
  return made
}
const list: Call = ([items]) => (Array.isArray(items) ? [...items] : [])
const same: Call = ([value]) => value
const named =
  (name: string): Call =>
  () =>
    new Unopened(name)

/** Python 2 wrote bytes as text in latin1. */
const latin1: Call = ([text]) =>
  typeof text === 'string' ? Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 255) : new Uint8Array()

const calls: Readonly<Record<string, Call>> = {
  'collections.OrderedDict': dict,
  'collections.defaultdict': () => new Map(),
  'builtins.dict': dict,
  '__builtin__.dict': dict,
  'builtins.set': list,
  '__builtin__.set': list,
  'builtins.frozenset': list,
  'builtins.list': list,
  '__builtin__.list': list,
  'builtins.bytearray': ([bytes]) => (bytes instanceof Uint8Array ? bytes : new Uint8Array()),
  'builtins.object': named('object'),
  '__builtin__.object': named('object'),
  'copyreg._reconstructor': ([of]) => new Unopened(of instanceof Named ? of.name : 'object'),
  'copy_reg._reconstructor': ([of]) => new Unopened(of instanceof Named ? of.name : 'object'),
  '_codecs.encode': latin1,
  'torch.Size': list,
  'torch.device': named('torch.device'),
  'pathlib.PosixPath': named('pathlib.PosixPath'),
  'pathlib.WindowsPath': named('pathlib.WindowsPath'),
  'torch._utils._rebuild_tensor': rebuildTensor,
  'torch._utils._rebuild_tensor_v2': rebuildTensor,
  'torch._utils._rebuild_tensor_v3': (args) => rebuildTensor(args, typeOfDtype(args[6])),
  'torch._utils._rebuild_parameter': same,
  'torch._utils._rebuild_parameter_with_state': same,
  'torch.nn.parameter.Parameter': same,
  'numpy.dtype': ([code]) => new Dtype(String(code).replace(/^[<>|=]/, '')),
  'numpy.core.multiarray._reconstruct': () => new NumpyArray(),
  'numpy._core.multiarray._reconstruct': () => new NumpyArray(),
  'numpy.core.multiarray.scalar': scalar,
  'numpy._core.multiarray.scalar': scalar,
}

/** What an array of objects holds, where a value is one. */
export const objectsIn = (value: unknown): readonly unknown[] =>
  value instanceof NumpyArray ? value.objects : []

/** The tensor that a value of a pickle is; undefined where it is none. */
export function tensorIn(value: unknown): Stored | undefined {
  if (value instanceof PickledTensor) return value.stored
  if (value instanceof NumpyArray) return value.tensor
  return undefined
}
