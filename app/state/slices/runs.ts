/** The trainings of a session. They go on whatever view is open, and belong to the documents that they began with. */
import type { Experiment, TrainingDocument } from '../../../src/index.ts'
import { fetched } from '../../work/fetch.ts'
import type { Answer, Step, Which } from '../../work/training/messages.ts'
import { nothingSeen } from '../../work/training/observations.ts'
import type { ShelfFacts } from '../../work/training/shelf.ts'
import { newPlace } from '../kept.ts'
import type { Params } from '../params.ts'
import { isSameDocument, rested, type Training, type Wanted } from '../training.ts'
import { trainingsOf } from '../trainings.ts'
import { longestParam, views } from '../views.ts'
import type { Slice, Store } from './slice.ts'

export interface Runs {
  /** in the order of the nets */
  readonly runs: readonly Training[]
  /** a training document that was opened, whose data and loss the view Train offers */
  readonly brought: TrainingDocument | null
  /** the runs that are kept in this browser, the newest first; null: nobody has looked */
  readonly shelf: readonly ShelfFacts[] | null
  /** how many milliseconds pass after each update, so that one can look at it */
  readonly pace: number
  /** the step of a run that was opened last: it is shown while its experiment is */
  readonly step: OpenedStep | null
  /** nets as they were when they were last compared, which a comparison calls @trained-1 and so on */
  readonly trained: readonly Experiment[]
}

export interface OpenedStep extends Step {
  readonly id: string
}

const start = (): Runs => ({ runs: [], brought: null, shelf: null, pace: 0, step: null, trained: [] })

