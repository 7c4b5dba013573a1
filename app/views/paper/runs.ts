/**
 * The trainings of this page: a queue, two workers at most, and the results. They stand here and not in a component, so that they
 * stay, and go on, while another view is open.
 */
import { useSyncExternalStore } from 'react'
import type { Settings, Training } from '../../../src/index.ts'
import { startWorker } from '../../work/worker.ts'
import { type Ask, type Told, trainee } from './train.ts'
import TrainWorker from './train.worker.ts?worker&inline'

/** The networks that are trained: that of 1997 by either gradient, and the RNN. */
export const kinds = ['truncated', 'full', 'rnn'] as const
export type Kind = (typeof kinds)[number]

export interface Run {
  readonly kind: Kind
  readonly seed: number
  readonly state: 'waiting' | 'training' | 'solved' | 'unsolved' | 'cancelled' | 'failed'
  readonly points: readonly Training[]
  /** of 2,560 fresh sequences; null before the end */
  readonly wrong: number | null
  /** how long it was trained, pauses left out */
  readonly seconds: number
  /** why the worker broke off */
  readonly detail: string
}

export interface Runs {
  /** by `keyOf`, in the order in which they were asked for */
  readonly runs: ReadonlyMap<string, Run>
  readonly paused: boolean
}

/** After so many sequences a network that has not solved the task is given up. */
export const most = 100_000
const workersAtMost = 2

export const keyOf = (kind: Kind, seed: number): string => `${kind} ${seed}`

const settingsOf = ({ kind, seed }: Run): Settings => ({
  network: kind === 'rnn' ? 'rnn' : 'lstm',
  gradient: kind === 'truncated' ? 'truncated' : 'full',
  seed,
})

let current: Runs = { runs: new Map(), paused: false }
const listeners = new Set<() => void>()
/** A worker, or what stands for one where there are none. */
type Trainer = Pick<Worker, 'terminate'> & { readonly postMessage: (ask: Ask) => void }

/** The worker of each run that is being trained, and whether it waits to be asked to go on. */
const workers = new Map<string, { readonly worker: Trainer; idle: boolean }>()

function put(change: Partial<Runs>): void {
  current = { ...current, ...change }
  for (const listener of listeners) listener()
}

function update(key: string, change: Partial<Run>): void {
  const run = current.runs.get(key)
  if (run) put({ runs: new Map(current.runs).set(key, { ...run, ...change }) })
}

export const isOver = ({ state }: Run) => state === 'solved' || state === 'unsolved'
export const isBusy = ({ state }: Run) => state === 'waiting' || state === 'training'

/** Puts into the queue what is not there and not done; what broke off or was cancelled begins anew. */
export function train(wanted: readonly { readonly kind: Kind; readonly seed: number }[]): void {
  const runs = new Map(current.runs)
  for (const { kind, seed } of wanted) {
    const key = keyOf(kind, seed)
    const before = runs.get(key)
    if (before && (isOver(before) || isBusy(before))) continue
    runs.delete(key)
    runs.set(key, { kind, seed, state: 'waiting', points: [], wrong: null, seconds: 0, detail: '' })
  }
  put({ runs, paused: false })
  go()
}

export function pause(): void {
  put({ paused: true })
}

export function goOn(): void {
  put({ paused: false })
  go()
}

/** Stops everything: what was being trained keeps its curve, what waited goes. */
export function cancel(): void {
  for (const { worker } of workers.values()) worker.terminate()
  workers.clear()
  const left = [...current.runs].filter(([, { state }]) => state !== 'waiting')
  const runs = left.map(
    ([key, run]) => [key, run.state === 'training' ? { ...run, state: 'cancelled' as const } : run] as const,
  )
  put({ runs: new Map(runs), paused: false })
}

/** Asks every worker that waits to go on, and starts those that are free. */
function go(): void {
  for (const place of workers.values())
    if (place.idle) {
      place.idle = false
      place.worker.postMessage('on' satisfies Ask)
    }
  for (const [key, run] of current.runs)
    if (run.state === 'waiting' && workers.size < workersAtMost) start(key, run)
}

function start(key: string, run: Run): void {
  const heard = (worker: Trainer | undefined) => worker !== undefined && workers.get(key)?.worker === worker
  const begin = (worker: Trainer) => {
    workers.set(key, { worker, idle: false })
    worker.postMessage({ settings: settingsOf(run), most })
  }
  update(key, { state: 'training' })
  const worker = startWorker<Told>(TrainWorker, {
    answer: (data) => heard(worker) && told(key, data),
    broke: (detail) => heard(worker) && ended(key, { state: 'failed', detail }),
    none: () => begin(trainerHere(key)),
  })
  if (worker) begin(worker)
}

/** Trains on the page itself, a moment at a time, so that the page can be used meanwhile. */
function trainerHere(key: string): Trainer {
  const answer = trainee()
  let waits: ReturnType<typeof setTimeout> | undefined
  return {
    postMessage: (ask) => {
      waits = setTimeout(() => {
        let data: Told
        try {
          data = answer(ask)
        } catch (error) {
          return ended(key, { state: 'failed', detail: error instanceof Error ? error.message : '' })
        }
        told(key, data)
      }, 20)
    },
    terminate: () => clearTimeout(waits),
  }
}

function told(key: string, { points, seconds, wrong }: Told): void {
  const run = current.runs.get(key)!
  const change = { points: [...run.points, ...points], seconds: run.seconds + seconds, wrong }
  if (wrong !== null) {
    ended(key, { ...change, state: points.at(-1)!.solved ? 'solved' : 'unsolved' })
    return
  }
  update(key, change)
  const place = workers.get(key)!
  place.idle = current.paused
  if (!current.paused) place.worker.postMessage('on' satisfies Ask)
}

/** A run is over, or its worker broke off; the next begins. */
function ended(key: string, change: Partial<Run>): void {
  workers.get(key)?.worker.terminate()
  workers.delete(key)
  update(key, change)
  if (!current.paused) go()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useRuns = (): Runs => useSyncExternalStore(subscribe, () => current)
