/**
 * Misconceptions that show while one number is predicted, beside the slips of the gallery: formulas for values of the forward pass,
 * and for each gradient what is left out, doubled, or taken from the wrong place.
 */
import type { Slip } from './slip.ts'

export type Belief = Omit<Slip, 'kind' | 'shows'>

const lstm = { cell: 'lstm' } as const
const plain = { cell: 'lstm', peephole: false } as const
const gru = { cell: 'gru' } as const
const rnn = { cell: 'rnn', activation: 'tanh' } as const

/** The same belief about each of several gates; q stands for the gate. */
function each(gates: string, model: Belief['model'], lines: Readonly<Record<string, string>>): Belief[] {
  return [...gates].flatMap((q) =>
    Object.entries(lines).map(([id, line]) => ({ id, model, wrong: line.replaceAll(/\bq\b|(?<=_)q\b/g, q) })),
  )
}

const sums = {
  'state-before-forgotten': 'a_q = W_q x + b_q',
  'input-forgotten': 'a_q = U_q h[t-1] + b_q',
  'bias-forgotten': 'a_q = W_q x + U_q h[t-1]',
}

const ofSigma = {
  'squashing-forgotten': 'q = a_q',
  'tanh-for-sigma': 'q = tanh(a_q)',
  'slope-forgotten': 'd:a_q = d:q',
  'slope-twice': 'd:a_q = d:q ⊙ q ⊙ (1 - q) ⊙ q ⊙ (1 - q)',
  'slope-of-gate-value': 'd:a_q = d:q ⊙ σ(q) ⊙ (1 - σ(q))',
  'tanh-slope-for-sigma': 'd:a_q = d:q ⊙ (1 - q²)',
}

const ofTanh = {
  'squashing-forgotten': 'q = a_q',
  'sigma-for-tanh': 'q = σ(a_q)',
  'slope-forgotten': 'd:a_q = d:q',
  'slope-twice': 'd:a_q = d:q ⊙ (1 - q²) ⊙ (1 - q²)',
  'tanh-slope-of-preactivation': 'd:a_q = d:q ⊙ (1 - a_q²)',
  'tanh-applied-twice': 'd:a_q = d:q ⊙ (1 - tanh(q)²)',
  'sigma-slope-for-tanh': 'd:a_q = d:q ⊙ q ⊙ (1 - q)',
}

const ofWeights = { 'state-of-now': 'd:U_q = d:a_q hᵀ' }

