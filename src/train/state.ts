/** What an update depends on and changes. */
import type { Numbers } from '../tensor/kernels.ts'

/** The parameters before an update, and what the optimiser carries. */
export interface State {
  readonly parameters: Numbers
  readonly carried: Readonly<Record<string, Numbers>>
}

/** A copy. */
export function stateOf({ parameters, carried }: State): State {
  return {
    parameters: parameters.slice(),
    carried: Object.fromEntries(Object.entries(carried).map(([name, value]) => [name, value.slice()])),
  }
}

export function restore(into: State, from: State): void {
  into.parameters.set(from.parameters)
  for (const [name, value] of Object.entries(from.carried)) into.carried[name]?.set(value)
}
