/** The trainings of a session. They go on whatever view is open, and belong to the documents that they began with. */
import type { Experiment, TrainingDocument } from '../../../src/index.ts'
import { fetched } from '../../work/fetch.ts'
import type { Answer } from '../../work/training/messages.ts'
import { nothingSeen } from '../../work/training/seen.ts'
import { newPlace } from '../kept.ts'
import type { Run, Wanted } from '../run.ts'
import { trainingsOf } from '../trainings.ts'
import type { Slice, Store } from './slice.ts'

export interface Runs {
  /** in the order of the nets */
  readonly runs: readonly Run[]
  /** a training document that was opened, whose data and loss the view Train offers */
  readonly brought: TrainingDocument | null
  /** how many milliseconds pass after each update, so that one can look at it */
  readonly pace: number
}

const start = (): Runs => ({ runs: [], brought: null, pace: 0 })

const fresh = ({ document, patience }: Wanted): Run => ({
  id: newPlace(),
  document,
  patience,
  state: 'waiting',
  facts: null,
  done: 0,
  seconds: 0,
  seen: nothingSeen(),
  version: 0,
  best: null,
  answers: null,
  broken: null,
  detail: '',
  resumed: 0,
})

function actions({ getState: get, setState: set }: Store) {
  const trainings = trainingsOf({ runs: () => get().runs, setRuns: (runs) => set({ runs }) })

  function forgetRun(id: string): void {
    trainings.end(id)
    set({ runs: get().runs.filter((run) => run.id !== id) })
  }

  return {
    /** Prepares workers, so that the first update does not wait for one. */
    warmUpTraining: (): void => {
      void fetched(() => import('../../work/training/station.ts'))
        .then(({ warmUp }) => warmUp())
        .catch(() => undefined)
    },
    /**
     * Trains these in place of what is there, so many updates or all that are left; a run of the same document goes on where it
     * stands.
     */
    async train(wanted: readonly Wanted[], updates?: number): Promise<void> {
      const before = get().runs
      const runs = wanted.map((each) => before.find((run) => run.document === each.document) ?? fresh(each))
      for (const run of before) if (!runs.includes(run)) trainings.end(run.id)
      set({ runs })
      await Promise.all(
        runs.map(async ({ id }) => {
          if (!trainings.has(id)) await trainings.begin(id, false)
          if (get().pace > 0) trainings.tell(id, { pace: get().pace })
          trainings.goOn(id, updates)
        }),
      )
    },
    pauseRun: (id: string): void => trainings.tell(id, { pause: true }),
    /** Goes back to where a run was after so many updates: what came later is forgotten, and would come again. */
    rewindRun: (id: string, done: number): void => trainings.tell(id, { rewind: done }),
    /** Ends a run and forgets it. */
    forgetRun,
    /** Ends all runs and forgets them. */
    forgetRuns(): void {
      for (const { id } of get().runs) forgetRun(id)
    },
    setPace(pace: number): void {
      set({ pace })
      for (const { id } of get().runs) trainings.tell(id, { pace })
    },
    /** Sets the document whose data and loss the view Train offers. */
    bringTraining: (brought: TrainingDocument): void => set({ brought }),
    /**
     * The experiment of one of the sequences, counted from 0, as the net was after so many updates, with what the optimiser carried.
     * Rejected where the run has ended.
     */
    experimentAt: (id: string, done: number, sequence: number): Promise<Experiment> =>
      trainings.ask(id, { kind: 'experiment', done, sequence }),
    /** The update after so many of those that were made, equation by equation. Rejected where the run has ended. */
    updateAt: (id: string, done: number): Promise<Answer['update']> =>
      trainings.ask(id, { kind: 'update', done }),
  }
}

export const runsSlice = { start, rows: {}, opening: () => ({}), actions } satisfies Slice<Runs>
