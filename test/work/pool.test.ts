import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Pool } from '../../app/work/pool.ts'
import {
  inPieces,
  type Posted,
  type Sent,
  served,
  type Work,
  type WorkKind,
  whole,
} from '../../app/work/work.ts'

/** Counts to a number, a message for each; 13 breaks it. */
const counting: Work<number, number, string> = function* (to) {
  for (let n = 1; n <= to; n++) {
    if (n === 13) throw new Error('thirteen')
    yield n
  }
  return `counted to ${to}`
}

/** A worker of the test: it answers when it is told to. */
class Bench {
  static all: Bench[] = []
  onmessage: ((event: { data: Posted<number, string> }) => void) | null = null
  onerror: ((event: object) => void) | null = null
  ended = false
  sent: Sent<number>[] = []
  private readonly answer = served(counting, (data) => !this.ended && this.onmessage?.({ data }))
  constructor() {
    Bench.all.push(this)
  }
  postMessage(sent: Sent<number>) {
    this.sent.push(sent)
  }
  terminate() {
    this.ended = true
  }
  /** Answers the first message that waits; false where none does. */
  work(): boolean {
    const sent = this.sent.shift()
    if (sent && !this.ended) this.answer(sent)
    return sent !== undefined && !this.ended
  }
  breakDown(message?: string) {
    this.onerror?.({ preventDefault: () => undefined, ...(message === undefined ? {} : { message }) })
  }
}
const working = () => Bench.all.filter(({ ended }) => !ended)
function workAll(): void {
  while (working().some((bench) => bench.work())) {
    // until none has work
  }
}

const kindOf = (how: Partial<WorkKind<number, number, string>> = {}): WorkKind<number, number, string> => ({
  work: counting,
  worker: Bench as unknown as new () => Worker,
  workers: 2,
  ...how,
})

/** Asks, and writes down what is heard. */
function asked(pool: Pool, kind: WorkKind<number, number, string>, to: number) {
  const heard: string[] = []
  const job = pool.ask(kind, to, {
    begun: () => heard.push('begun'),
    message: (n) => heard.push(String(n)),
    answer: (answer) => heard.push(answer),
    broke: (detail) => heard.push(`broke: ${detail}`),
  })
  return { heard, job }
}

const usual = kindOf()

