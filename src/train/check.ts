/** The door of training: a value of any kind is a training document, or it gets a mistake that names the place and says what was expected. */
import type { Loss } from '../cell/model.ts'
import { stateShapes } from '../cell/parameters.ts'
import {
  checkGiven,
  checkLabels,
  checkLoss,
  checkLossWeights,
  checkReadout,
  checkScaling,
  checkSequence,
} from '../experiment/check.ts'
import { checkModel } from '../experiment/check-model.ts'
import { type ExperimentModel, limits, modelOf, type Result } from '../experiment/document.ts'
import * as expect from '../experiment/expect.ts'
import { readJson } from '../experiment/read.ts'
import { failure } from '../mistake/english.ts'
import { checkSettings } from './check-settings.ts'
import { extentOf } from './data.ts'
import type { Data, TrainingDocument } from './document.ts'
import { mostMegabytes, rowsTogether } from './rows-together.ts'
import { taskNamed, taskNames } from './tasks/index.ts'

/** Reads the text of a training document. Never throws; an error is one line that starts with the place. */
export function readTraining(source: string): Result<TrainingDocument> {
  const read = readJson(source)
  return read.ok ? checkTraining(read.value) : read
}

/** A training document, or an object that has one under "training". Never throws. */
export function checkTraining(value: unknown): Result<TrainingDocument> {
  try {
    return { ok: true, value: checkDocument(wrapped(value)) }
  } catch (thrown) {
    const unreadable = {
      where: { id: 'document' },
      expected: { id: 'training' },
      got: { id: 'unreadable' },
    } as const
    return failure(expect.mistakeOf(thrown) ?? unreadable)
  }
}

/** A document has "training" too, its settings; what it has besides is its format. */
function wrapped(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  const inside = Object.hasOwn(value, 'training') && !Object.hasOwn(value, 'format')
  return inside ? (value as { training: unknown }).training : value
}

const keys = ['format', 'title', 'about', 'model', 'data', 'loss', 'training', 'labels', 'scaling']

function checkDocument(value: unknown): TrainingDocument {
  const fields = expect.object(value, '', keys)
  expect.oneOf(fields.format, 'format', ['unrolled-training/1'])
  for (const name of ['title', 'about'] as const)
    if (name in fields) fields[name] = expect.text(fields[name], name)
  const model = checkModel(fields.model, true)
  if ('labels' in fields)
    fields.labels = checkLabels(fields.labels, { inputs: model.inputSize, outputs: model.outputSize })
  if ('scaling' in fields) fields.scaling = checkScaling(fields.scaling)
  const loss = checkLoss(fields.loss)
  checkReadout(model, loss)
  checkGiven(loss, model)
  const data = checkData(fields.data, model, loss)
  const { count, train, shortest, longest } = extentOf({ data, model, loss })
  checkLossWeights(loss, data.kind === 'sequences' ? data.items[0]!.inputs.length : longest)
  if (shortest < longest) checkSameLength(data, loss, shortest)
  if (data.train !== undefined) expect.whole(data.train, 'data.train', 1, count)
  const training = checkSettings(fields.training, train)
  if (rowsTogether(modelOf(model), longest, training.precision ?? 'float64') === 0)
    expect.fail('model', { id: 'memory', most: mostMegabytes })
  return { ...(fields as unknown as TrainingDocument), model, loss, data, training }
}

/** A weight for each timestep is one for each timestep of every sequence. `shortest`: the length of one that has fewer than others. */
function checkSameLength(data: Data, { at, weights }: Loss, shortest: number): void {
  const n = weights?.length
  if (n === undefined || (at === 'last' && n === 1)) return
  const lengths = data.kind === 'sequences' ? data.items.map(({ inputs }) => inputs.length) : []
  const i = lengths.findIndex((T) => T !== n)
  const place = i < 0 ? 'data' : `data.items[${i}].inputs`
  expect.fail(place, { id: 'timestepsOfWeights', n }, expect.counted(lengths[i] ?? shortest))
}

function checkData(value: unknown, model: ExperimentModel, loss: Loss): Data {
  const kind = (value as { kind?: unknown } | null | undefined)?.kind
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    expect.fail('data', { id: 'object' }, expect.seen(value))
  switch (expect.oneOf(kind, 'data.kind', ['windows', 'sequences', 'task'])) {
    case 'windows':
      return checkWindows(value, model, loss)
    case 'sequences':
      return checkSequences(value, model, loss)
    case 'task':
      return checkTask(value, model, loss)
  }
}

