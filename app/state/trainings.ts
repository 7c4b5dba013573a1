/** The workers that train a session's runs; each report of a worker is written into the state of its run. */
import { fetched } from '../work/fetch.ts'
import type { Answer, News, Question } from '../work/training/messages.ts'
import { grow, nothingSeen, type Seen } from '../work/training/observations.ts'
import type { TrainingWorker } from '../work/training/workers.ts'
import { isGoing, isSameRun, rested, type Training } from './training.ts'

/** Where the runs of a session stand. */
interface Place {
  readonly runs: () => readonly Training[]
  readonly setRuns: (runs: readonly Training[]) => void
}

/** A run whose worker broke down more often than this is not begun again by itself. */
const mostCrashes = 2

const detailOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The runs of a session and those that are prepared for it, of which nobody has asked for an update yet. */
function knownOf({ runs, setRuns }: Place) {
  let prepared: readonly Training[] = []
  const isIn = (list: readonly Training[], id: string) => list.some((run) => run.id === id)
  return {
    find: (id: string): Training | undefined => [...runs(), ...prepared].find((run) => run.id === id),
    put(id: string, change: Partial<Training>): void {
      const changed = (list: readonly Training[]) =>
        list.map((run) => (run.id === id ? { ...run, ...change } : run))
      if (isIn(prepared, id)) prepared = changed(prepared)
      else if (isIn(runs(), id)) setRuns(changed(runs()))
    },
    /** those among which a run stands */
    beside: (id: string): readonly Training[] => (isIn(prepared, id) ? prepared : runs()),
    prepare(ready: readonly Training[]): void {
      prepared = ready
    },
    /** the prepared run that begins as this one does; it is prepared no longer */
    taken(wanted: Training): Training | undefined {
      const found = prepared.find((run) => isSameRun(run, wanted))
      prepared = prepared.filter((run) => run !== found)
      return found
    },
    forget(id: string): void {
      prepared = prepared.filter((run) => run.id !== id)
    },
    /** none is prepared any more; those that were */
    unprepare(): readonly Training[] {
      const were = prepared
      prepared = []
      return were
    },
  }
}

interface Hands {
  readonly known: ReturnType<typeof knownOf>
  readonly workers: Map<string, TrainingWorker>
  readonly begin: (id: string, resume: boolean) => Promise<void>
  readonly runs: () => readonly Training[]
}

function preparing({ known, workers, begin, runs }: Hands) {
  /** Lets the workers of all prepared runs go. */
  function release(): void {
    for (const { id } of known.unprepare()) {
      workers.get(id)?.release()
      workers.delete(id)
    }
  }
  return {
    release,
    /** Prepares runs in place of those that were, so that their first update comes at once. */
    async prepare(asked: readonly Training[]): Promise<void> {
      const { canPrepare } = await fetched(() => import('../work/training/workers.ts'))
      if (!canPrepare() || runs().some(isGoing)) return
      const ready = asked.map((each) => known.taken(each) ?? each)
      release()
      known.prepare(ready)
      await Promise.all(ready.map(({ id }) => begin(id, false)))
    },
  }
}

export function trainingsOf({ runs, setRuns }: Place) {
  const workers = new Map<string, TrainingWorker>()
  /** how many updates each run was to make */
  const wanted = new Map<string, number>()
  const known = knownOf({ runs, setRuns })
  const { find, put } = known

  function heard(id: string, report: News): void {
    const run = find(id)
    if (!run) return
    if ('ready' in report) put(id, { facts: report.ready })
    else if ('more' in report) put(id, longer(run, report.more))
    else if ('back' in report) put(id, shorter(run, report.back))
    else if ('failed' in report) {
      end(id)
      put(id, { state: 'failed', detail: report.failed })
    } else put(id, rested(report.rest))
  }

  /** A worker that broke down is replaced, and the run goes on from what was kept of it. */
  function crashed(id: string, detail: string): void {
    workers.delete(id)
    known.forget(id)
    const run = find(id)
    if (!run) return
    const again = run.resumed < mostCrashes && isGoing(run)
    put(id, { state: 'crashed', detail, resumed: run.resumed + 1 })
    if (again) void begin(id, run.done > 0).then(() => goTo(id, wanted.get(id)))
  }

  /** Gives a run a worker, which goes on from what is kept of the run, or begins anew. */
  async function begin(id: string, resume: boolean): Promise<void> {
    try {
      const { startWorker } = await fetched(() => import('../work/training/workers.ts'))
      const run = find(id)
      if (!run || workers.has(id)) return
      if (resume) put(id, { seen: nothingSeen(), version: run.version + 1, done: 0 })
      const { document, patience, settings } = run
      const begun = { document, place: id, patience, settings, resume }
      const made = startWorker(begun, known.beside(id).length === 1, {
        report: (report) => heard(id, report),
        crashed: (detail) => crashed(id, detail),
      })
      workers.set(id, made)
    } catch (error) {
      put(id, { state: 'failed', detail: detailOf(error) })
    }
  }

  function end(id: string): void {
    workers.get(id)?.end()
    workers.delete(id)
  }

  /** Lets a run go on until so many updates are made. */
  function goTo(id: string, updates = Number.POSITIVE_INFINITY): void {
    const run = find(id)
    const to = workers.get(id)
    if (!run || !to || run.state === 'done' || run.state === 'broken') return
    wanted.set(id, updates)
    to.tell({ go: updates, together: run.together })
    put(id, { state: 'going' })
  }

  /** The same for a run that may have no worker: it goes on from what is kept of it. */
  async function start(id: string, updates = Number.POSITIVE_INFINITY, pace = 0): Promise<void> {
    const done = find(id)?.done ?? 0
    if (!workers.has(id)) await begin(id, done > 0)
    if (pace > 0) workers.get(id)?.tell({ pace })
    goTo(id, done + updates)
  }

  const { prepare, release } = preparing({ known, workers, begin, runs })

  return {
    begin,
    start,
    end,
    prepare,
    release,
    /** The run that was prepared for what this one wants, which is prepared no longer. */
    taken: (run: Training): Training => known.taken(run) ?? run,
    tell: (id: string, told: Parameters<TrainingWorker['tell']>[0]): void => workers.get(id)?.tell(told),
    ask<K extends keyof Answer>(
      id: string,
      question: Extract<Question, { readonly kind: K }>,
    ): Promise<Answer[K]> {
      const to = workers.get(id)
      return to ? to.ask(question) : Promise.reject(new Error('ended'))
    },
  }
}

function longer(run: Training, more: Extract<News, { more: unknown }>['more']): Partial<Training> {
  grow(run.seen, more)
  const { done, seconds, best, answers } = more
  // Answers are fed back more seldom than a run reports: meanwhile the last ones stay.
  const free = answers?.free ?? run.answers?.free
  return {
    done,
    seconds,
    version: run.version + 1,
    ...(best && { best }),
    ...(answers && { answers: { ...answers, ...(free && { free }) } }),
  }
}

function shorter({ seen, version, facts, best }: Training, done: number): Partial<Training> {
  const epoch = Math.floor(done / facts!.updatesPerEpoch)
  const until = <T extends { readonly epoch: number }>(points: readonly T[]) =>
    points.filter((point) => point.epoch <= epoch)
  const cut: Seen = {
    losses: seen.losses.slice(0, done),
    gradNorms: seen.gradNorms.slice(0, done),
    epochs: until(seen.epochs),
    reach: until(seen.reach),
  }
  return {
    done,
    seen: cut,
    version: version + 1,
    state: 'paused',
    best: best && best.done <= done ? best : null,
    answers: null,
  }
}
