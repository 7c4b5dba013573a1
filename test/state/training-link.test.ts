/** A link to a training carries its document: elsewhere it opens the same one, which comes to the same numbers. */
import { expect, test } from 'vitest'
import { linkOf, longest } from '../../app/state/link.ts'
import { createSession } from '../../app/state/session.ts'
import { needsTrainingFile } from '../../app/state/training-link.ts'
import { documentOf as wanted } from '../../app/views/train/documents.ts'
import { setupOf } from '../../app/views/train/setup.ts'
import { type TrainingDocument, trainingRun } from '../../src/index.ts'
import { documentOf, runNamed } from '../train/documents.ts'

/** What the view trains in a session, as the page makes it. */
function trainedIn(session: ReturnType<typeof createSession>): TrainingDocument {
  const { params, experiment, brought } = session.get()
  const setup = setupOf(params, experiment, brought)
  const made = wanted(setup.nets[0]!, setup, experiment, brought)
  if (!made.ok) throw new Error(JSON.stringify(made.mistake))
  return made.document
}

const own = {
  format: 'unrolled-training/1',
  title: 'A table of one’s own',
  model: {
    layers: [{ cell: { name: 'own', equations: 'a = W x + U h[t-1] + b\nh = tanh(γ a)' }, hiddenSize: 2 }],
    inputSize: 1,
    outputSize: 1,
    init: { scheme: 'pytorch', seed: 2 },
  },
  data: { kind: 'windows', series: Array.from({ length: 30 }, (_, t) => [Math.sin(t)]), window: 5 },
  loss: { kind: 'mse', at: 'last', reduction: 'mean' },
  training: { optimizer: { kind: 'adam', lr: 0.01, betas: [0.8, 0.9] }, epochs: 3, precision: 'float64' },
}

test.each(['lstm-gru', 'table', 'own cell and table'])('%s', async (name) => {
  const document = documentOf(name.startsWith('own') ? own : runNamed(name).training)
  const [here, there] = [createSession(), createSession()]
  here.bringTraining(document)
  here.openView('train')
  here.changeParams({ epochs: '4' })
  const link = await linkOf(here.get())
  expect(link.length).toBeLessThan(longest)
  expect(await there.address.follow(link)).toEqual([])
  const [a, b] = [trainedIn(here), trainedIn(there)]
  expect(b).toEqual(a)
  expect(b.training.epochs).toBe(4)
  const [first, second] = [trainingRun(a), trainingRun(b)]
  for (const run of [first, second]) run.advance(3)
  expect(first.losses).toHaveLength(3)
  expect(second.losses).toEqual(first.losses)
  expect(await linkOf(there.get())).toBe(link)
})

test('a document that is too large for a link is named as a file, and what the link says is told there', async () => {
  const series = Array.from({ length: 6000 }, (_, t) => [Math.sin(t * t)])
  const here = createSession()
  here.bringTraining(documentOf({ ...own, data: { ...own.data, series } }))
  here.openView('train')
  const link = await linkOf(here.get())
  expect(link.length).toBeLessThan(longest)
  expect(needsTrainingFile(link)).toBe(true)
  const there = createSession()
  expect(await there.address.follow(link)).toMatchObject([{ kind: 'trainingFile' }])
  expect(there.get()).toMatchObject({ view: 'train', brought: null })
  // In another view the document is no part of the link.
  here.openView('step')
  expect(await linkOf(here.get())).not.toContain('training=')
})

test('a damaged document is told, and the rest of the link is used', async () => {
  const start = '#store-and-ask@f1.f&view=train&task=brought&training='
  for (const data of ['z.A', 'x.!!!', 'j.!!!']) {
    const session = createSession()
    expect(await session.address.follow(start + data)).toMatchObject([{ kind: 'trainingData' }])
    expect(session.get()).toMatchObject({ view: 'train', brought: null, name: 'store-and-ask' })
  }
  const wrong = `j.${btoa(JSON.stringify({ format: 'unrolled-training/1', model: {} }))}`
  const session = createSession()
  const [trouble] = await session.address.follow(start + wrong)
  expect(trouble).toMatchObject({ kind: 'training', mistake: expect.anything() })
})
