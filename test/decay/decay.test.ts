import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  answerOf,
  bandsOf,
  check,
  decay,
  decayOf,
  documentOfDraw,
  drawn,
  modelNamed,
  modelNames,
  nameOfModel,
  type Problem,
  probe,
  problemOf,
  record,
  runStates,
  weightGradients,
  withWeightGradients,
} from '../../src/index.ts'
import { random } from '../../src/tensor/random.ts'
import { experimentOf, supported } from '../support/cases.ts'
import { draws, kinds, spec } from '../support/draws.ts'

interface Reference {
  readonly lags: number[]
  readonly models: Record<string, Record<'h' | 'C', [number, number, number][]>>
}
const reference: Reference = JSON.parse(readFileSync('test/golden/decay/reference.json', 'utf8'))

describe('PyTorch’s reference', () => {
  test('has the models that have names', () => expect(Object.keys(reference.models)).toEqual([...modelNames]))

  test.each(modelNames)('the median of 60 draws of %s lies in PyTorch’s band', (name) => {
    const bands = bandsOf(draws(spec(name), 60))
    const states = Object.entries(reference.models[name]!) as ['h' | 'C', [number, number, number][]][]
    expect([...bands.keys()]).toEqual(states.map(([state]) => state))
    for (const [state, quantiles] of states)
      for (const [i, [low, , high]] of quantiles.entries()) {
        const median = Math.log(bands.get(state)!.q50[reference.lags[i]!]!)
        expect(median).toBeGreaterThan(Math.log(low!))
        expect(median).toBeLessThan(Math.log(high!))
        // The band is wide where the draws differ: ours differ as much.
        const { q10, q90 } = bands.get(state)!
        const spread = Math.log(q90[reference.lags[i]!]! / q10[reference.lags[i]!]!) / Math.log(high! / low!)
        expect(spread).toBeGreaterThan(0.5)
        expect(spread).toBeLessThan(2)
      }
  })
})

/** The loss with one state moved at timestep t: the steps after t, run from there. */
function lossFrom(problem: Problem, t: number, initialState: { h: number[]; C?: number[] }): number {
  const inputs = problem.sequence.inputs.slice(t)
  return record({ ...problem, sequence: { ...problem.sequence, inputs, initialState } }).loss
}

describe.each(kinds)('a draw of %s', (name) => {
  const problem = drawn(spec(name, { hidden: 5, inputs: 3, steps: 9, inputScale: 0.8 }), 3)
  const run = runStates(problem)

  test('sends a gradient of length 1 in, and has the norms of the recorded trace', () => {
    const trace = record(problem)
    expect(decayOf(run).norms.get('h')![0]).toBeCloseTo(1, 14)
    const answer = answerOf(trace)
    for (const state of ['h', 'C'] as const)
      for (const [lag, n] of Array.from(decayOf(run).norms.get(state) ?? []).entries()) {
        const t = run.T - lag
        const gradient = t === 0 ? answer.initialGrads[state] : answer.steps[t - 1]!.grads[state]
        const expected = Math.hypot(...(gradient as number[]))
        expect(Math.abs(n - expected)).toBeLessThanOrEqual(1e-13 * expected)
      }
    const whole = weightGradients(withWeightGradients(run))
    for (const [tensor, { data }] of Object.entries(weightGradients(trace)))
      expect(whole[tensor]!.data).toEqual(data)
  })

  test('has the gradients of central differences', () => {
    const H = 5
    const states = run.net.states.includes('C') ? (['h', 'C'] as const) : (['h'] as const)
    for (const t of [0, 6]) {
      const before = Object.fromEntries(
        states.map((state) => [state, Array.from(run.memory(state).data.subarray(t * H, (t + 1) * H))]),
      ) as { h: number[]; C?: number[] }
      // What a state at t is worth to the steps after t, the other state held; at t a cell state also acts through h (a path of its own).
      const partial = (state: 'h' | 'C', i: number) => {
        const at = (eps: number) =>
          lossFrom(problem, t, { ...before, [state]: before[state]!.with(i, before[state]![i]! + eps) })
        const [d1, d2] = [1e-4, 2e-4].map((eps) => (at(eps) - at(-eps)) / (2 * eps))
        return (4 * d1! - d2!) / 3
      }
      const later = runStates({
        ...problem,
        sequence: { ...problem.sequence, inputs: problem.sequence.inputs.slice(t), initialState: before },
      })
      for (const state of states)
        for (let i = 0; i < H; i++)
          expect(Math.abs(partial(state, i) - later.memory(`d:${state}`).data[i]!)).toBeLessThan(1e-9)
      // Without a cell state nothing else acts, and the whole run says the same.
      for (let i = 0; i < H; i++)
        expect(Math.abs(partial('h', i) - run.memory('d:h').data[t * H + i]!)).toBeLessThan(1e-9)
    }
  })

  test('opens on the stage as a document with the same gradients', () => {
    const of = spec(name, { hidden: 4, inputs: 2, steps: 6 })
    const result = check(JSON.parse(JSON.stringify(documentOfDraw(of, 1))))
    if (!result.ok) throw new Error(result.error)
    expect(decayOf(record(problemOf(result.value)))).toEqual(decay(of, 1))
  })
})

