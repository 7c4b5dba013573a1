import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gradientOf } from '../../src/algebra/names.ts'
import type { Model, Problem } from '../../src/cell/model.ts'
import { tensorShapes } from '../../src/cell/parameters.ts'
import { record, weightGradients } from '../../src/index.ts'
import { loss as addLosses, forward } from '../../src/trace/forward.ts'
import { memoryOf } from '../../src/trace/memory.ts'
import { runPlanOf } from '../../src/trace/plan.ts'
import { networkOf } from '../../src/trace/record.ts'
import { startOf } from '../../src/trace/schedule.ts'
import { draw, fitting, losses, models, stacks } from '../support/problems.ts'

/** A kink of relu within the step of the difference would be measured, not derived. */
function nearKink(problem: Problem): boolean {
  if (problem.model.cell !== 'rnn' || problem.model.activation !== 'relu') return false
  const trace = record(problem)
  return trace
    .memory('a')
    .data.slice(problem.model.hiddenSize)
    .some((a) => Math.abs(a) < 1e-3)
}

/** The loss, of a forward pass alone: hundreds are run for a gradient that one backward pass gives. */
function lossOf(problem: Problem): number {
  const net = networkOf(problem)
  const plan = runPlanOf(net, problem.model)
  const memory = memoryOf(problem, net, plan, 0)
  const T = problem.sequence.inputs.length
  const hasLoss = (t: number) => problem.loss.at === 'all' || t === T
  const result = { loss: 0 }
  const of = { net, memory, T, hasLoss }
  const passes = [forward(of, plan), addLosses(of, plan, result)]
  for (const pass of passes) while (!pass.next().done);
  return result.loss
}

/** The largest error of a gradient against central differences, as a share of what is allowed. */
function worst(problem: Problem): number {
  const trace = record(problem)
  const allowed = (gradient: ArrayLike<number>) =>
    1e-6 * Math.max(...Array.from(gradient, Math.abs), 1e-3 * Math.max(1, Math.abs(trace.loss)))
  const eps = 1e-5
  let largest = 0
  const compare = (data: { [i: number]: number; length: number }, gradient: ArrayLike<number>) => {
    for (let i = 0; i < data.length; i++) {
      const before = data[i]!
      const at = (x: number) => {
        data[i] = x
        const loss = lossOf(problem)
        data[i] = before
        return loss
      }
      // Richardson: the error of the difference itself falls with the fourth power of the step.
      const [d1, d2] = [eps, 2 * eps].map((h) => (at(before + h) - at(before - h)) / (2 * h))
      largest = Math.max(largest, Math.abs((4 * d1! - d2!) / 3 - gradient[i]!) / allowed(gradient))
    }
  }
  expect(lossOf(problem)).toBe(trace.loss)
  const gradients = weightGradients(trace)
  for (const name of Object.keys(tensorShapes(problem.model)))
    compare(problem.weights[name]!.data, gradients[name]!.data)
  for (const [name, values] of Object.entries(problem.sequence.initialState!)) {
    const { length: H } = values as number[]
    const at = startOf(trace.net, name, trace.T) * H
    compare(values as number[], trace.memory(gradientOf(name)).data.subarray(at, at + H))
  }
  return largest
}

test('every gradient of random models agrees with central differences', () => {
  fc.assert(
    fc.property(
      models(4, 6),
      losses,
      fc.integer({ min: 1, max: 8 }),
      fc.constantFrom(0.5, 1, 2, 5),
      fc.nat(),
      (model, loss, T, scale, seed) => {
        const problem = draw(model, loss, T, scale, seed)
        fc.pre(!nearKink(problem))
        expect(worst(problem)).toBeLessThan(1)
      },
    ),
    { numRuns: 400, seed: 20261123 },
  )
})

test('every gradient of random nets of layers agrees with central differences', () => {
  fc.assert(
    fc.property(stacks, losses, fc.integer({ min: 1, max: 6 }), fc.nat(), (model, loss, T, seed) => {
      expect(worst(draw(model, fitting(loss, model), T, 1.5, seed))).toBeLessThan(1)
    }),
    { numRuns: 60, seed: 20261128 },
  )
})

test('a gradient with a term left out is found', () => {
  const model: Model = {
    cell: 'lstm',
    inputSize: 2,
    hiddenSize: 3,
    outputSize: 2,
    activation: 'tanh',
    peephole: false,
    variant: 'vanilla',
    resetAfter: true,
    update: 'keep',
  }
  const problem = draw(model, { kind: 'mse', at: 'all', reduction: 'mean' }, 4, 1, 1)
  expect(worst(problem)).toBeLessThan(1)
  const h = problem.sequence.initialState!.h as number[]
  const trace = record(problem)
  const wrong = trace.memory('d:h').data[0]! * 1.0001
  const eps = 1e-5
  const at = (x: number) =>
    lossOf({
      ...problem,
      sequence: {
        ...problem.sequence,
        initialState: { ...problem.sequence.initialState, h: [x, ...h.slice(1)] },
      },
    })
  const measured = (at(h[0]! + eps) - at(h[0]! - eps)) / (2 * eps)
  expect(Math.abs(measured - wrong)).toBeGreaterThan(1e-6 * Math.abs(measured))
})
