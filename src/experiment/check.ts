/** The door: a value of any kind is an experiment document, or it gets one line that names the place and says what was expected. */
import type { Loss, Model } from '../cell/model.ts'
import { type Experiment, type ExperimentModel, limits, modelOf, type Result, schemes } from './document.ts'
import * as expect from './expect.ts'
import { Mistake } from './expect.ts'
import { tensorShapes } from './tensors.ts'

/** A document, or an object that has one under "experiment". Never throws. */
export function check(value: unknown): Result<Experiment> {
  try {
    return { ok: true, value: document(wrapped(value)) }
  } catch (error) {
    if (error instanceof Mistake) return { ok: false, error: error.message }
    return {
      ok: false,
      error: 'document: expected an experiment document, got something that cannot be read',
    }
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

function document(value: unknown): Experiment {
  const keys = ['format', 'title', 'about', 'model', 'sequence', 'loss', 'labels']
  const fields = expect.object(value, '', keys)
  expect.oneOf(fields.format, 'format', ['unrolled/1'])
  if ('title' in fields) expect.text(fields.title, 'title')
  if ('about' in fields) expect.text(fields.about, 'about')
  const model = checkModel(fields.model)
  const loss = checkLoss(fields.loss)
  checkSequence(fields.sequence, model, loss)
  if ('labels' in fields)
    checkLabels(fields.labels, model, (fields.sequence as Experiment['sequence']).inputs.length)
  return fields as unknown as Experiment
}

const cells = ['rnn', 'lstm', 'gru'] as const
const variants = ['vanilla', 'NIG', 'NFG', 'NOG', 'NIAF', 'NOAF', 'CIFG'] as const

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

function checkModel(value: unknown): Model {
  const sizes = ['inputSize', 'hiddenSize', 'outputSize'] as const
  const keys = ['cell', ...sizes, ...Object.keys(ownFields), 'bidirectional', 'attention', 'weights', 'init']
  const fields = expect.object(value, 'model', keys)
  const cell = expect.oneOf(fields.cell, 'model.cell', cells)
  if ('bidirectional' in fields && expect.boolean(fields.bidirectional, 'model.bidirectional'))
    throw new Mistake('model.bidirectional: not supported yet')
  if ('attention' in fields) throw new Mistake('model.attention: not supported yet')
  for (const name of sizes) expect.whole(fields[name], `model.${name}`, 1, limits.size)
  for (const [name, own] of Object.entries(ownFields)) {
    if (!(name in fields)) continue
    own.check(fields[name], `model.${name}`)
    if (own.cell !== cell)
      expect.fail(
        `model.${name}`,
        `no such key for a cell "${cell}" (it belongs to "${own.cell}")`,
        fields[name],
      )
  }
  const model = modelOf(fields as unknown as ExperimentModel)
  if ('weights' in fields && 'init' in fields)
    expect.fail('model.init', 'either "weights" or "init", not both')
  if ('weights' in fields) checkWeights(fields.weights, model)
  else if ('init' in fields) checkInit(fields.init, model)
  else expect.fail('model', '"weights" or "init"')
  return model
}

function checkWeights(value: unknown, model: Model): void {
  const shapes = tensorShapes(model)
  const fields = expect.object(value, 'model.weights', Object.keys(shapes))
  for (const [name, [m, n]] of Object.entries(shapes)) {
    const place = `model.weights.${name}`
    if (!(name in fields))
      expect.fail(place, n === undefined ? `${m} numbers` : `${m} rows of ${n} numbers`, undefined)
    if (n === undefined) expect.numbers(fields[name], place, m!)
    else rows(fields[name], place, m!, n)
  }
}

function rows(value: unknown, place: string, m: number, n: number): void {
  const all = expect.list(value, place, `${m} rows of ${n} numbers`)
  if (all.length !== m) throw new Mistake(`${place}: expected ${m} rows, got ${all.length}`)
  for (let i = 0; i < m; i++) expect.numbers(all[i], `${place}[${i}]`, n)
}

function checkInit(value: unknown, model: Model): void {
  const place = 'model.init'
  const fields = expect.object(value, place, ['scheme', 'seed', 'gain', 'sd', 'forgetBias', 'inputSd'])
  expect.oneOf(fields.scheme, `${place}.scheme`, schemes)
  expect.whole(fields.seed, `${place}.seed`, 0, 2 ** 32 - 1)
  for (const name of ['gain', 'forgetBias'] as const)
    if (name in fields) expect.finite(fields[name], `${place}.${name}`)
  for (const name of ['sd', 'inputSd'] as const)
    if (name in fields && expect.finite(fields[name], `${place}.${name}`) < 0)
      expect.fail(`${place}.${name}`, 'a number that is not negative', fields[name])
  if ('forgetBias' in fields && model.cell !== 'lstm')
    expect.fail(
      `${place}.forgetBias`,
      `no such key for a cell "${model.cell}" (it belongs to "lstm")`,
      fields.forgetBias,
    )
}

function checkLoss(value: unknown): Loss {
  const fields = expect.object(value, 'loss', ['kind', 'at', 'reduction'])
  return {
    kind: expect.oneOf(fields.kind, 'loss.kind', ['mse', 'cross-entropy', 'linear']),
    at: expect.oneOf(fields.at, 'loss.at', ['last', 'all']),
    reduction: expect.oneOf(fields.reduction, 'loss.reduction', ['mean', 'sum', 'half']),
  }
}

function checkSequence(value: unknown, model: Model, loss: Loss): void {
  const fields = expect.object(value, 'sequence', ['inputs', 'targets', 'initialState'])
  const inputs = expect.list(fields.inputs, 'sequence.inputs', `a list of rows of ${model.inputSize} numbers`)
  const T = inputs.length
  if (T < 1 || T > limits.steps)
    throw new Mistake(`sequence.inputs: expected 1 to ${limits.steps} timesteps, got ${T}`)
  for (let t = 0; t < T; t++) expect.numbers(inputs[t], `sequence.inputs[${t}]`, model.inputSize)
  const targets = expect.list(fields.targets, 'sequence.targets', 'a list of targets')
  if (targets.length !== T && !(loss.at === 'last' && targets.length === 1)) {
    const expected = loss.at === 'last' && T > 1 ? `1 or ${T} targets` : T === 1 ? '1 target' : `${T} targets`
    throw new Mistake(`sequence.targets: expected ${expected}, got ${targets.length}`)
  }
  const K = model.outputSize
  for (let t = 0; t < targets.length; t++) {
    const place = `sequence.targets[${t}]`
    if (loss.kind !== 'cross-entropy') expect.numbers(targets[t], place, K)
    else if (!Number.isInteger(targets[t]) || (targets[t] as number) < 0 || (targets[t] as number) >= K)
      expect.fail(place, `a class from 0 to ${K - 1}`, targets[t])
  }
  if ('initialState' in fields) {
    const states = model.cell === 'lstm' ? ['h', 'C'] : ['h']
    const initial = expect.object(fields.initialState, 'sequence.initialState', states)
    for (const [name, numbers] of Object.entries(initial))
      expect.numbers(numbers, `sequence.initialState.${name}`, model.hiddenSize)
  }
}

function checkLabels(value: unknown, model: Model, T: number): void {
  const counts = { inputs: model.inputSize, outputs: model.outputSize, steps: T }
  const fields = expect.object(value, 'labels', Object.keys(counts))
  for (const [name, count] of Object.entries(counts)) {
    if (!(name in fields)) continue
    const place = `labels.${name}`
    const texts = expect.list(fields[name], place, `${count} texts`)
    if (texts.length !== count)
      throw new Mistake(`${place}: expected ${count} ${count === 1 ? 'text' : 'texts'}, got ${texts.length}`)
    for (let i = 0; i < count; i++) expect.text(texts[i], `${place}[${i}]`)
  }
}
