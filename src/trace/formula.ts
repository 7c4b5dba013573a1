/** The formula of a frame, in every face: printed from the expression that was evaluated. */

import { total } from '../algebra/adjoint.ts'
import { arrayTree, gridTree } from '../algebra/arrays.ts'
import { elementRef } from '../algebra/element.ts'
import { changing, columnsOf, computed, type Reader, type Summand } from '../algebra/element-formulas.ts'
import { type Expr, type Sym, shift } from '../algebra/expression.ts'
import { ofGradient, ofUpdate, symbolOf, updatedOf } from '../algebra/names.ts'
import { op } from '../algebra/ops.ts'
import {
  type Cancelling,
  cancelling,
  type Precision,
  plainPrecision,
  precisionOf,
} from '../algebra/precision.ts'
import { sumTree } from '../algebra/scalar.ts'
import { numbersFace, refOf, shapesFace, symbolsFace, type Writing } from '../algebra/typeset.ts'
import { netNotationOf } from '../cell/net-notation.ts'
import type { Network } from '../cell/network.ts'
import type { NotationId } from '../cell/notations.ts'
import { valueTree } from '../print/number.ts'
import { inParentheses, letter, named, of, row, sumOver, type Tree } from '../print/tree.ts'
import { usualDigits } from '../tensor/format.ts'
import { size } from '../tensor/tensor.ts'
import { codeName, codeOf } from './code.ts'
import type { Frame, Trace } from './frame.ts'
import { jointOfFrame } from './joint.ts'
import { leftOf } from './left-hand-side.ts'
import { meaningAt, silentPart } from './meaning.ts'
import { frameOf, refOfFrame, resultOf } from './name.ts'
import { sends, surroundings } from './schedule.ts'

/** How a reader has formulas written: the letters, gradients as ∂L/∂C or with a bar, and W x + U h or W [h, x]. */
export interface Reading {
  readonly notation: NotationId
  readonly gradient: Writing['gradient']
  readonly weights: Writing['weights']
}

/** The symbols that are read where a formula is written: silent ones as what they stand for. */
export function symbolsShown(net: Network, e: Expr): Sym[] {
  if (e.kind === 'apply') {
    // An operand that tells a size alone is not written.
    const { tree } = op(e.op)
    return e.args.slice(0, tree.length).flatMap((arg) => symbolsShown(net, arg))
  }
  if (e.kind === 'number') return []
  const meaning = silentPart(net, e.name)
  return meaning ? symbolsShown(net, shift(meaning, e.dt ?? 0)) : [e]
}

/** How a run's formulas are written; without `t` at any timestep t. */
export function writingOf(trace: Trace, reading: Reading, t?: number): Writing {
  const { net } = trace
  return {
    notation: netNotationOf(reading.notation, trace.problem.model),
    gradient: reading.gradient,
    weights: reading.weights,
    ...(t === undefined ? {} : { t }),
    meaning: (name) =>
      t === undefined || !net.equation(ofGradient(name) ?? name)?.once
        ? silentPart(net, name)
        : meaningAt(trace, name, null, t),
    timed: (name) => net.info(name).timed,
    idea: (name) => net.info(symbolOf(name)).idea,
  }
}

/** The values of a symbol at the timestep that it is read. */
function valueAt(trace: Trace, t: number | null) {
  return (s: Sym): ArrayLike<number> => {
    const { data, shape, timed } = trace.memory(s.name)
    const n = size(shape)
    const at = timed ? (t! + s.dt!) * n : 0
    return data.subarray(at, at + n)
  }
}

/** The formula of a frame: its two sides in symbols, with shapes, with numbers, and as code. */
export interface Formula {
  /** what is computed */
  readonly left: Tree
  /** the right-hand side in symbols, with shapes, with numbers */
  readonly symbols: Tree
  readonly shapes: Tree
  readonly numbers: Tree
  readonly result: Tree
  /** how its terms cancel, so that the digits that are written do not give the result */
  readonly cancels: Cancelling | undefined
  /** the right-hand side as a line of code */
  readonly numpy: string
  readonly torch: string
}

/**
 * The formula of a frame in all its faces. `most`: the most rows or columns of numbers that are written out. `kept`: the names of
 * values (C@3, d:W_f) that stay symbols among the numbers.
 */