test('every symbol has the gradient of its name, and its name is read back', () => {
  for (const name of [...modelNames, ...kinds, 'rnn-relu-1.5-orthogonal', 'lstm-2-xavier-bf=-1-in=0.01'])
    expect(nameOfModel(modelNamed(name)!)).toBe(name)
  for (const name of [
    '',
    'lstm',
    'rnn-bf=1',
    'gru-NIG-torch',
    'rnn-torch-0.1',
    'lstm-CIFG-f=one',
    'rnn-torch ',
  ])
    expect(modelNamed(name)).toBeUndefined()
})

test('draws differ, the same draw is the same, and models share inputs and v', () => {
  const [a, b] = [spec('rnn-torch'), spec('gru-torch')].map((of) => drawn(of, 2))
  expect(a!.sequence).toEqual(b!.sequence)
  expect(a!.weights['head.weight']).toEqual(b!.weights['head.weight'])
  expect(drawn(spec('rnn-torch'), 2)).toEqual(a)
  expect(drawn(spec('rnn-torch'), 3).sequence).not.toEqual(a!.sequence)
  expect(drawn(spec('rnn-torch', { seed: 2 }), 2).weights).not.toEqual(a!.weights)
  const scaled = drawn(spec('rnn-torch', { inputScale: 10 }), 2)
  expect(scaled.sequence.inputs[4]![1]).toBe(10 * a!.sequence.inputs[4]![1]!)
})

test('any experiment can be probed with a gradient of length 1', () => {
  for (const c of supported.filter((each) => each.name !== 'lstm-long')) {
    const problem = problemOf(experimentOf(c))
    const h = decayOf(runStates(probe(problem, 1))).norms.get('h')!
    expect(Math.abs(h[0]! - 1)).toBeLessThan(1e-14)
    expect(h.length).toBe(problem.sequence.inputs.length + 1)
  }
})

test('random numbers of neighbouring seeds are not alike', () => {
  // 2^16 normals a stream would correlate by less than 5/√n.
  const n = 2 ** 14
  const stream = (draw: number) =>
    drawn(spec('rnn-torch', { inputs: 64, steps: n / 64 }), draw).sequence.inputs.flat()
  const [a, b] = [stream(0), stream(1)]
  const correlation = a!.reduce((sum, x, i) => sum + x * b![i]!, 0) / n
  expect(Math.abs(correlation)).toBeLessThan(5 / Math.sqrt(n))
  expect(random(1).uniform(0, 1)).not.toBe(random(2).uniform(0, 1))
})
