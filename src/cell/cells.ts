/**
 * The cells, as a textbook writes them. A variant is what it changes.
 * h[t-1] is the hidden state before, ⊙ the product of each element, σ the logistic function.
 */

/** Elman 1990. */
export const rnn = `
  a = W x + U h[t-1] + b
  h = tanh(a)
`

export const rnnActivations = {
  tanh: '',
  relu: 'h = relu(a)',
  linear: 'h = a',
}

/** Hochreiter & Schmidhuber 1997, with the forget gate of Gers, Schmidhuber & Cummins 2000. */
export const lstm = `
  a_f = W_f x + U_f h[t-1] + b_f
  f = σ(a_f)
  a_i = W_i x + U_i h[t-1] + b_i
  i = σ(a_i)
  a_g = W_g x + U_g h[t-1] + b_g
  g = tanh(a_g)
  C = f ⊙ C[t-1] + i ⊙ g
  a_o = W_o x + U_o h[t-1] + b_o
  o = σ(a_o)
  h = o ⊙ tanh(C)
`

/** Gers & Schmidhuber 2000: each gate sees the cell; the output gate sees the new one. */
export const peepholes = `
  a_f += peephole_f ⊙ C[t-1]
  a_i += peephole_i ⊙ C[t-1]
  a_o += peephole_o ⊙ C
`

/** Greff et al. 2017, "LSTM: a search space odyssey". */
export const variants = {
  vanilla: '',
  NIG: 'i = 1',
  NFG: 'f = 1',
  NOG: 'o = 1',
  NIAF: 'g = a_g',
  NOAF: 'h = o ⊙ C',
  CIFG: 'f = 1 - i',
}

/** Cho et al. 2014, as PyTorch computes it. */
export const gru = `
  a_r = W_r x + U_r h[t-1] + b_r
  r = σ(a_r)
  a_z = W_z x + U_z h[t-1] + b_z
  z = σ(a_z)
  a_n = W_n x + b_n + r ⊙ (U_n h[t-1] + c_n)
  n = tanh(a_n)
  h = (1 - z) ⊙ n + z ⊙ h[t-1]
`

/** The paper's place of the reset gate: before the matrix. */
export const resetBefore = 'a_n = W_n x + U_n (r ⊙ h[t-1]) + b_n'

/** The paper's sense of the update gate: 1 writes. */
export const updateWrites = 'h = (1 - z) ⊙ h[t-1] + z ⊙ n'

/** The head: the output read from the hidden state. */
export const head = 'y = head.weight h + head.bias'
