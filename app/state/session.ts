/** A session: what one reader does on one stage. A page can have several; each has its own state, and nothing else can set it. */
import { createStore } from 'zustand/vanilla'
import type { Experiment, Trace } from '../../src/index.ts'
import { type AddressBar, createAddress, noBar } from './address.ts'
import { createKeys } from './keys.ts'
import { startPlayer } from './player.ts'
import { actionsOn, opening, startOf } from './slices/all.ts'
import type { Appearance } from './slices/appearance.ts'
import { remember, settled } from './slices/document.ts'
import { forgetMessages } from './slices/message.ts'
import type { Store } from './slices/slice.ts'
import type { State } from './slices/state.ts'
import { runOf } from './trace.ts'

/** What a session is told about the page that it stands on. */
export interface Surroundings extends Partial<Appearance> {
  /** the address bar that says its state; without one nothing does */
  readonly bar?: AddressBar
}

function openingOn({ getState: get, setState: set }: Store) {
  const open = (experiment: Experiment): void => {
    const state = { ...get(), ...settled(get()) }
    set({ before: null, ...opening(experiment, state) })
  }
  return {
    /** Opens an experiment at its first frame. What was changed in the one before it is not lost: undo returns to it. */
    open,
    /** Opens an experiment of the reader's own: a part of what can be undone. */
    openDocument(experiment: Experiment): void {
      const past = remember({ ...get(), ...settled(get()) })
      open(experiment)
      set({ past })
    },
  }
}

/** Makes a session. It opens the first experiment at its first step. */
export function createSession({ bar = noBar(), ...appearance }: Surroundings = {}) {
  const store = createStore<State>()(() => {
    const start = { ...startOf(), ...appearance }
    return { ...start, ...opening(start.experiment, start) }
  })
  const actions = { ...actionsOn(store), ...openingOn(store) }
  forgetMessages(store)
  startPlayer(store, actions.step)
  return {
    ...actions,
    ...createKeys(),
    get: store.getState,
    /** Calls a listener after each change, with the state and the one before; the result ends that. */
    subscribe: store.subscribe,
    /** The run that is shown. */
    trace: (): Trace => runOf(store.getState()),
    address: createAddress(store, actions.open, bar),
  }
}

export type Session = ReturnType<typeof createSession>
