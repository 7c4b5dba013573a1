/** The runs that are kept, as they are offered. */
import type { ShelfFacts } from '../../work/training/shelf.ts'

/** The most that are offered. */
const most = 3

/** Runs that were started together; of what earlier versions of the page kept, those that began by the same settings. */
export function groupsOf(shelf: readonly ShelfFacts[]): readonly (readonly ShelfFacts[])[] {
  const groups = new Map<string, ShelfFacts[]>()
  for (const each of shelf) {
    const key = each.together || JSON.stringify(each.settings)
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  return [...groups.values()].slice(0, most)
}
