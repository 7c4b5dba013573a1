/** A line with its numbers put in. */

import { cellTex } from '../algebra/arrays.ts'
import type { Apply, Expr, Sym } from '../algebra/expression.ts'
import { op } from '../algebra/ops.ts'
import { shapeOf } from '../algebra/shape.ts'
import { tag, untagged } from '../algebra/tag.ts'
import { numbersFace, refOf, texStyle } from '../algebra/typeset.ts'
import { atom, type Style, type Written, write } from '../algebra/write.ts'
import { fullValue, numberTex } from '../tensor/format.ts'
import { size } from '../tensor/tensor.ts'
import type { Trace } from '../trace/frame.ts'
import type { Evaluator } from './value.ts'
import { type Pen, times, within } from './write.ts'

export interface Numbers {
  readonly trace: Trace
  readonly evaluator: Evaluator
  /** the most summands, rows or columns that are written out */
  readonly most: number
}

/** An expression at timestep t with its numbers: the element at `index`, or whole matrices where that is null. */
export function numbersTex(
  pen: Pen,
  from: Numbers,
  e: Expr,
  t: number,
  index: readonly number[] | null,
): Written {
  if (index) return write(e, numberStyle(pen, from, t, index, 0))
  const { memory } = from.trace
  const text = numbersFace(
    e,
    { ...pen.writing, t },
    {
      value: ({ name, dt }) => {
        const { data, shape, timed } = memory(name)
        const n = size(shape)
        return timed ? data.subarray((t + dt!) * n, (t + dt! + 1) * n) : data
      },
      shape: (name) => memory(name).shape,
      most: from.most,
    },
  )
  return {
    text,
    prec: write(
      e,
      texStyle(pen.writing, (_, name) => name),
    ).prec,
  }
}

/** Summands with plus signs; of more than `most` the first ones and the last, with dots between. */
export function sumTex(count: number, most: number, term: (i: number) => Written): Written {
  const shown = (i: number) => (i === 0 ? term(0).text : unsigned(term(i), 1))
  if (count === 1) return term(0)
  const all = Array.from({ length: count }, (_, i) => i)
  const terms =
    count <= most ? all.map(shown) : [...all.slice(0, most - 2).map(shown), '\\cdots', shown(count - 1)]
  return { text: terms.join(' + '), prec: 1 }
}

/** One element with its numbers. The outermost sum is written out; a sum inside it stands as its value, and so does a function. */
function numberStyle(pen: Pen, from: Numbers, t: number, index: readonly number[], depth: number): Style {
  const { memory } = from.trace
  const sizes = (e: Expr) => shapeOf(e, (name) => memory(name).shape) as number[]
  const at = (e: Expr, other: readonly number[], deeper = depth) =>
    write(e, numberStyle(pen, from, t, other, deeper))
  const product = (factors: readonly Written[]) => times(factors, false, ' \\cdot ')
  const offset = (shape: readonly number[]) =>
    shape.length === 2 ? index[0]! * shape[1]! + index[1]! : shape.length === 1 ? index[0]! : 0
  const evaluated = (e: Expr): Written => {
    const value = from.evaluator.array(e, t)[offset(sizes(e))]!
    return signed(tag({ value: fullValue(value) }, numberTex(value)), value)
  }
  const overSum = (e: Apply, count: number, term: (j: number) => Written): Written =>
    depth > 0 && count > 1 ? evaluated(e) : sumTex(count, from.most, term)
  const style: Style = {
    ...texStyle(pen.writing, (_, name) => name),
    symbol: (s: Sym) => {
      const { data, shape, timed } = memory(s.name)
      const place = offset(shape)
      const value = data[timed ? (t + s.dt!) * size(shape) + place : place]!
      const element = shape.length > 0 ? `[${index.join(',')}]` : ''
      return signed(cellTex(value, refOf(timed ? s : { ...s, dt: null }, t) + element), value)
    },
    special: (e, again) => {
      const { op: name, args } = e as Apply
      const [a, b] = args as [Expr, Expr]
      const [i, j] = index as [number, number]
      switch (name) {
        case 'mark':
          return again(a)
        case 'add':
          return { text: `${again(a).text} + ${unsigned(again(b), 1)}`, prec: 1 }
        case 'sub':
          return { text: `${again(a).text} - ${unsigned(again(b), 2)}`, prec: 1 }
        case 'oneMinus':
          return { text: `1 - ${unsigned(again(a), 2)}`, prec: 1 }
        case 'mul':
        case 'scale':
          return product([again(a), again(b)])
        case 'outer':
          return product([at(a, [i]), at(b, [j])])
        case 'matvec':
          return overSum(e as Apply, sizes(b)[0]!, (k) => product([at(a, [i, k]), at(b, [k], depth + 1)]))
        case 'matvecT':
          return overSum(e as Apply, sizes(b)[0]!, (k) => product([at(a, [k, i]), at(b, [k], depth + 1)]))
        case 'fill':
          return again(a)
        case 'square':
          return a.kind === 'apply' && isFunction(a.op)
            ? { text: `${within(evaluated(a), 6)}^2`, prec: 5 }
            : undefined
        default:
          return isFunction(name) || name === 'pick' ? evaluated(e) : undefined
      }
    },
  }
  return style
}

/** Behind a plus (`least` 1) or a minus (2): in parentheses where it begins with a sign. */
function unsigned(written: Written, least: number): string {
  const begins = untagged(written.text).startsWith('-')
  return begins ? `\\left(${written.text}\\right)` : within(written, least)
}

/** A function that is written by its name, such as tanh: it stands as its value. */
function isFunction(name: string): boolean {
  return op(name).call !== undefined
}

/** How tightly a number binds: a sign and a power of ten bind less than digits. */
function signed(text: string, value: number): Written {
  return { text, prec: value < 0 ? 2 : numberTex(value).includes('\\times') ? 3 : atom }
}
