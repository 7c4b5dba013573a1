/**
 * What stands in a derivation before a rule has been applied: a local derivative ∂e/∂s that waits behind the gradient g that arrives
 * (`local`), the part of a gradient that one consumer sends (`route`), what one timestep adds to the gradient of a weight (`at`).
 * They are applications like any other, so that an expression can hold them; `lower` says what each is worth. The rules are
 * applied by the differentiator's own step, so a line cannot disagree with the gradient that the engine computes.
 */
import { type Sent, sent, total } from '../algebra/adjoint.ts'
import {
  type Apply,
  apply,
  type Expr,
  isApply,
  isNumber,
  number,
  type Sym,
  same,
  shift,
  substitute,
  sumOf,
  symbol,
} from '../algebra/expression.ts'
import { gradientOf, ofGradient } from '../algebra/names.ts'
import type { Shape } from '../algebra/ops.ts'
import { type Shapes, shapeOf } from '../algebra/shape.ts'
import { reaches } from '../algebra/shared-axes.ts'
import { collect, simplify } from '../algebra/simplify.ts'
import type { Lines } from './net.ts'
import type { RuleId } from './rules.ts'
import { isOver, over } from './sums-over-time.ts'

/** g · ∂e/∂s; e is a symbol that has an equation, or a part of a right-hand side. */
export function local(g: Expr, e: Expr, s: Sym): Apply {
  return apply('local', g, e, s)
}

/** The part of a gradient that the consumer `via` sends. */
export function route(gradient: Sym, via: Sym): Apply {
  return apply('route', gradient, via)
}

/** What the timestep adds to the gradient of a weight. */
export function at(gradient: Sym): Apply {
  return apply('at', gradient)
}

/** Marks what a rule has just written; it has no meaning of its own. */
export function mark(e: Expr): Apply {
  return apply('mark', e)
}

/** The expression without marks. */
export function unmarked(e: Expr): Expr {
  if (isOver(e)) return over(unmarked(e.body), e, e.like)
  if (e.kind !== 'apply') return e
  if (e.op === 'mark') return unmarked(e.args[0]!)
  const args = e.args.map(unmarked)
  return args.every((arg, i) => arg === e.args[i]) ? e : apply(e.op, ...args)
}

/** Nothing is sent: zeros of the shape of `like`. */
export function zeros(like: Expr): Apply {
  const value = substitute(like, (s) => symbol(ofGradient(s.name) ?? s.name, s.dt))
  return apply('fill', number(0), value)
}

export function isZeros(e: Expr): boolean {
  return isApply(e, 'fill') && isNumber(e.args[0]!, 0)
}

/** Operations that are zero where one of these operands is. */
const vanishing: Readonly<Record<string, readonly number[]>> = {
  ...Object.fromEntries(
    ['mul', 'scale', 'matvec', 'matvecT', 'outer', 'dot', 'rowScale'].map((name) => [name, [0, 1]]),
  ),
  ...Object.fromEntries(
    ['neg', 'div', 'ratio', 'sum', 'rowSum', 'fill', 'spread', 'local', 'mark'].map((name) => [name, [0]]),
  ),
}

/** The expression without the summands and products that zeros make vanish. */
export function cleared(e: Expr): Expr {
  if (isOver(e)) {
    const body = cleared(e.body)
    return isZeros(body) ? zeros(e.like) : over(body, e, e.like)
  }
  if (e.kind !== 'apply' || isZeros(e)) return e
  const args = e.args.map(cleared)
  const [a, b] = args as [Expr, Expr]
  if (isApply(e, 'add') || isApply(e, 'sub')) {
    if (isZeros(b)) return a
    if (isZeros(a)) return isApply(e, 'add') ? b : apply('neg', b)
  }
  const gone = vanishing[e.op]?.some((i) => isZeros(args[i]!))
  if (gone) return zeros(settled(e))
  return args.every((arg, i) => arg === e.args[i]) ? e : apply(e.op, ...args)
}

/** An expression of the same shape in which nothing waits. */
function settled(e: Expr): Expr {
  if (isOver(e)) return e.like
  if (e.kind !== 'apply') return e
  const [first, , third] = e.args
  if (e.op === 'mark') return settled(first!)
  if (e.op === 'local') return third!
  if (e.op === 'route' || e.op === 'at') return first!
  return apply(e.op, ...e.args.map(settled))
}

