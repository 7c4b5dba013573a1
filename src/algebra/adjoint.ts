/**
 * The backward pass, derived: for each symbol, the gradient of the loss with respect to it, as a sum of terms,
 * one for each equation that uses the symbol (the chain rule for several paths). A consumer at t+1 that reads
 * h[t-1] of its own time sends a term to h at t.
 */
import type { Equation, When } from './equation.ts'
import { type Apply, apply, type Expr, same, shift, sumOf, symbol, symbolsIn } from './expression.ts'
import { gradientOf } from './names.ts'
import { type OpRule, op } from './ops.ts'
import { collect, simplify } from './simplify.ts'

/** What one consumer sends. */
export interface Term {
  /** the symbol whose equation uses this one; a silent one is named by the equation that it is part of */
  readonly via: string
  /** when that equation stands, relative to t; for a weight, which has no time, null: the term is of each timestep t, and all t add up */
  readonly dt: number | null
  readonly expr: Expr
  /** at which timesteps the equation that sends it stands; absent: at every one */
  readonly when?: When
}

/** dL/d(symbol) at t is the sum of the terms; dL/d(weight) is the sum over all t of the sums of the terms. */
export interface Adjoint {
  readonly symbol: string
  readonly of: string
  readonly terms: readonly Term[]
  readonly silent: boolean
  /** a weight, or a value without a time: summed over all timesteps */
  readonly overTime: boolean
}

interface Piece {
  readonly of: string
  readonly via: string
  readonly dt: number | null
  readonly expr: Expr
}

/**
 * The gradient of every symbol that the equations use, of `wanted` ones, in the order in which the backward pass needs them.
 * `seeds` gives dL/d(symbol) where it is not derived from other equations (the loss of one step).
 */
export function adjoints(
  equations: readonly Equation[],
  seeds: Readonly<Record<string, Expr>>,
  wanted: (name: string) => boolean,
): Adjoint[] {
  const pieces = leadingTo(Object.keys(seeds), equations).flatMap((eq) =>
    pull(eq, Object.hasOwn(seeds, eq.symbol) ? seeds[eq.symbol]! : arriving(eq), equations),
  )
  const written = equations.map((eq) => eq.symbol).filter((name) => !Object.hasOwn(seeds, name))
  const read = [...new Set(pieces.map((p) => p.of))].filter(
    (name) => !equations.some((eq) => eq.symbol === name),
  )
  const weight = (name: string) => pieces.some((p) => p.of === name && p.dt === null)
  read.sort((a, b) => Number(weight(b)) - Number(weight(a)))
  const order = [...written.reverse(), ...read].filter(wanted)
  const found: Adjoint[] = []
  for (const of of order) {
    const terms = termsOf(of, pieces, equations)
    if (terms.length === 0) continue
    const silent = equations.some((eq) => eq.symbol === of && eq.silent)
    found.push({ symbol: gradientOf(of), of, terms, silent, overTime: terms[0]!.dt === null })
  }
  return found.map((adjoint) => ({
    ...adjoint,
    terms: adjoint.terms.map((term) => ({ ...term, via: visible(term.via, found) })),
  }))
}

/** The equations that the seeds depend on, through any number of others, at any timestep. */
function leadingTo(seeds: readonly string[], equations: readonly Equation[]): Equation[] {
  const reached = new Set(seeds)
  for (;;) {
    const before = reached.size
    for (const eq of equations)
      if (reached.has(eq.symbol)) for (const s of symbolsIn(eq.expr)) reached.add(s.name)
    if (reached.size === before) return equations.filter((eq) => reached.has(eq.symbol))
  }
}

/** The gradient as one expression: the sum of the terms that its consumers send. */
export function total(adjoint: Pick<Adjoint, 'terms'>): Expr {
  return sumOf(adjoint.terms.map((term) => term.expr))
}

/** The gradient that arrives at an equation's right-hand side: that of its symbol; of log Σ exp the share of the timestep, which is a softmax. */
function arriving({ symbol: name, expr, once }: Equation): Expr {
  const gradient = symbol(gradientOf(name), once ? null : 0)
  if (once !== 'logsumexp') return gradient
  return apply('mul', gradient, apply('exp', apply('sub', expr, symbol(name, null))))
}

function pull(eq: Equation, gradient: Expr, equations: readonly Equation[]): Piece[] {
  return walk(eq.expr, gradient)

  function walk(e: Expr, g: Expr): Piece[] {
    if (e.kind === 'number') return []
    if (e.kind === 'symbol') {
      const expr = shift(named(simplify(g), equations), e.dt === null ? 0 : -e.dt)
      return [{ of: e.name, via: eq.symbol, dt: e.dt === null ? null : 0 - e.dt, expr }]
    }
    const out = e === eq.expr && !eq.once ? symbol(eq.symbol) : e
    return sent(e, g, out).flatMap(({ to, gradient }) => walk(to, gradient))
  }
}

/** What one rule of differentiation sends back to one operand. */
export interface Sent {
  readonly to: Expr
  readonly gradient: Expr
  readonly rule: OpRule
}

/**
 * One step back through the outermost operation of `e`, whose value is `out` and whose gradient is `g`: to each operand that has one, its
 * gradient.
 */
export function sent(e: Apply, g: Expr, out: Expr): Sent[] {
  const { pull, rules } = op(e.op)
  return pull(g, e.args, out).flatMap((gradient, i) =>
    gradient ? [{ to: e.args[i]!, gradient, rule: rules[i]! }] : [],
  )
}

/** The expression with every function that has a name written by its name: exp(logsoftmax(y)) as p. */
export function named(e: Expr, equations: readonly Equation[]): Expr {
  if (e.kind !== 'apply') return e
  const found = op(e.op).call && equations.find((eq) => same(eq.expr, e))
  return found ? symbol(found.symbol) : apply(e.op, ...e.args.map((arg) => named(arg, equations)))
}

function termsOf(of: string, pieces: readonly Piece[], equations: readonly Equation[]): Term[] {
  const terms: Term[] = []
  const rank = (name: string) => equations.findIndex((eq) => eq.symbol === name)
  for (const piece of pieces.filter((p) => p.of === of)) {
    if (terms.some((term) => term.via === piece.via && term.dt === piece.dt)) continue
    const together = pieces.filter((p) => p.of === of && p.via === piece.via && p.dt === piece.dt)
    const when = equations.find((eq) => eq.symbol === piece.via)?.when
    const expr = simplify(collect(together.map((p) => p.expr)))
    terms.push({ via: piece.via, dt: piece.dt, expr, ...(when ? { when } : {}) })
  }
  // Senders at the same timestep come first, the one nearest to the loss in front; of those at another timestep the symbol itself comes
  // first, and the others follow in the order of the equations.
  return terms.sort((a, b) => {
    if (a.dt !== b.dt) return Math.abs(a.dt ?? 0) - Math.abs(b.dt ?? 0)
    if (a.dt === 0 && rank(of) >= 0) return rank(b.via) - rank(a.via)
    return Number(b.via === of) - Number(a.via === of) || rank(a.via) - rank(b.via)
  })
}

function visible(via: string, found: readonly Adjoint[]): string {
  const silent = found.find((adjoint) => adjoint.of === via && adjoint.silent)
  return silent?.terms.length === 1 ? visible(silent.terms[0]!.via, found) : via
}
