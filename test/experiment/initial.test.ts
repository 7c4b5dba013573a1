import { describe, expect, test } from 'vitest'
import { type Init, initialWeights, modelOf, schemes, tensorShapes } from '../../src/index.ts'
import { orthogonal, random } from '../../src/tensor/random.ts'

describe('drawn weights', () => {
  const model = modelOf({ cell: 'lstm', inputSize: 3, hiddenSize: 16, outputSize: 2, peephole: true })
  test('are the same for the same seed, on every machine', () => {
    expect(initialWeights(model, { scheme: 'pytorch', seed: 1 })).toEqual(
      initialWeights(model, { scheme: 'pytorch', seed: 1 }),
    )
    expect(initialWeights(model, { scheme: 'pytorch', seed: 2 })).not.toEqual(
      initialWeights(model, { scheme: 'pytorch', seed: 1 }),
    )
    const from = random(42)
    expect([from.uniform(0, 1), from.uniform(0, 1), from.normal(), from.normal()]).toEqual([
      0.6011037519201636, 0.44829055899754167, 0.8926004566355914, -1.3023704137194727,
    ])
    const first = (scheme: Init['scheme']) => {
      const { weight_ih_l0, weight_hh_l0 } = initialWeights(model, { scheme, seed: 1 })
      return [weight_ih_l0!.data[0], weight_hh_l0!.data[0]]
    }
    expect(schemes.map(first)).toEqual([
      [0.06353697029408067, 0.06111002049874514],
      [0.14281877973197643, 0.10584566035540222],
      [0.14281877973197643, 0.09014876211491513],
      [0.000021917298522566852, 1],
      [0.0021917298522566853, 0.1135596977651403],
    ])
  })
  test('xavier fills each gate’s block, with zero biases', () => {
    const w = initialWeights(model, { scheme: 'xavier', seed: 3 })
    const bound = (rows: number, columns: number) => Math.sqrt(6 / (rows + columns))
    const largest = (name: string) => Math.max(...w[name]!.data.map(Math.abs))
    expect(largest('weight_ih_l0')).toBeLessThanOrEqual(bound(16, 3))
    expect(largest('weight_ih_l0')).toBeGreaterThan(0.95 * bound(16, 3))
    expect(largest('weight_hh_l0')).toBeLessThanOrEqual(bound(16, 16))
    expect(largest('weight_hh_l0')).toBeGreaterThan(0.95 * bound(16, 16))
    for (const name of ['bias_ih_l0', 'bias_hh_l0', 'peephole_i', 'peephole_f', 'peephole_o'])
      expect(largest(name)).toBe(0)
    expect(largest('head.weight')).toBeLessThanOrEqual(0.25)
    expect(largest('head.bias')).toBeGreaterThan(0)
  })
  test('normal has the standard deviations asked for, in every scheme that is given one', () => {
    const sdOf = (data: Float64Array) => Math.sqrt(data.reduce((sum, a) => sum + a * a, 0) / data.length)
    const large = modelOf({ cell: 'gru', inputSize: 40, hiddenSize: 40, outputSize: 1 })
    const drawn = initialWeights(large, { scheme: 'normal', seed: 4, gain: 3 })
    expect(sdOf(drawn.weight_ih_l0!.data)).toBeCloseTo(0.1, 2)
    expect(sdOf(drawn.weight_hh_l0!.data)).toBeCloseTo(0.3, 1)
    const given = initialWeights(large, { scheme: 'normal', seed: 4, sd: 2, inputSd: 0.5 })
    expect(sdOf(given.weight_ih_l0!.data) / 0.5).toBeCloseTo(1, 1)
    expect(sdOf(given.weight_hh_l0!.data) / 2).toBeCloseTo(1, 1)
    for (const scheme of schemes) {
      const { weight_ih_l0 } = initialWeights(large, { scheme, seed: 4, inputSd: 7 })
      expect(sdOf(weight_ih_l0!.data) / 7).toBeCloseTo(1, 1)
    }
  })
  test('the forget bias is as drawn where absent, and exactly what is asked where given, 0 too', () => {
    for (const scheme of schemes)
      for (const forgetBias of [0, 2, -1.7]) {
        const { bias_ih_l0, bias_hh_l0 } = initialWeights(model, { scheme, seed: 1, forgetBias })
        for (let i = 16; i < 32; i++) expect(bias_ih_l0!.data[i]! + bias_hh_l0!.data[i]!).toBe(forgetBias)
      }
    expect(initialWeights(model, { scheme: 'pytorch', seed: 1 }).bias_hh_l0!.data[16]).not.toBe(0)
  })
  test('keep the bounds of their scheme', () => {
    const { weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0 } = initialWeights(model, {
      scheme: 'pytorch',
      seed: 3,
      forgetBias: 2,
    })
    for (const w of [weight_ih_l0, weight_hh_l0])
      expect(Math.max(...w!.data.map(Math.abs))).toBeLessThanOrEqual(0.25)
    for (let i = 16; i < 32; i++) expect(bias_ih_l0!.data[i]! + bias_hh_l0!.data[i]!).toBe(2)
    expect(Math.max(...bias_ih_l0!.data.slice(0, 16).map(Math.abs))).toBeLessThanOrEqual(0.25)
    const identity = initialWeights(model, { scheme: 'identity', seed: 3, gain: 1.5 })
    expect(identity.weight_hh_l0!.data[0]).toBe(1.5)
    expect(Math.max(...identity.weight_ih_l0!.data.map(Math.abs))).toBeLessThan(0.01)
    expect(Object.keys(identity)).toEqual(Object.keys(tensorShapes(model)))
  })
  test('orthogonal is orthogonal, in every gate, times the gain', () => {
    const w = initialWeights(model, { scheme: 'orthogonal', seed: 6, gain: 1.5 }).weight_hh_l0!
    const blocks = [0, 1, 2, 3].map((q) => w.data.slice(q * 256, (q + 1) * 256).map((a) => a / 1.5))
    for (const [n, Q] of [
      [1, orthogonal(1, random(5))],
      [40, orthogonal(40, random(5))],
      ...blocks.map((b) => [16, b] as const),
    ] as const)
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++) {
          let dot = 0
          for (let k = 0; k < n; k++) dot += Q[i * n + k]! * Q[j * n + k]!
          expect(Math.abs(dot - (i === j ? 1 : 0))).toBeLessThan(1e-12)
        }
  })
  test('orthogonal draws a row without a direction again', () => {
    const numbers = [1, 2, 2, 4, -1, 3]
    let k = 0
    const Q = orthogonal(2, { uniform: () => 0, normal: () => numbers[k++]! })
    expect([k, ...Q.map((a) => Math.round(a * Math.sqrt(5)))]).toEqual([6, 1, 2, -2, 1])
    // Rows that are nearly parallel: the second round makes up for the digits that the first one loses.
    const near = [1, 1, 1, 1 + 1e-7]
    k = 0
    const [a, b, c, d] = orthogonal(2, { uniform: () => 0, normal: () => near[k++]! })
    expect(Math.abs(a! * c! + b! * d!)).toBeLessThan(1e-12)
    k = 0
    expect([...orthogonal(1, { uniform: () => 0, normal: () => k++ })]).toEqual([1])
  })
})
