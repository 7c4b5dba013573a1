/** A formula of arrays as a computation: the elements of its result from the elements of its symbols. */

import { usualDigits } from '../tensor/format.ts'
import { type Slice, slice } from '../tensor/kernels.ts'
import { size } from '../tensor/tensor.ts'
import { shownOf, sparseIn } from './arrays.ts'
import { elementRef, flat, indices } from './element.ts'
import type { Memory } from './evaluate.ts'
import { type Expr, isApply, type Sym } from './expression.ts'
import { applied, op } from './ops.ts'
import { type Computation, digitsOfChange } from './precision.ts'
import { shapeOf } from './shape.ts'

/** An expression at one timestep; null for what belongs to none. */
export interface Summand {
  readonly expr: Expr
  readonly t: number | null
}

/** How a formula is read. */
export interface Reader {
  readonly memory: Memory
  /** what stands for a symbol that has no name of its own; undefined for one that is written as its value */
  readonly meaning: (s: Sym) => Expr | undefined
  /** vectors that meet matrices are written as their values, of what has no name too */
  readonly joined: boolean
  /** the most rows, columns or summands that are written out */
  readonly most: number
}

/** A computation whose results are elements of an array. */
export interface Computed {
  readonly computation: Computation
  readonly elements: readonly (readonly number[])[]
}

/** The computation of an update of `before`, if any: both it and the results have as many digits as show what changes. */
export function changing({ computation, elements }: Computed, before: string | undefined): Computation {
  if (before === undefined) return computation
  const { names, numbers, compute } = computation
  const least = new Map<string, number>()
  const digits = compute(numbers).map((after, i) => {
    const name = elementRef(before, null, elements[i]!)
    const at = names.indexOf(name)
    const needed = at < 0 ? usualDigits : digitsOfChange(numbers[at]!, after)
    least.set(name, needed)
    return needed
  })
  return { ...computation, digits, least }
}

/** A sum of expressions as one computation, and which elements its results are; nothing where a sum is longer than what is written out. */
export function computed(summands: readonly Summand[], reader: Reader): Computed | undefined {
  const { most } = reader
  if (summands.length > most || summands.some(({ expr }) => isLong(expr, reader))) return undefined
  const { expr, t } = summands[0]!
  const shape = sizes(expr, reader)
  const elements = shownElements(shape, most, columnsOf(expr, t, reader))
  const leaves = new Leaves(reader)
  for (const summand of summands) leaves.collect(summand.expr, summand.t)
  const places = elements.map((index) => flat(index, shape))
  return {
    elements,
    computation: {
      names: leaves.names,
      numbers: leaves.numbers,
      compute: (values) => {
        const data = Float64Array.from(values)
        const terms = summands.map((one) => leaves.values(one.expr, one.t, data, new Map()).value)
        return places.map((k) => terms.reduce((sum, term) => sum + term.data[term.at + k]!, 0))
      },
      magnitudes: () => {
        const data = Float64Array.from(leaves.numbers)
        const terms = summands.map((one) => leaves.values(one.expr, one.t, data, new Map()).magnitude)
        return places.map((k) => terms.reduce((sum, term) => sum + term[k]!, 0))
      },
    },
  }
}

/** The columns of a table of products that are not all zero, where its second factor is nearly all zeros. */
export function columnsOf(
  e: Expr,
  t: number | null,
  { memory, most }: Pick<Reader, 'memory' | 'most'>,
): readonly number[] | undefined {
  const factor = isApply(e, 'outer') ? e.args[1] : undefined
  if (factor?.kind !== 'symbol') return undefined
  const { data, shape, timed } = memory(factor.name)
  const at = timed ? (t! + factor.dt!) * size(shape) : 0
  return sparseIn(data.subarray(at, at + size(shape)), most)
}

function shownElements([m, n]: readonly number[], most: number, columns?: readonly number[]): number[][] {
  const places = (count: number, marked?: readonly number[]) =>
    shownOf(count, most, marked).filter((i) => i >= 0)
  if (m === undefined) return [[]]
  if (n === undefined) return places(m).map((i) => [i])
  return places(m).flatMap((i) => places(n, columns).map((j) => [i, j]))
}

const contractions = new Set(['matvec', 'matvecT', 'sum', 'pick'])

/** Is something added up that is longer than what is written out? */
function isLong(e: Expr, reader: Reader): boolean {
  if (e.kind === 'number') return false
  if (e.kind === 'symbol') {
    const meaning = reader.meaning(e)
    return meaning !== undefined && isLong(meaning, reader)
  }
  const long = (arg: Expr) => sizes(arg, reader).some((axis) => axis > reader.most)
  return (
    ((contractions.has(e.op) || op(e.op).whole) && e.args.some(long)) ||
    e.args.some((arg) => isLong(arg, reader))
  )
}

