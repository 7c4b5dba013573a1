/** What a number influences: the numbers whose equation uses it directly. */

import { type ElementPlace, element, elementRef, flat, indices } from '../algebra/element.ts'
import { type Expr, type Sym, symbolsIn } from '../algebra/expression.ts'
import { gradientOf } from '../algebra/names.ts'
import { op } from '../algebra/ops.ts'
import { shapeOf } from '../algebra/shape.ts'
import { size } from '../tensor/tensor.ts'
import type { Frame, Trace } from '../trace/frame.ts'
import { parseRef } from '../trace/name.ts'
import { keyOf, surroundings } from '../trace/schedule.ts'
import { functionPart, lossTimes, meaningOf, placeAt, type Why, why } from './why.ts'

/** A number that uses another one directly. */
export interface Influence {
  readonly ref: string
  readonly phase: Frame['phase']
  /** its equation; made when asked, since a weight is used by many numbers */
  readonly why: () => Why
}

/**
 * The numbers whose equation uses this one, in the order in which the run computes them; `phase` tells the forward pass, in which
 * the number has its influence, from the backward pass, whose formulas read it too. undefined where there is no such number.
 */
export function influences(trace: Trace, text: string): Influence[] | undefined {
  const ref = parseRef(text)
  if (!ref || !why(trace, text)) return undefined
  if (ref.running || ref.from) return []
  const name = ref.gradient ? gradientOf(ref.name) : ref.name
  // What a timestep adds to a weight's gradient goes into the sum, and nowhere else.
  if (ref.gradient && ref.t !== null && trace.net.weights.includes(ref.name)) {
    const sum = elementRef(name, null, ref.index)
    return [{ ref: sum, phase: 'backward', why: () => why(trace, sum)! }]
  }
  const found: Influence[] = []
  const elements = new Map<Opened, number[][]>()
  for (const { symbol, expr, phase, t } of consumers(trace, ref.t)) {
    const used = (s: Sym) =>
      s.name === name && (s.dt === null || t === null ? ref.t === null : t + s.dt === ref.t)
    const open = opened(trace, expr, t)
    if (!open.symbols.some(used)) continue
    // A weight is read alike at every timestep.
    const known = ref.t === null ? elements.get(open) : undefined
    const at = known ?? reached(open.expr, used, ref.index, placeAt(trace, t))
    elements.set(open, at)
    const refs = phase === 'loss' ? ['L'] : at.map((index) => elementRef(symbol, t, index))
    for (const consumer of refs) found.push({ ref: consumer, phase, why: () => why(trace, consumer)! })
  }
  return found
}

interface Consumer {
  readonly symbol: string
  readonly expr: Expr
  readonly phase: Frame['phase']
  readonly t: number | null
}

/** The assignments that can read a value of timestep t (null: of no timestep): those of t and its neighbours, parts with a name included. */
function* consumers(trace: Trace, t: number | null): Generator<Consumer> {
  const { net, frames } = trace
  const parts = net.cell.filter((eq) => functionPart(trace, eq.symbol))
  const last = net.cell.at(-1)!.symbol
  for (const { phase, t: at, equation } of frames) {
    if (phase === 'loss') {
      for (const s of lossTimes(trace))
        if (t === s) yield { symbol: 'L', expr: net.share, phase: 'loss', t: s }
      continue
    }
    if (t !== null && at !== null && Math.abs(at - t) > 1) continue
    if (phase === 'forward' && equation.symbol === last)
      for (const { symbol, expr } of parts) yield { symbol, expr, phase, t: at }
    yield { symbol: equation.symbol, expr: equation.expr, phase, t: at }
  }
}

interface Opened {
  readonly expr: Expr
  readonly symbols: readonly Sym[]
}

const openings = new WeakMap<Expr, Map<number, Opened>>()

/** The expression with everything that has no name of its own written out. It depends on what stands around t and t + 1. */
function opened(trace: Trace, expr: Expr, t: number | null): Opened {
  const around = (s: number) => {
    return keyOf(surroundings(s, trace.T, trace.hasLoss))
  }
  const key = t === null ? -1 : around(t) + 16 * (around(t + 1) + 16 * around(t - 1))
  const known = openings.get(expr) ?? new Map<number, Opened>()
  openings.set(expr, known)
  const found = known.get(key)
  if (found) return found
  const whole = open(expr)
  const made = { expr: whole, symbols: symbolsIn(whole) }
  known.set(key, made)
  return made

  function open(e: Expr): Expr {
    if (e.kind === 'number') return e
    if (e.kind === 'apply') return { ...e, args: e.args.map(open) }
    const meaning = meaningOf(trace, e, t)
    return meaning ? open(meaning) : e
  }
}

/** The elements of an expression in whose scalar equation one element of a symbol stands. */
function reached(
  e: Expr,
  used: (s: Sym) => boolean,
  index: readonly number[],
  place: ElementPlace,
): number[][] {
  const shape = (of: Expr) => shapeOf(of, (name) => place.memory(name).shape) as number[]
  const marks = mark(e)
  return marks ? indices(shape(e)).filter((_, k) => marks[k]) : []

  function mark(of: Expr): boolean[] | undefined {
    if (of.kind === 'number') return undefined
    const axes = shape(of)
    const where = (reaches: (k: number) => unknown) =>
      Array.from({ length: size(axes) }, (_, k) => Boolean(reaches(k)))
    if (of.kind === 'symbol') return used(of) ? where((k) => k === flat(index, axes)) : undefined
    const [a, b] = of.args.map(mark)
    const columns = axes[1] ?? 1
    const likeOnly = of.op === 'fill' || of.op === 'spread' || of.op === 'onehot'
    if (!a && (!b || likeOnly)) return undefined
    switch (of.op) {
      case 'matvec':
      case 'matvecT': {
        if (b) return where(() => true)
        const width = shape(of.args[0]!)[1]!
        const rows = new Set(
          a!.flatMap((m, k) => (m ? [of.op === 'matvec' ? Math.floor(k / width) : k % width] : [])),
        )
        return where((k) => rows.has(k))
      }
      case 'outer':
        return where((k) => a?.[Math.floor(k / columns)] || b?.[k % columns])
      case 'rowScale':
        return where((k) => a?.[Math.floor(k / columns)] || b?.[k])
      case 'rowSum': {
        const width = shape(of.args[0]!)[1]!
        return where((k) => a!.slice(k * width, (k + 1) * width).some(Boolean))
      }
      case 'pick':
        return where(() => b || a![element(of.args[1]!, [], place).value])
      default: {
        const each = !op(of.op).whole && [a, b].every((m) => !m || m.length === size(axes))
        return where((k) => !each || a?.[k] || b?.[k])
      }
    }
  }
}
