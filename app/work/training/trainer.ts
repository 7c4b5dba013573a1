/**
 * A net that learns, in a worker: it goes on a moment at a time, hears in between what it is told, tells what is new, and keeps itself
 * in this browser.
 */
import {
  advanceShared,
  type Engine,
  engineOf,
  inShares,
  type ShareAsked,
  type Sums,
  shared,
  shareWorker,
  type TrainingDocument,
  type TrainingRun,
  taskOf,
} from '../../../src/index.ts'
import { answerOf } from './answers.ts'
import { keptAt, shelfFacts } from './keep.ts'
import type { Begin, Facts, Question, Report, Rest, Told } from './messages.ts'
import { Observer } from './observe.ts'
import { breath, helperPort, ownPort } from './ports.ts'
import { readShelved } from './read-shelved.ts'
import { costOf, sharesOf, trained, wantsHelp } from './shares.ts'
import { holdPlace, shelve, shelvedAt } from './shelf.ts'

/** What the first update may cost to be computed before it is asked for: see costOf. */
const mostAhead = 1e9

/** How long a moment of training is, and the time between two keepings, in milliseconds. */
const [moment, keeping] = [100, 1000]

type Post = (report: Report) => void

/** What a worker does with each message. */
export function trainer(post: Post): (told: Told) => void {
  let run: Trained | undefined
  return (told) => {
    if ('warm' in told) {
      shareWorker()(told)
      post({ warm: true })
    } else if ('help' in told) {
      help(told.help)
      holdPlace(told.place, () => post({ holds: told.place }))
    } else if ('begin' in told) {
      run?.end()
      post({ begun: told.begin.place })
      run = new Trained(told.begin, post)
    } else run?.hear(told)
  }
}

/** Computes shares for another worker. */
function help(port: MessagePort): void {
  const answer = shareWorker()
  port.onmessage = ({ data }: MessageEvent<ShareAsked>) => port.postMessage(answer(data))
}

/** A run with all that surrounds it. */
interface Running {
  readonly document: TrainingDocument
  run: TrainingRun
  readonly engine: Engine
  readonly observer: Observer
  readonly facts: Facts
}

class Trained {
  readonly #begin: Begin
  #post: Post
  #now: Running | undefined
  #until = 0
  #together = ''
  #pace = 0
  #busy = false
  /** have updates been made since the run last rested? */
  #goes = false
  #helper: ReturnType<typeof shared> | undefined
  /** the sums of the first update, where they were computed before anybody asked */
  #ahead: Sums | undefined
  #questions: { readonly id: number; readonly question: Question }[] = []
  #rewind: number | undefined
  #seconds = 0
  #kept = { at: 0, took: 0 }

  constructor(begin: Begin, post: Post) {
    this.#begin = begin
    this.#post = post
    void this.#loop(() => this.#prepare())
  }

  /** It is not wanted: whatever it still does is not heard. */
  end(): void {
    this.#post = () => undefined
    this.#until = 0
  }

  hear(told: Exclude<Told, { warm: true } | { help: MessagePort } | { begin: Begin }>): void {
    if ('go' in told) {
      this.#until = told.go
      this.#together = told.together ?? this.#together
    } else if ('pause' in told) this.#until = 0
    else if ('pace' in told) this.#pace = told.pace
    else if ('rewind' in told) this.#rewind = told.rewind
    else if ('alone' in told) {
      this.#helper?.broke('ended')
      this.#helper = undefined
    } else this.#questions.push(told)
    void this.#loop()
  }

