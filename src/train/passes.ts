/**
 * A net as passes over time: equations that are evaluated together, timestep after timestep. Forward the passes follow one another;
 * backward they come in the opposite order, each with the opposite order of time. What no weight's gradient needs is left out.
 */
import { type Adjoint, total } from '../algebra/adjoint.ts'
import type { Equation } from '../algebra/equation.ts'
import type { Assignment } from '../algebra/evaluate.ts'
import { gradientOf, symbol, symbolsIn } from '../algebra/expression.ts'
import type { Network } from '../cell/network.ts'
import { sends } from '../trace/schedule.ts'

/** Where a timestep of a pass stands: terms exist only where their sender does. */
export interface Place {
  /** has the timestep a loss? */
  readonly loss: boolean
  /** is there a timestep that the pass visits after it? */
  readonly next: boolean
}

export interface Pass {
  /** evaluated at the timesteps that have a loss only? */
  readonly atLoss: boolean
  readonly equations: readonly Assignment[]
  readonly gradients: (at: Place) => Assignment[]
}

/** The passes of a net, in the order of the forward pass. */
export function passesOf(net: Network): readonly Pass[] {
  const needed = neededGradients(net)
  const pass = (equations: readonly Equation[], atLoss: boolean): Pass => ({
    atLoss,
    equations: equations.map((eq) => ({ symbol: symbol(eq.symbol), expr: eq.expr })),
    gradients: ({ loss, next }) =>
      net.adjoints
        .filter(({ of, symbol: name }) => needed.has(name) && equations.some((eq) => eq.symbol === of))
        .map((adjoint) => {
          const terms = adjoint.terms.filter((term) =>
            sends(net, term, { cell: true, head: loss, next, before: true }),
          )
          return { symbol: symbol(adjoint.symbol), expr: total({ terms }) }
        }),
  })
  return [pass(net.cell, false), pass(net.head, true)]
}

/** The gradients that the gradients of the weights are made of, through any number of others. */
function neededGradients({ adjoints }: Network): ReadonlySet<string> {
  const found = new Set<string>()
  const add = ({ terms }: Adjoint) => {
    for (const { name } of terms.flatMap(({ expr }) => symbolsIn(expr))) {
      const of = adjoints.find((each) => each.symbol === name)
      if (!of || found.has(name)) continue
      found.add(name)
      add(of)
    }
  }
  for (const adjoint of adjoints) if (adjoint.overTime) add(adjoint)
  return found
}

/** What a weight's gradient is a sum of: over the timesteps, or those that have a loss. */
export interface WeightTerm {
  readonly weight: string
  readonly atLoss: boolean
  readonly expr: Adjoint['terms'][number]['expr']
}

export function weightTermsOf(net: Network): WeightTerm[] {
  return net.adjoints
    .filter(({ overTime }) => overTime)
    .flatMap(({ of, terms }) =>
      terms.map(({ via, expr }) => ({
        weight: of,
        atLoss: net.head.some((eq) => eq.symbol === via),
        expr,
      })),
    )
}

/** The symbols that have a value for each row and timestep: all that is written, its gradients, and what the rows bring. */
export function isRowValue(net: Network, name: string): boolean {
  if (name === net.constants.w) return false
  return net.info(name.startsWith(gradientOf('')) ? name.slice(2) : name).timed
}
