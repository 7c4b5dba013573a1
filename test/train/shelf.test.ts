/** Runs that are kept in the browser: gone on with as they were; what is damaged is thrown away, and nothing else. */
import { beforeEach, expect, test, vi } from 'vitest'
import { createSession } from '../../app/state/session.ts'
import { groupsOf } from '../../app/views/train/shelved.ts'
import type { Report, Told } from '../../app/work/training/messages.ts'
import { readShelved } from '../../app/work/training/read-shelved.ts'
import { type ShelfFacts, type Shelved, shelfOf, shelvedRun } from '../../app/work/training/shelf.ts'
import { trainer } from '../../app/work/training/trainer.ts'
import { trainingRun } from '../../src/index.ts'
import type { Stores } from '../support/database.ts'
import { documentOf } from './documents.ts'

const stores: Stores = vi.hoisted(() => new Map())
vi.mock('../../app/work/database.ts', async () => {
  const { memoryDatabase } = await import('../support/database.ts')
  return { databaseOf: (_: string, key: string) => memoryDatabase(key, stores) }
})
// Sessions begin workers: here a run that is taken from the shelf only rests.
vi.mock('../../app/work/training/workers.ts', async () => ({
  ...(await import('../../app/work/training/shelf.ts')),
  startWorker: () => ({ tell: () => undefined, end: () => undefined, release: () => undefined }),
}))

const value = (training: object = {}) => ({
  format: 'unrolled-training/1',
  model: {
    cell: 'rnn',
    inputSize: 1,
    hiddenSize: 3,
    outputSize: 1,
    init: { scheme: 'pytorch', seed: 2 },
  },
  data: { kind: 'task', name: 'sine', seed: 1, points: 40 },
  loss: { kind: 'mse', at: 'last', reduction: 'mean' },
  training: { optimizer: { kind: 'adam', lr: 0.01 }, epochs: 40, ...training },
})

/** Trains until the run rests and is kept. */
async function kept(
  place: string,
  asked: Partial<Extract<Told, { begin: unknown }>['begin']> = {},
  go = 12,
  together = '',
) {
  const rest = await new Promise<Extract<Report, { rest: unknown }>['rest']>((done, fail) => {
    const hear = trainer((report) => {
      if ('rest' in report) done(report.rest)
      if ('failed' in report) fail(new Error(report.failed))
    })
    hear({ begin: { document: documentOf(value()), place, patience: 0, settings: {}, ...asked } })
    hear({ go, together })
  })
  await vi.waitFor(() => expect(facts(place)?.done).toBeDefined())
  return rest
}

const facts = (place: string) => stores.get('facts')?.get(place) as ShelfFacts | undefined
const stored = (place: string) => stores.get('runs')!.get(place) as Shelved

beforeEach(() => stores.clear())

/** Each way to damage what is kept. */
const damages: Readonly<Record<string, (run: Shelved) => unknown>> = {
  'nothing at all': () => undefined,
  'a text': () => 'a run',
  'no state': ({ kept: _, ...rest }) => rest,
  'no document': ({ document: _, ...rest }) => rest,
  'a document of another version': (run) => ({
    ...run,
    document: { ...run.document, format: 'unrolled-training/9' },
  }),
  'a document of another size': (run) => ({
    ...run,
    document: documentOf({ ...value(), model: { ...value().model, hiddenSize: 4 } }),
  }),
  'another optimiser': (run) => ({
    ...run,
    document: documentOf(value({ optimizer: { kind: 'sgd', lr: 0.1 } })),
  }),
  'too few weights': (run) => ({
    ...run,
    kept: { ...run.kept, parameters: run.kept.parameters.slice(1) },
  }),
  'weights in another precision': (run) => ({
    ...run,
    kept: { ...run.kept, parameters: Float32Array.from(run.kept.parameters) },
  }),
  'a weight that is not a number': (run) => ({
    ...run,
    kept: { ...run.kept, parameters: Float64Array.from(run.kept.parameters).with(3, Number.NaN) },
  }),
  'an average that is not a number': (run) => ({
    ...run,
    kept: {
      ...run.kept,
      carried: { ...run.kept.carried, m: Float64Array.from(run.kept.carried.m!).with(0, Number.NaN) },
    },
  }),
  'an average that is missing': (run) => ({
    ...run,
    kept: { ...run.kept, carried: { v: run.kept.carried.v } },
  }),
  'more updates than there are': (run) => ({ ...run, kept: { ...run.kept, done: 1e9 } }),
  'too few losses': (run) => ({ ...run, kept: { ...run.kept, losses: [1] } }),
  'losses that are texts': (run) => ({
    ...run,
    kept: { ...run.kept, losses: run.kept.losses.map(String) },
  }),
  'a best net after the last': (run) => ({
    ...run,
    kept: { ...run.kept, best: { ...run.kept.best, done: 13 } },
  }),
  'a best net without weights': (run) => ({ ...run, kept: { ...run.kept, best: { done: 1, loss: 1 } } }),
  'a state on the way that is too short': (run) => ({
    ...run,
    kept: {
      ...run.kept,
      checkpoints: [{ update: 1, state: { ...run.kept, parameters: new Float64Array(2) } }],
    },
  }),
}

test.each(Object.keys(damages))(
  'a kept run with %s is thrown away, told once, and harms no other',
  async (what) => {
    await kept('damaged')
    await kept('sound')
    const before = structuredClone(stored('sound'))
    stores.get('runs')!.set('damaged', damages[what]!(structuredClone(stored('damaged'))))
    const session = createSession()
    expect(await session.lookAtShelf()).toBe(0)
    const { shelf } = session.get()
    expect(await session.takeFromShelf(shelf!)).toBe(1)
    expect(session.get().runs.map(({ id }) => id)).toEqual(['sound'])
    expect([facts('damaged'), stores.get('runs')!.has('damaged')]).toEqual([undefined, false])
    expect(stored('sound')).toEqual(before)
    expect(await session.lookAtShelf()).toBe(0)
  },
)

