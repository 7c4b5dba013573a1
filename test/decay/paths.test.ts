import { describe, expect, test } from 'vitest'
import {
  cellPath,
  clipped,
  decay,
  drawn,
  forgetProduct,
  record,
  runStates,
  truncated,
  weightGradients,
} from '../../src/index.ts'
import { spec } from '../support/draws.ts'

describe('paths', () => {
  const sizes = { hidden: 8, inputs: 4, steps: 30 }

  test('f = 1: the truncated gradient of C is constant, the full one is not', () => {
    const of = spec('lstm-f=one', sizes)
    const { norms, limits } = decay(of, 0, 'truncated')
    const [h, C] = [norms.get('h')!, norms.get('C')!]
    expect(Math.max(...C) / Math.min(...C)).toBeLessThan(1 + 1e-14)
    expect(Array.from(h.subarray(1))).toEqual(Array.from({ length: 30 }, () => 0))
    expect(limits).toEqual([{ kind: 'zero', pass: 'backward', symbol: 'd:h', t: 29 }])
    const full = decay(of, 0).norms.get('C')!
    expect(Math.max(...full) / Math.min(...full)).toBeGreaterThan(1.1)
  })

  test.each(['lstm-bf=1', 'lstm-peephole-torch', 'lstm-CIFG-torch'])(
    'of %s the cell path is o (1 − tanh² C) Π f, and the product of gates is Π f',
    (name) => {
      const problem = drawn(spec(name, sizes), 0)
      const { memory } = record(problem)
      const H = sizes.hidden
      const value = (symbol: string, t: number, i: number) => memory(symbol).data[t * H + i]!
      const v = problem.weights['head.weight']!.data
      const [path, product] = [cellPath(problem)!, forgetProduct(runStates(problem))!]
      for (const lag of [0, 1, 7, 30]) {
        const gates = Array.from(v, (_, i) => {
          let f = 1
          for (let t = 30; t > 30 - lag; t--) f *= value('f', t, i)
          return f
        })
        const out = (i: number) => value('o', 30, i) * (1 - Math.tanh(value('C', 30, i)) ** 2)
        expect(product[lag]! / Math.hypot(...v.map((n, i) => n * gates[i]!))).toBeCloseTo(1, 12)
        expect(path[lag]! / Math.hypot(...v.map((n, i) => n * out(i) * gates[i]!))).toBeCloseTo(1, 12)
      }
    },
  )

  test('a GRU keeps h along z, an RNN has no path of the kind', () => {
    const problem = drawn(spec('gru-torch', sizes), 0)
    const { memory } = record(problem)
    const v = problem.weights['head.weight']!.data
    const z = v.map((n, i) => n * memory('z').data[30 * 8 + i]! * memory('z').data[29 * 8 + i]!)
    expect(cellPath(problem)![2]! / Math.hypot(...z)).toBeCloseTo(1, 12)
    expect(cellPath(drawn(spec('rnn-torch', sizes), 0))).toBeUndefined()
    expect(forgetProduct(runStates(problem))).toBeUndefined()
  })

  test('the truncated gradient leaves the shared equations as they are', () => {
    const problem = drawn(spec('lstm-torch', sizes), 0)
    const before = decay(spec('lstm-torch', sizes), 0)
    runStates(problem, truncated(problem))
    expect(decay(spec('lstm-torch', sizes), 0)).toEqual(before)
  })

  test('clipping bounds the norm over all tensors and keeps the direction', () => {
    const problem = drawn(spec('rnn-linear-1.5-orthogonal', sizes), 0)
    const gradients = weightGradients(record(problem))
    const all = Object.values(gradients).flatMap(({ data }) => Array.from(data))
    const { before, after, factor } = clipped(gradients, 1)
    expect(before / Math.hypot(...all)).toBeCloseTo(1, 12)
    expect([after, factor * before]).toEqual([1, 1].map((n) => expect.closeTo(n, 12)))
    expect(clipped(gradients, 2 * before)).toEqual({ before, after: before, factor: 1 })
    gradients.weight_hh_l0!.data[0] = Number.POSITIVE_INFINITY
    expect(clipped(gradients, 1)).toEqual({ before: Number.POSITIVE_INFINITY, after: Number.NaN, factor: 0 })
  })
})
