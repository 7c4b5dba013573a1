/** The door: a value of any kind is an experiment document, or it gets a mistake that names the place and says what was expected. */
import { isMeanOfSteps } from '../cell/losses.ts'
import type { Loss } from '../cell/model.ts'
import { carriedNames } from '../cell/optimizers.ts'
import { endShapes, stateShapes, tensorShapes } from '../cell/parameters.ts'
import { failure } from '../mistake/english.ts'
import { checkModel } from './check-model.ts'
import { checkClipNorm, checkOptimizer } from './check-optimizer.ts'
import { type Experiment, type ExperimentModel, limits, modelOf, type Result } from './document.ts'
import * as expect from './expect.ts'

/**
 * A document, or an object that has one under "experiment". Gives a plain copy that has what the document has and nothing more:
 * a field that is absent stays absent. Never throws; an error is one line, in English `PLACE: expected …, got …`.
 */
export function check(value: unknown): Result<Experiment> {
  try {
    return { ok: true, value: checkDocument(wrapped(value)) }
  } catch (thrown) {
    return failure(
      expect.mistakeOf(thrown) ?? {
        where: { id: 'document' },
        expected: { id: 'experiment' },
        got: { id: 'unreadable' },
      },
    )
  }
}

function wrapped(value: unknown): unknown {
  if (
    value !== null &&
    typeof value === 'object' &&
    !Array.isArray(value) &&
    Object.hasOwn(value, 'experiment')
  )
    return (value as { experiment: unknown }).experiment
  return value
}

function checkDocument(value: unknown): Experiment {
  const keys = ['format', 'title', 'about', 'model', 'sequence', 'loss', 'labels', 'scaling']
  const known = (value as { format?: unknown } | null | undefined)?.format === 'unrolled/2'
  const fields = expect.object(value, '', known ? [...keys, 'optimizerState', 'update'] : keys)
  const format = expect.oneOf(fields.format, 'format', ['unrolled/1', 'unrolled/2'])
  for (const name of ['title', 'about'] as const)
    if (name in fields) fields[name] = expect.text(fields[name], name)
  const model = checkModel(fields.model, format === 'unrolled/2')
  const loss = checkLoss(fields.loss)
  checkReadout(model, loss)
  const sequence = checkSequence(fields.sequence, 'sequence', model, loss)
  checkLossWeights(loss, sequence.inputs.length)
  checkGiven(loss, model)
  // The keys stand in the copy already, so assigning to them keeps their order.
  Object.assign(fields, { model, sequence, loss })
  if ('optimizerState' in fields) fields.optimizerState = checkOptimizerState(fields.optimizerState, model)
  if ('update' in fields) fields.update = checkUpdate(fields.update, model)
  const { inputSize, outputSize } = model
  if ('labels' in fields)
    fields.labels = checkLabels(fields.labels, {
      inputs: inputSize,
      outputs: outputSize,
      steps: sequence.inputs.length,
    })
  if ('scaling' in fields) fields.scaling = checkScaling(fields.scaling)
  return fields as unknown as Experiment
}

/** How outputs are judged. Throws a mistake. */
export function checkLoss(value: unknown): Loss {
  const fields = expect.object(value, 'loss', ['kind', 'at', 'reduction', 'outer', 'weights', 'given'])
  expect.oneOf(fields.kind, 'loss.kind', ['mse', 'cross-entropy', 'linear', 'bce'])
  expect.oneOf(fields.at, 'loss.at', ['last', 'all'])
  expect.oneOf(fields.reduction, 'loss.reduction', ['mean', 'sum', 'half'])
  if ('weights' in fields && !Array.isArray(fields.weights))
    expect.list(fields.weights, 'loss.weights', { id: 'numberList', n: 1 })
  if ('outer' in fields) expect.oneOf(fields.outer, 'loss.outer', ['sum', 'mean'])
  return fields as unknown as Loss
}

/** A sequence for a model and a loss, at a place of the document. Throws a mistake. */
export function checkSequence(
  value: unknown,
  place: string,
  model: ExperimentModel,
  loss: Loss,
): Experiment['sequence'] {
  const fields = expect.object(value, place, ['inputs', 'targets', 'initialState'])
  const D = model.inputSize
  const T = expect.list(fields.inputs, `${place}.inputs`, { id: 'rowList', n: D }).length
  if (T < 1 || T > limits.steps)
    expect.fail(`${place}.inputs`, { id: 'timesteps', most: limits.steps }, expect.counted(T))
  fields.inputs = expect.matrix(fields.inputs, `${place}.inputs`, T, D)
  fields.targets = checkTargets(fields.targets, `${place}.targets`, model.outputSize, loss, T)
  if ('initialState' in fields) {
    const states = stateShapes(modelOf(model))
    const initial = expect.object(fields.initialState, `${place}.initialState`, [...states.keys()])
    for (const [name, value] of Object.entries(initial))
      initial[name] = expect.array(value, `${place}.initialState.${name}`, states.get(name)!)
    fields.initialState = initial
  }
  return fields as unknown as Experiment['sequence']
}

/** What reads all timesteps, or the end of each direction, has one loss, at the last timestep. Throws a mistake. */
export function checkReadout({ attention, readout }: ExperimentModel, { at }: Loss): void {
  if (at === 'all' && attention) expect.fail('model.attention', { id: 'lossAtLast' })
  if (at === 'all' && readout === 'final') expect.fail('model.readout', { id: 'lossAtLast' })
  if (attention && readout === 'final') expect.fail('model.readout', { id: 'noAttention' })
}