test.each<[string, unknown]>([
  ['nothing else', { place: 'damaged' }],
  ['a document that is null', { place: 'damaged', saved: 1, document: null }],
  ['a place that is a number', { place: 7 }],
  ['numbers that are none', { done: Number.NaN }],
  ['an epoch count that is a list', { document: { model: {}, data: {}, training: { epochs: [] } } }],
])('what is known of a kept run with %s goes too', async (_, change) => {
  await kept('sound')
  const whole = { ...facts('sound'), place: 'damaged', ...(change as object) }
  const damaged = Object.keys(change as object).length > 1 || 'place' in (change as object) ? change : whole
  stores.get('facts')!.set((damaged as ShelfFacts).place, damaged)
  const shelf = await shelfOf()
  expect([shelf.damaged, shelf.shelf.map(({ place }) => place)]).toEqual([1, ['sound']])
  expect((await shelfOf()).damaged).toBe(0)
})

test('points that were seen and are damaged are left out, and the run goes on', async () => {
  await kept('a')
  const run = stored('a')
  const document = documentOf(value())
  const { epochs, reach } = run.seen
  const seen = {
    epochs: [...epochs, null, { epoch: 'x', heldOut: 1 }, { epoch: 3 }],
    reach: [{ epoch: 1, norms: { h: [1] }, gates: {} }, { epoch: 1 }, ...reach],
  }
  const read = readShelved({ ...run, seen }, document)
  expect(read?.seen).toMatchObject({ epochs, reach })
  expect(readShelved({ ...run, seen: 3, seconds: 'x' }, document)).toMatchObject({
    seconds: 0,
    seen: { epochs: [], reach: [] },
  })
})

test('patience and why it rests are kept, and it waits as long again once it goes on', async () => {
  const document = documentOf(value({ optimizer: { kind: 'sgd', lr: 0 } }))
  expect(await kept('p', { document, patience: 4 }, Number.POSITIVE_INFINITY)).toEqual({ why: 'patience' })
  expect(await shelvedRun('p')).toMatchObject({ rest: { why: 'patience' } })
  const session = createSession()
  await session.lookAtShelf()
  await session.takeFromShelf(session.get().shelf!)
  expect(session.get().runs[0]).toMatchObject({ id: 'p', patience: 4, state: 'patience' })
  // Gone on with, it waits for four epochs more, also where it is paused and taken up again in between.
  expect((await kept('p', { document, patience: 4, resume: true }, 6)).why).toBe('paused')
  await vi.waitFor(() => expect(facts('p')!.done).toBe(6))
  expect((await kept('p', { document, patience: 4, resume: true }, 99)).why).toBe('patience')
  await vi.waitFor(() => expect(facts('p')!.done).toBe(8))
})

test('a run that ended or broke is shown as it ended', async () => {
  await kept('done', {}, Number.POSITIVE_INFINITY)
  const hot = documentOf(value({ optimizer: { kind: 'sgd', lr: 1e9 }, epochs: 400 }))
  await kept('broken', { document: hot }, Number.POSITIVE_INFINITY)
  const session = createSession()
  await session.lookAtShelf()
  await session.takeFromShelf(session.get().shelf!)
  const { runs } = session.get()
  expect(runs.find(({ id }) => id === 'done')).toMatchObject({ state: 'done' })
  const broken = runs.find(({ id }) => id === 'broken')
  expect(broken).toMatchObject({ state: 'broken', broken: { done: stored('broken').kept.done } })
  expect(broken?.broken?.first?.ref).toMatch(/@\d+$/)
})

test('early steps of a resumed run are replayed from states on the way, not from the start', async () => {
  const document = documentOf(value())
  await kept('a', {}, 30)
  const read = readShelved(structuredClone(stored('a')), document)!
  const straight = trainingRun(document)
  straight.advance(17)
  // A state on the way that is another one shows in what is reached from it.
  const marked = read.kept.checkpoints!.map(({ update, state }) => ({
    update,
    state: update === 17 ? { ...state, parameters: state.parameters.map((n) => n + 1) } : state,
  }))
  expect(trainingRun(document, read.kept).stateAt(17).parameters).toEqual(straight.current())
  const from = trainingRun(document, { ...read.kept, checkpoints: marked }).stateAt(17).parameters
  expect(from).toEqual(straight.current().map((n) => n + 1))
})

test('nets that were started together are one entry, and the same nets started again another', async () => {
  const settings = { nets: 'rnn-torch:3,gru-torch:3' }
  await kept('a', { settings }, Number.POSITIVE_INFINITY, 'first')
  await kept('b', { settings }, Number.POSITIVE_INFINITY, 'first')
  await kept('c', { settings }, 6, 'second')
  await kept('d', { settings }, 6, 'second')
  const { shelf } = await shelfOf()
  const places = groupsOf(shelf).map((group) => group.map(({ place }) => place).sort())
  expect(places.sort()).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ])
  // What earlier versions of the page kept says of none with whom it was started.
  const older = shelf.map(({ together: _, ...facts }) => facts)
  expect(groupsOf(older)).toHaveLength(1)
  // What is gone on with stays together.
  const session = createSession()
  await session.lookAtShelf()
  await session.takeFromShelf(groupsOf(session.get().shelf!).find(([first]) => first!.together === 'second')!)
  expect(session.get().runs.map(({ together }) => together)).toEqual(['second', 'second'])
})
