/** What papers and programs write is told with how it is written in a cell. */
import { expect, test } from 'vitest'
import { compileCell } from '../../src/index.ts'

const told = (equations: string): string => {
  try {
    compileCell(equations)
    return ''
  } catch (thrown) {
    return (thrown as Error).message
  }
}

test.each([
  ['h_t = tanh(W x_t)', 'line 1, column 1', 'the timestep is not written'],
  ['h = W [x, h[t-1]] + b', 'column 8', 'W x + U h[t-1]'],
  ['h = W x + U h_{t-1}', 'column 15', 'h[t-1]'],
  ['h = W x + U h(t-1)', 'column 14', 'h[t-1]'],
  ['h = (W x)^2', 'column 10', 'a²'],
  ['h = W^T x', 'column 6', 'Wᵀ'],
  ['h = √(b)', 'column 5', 'sqrt(a)'],
  ['h = |b|', 'column 5', 'abs(a)'],
  ['h = e^(W x)', 'column 6', 'exp(a)'],
  ["f' = W x\nh = f'", 'column 2', 'f_1'],
  ['h = W x;', 'column 8', 'a line of its own'],
  ['h = b ∘ (W x)', 'column 7', '⊙'],
  ['h = \\sigma(W x)', 'column 5', 'σ'],
  ['h = (W - Wᵀ) h[t-1] + V x', 'column 12', 'W v - Wᵀ v'],
  ['h = diag(r) h[t-1] + W x', 'column 13', 'u ⊙ v'],
  ['k = W x\nS = S[t-1] - S[t-1] k kᵀ\nh = S k', 'line 2, column 14', '(A u) vᵀ'],
])('what papers and programs write, and how it is written here: %s', (equations, at, hint) => {
  const error = told(equations)
  expect(error).toContain(at)
  expect(error.split('; ')[1] ?? error).toContain(hint)
})