/** Gradients that are given at what layers end with, by the names of these. Throws a mistake. */
export function checkGiven(loss: Loss, model: ExperimentModel): void {
  if (loss.given === undefined) return
  const shapes = endShapes(modelOf(model))
  const given = expect.object(loss.given, 'loss.given', [...shapes.keys()])
  for (const [name, numbers] of Object.entries(given))
    given[name] = expect.array(numbers, `loss.given.${name}`, shapes.get(name)!)
  Object.assign(loss, { given })
}

/**
 * Checks `loss.weights`: one for each of T timesteps, or one where only the last timestep has a loss; a mean needs one that is not 0.
 * Throws a mistake.
 */
export function checkLossWeights(loss: Loss, T: number): void {
  const { weights } = loss
  if (weights === undefined) return
  const place = 'loss.weights'
  const n = loss.at === 'last' && weights.length === 1 ? 1 : T
  for (const [t, weight] of expect.numbers(weights, place, n).entries())
    if (weight < 0) expect.fail(`${place}[${t}]`, { id: 'notNegative' }, expect.seen(weight))
  const judged = loss.at === 'last' ? weights.slice(-1) : weights
  if (isMeanOfSteps(loss) && judged.every((weight) => weight === 0))
    expect.fail(place, { id: 'positive' }, expect.seen(0))
}

function checkTargets(value: unknown, list: string, K: number, loss: Loss, T: number): (number | number[])[] {
  const targets = expect.list(value, list, { id: 'targetList' })
  const n = targets.length
  if (n !== T && !(loss.at === 'last' && n === 1)) {
    const id = loss.at === 'last' && T > 1 ? 'oneOrTargets' : 'targets'
    expect.fail(list, { id, n: T }, expect.counted(n))
  }
  return Array.from({ length: n }, (_, t) => {
    const place = `${list}[${t}]`
    const target = targets[t]
    if (loss.kind !== 'cross-entropy') return expect.numbers(target, place, K)
    if (typeof target !== 'number' || !Number.isInteger(target) || target < 0 || target >= K)
      expect.fail(place, { id: 'class', to: K - 1 }, expect.seen(target))
    return target
  })
}

function checkOptimizerState(value: unknown, model: ExperimentModel): expect.Fields {
  const fields = expect.object(value, 'optimizerState', ['t', ...carriedNames])
  if ('t' in fields) expect.whole(fields.t, 'optimizerState.t', 0, 2 ** 32 - 1)
  const shapes = Object.entries(tensorShapes(modelOf(model)))
  for (const name of carriedNames) {
    if (!(name in fields)) continue
    fields[name] = checkTensors(fields[name], `optimizerState.${name}`, shapes)
  }
  return fields
}

function checkUpdate(value: unknown, model: ExperimentModel): expect.Fields {
  const fields = expect.object(value, 'update', ['optimizer', 'clipNorm', 'batch'])
  fields.optimizer = checkOptimizer(fields.optimizer, 'update.optimizer')
  checkClipNorm(fields, 'update')
  if (!('batch' in fields)) return fields
  const batch = expect.object(fields.batch, 'update.batch', ['sequences', 'others'])
  expect.whole(batch.sequences, 'update.batch.sequences', 1, 2 ** 32 - 1)
  const shapes = Object.entries(tensorShapes(modelOf(model)))
  batch.others = checkTensors(batch.others, 'update.batch.others', shapes)
  return { ...fields, batch }
}

/** Numbers for every tensor. */
function checkTensors(
  value: unknown,
  place: string,
  shapes: readonly (readonly [string, readonly number[]])[],
): expect.Fields {
  const lists = expect.object(
    value,
    place,
    shapes.map(([tensor]) => tensor),
  )
  for (const [tensor, shape] of shapes)
    lists[tensor] = expect.array(lists[tensor], `${place}.${tensor}`, shape)
  return lists
}

/** Texts for what there is so many of, by name. Throws a mistake. */
export function checkLabels(value: unknown, counts: Readonly<Record<string, number>>): expect.Fields {
  const fields = expect.object(value, 'labels', Object.keys(counts))
  for (const [name, n] of Object.entries(counts)) {
    if (!(name in fields)) continue
    const place = `labels.${name}`
    const texts = expect.list(fields[name], place, { id: 'textList', n })
    if (texts.length !== n) expect.fail(place, { id: 'texts', n }, expect.counted(texts.length))
    fields[name] = Array.from({ length: n }, (_, i) => expect.text(texts[i], `${place}[${i}]`))
  }
  return fields
}

/** What was done to the numbers of columns. Throws a mistake. */
export function checkScaling(value: unknown): expect.Fields[] {
  return expect.list(value, 'scaling', { id: 'scalingList' }).map((each, k) => {
    const place = `scaling[${k}]`
    const fields = expect.object(each, place, ['column', 'subtract', 'divide'])
    if (typeof fields.column !== 'string')
      expect.fail(`${place}.column`, { id: 'text' }, expect.seen(fields.column))
    expect.finite(fields.subtract, `${place}.subtract`)
    if (expect.finite(fields.divide, `${place}.divide`) === 0)
      expect.fail(`${place}.divide`, { id: 'notZero' }, expect.seen(0))
    return fields
  })
}