export function formulaOf(
  trace: Trace,
  frame: Frame,
  reading: Reading,
  most = 6,
  kept?: ReadonlySet<string>,
): Formula {
  const { expr, symbol: name, overTime } = frame.equation
  const joint = jointOfFrame(trace, frame, reading)
  const writing = { ...writingOf(trace, reading, frame.t ?? undefined), joint }
  const left = leftOf(frame, writing)
  const result = resultOf(trace, frame)
  const shapes = (n: string) => trace.net.info(n).shape
  const code = (kind: 'numpy' | 'torch') =>
    framesAsOne(trace, frame, reading)
      .map(
        ({ equation }) =>
          `${codeName(equation.symbol, frame.t === null ? null : 0)} ${overTime ? '+=' : '='} ${codeOf(trace, equation.expr, kind, codeName, frame.t ?? undefined)}`,
      )
      .join('\n')
  if (frame.phase === 'loss') {
    const open = { ...writingOf(trace, reading) }
    const sum = (body: Tree) => sumOver(letter('t'), body)
    const loss = lossFace(trace, reading, most, kept)
    return {
      left,
      symbols: sum(symbolsFace(expr, open)),
      shapes: sum(shapesFace(expr, open, shapes)),
      ...loss,
      numpy: `L = sum(${codeOf(trace, expr, 'numpy')} for t in steps)`,
      torch: `L = sum(${codeOf(trace, expr, 'torch')} for t in steps)`,
    }
  }
  if (frame.equation.over) return gathered(trace, frame, reading, most, kept)
  const ref = refOfFrame(frame)
  const meaning = withoutFunctions(writing.meaning)
  const pieces = joint ? framesAsOne(trace, frame, reading) : [frame]
  const precision = framesPrecision(trace, pieces, { ...writing, meaning }, most)
  const columns = columnsOf(expr, frame.t, { memory: trace.memory, most })
  return {
    left,
    symbols: symbolsFace(expr, writing),
    shapes: shapesFace(expr, writing, shapes),
    numbers: numbersFace(
      expr,
      { ...writing, meaning: kept ? writing.meaning : meaning, t: frame.t ?? 0 },
      valuesAt(trace, frame.t, most, precision.of, kept),
    ),
    result: joint
      ? block(pieces, trace, most, writing, precision.result)
      : arrayTree(result.data, result.shape, ref, most, writing.idea(name), {
          ...(columns && { columns }),
          digits: precision.result,
        }),
    cancels: precision.cancels,
    numpy: code('numpy'),
    torch: code('torch'),
  }
}

/** The formula of a value that sums over the timesteps: Σ α_t h_t, log Σ exp e_t; in numbers with the first and the last of many. */
function gathered(
  trace: Trace,
  frame: Frame,
  reading: Reading,
  most: number,
  kept?: ReadonlySet<string>,
): Formula {
  const { expr, symbol: name, terms, over } = frame.equation
  const { net, T, hasLoss } = trace
  const log = over === 'logsumexp'
  const writing = writingOf(trace, reading)
  const exp = (inside: Tree) => (log ? row(letter('exp', 'function'), of, inParentheses(inside)) : inside)
  const whole = (sum: Tree) => (log ? row(letter('log', 'function'), of, sum) : sum)
  const overTime = (face: Tree) => whole(sumOver(letter('t'), exp(face)))
  const at = (t: number): Expr => {
    const sent = terms.filter((term) => sends(net, term, surroundings(t, T, hasLoss)))
    return terms.length === 0 ? expr : total({ terms: sent })
  }
  const times = Array.from({ length: T }, (_, s) => s + 1)
  const list = times.map((t) => ({ expr: at(t), t }))
  const ref = refOfFrame(frame)
  const precision = log
    ? { ...plainPrecision, result: () => usualDigits }
    : precisionAt(trace, list, ref, writing, most)
  const term = ({ expr, t }: { readonly expr: Expr; readonly t: number }) =>
    exp(numbersFace(expr, writingOf(trace, reading, t), valuesAt(trace, t, most, precision.of, kept)))
  const sum = sumTree(T, most, (i) => ({ tree: term(list[i]!), prec: 1 })).tree
  const { data, shape } = resultOf(trace, frame)
  const code = (kind: 'numpy' | 'torch') => {
    const [library, body] = [kind === 'numpy' ? 'np' : 'torch', codeOf(trace, expr, kind)]
    const sum = (each: string) => `sum(${each} for t in steps)`
    return `${codeName(name, null)} = ${log ? `${library}.log(${sum(`${library}.exp(${body})`)})` : sum(body)}`
  }
  return {
    left: leftOf(frame, writing),
    symbols: overTime(symbolsFace(expr, writing)),
    shapes: overTime(shapesFace(expr, writing, (n) => net.info(n).shape)),
    numbers: log ? whole(inParentheses(sum)) : sum,
    result: arrayTree(data, shape, ref, most, writing.idea(name), { digits: precision.result }),
    cancels: precision.cancels,
    numpy: code('numpy'),
    torch: code('torch'),
  }
}

/** The frames whose matrices stand side by side as one: those of U and W for [h, x]. Of other frames the frame alone. */
export function framesAsOne(
  trace: Trace,
  frame: Frame,
  reading: Pick<Reading, 'notation' | 'weights'>,
): Frame[] {
  const joint = jointOfFrame(trace, frame, reading)
  if (!joint) return [frame]
  const gradient = frame.phase === 'backward'
  const written = (weight: string) =>
    frameOf(trace, { name: gradient ? weight : updatedOf(weight), gradient, t: frame.t })!
  return [written(joint.U), written(joint.W)]
}

