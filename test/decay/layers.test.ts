/** How gradients decay in the layers of a model: by its name, against the trace, PyTorch and central differences. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  cellPath,
  check,
  decay,
  decayOf,
  documentOf,
  documentOfDraw,
  drawn,
  forgetProduct,
  frameAt,
  gradientOf,
  layerStates,
  layersOf,
  modelNamed,
  nameOfModel,
  networkOfChoice,
  norm,
  probe,
  problemOf,
  product,
  record,
  runStates,
  upward,
} from '../../src/index.ts'
import { command, fileOf } from '../support/command.ts'
import { spec } from '../support/draws.ts'

const small = { hidden: 3, inputs: 2, steps: 6, seed: 4 }
const stacks = [
  'lstm+lstm-bf=1',
  'rnn-relu+gru-before+lstm-peephole-torch',
  'mgu+lstm+minlstm-1.5-orthogonal',
]
describe.each(stacks)('%s', (name) => {
  const of = spec(name, small)
  const { norms } = decay(of, 0)

  test('has a name, and its draw is a document that is read back', () => {
    expect(nameOfModel(modelNamed(name)!)).toBe(name)
    const found = check(documentOf(documentOfDraw(of, 0)))
    if (!found.ok) throw new Error(found.error)
    const { memory, T } = record(problemOf(found.value))
    for (const [state, byLag] of norms) {
      const { data } = memory(gradientOf(state))
      const n = data.length / (T + 1)
      const expected = Array.from(byLag, (_, lag) => norm(data, (T - lag) * n, (T - lag + 1) * n))
      expect([state, Array.from(byLag)]).toEqual([state, expected])
    }
  })

  test.each([1, 2, 5])('the norms %i steps back in every layer are those of central differences', (steps) => {
    const problem = drawn({ ...of, steps }, 1)
    const { sequence } = problem
    const lossFrom = (initialState: Record<string, number[]>): number =>
      runStates({ ...problem, sequence: { ...sequence, initialState } }).memory('L').data[steps]!
    for (const [state, byLag] of decay({ ...of, steps }, 1).norms) {
      const slopes = [0, 1, 2].map((i) => {
        const [up, down] = [1e-5, -1e-5].map((eps) => lossFrom({ [state]: [0, 0, 0].with(i, eps) }))
        return (up! - down!) / 2e-5
      })
      expect([state, Math.abs(norm(slopes) - byLag[steps]!) < 1e-9]).toEqual([state, true])
    }
  })
})

test.each(['lstm-2', 'gru-3', 'mgu-below-lstm', 'rnn-lstm'])(
  'the gradients of every layer at the initial state are those of PyTorch: %s',
  (name) => {
    const { experiment, expect: found } = JSON.parse(
      readFileSync(`test/golden/open/stack-${name}.json`, 'utf8'),
    ) as { experiment: unknown; expect: { initialGrads: Record<string, number[]> } }
    const result = check(experiment)
    if (!result.ok) throw new Error(result.error)
    const run = runStates(problemOf(result.value))
    const { norms } = decayOf(run)
    for (const [state, gradient] of Object.entries(found.initialGrads))
      expect([state, norms.get(state)!.at(-1)! / norm(gradient)]).toEqual([state, expect.closeTo(1, 10)])
  },
)

test('what a layer has, by the names of its cell', () => {
  const of = (name: string, layer: number) =>
    layerStates(networkOfChoice(modelNamed(name)!.model), layer).map(({ name, own }) => `${own}: ${name}`)
  expect(of('rnn+lstm-torch', 1)).toEqual(['h: h_l1', 'C: C_l1'])
  expect(of('rnn+lstm-torch', 0)).toEqual(['h: h'])
  expect(of('lstm-torch', 0)).toEqual(['h: h', 'C: C'])
  const trace = record(drawn(spec('rnn+lstm-torch', small), 0))
  expect(frameAt(trace, 'b3.C_l1')?.equation.symbol).toBe(gradientOf('C_l1'))
})

test('the paths of a layer: along its own cell, and from the cells above down to it', () => {
  const problem = drawn(spec('lstm+lstm-bf=1', small), 0)
  const { memory, T } = record(problem)
  const value = (symbol: string, t: number) => memory(symbol).data.subarray(t * 3, (t + 1) * 3)
  const v = problem.weights['head.weight']!.data
  const lag = 2
  const kept = (f: string) => v.map((_, i) => value(f, T)[i]! * value(f, T - 1)[i]!)
  const top = v.map(
    (n, i) => n * value('o_l1', T)[i]! * (1 - Math.tanh(value('C_l1', T)[i]!) ** 2) * kept('f_l1')[i]!,
  )
  expect(cellPath(problem)![lag]! / norm(top)).toBeCloseTo(1, 12)
  expect(cellPath(problem, 1)).toEqual(cellPath(problem))
  const below = Array.from(value(gradientOf('h'), T), (n, i) => n * kept('f')[i]!)
  expect(forgetProduct(runStates(problem), 0)![lag]! / norm(below)).toBeCloseTo(1, 12)
  // The path of the layer below begins with what the last timestep sends down, as the whole gradient does.
  expect(cellPath(problem, 0)![0]! / norm(value(gradientOf('C'), T))).toBeCloseTo(1, 12)
})

test('a probe has as many numbers as the layer that it looks at', () => {
  const problem = drawn(spec('lstm+lstm-torch', small), 0)
  const wide = { ...problem.model, above: [{ ...problem.model, hiddenSize: 5 }] }
  const { weights } = probe({ ...problem, model: wide }, 1)
  expect(weights['head.weight']!.shape).toEqual([1, 5])
  expect(norm(weights['head.weight']!.data)).toBeCloseTo(1, 12)
})

test('one step through all layers is a Jacobian of all their states', () => {
  const problem = drawn(spec('gru+lstm-torch', small), 0)
  const run = runStates(problem)
  const J = product(run, 2, run.T)
  const g = new Float64Array(J.size)
  for (const { name, at, size } of J.states)
    if (name === 'h_l1') g.set(problem.weights['head.weight']!.data, at + 0 * size)
  for (const { name, at, size } of J.states) {
    const sent = Array.from({ length: size }, (_, j) =>
      g.reduce((sum, n, i) => sum + n * J.data[i * J.size + at + j]!, 0),
    )
    // C of a layer at 2 has what it does to h of the same timestep besides.
    const arrived = decay(spec('gru+lstm-torch', { ...small }), 0).norms.get(name)![run.T - 2]!
    if (name === 'h') expect(norm(sent)).not.toBeCloseTo(arrived, 12)
    if (name === 'h_l1') expect(norm(sent) / arrived).toBeCloseTo(1, 10)
  }
})

test('the way up within a timestep is the derivative of the upper layer by its inputs', () => {
  const problem = drawn(spec('rnn:4+lstm:3-torch', small), 0)
  const run = runStates(problem)
  const t = 4
  const at = (name: string, t: number, n: number) => run.memory(name).data.slice(t * n, (t + 1) * n)
  // The upper layer alone, from where it was: its inputs are nudged.
  const alone = drawn(spec('lstm-torch', { hidden: 3, inputs: 4, steps: 1 }), 0)
  const weights = { ...alone.weights }
  for (const [name, value] of Object.entries(problem.weights))
    if (name.endsWith('_l1')) weights[name.replace('_l1', '_l0')] = value
  const said = (x: Float64Array) => {
    const initialState = { h: [...at('h_l1', t - 1, 3)], C: [...at('C_l1', t - 1, 3)] }
    const sequence = { ...alone.sequence, inputs: [[...x]], initialState }
    return runStates({ ...alone, weights, sequence })
      .memory('h')
      .data.slice(3, 6)
  }
  const x = at('h', t, 4)
  expect([...said(x)]).toEqual([...at('h_l1', t, 3)])
  const up = upward(run, t, 'h_l1', 'h')
  expect(up).toHaveLength(12)
  for (let j = 0; j < 4; j++) {
    const [high, low] = [1e-5, -1e-5].map((eps) => said(x.with(j, x[j]! + eps)))
    for (let i = 0; i < 3; i++) expect(up[i * 4 + j]).toBeCloseTo((high![i]! - low![i]!) / 2e-5, 9)
  }
})

test.each([
  ['lstm:5-torch', [5]],
  ['rnn-relu:4+lstm:2-bf=1', [4, 2]],
  ['rnn+mgu:7-1.5-orthogonal', [small.hidden, 7]],
  ['lstm:8-f=one', [8]],
] as const)('%s has layers of their own sizes', (name, sizes) => {
  expect(nameOfModel(modelNamed(name)!)).toBe(name)
  expect(layersOf(drawn(spec(name, small), 0).model).map(({ hiddenSize }) => hiddenSize)).toEqual(sizes)
})

test('the command line takes the layers of a name and of a document', async () => {
  const sizes = ['--hidden', '3', '--inputs', '2', '--steps', '4', '--draws', '1', '--seed', '4']
  const named = await command('decay', '--model', 'gru+lstm-torch', ...sizes)
  const bands = JSON.parse(named.stdout)
  expect(Object.keys(bands)).toEqual(['lags', 'h_l1', 'h', 'C_l1'])
  const document = documentOf(documentOfDraw(spec('gru+lstm-torch', small), 0))
  expect((await command('decay', '--cell', fileOf(document), ...sizes)).stdout).toBe(named.stdout)
})

test.each([
  'x',
  'x+',
  '+lstm-torch',
  'lstm+-torch',
  'lstm-torch+gru',
  'lstm+x-torch',
  'lstm+lstm+lstm+lstm-torch',
  'lstm+lstm-f=one',
  'lstm+gru-bz=1',
  'lstm+constructor-torch',
  'lstm:0-torch',
  'lstm:257-torch',
  'lstm:8',
  'lstm-torch:8',
])('is no name: %j', (name) => expect(modelNamed(name)).toBeUndefined())
