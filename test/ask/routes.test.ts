import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  departures,
  deviation,
  direct,
  nudge,
  problemOf,
  record,
  routesOf,
  type Trace,
  without,
} from '../../src/index.ts'
import { experimentOf, supported } from '../support/cases.ts'
import { command, fileOf } from '../support/command.ts'
import { draw, losses, models } from '../support/problems.ts'
import { least, spent } from '../support/speed.ts'

const traceOf = (name: string) => record(problemOf(experimentOf(supported.find((c) => c.name === name)!)))

const row = (trace: Trace, name: string, t: number) => {
  const { data, shape } = trace.memory(name)
  return data.slice(t * shape[0]!, (t + 1) * shape[0]!)
}

/** Wᵀ v, W [m, n], written out here so that it is not the engine's. */
function transposed(W: ArrayLike<number>, v: ArrayLike<number>, n: number): number[] {
  return Array.from({ length: n }, (_, j) =>
    Array.from(v).reduce((sum, each, i) => sum + W[i * n + j]! * each, 0),
  )
}

test('the routes of random models add up to the gradient, at every timestep', () => {
  fc.assert(
    fc.property(
      models(4, 6),
      losses,
      fc.integer({ min: 1, max: 10 }),
      fc.constantFrom(0.5, 1, 3),
      fc.nat(),
      (model, loss, T, scale, seed) => {
        const trace = record(draw(model, loss, T, scale, seed))
        const { at, of, names } = routesOf(trace)
        expect(at.map(({ k }) => k)).toEqual(Array.from({ length: T }, (_, s) => s + 1))
        expect(of).toBe(model.cell === 'lstm' ? 'C' : 'h')
        for (const { k, full, parts } of at) {
          expect(Object.keys(parts)).toEqual(names)
          expect(Array.from(full)).toEqual(Array.from(row(trace, `d:${of}`, k)))
          full.forEach((whole, i) => {
            const numbers = Object.values(parts).map((part) => part[i]!)
            const magnitude = numbers.reduce((sum, n) => sum + Math.abs(n), 0)
            expect(Math.abs(numbers.reduce((sum, n) => sum + n, 0) - whole)).toBeLessThanOrEqual(
              1e-12 * magnitude,
            )
          })
          const gone = departures(trace, k)
          for (const name of names)
            parts[name]!.forEach((part, i) => {
              const numbers = gone.map((each) => each.parts[name]![i]!)
              const magnitude = numbers.reduce((sum, n) => sum + Math.abs(n), 0)
              expect(Math.abs(numbers.reduce((sum, n) => sum + n, 0) - part)).toBeLessThanOrEqual(
                1e-12 * magnitude,
              )
            })
        }
      },
    ),
    { numRuns: 150, seed: 21 },
  )
})

test('a route of an LSTM is Σ_{t≥k} (Π f_j) ⊙ o_t ⊙ (1 − tanh² C_t) ⊙ U_qᵀ ∂L/∂a_{q,t+1}', () => {
  for (const name of ['lstm-initial-state', 'lstm-ce-all', 'lstm-mse-last', 'drift']) {
    const trace = traceOf(name)
    const H = trace.problem.model.hiddenSize
    for (const { k, parts } of routesOf(trace).at) {
      for (const [route, part] of Object.entries(parts)) {
        const expected = new Float64Array(H)
        const carried = new Float64Array(H).fill(1)
        for (let t = k; t <= trace.T; t++) {
          const V = trace.memory('head.weight').data
          const arriving =
            route === direct
              ? trace.hasLoss(t)
                ? transposed(V, row(trace, 'd:y', t), H)
                : []
              : t < trace.T
                ? transposed(trace.memory(`U_${route}`).data, row(trace, `d:a_${route}`, t + 1), H)
                : []
          for (let i = 0; i < H; i++) {
            if (t > k) carried[i] = carried[i]! * row(trace, 'f', t)[i]!
            const o = row(trace, 'o', t)[i]!
            const C = Math.tanh(row(trace, 'C', t)[i]!)
            expected[i] = expected[i]! + carried[i]! * o * (1 - C * C) * (arriving[i] ?? 0)
          }
        }
        for (const [i, n] of part.entries()) expect(n).toBeCloseTo(expected[i]!, 13)
      }
    }
  }
})

