/**
 * The workers of the page. Jobs of a kind wait in the order in which they were asked; a job can be paused, stopped and begun anew. A
 * worker that breaks down is replaced by a new one. Where the browser has no workers, the page does the work, a piece at a time.
 */
import { type Posted, type Sent, served, type WorkKind } from './work.ts'

/** What is heard of a job: any number of messages, then an answer or how it broke. */
export interface Heard<M, A> {
  readonly message?: (message: M) => void
  readonly answer: (answer: A) => void
  /** `detail` says how, as the browser puts it */
  readonly broke: (detail: string) => void
  /** a worker does it now */
  readonly begun?: () => void
}

/** A job that was asked for. Nothing is heard of it any more once it is stopped. */
export interface Job {
  readonly waits: () => boolean
  /** ends it, wherever it stands */
  readonly stop: () => void
  /** what is being computed comes to the end of its piece; what waits does not begin */
  readonly pause: () => void
  readonly goOn: () => void
}

/** What a pool needs of a worker. */
type Station = Pick<Worker, 'postMessage' | 'terminate'>

/** A job, with its types left out: a kind and what is heard always come together. */
interface Asked {
  readonly id: number
  readonly kind: AnyKind
  readonly question: unknown
  readonly heard: Heard<unknown, unknown>
  paused: boolean
  /** it has ended a piece while it was paused */
  idle: boolean
  failures: number
}
type AnyKind = WorkKind<unknown, unknown, unknown>

interface Hand {
  readonly station: Station
  jobs: Asked[]
  rest: ReturnType<typeof setTimeout> | undefined
}

/** The workers of a kind. */
interface Crew {
  hands: Hand[]
  /** the browser did not let one begin */
  onPage: boolean
}

/** A worker without work is given back after so many milliseconds. */
const idleFor = 10_000

/** The page rests so many milliseconds between two pieces that it computes itself. */
const breath = 20

const processors = () => (typeof navigator === 'undefined' ? 2 : navigator.hardwareConcurrency || 2)

export class Pool {
  private readonly crews = new Map<AnyKind, Crew>()
  private queue: Asked[] = []
  private count = 0
  /** how many workers a kind has that does not say it itself */
  private readonly usual = Math.max(2, Math.min(6, processors() - 1))

  private crewOf(kind: AnyKind): Crew {
    const crew = this.crews.get(kind) ?? { hands: [], onPage: false }
    this.crews.set(kind, crew)
    return crew
  }

  private handOf(job: Asked): Hand | undefined {
    return this.crews.get(job.kind)?.hands.find(({ jobs }) => jobs.includes(job))
  }

  private heardFrom(kind: AnyKind, hand: Hand, posted: Posted<unknown, unknown>): void {
    const job = hand.jobs.find(({ id }) => id === posted.id)
    if (!job) return
    if ('message' in posted) {
      job.heard.message?.(posted.message)
      // What hears it may have stopped or paused it.
      if (!hand.jobs.includes(job)) return
      job.idle = job.paused
      if (!job.paused) hand.station.postMessage({ id: job.id } satisfies Sent<unknown>)
      return
    }
    hand.jobs = hand.jobs.filter((each) => each !== job)
    if ('answer' in posted) job.heard.answer(posted.answer)
    else job.heard.broke(posted.broke)
    this.feed(kind)
  }

  /** A worker broke down, or was not let begin: then the event has no message, and the page does the work. */
  private brokeDown(kind: AnyKind, hand: Hand, event: Event): void {
    event.preventDefault()
    const crew = this.crewOf(kind)
    if (!crew.hands.includes(hand)) return
    const detail = 'message' in event ? String(event.message) : undefined
    const [first, ...rest] = hand.jobs
    let lost: Asked | undefined
    const again = [...rest]
    if (first) {
      if (detail !== undefined) first.failures++
      if (first.failures < (kind.tries ?? 1)) again.unshift(first)
      else lost = first
    }
    crew.onPage ||= detail === undefined
    this.giveBack(crew, hand)
    this.queue.unshift(...again)
    lost?.heard.broke(detail ?? '')
    this.feed(kind)
  }

