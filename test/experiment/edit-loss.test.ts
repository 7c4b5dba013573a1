/** A loss is changed beside its kind: what is written is a document that is taken, and its numbers are those that it says. */
import { expect, test } from 'vitest'
import {
  check,
  type Experiment,
  endsOf,
  numberOf,
  problemOf,
  record,
  shaped,
  withLoss,
} from '../../src/index.ts'
import { experimentOf, golden } from '../support/cases.ts'

const named = (name: string): Experiment => experimentOf(golden.find((each) => each.name === name)!)
const last = named('lstm-mse-last')
const gradient = (of: Experiment, name: string) => numberOf(record(problemOf(of), 0.1), name)

test('a gradient that is given at h adds to that of the loss, and goes with it', () => {
  const { sequence, model } = last
  const T = sequence.inputs.length
  const [h] = endsOf(last)
  expect(h).toEqual({ name: 'h', shape: [model.hiddenSize], t: T })
  const numbers = Array.from({ length: model.hiddenSize }, (_, i) => (i === 0 ? 0.25 : 0))
  const given = withLoss(last, { given: { h: shaped(numbers, h!.shape)! } })
  expect(check(given).ok).toBe(true)
  const at = `d:h@${T}[0]`
  expect(gradient(given, at)! - gradient(last, at)!).toBeCloseTo(0.25, 12)
  expect(withLoss(given, { given: {} }).loss).toEqual(last.loss)
})

test('a weight of 0 leaves a timestep out, and a sum over the timesteps is no mean', () => {
  const all = golden
    .map(({ name }) => named(name))
    .find(({ loss }) => loss.at === 'all' && loss.kind === 'mse')!
  const T = all.sequence.inputs.length
  const none = withLoss(all, { weights: Array.from({ length: T }, (_, t) => (t === 0 ? 0 : 1)) })
  expect(check(none).ok).toBe(true)
  expect(gradient(none, 'd:y@1[0]')).toBe(0)
  const [mean, sum] = (['mean', 'sum'] as const).map(
    (outer) => gradient(withLoss(all, { outer }), 'd:y@1[0]')!,
  )
  expect(sum!).toBeCloseTo(T * mean!, 12)
  expect(withLoss(none, { weights: undefined }).loss).toEqual(all.loss)
})

test('numbers take the shape of what a layer ends with, or are too many', () => {
  expect(shaped([1, 2], [2])).toEqual([1, 2])
  expect(shaped([1, 2, 3, 4], [2, 2])).toEqual([
    [1, 2],
    [3, 4],
  ])
  expect(shaped([1], [])).toBe(1)
  expect(shaped([1, 2, 3], [2])).toBeUndefined()
})