export const beliefs: readonly Belief[] = [
  ...each('figo', plain, sums),
  ...each('fio', lstm, ofSigma),
  ...each('g', { ...lstm, variant: 'vanilla' }, ofTanh),
  ...each('figo', lstm, ofWeights),
  ...each('rz', gru, { ...sums, ...ofSigma, ...ofWeights }),
  ...each('n', gru, ofTanh),
  // The cell state and the hidden state.
  { id: 'forget-means-erase', model: lstm, wrong: 'C = (1 - f) ⊙ C[t-1] + i ⊙ g' },
  { id: 'gates-exchanged', model: lstm, wrong: 'C = i ⊙ C[t-1] + f ⊙ g' },
  { id: 'carry-dropped', model: lstm, wrong: 'C = i ⊙ g' },
  { id: 'input-gate-forgotten', model: lstm, wrong: 'C = f ⊙ C[t-1] + g' },
  { id: 'forget-gate-forgotten', model: lstm, wrong: 'C = C[t-1] + i ⊙ g' },
  { id: 'tanh-forgotten', model: lstm, wrong: 'h = o ⊙ C' },
  { id: 'output-gate-forgotten', model: lstm, wrong: 'h = tanh(C)' },
  { id: 'cell-of-step-before', model: lstm, wrong: 'h = o ⊙ tanh(C[t-1])' },
  {
    id: 'update-gate-of-other-gru',
    model: { ...gru, update: 'keep' },
    wrong: 'h = (1 - z) ⊙ h[t-1] + z ⊙ n',
  },
  {
    id: 'update-gate-of-other-gru',
    model: { ...gru, update: 'write' },
    wrong: 'h = (1 - z) ⊙ n + z ⊙ h[t-1]',
  },
  { id: 'squashing-forgotten', model: rnn, wrong: 'h = a' },
  { id: 'state-before-forgotten', model: rnn, wrong: 'a = W x + b' },
  { id: 'input-forgotten', model: rnn, wrong: 'a = U h[t-1] + b' },
  { id: 'bias-forgotten', model: rnn, wrong: 'a = W x + U h[t-1]' },
  // The output.
  { id: 'bias-forgotten', model: lstm, wrong: 'y = head.weight h' },
  { id: 'bias-forgotten', model: gru, wrong: 'y = head.weight h' },
  { id: 'bias-forgotten', model: rnn, wrong: 'y = head.weight h' },
  ...(['lstm', 'gru', 'rnn'] as const).flatMap((cell): Belief[] => [
    { id: 'onehot-forgotten', model: { cell }, loss: { kind: 'cross-entropy' }, wrong: 'd:y = p' },
    {
      id: 'mean-over-time-forgotten',
      model: { cell },
      loss: { kind: 'cross-entropy', at: 'all', reduction: 'mean' },
      wrong: 'd:y = p - onehot(target, y)',
    },
    {
      id: 'two-dropped',
      model: { cell },
      loss: { kind: 'mse', reduction: 'sum' },
      wrong: 'd:y = y - target',
    },
    {
      id: 'mean-over-time-forgotten',
      model: { cell },
      loss: { kind: 'mse', at: 'all', reduction: 'mean' },
      wrong: 'd:y = (2 / K) (y - target)',
    },
    { id: 'hidden-path-dropped', model: { cell }, wrong: 'd:h = head.weightᵀ d:y' },
  ]),
  // Gradients of the gates: the factor on the other side of ⊙, of the right timestep, under the total gradient of C.
  { id: 'own-factor', model: lstm, wrong: 'd:f = d:C ⊙ f' },
  { id: 'own-factor', model: lstm, wrong: 'd:i = d:C ⊙ i' },
  { id: 'own-factor', model: lstm, wrong: 'd:g = d:C ⊙ g' },
  { id: 'own-factor', model: lstm, wrong: 'd:o = d:h ⊙ o' },
  { id: 'cell-of-now', model: lstm, wrong: 'd:f = d:C ⊙ C' },
  { id: 'hidden-for-cell-error', model: lstm, wrong: 'd:f = d:h ⊙ C[t-1]' },
  { id: 'hidden-for-cell-error', model: lstm, wrong: 'd:i = d:h ⊙ g' },
  // Where two gradients meet.
  { id: 'hidden-here-dropped', model: plain, wrong: 'd:C = d:C[t+1] ⊙ f[t+1]' },
  { id: 'carry-without-f', model: plain, wrong: 'd:C = d:h ⊙ o ⊙ (1 - tanh(C)²) + d:C[t+1]' },
  { id: 'output-gate-forgotten', model: plain, wrong: 'd:C = d:h ⊙ (1 - tanh(C)²) + d:C[t+1] ⊙ f[t+1]' },
  {
    id: 'loss-here-dropped',
    model: lstm,
    wrong: 'd:h = U_fᵀ d:a_f[t+1] + U_iᵀ d:a_i[t+1] + U_gᵀ d:a_g[t+1] + U_oᵀ d:a_o[t+1]',
  },
  { id: 'loss-here-dropped', model: rnn, wrong: 'd:h = Uᵀ d:a[t+1]' },
  { id: 'transpose-forgotten', model: rnn, wrong: 'd:h = head.weightᵀ d:y + U d:a[t+1]' },
  { id: 'slope-forgotten', model: rnn, wrong: 'd:a = d:h' },
  { id: 'tanh-slope-of-preactivation', model: rnn, wrong: 'd:a = d:h ⊙ (1 - a²)' },
  { id: 'tanh-applied-twice', model: rnn, wrong: 'd:a = d:h ⊙ (1 - tanh(h)²)' },
  { id: 'state-of-now', model: rnn, wrong: 'd:U = d:a hᵀ' },
]
