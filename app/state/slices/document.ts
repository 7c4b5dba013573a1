/** The experiment, its history, and the rate at which it learns. */
import type { Experiment } from '../../../src/index.ts'
import { builtIn, first, nameOf } from '../experiments.ts'
import { placeIn } from './place.ts'
import type { Row, Slice, Store } from './slice.ts'
import type { State } from './state.ts'

/** An experiment as it was at some time, and as it had been opened. */
export interface Version {
  readonly experiment: Experiment
  readonly opened: Experiment
}

export interface Document {
  /** the name of a built-in experiment while it is as it ships */
  readonly name: string | null
  readonly experiment: Experiment
  /** as it was opened: what reset returns to */
  readonly opened: Experiment
  readonly past: readonly Version[]
  readonly future: readonly Version[]
  /** what the numbers are compared with while one is dragged */
  readonly before: Experiment | null
  /** the experiment before the last change, shown beside the present one until that is closed */
  readonly compared: Experiment | null
  readonly learningRate: number
}

const start = (): Document => ({
  name: first,
  experiment: builtIn(first)!,
  opened: builtIn(first)!,
  past: [],
  future: [],
  before: null,
  compared: null,
  learningRate: 0.1,
})

const isRate = (rate: number) => rate > 0 && rate <= 1000

const rows = {
  rate: {
    read: (text) => (isRate(Number(text)) ? { learningRate: Number(text) } : undefined),
    write: (state) => (state.learningRate === 0.1 ? undefined : String(state.learningRate)),
  },
} satisfies Record<string, Row>

const remembered = 200

/** The past with the experiment as it is, or as it was before the movement that goes on. */
export const remember = ({ past, before, experiment, opened }: Document): readonly Version[] =>
  [...past, { experiment: before ?? experiment, opened }].slice(-remembered)

/** The end of a movement: what was changed in it is one entry of the history. */
export const settled = (state: Document): Pick<Document, 'past' | 'future' | 'before'> =>
  state.before && state.before !== state.experiment
    ? { past: remember(state), future: [], before: null }
    : { past: state.past, future: state.future, before: null }

/** What was changed in the experiment before is not lost: undo returns to it. */
function opening(experiment: Experiment, state: State): Partial<Document> {
  const past = state.experiment === state.opened ? state.past : remember(state)
  return { experiment, name: nameOf(experiment), opened: experiment, past, future: [], compared: null }
}

function actions({ getState: get, setState: set }: Store) {
  /** Puts another version of the experiment in place of this one; the cursor stays at its place, or near it. */
  const put = (experiment: Experiment, more: Partial<Document>) =>
    set({ ...placeIn(experiment, get()), experiment, name: null, ...more })

  /** Goes to another version of the history. */
  const go = ({ experiment, opened }: Version, more: Partial<Document>) =>
    put(experiment, { opened, before: null, compared: null, name: nameOf(experiment), ...more })

  return {
    /** A change of the experiment that can be undone. */
    change(experiment: Experiment): void {
      const past = remember(get())
      put(experiment, { past, future: [], before: null, compared: past.at(-1)!.experiment })
    },
    /** A change while the pointer moves: one entry in the history for the whole movement, see settle(). */
    drag(experiment: Experiment): void {
      const before = get().before ?? get().experiment
      put(experiment, { before, compared: before })
    },
    /** The end of a movement. */
    settle: (): void => set(settled(get())),
    /** Takes back what has changed since the movement began. */
    giveUp(): void {
      const { before } = get()
      if (before) put(before, { before: null, compared: null, name: nameOf(before) })
    },
    undo(): void {
      const { past, future, experiment, opened } = get()
      const previous = past.at(-1)
      if (previous) go(previous, { past: past.slice(0, -1), future: [{ experiment, opened }, ...future] })
    },
    redo(): void {
      const { past, future, experiment, opened } = get()
      const [next] = future
      if (next) go(next, { past: [...past, { experiment, opened }], future: future.slice(1) })
    },
    /** As it was opened. */
    reset(): void {
      const { opened, experiment } = get()
      if (opened !== experiment) go({ experiment: opened, opened }, { past: remember(get()), future: [] })
    },
    /** Shows the experiment alone again, without what it was before the last change. */
    closeComparison: (): void => set({ compared: null }),
    /** Sets how far an update goes; a rate that is none is not taken. */
    setRate(rate: number): void {
      if (isRate(rate)) set({ learningRate: rate })
    },
  }
}

export const documentSlice = { start, rows, opening, actions } satisfies Slice<Document>