describe('the names of the routes', () => {
  test.each([
    ['lstm-initial-state', ['direct', 'i', 'f', 'g', 'o']],
    ['lstm-peephole', ['direct', 'i', 'f', 'g', 'o']],
    ['lstm-CIFG', ['direct', 'i', 'g', 'o']],
    ['lstm-NFG', ['direct', 'i', 'g', 'o']],
    ['lstm-NIAF', ['direct', 'i', 'f', 'g', 'o']],
    ['gru-pytorch', ['direct', 'r', 'z', 'n']],
    ['gru-paper', ['direct', 'r', 'z', 'n']],
    ['rnn-tanh', ['direct', 'a']],
  ])('%s', (name, names) => {
    expect(routesOf(traceOf(name)).names).toEqual(names)
  })
})

test('with peepholes a gate can be entered from the cell itself', () => {
  const trace = traceOf('lstm-peephole')
  const { at } = routesOf(trace)
  const H = trace.problem.model.hiddenSize
  // At the last timestep the only gate that C still reaches is o, by its peephole.
  const last = at.at(-1)!
  const expected = Array.from(
    { length: H },
    (_, i) => trace.memory('peephole_o').data[i]! * row(trace, 'd:a_o', trace.T)[i]!,
  )
  expect(Array.from(last.parts.o!)).toEqual(expected)
  for (const gate of ['i', 'f', 'g']) expect(Array.from(last.parts[gate]!).every((n) => n === 0)).toBe(true)
})

test('without a route the gradient is wrong, and the nudge says so', () => {
  const trace = traceOf('lstm-initial-state')
  const [first] = routesOf(trace).at
  const measured = first!.full.map((_, i) => nudge(trace, `d:C@1[${i}]`)!.measured)
  expect(deviation(without(first!, []), measured).relativeError).toBeLessThan(1e-7)
  for (const off of ['i', 'f', 'g', 'o', direct])
    expect(deviation(without(first!, [off]), measured).relativeError).toBeGreaterThan(1e-3)
  const cellOnly = without(first!, ['i', 'f', 'g', 'o'])
  expect(Array.from(cellOnly)).toEqual(Array.from(first!.parts[direct]!))
  const { relativeError, cosine } = deviation(cellOnly, first!.full)
  expect(relativeError).toBeGreaterThan(0.05)
  expect(cosine).toBeLessThan(1)
})

test('every k of H = 16, T = 50 within 100 ms', async () => {
  const { model } = traceOf('lstm-peephole').problem
  const big = { ...model, inputSize: 4, hiddenSize: 16, outputSize: 4 }
  const trace = record(draw(big, { kind: 'mse', at: 'all', reduction: 'mean' }, 50, 1, 3))
  expect(await least(100, () => spent(() => routesOf(trace)))).toBeLessThan(100)
})

describe('on the command line', () => {
  const run = (name: string) => command('routes', fileOf(supported.find((c) => c.name === name)!.document))
  test('prints the routes of every timestep', async () => {
    const { C } = JSON.parse((await run('lstm-CIFG')).stdout)
    const { at } = routesOf(traceOf('lstm-CIFG'))
    expect(C.map((each: { k: number }) => each.k)).toEqual(at.map(({ k }) => k))
    expect(Object.keys(C[0])).toEqual(['k', 'full', 'cellOnly', 'first'])
    expect(Object.keys(C[0].first)).toEqual(['i', 'g', 'o'])
    expect(C[0].full).toEqual(Array.from(at[0]!.full))
    expect(C[0].cellOnly).toEqual(Array.from(at[0]!.parts[direct]!))
    expect(C[0].first.g).toEqual(Array.from(at[0]!.parts.g!))
  })
  test('a model without C: the state that is kept, h', async () => {
    const { h } = JSON.parse((await run('gru-pytorch')).stdout)
    expect(Object.keys(h[0].first)).toEqual(['r', 'z', 'n'])
  })
})
