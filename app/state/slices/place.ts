/** Where in the run the reader stands, how large a step is, and whether the steps go on by themselves. */
import { type Experiment, frameAt, type Grain, grains, placeOf } from '../../../src/index.ts'
import { predictionOf } from '../predict.ts'
import { stopsOf } from '../steps.ts'
import { runOf, traceOf } from '../trace.ts'
import { type Row, type Slice, type Store, word } from './slice.ts'
import type { State } from './state.ts'

export interface Place {
  readonly cursor: number
  /** a change of the experiment removed this place from the run; while the cursor stays, undo returns to it */
  readonly lost: { readonly place: string; readonly cursor: number } | null
  readonly grain: Grain
  readonly playing: boolean
  readonly speed: number
}

const start = (): Place => ({ cursor: 0, lost: null, grain: 'idea', playing: false, speed: 1 })

const rows = { grain: word('grain', grains, 'idea') } satisfies Record<string, Row>

/** A run begins at the first stop of the grain. */
const opening = (experiment: Experiment, state: State): Partial<Place> => ({
  cursor: stopsOf(traceOf(experiment, state.learningRate), state.grain, state)[0] ?? 0,
  lost: null,
  playing: false,
})

/** The place of the cursor in the run of another experiment, or the nearest one. */
export function placeIn(experiment: Experiment, state: State): Pick<Place, 'cursor' | 'lost'> {
  const { cursor: at, lost, learningRate } = state
  const frame = runOf(state).frames[at]
  const place = lost?.cursor === at ? lost.place : frame ? placeOf(frame) : 'l'
  const run = traceOf(experiment, learningRate)
  const found = frameAt(run, place)
  const cursor = found?.index ?? Math.min(at, run.frames.length - 1)
  return { cursor, lost: found ? null : { place, cursor } }
}

/** The state at another frame: what is covered in class is covered anew. */
export function at(state: State, index: number): Partial<State> {
  const cursor = Math.max(0, Math.min(runOf(state).frames.length - 1, index))
  const covered = state.covering && cursor > state.cursor
  return { cursor, asked: null, prediction: null, predicted: null, covered }
}

/** What a step changes: a covered result is shown first, and a learner may be asked for it. */
function stepped(state: State, direction: 1 | -1, grain: Grain): Partial<State> {
  if (direction === 1 && state.covered) return { covered: false, prediction: null }
  const { cursor } = state
  const run = runOf(state)
  const list = stopsOf(run, grain, state)
  const next = direction === 1 ? list.find((i) => i > cursor) : list.findLast((i) => i < cursor)
  if (next === undefined) return direction === 1 ? { playing: false } : {}
  const asks = direction === 1 && !state.playing
  const prediction = asks ? predictionOf(run, run.frames[next]!, state.predict) : null
  return { ...at(state, next), ...(prediction ? { prediction, covered: true } : {}) }
}

function actions({ getState: get, setState: set }: Store) {
  const goTo = (index: number): void => set(at(get(), index))
  return {
    /** Moves the cursor to a frame. */
    goTo,
    goToFirst: (): void => goTo(stopsOf(runOf(get()), get().grain, get())[0]!),
    goToLast: (): void => goTo(runOf(get()).frames.length - 1),
    /** A step of a grain forward (1) or back (-1). A covered result is shown first. */
    step: (direction: 1 | -1, grain: Grain = get().grain): void => set(stepped(get(), direction, grain)),
    setGrain: (grain: Grain): void => set({ grain }),
    /** Lets the steps go on by themselves, or stops them. */
    play: (playing: boolean): void => set({ playing }),
    setSpeed: (speed: number): void => set({ speed }),
  }
}

export const placeSlice = { start, rows, opening, actions } satisfies Slice<Place>
