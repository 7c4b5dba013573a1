/** As PyTorch computes it. */
import type { Family } from './family.ts'
import { type GateActivation, gateActivations, gatesAs } from './hard-sigmoid.ts'

/** The paper's place of the reset gate: before the matrix. */
const resetBefore = 'a_n = W_n x + U_n (r ⊙ h[t-1]) + b_n'

/** The paper's sense of the update gate: 1 writes. */
const updateWrites = 'h = (1 - z) ⊙ h[t-1] + z ⊙ n'

const gates = { r: { base: 'r' }, z: { base: 'z' } } as const

export interface GruOptions {
  /** true: r multiplies U_n h + c_n (PyTorch); false: r multiplies h */
  readonly resetAfter: boolean
  /** keep: h = (1 - z) n + z h[t-1] (PyTorch); write: h = (1 - z) h[t-1] + z n */
  readonly update: 'keep' | 'write'
  readonly gateActivation: GateActivation
}

export const gru: Family<'gru', GruOptions & Readonly<Record<string, unknown>>> = {
  id: 'gru',
  names: { en: 'GRU', zh: 'GRU' },
  paper: {
    authors: 'Cho et al.',
    year: 2014,
    title: 'Learning Phrase Representations using RNN Encoder–Decoder for Statistical Machine Translation',
    arxiv: '1406.1078',
  },
  change: {
    en: 'One state in place of the LSTM’s two, and one gate for keeping and writing.',
    zh: '用一个状态代替 LSTM 的两个，用一个门同时管保留与写入。',
  },
  experiment: 'store-and-ask-gru',
  options: { resetAfter: [true, false], update: ['keep', 'write'], gateActivation: gateActivations },
  text: `
    a_r = W_r x + U_r h[t-1] + b_r
    r = σ(a_r)                                    # reset gate: what the past may say
    a_z = W_z x + U_z h[t-1] + b_z
    z = σ(a_z)                                    # update gate: old against new
    a_n = W_n x + b_n + r ⊙ (U_n h[t-1] + c_n)
    n = tanh(a_n)                                 # candidate: the new proposal
    h = (1 - z) ⊙ n + z ⊙ h[t-1]                  # hidden state
  `,
  symbolsZh: {
    r: '重置门：过去能参与多少',
    z: '更新门：旧与新的比例',
    n: '候选状态：新的提议',
    h: '隐藏状态',
  },
  changes: ({ resetAfter, update, gateActivation }) => [
    resetAfter ? '' : resetBefore,
    update === 'keep' ? '' : updateWrites,
    gatesAs(gateActivation, ['r', 'z']),
  ],
  letters: {
    notes: { index: { r: 'r', z: 'z', n: 'h' }, letters: { ...gates, n: { base: 'h', accent: 'tilde' } } },
    pytorch: { index: { r: 'r', z: 'z', n: 'n' }, letters: { ...gates, n: { base: 'n' } } },
    graves: {
      index: { r: 'r', z: 'z', n: 'n' },
      letters: {
        r: { base: 'b', sub: 'r' },
        z: { base: 'b', sub: 'z' },
        n: { base: 'b', sub: 'n' },
      },
    },
  },
  module: ({ resetAfter, update }) => (resetAfter && update === 'keep' ? { name: 'GRU' } : undefined),
  stored: ({ resetAfter }) => ({ blocks: ['r', 'z', 'n'], own: [], ...(resetAfter ? { apart: 'n' } : {}) }),
  words: { resetAfter: 'before' },
  conventions: true,
}
