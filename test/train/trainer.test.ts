/** A run as a worker makes it: paused, asked, taken back, broken; its numbers are those of the engine alone. */
import { expect, test } from 'vitest'
import type { Report } from '../../app/work/training/messages.ts'
import { trainer } from '../../app/work/training/trainer.ts'
import { checkTraining, trainingRun } from '../../src/index.ts'
import { documentOf } from './documents.ts'

const small = (more: object = {}) => ({
  format: 'unrolled-training/1',
  model: { cell: 'lstm', inputSize: 1, hiddenSize: 5, outputSize: 1, init: { scheme: 'pytorch', seed: 2 } },
  data: { kind: 'task', name: 'sine', seed: 1, points: 60 },
  loss: { kind: 'mse', at: 'last', reduction: 'mean' },
  training: { optimizer: { kind: 'adam', lr: 0.01 }, clipNorm: 0.5, epochs: 6, batch: 10, ...more },
})

/** A trainer with all that it has said; `until` waits for a report. */
function begun(value: object, patience = 0) {
  const document = documentOf(value)
  const reports: Report[] = []
  let check = () => {}
  const hear = trainer((report) => {
    reports.push(report)
    check()
  })
  const until = <R extends Report>(is: (report: Report) => report is R): Promise<R> =>
    new Promise((done) => {
      check = () => {
        const found = reports.find(is)
        if (found) done(found)
      }
      check()
    })
  hear({ begin: { document, place: 'test', patience, settings: {} } })
  const losses = () => reports.flatMap((report) => ('more' in report ? report.more.losses : []))
  return { document, hear, until, reports, losses }
}

const isRest = (report: Report): report is Extract<Report, { rest: unknown }> => 'rest' in report

test('a run goes on from where it was paused, with the numbers of a straight one', async () => {
  const { document, hear, until, reports, losses } = begun(small())
  hear({ go: 3 })
  expect((await until(isRest)).rest.why).toBe('paused')
  expect(losses()).toHaveLength(3)
  reports.length = 0
  hear({ go: Number.POSITIVE_INFINITY })
  expect((await until(isRest)).rest.why).toBe('done')
  const straight = trainingRun(document)
  straight.advance(straight.order.updates)
  expect(losses()).toEqual(straight.losses.slice(3))
})

test('it is asked for any moment, and goes back to one', async () => {
  const { document, hear, until, reports, losses } = begun(small())
  hear({ go: Number.POSITIVE_INFINITY })
  await until(isRest)
  const all = losses()
  hear({ id: 1, question: { kind: 'experiment', done: 7, sequence: 4 } })
  const answer = await until((each): each is Extract<Report, { answer: unknown }> => 'answer' in each)
  const straight = trainingRun(document)
  straight.advance(7)
  expect(answer.answer).toEqual(straight.experimentAt(7, 4))
  reports.length = 0
  hear({ id: 2, question: { kind: 'step', done: 7, of: { at: 1 } } })
  const step = await until((each): each is Extract<Report, { answer: unknown }> => 'answer' in each)
  const batch = straight.order.batch(7)
  expect(step.answer).toMatchObject({ done: 7, sequence: batch[1], at: 1, count: batch.length })
  expect(step.answer).toMatchObject({ experiment: straight.experimentAt(7, batch[1]!), trained: all[7] })
  // A held-out sequence is only asked for its answer, also after the last update.
  const last = straight.order.updates
  straight.advance(last)
  for (const done of [7, last]) {
    reports.length = 0
    hear({ id: 3, question: { kind: 'step', done, of: { sequence: straight.train + 2 } } })
    const looked = await until((each): each is Extract<Report, { answer: unknown }> => 'answer' in each)
    const experiment = straight.experimentAt(done, straight.train + 2)
    expect(looked.answer).toMatchObject({ done, sequence: straight.train + 2, at: -1, experiment })
    expect(experiment.update?.batch).toBeUndefined()
  }
  reports.length = 0
  hear({ rewind: 8 })
  await until((each): each is Extract<Report, { back: number }> => 'back' in each)
  hear({ go: 12 })
  await until(isRest)
  expect(losses()).toEqual(all.slice(8, 12))
})

test('numbers that are not finite end it, and it says which was the first', async () => {
  const optimizer = { kind: 'sgd', lr: 1e6 }
  const { hear, until } = begun(small({ optimizer, clipNorm: null, epochs: 200 }))
  hear({ go: Number.POSITIVE_INFINITY })
  const { rest } = await until(isRest)
  if (rest.why !== 'broken') throw new Error(rest.why)
  expect(rest.broken.first?.ref).toMatch(/@\d+$/)
})

test('it ends where the held-out loss gets no better', async () => {
  const optimizer = { kind: 'sgd', lr: 0 }
  const { hear, until, reports } = begun(small({ optimizer, epochs: 50 }), 4)
  hear({ go: Number.POSITIVE_INFINITY })
  expect((await until(isRest)).rest.why).toBe('patience')
  const last = reports.flatMap((each) => ('more' in each ? each.more.epochs : [])).at(-1)
  expect(last?.epoch).toBe(4)
})

test('a worker that was prepared for one run begins another, and says from where on it speaks of that', async () => {
  const { hear, until, reports, losses } = begun(small())
  const other = documentOf(small({ epochs: 2, batch: 7 }))
  hear({ begin: { document: other, place: 'other', patience: 0, settings: {} } })
  hear({ go: Number.POSITIVE_INFINITY })
  await until(isRest)
  const ours = reports.findIndex((each) => 'begun' in each && each.begun === 'other')
  expect(reports.slice(0, ours).some((each) => 'more' in each)).toBe(false)
  const run = trainingRun(other)
  run.advance(run.order.updates)
  expect(losses()).toEqual(run.losses)
})

test('what is no document is not begun', () => {
  expect(checkTraining({ ...small(), training: { epochs: 0 } }).ok).toBe(false)
})
