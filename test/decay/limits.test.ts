import { describe, expect, test } from 'vitest'
import { decay, decayOf, drawn, norm, quantile, runStates } from '../../src/index.ts'
import { spec } from '../support/draws.ts'

describe('numbers that are no longer numbers', () => {
  test('overflow, then NaN, each with its first timestep', () => {
    // ‖∂L/∂h_{T−k}‖ = 5^k: 5^441 < 1.8e308 < 5^442.
    const one = decay(spec('rnn-linear-5-orthogonal', { hidden: 1, steps: 500 }), 0)
    expect(one.limits.at(-1)).toEqual({ kind: 'overflow', pass: 'backward', symbol: 'd:h', t: 500 - 442 })
    expect(one.norms.get('h')![441]! / 5 ** 441).toBeCloseTo(1, 12)
    expect(one.norms.get('h')![442]).toBe(Number.POSITIVE_INFINITY)
    // Several units overflow with both signs; where they meet, ∞ − ∞.
    const { norms, limits } = decay(spec('rnn-linear-5-orthogonal', { hidden: 4, steps: 500 }), 0)
    const h = norms.get('h')!
    const at = (kind: string, pass: string) =>
      limits.find((limit) => limit.kind === kind && limit.pass === pass)!.t
    expect(at('overflow', 'forward')).toBeLessThanOrEqual(at('nan', 'forward'))
    const broken = 500 - at('nan', 'backward')
    expect([440, 441, 442, 443]).toContain(broken)
    expect(h[broken]).toBeNaN()
    expect(h[broken - 1]).toBeGreaterThan(1e306)
  })

  test('with tanh the same weights decay', () => {
    const { norms, limits } = decay(spec('rnn-1.5-orthogonal'), 0)
    const h = norms.get('h')!
    expect(limits).toEqual([])
    expect(h[99]).toBeLessThan(h[1]!)
  })

  test('a norm of 1e-300 is kept, underflow is named', () => {
    const { norms, limits } = decay(spec('rnn-linear-0.1-orthogonal', { hidden: 3, steps: 400 }), 0)
    const h = norms.get('h')!
    expect(h[300]).toBeGreaterThan(0.99e-300)
    expect(h[300]).toBeLessThan(1.01e-300)
    expect(limits).toEqual([{ kind: 'underflow', pass: 'backward', symbol: 'd:h', t: 400 - 308 }])
    expect(h[400]).toBe(0)
  })

  test('units that are dead are not an underflow', () => {
    const problem = drawn(spec('rnn-relu-torch', { hidden: 2, steps: 5 }), 0)
    for (const name of ['bias_ih_l0', 'bias_hh_l0']) problem.weights[name]!.data.fill(-100)
    expect(decayOf(runStates(problem)).limits).toEqual([
      { kind: 'zero', pass: 'backward', symbol: 'd:h', t: 4 },
    ])
  })

  test('128 units over 500 steps', () => {
    for (const name of ['lstm-bf=3', 'gru-torch', 'rnn-orthogonal']) {
      const h = decay(spec(name, { hidden: 128, steps: 500 }), 0).norms.get('h')!
      expect(h).toHaveLength(501)
      expect(h.every((n) => n > 0)).toBe(true)
    }
  })
})

describe('quantiles', () => {
  test('interpolate linearly, as numpy.quantile', () => {
    // numpy.quantile([1, 2, 4, 8, 16], [.1, .5, .9]) and of [3, 1]
    expect([0.1, 0.5, 0.9].map((q) => quantile([16, 2, 8, 4, 1], q))).toEqual([1.4, 4, 12.8])
    expect([0.1, 0.5, 0.9].map((q) => quantile([3, 1], q))).toEqual([1.2, 2, 2.8])
    expect(quantile([7], 0.9)).toBe(7)
  })
  test('keep what is not finite', () => {
    expect(quantile([1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY], 0.9)).toBe(
      Number.POSITIVE_INFINITY,
    )
    expect(quantile([1, Number.NaN, 2], 0.5)).toBeNaN()
  })
  test('a norm neither overflows nor underflows in its squares', () => {
    expect(norm([3e200, 4e200])).toBeCloseTo(5e200, -186)
    expect(norm([3e-300, 4e-300]) / 5e-300).toBeCloseTo(1, 14)
    expect(norm([])).toBe(0)
    expect(norm([1, Number.NaN])).toBeNaN()
  })
})
