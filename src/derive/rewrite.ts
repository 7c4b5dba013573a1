/** One gradient replaced by what it is made of: the sum over its consumers, and for each the chain rule and the rules of its equation. */
import { type Adjoint, named, type Term, total } from '../algebra/adjoint.ts'
import type { Equation } from '../algebra/equation.ts'
import { apply, type Expr, isApply, type Sym, same, shift, sumOf, symbol } from '../algebra/expression.ts'
import { ofGradient } from '../algebra/names.ts'
import { simplify } from '../algebra/simplify.ts'
import type { Trace } from '../trace/frame.ts'
import { isAlike, type Lines, type Met, spansOf, termsAt } from './net.ts'
import {
  arriving,
  at,
  firstLocal,
  local,
  mark,
  replace,
  route,
  step,
  unmarked,
  zeros,
} from './pending-rules.ts'
import type { RuleId } from './rules.ts'
import { over, type Scope, sumsIn, withinSums } from './sums-over-time.ts'

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

/** The stages of a gradient where it is met. One without a time is the sum over the timesteps that read it. */
export function stagesOf(trace: Trace, lines: Lines, { name, at: when }: Met): Rewriting[] {
  const adjoint = lines.adjoint(ofGradient(name)!)!
  if (when) return rewriting(trace, lines, adjoint, when.from)
  const like = symbol(name, null)
  const about = symbol(adjoint.of, null)
  const spans = spansOf(trace, adjoint)
  if (spans.length === 0) return [{ rule: 'routes', expr: mark(zeros(about)), about }]
  const bodies: Expr[] = spans.map(() => at(like))
  const sum = () => sumOf(bodies.map((body, k) => over(body, spans[k]!, like)))
  const isOne = spans.length === 1 && spans[0]!.from === spans[0]!.to
  const stages: Rewriting[] = isOne ? [] : [{ rule: 'gather', expr: mark(sum()), about }]
  spans.forEach((span, k) => {
    for (const stage of rewriting(trace, lines, adjoint, span.from)) {
      bodies[k] = stage.expr
      stages.push({ ...stage, expr: sum() })
      bodies[k] = unmarked(stage.expr)
    }
  })
  return stages
}

/** Can a gradient be replaced where it is met: does the same send to it at all of these timesteps? */
export function isOpen(trace: Trace, lines: Lines, { name, at }: Met): boolean {
  const adjoint = lines.adjoint(ofGradient(name)!)
  return adjoint !== undefined && (at === null || isAlike(trace, adjoint, at))
}

/** The gradient replaced by its equation, as it reads where it is met. */
export function equationAt(trace: Trace, lines: Lines, { name, at }: Met): Expr {
  const adjoint = lines.adjoint(ofGradient(name)!)!
  if (at) return equationOf(trace, adjoint, at.from)
  const like = symbol(name, null)
  const spans = spansOf(trace, adjoint)
  if (spans.length === 0) return zeros(symbol(adjoint.of, null))
  return sumOf(spans.map((span) => over(equationOf(trace, adjoint, span.from), span, like)))
}

/** An expression that is read at some timesteps, with a gradient replaced, wherever it is met, by what it is worth there. */
export function put(e: Expr, scope: Scope, { name, at }: Met, by: Expr): Expr {
  const here = (part: Expr, { from, to }: Scope): Expr => {
    if (at === null) return replace(part, symbol(name, null), by)
    const dt = at.from - from
    return to - from === at.to - at.from ? replace(part, symbol(name, dt), shift(by, dt)) : part
  }
  return here(withinSums(e, here), scope)
}

/** g s + (−Σ …) s as s (g − Σ …): what a softmax over the timesteps sends back. */
export function bracketed(e: Expr): Expr {
  const inner = withinSums(e, bracketed)
  if (inner.kind !== 'apply') return inner
  const args = inner.args.map(bracketed)
  const [a, b] = args
  if (isApply(inner, 'add') && isApply(a!, 'mul') && isApply(b!, 'mul') && same(a.args[1]!, b.args[1]!)) {
    const [first, sum] = [a.args[0]!, b.args[0]!]
    if (sumsIn(sum).length > 0) return apply('mul', a.args[1]!, sumOf([first, sum]))
  }
  return args.every((arg, i) => arg === inner.args[i]) ? inner : apply(inner.op, ...args)
}

/** Marks a summand; its sign stands in front, where a sum takes it off. */
const marked = (e: Expr): Expr => (isApply(e, 'neg') ? apply('neg', mark(e.args[0]!)) : mark(e))

/** The gradient replaced by its equation in one go. */
export function substitution(trace: Trace, lines: Lines, met: Met): Rewriting {
  const about = symbol(ofGradient(met.name)!, met.at === null ? null : 0)
  return { rule: 'substitute', expr: mark(equationAt(trace, lines, met)), about }
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