  /** Carries out the orders one after another; an error in one is told to the page. */
  async #loop(first?: () => Promise<void>): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    try {
      await first?.()
      while (await this.#next()) await breath()
    } catch (error) {
      this.#post({ failed: error instanceof Error ? error.message : String(error) })
    } finally {
      this.#busy = false
    }
  }

  async #prepare(): Promise<void> {
    const { document, place, resume, helper } = this.#begin
    const found = resume ? await shelvedAt(place) : undefined
    // Where nothing could be kept, or what was is damaged, the run begins anew, and comes to the same numbers.
    const shelved = readShelved(found, document)
    holdPlace(place, () => this.#post({ holds: place }))
    const engine = engineOf(taskOf(document))
    const run = trained(document, engine, shelved?.kept)
    const observer = new Observer(run, shelved?.seen, shelved?.waitsFrom)
    const { task, train, order, parameters } = run
    const facts: Facts = {
      updates: order.updates,
      updatesPerEpoch: order.updatesPerEpoch,
      train,
      heldOut: task.items.length - train,
      parameters: parameters.length,
      looked: observer.looked,
    }
    this.#now = { document, run, engine, observer, facts }
    this.#seconds = shelved?.seconds ?? 0
    if (helper && sharesOf(document, train) > 1 && wantsHelp(run))
      this.#helper = shared([helperPort(helper), ownPort(engine)], document)
    this.#post({ ready: facts })
    if (shelved) this.#tell('answers')
    else if (costOf(run, order.batch(0)) < mostAhead) await this.#goAhead()
  }

  /** Looks at the net as it begins, and computes the first update, so that it is there when it is asked for. */
  async #goAhead(): Promise<void> {
    const { document, run, engine, observer } = this.#now!
    observer.look()
    const batch = run.order.batch(0)
    this.#ahead =
      (await this.#helper?.gradient(run.current(), batch).catch(() => this.#withoutHelper())) ??
      inShares(engine, sharesOf(document, run.train)).gradient(run.current(), batch)
  }

  /** The helper has ended: this worker computes both shares, with the same numbers. */
  #withoutHelper(): undefined {
    this.#helper = undefined
  }

  /** The next thing to do; false where there is nothing. */
  async #next(): Promise<boolean> {
    if (!this.#now) return false
    const question = this.#questions.shift()
    if (question) {
      this.#answer(question.id, question.question)
      return true
    }
    if (this.#rewind !== undefined) {
      this.#goBack(this.#rewind)
      this.#rewind = undefined
      return true
    }
    const { run } = this.#now
    const goesOn = !run.broken() && run.done() < Math.min(this.#until, run.order.updates)
    if (goesOn) await this.#moment()
    else if (this.#goes) await this.#rest({ why: 'paused' })
    else return false
    // While it was kept, something else may have been told.
    return true
  }

  /** Updates for a moment; the first one alone, since somebody waits for it. */
  async #moment(): Promise<void> {
    const { run, observer, facts } = this.#now!
    const from = performance.now()
    this.#goes = true
    const isFirst = observer.seen.reach.length === 0 && run.done() === 0
    if (observer.seen.epochs.length === 0) observer.look()
    let rest: Rest | undefined
    do {
      await this.#update(run)
      if (isFirst && run.done() === 1) this.#first()
      const isEnd = run.done() % facts.updatesPerEpoch === 0
      if (isEnd && !run.broken()) observer.look()
      rest = this.#restOf(isEnd)
    } while (!rest && run.done() > 1 && !this.#hears() && performance.now() - from < moment)
    this.#seconds += (performance.now() - from) / 1000
    if (rest) return this.#rest(rest)
    this.#tell('due')
    const { at, took } = this.#kept
    if (performance.now() - at > Math.max(keeping, 10 * took)) await this.#keep()
    if (this.#pace > 0) await new Promise((done) => setTimeout(done, this.#pace))
  }

  /** The first update is told at once; then the net is looked at as it was before. */
  #first(): void {
    const { document, engine, observer } = this.#now!
    this.#tell('numbers')
    observer.lookBack(trained(document, engine), 0)
  }

  async #rest(rest: Rest): Promise<void> {
    this.#goes = false
    this.#until = 0
    this.#tell('answers')
    this.#post({ rest })
    await this.#keep(rest)
  }

  /** Is there something to do besides updates, or are these to be slow? */
  #hears(): boolean {
    const { run } = this.#now!
    return (
      this.#pace > 0 || run.done() >= this.#until || this.#questions.length > 0 || this.#rewind !== undefined
    )
  }

  async #update(run: TrainingRun): Promise<void> {
    const ahead = run.done() === 0 ? this.#ahead : undefined
    this.#ahead = undefined
    if (ahead) run.apply(ahead)
    else if (!this.#helper) run.advance(1)
    else
      try {
        await advanceShared(run, this.#helper, 1)
      } catch {
        this.#withoutHelper()
        run.advance(1)
      }
  }

  #restOf(isEnd: boolean): Rest | undefined {
    const { run, observer } = this.#now!
    const broken = run.broken()
    if (broken) return { why: 'broken', broken }
    if (run.done() >= run.order.updates) return { why: 'done' }
    const { patience } = this.#begin
    if (isEnd && patience > 0 && observer.epochsWithoutBetter() >= patience) {
      observer.waitAnew()
      return { why: 'patience' }
    }
    return undefined
  }

  /** Tells what is new. */
  #tell(answers: Parameters<Observer['more']>[0]): void {
    const { run, observer } = this.#now!
    this.#post({ more: { ...observer.more(answers), done: run.done(), seconds: this.#seconds } })
  }

  async #keep(rest?: Rest): Promise<void> {
    const { document, run, observer } = this.#now!
    const from = performance.now()
    const { seen, waitsFrom } = observer
    const kept = run.keep()
    const shelved = { document, kept, seen, seconds: this.#seconds, waitsFrom, ...(rest && { rest }) }
    const ended = rest !== undefined && rest.why !== 'paused'
    await shelve(shelfFacts(this.#begin, this.#together, run, ended), shelved)
    this.#kept = { at: performance.now(), took: performance.now() - from }
  }

  #goBack(done: number): void {
    const now = this.#now!
    const { run, document, engine, observer, facts } = now
    now.run = trained(document, engine, keptAt(run, done))
    this.#until = 0
    this.#goes = false
    observer.goBack(now.run, Math.floor(done / facts.updatesPerEpoch))
    this.#post({ back: done })
    this.#tell('answers')
  }

  #answer(id: number, question: Question): void {
    try {
      this.#post({ id, answer: answerOf(this.#now!.run, question) })
    } catch (error) {
      this.#post({ id, refused: error instanceof Error ? error.message : String(error) })
    }
  }
}
