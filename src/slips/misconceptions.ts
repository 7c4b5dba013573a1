/**
 * What a number would be by a known misconception: each is a formula, evaluated with the right values beside it. An answer that is not
 * right is held against all of them, so that the feedback can name the slip.
 */

import { element } from '../algebra/element.ts'
import { sumOf } from '../algebra/expression.ts'
import type { Line } from '../algebra/parse.ts'
import { SyntaxMistake } from '../algebra/tokens.ts'
import { placeAt, why } from '../ask/why.ts'
import type { Trace } from '../trace/frame.ts'
import { parseRef, type Ref, symbolMeant } from '../trace/name.ts'
import { sends, surroundings } from '../trace/schedule.ts'
import { beliefs } from './beliefs.ts'
import { slips } from './gallery.ts'
import { equationsIn, fits, hasAll, termsOf } from './slip.ts'

export interface Misconception {
  readonly id: string
  readonly value: number
}

/**
 * The values that the known misconceptions give for a number, each id once; those that cannot be told from the right value here are
 * left out. [] for what is given or does not exist.
 */
export function misconceptions(trace: Trace, text: string): Misconception[] {
  const ref = parseRef(text)
  const answer = why(trace, text)
  if (!ref || !answer || answer.leaf || ref.from || ref.running) return []
  const right = answer.value
  const found = new Map<string, number>()
  const add = (id: string, value: number) => {
    const distinct = Math.abs(value - right) > 1e-9 * Math.max(Math.abs(value), Math.abs(right))
    if (distinct && !found.has(id)) found.set(id, value)
  }
  const { model, loss } = trace.problem
  for (const { id, wrong, over, ...about } of [...slips, ...beliefs]) {
    if (!fits(about, model, loss)) continue
    for (const line of readable(trace, wrong)) {
      const value = valueBy(trace, line, ref, over)
      if (value !== undefined) add(id, value)
    }
  }
  const terms = ref.gradient && ref.t === null ? answer.terms : []
  if (terms.length > 1) {
    add('sum-over-time-dropped', terms.at(-1)!.value)
    add('averaged-over-time', right / terms.length)
  }
  add('sign', -right)
  return [...found].map(([id, value]) => ({ id, value }))
}

/** The lines whose symbols all have a value in the net; a variant that lacks a gate has no such misconception. */
function readable(trace: Trace, wrong: string): Line[] {
  return wrong.split('\n').flatMap((line) => {
    try {
      return equationsIn(line, trace.net).filter(({ expr }) => hasAll(trace.net, expr))
    } catch (error) {
      if (error instanceof SyntaxMistake) return []
      throw error
    }
  })
}

/** The element of a line's right-hand side that is asked for; undefined where the line is about something else. */
function valueBy(trace: Trace, { symbol, expr }: Line, ref: Ref, over?: 'last'): number | undefined {
  const { net, T, hasLoss } = trace
  if (symbol !== symbolMeant(ref)) return undefined
  const at = (t: number): number => {
    const adjoint = net.adjoints.find((a) => a.symbol === symbol)
    const terms =
      adjoint && termsOf(adjoint, expr).filter((term) => sends(net, term, surroundings(t, T, hasLoss)))
    return element(terms ? sumOf(terms.map((term) => term.expr)) : expr, ref.index, placeAt(trace, t)).value
  }
  if (ref.t !== null) return ref.t < 1 || over ? undefined : at(ref.t)
  const times = Array.from({ length: T }, (_, s) => s + 1)
  return over ? at(T) : times.reduce((sum, t) => sum + at(t), 0)
}

export interface Diagnosis {
  /** within 1 % of the right value, or the same two significant digits */
  readonly right: boolean
  /** where it is not right: the misconceptions whose value it is, the nearest first */
  readonly ids: readonly string[]
}

/**
 * Is a predicted number right, and if not, which misconceptions give it, the nearest first? `text` is the name of the number; undefined
 * where the run has none.
 */
export function diagnose(trace: Trace, text: string, answer: number): Diagnosis | undefined {
  const right = why(trace, text)?.value
  if (right === undefined) return undefined
  if (agrees(answer, right)) return { right: true, ids: [] }
  const distance = ({ value }: Misconception) => Math.abs(value - answer)
  const named = misconceptions(trace, text).filter(({ value }) => agrees(answer, value))
  return { right: false, ids: named.sort((a, b) => distance(a) - distance(b)).map(({ id }) => id) }
}

/** Within 1 %, or equal when both are rounded to two significant digits. */
export function agrees(answer: number, value: number): boolean {
  if (Math.abs(answer - value) <= 0.01 * Math.abs(value)) return true
  return Number.isFinite(value) && Number.isFinite(answer) && answer.toPrecision(2) === value.toPrecision(2)
}
