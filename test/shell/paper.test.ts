/** Equations that are pasted into the editor of a cell. */
import { describe, expect, test } from 'vitest'
import { parsed } from '../../app/shell/own/draft.ts'
import { fromPaper } from '../../app/shell/own/paper.ts'
import { signsIn } from '../../app/shell/own/signs.ts'
import { equationsOf, library } from '../../src/index.ts'

describe('equations are pasted as papers and LaTeX print them', () => {
  const mgu =
    'f = σ(W_f x + U_f h[t-1] + b_f)\nh̃ = tanh(W_h x + U_h (f ⊙ h[t-1]) + b_h)\nh = (1 - f) ⊙ h[t-1] + f ⊙ h̃'
  test.each([
    [
      'LaTeX',
      String.raw`\begin{aligned}
f_t &= \sigma\left(W_f x_t + U_f h_{t-1} + b_f\right), \\
\tilde{h}_t &= \tanh(W_{h} \mathbf{x}_{t} + U_{h}(f_t \odot h_{t-1}) + b_h) \\
h_t &= (1 - f_t) \odot h_{t-1} + f_t \odot \tilde{h}_t
\end{aligned}`,
    ],
    [
      'a text',
      'f_t = σ(W_f x_t + U_f h_{t−1} + b_f)\nh̃_t = tanh(W_h x_t + U_h(f_t ∘ h_{t-1}) + b_h)\nh_t = (1 - f_t) ∘ h_{t-1} + f_t ∘ h̃_t',
    ],
  ])('%s', (_, text) => {
    const written = signsIn(fromPaper(text))
    expect(written.normalize('NFC')).toBe(mgu.normalize('NFC'))
    expect(parsed({ name: 'MGU', equations: written, sizes: {} }).ok).toBe(true)
  })
  test.each([
    [String.raw`S_t = S_{t-1} + v_t k_t^\top`, 'S = S[t-1] + v kᵀ'],
    [String.raw`h_t = \frac{C_t q_t}{n_t}`, 'h = (C q) / (n)'],
    ['h_{t}^{2}', 'h ²'],
    ['W_{f}x_{t}', 'W_f x'],
  ])('%s', (text, wanted) => expect(signsIn(fromPaper(text))).toBe(wanted))
  test('a text in the language of cells stays as it is', () => {
    for (const entry of library) expect(fromPaper(equationsOf(entry))).toBe(equationsOf(entry))
    expect(fromPaper('p_t = W x  # two  spaces')).toBe('p_t = W x  # two  spaces')
  })
})
