/**
 * One element of an expression as a scalar equation: what a vector equation says about one number.
 * A product of a matrix and a vector becomes a sum over columns, ⊙ a product of two numbers, a function the function of one number.
 */

import { type Slice, slice } from '../tensor/kernels.ts'
import { size } from '../tensor/tensor.ts'
import type { Memory } from './evaluate.ts'
import type { Expr, Sym } from './expression.ts'
import { isSumOverTime } from './names.ts'
import { op } from './ops.ts'
import { shapeOf } from './shape.ts'

/** A number of a scalar equation: one that stands in it, or an operation on others. */
export type Part = NumberPart | OperationPart

export interface NumberPart {
  readonly kind: 'number'
  readonly value: number
  /** the number's name, by which it can be asked in turn; null for a constant of the formula such as 2 */
  readonly ref: string | null
  /** has it a name only to be told from other numbers, by which it cannot be asked: a sum that stands as its value? */
  readonly unasked?: true
}

export interface OperationPart {
  readonly kind: 'operation'
  /** a row of the table of operations; `sum` adds its operands from left to right */
  readonly op: string
  readonly args: readonly Part[]
  readonly value: number
  /** which element of the result is meant, for a function of a whole vector (softmax) */
  readonly element: number
  /** the operation's own name where it has one: what one timestep adds to a weight's gradient */
  readonly ref: string | null
}

/** Where an expression is read. */
export interface ElementPlace {
  /** the timestep; null for what belongs to none */
  readonly t: number | null
  readonly memory: Memory
  /** the expression for which a silent symbol stands, where it is read at this place */
  readonly meaning: (s: Sym, t: number | null) => Expr | undefined
  /** a part of the expression that stands as its value, in a number with a name of its own */
  readonly value?: (e: Expr, index: Index) => NumberPart | undefined
  /** how the summands of a sum are read, where that differs */
  readonly inside?: ElementPlace
}

type Index = readonly number[]

/** The name of an element: f@3[1], U_f[0,1], L@3. */
export function elementRef(name: string, t: number | null, index: Index): string {
  return `${name}${t === null ? '' : `@${t}`}${index.length === 0 ? '' : `[${index.join()}]`}`
}

/** The place of an element in row-major order, in an array of this shape. */
export function flat(index: Index, shape: readonly number[]): number {
  return index.length === 2 ? index[0]! * shape[1]! + index[1]! : (index[0] ?? 0)
}

/** The index of every element of an array of this shape, in row-major order. */
export function indices(shape: readonly number[]): number[][] {
  if (shape.length === 0) return [[]]
  const n = shape[1]
  return Array.from({ length: size(shape) }, (_, k) => (n === undefined ? [k] : [Math.floor(k / n), k % n]))
}

/** The value of an operation on numbers, by its row of the table; the kernels of the rows are the only definition. */
export function compute(name: string, values: readonly number[], element = 0): number {
  if (name === 'sum') return values.reduce((sum, value) => sum + value, 0)
  if (name === 'fill' || name === 'spread' || name === 'pick') return values[0]!
  if (name === 'onehot') return values[0] === element ? 1 : 0
  if (!op(name).whole) {
    first.data[0] = values[0]!
    second.data[0] = values[1]!
    op(name).value(answer, first, second)
    return answer.data[0]!
  }
  const operand = slice(Float64Array.from(values), [values.length])
  const out = slice(new Float64Array(values.length), op(name).shape([values.length]) as number[])
  op(name).value(out, operand, operand)
  return out.data[element]!
}

/** Room for the numbers of one operation. */
const [first, second, answer] = [0, 0, 0].map((zero) => slice(Float64Array.of(zero), [])) as [
  Slice,
  Slice,
  Slice,
]

