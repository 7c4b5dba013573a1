/** One gradient replaced by what it is made of: the sum over its consumers, and for each the chain rule and the rules of its equation. */
import { type Adjoint, named, type Term, total } from '../algebra/adjoint.ts'
import type { Equation } from '../algebra/equation.ts'
import { apply, type Expr, isApply, type Sym, same, shift, sumOf, symbol } from '../algebra/expression.ts'
import { simplify } from '../algebra/simplify.ts'
import type { Trace } from '../trace/frame.ts'
import { arriving, firstLocal, local, mark, replace, route, step, zeros } from './local.ts'
import { type Lines, termsAt } from './net.ts'
import type { RuleId } from './rules.ts'

/** A stage of the rewriting. */
export interface Rewriting {
  readonly rule: RuleId
  /** what stands in the place of the gradient; what the rule has written is marked */
  readonly expr: Expr
  /** the symbol whose derivative was taken: a consumer for a rule of its equation, else the symbol asked about */
  readonly about: Sym
  /** the consumer along which this goes */
  readonly via?: Sym
}

/**
 * The stages from a gradient to its equation, relative to the timestep t of the gradient (null: any timestep at which all its terms exist).
 * The last stage is the sum of the engine's own terms.
 */
export function rewriting(trace: Trace, lines: Lines, adjoint: Adjoint, t: number | null): Rewriting[] {
  const terms = termsAt(trace, adjoint, t)
  const s = symbol(adjoint.of, adjoint.overTime ? null : 0)
  const gradient = symbol(adjoint.symbol, s.dt)
  const parts: Expr[] = terms.map((term) => route(gradient, consumer(term)))
  if (terms.length === 0) return [{ rule: 'routes', expr: mark(zeros(s)), about: s }]
  const stages: Rewriting[] = []
  if (terms.length > 1) stages.push({ rule: 'routes', expr: mark(sumOf(parts)), about: s })
  terms.forEach((term, k) => {
    for (const { rule, expr, about } of alongRoute(lines, term, s)) {
      const now = parts.map((part, i) => (i === k ? marked(expr) : part))
      stages.push({ rule, expr: sumOf(now), about, via: consumer(term) })
      parts[k] = expr
    }
  })
  return stages
}

/** Marks a summand; its sign stands in front, where a sum takes it off. */
const marked = (e: Expr): Expr => (isApply(e, 'neg') ? apply('neg', mark(e.args[0]!)) : mark(e))

/** The gradient replaced by its equation in one go. */
export function substitution(trace: Trace, adjoint: Adjoint, t: number | null): Rewriting {
  const s = symbol(adjoint.of, adjoint.overTime ? null : 0)
  return { rule: 'substitute', expr: mark(equationOf(trace, adjoint, t)), about: s }
}

/** The right-hand side of a gradient at timestep t. */
export function equationOf(trace: Trace, adjoint: Adjoint, t: number | null): Expr {
  const terms = termsAt(trace, adjoint, t)
  return terms.length === 0 ? zeros(symbol(adjoint.of, adjoint.overTime ? null : 0)) : total({ terms })
}

/** The symbol of the equation that sends a term, relative to the timestep of the gradient. */
export function consumer({ via, dt }: Term): Sym {
  return symbol(via, dt ?? 0)
}

/** The chain rule for one consumer, then the rules of its equation until no local derivative is left. */
function alongRoute(lines: Lines, term: Term, s: Sym): { rule: RuleId; expr: Expr; about: Sym }[] {
  const via = consumer(term)
  // log Σ exp over the timesteps: what each of them gets of its gradient stands in the term as it is.
  if (lines.equation(term.via)?.once === 'logsumexp')
    return [{ rule: 'logsumexp', expr: term.expr, about: s }]
  let expr: Expr = local(arriving(lines, via), via, s)
  const stages: { rule: RuleId; expr: Expr; about: Sym }[] = [{ rule: 'chain', expr, about: s }]
  for (let waiting = firstLocal(expr); waiting; waiting = firstLocal(expr)) {
    const next = step(lines, waiting.args)
    expr = signs(replace(expr, waiting, next.expr))
    stages.push({ rule: next.rule, expr, about: via })
  }
  if (!same(expr, term.expr)) {
    const renamed = same(simplify(named(expr, equationsAt(lines, via))), term.expr)
    stages.push({ rule: renamed ? 'name' : 'collect', expr: term.expr, about: via })
  }
  return stages
}

/** The equations of the net as they read at the timestep of a consumer. */
function equationsAt({ net }: Lines, { dt }: Sym): Equation[] {
  return net.passes
    .flatMap(({ equations }) => equations)
    .map((eq) => ({ ...eq, expr: shift(eq.expr, dt ?? 0) }))
}

/** a + -b as a - b. */
function signs(e: Expr): Expr {
  if (e.kind !== 'apply') return e
  const [a, b] = e.args.map(signs)
  if (e.op === 'add' || e.op === 'sub') {
    const negative = b!.kind === 'apply' && b!.op === 'neg'
    if (negative) return apply(e.op === 'add' ? 'sub' : 'add', a!, (b as { args: readonly Expr[] }).args[0]!)
  }
  if (e.op === 'neg' && a!.kind === 'apply' && a!.op === 'neg') return a!.args[0]!
  return b ? apply(e.op, a!, b, ...e.args.slice(2)) : apply(e.op, a!)
}
