/** The checks of the part "model" of a document: the cell, its sizes, and its weights or how to draw them. */
import type { Model } from '../cell/model.ts'
import { type ExperimentModel, limits, modelOf, schemes } from './document.ts'
import * as expect from './expect.ts'
import { tensorShapes } from './tensors.ts'

const cells = ['rnn', 'lstm', 'gru'] as const
const variants = ['vanilla', 'NIG', 'NFG', 'NOG', 'NIAF', 'NOAF', 'CIFG'] as const
const sizes = ['inputSize', 'hiddenSize', 'outputSize'] as const

/** The fields that only one kind of cell has. */
const ownFields: Readonly<
  Record<string, { cell: Model['cell']; check: (value: unknown, place: string) => unknown }>
> = {
  activation: { cell: 'rnn', check: (v, p) => expect.oneOf(v, p, ['tanh', 'relu', 'linear']) },
  peephole: { cell: 'lstm', check: expect.boolean },
  variant: { cell: 'lstm', check: (v, p) => expect.oneOf(v, p, variants) },
  resetAfter: { cell: 'gru', check: expect.boolean },
  update: { cell: 'gru', check: (v, p) => expect.oneOf(v, p, ['keep', 'write']) },
}

const keys = ['cell', ...sizes, ...Object.keys(ownFields), 'bidirectional', 'attention', 'weights', 'init']

/** A checked copy of the model, with only the fields that the document has. Throws a mistake (see expect.ts). */
export function checkModel(value: unknown): ExperimentModel {
  const fields = expect.object(value, 'model', keys)
  const cell = expect.oneOf(fields.cell, 'model.cell', cells)
  // Before the sizes and the weights, which would otherwise be judged as those of a model that the document does not mean.
  if ('bidirectional' in fields && expect.boolean(fields.bidirectional, 'model.bidirectional'))
    expect.fail('model.bidirectional', { id: 'unsupported' })
  if ('attention' in fields) expect.fail('model.attention', { id: 'unsupported' })
  for (const name of sizes) expect.whole(fields[name], `model.${name}`, 1, limits.size)
  for (const [name, own] of Object.entries(ownFields)) {
    if (!(name in fields)) continue
    ofCell(own.cell, cell, `model.${name}`, fields[name])
    own.check(fields[name], `model.${name}`)
  }
  // Everything that modelOf reads has been checked by now.
  const model = modelOf(fields as unknown as ExperimentModel)
  if ('weights' in fields && 'init' in fields) expect.fail('model', { id: 'weightsOrInit' }, { id: 'both' })
  if ('weights' in fields) fields.weights = checkWeights(fields.weights, model)
  else if ('init' in fields) fields.init = checkInit(fields.init, model)
  else expect.fail('model', { id: 'weightsOrInit' }, { id: 'neither' })
  return fields as unknown as ExperimentModel
}

/** A field that belongs to another kind of cell is a mistake, whatever its value. */
function ofCell(belongs: Model['cell'], cell: Model['cell'], place: string, value: unknown): void {
  if (belongs !== cell) expect.fail(place, { id: 'otherCell', cell, belongs }, expect.seen(value))
}

function checkWeights(value: unknown, model: Model): expect.Fields {
  const shapes = tensorShapes(model)
  const fields = expect.object(value, 'model.weights', Object.keys(shapes))
  for (const [name, [m, n]] of Object.entries(shapes)) {
    const place = `model.weights.${name}`
    const checked =
      n === undefined ? expect.numbers(fields[name], place, m!) : expect.matrix(fields[name], place, m!, n)
    fields[name] = checked
  }
  return fields
}

function checkInit(value: unknown, model: Model): expect.Fields {
  const place = 'model.init'
  const fields = expect.object(value, place, ['scheme', 'seed', 'gain', 'sd', 'forgetBias', 'inputSd'])
  expect.oneOf(fields.scheme, `${place}.scheme`, schemes)
  expect.whole(fields.seed, `${place}.seed`, 0, 2 ** 32 - 1)
  if ('forgetBias' in fields) ofCell('lstm', model.cell, `${place}.forgetBias`, fields.forgetBias)
  for (const name of ['gain', 'forgetBias'] as const)
    if (name in fields) expect.finite(fields[name], `${place}.${name}`)
  for (const name of ['sd', 'inputSd'] as const)
    if (name in fields && expect.finite(fields[name], `${place}.${name}`) < 0)
      expect.fail(`${place}.${name}`, { id: 'notNegative' }, expect.seen(fields[name]))
  return fields
}
