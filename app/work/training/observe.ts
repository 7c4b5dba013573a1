/** What is looked at while a net learns: held-out loss and right answers at the end of each epoch, how far back it learns, its answers. */
import type { TrainingRun } from '../../../src/index.ts'
import {
  type Answers,
  type EpochPoint,
  grow,
  isDue,
  type More,
  nothingSeen,
  type Reach,
  type Seen,
} from './observations.ts'

/** The most held-out sequences whose answers are told, and sequences whose gradients are looked at. */
const most = { answers: 300, gradients: 32 }

/** Answers are told again after so many milliseconds; those of a net that lives on its own answers take longer. */
const after = { answers: 400, free: 2000 }

const firstOf = (from: number, to: number, count: number): number[] =>
  Array.from({ length: Math.min(count, to - from) }, (_, i) => from + i)

export class Observer {
  readonly seen: Seen
  /** the sequences whose answers are told: held-out ones, where there are some */
  readonly looked: readonly number[]
  #run: TrainingRun
  #told: { losses: number; epochs: number }
  #newReach: Reach[] = []
  #waitsFrom: number
  #answered = Number.NEGATIVE_INFINITY
  #freed = Number.NEGATIVE_INFINITY

  constructor(run: TrainingRun, seen: Seen = nothingSeen(), waitsFrom = 0) {
    this.#waitsFrom = waitsFrom
    this.#run = run
    this.seen = seen
    const { train, task } = run
    const [from, to] = train < task.items.length ? [train, task.items.length] : [0, train]
    this.looked = firstOf(from, to, most.answers)
    this.#newReach = [...seen.reach]
    this.#told = { losses: 0, epochs: 0 }
  }

  /** Looks at the net as it stands, at the end of an epoch. */
  look(): void {
    const run = this.#run
    const epoch = run.done() / run.order.updatesPerEpoch
    const right = run.task.loss.kind === 'cross-entropy' ? this.#right() : undefined
    const point: EpochPoint = { epoch, heldOut: run.validate(), ...(right === undefined ? {} : { right }) }
    grow(this.seen, { ...nothingSeen(), epochs: [point] })
    // That of the start is looked at once somebody has seen the first update.
    if (epoch > 0 && isDue(this.seen.reach, epoch)) this.lookBack(run, epoch)
  }

  /** Looks how far back a run, which stands at the end of this epoch, learns, and at its gates. */
  lookBack(run: TrainingRun, epoch: number): void {
    const sequences = firstOf(0, run.train, most.gradients)
    const column: Reach = {
      epoch,
      norms: Object.fromEntries(run.lagNorms(sequences)),
      gates: Object.fromEntries(run.gateMeans(sequences)),
    }
    grow(this.seen, { ...nothingSeen(), reach: [column] })
    this.#newReach.push(column)
  }

  /** The share of answers that are right. */
  #right(): number {
    const { task } = this.#run
    const K = task.model.outputSize
    let [right, all] = [0, 0]
    for (const [i, rows] of this.#run.outputs(this.looked).entries()) {
      const { targets } = task.items[this.looked[i]!]!
      for (let t = 0; t < targets.length; t++) {
        const row = rows.subarray(t * K, (t + 1) * K)
        if (row.indexOf(Math.max(...row)) === targets[t]) right++
        all++
      }
    }
    return right / all
  }

  /** The epoch from which on a better loss is waited for. */
  get waitsFrom(): number {
    return this.#waitsFrom
  }

  epochsWithoutBetter(): number {
    const { updatesPerEpoch } = this.#run.order
    const best = (this.#run.best()?.done ?? 0) / updatesPerEpoch
    return this.#run.done() / updatesPerEpoch - Math.max(best, this.#waitsFrom)
  }

  /** From now on as many epochs are waited for a better loss as at the beginning. */
  waitAnew(): void {
    this.#waitsFrom = this.#run.done() / this.#run.order.updatesPerEpoch
  }

  /** What has not been told yet; with what the net answers always, when that is due, or never. */
  more(asked: 'answers' | 'due' | 'numbers'): Omit<More, 'done' | 'seconds'> {
    const run = this.#run
    const { losses, epochs } = this.#told
    const isDue = performance.now() - this.#answered > after.answers
    const answers = asked === 'answers' || (asked === 'due' && isDue)
    const best = run.best()
    const more = {
      losses: run.losses.slice(losses),
      gradNorms: run.gradNorms.slice(losses),
      epochs: this.seen.epochs.slice(epochs),
      reach: this.#newReach,
      ...(best && { best: { done: best.done, loss: best.loss } }),
      ...(answers && { answers: this.#answers(asked === 'answers') }),
    }
    this.#told = { losses: run.losses.length, epochs: this.seen.epochs.length }
    this.#newReach = []
    return more
  }

  #answers(rests: boolean): Answers {
    const run = this.#run
    const now = performance.now()
    this.#answered = now
    const isDue = rests || now - this.#freed > after.free
    if (isDue) this.#freed = now
    const free = isDue ? run.freeRunning(this.looked[0]!, this.looked.length) : undefined
    return { done: run.done(), outputs: run.outputs(this.looked), ...(free && { free }) }
  }

  /** The run is another one, which stands at the end of an earlier epoch. */
  goBack(run: TrainingRun, epoch: number): void {
    this.#run = run
    const after = (points: readonly { readonly epoch: number }[]) => {
      const first = points.findIndex((point) => point.epoch > epoch)
      return first < 0 ? points.length : first
    }
    this.seen.epochs.splice(after(this.seen.epochs))
    this.seen.reach.splice(after(this.seen.reach))
    this.#newReach = []
    this.#told = { losses: run.losses.length, epochs: this.seen.epochs.length }
    this.#waitsFrom = epoch
  }
}