  private giveBack(crew: Crew, hand: Hand): void {
    clearTimeout(hand.rest)
    hand.station.terminate()
    hand.jobs = []
    crew.hands = crew.hands.filter((each) => each !== hand)
  }

  private hired(kind: AnyKind, crew: Crew): Hand {
    const hand: { -readonly [K in keyof Hand]: Hand[K] } = { station: nobody, jobs: [], rest: undefined }
    const hear = (posted: Posted<unknown, unknown>) => this.heardFrom(kind, hand, posted)
    try {
      if (crew.onPage) throw new Error('no workers')
      const worker = new kind.worker()
      worker.onmessage = ({ data }: MessageEvent<Posted<unknown, unknown>>) => hear(data)
      worker.onerror = (event) => this.brokeDown(kind, hand, event as Event)
      hand.station = worker
    } catch {
      crew.onPage = true
      hand.station = onThePage(kind, hear)
    }
    crew.hands.push(hand)
    return hand
  }

  /** Who takes the next job: who has nothing to do, else a new worker, else one that may hold another job. */
  private free(kind: AnyKind, crew: Crew): Hand | undefined {
    const idle = crew.hands.find(({ jobs }) => jobs.length === 0)
    if (idle) return idle
    if (crew.hands.length < (crew.onPage ? 1 : (kind.workers ?? this.usual))) return this.hired(kind, crew)
    const held = crew.onPage ? 1 : (kind.held ?? 1)
    return crew.hands.find(({ jobs }) => jobs.length < held)
  }

  private feed(kind: AnyKind): void {
    const crew = this.crewOf(kind)
    for (;;) {
      const job = this.queue.find((each) => each.kind === kind && !each.paused)
      const hand = job && this.free(kind, crew)
      if (!job || !hand) break
      this.queue = this.queue.filter((each) => each !== job)
      clearTimeout(hand.rest)
      hand.jobs.push(job)
      job.heard.begun?.()
      hand.station.postMessage({ id: job.id, question: job.question } satisfies Sent<unknown>)
    }
    for (const hand of crew.hands)
      if (hand.jobs.length === 0) {
        clearTimeout(hand.rest)
        hand.rest = setTimeout(() => this.giveBack(crew, hand), idleFor)
      }
  }

  private stop(job: Asked): void {
    this.queue = this.queue.filter((each) => each !== job)
    const hand = this.handOf(job)
    if (!hand) return
    const others = hand.jobs.filter((each) => each !== job)
    this.giveBack(this.crewOf(job.kind), hand)
    this.queue.unshift(...others)
    this.feed(job.kind)
  }

  private goOn(job: Asked): void {
    job.paused = false
    if (job.idle) this.handOf(job)?.station.postMessage({ id: job.id } satisfies Sent<unknown>)
    job.idle = false
    this.feed(job.kind)
  }

  /** Asks for the answer to a question, which must be what can be sent to a worker. */
  ask<Q, M, A>(kind: WorkKind<Q, M, A>, question: Q, heard: Heard<M, A>): Job {
    const job: Asked = {
      id: ++this.count,
      kind: kind as AnyKind,
      question,
      heard: heard as Heard<unknown, unknown>,
      paused: false,
      idle: false,
      failures: 0,
    }
    this.queue.push(job)
    this.feed(job.kind)
    return {
      waits: () => this.queue.includes(job),
      stop: () => this.stop(job),
      pause: () => {
        job.paused = true
      },
      goOn: () => this.goOn(job),
    }
  }
}

const nobody: Station = { postMessage: () => undefined, terminate: () => undefined }

/** What stands for a worker where there are none. */
function onThePage(kind: AnyKind, hear: (posted: Posted<unknown, unknown>) => void): Station {
  let later: ReturnType<typeof setTimeout> | undefined
  const answer = served(kind.work, hear)
  return {
    postMessage: (sent: Sent<unknown>) => {
      later = setTimeout(() => answer(sent), breath)
    },
    terminate: () => clearTimeout(later),
  }
}

/** The pool of the page. */
const pool = new Pool()
export const ask: Pool['ask'] = (kind, question, heard) => pool.ask(kind, question, heard)
