/** What is told at the top of the page, and for how long. */
import { get, type State, set, useStore } from './store.ts'

/** Tells something. It goes when one of the fields of the state that it speaks of changes. */
export function tell(
  message: string,
  about: readonly (keyof State)[] = ['opened'],
  offersFile = false,
): void {
  const state = get()
  set({ message, told: Object.fromEntries(about.map((field) => [field, state[field]])), offersFile })
}

/** Takes a message away once what it speaks of has gone. */
export function startMessages(): void {
  useStore.subscribe((state, before) => {
    if (state.message === null) return
    // A message that was set without it speaks of the experiment that is open.
    if (state.message !== before.message && state.told === before.told) {
      set({ told: { opened: state.opened }, offersFile: false })
      return
    }
    const { told } = state
    if (told && (Object.keys(told) as (keyof State)[]).some((field) => state[field] !== told[field]))
      set({ message: null, told: null, offersFile: false })
  })
}
