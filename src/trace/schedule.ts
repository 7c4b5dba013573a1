/** Where and when the passes of a net stand: at which timesteps, in which order, and what is there around each. */
import type { Term } from '../algebra/adjoint.ts'
import type { When } from '../algebra/equation.ts'
import { symbolsIn } from '../algebra/expression.ts'
import type { Network } from '../cell/network.ts'

/** Where a timestep stands: terms exist only where their sender does. */
export interface Surroundings {
  /** is it one of 1 … T? */
  readonly cell: boolean
  /** has it a loss? */
  readonly head: boolean
  readonly next: boolean
  readonly before: boolean
}

/** What stands around timestep t of T; 0 and T + 1 are the initial states of the two directions. */
export function surroundings(t: number, T: number, hasLoss: (t: number) => boolean): Surroundings {
  const cell = t > 0 && t <= T
  return { cell, head: cell && hasLoss(t), next: t < T, before: t > 1 }
}

/** Does an equation stand where a timestep has these surroundings? */
export function stands(when: When | undefined, { cell, head, next, before }: Surroundings): boolean {
  if (when === 'loss') return head
  if (when === 'first') return cell && !before
  return when === 'last' ? cell && !next : cell
}

/** Is the equation that sends a term there, where a timestep has these surroundings? */
export function sends(net: Network, { via, dt, when }: Term, at: Surroundings): boolean {
  if (dt === 1) return at.next
  if (dt === -1) return at.before
  return stands(when ?? net.equation(via)?.when, at)
}

/** A pass of the net at a timestep. */
export interface Visit {
  readonly pass: number
  readonly t: number
}

/** The order of the forward pass. What is evaluated once stands at the last timestep, or at the first where it reads that. */
export function forwardVisits({ passes }: Pick<Network, 'passes'>, T: number): Visit[] {
  return passes.flatMap(({ order, equations }, pass) => {
    if (order === 'once') return [{ pass, t: equations[0]!.when === 'first' ? 1 : T }]
    const times = Array.from({ length: T }, (_, s) => ({ pass, t: s + 1 }))
    return order === 'up' ? times : times.reverse()
  })
}

/** The order of the backward pass: the passes from the last, each against its own order and one step further, to the initial states. */
export function backwardVisits({ passes }: Pick<Network, 'passes'>, T: number): Visit[] {
  return [...passes.entries()].toReversed().flatMap(([pass, { order }]) => {
    if (order === 'once') return [{ pass, t: T }]
    const times = Array.from({ length: T + 1 }, (_, s) => ({ pass, t: s }))
    return order === 'up' ? times.reverse() : times.map(({ t }) => ({ pass, t: t + 1 }))
  })
}

/** The pass that a gradient is computed in: the one that writes the symbol, or the first that reads it. */
export function passOf({ passes }: Pick<Network, 'passes'>, of: string): number {
  const writes = passes.findIndex(({ equations }) => equations.some((eq) => eq.symbol === of))
  if (writes >= 0) return writes
  return passes.findIndex(({ equations }) =>
    equations.some((eq) => symbolsIn(eq.expr).some(({ name }) => name === of)),
  )
}

/** Where the initial value of a state stands: before the timestep that its direction visits first. */
export function startOf({ info }: Pick<Network, 'info'>, state: string, T: number): number {
  return info(state).reverse ? T + 1 : 0
}
