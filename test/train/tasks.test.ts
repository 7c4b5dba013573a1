import { describe, expect, test } from 'vitest'
import { trainingRun } from '../../src/index.ts'
import { drawTask, taskNamed, taskNames, taskOptions } from '../../src/train/tasks/index.ts'
import { documentOf } from './documents.ts'

/** A document for a task, small enough for a test. */
function documentFor(name: string, options: Record<string, number> = {}) {
  const { inputs, outputs, kinds, at } = taskNamed(name)
  return documentOf({
    format: 'unrolled-training/1',
    model: {
      cell: 'lstm',
      inputSize: inputs,
      hiddenSize: 8,
      outputSize: outputs,
      init: { scheme: 'pytorch', seed: 1 },
    },
    data: { kind: 'task', name, seed: 5, ...options },
    loss: { kind: kinds[0], at, reduction: 'mean' },
    training: { optimizer: { kind: 'adam', lr: 0.02 }, epochs: 6, batch: 4, shuffle: true },
  })
}

/** Tasks whose data are given, and not drawn. */
const given: readonly string[] = ['next-character', 'weather']

const small: Record<string, Record<string, number>> = {
  sine: { points: 60 },
  adding: { sequences: 20, length: 10 },
  copy: { sequences: 12, delay: 3 },
  'temporal-order': { sequences: 20, length: 12 },
  'store-and-ask': { sequences: 20 },
  'slot-filling': { sequences: 20 },
  'next-character': { length: 12 },
}

describe.each(taskNames)('%s', (name) => {
  test('is learned from: the loss of training falls', () => {
    const run = trainingRun(documentFor(name, small[name]))
    run.advance(run.order.updates)
    const epoch = run.order.updatesPerEpoch
    const mean = (of: readonly number[]) => of.reduce((a, b) => a + b, 0) / of.length
    expect(mean(run.losses.slice(-epoch))).toBeLessThan(mean(run.losses.slice(0, epoch)))
    expect(run.train).toBeLessThan(run.task.items.length)
  })
  test('the same seed draws the same, another seed something else', () => {
    const data = { kind: 'task', name, seed: 5, ...small[name] } as const
    expect(drawTask(data)).toEqual(drawTask(data))
    if (!given.includes(name)) expect(drawTask({ ...data, seed: 6 })).not.toEqual(drawTask(data))
    for (const { inputs, targets, T } of drawTask(data).items) {
      expect(inputs).toHaveLength(T * taskNamed(name).inputs)
      expect(targets.every(Number.isFinite)).toBe(true)
    }
  })
})

test('the baselines are those of the literature', () => {
  const of = (name: string, options = {}) => {
    const data = { kind: 'task', name, seed: 1, ...options } as const
    return taskNamed(name).baselines(taskOptions(data), drawTask(data))
  }
  expect(of('adding').guess).toBe(1 / 6)
  expect(of('copy').guess).toBeCloseTo((10 * Math.log(8)) / 40, 12)
  expect(of('temporal-order').guess).toBe(Math.log(4))
  for (const name of ['slot-filling', 'next-character']) {
    // Who says of each class how often it comes pays this on average.
    const said = drawTask({ kind: 'task', name, seed: 1 }).items.flatMap(({ targets }) => [...targets])
    const shares = said.map((target) => said.filter((each) => each === target).length / said.length)
    expect(of(name).guess).toBeCloseTo(
      shares.reduce((sum, share) => sum - Math.log(share), 0) / said.length,
      10,
    )
  }
  const sine = of('sine')
  expect(sine.noise).toBeCloseTo(0.01, 12)
  expect(Math.abs(sine.last! - 0.025)).toBeLessThan(0.006)
})

test('the sine of the notes: 980 windows of 20 points, 800 of them to train', () => {
  const { items, train } = drawTask({ kind: 'task', name: 'sine', seed: 1 })
  expect([items.length, train, items[0]!.T]).toEqual([980, 800, 20])
  expect(items[1]!.inputs[0]).toBe(items[0]!.inputs[1])
  expect(items[0]!.targets[0]).toBe(items[20]!.inputs[0])
})
