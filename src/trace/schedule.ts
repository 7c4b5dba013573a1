/** Where and when the passes of a net stand: at which timesteps, in which order, and what is there around each. */
import type { Term } from '../algebra/adjoint.ts'
import type { When } from '../algebra/equation.ts'
import { symbolsIn } from '../algebra/expression.ts'
import type { Network } from '../cell/network.ts'

/**
 * What is there around a timestep: a term exists only where its sender does. h@3 gets a term through a_f@4 (dt = 1) where there is a
 * timestep 4, and one through y@3 where timestep 3 has a loss.
 */
export interface Surroundings {
  /** is it one of 1 … T, and no initial state? */
  readonly isTimestep: boolean
  readonly hasLoss: boolean
  /** is there a t + 1? */
  readonly hasNext: boolean
  /** is there a t − 1, which is no initial state? */
  readonly hasPrevious: boolean
}

/** What stands around timestep t of T; 0 and T + 1 are the initial states of the two directions. */
export function surroundings(t: number, T: number, hasLoss: (t: number) => boolean): Surroundings {
  const isTimestep = t > 0 && t <= T
  return { isTimestep, hasLoss: isTimestep && hasLoss(t), hasNext: t < T, hasPrevious: t > 1 }
}

/** A number from 0 to 15 that tells surroundings apart. */
export const keyOf = ({ isTimestep, hasLoss, hasNext, hasPrevious }: Surroundings): number =>
  Number(isTimestep) + 2 * Number(hasLoss) + 4 * Number(hasNext) + 8 * Number(hasPrevious)

/** Does an equation stand where a timestep has these surroundings? */
export function stands(when: When | undefined, at: Surroundings): boolean {
  if (when === 'loss') return at.hasLoss
  if (when === 'first') return at.isTimestep && !at.hasPrevious
  return when === 'last' ? at.isTimestep && !at.hasNext : at.isTimestep
}

/** Is the equation that sends a term there, where a timestep has these surroundings? */
export function sends(net: Network, { via, dt, when }: Term, at: Surroundings): boolean {
  if (dt === 1) return at.hasNext
  if (dt === -1) return at.hasPrevious
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
    return order === 'along' ? times : times.reverse()
  })
}

/**
 * The order of the backward pass: the passes from the last, each against its own order and one step further, to the initial states. What is
 * evaluated once stands at T, which always has a loss: the head sends its gradient there, and a sum over timesteps finds its senders by itself.
 */
export function backwardVisits({ passes }: Pick<Network, 'passes'>, T: number): Visit[] {
  return [...passes.entries()].toReversed().flatMap(([pass, { order }]) => {
    if (order === 'once') return [{ pass, t: T }]
    const times = Array.from({ length: T + 1 }, (_, s) => ({ pass, t: s }))
    return order === 'along' ? times.reverse() : times.map(({ t }) => ({ pass, t: t + 1 }))
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
