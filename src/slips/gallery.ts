/**
 * Slips that are met in print and in code, by what they say. Each is a formula for the same engine, which evaluates it beside the
 * right one; what one sentence says about it stands with the page's texts, under the same id.
 */
import type { Slip } from './slip.ts'

const lstm = { cell: 'lstm', variant: 'vanilla', peephole: false } as const
const peephole = { cell: 'lstm', variant: 'vanilla', peephole: true } as const
const rnn = { cell: 'rnn', activation: 'tanh' } as const
const gru = { cell: 'gru', resetAfter: true, update: 'keep' } as const
const paperGru = { cell: 'gru', resetAfter: false, update: 'write' } as const

/** The slips of the gallery, in the order in which it lists them. */
export const slips: readonly Slip[] = [
  // Paths: one term for each arrow that leaves, all added up.
  {
    id: 'hidden-path-dropped',
    kind: 'path',
    model: lstm,
    wrong: 'd:h = head.weightᵀ d:y',
    shows: 'd:W_f[0,0]',
  },
  {
    id: 'later-cell-dropped',
    kind: 'path',
    model: lstm,
    wrong: 'd:f = d:h ⊙ o ⊙ (1 - tanh(C)²) ⊙ C[t-1]',
    shows: 'd:W_f[0,0]',
  },
  {
    id: 'carry-dropped',
    kind: 'path',
    model: lstm,
    wrong: 'd:C = d:h ⊙ o ⊙ (1 - tanh(C)²)',
    shows: 'd:W_i[0,0]',
  },
  {
    id: 'fork-averaged',
    kind: 'path',
    model: lstm,
    wrong: 'd:C = ½ (d:h ⊙ o ⊙ (1 - tanh(C)²)) + ½ (d:C[t+1] ⊙ f[t+1])',
    shows: 'd:W_g[0,0]',
  },
  {
    id: 'cell-jacobian-only-f',
    kind: 'path',
    model: lstm,
    wrong: 'd:C = (head.weightᵀ d:y) ⊙ o ⊙ (1 - tanh(C)²) + d:C[t+1] ⊙ f[t+1]',
    shows: 'd:C@1[0]',
  },
  {
    id: 'one-step-totals-multiplied',
    kind: 'path',
    model: lstm,
    wrong: 'd:h = head.weightᵀ d:y + U_fᵀ d:a_f[t+1] + U_iᵀ d:a_i[t+1] + U_gᵀ d:a_g[t+1]',
    shows: 'd:C@1[0]',
    seed: 37,
  },
  {
    id: 'hidden-for-cell-error',
    kind: 'path',
    model: lstm,
    wrong: 'd:g = d:h ⊙ i',
    shows: 'd:W_g[0,0]',
    seed: 1,
  },
  {
    id: 'peephole-paths-dropped',
    kind: 'path',
    model: peephole,
    wrong: 'd:C = d:h ⊙ o ⊙ (1 - tanh(C)²) + d:C[t+1] ⊙ f[t+1]',
    shows: 'd:C@1[0]',
    seed: 6,
  },
  {
    id: 'update-gate-path-dropped',
    kind: 'path',
    model: paperGru,
    wrong: 'd:h = head.weightᵀ d:y + d:h[t+1] ⊙ (1 - z[t+1]) + U_rᵀ d:a_r[t+1] + (U_nᵀ d:a_n[t+1]) ⊙ r[t+1]',
    shows: 'd:h@1[0]',
    seed: 4,
  },
  {
    id: 'coupled-gate-counted-once',
    kind: 'path',
    model: { cell: 'lstm', variant: 'CIFG', peephole: false },
    wrong: 'd:i = d:C ⊙ g',
    shows: 'd:W_i[0,0]',
  },
  {
    id: 'tanh-forgotten',
    kind: 'path',
    model: lstm,
    wrong: 'd:o = d:h ⊙ C\nd:C = d:h ⊙ o + d:C[t+1] ⊙ f[t+1]',
    shows: 'd:W_o[0,0]',
    seed: 1,
  },
  // Slopes: σ′ and tanh′ stand between a value and its pre-activation, once, and are written in the value.
  {
    id: 'slope-in-cell-derivative',
    kind: 'slope',
    model: lstm,
    wrong: 'd:f = d:C ⊙ C[t-1] ⊙ f ⊙ (1 - f)',
    shows: 'd:a_f@2[0]',
  },
  {
    id: 'slope-twice-and-path-dropped',
    kind: 'slope',
    model: lstm,
    wrong: 'd:f = d:h ⊙ o ⊙ (1 - tanh(C)²) ⊙ C[t-1] ⊙ f ⊙ (1 - f)',
    shows: 'd:W_f[0,0]',
  },
  { id: 'slope-forgotten', kind: 'slope', model: lstm, wrong: 'd:a_f = d:f', shows: 'd:W_f[0,0]' },
  {
    id: 'slope-of-gate-value',
    kind: 'slope',
    model: lstm,
    wrong: 'd:a_f = d:f ⊙ σ(f) ⊙ (1 - σ(f))',
    shows: 'd:W_f[0,0]',
  },
  {
    id: 'tanh-slope-of-preactivation',
    kind: 'slope',
    model: lstm,
    wrong: 'd:a_g = d:g ⊙ (1 - a_g²)',
    shows: 'd:W_g[0,0]',
  },
  {
    id: 'tanh-applied-twice',
    kind: 'slope',
    model: lstm,
    wrong: 'd:a_g = d:g ⊙ (1 - tanh(g)²)',
    shows: 'd:W_g[0,0]',
    seed: 3,
  },
  {
    id: 'slope-on-wrong-side',
    kind: 'slope',
    model: rnn,
    wrong: 'd:h = head.weightᵀ d:y + (1 - h[t+1]²) ⊙ (Uᵀ d:h[t+1])',
    shows: 'd:h@1[0]',
    seed: 1,
  },
  // Timesteps: which t a factor is of, and that a weight stands at all of them.
  {
    id: 'sum-over-time-dropped',
    kind: 'time',
    model: lstm,
    wrong: 'd:W_f = d:a_f xᵀ',
    over: 'last',
    shows: 'd:W_f[0,0]',
  },
  {
    id: 'forget-gate-of-now',
    kind: 'time',
    model: lstm,
    wrong: 'd:C = d:h ⊙ o ⊙ (1 - tanh(C)²) + d:C[t+1] ⊙ f',
    shows: 'd:C@1[0]',
  },
  {
    id: 'candidate-of-step-before',
    kind: 'time',
    model: lstm,
    wrong: 'd:i = d:C ⊙ g[t-1]',
    shows: 'd:W_i[0,0]',
  },
  {
    id: 'output-peephole-old-cell',
    kind: 'time',
    model: peephole,
    wrong: 'd:peephole_o = d:a_o ⊙ C[t-1]',
    shows: 'd:peephole_o[0]',
  },
  { id: 'state-of-now', kind: 'time', model: rnn, wrong: 'd:U = d:a hᵀ', shows: 'd:U[0,0]' },
  // Copies: a symbol of the neighbouring line, a matrix without its transpose, another cell's formula.
  { id: 'bias-of-other-gate', kind: 'copy', model: lstm, wrong: 'd:b_i = d:a_f', shows: 'd:b_i[0]' },
  {
    id: 'peephole-of-other-gate',
    kind: 'copy',
    model: peephole,
    wrong: 'd:peephole_f = d:a_i ⊙ C[t-1]',
    shows: 'd:peephole_f[0]',
  },
  {
    id: 'transpose-forgotten',
    kind: 'copy',
    model: lstm,
    wrong: 'd:h = head.weightᵀ d:y + U_f d:a_f[t+1] + U_i d:a_i[t+1] + U_g d:a_g[t+1] + U_o d:a_o[t+1]',
    shows: 'd:h@1[0]',
    seed: 6,
  },
  {
    id: 'reset-gate-of-other-gru',
    kind: 'copy',
    model: gru,
    wrong: 'd:r = (U_nᵀ d:a_n) ⊙ h[t-1]',
    shows: 'd:W_r[0,0]',
  },
  {
    id: 'update-gate-of-other-gru',
    kind: 'copy',
    model: gru,
    wrong: 'd:n = d:h ⊙ z\nd:z = d:h ⊙ (n - h[t-1])',
    shows: 'd:W_z[0,0]',
  },
  // The loss: what stands before y − target.
  {
    id: 'two-dropped',
    kind: 'loss',
    model: lstm,
    loss: { kind: 'mse', reduction: 'sum' },
    wrong: 'd:y = y - target',
    shows: 'd:head.bias[0]',
  },
  {
    id: 'mean-over-time-forgotten',
    kind: 'loss',
    model: lstm,
    loss: { kind: 'mse', at: 'all', reduction: 'mean' },
    wrong: 'd:y = (2 / K) (y - target)',
    shows: 'd:head.bias[0]',
  },
]
