/** How gradients decay in a cell that somebody wrote: every state, of any shape. */
import { expect, test } from 'vitest'
import {
  cellPath,
  contributions,
  decay,
  drawn,
  forgetProduct,
  gradientOf,
  keptStates,
  library,
  modelNamed,
  nameOfModel,
  norm,
  problemOf,
  record,
  runStates,
  truncated,
  withWeightGradients,
} from '../../src/index.ts'
import { experimentOf, written } from '../support/cases.ts'
import { command, fileOf } from '../support/command.ts'

const sizes = { hidden: 3, inputs: 2, steps: 5, inputScale: 1, seed: 4 }
const run = (...args: readonly string[]) => command('decay', ...args)

test('the norms of every state are those of the trace', () => {
  for (const c of written) {
    const { cell } = experimentOf(c).model
    const spec = { ...sizes, model: { cell }, init: { scheme: 'pytorch' as const } }
    const trace = record(drawn(spec, 1))
    for (const [state, norms] of decay(spec, 1).norms) {
      const { data } = trace.memory(gradientOf(state))
      const n = data.length / (trace.T + 1)
      const expected = Array.from(norms, (_, lag) => norm(data, (trace.T - lag) * n, (trace.T - lag + 1) * n))
      expect([c.name, state, Array.from(norms)]).toEqual([c.name, state, expected])
    }
  }
})

test('a document’s cell on the command line', async () => {
  const { document } = written.find(({ name }) => name === 'mLSTM')!
  const args = ['--cell', fileOf(document), '--hidden', '3', '--inputs', '2', '--steps', '4', '--draws', '2']
  const bands = JSON.parse((await run(...args)).stdout)
  expect(Object.keys(bands)).toEqual(['lags', 'h', 'm', 'C', 'n'])
  expect(bands.C.q50).toHaveLength(3)
  expect(await run(...args, '--model', 'gru-torch')).toMatchObject({
    status: 2,
    stderr: '--cell: expected no --model beside it, got "gru-torch"\n',
  })
})

test('every cell of the library has a name in a comparison, and it is read back', () => {
  for (const { id, names } of library)
    for (const rest of ['torch', '1.5-orthogonal', 'normal-0.2-in=0.5']) {
      const choice = modelNamed(`${id}-${rest}`)!
      expect([id, nameOfModel(choice)]).toEqual([id, `${id}-${rest}`])
      const { cell } = choice.model
      expect(typeof cell === 'string' ? cell : cell.name).toBe(typeof cell === 'string' ? id : names.en)
    }
  for (const name of [
    'mgu',
    'mgu-bf=1',
    'mgu-f=one',
    'mgu-relu-torch',
    'constructor-torch',
    '__proto__-torch',
  ])
    expect([name, modelNamed(name)]).toEqual([name, undefined])
  const own = { name: 'mine', equations: 'h = tanh(W x + u ⊙ h[t-1])' }
  const choice = modelNamed('mine-2-xavier', (text) => ({ cell: own, rest: text.slice(4) }))!
  expect([nameOfModel(choice), nameOfModel(choice, () => 'mine.')]).toEqual([undefined, 'mine.2-xavier'])
})

const drawOf = (name: string, hidden = 3) => drawn({ ...sizes, hidden, ...modelNamed(name)! }, 0)

test('what a memory keeps by itself, and the product of what it is kept with', () => {
  const problem = drawOf('slstm-torch')
  const run = runStates(problem)
  const [v, f] = [problem.weights['head.weight']!.data, run.memory('f').data]
  const kept = v.map((n, i) => n * f[5 * 3 + i]! * f[4 * 3 + i]!)
  expect(forgetProduct(run)![2]! / norm(kept)).toBeCloseTo(1, 12)
  // A matrix is no multiple of a gradient of h, and a cell that keeps h has no memory beside it.
  for (const name of ['mlstm-torch', 'mingru-torch', 'deltanet-torch'])
    expect(forgetProduct(runStates(drawOf(name)))).toBeUndefined()
  const states = (name: string) => keptStates(runStates(drawOf(name)).net)
  expect(states('mlstm-torch').slice(0, 2)).toEqual(['C', 'n'])
  expect(states('mingru-torch')).toEqual(['h'])
  expect(states('rnn-torch')).toEqual([])
})

test('the truncated gradient of a typed cell: the way along the state alone', () => {
  const problem = drawOf('mingru-torch')
  const { memory } = record(problem)
  const v = problem.weights['head.weight']!.data
  const z = memory('z').data
  const expected = v.map((n, i) => n * (1 - z[5 * 3 + i]!) * (1 - z[4 * 3 + i]!))
  expect(cellPath(problem)![2]! / norm(expected)).toBeCloseTo(1, 12)
  // Its gates do not see h: nothing is cut.
  expect(decay({ ...sizes, ...modelNamed('mingru-torch')! }, 0, 'truncated').norms).toEqual(
    decay({ ...sizes, ...modelNamed('mingru-torch')! }, 0).norms,
  )
  for (const { id } of library) {
    const truncatedNet = truncated(drawOf(`${id}-torch`))
    const left = truncatedNet.adjoints.filter(({ of }) => truncatedNet.states.includes(of))
    const through = left.flatMap(({ terms }) => terms.map(({ via }) => truncatedNet.info(via).kind))
    expect([id, through.includes('preactivation')]).toEqual([id, false])
  }
})

test('what each timestep adds to the weights of a typed cell adds up to their gradients', () => {
  for (const c of written) {
    const problem = problemOf(experimentOf(c))
    const run = withWeightGradients(runStates(problem))
    const trace = record(problem)
    for (const { weight, norms, shares, norm: whole } of contributions(run).slice(0, -1)) {
      expect([c.name, weight, norms.length]).toEqual([c.name, weight, trace.T])
      const { data } = trace.memory(gradientOf(weight))
      expect(Math.abs(whole - norm(data))).toBeLessThanOrEqual(1e-12 * whole)
      // Where the timesteps cancel to rounding, the whole has no direction.
      if (whole > 1e-12 * norm(norms)) expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
    }
  }
})
