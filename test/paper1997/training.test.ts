import { describe, expect, test } from 'vitest'
import { trainer } from '../../src/index.ts'
import type { GradientKind } from '../../src/paper1997/gradient.ts'

describe('training', () => {
  const lstm = (seed: number, gradient: GradientKind = 'truncated') =>
    trainer({ network: 'lstm', gradient, seed })

  test.each([1, 5])('solves experiment 6a from seed %i within 100,000 sequences, and generalises', (seed) => {
    const of = lstm(seed)
    expect(of.weights).toBe(156)
    const { sequences, recentError, recentWrong, solved } = of.advance(99_999)
    expect(solved).toBe(true)
    expect(sequences).toBeGreaterThan(2000)
    expect(recentError).toBeLessThan(0.1)
    expect(recentWrong).toBe(0)
    expect(of.test()).toBeLessThanOrEqual(3)
    expect(of.advance(10)).toEqual(of.progress())
    expect(of.progress().sequences).toBe(sequences)
  })

  test('an RNN trained by backpropagation through time stays at chance for 20,000 sequences', () => {
    const of = trainer({ network: 'rnn', gradient: 'full', seed: 1 })
    expect(of.weights).toBe(172)
    const { sequences, recentError, recentWrong, solved } = of.advance(20_000)
    expect({ sequences, solved }).toEqual({ sequences: 20_000, solved: false })
    // Four classes by guessing: 3/16 + 9/16.
    expect(recentError).toBeGreaterThan(0.74)
    expect(recentWrong).toBeGreaterThan(1900)
    expect(of.test()).toBeGreaterThan(2400)
  })

  test('goes on from where it stopped: pieces, tests between them and the whole give the same', () => {
    const [pieces, at1] = [lstm(3), lstm(3)]
    expect(pieces.progress()).toEqual({
      sequences: 0,
      recentError: Number.NaN,
      recentWrong: 0,
      solved: false,
    })
    for (const n of [1, 0, 99, 1000, 1400]) {
      pieces.advance(n)
      expect(pieces.test(20)).toBe(pieces.test(20))
    }
    expect(pieces.progress()).toEqual(at1.advance(2500))
    expect(pieces.test(100)).toBe(at1.test(100))
    expect(lstm(4).advance(500).recentError).not.toBe(lstm(3).advance(500).recentError)
    expect(lstm(3, 'full').advance(500).recentError).not.toBe(lstm(3).advance(500).recentError)
  })
})
