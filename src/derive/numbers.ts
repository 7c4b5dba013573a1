/** A line with its numbers put in. */

import { element, type NumberPart, operation, type Part as Scalar } from '../algebra/element.ts'
import { type Expr, isApply, symbolsIn } from '../algebra/expression.ts'
import { isSumOverTime, ofGradient } from '../algebra/names.ts'
import { op } from '../algebra/ops.ts'
import {
  type Cancelling,
  computationOf,
  type Precision,
  plainPrecision,
  precisionOf,
} from '../algebra/precision.ts'
import { type Printed, print } from '../algebra/printed.ts'
import { scalarTree, sumTree } from '../algebra/scalar.ts'
import { shapeOf } from '../algebra/shape.ts'
import { numbersFace, symbolsStyle } from '../algebra/typeset.ts'
import type { Tree } from '../print/tree.ts'
import { usualDigits } from '../tensor/format.ts'
import { size } from '../tensor/tensor.ts'
import { precisionAt } from '../trace/formula.ts'
import type { Trace } from '../trace/frame.ts'
import { isOver } from './sums-over-time.ts'
import type { Evaluator } from './value.ts'
import type { Pen } from './write.ts'

export interface Numbers {
  readonly trace: Trace
  readonly evaluator: Evaluator
  /** the most summands, rows or columns that are written out */
  readonly most: number
}

/** An expression at one timestep. */
export interface Summand {
  readonly expr: Expr
  readonly t: number
}

export interface NumberLine {
  readonly tree: Tree
  /** how the terms cancel, so that the digits that are written do not give the result */
  readonly cancels: Cancelling | undefined
  /** the digits of the result by its name */
  readonly digits: (name: string) => number
}

/** The same run, in whose memory the sums over time that stand in the summands have their values, as numbers without a name of their own. */
function withSums({ trace, evaluator, most }: Numbers, summands: readonly Summand[]): Numbers {
  const sums = new Map(
    summands.flatMap(({ expr, t }) =>
      symbolsIn(expr)
        .filter(isOver)
        .map((s) => {
          const { shape } = trace.memory(ofGradient(s.like.name) ?? s.like.name)
          return [s.name, { data: evaluator.array(s, t), shape, timed: false }] as const
        }),
    ),
  )
  const memory = (name: string) => sums.get(name) ?? trace.memory(name)
  return { trace: { ...trace, memory }, evaluator, most }
}

/** The sum of some expressions as one element in numbers. */
export function elementNumbers(
  given: Numbers,
  summands: readonly Summand[],
  index: readonly number[],
): NumberLine {
  const from = withSums(given, summands)
  const parts = summands.map(({ expr, t }) => scalarOf(from, expr, t, index))
  const exempt = parts.length > from.most || parts.some((part) => longSum(part, from.most))
  const precision = exempt ? plainPrecision : precisionOf(computationOf(operation('sum', parts)))
  const style = { digits: precision.of, most: from.most }
  const { tree } = sumTree(parts.length, from.most, (i) => scalarTree(parts[i]!, style))
  return { tree, cancels: precision.cancels, digits: () => precision.results[0] ?? usualDigits }
}

/** The same in whole vectors and matrices. */
export function matrixNumbers(
  penAt: (t: number) => Pen,
  given: Numbers,
  list: readonly Summand[],
  ref: string,
): NumberLine {
  const from = withSums(given, list)
  const { writing } = penAt(list[0]!.t)
  const precision = precisionAt(from.trace, list, ref, writing, from.most)
  const term = (i: number) => matrix(penAt(list[i]!.t), from, list[i]!.expr, list[i]!.t, precision)
  const { tree } = sumTree(list.length, from.most, term)
  return { tree, cancels: precision.cancels, digits: precision.result }
}

function matrix(pen: Pen, from: Numbers, e: Expr, t: number, { of }: Precision): Printed {
  const { memory } = from.trace
  // A sum over time is written as its numbers, in no colour.
  const idea = (name: string) => (isSumOverTime(name) ? 'data' : pen.writing.idea(name))
  const tree = numbersFace(
    e,
    { ...pen.writing, idea, t },
    {
      value: ({ name, dt }) => {
        const { data, shape, timed } = memory(name)
        const n = size(shape)
        return timed ? data.subarray((t + dt!) * n, (t + dt! + 1) * n) : data
      },
      shape: (name) => memory(name).shape,
      most: from.most,
      digits: of,
    },
  )
  const symbols = symbolsStyle({ ...pen.writing, idea }, (_, written) => written)
  return { tree, prec: print(e, symbols).prec }
}

/** One element as a scalar equation. The outermost sum is written out; a sum inside it stands as its value, and so does a function. */
function scalarOf({ trace, evaluator }: Numbers, e: Expr, t: number, index: readonly number[]): Scalar {
  const { memory } = trace
  const sizes = (of: Expr) => shapeOf(of, (name) => memory(name).shape) as number[]
  /** Equal parts of one line are one number. */
  const value = (of: Expr, at: readonly number[]): NumberPart => {
    const shape = sizes(of)
    const place = shape.length === 2 ? at[0]! * shape[1]! + at[1]! : shape.length === 1 ? at[0]! : 0
    const found = evaluator.array(of, t)[place]!
    return { kind: 'number', value: found, ref: `value ${found}`, unasked: true }
  }
  const functions = (of: Expr, at: readonly number[]) => (isFunction(of) ? value(of, at) : undefined)
  const sums = (of: Expr, at: readonly number[]) =>
    addends(of, sizes) > 1 ? value(of, at) : functions(of, at)
  const place = { t, memory, meaning: () => undefined }
  return element(e, index, { ...place, value: functions, inside: { ...place, value: sums } })
}

/** How many products or elements an operation adds up for one element of its result; 1 for one that is no sum. */
function addends(e: Expr, sizes: (of: Expr) => readonly number[]): number {
  if (isApply(e, 'matvec') || isApply(e, 'matvecT') || isApply(e, 'dot')) return sizes(e.args[1]!)[0]!
  if (isApply(e, 'sum')) return size(sizes(e.args[0]!))
  return isApply(e, 'rowSum') ? sizes(e.args[0]!)[1]! : 1
}

/** Operations with a name in a cell's text that stand as what they are made of. */
const written = ['fill', 'sum', 'rowSum', 'rowScale']

/** What is written by its name, such as tanh; what gives a whole vector one number is no such function. */
function isFunction(e: Expr): boolean {
  return e.kind === 'apply' && !written.includes(e.op) && (op(e.op).call !== undefined || e.op === 'pick')
}

function longSum(part: Scalar, most: number): boolean {
  if (part.kind === 'number') return false
  return (part.op === 'sum' && part.args.length > most) || part.args.some((arg) => longSum(arg, most))
}