/** The results of frames side by side as one matrix. */
function block(
  pieces: readonly Frame[],
  trace: Trace,
  most: number,
  writing: Writing,
  digits: Precision['of'],
): Tree {
  const columns = pieces.flatMap((frame) => {
    const { data, shape } = resultOf(trace, frame)
    const n = shape[1]!
    const ref = refOfFrame(frame)
    const cell = (i: number, j: number) =>
      valueTree(data[i * n + j]!, `${ref}[${i},${j}]`, digits(`${ref}[${i},${j}]`))
    return Array.from({ length: n }, (_, j) => (i: number) => cell(i, j))
  })
  const [rows] = resultOf(trace, pieces[0]!).shape as [number]
  return named(
    { idea: writing.idea(pieces[0]!.equation.symbol) },
    gridTree(rows, columns.length, most, (i, j) => columns[j]!(i)),
  )
}

const isKept = (kept: ReadonlySet<string> | undefined, t: number | null) =>
  kept && ((s: Sym) => kept.has(refOf(s, t ?? 0)))

/** What the numbers of a formula are read from. */
function valuesAt(
  trace: Trace,
  t: number | null,
  most: number,
  digits: Precision['of'],
  kept?: ReadonlySet<string>,
) {
  const shape = (n: string) => trace.memory(n).shape
  return { value: valueAt(trace, t), shape, most, digits, kept: isKept(kept, t) }
}

function readerOf({ memory }: Trace, meaning: Writing['meaning'], most: number): Reader {
  const shifted = ({ name, dt }: Sym) => {
    const e = meaning(name)
    return e && shift(e, dt ?? 0)
  }
  return { memory, meaning: shifted, joined: false, most }
}

/** The digits of the numbers of a sum of expressions that is `ref`, and those of its elements. */
export function precisionAt(
  trace: Trace,
  list: readonly Summand[],
  ref: string,
  writing: Pick<Writing, 'meaning'>,
  most: number,
): Precision & { readonly result: (name: string) => number } {
  const reader = readerOf(trace, writing.meaning, most)
  const found = computed(list, reader)
  const computation = found && changing(found, ofUpdate(ref))
  const precision = computation ? precisionOf(computation) : plainPrecision
  const results = new Map(
    found?.elements.map((index, i) => [elementRef(ref, null, index), precision.results[i]!]),
  )
  return { ...precision, result: (name) => results.get(name) ?? usualDigits }
}

type FramePrecision = ReturnType<typeof precisionAt>
const precisions = new WeakMap<Frame, Map<number, FramePrecision>>()

/** The digits of a frame, found once: they are the same in every notation. */
function framePrecision(trace: Trace, frame: Frame, writing: Writing, most: number): FramePrecision {
  const known = precisions.get(frame) ?? new Map<number, FramePrecision>()
  precisions.set(frame, known)
  const { expr } = frame.equation
  const ref = refOfFrame(frame)
  const found = known.get(most) ?? precisionAt(trace, [{ expr, t: frame.t }], ref, writing, most)
  known.set(most, found)
  return found
}

/** The digits of frames that are written as one: a number has the most that one of them needs. */
function framesPrecision(trace: Trace, frames: readonly Frame[], writing: Writing, most: number) {
  const all = frames.map((frame) => framePrecision(trace, frame, writing, most))
  const result = (name: string) => Math.max(...all.map((each) => each.result(name)))
  return {
    of: (name: string) => Math.max(...all.map((each) => each.of(name))),
    result,
    cancels: cancelling(all.map(({ cancels }) => cancels)),
  }
}

/** A function that was evaluated once, such as tanh(C), stands as its value among the numbers. */
function withoutFunctions(meaning: Writing['meaning']): Writing['meaning'] {
  return (name) => {
    const e = meaning(name)
    return e?.kind === 'apply' && e.args.length === 1 && e.args[0]!.kind === 'symbol' ? undefined : e
  }
}

/** L with the share of each timestep in numbers; of many timesteps the first and the last. */
function lossFace(trace: Trace, reading: Reading, most: number, kept?: ReadonlySet<string>) {
  const { net } = trace
  const times = Array.from({ length: trace.T }, (_, s) => s + 1).filter(trace.hasLoss)
  const list = times.map((t) => ({ expr: net.share, t }))
  const precision = precisionAt(trace, list, 'L', writingOf(trace, reading), most)
  const term = (t: number) =>
    numbersFace(net.share, writingOf(trace, reading, t), valuesAt(trace, t, most, precision.of, kept))
  const numbers = sumTree(times.length, most, (i) => ({ tree: term(times[i]!), prec: 1 })).tree
  const show = { digits: precision.result }
  const result = arrayTree([trace.loss], [], 'L', most, undefined, show)
  return { numbers, result, cancels: precision.cancels }
}
