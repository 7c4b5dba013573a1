import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { indices } from '../../src/algebra/element.ts'
import {
  checkAll,
  type Experiment,
  nudge,
  numberOf,
  problemOf,
  record,
  resultOf,
  stepErrors,
  type Trace,
} from '../../src/index.ts'
import { experimentOf, nets } from '../support/cases.ts'
import { draw, losses, models } from '../support/problems.ts'

const traceOf = (name: string) => record(problemOf(experimentOf(nets.find((c) => c.name === name)!)))

/** Every element of every gradient of a trace, of values, inputs, initial states, weights, and of what each timestep adds. */
function gradients(trace: Trace): string[] {
  const ofFrames = trace.frames
    .filter((frame) => frame.phase === 'backward')
    .flatMap((frame) =>
      indices(resultOf(trace, frame).shape).map((i) => `${frame.equation.symbol}@${frame.t}[${i}]`),
    )
  const ofWeights = trace.net.weights.flatMap((w) =>
    indices(trace.memory(w).shape).map((i) => `d:${w}[${i}]`),
  )
  return [...ofFrames, ...ofWeights]
}

/** The size that a gradient's error is a share of: rounding of the loss alone makes 1e-16 / step. */
const allowed = (trace: Trace, derived: number) =>
  1e-6 * Math.max(Math.abs(derived), 1e-3 * Math.max(1, Math.abs(trace.loss)))

describe('a nudge measures the gradient', () => {
  test.each([
    'lstm-initial-state',
    'lstm-peephole',
    'lstm-CIFG',
    'lstm-ce-all',
    'gru-pytorch',
    'gru-paper',
    'rnn-tanh',
  ])('every element of every gradient of %s', (name) => {
    const trace = traceOf(name)
    for (const ref of gradients(trace)) {
      const { derived, measured, kink } = nudge(trace, ref)!
      expect([ref, kink]).toEqual([ref, false])
      expect([ref, Math.abs(derived - measured) <= allowed(trace, derived)]).toEqual([ref, true])
      expect(derived).toBe(numberOf(trace, ref))
    }
  })

  test('any gradient of random models', () => {
    fc.assert(
      fc.property(
        models(4, 6),
        losses,
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom(0.5, 1, 2),
        fc.nat(),
        fc.array(fc.nat(), { minLength: 5, maxLength: 5 }),
        (model, loss, T, scale, seed, picks) => {
          const trace = record(draw(model, loss, T, scale, seed))
          const before = [trace.loss, ...trace.problem.weights.weight_ih_l0!.data]
          const all = gradients(trace)
          for (const ref of picks.map((pick) => all[pick % all.length]!)) {
            const { derived, measured, above, below, kink } = nudge(trace, ref)!
            if (kink) expect(above).not.toBe(below)
            else expect([ref, Math.abs(derived - measured) <= allowed(trace, derived)]).toEqual([ref, true])
          }
          expect([record(trace.problem).loss, ...trace.problem.weights.weight_ih_l0!.data]).toEqual(before)
        },
      ),
      { numRuns: 150, seed: 11 },
    )
  })

  test('a shared weight is moved once for all timesteps, what a timestep adds at that one alone', () => {
    const trace = traceOf('lstm-initial-state')
    const whole = nudge(trace, 'd:U_f[0,1]')!
    const parts = [1, 2, 3].map((t) => nudge(trace, `d:U_f@${t}[0,1]`)!)
    expect([whole.everyTimestep, parts[0]!.everyTimestep]).toEqual([true, false])
    expect(parts.reduce((sum, part) => sum + part.measured, 0)).toBeCloseTo(whole.measured, 9)
  })

  test('what is no gradient, or not there, has none', () => {
    const trace = traceOf('lstm-initial-state')
    for (const ref of [
      'f@1[0]',
      'd:f@9[0]',
      'd:C@3[1]<h@3',
      'd:W_f@1+[0,1]',
      'd:f@1',
      'L',
      '',
      'd:tanhC@1[0]',
    ])
      expect([ref, nudge(trace, ref), stepErrors(trace, ref)]).toEqual([ref, undefined, undefined])
  })
})

test('the error falls with the square of the step, then grows with rounding', () => {
  const errors = stepErrors(traceOf('lstm-initial-state'), 'd:W_g[0,0]')!
  expect(errors.map((each) => each.step)[0]).toBe(0.1)
  expect(errors.at(-1)!.step).toBeCloseTo(1e-12, 20)
  const at = (step: number) => errors.find((each) => Math.abs(each.step / step - 1) < 1e-6)!.relativeError
  expect(at(1e-1) / at(1e-2)).toBeGreaterThan(90)
  expect(at(1e-1) / at(1e-2)).toBeLessThan(110)
  expect(at(1e-2) / at(1e-3)).toBeGreaterThan(80)
  expect(at(1e-12)).toBeGreaterThan(1e3 * at(1e-5))
  expect(at(1e-5)).toBeLessThan(1e-7)
})

/** One relu whose argument is `a`: h = relu(a), L = Σ h. */
function oneRelu(a: number): Experiment {
  return {
    format: 'unrolled/1',
    model: {
      cell: 'rnn',
      activation: 'relu',
      inputSize: 1,
      hiddenSize: 1,
      outputSize: 1,
      weights: {
        weight_ih_l0: [[a]],
        weight_hh_l0: [[0]],
        bias_ih_l0: [0],
        bias_hh_l0: [0],
        'head.weight': [[1]],
        'head.bias': [0],
      },
    },
    sequence: { inputs: [[1]], targets: [[1]] },
    loss: { kind: 'linear', at: 'last', reduction: 'sum' },
  }
}

test('at a kink of relu the two sides differ, and it is said', () => {
  const kink = nudge(record(problemOf(oneRelu(0))), 'd:W[0,0]')!
  expect(kink).toMatchObject({ kink: true, derived: 0, below: 0 })
  expect(kink.above).toBeCloseTo(1, 9)
  expect(kink.measured).toBeCloseTo(0.5, 9)
  const away = nudge(record(problemOf(oneRelu(0.5))), 'd:W[0,0]')!
  expect(away.kink).toBe(false)
  expect(away.measured).toBeCloseTo(1, 9)
})

describe('checking every parameter', () => {
  const run = (trace: Trace) => {
    const steps = checkAll(trace)
    let last = { done: 0, total: 0 }
    for (;;) {
      const next = steps.next()
      if (next.done) return { ...next.value, last }
      expect(next.value.done).toBe(last.done + 1)
      last = next.value
    }
  }
  test.each(['lstm-peephole', 'gru-pytorch', 'rnn-relu', 'lstm-one-step'])('%s', (name) => {
    const trace = traceOf(name)
    const { worst, count, last, kinks } = run(trace)
    expect(last).toEqual({ done: count, total: count })
    expect(count).toBe(trace.net.weights.reduce((sum, w) => sum + trace.memory(w).data.length, 0))
    expect(worst!.relativeError).toBeLessThan(1e-6)
    expect(kinks).toEqual([])
  })

  test('finds the one gradient that is wrong', () => {
    const trace = traceOf('lstm-peephole')
    const { data } = trace.memory('d:U_g')
    data[1] = data[1]! + 1e-4
    expect(run(trace).worst!.ref).toBe('d:U_g[0,1]')
  })

  test('keeps kinks apart', () => {
    const { kinks, worst } = run(record(problemOf(oneRelu(0))))
    expect(kinks).toEqual(['d:W[0,0]', 'd:b[0]'])
    expect(worst!.relativeError).toBeLessThan(1e-9)
  })
})
