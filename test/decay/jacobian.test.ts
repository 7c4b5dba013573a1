import { describe, expect, test } from 'vitest'
import {
  answerOf,
  block,
  drawn,
  jacobian,
  modelNamed,
  networkOf,
  parseRef,
  problemOf,
  product,
  productsTo,
  record,
  runStates,
  stepFactors,
  symbol,
  transported,
  truncated,
  valuesOf,
} from '../../src/index.ts'
import { experimentOf, runOf, supported } from '../support/cases.ts'
import { close } from '../support/close.ts'

/** gᵀ J */
function times(g: ArrayLike<number>, J: Float64Array): Float64Array {
  const n = g.length
  return Float64Array.from({ length: n }, (_, j) => {
    let sum = 0
    for (let i = 0; i < n; i++) sum += g[i]! * J[i * n + j]!
    return sum
  })
}

function matmul(n: number, A: ArrayLike<number>, B: ArrayLike<number>): Float64Array {
  const out = new Float64Array(n * n)
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) for (let k = 0; k < n; k++) out[i * n + j]! += A[i * n + k]! * B[k * n + j]!
  return out
}

const runs = supported.map((c) => [c.name, c] as const)

describe.each(runs)('%s', (_, c) => {
  const trace = runOf(c)
  const H = trace.problem.model.hiddenSize

  test('products of Jacobians carry the last gradient to PyTorch’s gradients', () => {
    const states = jacobian(trace, trace.T).states.map(({ name }) => name)
    let g: Float64Array = new Float64Array(H * states.length)
    for (let t = trace.T; t > 0; t--) {
      // What the loss of this timestep sends to h joins what the steps after it send.
      const fromLoss = valuesOf(trace, parseRef(`d:h@${t}<y@${t}`)!)
      if (fromLoss) for (let i = 0; i < H; i++) g[i] = g[i]! + fromLoss.data[i]!
      const { before, totals } = transported(trace, t, g)
      for (const state of states) close(totals[state]!, c.expect.steps[t - 1]!.grads[state] as number[])
      g = times(g, jacobian(trace, t).data)
      close(before, g, 1e-13)
    }
    for (const [k, state] of states.entries())
      close(g.subarray(k * H, (k + 1) * H), c.expect.initialGrads[state] as number[])
  })
})

describe('a product over many steps', () => {
  test.each(['lstm-bf=1', 'gru-torch', 'lstm-peephole-CIFG-torch', 'rnn-orthogonal'])('of %s', (name) => {
    const run = runStates(
      drawn({ ...modelNamed(name)!, hidden: 6, inputs: 3, steps: 12, inputScale: 1, seed: 4 }, 0),
    )
    const last = jacobian(run, 12)
    let expected: Float64Array = last.data
    for (let t = 11; t > 5; t--) expected = matmul(last.size, expected, jacobian(run, t).data)
    close(product(run, 5, 12).data, expected, 1e-13)
    const all = [...productsTo(run)]
    expect(all.map(({ t }) => t)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0])
    close(all[7]!.jacobian.data, expected, 1e-13)
    const seed = new Float64Array(last.size)
    seed.set(run.memory('d:h').data.subarray(12 * 6))
    close(times(seed, product(run, 0, 12).data).subarray(0, 6), run.memory('d:h').data.subarray(0, 6))
  })
})

