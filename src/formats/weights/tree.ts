/** The tensors of a value: nested dicts of JSON, of a print or of a pickle, as one list with names by path. */
import { size } from '../../tensor/tensor.ts'
import { Unopened } from '../read/pickle.ts'
import { objectsIn, tensorIn } from '../read/python.ts'
import { type Stored, stored } from '../read/stored.ts'

export interface Flat {
  readonly tensors: ReadonlyMap<string, Stored>
  /** classes of objects that were not opened */
  readonly unopened: readonly string[]
}

const deepest = 10
const mostTensors = 20_000
const mostValues = 2 ** 20
const mostInLists = 2 ** 24

/** What an optimiser carries is no weight. */
const notWeights = /optim|scheduler|scaler|^ema_state$|history|hyper_?param|^config$|^args$/i

/** All tensors below a value, by their path. */
export function flatten(value: unknown): Flat {
  const tensors = new Map<string, Stored>()
  const unopened = new Set<string>()
  let seen = 0
  let left = mostInLists
  const ofLists = (of: unknown): Stored | undefined => {
    const found = tensorOfLists(of, left)
    if (found) left -= size(found.shape.map((n) => n || 1))
    return found
  }
  const visit = (of: unknown, path: string, depth: number): void => {
    if (depth > deepest || tensors.size > mostTensors || ++seen > mostValues) return
    if (of instanceof Unopened) {
      unopened.add(of.name)
      return
    }
    const tensor = tensorIn(of) ?? (path === '' ? undefined : ofLists(of))
    const [object, ...more] = objectsIn(of)
    if (tensor) tensors.set(path, tensor)
    else if (object !== undefined && more.length === 0) visit(object, path, depth + 1)
    else
      for (const [key, inner] of entriesOf(of))
        if (!notWeights.test(key)) visit(inner, path === '' ? key : `${path}.${key}`, depth + 1)
  }
  visit(value, '', 0)
  return { tensors: withoutWrappers(tensors), unopened: [...unopened] }
}

function entriesOf(of: unknown): readonly (readonly [string, unknown])[] {
  if (of instanceof Map) return [...of].flatMap(([k, v]) => (typeof k === 'string' ? [[k, v] as const] : []))
  if (of === null || typeof of !== 'object' || ArrayBuffer.isView(of)) return []
  // A list of tensors, such as the get_weights() of a layer, has its numbers as names.
  return Object.entries(of)
}

/** Nested lists of one shape as a tensor; a hole is NaN. undefined for anything else. */
export function tensorOfLists(of: unknown, most = mostInLists): Stored | undefined {
  if (!Array.isArray(of) || of.length === 0) return undefined
  const shape: number[] = []
  for (let inner: unknown = of; Array.isArray(inner); inner = inner[0]) shape.push(inner.length)
  // The lists of a pickle can be the same ones again and again: a few bytes say millions of millions of numbers.
  if (shape.length > 5 || size(shape.map((n) => n || 1)) > most) return undefined
  const numbers: number[] = []
  const fill = (items: readonly unknown[], axis: number): boolean =>
    items.length === shape[axis] &&
    items.every((item) => {
      if (axis + 1 < shape.length) return Array.isArray(item) && fill(item, axis + 1)
      if (typeof item !== 'number' && item !== null) return false
      numbers.push(item ?? Number.NaN)
      return true
    })
  return fill(of, 0) ? stored(shape, Float64Array.from(numbers)) : undefined
}

/** What wraps a model says nothing about it. */
const wrapper =
  /^(state_dict|model_state_dict|model_state|model|net|network|module|_orig_mod|weights|params|parameters|model_weights|state)$/

/** Names without the wrappers that all of them share. */
function withoutWrappers(tensors: ReadonlyMap<string, Stored>): ReadonlyMap<string, Stored> {
  let names = [...tensors.keys()]
  const inside = names.filter((name) => wrapper.test(name.split('.')[0]!) && name.includes('.'))
  // A checkpoint has numbers of its own beside the model; what is recurrent itself is another module.
  const others = names.filter((name) => !inside.includes(name))
  const isWrapped = inside.length > 0 && new Set(inside.map((name) => name.split('.')[0])).size === 1
  if (isWrapped && !others.some((name) => /weight_[ih]h|recurrent_kernel/.test(name))) names = inside
  const kept = names
  let short = names
  for (;;) {
    const [first] = short[0]?.split('.') ?? []
    const shared = short.every((name) => name.includes('.') && name.split('.')[0] === first)
    if (first === undefined || !shared || !wrapper.test(first)) break
    short = short.map((name) => name.slice(first.length + 1))
  }
  return new Map(kept.map((name, k) => [short[k]!, tensors.get(name)!]))
}

/** The first object below a value that was saved whole, where there is nothing else. */
export function moduleIn(value: unknown, depth = 0, seen = new Set<unknown>()): Unopened | undefined {
  if (value instanceof Unopened) return value
  if (depth > 3 || seen.has(value)) return undefined
  seen.add(value)
  for (const [, inner] of entriesOf(value)) {
    const found = moduleIn(inner, depth + 1, seen)
    if (found) return found
  }
  return undefined
}
