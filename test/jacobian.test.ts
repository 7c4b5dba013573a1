import { describe, expect, test } from 'vitest'
import {
  answerOf,
  block,
  drawn,
  jacobian,
  modelNamed,
  modulus,
  networkOf,
  parseRef,
  problemOf,
  product,
  productsTo,
  record,
  runStates,
  spectrum,
  stepFactors,
  transported,
  truncated,
  valuesOf,
} from '../src/index.ts'
import { orthogonal, random } from '../src/tensor/random.ts'
import { eigenvalues, singularValues } from '../src/tensor/spectrum.ts'
import { experimentOf, supported } from './cases.ts'

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

const close = (actual: ArrayLike<number>, expected: ArrayLike<number>, relative = 1e-10) => {
  const size = Math.max(...Array.from(expected, Math.abs), 1e-2)
  expect(actual.length).toBe(expected.length)
  for (let i = 0; i < actual.length; i++)
    expect(Math.abs(actual[i]! - expected[i]!)).toBeLessThanOrEqual(relative * size)
}

const runs = supported.map((c) => [c.name, c] as const)

describe.each(runs)('%s', (_, c) => {
  const trace = record(problemOf(experimentOf(c)))
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
      { kind: 'carry', state: 'h', formula: 'z', values: gru.memory('z').data.slice(6, 9) },
    ])
    expect(stepFactors(of('rnn-torch'), 2)).toEqual([])
    expect(stepFactors(of('lstm-f=one'), 2)[0]!.values).toEqual(Float64Array.of(1, 1, 1))
  })

  test('a timestep that does not exist is refused', () => {
    expect(() => product(run, 5, 3)).toThrow('expected a timestep from 0 to 3, got 5')
    expect(networkOf(run.problem)).toBe(run.net)
  })
})

describe('the spectrum', () => {
  const n = 9
  const A = Float64Array.from({ length: n * n }, (_, k) => {
    const [i, j] = [Math.floor(k / n), k % n]
    return Math.sin(1.3 * i * j + 0.7 * i - j)
  })

  test('is numpy’s', () => {
    // numpy.linalg.svd and numpy.linalg.eigvals of the same matrix
    close(
      singularValues(n, A),
      [
        3.1576275165724943, 3.1001224935440552, 2.9893333697885054, 2.077565064254579, 2.0717061387094495,
        2.03764735289704, 1.0492453233938532, 0.9383873807969858, 0.5193269502777502,
      ],
      1e-14,
    )
    const values = eigenvalues(n, A)
    const [re, im] = [values.map((z) => z.re), values.map((z) => z.im)]
    close(
      re,
      [
        1.5764802531533613, 1.5764802531533613, -1.560216649453018, -1.560216649453018, -1.0266049179414576,
        -1.0266049179414576, 1.3491893454535597, -0.5237879358653608, -0.5237879358653608,
      ],
      1e-13,
    )
    close(
      im,
      [
        1.7932927611263805, -1.7932927611263805, 1.6755314907715355, -1.6755314907715355, 1.0258517998602146,
        -1.0258517998602146, 0, 1.1273405723711618, -1.1273405723711618,
      ],
      1e-13,
    )
  })

  test('of matrices whose answer is known', () => {
    const Q = orthogonal(40, random(3))
    const { singularValues: s, eigenvalues: z, radius } = spectrum({ size: 40, data: Q })
    close(s, new Float64Array(40).fill(1), 1e-13)
    close(z.map(modulus), new Float64Array(40).fill(1), 1e-13)
    expect(radius).toBeCloseTo(1, 13)
    // λ^7 = 1: the plain QR algorithm stands still on it.
    const cycle = Float64Array.from({ length: 49 }, (_, k) => ((Math.floor(k / 7) + 1) % 7 === k % 7 ? 1 : 0))
    const angles = eigenvalues(7, cycle)
      .map(({ re, im }) => Math.atan2(im, re))
      .sort((a, b) => a - b)
    close(
      angles,
      [-3, -2, -1, 0, 1, 2, 3].map((k) => (2 * Math.PI * k) / 7),
      1e-13,
    )
    // ρ = 0.9, and yet the norm grows.
    const shear = spectrum({ size: 2, data: Float64Array.of(0.9, 5, 0, 0.9) })
    expect(shear.radius).toBeCloseTo(0.9, 12)
    expect(shear.singularValues[0]! * shear.singularValues[1]!).toBeCloseTo(0.81, 14)
  })

  test('of a range beyond the squares of float64, of zero, and of what is not finite', () => {
    for (const scale of [1e-290, 1e290]) {
      const { singularValues: s, radius } = spectrum({ size: n, data: A.map((a) => a * scale) })
      expect(s[0]! / scale).toBeCloseTo(3.1576275165724943, 12)
      expect(radius / scale).toBeCloseTo(Math.hypot(1.5764802531533613, 1.7932927611263805), 12)
    }
    // Graded columns: the smallest is found to all its digits.
    close(singularValues(2, [1, 0, 0, 1e-140]), [1, 1e-140], 0)
    expect(spectrum({ size: 2, data: new Float64Array(4) }).radius).toBe(0)
    expect(spectrum({ size: 2, data: Float64Array.of(1, Number.NaN, 0, 1) }).radius).toBeNaN()
    expect(
      spectrum({ size: 2, data: Float64Array.of(1, Number.POSITIVE_INFINITY, 0, 1) }).singularValues[0],
    ).toBeNaN()
  })

  test('satisfies the identities of the trace, the norm and the determinant', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const from = random(seed)
      const m = 2 + (seed % 12)
      const M = Float64Array.from({ length: m * m }, () => from.normal())
      const { singularValues: s, eigenvalues: z } = spectrum({ size: m, data: M })
      let diagonal = 0
      for (let i = 0; i < m; i++) diagonal += M[i * (m + 1)]!
      expect(z.reduce((sum, { re }) => sum + re, 0)).toBeCloseTo(diagonal, 11)
      expect(z.reduce((sum, { im }) => sum + im, 0)).toBeCloseTo(0, 11)
      expect(Math.hypot(...s)).toBeCloseTo(Math.hypot(...M), 11)
      const product = s.reduce((p, each) => p * each, 1)
      expect(z.reduce((p, each) => p * modulus(each), 1) / product).toBeCloseTo(1, 9)
    }
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
