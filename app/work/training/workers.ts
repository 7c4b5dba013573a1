/** The workers that train, as a page sees them. Where the browser has no workers, the page trains, a moment at a time. */
import type { Answer, Begin, News, Question, Report, Told } from './messages.ts'
import { watchPlace } from './shelf.ts'
import { trainer } from './trainer.ts'
import TrainWorker from './trainer.worker.ts?worker&inline'

export { placesInUse, shelfOf, shelvedRun, unshelve } from './shelf.ts'

/** What a page hears of a run, besides answers. */
export interface Heard {
  readonly report: (report: News) => void
  /** the worker broke down */
  readonly crashed: (detail: string) => void
}

export interface TrainingWorker {
  readonly tell: (told: Exclude<Told, { question: Question } | { begin: Begin } | { warm: true }>) => void
  /** the answer of the run; rejected where it has none, or ends before it comes */
  readonly ask: <K extends keyof Answer>(
    question: Extract<Question, { readonly kind: K }>,
  ) => Promise<Answer[K]>
  readonly end: () => void
  /** ends a run that has made no update: its workers wait for another one */
  readonly release: () => void
}

type Hand = Pick<Worker, 'postMessage' | 'terminate'> & {
  hear: (report: Report) => void
  broke: (detail: string) => void
}

/** Workers that wait, warm, for a run. */
const waiting: Hand[] = []

/** The most workers that wait. */
const mostWaiting = 2

let onPage = false

function hired(): Hand {
  const hand: Hand = { ...nobody }
  const begin = () => {
    const hear = trainer((report) => hand.hear(report))
    hand.postMessage = (told: Told) => void setTimeout(() => hear(told), 0)
    hand.terminate = () => hear({ pause: true })
  }
  try {
    if (onPage) throw new Error('no workers')
    const worker = new TrainWorker()
    worker.onmessage = ({ data }: MessageEvent<Report>) => hand.hear(data)
    worker.onerror = (event) => {
      event.preventDefault()
      hand.broke(event.message ?? '')
    }
    worker.onmessageerror = () => hand.broke('message')
    hand.postMessage = worker.postMessage.bind(worker)
    hand.terminate = () => worker.terminate()
  } catch {
    onPage = true
    begin()
  }
  return hand
}

const nobody: Hand = {
  postMessage: () => undefined,
  terminate: () => undefined,
  hear: () => undefined,
  broke: () => undefined,
}

/** Makes workers ready, so that a click need not wait for them. */
export function warmUp(): void {
  while (waiting.length < mostWaiting && !onPage) {
    const hand = hired()
    wait(hand)
    hand.postMessage({ warm: true } satisfies Told)
  }
}

function wait(hand: Hand): void {
  waiting.push(hand)
  hand.hear = nobody.hear
  hand.broke = () => {
    const at = waiting.indexOf(hand)
    if (at >= 0) waiting.splice(at, 1)
  }
}

/** Can a run be prepared before it is asked for? Where the page computes, that would hold it up. */
export const canPrepare = (): boolean => !onPage

/** Has the processor room for a second worker? */
const hasRoom = () => (navigator.hardwareConcurrency || 2) > 1

/** Begins a run; `alone`: no other is to run beside it, so that a second worker helps. */
export function startWorker(begin: Omit<Begin, 'helper'>, alone: boolean, heard: Heard): TrainingWorker {
  const hand = waiting.shift() ?? hired()
  const asked = new Map<number, { done: (answer: never) => void; fail: (reason: Error) => void }>()
  let [count, ended, isOurs] = [0, false, false]
  let helper: Hand | undefined
  const forget = (detail: string) => {
    for (const { fail } of asked.values()) fail(new Error(detail))
    asked.clear()
  }
  const watched = new AbortController()
  /** A worker that is gone leaves its place. */
  const watch = (place: string, of: Hand) => {
    if (!onPage) watchPlace(place, watched.signal, () => of.broke(''))
  }
  const end = () => {
    ended = true
    watched.abort()
    hand.terminate()
    helper?.terminate()
    forget('ended')
  }
  hand.hear = (report) => {
    // What it said of a run before is still on its way.
    if ('begun' in report) isOurs = report.begun === begin.place
    if (ended || !isOurs || 'warm' in report || 'begun' in report) return
    if ('holds' in report) return watch(report.holds, hand)
    if (!('id' in report)) return heard.report(report)
    const found = asked.get(report.id)
    asked.delete(report.id)
    if ('answer' in report) found?.done(report.answer as never)
    else found?.fail(new Error(report.refused))
  }
  hand.broke = (detail) => {
    if (ended) return
    end()
    heard.crashed(detail)
  }
  if (alone && !onPage && hasRoom()) {
    const beside = waiting.shift() ?? hired()
    const place = `${begin.place}/helper`
    const { port1, port2 } = new MessageChannel()
    beside.hear = (report) => {
      if ('holds' in report && report.holds === place) watch(place, beside)
    }
    beside.broke = () => {
      helper = undefined
      hand.postMessage({ alone: true } satisfies Told)
    }
    helper = beside
    beside.postMessage({ help: port1, place } satisfies Told, [port1])
    hand.postMessage({ begin: { ...begin, helper: port2 } } satisfies Told, [port2])
  } else hand.postMessage({ begin } satisfies Told)
  return {
    tell: (told) => hand.postMessage(told),
    ask: (question) =>
      new Promise((done, fail) => {
        if (ended) return fail(new Error('ended'))
        asked.set(++count, { done, fail })
        hand.postMessage({ id: count, question } satisfies Told)
      }),
    end,
    release: () => {
      ended = true
      watched.abort()
      forget('ended')
      for (const each of [hand, helper]) if (each) wait(each)
    },
  }
}
