/** A batch against the trace: the same equations, the same gradients, for every cell. */
import { expect, test } from 'vitest'
import { endShapes, stateShapes } from '../../src/cell/parameters.ts'
import {
  equationsOf,
  familyIds,
  initialWeights,
  type Loss,
  library,
  type Model,
  modelOf,
  record,
  type Weights,
  weightGradients,
} from '../../src/index.ts'
import { random } from '../../src/tensor/random.ts'
import { size, tensor, toLists } from '../../src/tensor/tensor.ts'
import type { Item } from '../../src/train/batch.ts'
import { sequenceOf } from '../../src/train/data.ts'
import { engineOf, type GradientTask } from '../../src/train/gradient.ts'
import { parametersOf } from '../../src/train/parameters.ts'
import { experimentOf, golden, stacked, written } from '../support/cases.ts'

const H = 5
const sizes = { inputSize: 3, hiddenSize: H, outputSize: 3 }

const bothWays = golden.filter(({ name }) => /^bi|attention/.test(name))

/** Every cell of the library and every typed one. */
const models: [string, Model][] = [
  ...library.map((entry): [string, Model] => {
    const family = familyIds.find((id) => id === entry.id)
    const cell = family ?? { name: entry.id, equations: equationsOf(entry), sizes: entry.sizes ?? {} }
    return [entry.id, modelOf({ cell, ...sizes })]
  }),
  ['lstm with peepholes', modelOf({ cell: 'lstm', peephole: true, ...sizes })],
  ['gru of 2014', modelOf({ cell: 'gru', resetAfter: false, ...sizes })],
  ...[...written, ...stacked, ...bothWays].map((c): [string, Model] => [
    c.name,
    modelOf(experimentOf(c).model),
  ]),
]

const last: Loss = { kind: 'mse', at: 'last', reduction: 'mean' }
const atAll: Loss = { kind: 'cross-entropy', at: 'all', reduction: 'mean' }

/** Gradients that are given at everything that layers end with, beside a loss at each timestep that can have one. */
function withGiven(model: Model, loss: Loss): Loss {
  const from = random(5)
  const given = [...endShapes(model)].map(([name, shape]) => {
    const numbers = Float64Array.from({ length: size(shape) }, () => from.normal())
    return [name, toLists(tensor(shape, numbers))] as const
  })
  return { ...loss, given: Object.fromEntries(given) }
}

/** Attention and what is read at the end have one loss. */
const lossesOf = (model: Model): readonly Loss[] =>
  model.attention || model.readout
    ? [last, withGiven(model, last)]
    : [last, atAll, withGiven(model, { ...last, at: 'all', reduction: 'sum' })]

function itemFor(model: Model, loss: Loss, T: number, seed: number): Item {
  const from = random(seed)
  const normals = (n: number) => Float64Array.from({ length: n }, () => from.normal())
  const judged = loss.at === 'all' ? T : 1
  const { inputSize: D, outputSize: K } = model
  return {
    T,
    inputs: normals(T * D),
    targets:
      loss.kind === 'cross-entropy'
        ? Float64Array.from({ length: judged }, () => Math.floor(from.uniform(0, K)))
        : normals(judged * K),
    initial: new Map(
      [...stateShapes(model)].map(([name, shape]) => [name, normals(size(shape)).map((n) => n / 4)]),
    ),
  }
}

/** What the trace of each sequence gives, summed. */
function traced(model: Model, loss: Loss, weights: Weights, items: readonly Item[]) {
  const runs = items.map((item) => record({ model, weights, loss, sequence: sequenceOf(item, model, loss) }))
  const { tensors, length } = parametersOf(model)
  const gradient = new Float64Array(length)
  for (const run of runs) {
    const of = weightGradients(run)
    for (const { name, at } of tensors)
      for (const [i, n] of of[name]!.data.entries()) gradient[at + i] = gradient[at + i]! + n
  }
  return { loss: runs.reduce((sum, run) => sum + run.loss, 0), gradient }
}

test.each(models)('a batch has the losses and gradients of its sequences, one by one: %s', (_, model) => {
  const weights = initialWeights(model, { scheme: 'pytorch', seed: 3 })
  const parameters = parametersOf(model)
  const values = new Float64Array(parameters.length)
  parameters.flatten(weights, values)
  for (const loss of lossesOf(model)) {
    // Two lengths: a batch runs what has one length together.
    const items = Array.from({ length: H + 2 }, (_, i) => itemFor(model, loss, i < H ? 4 : 2, i + 1))
    const task: GradientTask = { model, loss, items, precision: 'float64' }
    const engines = [engineOf(task), engineOf(task, 'plain'), engineOf({ ...task, precision: 'float32' })]
    expect(engines.map(({ by }) => by)).toEqual(['assembly', 'plain', 'assembly'])
    for (const indices of [[0], [1, 2], [0, 1, 2, 3], [4, 5, 6, 0]]) {
      const expected = traced(
        model,
        loss,
        weights,
        indices.map((i) => items[i]!),
      )
      const largest = Math.max(...expected.gradient.map(Math.abs))
      for (const [k, engine] of engines.entries()) {
        const near = k === 2 ? 2e-4 : 1e-11
        const found = engine.gradient(values, indices)
        const off = Math.max(...expected.gradient.map((n, i) => Math.abs(n - found.gradient[i]!)))
        const by = `${loss.kind} ${indices} ${['assembly', 'plain', 'float32'][k]}`
        expect(Math.abs(found.loss - expected.loss), by).toBeLessThan(
          near * Math.max(1, Math.abs(expected.loss)),
        )
        expect(off, by).toBeLessThanOrEqual(near * largest)
      }
    }
  }
})