const fresh = ({ document, patience }: Wanted, params: Params): Training => ({
  id: newPlace(),
  document,
  patience,
  settings: trainParams(params),
  together: '',
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

/** The runs of what is wanted: those that are there go on, and those that are begun belong to them. */
function togetherOf(
  before: readonly Training[],
  wanted: readonly Wanted[],
  begun: (wanted: Wanted) => Training,
): readonly Training[] {
  const known = wanted.map(({ document }) => before.find((run) => isSameDocument(run.document, document)))
  const together = known.find((run) => run !== undefined)?.together ?? newPlace()
  return wanted.map((each, i) => known[i] ?? { ...begun(each), together })
}

/** A kept run as it rests, in a list; none where it is damaged. */
async function restingRun({
  place,
  settings,
  patience = 0,
  together = place,
}: ShelfFacts): Promise<Training[]> {
  const { shelvedRun } = await loaded()
  const kept = await shelvedRun(place)
  if (!kept) return []
  return [
    { ...fresh({ document: kept.document, patience }, settings), ...rested(kept.rest), id: place, together },
  ]
}

/** The parameters of the view Train among others; what is kept may be damaged. */
const trainParams = (params: Readonly<Record<string, unknown>>): Params =>
  Object.fromEntries(
    views.train.flatMap((param) => {
      const value = Object.hasOwn(params, param) ? params[param] : undefined
      return typeof value === 'string' && value.length <= longestParam ? [[param, value]] : []
    }),
  )

/** Those of all other views. */
const otherParams = (params: Params): Params =>
  Object.fromEntries(
    Object.entries(params).filter(([param]) => !(views.train as readonly string[]).includes(param)),
  )

const loaded = () => fetched(() => import('../../work/training/workers.ts'))

/** What can be asked of a run, also while it goes on. */
const questionsTo = (trainings: ReturnType<typeof trainingsOf>) => ({
  /**
   * The experiment of one of the sequences, counted from 0, as the net was after so many updates, with what the optimiser carried.
   * Rejected where the run has ended.
   */
  experimentAt: (id: string, done: number, sequence: number): Promise<Experiment> =>
    trainings.ask(id, { kind: 'experiment', done, sequence }),
  /** A step of a run, on a sequence of its batch or any other. Rejected where the run has ended. */
  stepAt: (id: string, done: number, of: Which): Promise<Step> =>
    trainings.ask(id, { kind: 'step', done, of }),
  /** The update after so many of those that were made, equation by equation. Rejected where the run has ended. */
  updateAt: (id: string, done: number): Promise<Answer['update']> =>
    trainings.ask(id, { kind: 'update', done }),
})

function actions({ getState: get, setState: set }: Store) {
  const trainings = trainingsOf({ runs: () => get().runs, setRuns: (runs) => set({ runs }) })

  function forgetRun(id: string): void {
    trainings.end(id)
    void loaded()
      .then(({ unshelve }) => unshelve(id))
      .catch(() => undefined)
    set({ runs: get().runs.filter((run) => run.id !== id) })
  }

  return {
    /** Prepares workers, so that the first update does not wait for one. */
    warmUpTraining: (): void => {
      void loaded()
        .then(({ warmUp }) => warmUp())
        .catch(() => undefined)
    },
    /** Prepares what will be trained if somebody asks for it now: its workers, its programs, its first update. */
    prepareTraining: (wanted: readonly Wanted[]): void => {
      const { runs, params } = get()
      const isKnown = (each: Wanted) => runs.some((run) => isSameDocument(run.document, each.document))
      if (wanted.some(isKnown)) return
      void trainings
        .prepare(wanted.map((each): Training => ({ ...fresh(each, params), state: 'paused' })))
        .catch(() => undefined)
    },
    /**
     * Trains these in place of what is there, so many updates or all that are left; a run of the same document goes on where it
     * stands.
     */
    async train(wanted: readonly Wanted[], updates?: number): Promise<void> {
      const before = get().runs
      const runs = togetherOf(before, wanted, (each) => trainings.taken(fresh(each, get().params)))
      trainings.release()
      for (const run of before) if (!runs.includes(run)) trainings.end(run.id)
      set({ runs })
      await Promise.all(runs.map(({ id }) => trainings.start(id, updates, get().pace)))
    },
    /** Looks for runs that are kept in this browser and do not go on in another tab; how many were damaged and thrown away. */
    async lookAtShelf(): Promise<number> {
      const { shelfOf, placesInUse } = await loaded()
      const [{ shelf, damaged }, used] = await Promise.all([shelfOf(), placesInUse()])
      set({ shelf: shelf.filter(({ place }) => !used.has(place)) })
      return damaged
    },
    /** Takes runs from the shelf, and what they were set by: they rest where they were kept. How many were damaged and thrown away. */
    async takeFromShelf(taken: readonly ShelfFacts[]): Promise<number> {
      const found = await Promise.all(taken.map(restingRun))
      const runs = found.flat()
      set({ shelf: (get().shelf ?? []).filter((each) => !taken.includes(each)) })
      if (runs.length > 0) {
        for (const { id } of get().runs) trainings.end(id)
        set({ runs, params: { ...otherParams(get().params), ...runs[0]!.settings } })
        await Promise.all(runs.map(({ id }) => trainings.begin(id, true)))
      }
      return taken.length - runs.length
    },
    /** Throws kept runs away, for good. */
    async clearShelf(thrown: readonly ShelfFacts[]): Promise<void> {
      set({ shelf: (get().shelf ?? []).filter((each) => !thrown.includes(each)) })
      const { unshelve } = await loaded()
      for (const { place } of thrown) await unshelve(place)
    },
    /** Lets a run go on where it rests. */
    continueRun: (id: string): void => void trainings.start(id),
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
    bringTraining(brought: TrainingDocument): void {
      set({ brought, params: { ...otherParams(get().params), task: 'brought' } })
    },
    noteStep: (step: OpenedStep): void => set({ step }),
    noteTrained: (trained: readonly Experiment[]): void => set({ trained }),
    ...questionsTo(trainings),
  }
}

export const runsSlice = { start, rows: {}, opening: () => ({}), actions } satisfies Slice<Runs>
