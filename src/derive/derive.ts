import { type Expr, symbol } from '../algebra/expression.ts'
import { gradientOf, ofGradient } from '../algebra/names.ts'
import type { Result } from '../experiment/document.ts'
import type { Reading } from '../trace/formula.ts'
import type { Trace } from '../trace/frame.ts'
import { bookOf, engine, type Info, type Line } from './lines.ts'
import { adjointLines, gradientsIn, type Lines, type Met, refOfMet, spansOf, termsAt } from './net.ts'
import { at, cleared, mark, unmarked } from './pending-rules.ts'
import { bracketed, put, type Rewriting, rewriting, stagesOf } from './rewrite.ts'
import { type Target, targetOf } from './target.ts'
import { unfold } from './unfold.ts'
import type { Part } from './value.ts'

/** How far a derivation goes: one step back to where routes meet, or all the way to the loss. */
export const depths = ['one', 'all'] as const
export type Depth = (typeof depths)[number]

/** How a derivation is written, and how far it goes. */
export interface DeriveOptions {
  /** scalar: one element, sums written with indices; matrix: whole vectors and matrices, where the target needs no element. Default scalar */
  readonly form?: 'scalar' | 'matrix'
  /** one step back, to where routes meet, or all the way to the loss. Default one */
  readonly depth?: Depth
  readonly reading?: Reading
  /** what the first element is called in a formula: 0 as in names, 1 as people count. Default 0 */
  readonly count?: 0 | 1
  /** the most summands or rows of numbers that are written out. Default 6 */
  readonly most?: number
  /**
   * a derivation that goes all the way stops unfolding at this many letters of LaTeX, names not counted; what is left stays symbols.
   * Default 8 million
   */
  readonly letters?: number
}

/** A gradient derived from the loss, line by line. All lines have the same value. */
export interface Derivation {
  readonly target: Target
  readonly lines: readonly Line[]
  /** gradients that stay symbols although all were asked for: the derivation would be too long */
  readonly left: number
  /** with how many digits the value of the lines is written: four, or 0 where its terms cancel down to what rounding left */
  readonly digits: number
}

/**
 * Derives ∂L/∂(one element of any weight, state, intermediate or input): the question, then one rule a line, the numbers, the result.
 * The rules are those that the differentiator applies (the rows of the table of operations), in its order; each line is evaluated from its own
 * expression. One step back ends where several routes meet: the gradients that arrive there stay symbols with their values.
 * `name` is a name of the format such as d:C@3[1]; an error is one line that starts with "target:".
 */
export function derive(trace: Trace, name: string, options: DeriveOptions = {}): Result<Derivation> {
  const { form = 'scalar', depth = 'one', count = 0, most = 6, letters = 8e6 } = options
  const reading = options.reading ?? { notation: 'notes', gradient: 'partial', weights: 'split' }
  const found = targetOf(trace, name, form === 'matrix')
  if (!found.ok) return found
  const target = found.value
  const lines = adjointLines(trace.net)
  const book = bookOf(trace, lines, target, { form, count, most, reading })
  const { from, to } = target
  const t = from === to ? from : null
  const about = symbol(target.name, target.t === null ? null : 0)
  const own: Info = {
    about,
    at: t,
    of: gradientOf(target.name) + (target.t === null ? '' : `@${target.t}`),
    level: 0,
  }
  const one = (expr: Expr): Part[] => [{ expr, from, to }]

  const share = at(symbol(gradientOf(target.name), null))
  book.add('question', target.partial ? one(share) : [{ expr: engine(target), from, to: from }], own)
  if (target.t === null) {
    const isWeight = trace.net.weights.includes(target.name)
    book.add(isWeight ? 'time' : 'gather', one(mark(share)), own)
  }

  const add = ({ rule, about, via }: Rewriting, expr: Expr, at: number | null, of: string, level: number) => {
    const dt = via && about.dt !== null ? (via.dt ?? 0) : null
    book.add(rule, one(expr), { about, at, ...(via ? { via, dt } : {}), of, level })
  }

  // The target's own rules; then, as long as a single gradient arrives and it has a single route itself, its rules.
  const rules = rewriting(trace, lines, lines.adjoint(target.name)!, t)
  for (const stage of rules) add(stage, stage.expr, t, own.of, 0)
  let expr = unmarked(rules.at(-1)!.expr)
  for (let level = 1; ; level++) {
    const next = onlyWay(trace, lines, gradientsIn(expr, target))
    if (!next) break
    const when = next.at?.from === next.at?.to ? (next.at?.from ?? null) : null
    const placed = (e: Expr) => cleared(put(expr, target, next, e))
    const stages = stagesOf(trace, lines, next)
    const of = when === null ? next.name : refOfMet(next)
    for (const stage of stages) add(stage, placed(stage.expr), when, of, level)
    expr = unmarked(placed(stages.at(-1)!.expr))
    const collected = bracketed(expr)
    if (collected !== expr) add({ ...stages.at(-1)!, rule: 'collect' }, collected, when, of, level)
    expr = collected
  }

  const end =
    depth === 'all' ? unfold(trace, lines, book, one(expr), own, letters) : { left: 0, parts: one(expr) }
  book.add('numbers', end.parts, own)
  book.add('result', end.parts, own)
  return { ok: true, value: { target, lines: book.lines, left: end.left, digits: book.digits } }
}

/**
 * The gradient that is unfolded next, where a derivation goes one step back: the only one that arrives, if it has the same single route at
 * every timestep of its sum; or the gradient of log Σ exp, at which no derivation stops, since it is a part of softmax.
 */
function onlyWay(trace: Trace, lines: Lines, arriving: readonly Met[]): Met | undefined {
  const isPart = ({ name, at }: Met) => !at && lines.equation(ofGradient(name)!)?.once === 'logsumexp'
  const next = arriving.length === 1 ? arriving[0]! : arriving.find(isPart)
  const adjoint = next && lines.adjoint(ofGradient(next.name)!)
  if (!adjoint || adjoint.terms.length > 1) return undefined
  const { at } = next
  if (at === null) return spansOf(trace, adjoint).length === 1 ? next : undefined
  if (at.from === at.to) return next
  const times = Array.from({ length: at.to - at.from + 1 }, (_, i) => at.from + i)
  return times.every((t) => termsAt(trace, adjoint, t).length === 1) ? next : undefined
}
