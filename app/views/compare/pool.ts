/**
 * Draws, computed once each: here, where that is quick, else by a few workers. What is asked last is wanted; what was asked before and
 * has not begun is dropped. A worker that breaks is replaced, and its draw tried once more.
 */
import { cellOf } from '../../../src/index.ts'
import DecayWorker from './decay.worker.ts?worker&inline'
import { type Draw, done, type Job } from './job.ts'

interface Hand {
  worker: Worker
  /** the one it works on, and the next, so that it need not wait while the page draws */
  jobs: Job[]
}
const atOnce = 2

/** Results are kept while they are few enough; a result is a few kilobytes. */
const mostKept = 2500
const results = new Map<string, Draw>()
const tries = new Map<string, number>()
const listeners = new Set<() => void>()
let queue: Job[] = []
let hands: Hand[] | null = null
let version = 0
let telling: ReturnType<typeof setTimeout> | undefined
let replaced = 0

export const resultOf = (key: string): Draw | undefined => results.get(key)
/** Draws that broke twice. */
export const failed = (key: string): boolean => (tries.get(key) ?? 0) > 1
export const versionNow = () => version
export const waiting = () => queue.length + (hands?.reduce((sum, { jobs }) => sum + jobs.length, 0) ?? 0)

/** Calls when more draws are there, not for every one; gives back the workers when nobody listens any more. */
export function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    queue = []
    for (const { worker } of hands ?? []) worker.terminate()
    hands = null
  }
}

function tell(): void {
  if (telling !== undefined) return
  telling = setTimeout(
    () => {
      telling = undefined
      version++
      for (const listener of listeners) listener()
    },
    waiting() === 0 ? 0 : 200,
  )
}

function keep(key: string, draw: Draw): void {
  results.set(key, draw)
  if (results.size <= mostKept) return
  for (const old of [...results.keys()].slice(0, mostKept / 5)) results.delete(old)
}

/** The draw at once, if there is time: `budget` milliseconds are spent on jobs one after the other. */
export function soon(jobs: readonly Job[], budget: number): void {
  const until = performance.now() + budget
  for (const job of jobs) {
    if (performance.now() >= until) return
    if (!results.has(job.key) && cost(job) < budget) keep(job.key, done(job))
  }
}

/** About how many milliseconds a draw takes: H² multiplications for each gate, forward and back. */
function cost({ source }: Job): number {
  const [model, H, T] =
    'spec' in source
      ? [source.spec.model, source.spec.hidden, source.spec.steps]
      : [
          source.experiment.model,
          source.experiment.model.hiddenSize,
          source.experiment.sequence.inputs.length,
        ]
  // Three weights make a gate: of the input, of the state, and the bias.
  const gates = cellOf(model).weights.length / 3
  return (gates * H * (H + 24) * T) / 250_000
}

/** These draws are wanted now, in this order, and no others. */
export function want(jobs: readonly Job[]): void {
  queue = jobs.filter(
    ({ key }) =>
      !results.has(key) && !failed(key) && !hands?.some(({ jobs }) => jobs.some((job) => job.key === key)),
  )
  if (queue.length > 0) hands ??= hire()
  for (const hand of hands ?? []) feed(hand)
  if (hands?.length === 0) alone()
}

function hire(): Hand[] {
  const count = Math.max(2, Math.min(6, (navigator.hardwareConcurrency || 2) - 1))
  const hired: Hand[] = []
  for (let k = 0; k < count; k++) {
    const worker = made()
    if (!worker) break
    const hand: Hand = { worker, jobs: [] }
    attend(hand)
    hired.push(hand)
  }
  return hired
}

function made(): Worker | undefined {
  try {
    return new DecayWorker()
  } catch {
    return undefined
  }
}

function attend(hand: Hand): void {
  const { worker } = hand
  worker.onmessage = ({ data }: MessageEvent<{ key: string; draw: Draw }>) => {
    if (hand.worker !== worker) return
    keep(data.key, data.draw)
    hand.jobs = hand.jobs.filter(({ key }) => key !== data.key)
    feed(hand)
    tell()
  }
  worker.onerror = (event: Event) => {
    event.preventDefault()
    if (hand.worker !== worker) return
    worker.terminate()
    // One that the browser does not let begin has broken nothing; another would not begin either.
    const begun = event instanceof ErrorEvent
    const broken = begun ? hand.jobs[0] : undefined
    queue.unshift(...hand.jobs.filter((job) => job !== broken))
    hand.jobs = []
    if (broken) {
      tries.set(broken.key, (tries.get(broken.key) ?? 0) + 1)
      if (!failed(broken.key)) queue.push(broken)
    }
    const next = begun && replaced++ < 20 ? made() : undefined
    if (next) {
      hand.worker = next
      attend(hand)
      feed(hand)
    } else {
      hands = hands?.filter((each) => each !== hand) ?? null
      if (hands?.length === 0) alone()
    }
    tell()
  }
}

function feed(hand: Hand): void {
  while (hand.jobs.length < atOnce) {
    const job = queue.shift()
    if (!job) return
    hand.jobs.push(job)
    hand.worker.postMessage(job)
  }
}

let working = false

/** Where there are no workers: one draw after the other, with pauses for the page. */
function alone(): void {
  if (working) return
  const job = queue.shift()
  if (!job) return
  working = true
  setTimeout(() => {
    working = false
    keep(job.key, done(job))
    tell()
    alone()
  }, 10)
}
