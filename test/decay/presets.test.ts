import { describe, expect, test } from 'vitest'
import { decay, modelNamed, nameOfModel, presets } from '../../src/index.ts'
import { spec } from '../support/draws.ts'

describe('the presets show what they are for', () => {
  const last = (id: string, hidden = 64) => {
    const { models, steps = 100, inputScale = 1 } = presets.find((each) => each.id === id)!
    return models.map((name) => {
      const { norms, limits } = decay(spec(name, { hidden, steps, inputScale }), 0)
      return { at99: (norms.get('C') ?? norms.get('h')!)[99]!, limits }
    })
  }
  test('names that are models', () => {
    for (const { models } of presets) {
      expect(models.length).toBeLessThanOrEqual(6)
      for (const name of models) expect(nameOfModel(modelNamed(name)!)).toBe(name)
    }
  })
  test('an open forget gate keeps what the others lose', () => {
    const [rnn, orthogonal, closed, open] = last('open-gate').map(({ at99 }) => at99)
    expect(rnn!).toBeLessThan(closed!)
    expect(closed!).toBeLessThan(1e-6 * orthogonal!)
    expect(orthogonal!).toBeLessThan(1e-6 * open!)
    const byBias = last('forget-bias').map(({ at99 }) => at99)
    expect([...byBias].sort((a, b) => a - b)).toEqual(byBias)
    expect(last('identity')[0]!.at99).toBeGreaterThan(0.01)
  })
  test('explosions: linear and relu grow, tanh decays; overflow goes on to NaN', () => {
    const [linear, relu, tanh] = last('exploding').map(({ at99 }) => at99)
    expect(linear! / 1.5 ** 99).toBeCloseTo(1, 8)
    expect(relu).toBeGreaterThan(10)
    expect(tanh).toBeLessThan(1)
    const [broken] = last('overflow').map(({ limits }) => limits.map(({ kind, pass }) => `${pass} ${kind}`))
    expect(broken).toEqual(['forward overflow', 'forward nan', 'backward overflow', 'backward nan'])
  })
  test('among the cells of today gates of ½ lose the gradient, a factor of 0.9 less, the delta rule hardly', () => {
    const { models } = presets.find((each) => each.id === 'today')!
    const along = models.map((name) => {
      const { norms } = decay(spec(name, { hidden: 16, steps: 100, inputScale: 1 }), 0)
      return (norms.get('C') ?? norms.get('S') ?? norms.get('h')!)[99]!
    })
    const [deltanet, retention] = [along.pop()!, along.pop()!]
    for (const gated of along) expect(gated).toBeLessThan(1e-12)
    expect(retention).toBeGreaterThan(0.1 * 0.9 ** 99)
    expect(retention).toBeLessThan(10 * 0.9 ** 99)
    expect(deltanet).toBeGreaterThan(0.1)
  })
  test('saturated units let less through', () => {
    const [rnn] = last('saturating')
    expect(rnn!.at99).toBeLessThan(1e-20 * last('open-gate')[0]!.at99)
  })
})
