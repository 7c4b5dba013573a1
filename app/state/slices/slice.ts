/** What a slice of a session is: a part of its state, with all that may happen to it. */
import type { StoreApi } from 'zustand/vanilla'
import type { Experiment } from '../../../src/index.ts'
import type { State } from './state.ts'

/** The store of one session: the only thing that can set its state, known to this folder alone. */
export type Store = StoreApi<State>

/** How an address says a field: `read` gives nothing where the text means nothing, `write` nothing where the value is the usual one. */
export interface Row {
  readonly read: (text: string) => Partial<State> | undefined
  readonly write: (state: State) => string | undefined
}

export interface Slice<Fields> {
  readonly start: () => Fields
  readonly rows: Readonly<Record<string, Row>>
  /** what becomes of the fields when another experiment is opened */
  readonly opening: (experiment: Experiment, state: State) => Partial<Fields>
  /** what the page can do with it */
  readonly actions: (store: Store) => object
}

/** A row of a field whose values are words. */
export const word = <K extends keyof State>(field: K, words: readonly State[K][], usual?: State[K]): Row => ({
  read: (text) => (words.includes(text as State[K]) ? ({ [field]: text } as Partial<State>) : undefined),
  write: (state) => (state[field] === usual ? undefined : String(state[field])),
})
