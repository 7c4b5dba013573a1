/** States of a run that are kept within a budget of memory, evenly spread, so that any other is reached by few updates. */

export interface Checkpoints<State> {
  /** at most so many of those that are kept, evenly spread */
  readonly some: (most: number) => readonly { readonly update: number; readonly state: State }[]
  /** keeps the state of an update, where its turn has come */
  readonly offer: (update: number, state: () => State) => void
  /** the last one kept that is not after this update */
  readonly before: (update: number) => { readonly update: number; readonly state: State } | undefined
}

/** At most so many are kept; when they are full every second one goes. `from`: those of an earlier time. */
export function checkpoints<State>(
  most: number,
  from: readonly { readonly update: number; readonly state: State }[] = [],
): Checkpoints<State> {
  const kept = new Map(from.map(({ update, state }) => [update, state]))
  let interval = 1
  return {
    some: (count) => {
      let each = interval
      const chosen = () => [...kept].filter(([update]) => update % each === 0)
      while (chosen().length > Math.max(1, count)) each *= 2
      return chosen().map(([update, state]) => ({ update, state }))
    },
    offer: (update, state) => {
      if (update % interval !== 0 || kept.has(update)) return
      kept.set(update, state())
      while (kept.size > most) {
        interval *= 2
        for (const at of [...kept.keys()]) if (at % interval !== 0) kept.delete(at)
        if (kept.size <= 1) break
      }
    },
    before: (update) => {
      let found: number | undefined
      for (const at of kept.keys()) if (at <= update && (found === undefined || at > found)) found = at
      return found === undefined ? undefined : { update: found, state: kept.get(found)! }
    },
  }
}
