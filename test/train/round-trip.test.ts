/** What is saved reads again, and trains as it did: every net that can be trained, and what files give. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { builtIn } from '../../app/state/experiments.ts'
import { documentOf } from '../../app/views/train/documents.ts'
import { setupOf } from '../../app/views/train/setup.ts'
import { families } from '../../src/cell/library/index.ts'
import {
  checkTraining,
  type ExperimentModel,
  formats,
  modelNames,
  readTraining,
  type TrainingDocument,
  trainingRun,
  writeTraining,
} from '../../src/index.ts'
import { fileOf, textOf } from '../support/opened.ts'
import { models } from '../support/problems.ts'
import { randomEquations } from '../support/random-cells.ts'

const { planner, trainingOf } = await formats()
const ready = builtIn('store-and-ask')!

/** The losses of the first updates, and the weights after them. */
function course(document: TrainingDocument) {
  const run = trainingRun(document)
  run.advance(3)
  return { losses: run.losses, weights: run.current() }
}

function again(document: TrainingDocument): TrainingDocument {
  const read = readTraining(writeTraining(document))
  if (!read.ok) throw new Error(read.error)
  expect(course(read.value)).toEqual(course(document))
  // All but the net, which can be written in several ways, is the same.
  expect({ ...read.value, model: 0 }).toEqual({ ...document, model: 0 })
  return read.value
}

const layer = fc
  .record({
    model: models(3, 4),
    own: fc.option(fc.integer({ min: 1, max: 40 })),
    direction: fc.constantFrom(undefined, 'backward' as const, 'both' as const),
  })
  .map(({ model, own, direction }) => {
    const way = direction ? { direction } : {}
    if (own !== null) {
      const cell = { name: `cell ${own}`, equations: randomEquations(own) }
      const sizes = /\bN\b/.test(cell.equations) ? { sizes: { N: 2 } } : {}
      return { cell, hiddenSize: model.hiddenSize, ...sizes, ...way }
    }
    const options = Object.keys(families[model.cell as 'lstm'].options)
    const given = Object.fromEntries(
      options.filter((name) => name in model).map((name) => [name, model[name as 'peephole']]),
    )
    return { cell: model.cell, hiddenSize: model.hiddenSize, ...given, ...way }
  })

const nets = fc
  .tuple(
    fc.array(layer, { minLength: 1, maxLength: 3 }),
    fc.constantFrom({}, { attention: { size: 3 } }, { readout: 'final' as const }),
  )
  .map(
    ([layers, more]) =>
      ({ inputSize: 2, outputSize: 1, layers, ...more, init: { scheme: 'pytorch', seed: 3 } }) as unknown,
  )

test('any net: layers, directions, attention, typed cells, options of each layer', () => {
  fc.assert(
    fc.property(nets, (model) => {
      const checked = checkTraining({
        format: 'unrolled-training/1',
        title: { en: 'a', zh: '甲' },
        model,
        data: { kind: 'task', name: 'adding', seed: 1, sequences: 6, length: 4 },
        loss: { kind: 'mse', at: 'last', reduction: 'mean' },
        training: { optimizer: { kind: 'adam', lr: 0.01 }, epochs: 3, batch: 2 },
      })
      if (!checked.ok) throw new Error(checked.error)
      const read = again(checked.value)
      expect(writeTraining(read)).toBe(writeTraining(checked.value))
      // With weights in place of what draws them, as a net that has learned.
      const { init: _, ...drawn } = read.model
      const weights = trainingRun(read).experimentAt(0, 0).model.weights!
      const learned = { ...read, model: { ...drawn, weights } as ExperimentModel }
      expect(readTraining(writeTraining(learned))).toEqual({ ok: true, value: learned })
    }),
    { numRuns: 10 },
  )
})

test('every net that the view can write', () => {
  const written = [
    'lstm-torch:3/lstm-torch:2',
    'gru-torch:2:both/rnn-relu-torch:2:backward/attention:2',
    'rnn-torch:2:backward',
    'lstm-bf=1:2:both',
    ...modelNames.map((name) => `${name}:2`),
  ]
  let count = 0
  for (const text of written) {
    const setup = setupOf({ task: 'adding', options: 'sequences=6', nets: text, batch: '2' }, ready, null)
    if (setup.mistakes.length > 0) continue
    const made = documentOf(setup.nets[0]!, setup, ready, null)
    if (!made.ok) throw new Error(`${text}: ${JSON.stringify(made.mistake)}`)
    again(made.document)
    count++
  }
  expect(count).toBeGreaterThan(10)
})

test('a table is trained on with any net that is open', async () => {
  for (const model of fc.sample(nets, 4)) {
    const checked = checkTraining({
      format: 'unrolled-training/1',
      model,
      data: { kind: 'task', name: 'adding', seed: 1, sequences: 6, length: 4 },
      loss: { kind: 'mse', at: 'last', reduction: 'mean' },
      training: { optimizer: { kind: 'adam', lr: 0.01 }, epochs: 3, batch: 2 },
    })
    if (!checked.ok) throw new Error(checked.error)
    const open = trainingRun(checked.value).experimentAt(0, 0)
    const planned = planner([fileOf('test/files/google-stock.csv')])
    const found = await trainingOf(planned, {}, { experiment: open, keep: true })
    if (!found.ok) throw new Error(found.error)
    const training = checkTraining(found.value)
    expect(training.ok ? '' : training.error).toBe('')
  }
})

test('one layer of a file alone, without a head, learns what a table asks for', async () => {
  const rows = Array.from({ length: 40 }, (_, t) => `${Math.sin(t)},${Math.cos(2 * t)}`)
  const planned = planner([fileOf('test/models/lstm.pt'), textOf(`a,b\n${rows.join('\n')}`)])
  const found = await trainingOf(planned, { head: 'none' }, { experiment: ready, keep: true })
  if (!found.ok) throw new Error(found.error)
  const training = checkTraining(found.value)
  expect(training.ok ? training.value.labels?.outputs : training.error).toEqual(['a'])
  if (training.ok) again(training.value)
})
