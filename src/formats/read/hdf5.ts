/** HDF5, the container of Keras (jsfive): the datasets of a file, and the attributes of its root. */
import { Dataset, File, Group } from 'jsfive'
import { inFile, refuse, value } from '../refusal.ts'
import { countOf, type Stored } from './stored.ts'

export interface Hdf5 {
  /** datasets of numbers by their path, in the order of the file */
  readonly tensors: ReadonlyMap<string, Stored>
  /** texts among the attributes of the root and of its groups, by path and name: model_weights@layer_names */
  readonly texts: ReadonlyMap<string, string | readonly string[]>
}

export const isHdf5 = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x89 && bytes[1] === 0x48 && bytes[2] === 0x44 && bytes[3] === 0x46

const mostObjects = 20_000
const deepest = 16

export function readHdf5(bytes: Uint8Array): Hdf5 {
  const file = new File(bytes.slice().buffer, 'file')
  const tensors = new Map<string, Stored>()
  const texts = new Map<string, string | readonly string[]>()
  let seen = 0
  const visit = (group: Group, path: string, depth: number): void => {
    if (depth > deepest || seen > mostObjects) refuse(inFile, { id: 'intact', what: 'HDF5' })
    if (depth < 2) attributes(group, path, texts)
    for (const key of group.keys) {
      seen++
      const inner = group.get(key)
      const at = path === '' ? key : `${path}/${key}`
      if (inner instanceof Dataset) dataset(inner, at, tensors)
      else if (inner instanceof Group) visit(inner, at, depth + 1)
    }
  }
  visit(file, '', 0)
  return { tensors, texts }
}

function dataset(of: Dataset, path: string, tensors: Map<string, Stored>): void {
  const { dtype, shape } = of
  if (typeof dtype !== 'string' || !/^[<>|=]?[fiu]\d$/.test(dtype)) return
  const size = [...shape]
  const count = countOf(size, path)
  const numbers = () => {
    const data: unknown = of.value
    if (!Array.isArray(data) && !ArrayBuffer.isView(data)) return refuse(inFile, { id: 'intact', what: path })
    const all = Float64Array.from(data as ArrayLike<number | bigint>, Number)
    if (all.length !== count)
      refuse({ id: 'key', key: path }, { id: 'shapeOf', shape: size.join(' × ') }, value(String(all.length)))
    return all
  }
  tensors.set(path, { shape: size, numbers })
}

function attributes(group: Group, path: string, texts: Map<string, string | readonly string[]>): void {
  let found: Readonly<Record<string, unknown>>
  try {
    found = group.attrs
  } catch {
    // jsfive does not know the kind of this attribute; the weights can be read without it.
    return
  }
  for (const [name, given] of Object.entries(found)) {
    const at = `${path}@${name}`
    if (typeof given === 'string') texts.set(at, given)
    else if (Array.isArray(given) && given.every((each) => typeof each === 'string')) texts.set(at, given)
  }
}