function checkWindows(value: object, model: ExperimentModel, loss: Loss): Data {
  const { inputSize: D, outputSize: K } = model
  const lengths = lengthsOf(model)
  const isKnown = checkedData.get(value) === lengths
  const keys = ['kind', 'series', 'window', 'ahead', 'targetColumns', 'train']
  const fields = expect.object(value, 'data', keys)
  expect.oneOf(loss.kind, 'loss.kind', ['mse', 'linear', 'bce'])
  expect.oneOf(loss.at, 'loss.at', ['last'])
  const rows = expect.list(fields.series, 'data.series', { id: 'rowList', n: D }).length
  const window = expect.whole(fields.window, 'data.window', 1, limits.steps)
  const ahead = 'ahead' in fields ? expect.whole(fields.ahead, 'data.ahead', 1, limits.steps) : 1
  if (rows < window + ahead)
    expect.fail('data.series', { id: 'rowsForWindow', n: window + ahead }, expect.counted(rows))
  if (!isKnown) fields.series = expect.matrix(fields.series, 'data.series', rows, D)
  if ('targetColumns' in fields || K !== 1) {
    const columns = expect.numbers(fields.targetColumns, 'data.targetColumns', K)
    for (const [i, column] of columns.entries()) expect.whole(column, `data.targetColumns[${i}]`, 0, D - 1)
    fields.targetColumns = columns
  }
  checkedData.set(fields, lengths)
  return fields as unknown as Data
}

/** Data that came from this check, which may be long, with what it was checked for. */
const checkedData = new WeakMap<object, string>()

/** What sequences are checked for: numbers of inputs and outputs, kind and place of the loss, shapes of states. */
const sequencesFor = (model: ExperimentModel, { kind, at }: Loss): string =>
  JSON.stringify([model.inputSize, model.outputSize, kind, at, [...stateShapes(modelOf(model))]])

const lengthsOf = ({ inputSize: D, outputSize: K }: ExperimentModel): string => `${D} ${K}`

/** Says that a document was checked elsewhere, such as in a worker: its data, which may be long, are not looked through here again. */
export function isChecked({ data, model, loss }: TrainingDocument): void {
  if (data.kind === 'windows') checkedData.set(data, lengthsOf(model))
  if (data.kind === 'sequences') checkedData.set(data, sequencesFor(model, loss))
}

function checkSequences(value: object, model: ExperimentModel, loss: Loss): Data {
  const what = sequencesFor(model, loss)
  const isKnown = checkedData.get(value) === what
  const fields = expect.object(value, 'data', ['kind', 'items', 'train'])
  const items = expect.list(fields.items, 'data.items', { id: 'sequenceList' })
  if (items.length === 0) expect.fail('data.items', { id: 'sequenceList' }, { id: 'emptyList' })
  if (!isKnown)
    fields.items = Array.from(items, (item, i) => checkSequence(item, `data.items[${i}]`, model, loss))
  checkedData.set(fields, what)
  return fields as unknown as Data
}

function checkTask(value: object, model: ExperimentModel, loss: Loss): Data {
  const name = expect.oneOf((value as { name?: unknown }).name, 'data.name', taskNames)
  const { options, inputs, outputs, kinds, at } = taskNamed(name)
  const fields = expect.object(value, 'data', ['kind', 'name', 'seed', 'train', ...Object.keys(options)])
  expect.whole(fields.seed, 'data.seed', 0, 2 ** 32 - 1)
  for (const [option, { from, to, whole }] of Object.entries(options)) {
    if (!(option in fields)) continue
    const place = `data.${option}`
    if (whole) expect.whole(fields[option], place, from, to)
    else expect.within(fields[option], place, from, to)
  }
  const { inputSize: D, outputSize: K } = model
  if (D !== inputs)
    expect.fail('model.inputSize', { id: 'inputsOfTask', n: inputs, task: name }, expect.counted(D))
  if (K !== outputs)
    expect.fail('model.outputSize', { id: 'outputsOfTask', n: outputs, task: name }, expect.counted(K))
  expect.oneOf(loss.kind, 'loss.kind', kinds)
  expect.oneOf(loss.at, 'loss.at', [at])
  return fields as unknown as Data
}
