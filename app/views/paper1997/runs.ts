/** The trainings of this page. They stand here and not in a component, so that they stay, and go on, while another view is open. */
import { useSyncExternalStore } from 'react'
import type { PaperProgress, Settings } from '../../../src/index.ts'
import { ask, type Job } from '../../work/pool.ts'
import { type Trained, training } from './train.ts'
import TrainWorker from './train.worker.ts?worker&inline'

/** The networks that are trained: that of 1997 by either gradient, and the RNN. */
export const kinds = ['truncated', 'full', 'rnn'] as const
export type NetworkKind = (typeof kinds)[number]

export interface PaperTraining {
  readonly kind: NetworkKind
  readonly seed: number
  readonly state: 'waiting' | 'training' | 'solved' | 'unsolved' | 'cancelled' | 'failed'
  readonly points: readonly PaperProgress[]
  /** of 2,560 fresh sequences; null before the end */
  readonly wrong: number | null
  /** how long it was trained, pauses left out */
  readonly seconds: number
  /** why the worker broke off */
  readonly detail: string
}

export interface Runs {
  /** by `keyOf`, in the order in which they were asked for */
  readonly runs: ReadonlyMap<string, PaperTraining>
  readonly paused: boolean
}

/** After so many sequences a network that has not solved the task is given up. */
export const most = 100_000

const kind = { work: training, worker: TrainWorker, workers: 2 }

export const keyOf = (kind: NetworkKind, seed: number): string => `${kind} ${seed}`

const settingsOf = ({ kind, seed }: PaperTraining): Settings => ({
  network: kind === 'rnn' ? 'rnn' : 'lstm',
  gradient: kind === 'truncated' ? 'truncated' : 'full',
  seed,
})

let current: Runs = { runs: new Map(), paused: false }
const listeners = new Set<() => void>()
/** The job of each run that waits or is being trained. */
const jobs = new Map<string, Job>()

function put(change: Partial<Runs>): void {
  current = { ...current, ...change }
  for (const listener of listeners) listener()
}

function update(key: string, change: Partial<PaperTraining>): void {
  const run = current.runs.get(key)
  if (run) put({ runs: new Map(current.runs).set(key, { ...run, ...change }) })
}

export const isOver = ({ state }: PaperTraining) => state === 'solved' || state === 'unsolved'
export const isBusy = ({ state }: PaperTraining) => state === 'waiting' || state === 'training'

/** Queues the wanted runs that are neither queued nor done; a run that broke off or was cancelled begins anew. */
export function train(wanted: readonly { readonly kind: NetworkKind; readonly seed: number }[]): void {
  const runs = new Map(current.runs)
  const fresh: PaperTraining[] = []
  for (const { kind, seed } of wanted) {
    const key = keyOf(kind, seed)
    const before = runs.get(key)
    if (before && (isOver(before) || isBusy(before))) continue
    const run: PaperTraining = {
      kind,
      seed,
      state: 'waiting',
      points: [],
      wrong: null,
      seconds: 0,
      detail: '',
    }
    runs.delete(key)
    runs.set(key, run)
    fresh.push(run)
  }
  put({ runs })
  goOn()
  for (const run of fresh) begin(run)
}

export function pause(): void {
  put({ paused: true })
  for (const job of jobs.values()) job.pause()
}

export function goOn(): void {
  put({ paused: false })
  for (const job of jobs.values()) job.goOn()
}

/** Stops all runs: those in training keep their curves, those that wait are removed. */
export function cancel(): void {
  const left = [...current.runs].filter(([, { state }]) => state !== 'waiting')
  const runs = left.map(
    ([key, run]) => [key, run.state === 'training' ? { ...run, state: 'cancelled' as const } : run] as const,
  )
  // The last is stopped first, so that none begins because another has ended.
  for (const job of [...jobs.values()].reverse()) job.stop()
  jobs.clear()
  put({ runs: new Map(runs), paused: false })
}

function begin(run: PaperTraining): void {
  const key = keyOf(run.kind, run.seed)
  const ended = (change: Partial<PaperTraining>) => {
    jobs.delete(key)
    update(key, change)
  }
  const job = ask(
    kind,
    { settings: settingsOf(run), most },
    {
      begun: () => update(key, { state: 'training' }),
      message: (trained) => update(key, longer(key, trained)),
      answer: ({ wrong, ...trained }) =>
        ended({
          ...longer(key, trained),
          wrong,
          state: trained.points.at(-1)!.solved ? 'solved' : 'unsolved',
        }),
      broke: (detail) => ended({ state: 'failed', detail }),
    },
  )
  jobs.set(key, job)
}

function longer(key: string, { points, seconds }: Trained): Partial<PaperTraining> {
  const run = current.runs.get(key)!
  return { points: [...run.points, ...points], seconds: run.seconds + seconds }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useRuns = (): Runs => useSyncExternalStore(subscribe, () => current)
