/** What is told at the top of the page, and for how long. */
import type { Slice, Store } from './slice.ts'
import type { State } from './state.ts'

export interface Message {
  /** what was done or went wrong with a file, a link or an input; shown until it is closed, or what it speaks of goes */
  readonly message: string | null
  /** what the message speaks of, as it was when it was told */
  readonly told: Partial<State> | null
  /** Does the message offer to save the experiment as a file? */
  readonly offersFile: boolean
}

const silent: Message = { message: null, told: null, offersFile: false }

const actions = ({ getState: get, setState: set }: Store) => ({
  /** Tells something. It goes when one of the fields of the state that it speaks of changes. */
  tell(message: string, about: readonly (keyof State)[] = ['opened'], offersFile = false): void {
    const state = get()
    set({ message, told: Object.fromEntries(about.map((field) => [field, state[field]])), offersFile })
  },
  closeMessage: (): void => set(silent),
})

/** Takes a message away once what it speaks of has gone. */
export function forgetMessages({ subscribe, setState: set }: Store): void {
  subscribe((state) => {
    const { message, told } = state
    if (message === null || !told) return
    if ((Object.keys(told) as (keyof State)[]).some((field) => state[field] !== told[field])) set(silent)
  })
}

export const messageSlice = {
  start: () => silent,
  rows: {},
  opening: () => ({}),
  actions,
} satisfies Slice<Message>