beforeEach(() => {
  Bench.all = []
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the pool', () => {
  test('jobs wait their turn; workers are used again, and given back when there is nothing to do', () => {
    const pool = new Pool()
    const jobs = [3, 2, 1].map((to) => asked(pool, usual, to))
    expect(Bench.all.length).toBe(2)
    expect(jobs.map(({ job }) => job.waits())).toEqual([false, false, true])
    workAll()
    expect(jobs.map(({ heard }) => heard.join(' '))).toEqual([
      'begun 1 2 3 counted to 3',
      'begun 1 2 counted to 2',
      'begun 1 counted to 1',
    ])
    expect(Bench.all.length).toBe(2)
    vi.advanceTimersByTime(60_000)
    expect(working().length).toBe(0)
    asked(pool, usual, 1)
    expect(working().length).toBe(1)
  })

  test('a job is paused at the end of its piece, and one that waits does not begin', () => {
    const pool = new Pool()
    const kind = kindOf({ workers: 1 })
    const [one, two] = [asked(pool, kind, 3), asked(pool, kind, 1)]
    one.job.pause()
    two.job.pause()
    workAll()
    expect(one.heard).toEqual(['begun', '1'])
    two.job.goOn()
    workAll()
    expect(two.heard).toEqual([])
    one.job.goOn()
    workAll()
    expect(one.heard.at(-1)).toBe('counted to 3')
    expect(two.heard.at(-1)).toBe('counted to 1')
  })

  test('nothing is heard of a job that was stopped; what its worker held goes on elsewhere', () => {
    const pool = new Pool()
    const kind = kindOf({ workers: 1, held: 2 })
    const [one, two] = [asked(pool, kind, 3), asked(pool, kind, 1)]
    expect([Bench.all.length, two.job.waits()]).toEqual([1, false])
    Bench.all[0]!.work()
    one.job.stop()
    expect(Bench.all.map(({ ended }) => ended)).toEqual([true, false])
    workAll()
    expect(one.heard).toEqual(['begun', '1'])
    expect(two.heard.at(-1)).toBe('counted to 1')
    const third = asked(pool, kind, 1)
    third.job.stop()
    workAll()
    expect(third.heard).not.toContain('counted to 1')
  })

  test('work that throws is told, and its worker goes on', () => {
    const pool = new Pool()
    const [one, two] = [asked(pool, usual, 20), asked(pool, usual, 2)]
    workAll()
    expect(one.heard.at(-1)).toBe('broke: thirteen')
    expect(two.heard.at(-1)).toBe('counted to 2')
    expect(working().length).toBe(2)
  })

  test('a worker that breaks down is replaced: its job is told, or tried again where the kind says so', () => {
    const pool = new Pool()
    const kind = kindOf({ workers: 1 })
    const [one, two] = [asked(pool, kind, 3), asked(pool, kind, 1)]
    Bench.all[0]!.breakDown('out of order')
    expect(one.heard.at(-1)).toBe('broke: out of order')
    workAll()
    expect(two.heard.at(-1)).toBe('counted to 1')

    const again = kindOf({ workers: 1, tries: 2 })
    const three = asked(pool, again, 1)
    Bench.all.at(-1)!.breakDown('out of order')
    workAll()
    expect(three.heard).toEqual(['begun', 'begun', '1', 'counted to 1'])
    const four = asked(pool, again, 1)
    for (let k = 0; k < 2; k++)
      working()
        .find(({ sent }) => sent.length > 0)!
        .breakDown('out of order')
    expect(four.heard.at(-1)).toBe('broke: out of order')
  })

  test('where a worker cannot begin, or there are none, the page does the work, a piece at a time', () => {
    const pool = new Pool()
    const refused = kindOf()
    const one = asked(pool, refused, 2)
    Bench.all[0]!.breakDown()
    const none = kindOf({
      worker: class {
        constructor() {
          throw new Error('no workers')
        }
      } as unknown as new () => Worker,
    })
    const [two, three] = [asked(pool, none, 2), asked(pool, none, 13)]
    vi.advanceTimersByTime(25)
    expect(two.heard).toEqual(['begun', '1'])
    vi.runAllTimers()
    expect(one.heard.at(-1)).toBe('counted to 2')
    expect(two.heard.at(-1)).toBe('counted to 2')
    expect(three.heard.at(-1)).toBe('broke: thirteen')
    expect(Bench.all.length).toBe(1)
    const four = asked(pool, none, 2)
    vi.advanceTimersByTime(25)
    four.job.stop()
    vi.runAllTimers()
    expect(four.heard).toEqual(['begun', '1'])
  })
})

test('work that waits answers when it is done, or says how it broke', async () => {
  const posted: Posted<never, string>[] = []
  const work = (name: string) =>
    name === 'none' ? Promise.reject(new Error('no file')) : Promise.resolve(`read ${name}`)
  const answer = served<string, never, string>(work, (each) => posted.push(each))
  answer({ id: 1, question: 'a.csv' })
  answer({ id: 2, question: 'none' })
  await Promise.resolve()
  await Promise.resolve()
  expect(posted).toEqual([
    { id: 1, answer: 'read a.csv' },
    { id: 2, broke: 'no file' },
  ])
})

test('work in pieces tells the last message of each, and the answer', () => {
  const steps = inPieces(counting, 0)(2)
  expect([steps.next(), steps.next(), steps.next()].map(({ value }) => value)).toEqual([1, 2, 'counted to 2'])
  const long = inPieces(counting, 1000)(5)
  expect(long.next()).toEqual({ done: true, value: 'counted to 5' })
  expect(whole((n: number) => n + 1)(1).next()).toEqual({ done: true, value: 2 })
})
