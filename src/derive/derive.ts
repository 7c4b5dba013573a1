import type { Adjoint } from '../algebra/adjoint.ts'
import { type Sym, shift, symbol } from '../algebra/expression.ts'
import { gradientOf, ofGradient } from '../algebra/names.ts'
import type { Result } from '../experiment/document.ts'
import type { Reading } from '../trace/formula.ts'
import type { Trace } from '../trace/frame.ts'
import { bookOf, engine, type Info, type Line } from './lines.ts'
import { at, cleared, mark, replace, unmarked } from './local.ts'
import { adjointLines, gradientsIn, termsAt } from './net.ts'
import { type Rewriting, rewriting } from './rewrite.ts'
import { type Target, targetOf } from './target.ts'
import { unfold } from './unfold.ts'
import type { Part } from './value.ts'

export const depths = ['one', 'all'] as const
export type Depth = (typeof depths)[number]

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
  /** a derivation that goes all the way stops unfolding at this many letters of LaTeX, names not counted; what is left stays symbols. Default 8 million */
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
  const one = (expr: Part['expr']): Part[] => [{ expr, from, to }]

  const share = at(symbol(gradientOf(target.name), null))
  book.add('question', target.partial ? one(share) : [{ expr: engine(target), from, to: from }], own)
  if (target.t === null) book.add('time', one(mark(share)), own)

  const add = (
    { rule, about, via, expr }: Rewriting,
    g: Sym,
    put: (e: Part['expr']) => Part['expr'],
    of: string,
    level: number,
  ) => {
    const dt = via && about.dt !== null ? (via.dt ?? 0) : null
    const at = t === null ? null : t + (g.dt ?? 0)
    book.add(rule, one(put(expr)), { about, at, ...(via ? { via, dt } : {}), of, level })
  }

  /** Of a weight: is a gradient sent alike at every timestep that is summed? */
  const isSent = (adjoint: Adjoint, g: Sym) =>
    t !== null ||
    Array.from({ length: to - from + 1 }, (_, i) => termsAt(trace, adjoint, from + i + g.dt!)).every(
      (terms) => terms.length === adjoint.terms.length,
    )

  // The target's own rules; then, as long as a single gradient arrives and it has a single route itself, its rules.
  const rules = rewriting(trace, lines, lines.adjoint(target.name)!, t)
  for (const stage of rules) add(stage, symbol('', 0), (e) => e, own.of, 0)
  let expr = unmarked(rules.at(-1)!.expr)
  for (let level = 1; ; level++) {
    const arriving = gradientsIn(expr)
    const [g] = arriving
    const adjoint = g && lines.adjoint(ofGradient(g.name)!)!
    if (!adjoint || arriving.length > 1 || adjoint.terms.length > 1 || !isSent(adjoint, g)) break
    const put = (e: Part['expr']) => cleared(replace(expr, g, shift(e, g.dt!)))
    const stages = rewriting(trace, lines, adjoint, t === null ? null : t + g.dt!)
    for (const stage of stages) add(stage, g, put, g.name + (t === null ? '' : `@${t + g.dt!}`), level)
    expr = unmarked(put(stages.at(-1)!.expr))
  }

  const end =
    depth === 'all' ? unfold(trace, lines, book, one(expr), own, letters) : { left: 0, parts: one(expr) }
  book.add('numbers', end.parts, own)
  book.add('result', end.parts, own)
  return { ok: true, value: { target, lines: book.lines, left: end.left, digits: book.digits } }
}