/** The shape of an expression in which something may wait. */
export function shapeIn(e: Expr, shapes: Shapes): Shape {
  return shapeOf(settled(e), shapes)
}

/** The expression with every occurrence of one part replaced. */
export function replace(e: Expr, part: Expr, by: Expr): Expr {
  if (same(e, part)) return by
  if (e.kind !== 'apply') return e
  const args = e.args.map((arg) => replace(arg, part, by))
  return args.every((arg, i) => arg === e.args[i]) ? e : apply(e.op, ...args)
}

/** The first local derivative in the expression, in reading order. */
export function firstLocal(e: Expr): Apply | undefined {
  if (e.kind !== 'apply') return undefined
  if (e.op === 'local') return e
  for (const arg of e.args) {
    const found = firstLocal(arg)
    if (found) return found
  }
  return undefined
}

/** The gradient that arrives at a consumer: its own, or where derivatives begin. */
export function arriving(lines: Lines, via: Sym): Expr {
  const { seeds } = lines.net
  if (Object.hasOwn(seeds, via.name)) return shift(seeds[via.name]!, via.dt ?? 0)
  return symbol(gradientOf(via.name), lines.equation(via.name)?.once ? null : via.dt)
}

/** What e stands for: the right-hand side of its equation, where it is a symbol that has one and not the one looked for. */
function opened(lines: Lines, e: Expr, s: Expr): Expr {
  return e.kind === 'symbol' && !same(e, s) ? shift(lines.equation(e.name)!.expr, e.dt ?? 0) : e
}

/** One rule applied to a local derivative, and which rule it was. */
export function step(lines: Lines, [g, e, s]: readonly Expr[]): { expr: Expr; rule: RuleId } {
  const body = opened(lines, e!, s!)
  if (body.kind !== 'apply') return { expr: g!, rule: 'identity' }
  const reached = reach(body, g!, e!, s!)
  return {
    expr: sumOf(reached.map(({ to, gradient }) => waiting(gradient, to, s as Sym))),
    rule: reached[0]!.rule,
  }
}

/** The operands that lead to s; several plus and minus signs in a row are one step. */
function reach(e: Apply, g: Expr, out: Expr, s: Expr): Sent[] {
  return sent(e, g, out)
    .filter(({ to }) => reaches(s, to))
    .flatMap((one) =>
      one.rule === 'sum' && (isApply(one.to, 'add') || isApply(one.to, 'sub'))
        ? reach(one.to, one.gradient, one.to, s)
        : [one],
    )
}

function waiting(gradient: Expr, e: Expr, s: Sym): Expr {
  const g = simplify(gradient)
  if (same(e, s)) return g
  return isApply(g, 'neg') ? apply('neg', local(g.args[0]!, e, s)) : local(g, e, s)
}

/**
 * The expression with everything that waits worked out: operations of the table alone, which the engine can evaluate.
 * `again` lowers what is inside; one that remembers spares work.
 */
export function lower(
  lines: Lines,
  e: Expr,
  again: (e: Expr) => Expr = (inner) => lower(lines, inner),
): Expr {
  if (e.kind !== 'apply') return e
  const [first, second, third] = e.args
  switch (e.op) {
    case 'mark':
      return again(first!)
    case 'local': {
      const ways = walk(opened(lines, second!, third!), again(first!), second!)
      return simplify(collect(ways))
    }
    case 'route': {
      const { name, dt } = first as Sym
      const via = second as Sym
      const away = via.dt === null || dt === null ? null : via.dt - dt
      const term = lines
        .adjoint(ofGradient(name)!)!
        .terms.find((one) => one.via === via.name && one.dt === away)
      return shift(term!.expr, dt ?? 0)
    }
    case 'at':
      return total(lines.adjoint(ofGradient((first as Sym).name)!)!)
    default: {
      const args = e.args.map(again)
      return args.every((arg, i) => arg === e.args[i]) ? e : apply(e.op, ...args)
    }
  }

  function walk(body: Expr, g: Expr, out: Expr): Expr[] {
    if (same(body, third!)) return [g]
    if (body.kind !== 'apply') return []
    return sent(body, g, out).flatMap(({ to, gradient }) => walk(to, gradient, to))
  }
}