describe('the Jacobian itself', () => {
  const run = runStates(
    drawn({ ...modelNamed('lstm-torch')!, hidden: 5, inputs: 2, steps: 8, inputScale: 1, seed: 2 }, 0),
  )
  const t = 6
  const H = 5
  const value = (symbol: string, at = t) => run.memory(symbol).data.subarray(at * H, (at + 1) * H)
  const weight = (symbol: string) => run.memory(symbol).data

  // The blocks as a textbook writes them; the engine derives its own.
  test('has the blocks of the LSTM', () => {
    const J = jacobian(run, t)
    const [f, i, g, o, C, before] = [
      value('f'),
      value('i'),
      value('g'),
      value('o'),
      value('C'),
      value('C', t - 1),
    ]
    const A = Float64Array.from({ length: H * H }, (_, k) => {
      const u = Math.floor(k / H)
      return (
        before[u]! * f[u]! * (1 - f[u]!) * weight('U_f')[k]! +
        g[u]! * i[u]! * (1 - i[u]!) * weight('U_i')[k]! +
        i[u]! * (1 - g[u]! ** 2) * weight('U_g')[k]!
      )
    })
    close(block(J, 'C', 'h'), A, 1e-13)
    const diagonal = (of: (u: number) => number) =>
      Float64Array.from({ length: H * H }, (_, k) => (k % (H + 1) === 0 ? of(k / (H + 1)) : 0))
    const out = (u: number) => o[u]! * (1 - Math.tanh(C[u]!) ** 2)
    close(
      block(J, 'C', 'C'),
      diagonal((u) => f[u]!),
      1e-13,
    )
    close(
      block(J, 'h', 'C'),
      diagonal((u) => out(u) * f[u]!),
      1e-13,
    )
    close(
      block(J, 'h', 'h'),
      A.map((a, k) => {
        const u = Math.floor(k / H)
        return Math.tanh(C[u]!) * o[u]! * (1 - o[u]!) * weight('U_o')[k]! + out(u) * a
      }),
      1e-13,
    )
    const [carry, output] = stepFactors(run, t)
    expect([carry!.formula, output!.formula]).toEqual(['f', 'o ⊙ (1 - (tanh(C))²)'])
    close(carry!.values, f, 1e-15)
    close(
      output!.values,
      Float64Array.from({ length: H }, (_, u) => out(u)),
      1e-15,
    )
  })

  test('agrees with central differences of one step', () => {
    for (const name of [
      'lstm-peephole-torch',
      'gru-before-torch',
      'gru-torch',
      'rnn-relu-torch',
      'lstm-NIAF-torch',
    ]) {
      const problem = drawn(
        { ...modelNamed(name)!, hidden: 4, inputs: 2, steps: 5, inputScale: 1, seed: 3 },
        0,
      )
      const of = runStates(problem)
      const J = jacobian(of, 4)
      const state = J.states.flatMap(({ name: s }) => Array.from(of.memory(s).data.subarray(3 * 4, 4 * 4)))
      const step = (from: number[]) => {
        const [h, C] = [from.slice(0, 4), from.slice(4)]
        const initialState: Record<string, number[]> = J.states.length === 2 ? { h, C } : { h }
        const after = runStates({
          ...problem,
          sequence: { ...problem.sequence, inputs: [problem.sequence.inputs[3]!], initialState },
        })
        return J.states.flatMap(({ name: s }) => Array.from(after.memory(s).data.subarray(4, 8)))
      }
      for (let j = 0; j < J.size; j++) {
        const eps = 1e-5
        const [up, down] = [eps, -eps].map((e) => step(state.with(j, state[j]! + e)))
        close(
          up!.map((u, i) => (u - down![i]!) / (2 * eps)),
          up!.map((_, i) => J.data[i * J.size + j]!),
          1e-8,
        )
      }
    }
  })

  test('of the truncated gradient keeps the path along the cell only', () => {
    const problem = run.problem
    const J = jacobian(runStates(problem, truncated(problem)), t)
    expect(Math.max(...block(J, 'C', 'h').map(Math.abs), ...block(J, 'h', 'h').map(Math.abs))).toBe(0)
    close(
      Float64Array.from({ length: H }, (_, u) => block(J, 'C', 'C')[u * (H + 1)]!),
      value('f'),
      1e-15,
    )
  })

  test('stepFactors: z of a GRU, nothing of an RNN', () => {
    const of = (name: string) =>
      runStates(drawn({ ...modelNamed(name)!, hidden: 3, inputs: 2, steps: 4, inputScale: 1, seed: 1 }, 0))
    const gru = of('gru-torch')
    expect(stepFactors(gru, 2)).toEqual([
      {
        kind: 'carry',
        state: 'h',
        expr: symbol('z'),
        formula: 'z',
        values: gru.memory('z').data.slice(6, 9),
      },
    ])
    expect(stepFactors(of('rnn-torch'), 2)).toEqual([])
    expect(stepFactors(of('lstm-f=one'), 2)[0]!.values).toEqual(Float64Array.of(1, 1, 1))
  })

  test('a timestep that does not exist is refused', () => {
    expect(() => product(run, 5, 3)).toThrow('expected a timestep from 0 to 3, got 5')
    expect(networkOf(run.problem)).toBe(run.net)
  })
})

test('the frames of the trace and the run without frames are one', () => {
  for (const c of supported.filter((each) => each.name !== 'lstm-long')) {
    const problem = problemOf(experimentOf(c))
    const trace = record(problem)
    const run = runStates(problem)
    for (const { grads } of answerOf(trace).steps.slice(0, 1))
      for (const name of Object.keys(grads))
        expect(run.memory(`d:${name}`).data).toEqual(trace.memory(`d:${name}`).data)
  }
})
