/**
 * The draws of random models, each computed once: on the page where that is quick (`soon`), else by the pool (`want`). A new `want` replaces the
 * one before: a draw that has not begun and is not in the new list is dropped.
 */
import { cellOf, layersIn } from '../../../src/index.ts'
import { type Job as Asked, ask } from '../../work/pool.ts'
import DecayWorker from './decay.worker.ts?worker&inline'
import { type Draw, drawing, drawOf, type Job } from './job.ts'

/** Draws are short: a worker has the next one already while the page draws. */
const kind = { work: drawing, worker: DecayWorker, held: 2, tries: 2 }

/** How many results are kept, the newest; each is a few kilobytes. */
const mostKept = 2500
const results = new Map<string, Draw>()
const broken = new Set<string>()
const asked = new Map<string, Asked>()
const listeners = new Set<() => void>()
let version = 0
let telling: ReturnType<typeof setTimeout> | undefined

export const resultOf = (key: string): Draw | undefined => results.get(key)
/** Did the draw break? One whose worker broke down was tried twice. */
export const failed = (key: string): boolean => broken.has(key)
export const versionNow = () => version

/** Calls `listener` at most every 200 ms while draws arrive. When the last listener leaves, all that is asked of the pool stops. */
export function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    for (const job of asked.values()) job.stop()
    asked.clear()
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
    asked.size === 0 ? 0 : 200,
  )
}

function keep(key: string, draw: Draw): void {
  results.set(key, draw)
  if (results.size <= mostKept) return
  for (const old of [...results.keys()].slice(0, mostKept / 5)) results.delete(old)
}

/** Computes jobs on the page, one after the other, until `budget` milliseconds are over; a job that alone would take longer is left out. */
export function soon(jobs: readonly Job[], budget: number): void {
  const until = performance.now() + budget
  for (const job of jobs) {
    if (performance.now() >= until) return
    if (!results.has(job.key) && cost(job) < budget) keep(job.key, drawOf(job))
  }
}

const multiplicationsAMillisecond = 250_000

/** About how many milliseconds a draw takes. A gate of H units takes H (H + 24) T multiplications. */
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
  const each = layersIn(model).map((layer) => {
    const { hiddenSize = H } = layer
    return (cellOf(layer).weights.length / 3) * hiddenSize * (hiddenSize + 24)
  })
  return (each.reduce((sum, n) => sum + n, 0) * T) / multiplicationsAMillisecond
}

/** Asks the pool for these draws, in this order, and for no others. */
export function want(jobs: readonly Job[]): void {
  for (const [key, job] of asked)
    if (job.waits()) {
      job.stop()
      asked.delete(key)
    }
  for (const job of jobs) if (!results.has(job.key) && !broken.has(job.key) && !asked.has(job.key)) draw(job)
}

function draw(job: Job): void {
  const { key } = job
  const over = () => {
    asked.delete(key)
    tell()
  }
  asked.set(
    key,
    ask(kind, job, {
      answer: (found) => {
        keep(key, found)
        over()
      },
      broke: () => {
        broken.add(key)
        over()
      },
    }),
  )
}