function sizes(e: Expr, { memory }: Pick<Reader, 'memory'>): number[] {
  return shapeOf(e, (name) => memory(name).shape) as number[]
}

interface Values {
  readonly value: Slice
  /** the sum of the sizes of the terms that each element is added up of */
  readonly magnitude: ArrayLike<number>
}

/** The symbols of a formula: where the elements of each stand in one list of numbers. */
class Leaves {
  readonly names: string[] = []
  readonly numbers: number[] = []
  private readonly starts = new Map<string, number>()
  private readonly seen = new Map<number | null, Set<Expr>>()

  constructor(private readonly reader: Reader) {}

  collect(e: Expr, t: number | null, alone = false): void {
    const seen = this.seen.get(t) ?? new Set()
    this.seen.set(t, seen)
    if (e.kind === 'number' || (!alone && seen.has(e))) return
    seen.add(e)
    if (e.kind === 'apply') {
      e.args.forEach((arg, i) => {
        this.collect(arg, t, this.isValue(e, i))
      })
      return
    }
    const meaning = alone ? undefined : this.reader.meaning(e)
    if (meaning) {
      this.collect(meaning, t)
      return
    }
    const { data, shape, timed } = this.reader.memory(e.name)
    const at = timed ? t! + e.dt! : null
    const key = `${e.name}@${at}`
    if (this.starts.has(key)) return
    this.starts.set(key, this.numbers.length)
    const shown = new Set(shownElements(shape, this.reader.most).map((index) => flat(index, shape)))
    indices(shape).forEach((index, k) => {
      // What is left out with dots is not written with any digits.
      this.names.push(shown.has(k) ? elementRef(e.name, at, index) : '')
      this.numbers.push(data[(at ?? 0) * size(shape) + k]!)
    })
  }

  private isValue(e: Expr, i: number): boolean {
    return this.reader.joined && isApply(e, 'matvec') && i === 1 && e.args[1]!.kind === 'symbol'
  }

  values(e: Expr, t: number | null, data: Float64Array, known: Map<Expr, Values>, alone = false): Values {
    const found = alone ? undefined : known.get(e)
    if (found) return found
    const made = this.made(e, t, data, known, alone)
    if (!alone) known.set(e, made)
    return made
  }

  private made(
    e: Expr,
    t: number | null,
    data: Float64Array,
    known: Map<Expr, Values>,
    alone: boolean,
  ): Values {
    if (e.kind === 'number') return asItIs(slice(Float64Array.of(e.value), []))
    if (e.kind === 'symbol') {
      const meaning = alone ? undefined : this.reader.meaning(e)
      if (meaning) return this.values(meaning, t, data, known)
      const { shape, timed } = this.reader.memory(e.name)
      return asItIs(slice(data, shape, this.starts.get(`${e.name}@${timed ? t! + e.dt! : null}`)!))
    }
    const [a, b = a] = e.args.map((arg, i) => this.values(arg, t, data, known, this.isValue(e, i))) as [
      Values,
      Values?,
    ]
    const value = applied(e.op, a.value, b!.value)
    return { value, magnitude: magnitudeOf(e.op, value, a, b!) }
  }
}

function asItIs(value: Slice): Values {
  return { value, magnitude: sizesOf(value) }
}

const sizesOf = ({ data, at, size: n }: Slice) => data.slice(at, at + n).map(Math.abs)

/** Sums of sizes through an operation; a product is as much larger than its value as the worse of its factors. */
function magnitudeOf(name: string, value: Slice, a: Values, b: Values): ArrayLike<number> {
  const sums = (x: Values) => slice(Float64Array.from(x.magnitude), x.value.shape)
  switch (name) {
    case 'add':
    case 'sub':
      return applied('add', sums(a), sums(b)).data
    case 'neg':
      return a.magnitude
    case 'oneMinus':
      return Float64Array.from(a.magnitude, (n) => 1 + n)
    case 'matvec':
    case 'matvecT':
    case 'sum':
    case 'fill':
      return applied(name, sums(a), sums(b)).data
    case 'mul':
    case 'scale':
    case 'outer': {
      const ones = (x: Values) => slice(new Float64Array(x.value.size).fill(1), x.value.shape)
      const worse = (x: Values) =>
        slice(
          Float64Array.from(x.magnitude, (n, i) => n / Math.abs(x.value.data[x.value.at + i]!) || 1),
          x.value.shape,
        )
      const [left, right] = [applied(name, worse(a), ones(b)).data, applied(name, ones(a), worse(b)).data]
      return sizesOf(value).map((n, i) => (n === 0 ? 0 : n * Math.max(left[i]!, right[i]!)))
    }
    default:
      return sizesOf(value)
  }
}
