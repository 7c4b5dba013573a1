/** Where an experiment is kept in this browser (kept.ts), by what it was opened as. */
import type { Experiment } from '../../src/index.ts'
import { newPlace } from './kept.ts'
import type { State } from './slices/state.ts'

interface Home {
  readonly id: string
  /** the experiment that a link found at this place; a changed one is kept at another place, so that the link still opens this one */
  readonly original?: Experiment
}
const homes = new WeakMap<Experiment, Home>()

/** The place of an experiment; one that has none gets one. */
export function homeFor({ opened, experiment }: Pick<State, 'opened' | 'experiment'>): string {
  const found = homes.get(opened)
  if (found && (found.original === undefined || found.original === experiment)) return found.id
  const id = newPlace()
  homes.set(opened, { id })
  return id
}

/** The place of what was opened, if it has one. */
export const homeOf = (opened: Experiment): string | undefined => homes.get(opened)?.id

/** Notes that a link found an experiment at a place. */
export function foundAt(id: string, original: Experiment): void {
  homes.set(original, { id, original })
}
