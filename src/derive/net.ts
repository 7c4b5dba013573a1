/**
 * A net for deriving: its equations as they are printed, each part written where it stands (tanh C inside h = o ⊙ tanh C),
 * and the gradients that the engine's differentiator derives from these lines.
 */
import { type Adjoint, adjoints, type Term } from '../algebra/adjoint.ts'
import type { Equation } from '../algebra/equation.ts'
import { type Expr, shift, substitute, symbolsIn } from '../algebra/expression.ts'
import { ofGradient } from '../algebra/names.ts'
import type { Network } from '../cell/network.ts'
import type { Trace } from '../trace/frame.ts'
import { backwardVisits, passOf, sends, surroundings } from '../trace/schedule.ts'
import { isOver, runs, type Scope } from './sums-over-time.ts'

export interface Lines {
  readonly net: Network
  /** the equation of a symbol; undefined for what is given */
  readonly equation: (name: string) => Equation | undefined
  /** the gradient of a symbol; undefined where the net has none */
  readonly adjoint: (name: string) => Adjoint | undefined
  readonly adjoints: readonly Adjoint[]
}

const made = new WeakMap<Network, Lines>()

/** The equations and gradients of a net without silent parts; made once. */
export function adjointLines(net: Network): Lines {
  const found = made.get(net)
  if (found) return found
  const all = net.passes.flatMap(({ equations }) => equations)
  const open = (e: Expr): Expr =>
    substitute(e, (s) => {
      const part = net.equation(s.name)
      return part?.silent && !part.once ? open(shift(part.expr, s.dt ?? 0)) : s
    })
  const equations = all
    .filter((eq) => !eq.silent || eq.once || Object.hasOwn(net.seeds, eq.symbol))
    .map(({ silent: _, ...eq }): Equation => ({ ...eq, expr: open(eq.expr) }))
  const bySymbol = new Map(equations.map((eq) => [eq.symbol, eq]))
  const derived = adjoints(equations, net.seeds, (name) => net.info(name).kind !== 'constant')
  const byName = new Map(derived.map((adjoint) => [adjoint.of, adjoint]))
  const lines: Lines = {
    net,
    equation: (name) => bySymbol.get(name),
    adjoint: (name) => byName.get(name),
    adjoints: derived,
  }
  made.set(net, lines)
  return lines
}

/** The terms of a gradient whose senders exist at timestep t; of any timestep where t is null. */
export function termsAt(trace: Trace, { terms }: Pick<Adjoint, 'terms'>, t: number | null): readonly Term[] {
  if (t === null) return terms
  const at = surroundings(t, trace.T, trace.hasLoss)
  return terms.filter((term) => sends(trace.net, term, at))
}

/** Does the same send to a gradient at all these timesteps? */
export function isAlike(trace: Trace, adjoint: Adjoint, { from, to }: Scope): boolean {
  const first = senders(termsAt(trace, adjoint, from))
  for (let t = from + 1; t <= to; t++) if (senders(termsAt(trace, adjoint, t)) !== first) return false
  return true
}

/** The timesteps that add to the gradient of a symbol without a time; neighbours with the same terms are one span. */
export function spansOf(trace: Trace, adjoint: Adjoint): Scope[] {
  return runs(trace.T, (t) => senders(termsAt(trace, adjoint, t)) || undefined)
}

/** Which equations send terms. */
export const senders = (terms: readonly Term[]): string => terms.map(({ via, dt }) => `${via} ${dt}`).join()

/** A gradient in an expression, and the timesteps at which it is meant there; null for one without a time. */
export interface Met {
  readonly name: string
  readonly at: Scope | null
}

/** The gradients in an expression that is read at these timesteps, also those in its sums over time; each once, in reading order. */
export function gradientsIn(e: Expr, { from, to }: Scope): Met[] {
  const found = symbolsIn(e).flatMap((s): Met[] => {
    if (isOver(s)) return gradientsIn(s.body, s)
    if (ofGradient(s.name) === undefined) return []
    return [{ name: s.name, at: s.dt === null ? null : { from: from + s.dt, to: to + s.dt } }]
  })
  return [...new Map(found.map((met) => [refOfMet(met), met])).values()]
}

/** The name of a gradient where it is met: d:C@3, d:context; d:alpha@1–6 where all timesteps are meant at once. */
export function refOfMet({ name, at }: Met): string {
  if (at === null) return name
  return `${name}@${at.from}${at.from === at.to ? '' : `–${at.to}`}`
}

/** When the backward pass has computed a gradient: a larger number is later. */
export function orderOf(trace: Trace, lines: Lines): (met: Met) => number {
  const order = orderAt(trace, lines)
  return ({ name, at }) =>
    at === null ? order(name, trace.T) : Math.max(order(name, at.from), order(name, at.to))
}

function orderAt({ net, T }: Trace, { adjoints }: Lines): (name: string, t: number) => number {
  const visits = new Map(backwardVisits(net, T).map(({ pass, t }, i) => [`${pass} ${t}`, i]))
  const ranks = new Map(
    adjoints.map(({ symbol, of }, rank) => [symbol, { rank, pass: passOf(net, of) }] as const),
  )
  return (name, t) => {
    const { rank, pass } = ranks.get(name)!
    return visits.get(`${pass} ${t}`)! * ranks.size + rank
  }
}