/** An operation on parts, with its value. */
export function operation(name: string, args: readonly Part[], element = 0, ref: string | null = null): Part {
  const [only] = args
  if (name === 'sum' && args.length === 1 && (only!.kind === 'number' || only!.ref === null)) return only!
  const value = compute(
    name,
    args.map((arg) => arg.value),
    element,
  )
  return { kind: 'operation', op: name, args, value, element, ref }
}

/** One element of an expression, as a scalar equation over named numbers. `index` is [] for a scalar, [i], or [i, j]. */
export function element(e: Expr, index: Index, place: ElementPlace): Part {
  if (e.kind === 'number') return { kind: 'number', value: e.value, ref: null }
  if (e.kind === 'symbol') return named(e, index, place)
  const known = place.value?.(e, index)
  if (known) return known
  const [a, b] = e.args as [Expr, Expr]
  const [i, j] = index as [number, number]
  const at = (of: Expr, ...where: number[]) => element(of, where, place)
  const inside = place.inside ?? place
  const length = (of: Expr, axis = 0) => shape(of, place)[axis]!
  const products = (n: number, factor: (k: number) => [Part, Part]) =>
    operation(
      'sum',
      Array.from({ length: n }, (_, k) => operation('mul', factor(k))),
    )
  switch (e.op) {
    case 'matvec':
      return products(length(b), (k) => [at(a, i, k), element(b, [k], inside)])
    case 'matvecT':
      return products(length(b), (k) => [at(a, k, i), element(b, [k], inside)])
    case 'outer':
      return operation('mul', [at(a, i), at(b, j)])
    case 'scale':
      return operation('scale', [at(a), element(b, index, place)])
    case 'div':
      return operation('div', [element(a, index, place), at(b)])
    case 'fill':
    case 'spread':
      return at(a)
    case 'join': {
      const n = length(a)
      return i < n ? at(a, i) : at(b, i - n)
    }
    case 'upper':
      return at(a, i)
    case 'lower':
      return at(a, i + length(e))
    case 'dot':
      return products(length(a), (k) => [element(a, [k], inside), element(b, [k], inside)])
    case 'rowScale':
      return operation('mul', [at(a, i), at(b, i, j)])
    case 'rowSum':
      return operation(
        'sum',
        Array.from({ length: length(a, 1) }, (_, k) => element(a, [i, k], inside)),
      )
    case 'sum':
      return operation(
        'sum',
        indices(shape(a, place)).map((each) => element(a, each, inside)),
      )
    case 'pick': {
      const which = at(b)
      return operation('pick', [at(a, which.value), which])
    }
    case 'onehot':
      return operation('onehot', [at(a)], i)
    default: {
      if (!op(e.op).whole)
        return operation(
          e.op,
          e.args.map((arg) => element(arg, index, place)),
        )
      const all = indices(shape(a, place)).map((each) => element(a, each, place))
      return operation(e.op, all, i ?? 0)
    }
  }
}

function named(s: Sym, index: Index, place: ElementPlace): Part {
  const meaning = place.meaning(s, place.t)
  if (meaning) return element(meaning, index, place)
  const { data, shape: axes, timed } = place.memory(s.name)
  const t = timed ? place.t! + s.dt! : null
  const value = data[(t ?? 0) * size(axes) + flat(index, axes)]!
  const unasked = isSumOverTime(s.name) ? { unasked: true as const } : {}
  return { kind: 'number', value, ref: elementRef(s.name, t, index), ...unasked }
}

function shape(e: Expr, place: ElementPlace): readonly number[] {
  return shapeOf(e, (name) => place.memory(name).shape) as number[]
}

/** The names that stand in a scalar equation, in reading order, each once: those that can be asked in turn. */
export function refsIn(equation: Part): string[] {
  const found = new Set<string>()
  const visit = (part: Part): void => {
    if (part.ref !== null) found.add(part.ref)
    else if (part.kind === 'operation') part.args.forEach(visit)
  }
  if (equation.kind === 'operation') equation.args.forEach(visit)
  else visit(equation)
  return [...found]
}
