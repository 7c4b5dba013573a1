/** What is told of cells that nobody foresaw: the kinds of products, of sums and of gradients that the library's cells do not have. */
import { expect, test } from 'vitest'
import { reasonOf, titleOf } from '../../app/parts/equation/explain.ts'
import { en } from '../../app/words/en.ts'
import { zh } from '../../app/words/zh.ts'
import { check, problemOf, record } from '../../src/index.ts'

/** The title and the reason of a step of the second timestep of a cell. */
function told(equations: string, phase: 'forward' | 'backward', symbol: string, words = en): string {
  const result = check({
    format: 'unrolled/2',
    model: {
      inputSize: 2,
      outputSize: 1,
      layers: [{ cell: { name: 'mine', equations }, hiddenSize: 2 }],
      init: { scheme: 'pytorch', seed: 1 },
    },
    sequence: { inputs: Array.from({ length: 3 }, () => [1, -0.5]), targets: [[0.4]] },
    loss: { kind: 'mse', at: 'last', reduction: 'mean' },
  })
  if (!result.ok) throw new Error(result.error)
  const trace = record(problemOf(result.value))
  const frame = trace.frames.find(
    (each) => each.t === 2 && each.phase === phase && each.equation.symbol === symbol,
  )!
  return `${titleOf(trace, frame, words)} | ${reasonOf(trace, frame, words)}`
}

test('a gate beside new content writes, whatever matrix stands in that; one inside a function selects', () => {
  const chaos = 'θ = σ(U h[t-1])\nη = σ(V x)\nh = θ ⊙ tanh(h[t-1]) + η ⊙ tanh(W x)'
  expect(told(chaos, 'forward', 'η')).toMatch(/^Input gate.* is written into the hidden state/)
  const echo = 'ζ = σ(W_z x)\nh = (1 - ζ) ⊙ h[t-1] + ζ ⊙ tanh(W x + U h[t-1])'
  expect(told(echo, 'forward', 'ζ')).toMatch(/^Update gate.*the balance between the old state/)
  const reset = 'r = σ(W_r x)\nh = tanh(W x + r ⊙ (U h[t-1]))'
  expect(told(reset, 'forward', 'r')).toMatch(/^Reset gate.*how much of the old state/)
})

test('what may be any number is no gate, and what is put out and not carried on is not written', () => {
  const u = 'u = e_xᵀ x + e_hᵀ h[t-1]\nm = A m[t-1] + u B\nh = tanh(W m)'
  expect(told(u, 'forward', 'u')).not.toMatch(/gate|Candidate/)
  const glu = 'C = C[t-1] + W x\ns = V x\nn = C / sqrt(sum(C²))\nh = s ⊙ n'
  expect(told(glu, 'forward', 's')).not.toMatch(/gate|Candidate|written/)
})

test('a state that moves towards something is a mixture', () => {
  const leaky = 'z = σ(W_z x)\nn = tanh(W x)\nh = h[t-1] + z ⊙ (n - h[t-1])'
  expect(told(leaky, 'forward', 'h')).toMatch(
    /A mixture: the update gate .*z.* takes a share of .*n.* and the rest from the old state/,
  )
  expect(told(leaky, 'forward', 'z')).toMatch(/^Update gate/)
})

test('a number that is added at each timestep multiplies nothing', () => {
  const clock = 'τ : []\nτ = τ[t-1] + 1\nh = cos(τ ω) ⊙ (W x)'
  expect(told(clock, 'forward', 'τ')).toContain('A number that is the same at each timestep is added.')
  expect(told(clock, 'forward', 'τ', zh)).toContain('再加上每个时间步都相同的数。')
})

test('one stream is no sum', () => {
  const liquid = 'f = σ(W x + U h[t-1])\nh = (h[t-1] + f ⊙ A) / (1 + f)'
  expect(told(liquid, 'forward', 'h')).not.toMatch(/streams add/)
})

test('a state that one equation reads twice has two terms', () => {
  const twice = 'h = 0.5 h[t-1] + tanh(W x + U h[t-1])'
  expect(told(twice, 'backward', 'd:h')).toMatch(/One equation reads it twice/)
})

test('of one number nothing is said of all of them', () => {
  expect(told('a = W x\nμ = sum(a) / 2\nh = a - μ', 'forward', 'μ')).toContain(
    'One number is divided by another.',
  )
})
