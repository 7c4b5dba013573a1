/** The workers of a session's runs: what they tell becomes what is known of a run. */
import { fetched } from '../work/fetch.ts'
import type { Answer, Question, Report, Rest } from '../work/training/messages.ts'
import { grow, nothingSeen, type Seen } from '../work/training/seen.ts'
import type { Station } from '../work/training/station.ts'
import { isGoing, type Run } from './run.ts'

/** Where the runs of a session stand. */
interface Place {
  readonly runs: () => readonly Run[]
  readonly setRuns: (runs: readonly Run[]) => void
}

/** A run whose worker broke down more often than this is not begun again by itself. */
const mostCrashes = 2

const detailOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

export function trainingsOf({ runs, setRuns }: Place) {
  const stations = new Map<string, Station>()
  const find = (id: string): Run | undefined => runs().find((run) => run.id === id)
  const put = (id: string, change: Partial<Run>): void => {
    if (find(id)) setRuns(runs().map((run) => (run.id === id ? { ...run, ...change } : run)))
  }

  function heard(id: string, report: Exclude<Report, { id: number } | { warm: true }>): void {
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
    stations.delete(id)
    const run = find(id)
    if (!run) return
    const again = run.resumed < mostCrashes && isGoing(run)
    put(id, { state: 'crashed', detail, resumed: run.resumed + 1 })
    if (again) void begin(id, run.done > 0).then(() => goOn(id))
  }

  /** Gives a run a worker, which goes on from what is kept of the run, or begins anew. */
  async function begin(id: string, resume: boolean): Promise<void> {
    try {
      const { station } = await fetched(() => import('../work/training/station.ts'))
      const run = find(id)
      if (!run || stations.has(id)) return
      if (resume) put(id, { seen: nothingSeen(), version: run.version + 1, done: 0 })
      const { document, patience, settings } = run
      const begun = { document, place: id, patience, settings, resume }
      const made = station(begun, runs().length === 1, {
        report: (report) => heard(id, report),
        crashed: (detail) => crashed(id, detail),
      })
      stations.set(id, made)
    } catch (error) {
      put(id, { state: 'failed', detail: detailOf(error) })
    }
  }

  function end(id: string): void {
    stations.get(id)?.end()
    stations.delete(id)
  }

  /** Lets a run make so many updates, or all that are left. */
  function goOn(id: string, updates = Number.POSITIVE_INFINITY): void {
    const run = find(id)
    const to = stations.get(id)
    if (!run || !to || run.state === 'done' || run.state === 'broken') return
    to.tell({ go: run.done + updates })
    put(id, { state: 'going' })
  }

  return {
    begin,
    end,
    goOn,
    has: (id: string): boolean => stations.has(id),
    tell: (id: string, told: Parameters<Station['tell']>[0]): void => stations.get(id)?.tell(told),
    ask<K extends keyof Answer>(
      id: string,
      question: Extract<Question, { readonly kind: K }>,
    ): Promise<Answer[K]> {
      const to = stations.get(id)
      return to ? to.ask(question) : Promise.reject(new Error('ended'))
    },
  }
}

function longer(run: Run, more: Extract<Report, { more: unknown }>['more']): Partial<Run> {
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

function shorter({ seen, version, facts, best }: Run, done: number): Partial<Run> {
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

const rested = (rest: Rest): Partial<Run> => ({
  state: rest.why,
  ...(rest.why === 'broken' ? { broken: rest.broken } : {}),
})
