/** What is shown of the nets: after an edit the runs from before it are still called what they train. */
import { expect, test } from 'vitest'
import type { Training } from '../../app/state/training.ts'
import { documentSeen, figured, shownOf } from '../../app/views/train/shown.ts'
import { documentOf } from './documents.ts'

const made = (hiddenSize: number, name: string, loss: object) =>
  documentOf({
    format: 'unrolled-training/1',
    model: { cell: 'rnn', inputSize: 8, outputSize: 4, hiddenSize, init: { scheme: 'pytorch', seed: 1 } },
    data: { kind: 'task', name, seed: 1, sequences: 10 },
    loss: { at: 'all', reduction: 'mean', ...loss },
    training: { optimizer: { kind: 'sgd', lr: 0.1 }, epochs: 1 },
  })

test('a net that is set anew is not the one of the curves: these keep its name, its loss and its baselines', () => {
  const [before, now] = [
    made(3, 'slot-filling', { kind: 'cross-entropy' }),
    made(5, 'slot-filling', { kind: 'cross-entropy' }),
  ]
  const run = { document: before } as Training
  const nameOf = (model: { hiddenSize: number }) => `${model.hiddenSize} units`
  const shown = (document: typeof now, runs: readonly Training[]) =>
    shownOf([{ ok: true, document }], [nameOf(document.model)], runs, nameOf)
  expect(shown(before, [run])).toMatchObject([{ name: '3 units', isOld: false, run }])
  expect(shown(now, [run])).toMatchObject([{ name: '3 units', isOld: true, run, document: now }])
  expect(shown(now, [])).toMatchObject([{ name: '5 units', isOld: false }])
  expect(documentSeen(shown(now, [run]))).toBe(before)
  expect(documentSeen(shown(now, [run, { document: now } as Training]))).toBe(now)
  expect(documentSeen(shown(now, []))).toBe(now)
})

test('a run of another task keeps its row, and has no place in the figures of the task that is set', () => {
  const before = made(3, 'slot-filling', { kind: 'cross-entropy' })
  const now = { ...before, data: { ...before.data, sequences: 12 } } as typeof before
  const run = { document: before } as Training
  const shown = shownOf([{ ok: true, document: now }], ['new'], [run], () => 'old')
  expect(shown).toMatchObject([{ name: 'old', isOld: true, isElsewhere: true, run }])
  expect(figured(shown, ['new'])).toMatchObject([{ name: 'new', isOld: false, run: undefined }])
  expect(documentSeen(figured(shown, ['new']))).toBe(now)
  // Other settings of the same task leave its curves beside what is set.
  const slower = { ...before, training: { ...before.training, epochs: 2 } }
  const beside = shownOf([{ ok: true, document: slower }], ['new'], [run], () => 'old')
  expect(beside).toMatchObject([{ isOld: true, isElsewhere: false }])
  expect(figured(beside, ['new'])).toEqual(beside)
})
