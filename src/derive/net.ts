/**
 * A net for deriving: its equations as they are printed, each part written where it stands (tanh C inside h = o ⊙ tanh C),
 * and the gradients that the engine's differentiator derives from these lines.
 */
import { type Adjoint, adjoints, type Term } from '../algebra/adjoint.ts'
import type { Equation } from '../algebra/equation.ts'
import { type Expr, type Sym, shift, substitute, symbolsIn } from '../algebra/expression.ts'
import { ofGradient } from '../algebra/names.ts'
import type { Network } from '../cell/network.ts'
import type { Trace } from '../trace/frame.ts'
import { backwardVisits, passOf, sends, surroundings } from '../trace/schedule.ts'

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

/** The symbols of gradients in an expression, each once, in reading order; those without a time, which are sums over all timesteps, stay as they are. */
export function gradientsIn(e: Expr): Sym[] {
  return symbolsIn(e).filter((s) => ofGradient(s.name) !== undefined && s.dt !== null)
}

/** When the backward pass computes a gradient at a timestep: a larger number is later. */
export function orderOf({ net, T }: Trace, { adjoints }: Lines): (name: string, t: number) => number {
  const visits = new Map(backwardVisits(net, T).map(({ pass, t }, i) => [`${pass} ${t}`, i]))
  const ranks = new Map(
    adjoints.map(({ symbol, of }, rank) => [symbol, { rank, pass: passOf(net, of) }] as const),
  )
  return (name, t) => {
    const { rank, pass } = ranks.get(name)!
    return visits.get(`${pass} ${t}`)! * ranks.size + rank
  }
}
