import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classes, symbols, temporalOrder } from '../../src/index.ts'
import {
  blockNet,
  experiment6a,
  forward,
  initialNet,
  isCorrect,
  outputErrors,
} from '../../src/paper1997/network.ts'
import { random } from '../../src/tensor/random.ts'
import { apart, type Example, example, examples, gradientOfExample, several, sizes } from './examples.ts'

describe('the task', () => {
  test('sequences are those of section 5.6', () => {
    const from = random(1)
    const seen = { T: new Set<number>(), t1: new Set<number>(), t2: new Set<number>() }
    const count = [0, 0, 0, 0]
    for (let n = 0; n < 2000; n++) {
      const { sequence, inputs, T, t1, t2, target } = temporalOrder(from)
      const text = Array.from(sequence, (s) => symbols[s]!)
      expect(text).toHaveLength(T)
      expect(text[0]! + text.at(-1)).toBe('EB')
      expect({ XX: 'Q', XY: 'R', YX: 'S', YY: 'U' }[text[t1 - 1]! + text[t2 - 1]!]).toBe(classes[target])
      expect(text.filter((s) => s === 'X' || s === 'Y')).toHaveLength(2)
      expect(text.filter((s) => /[abcd]/.test(s))).toHaveLength(T - 4)
      const oneHot = Array.from(sequence, (one) => symbols.map((_, i) => Number(i === one)))
      expect(inputs.join()).toBe(oneHot.join())
      for (const key of ['T', 't1', 't2'] as const) seen[key].add({ T, t1, t2 }[key])
      count[target]!++
    }
    const range = (low: number, high: number) => Array.from({ length: high - low + 1 }, (_, i) => low + i)
    const sorted = (of: Set<number>) => [...of].sort((a, b) => a - b)
    expect(sorted(seen.T)).toEqual(range(100, 110))
    expect(sorted(seen.t1)).toEqual(range(10, 20))
    expect(sorted(seen.t2)).toEqual(range(50, 60))
    for (const n of count) expect(Math.abs(n - 500)).toBeLessThan(100)
  })

  test('the same seed draws the same sequences', () => {
    expect(temporalOrder(random(7))).toEqual(temporalOrder(random(7)))
    expect(temporalOrder(random(7))).not.toEqual(temporalOrder(random(8)))
  })

  test('right is when every output is within 0.3', () => {
    expect(isCorrect(Float64Array.of(0.299, 0.701, 0, 0.1), 1)).toBe(true)
    expect(isCorrect(Float64Array.of(0.301, 0.9, 0, 0), 1)).toBe(false)
    expect(isCorrect(Float64Array.of(0, 0.699, 0, 0), 1)).toBe(false)
    expect(isCorrect(Float64Array.of(0, Number.NaN, 0, 0), 1)).toBe(false)
  })
})

describe('the network of 1997', () => {
  test('has the 156 weights that the paper counts, and 308 in experiment 6b', () => {
    const net = initialNet(experiment6a, random(1))
    expect(net.weights).toHaveLength(156)
    expect(net.hidden).toHaveLength(8 * 17)
    expect(blockNet({ inputs: 8, blocks: 3, cells: 2, outputs: 8 }).weights).toHaveLength(308)
    const large = [...net.weights.entries()].filter(([, w]) => Math.abs(w) > 0.1)
    // The biases of the two input gates, which follow the four cells.
    expect(large).toEqual([
      [4 * 17 + 16, -2],
      [5 * 17 + 16, -4],
    ])
  })

  test('the full gradient agrees with central differences', () => {
    fc.assert(
      fc.property(examples, (of) => {
        const { net, run, inputs, T, target } = of
        const { weights } = gradientOfExample(of, 'full')
        const eps = 1e-4
        const measured = weights.map((_, i) => {
          const before = net.weights[i]!
          const at = (w: number) => {
            net.weights[i] = w
            forward(net, run, inputs, T)
            return outputErrors(run.y, target, new Float64Array(run.y.length))
          }
          const [d1, d2] = [eps, 2 * eps].map((h) => (at(before + h) - at(before - h)) / (2 * h))
          net.weights[i] = before
          return (4 * d1! - d2!) / 3
        })
        expect(apart(weights, measured)).toBeLessThan(1e-7)
      }),
      several,
    )
  })

  test('the truncated gradient is the full one of the weights to the outputs, after one step, and without recurrent weights', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 2, max: 12 }), fc.nat(2 ** 31), (of, T, seed) => {
        const both = (e: Example) =>
          [gradientOfExample(e, 'truncated'), gradientOfExample(e, 'full')] as const
        const [truncated, full] = both(example(of, T, 1, seed))
        expect(truncated.output).toEqual(full.output)
        expect(apart(truncated.hidden, full.hidden)).toBeGreaterThan(1e-9)

        const [one, all] = both(example(of, 1, 1, seed))
        expect(apart(one.weights, all.weights)).toBeLessThan(1e-13)

        const apartFromEachOther = example(of, T, 1, seed)
        const { net, run, inputs } = apartFromEachOther
        for (let u = 0; u < net.units; u++)
          net.hidden.fill(0, u * net.sources + of.inputs, u * net.sources + of.inputs + net.units)
        forward(net, run, inputs, T)
        const [carried, through] = both(apartFromEachOther)
        expect(apart(carried.weights, through.weights)).toBeLessThan(1e-12)
      }),
      several,
    )
  })
})
