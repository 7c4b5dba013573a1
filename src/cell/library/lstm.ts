import type { Family } from './family.ts'
import { type GateActivation, gateActivations, gatesAs } from './hard-sigmoid.ts'

/** Gers & Schmidhuber 2000: each gate sees the cell; the output gate sees the new one. */
const peepholes = `
  a_f += peephole_f ⊙ C[t-1]
  a_i += peephole_i ⊙ C[t-1]
  a_o += peephole_o ⊙ C
`

/** Greff et al. 2017, "LSTM: a search space odyssey". */
const variants = {
  vanilla: '',
  NIG: 'i = 1',
  NFG: 'f = 1',
  NOG: 'o = 1',
  NIAF: 'g = a_g',
  NOAF: 'h = o ⊙ C',
  CIFG: 'f = 1 - i',
} as const

/** The gate that a variant leaves out, and its peephole with it. */
const without: Readonly<Partial<Record<keyof typeof variants, string>>> = {
  NIG: 'i',
  NFG: 'f',
  NOG: 'o',
  CIFG: 'f',
}

const gates = { f: { base: 'f' }, i: { base: 'i' }, o: { base: 'o' } } as const

export interface LstmOptions {
  readonly peephole: boolean
  readonly variant: keyof typeof variants
  readonly gateActivation: GateActivation
}

export const lstm: Family<'lstm', LstmOptions & Readonly<Record<string, unknown>>> = {
  id: 'lstm',
  names: { en: 'LSTM', zh: 'LSTM' },
  // With the forget gate of Gers, Schmidhuber & Cummins 2000.
  paper: { authors: 'Hochreiter & Schmidhuber', year: 1997, title: 'Long Short-Term Memory' },
  change: {
    en: 'A memory of its own beside the hidden state, changed by adding to it; gates say what is kept, written and said.',
    zh: '在隐藏状态之外另设记忆，用加法改变它；由门决定保留、写入和输出多少。',
  },
  experiment: 'store-and-ask',
  options: {
    peephole: [false, true],
    variant: ['vanilla', 'NIG', 'NFG', 'NOG', 'NIAF', 'NOAF', 'CIFG'],
    gateActivation: gateActivations,
  },
  text: `
    a_f = W_f x + U_f h[t-1] + b_f
    f = σ(a_f)                        # forget gate: what is kept
    a_i = W_i x + U_i h[t-1] + b_i
    i = σ(a_i)                        # input gate: what is let in
    a_g = W_g x + U_g h[t-1] + b_g
    g = tanh(a_g)                     # candidate: what could be written
    C = f ⊙ C[t-1] + i ⊙ g            # cell state: keep and write
    a_o = W_o x + U_o h[t-1] + b_o
    o = σ(a_o)                        # output gate: what is put out
    h = o ⊙ tanh(C)                   # hidden state
  `,
  symbolsZh: {
    f: '遗忘门：保留多少',
    i: '输入门：放进多少',
    g: '候选记忆：可以写入什么',
    C: '细胞状态：保留与写入',
    o: '输出门：输出多少',
    h: '隐藏状态',
  },
  // The variant comes last: where it drops a gate, the peephole goes too.
  changes: ({ peephole, variant, gateActivation }) => [
    peephole ? peepholes : '',
    gatesAs(gateActivation, ['f', 'i', 'o']),
    variants[variant],
  ],
  letters: {
    notes: {
      index: { f: 'f', i: 'i', g: 'C', o: 'o' },
      letters: { ...gates, C: { base: 'C' }, g: { base: 'C', accent: 'tilde' } },
    },
    pytorch: {
      index: { f: 'f', i: 'i', g: 'g', o: 'o' },
      letters: { ...gates, C: { base: 'c' }, g: { base: 'g' } },
    },
    graves: {
      index: { f: 'ϕ', i: 'ι', g: 'c', o: 'ω' },
      letters: {
        C: { base: 's', sub: 'c' },
        f: { base: 'b', sub: 'ϕ' },
        i: { base: 'b', sub: 'ι' },
        o: { base: 'b', sub: 'ω' },
        g: { base: 'g', sub: 'c' },
      },
      alone: { h: { base: 'b', sub: 'c' }, 'head.weight': { base: 'w', sub: 'ck' } },
      adjoints: { C: { base: 'ϵ', sub: 's' } },
    },
  },
  stored: ({ peephole, variant }) => ({
    blocks: ['i', 'f', 'g', 'o'],
    own: peephole ? ['i', 'f', 'o'].filter((q) => without[variant] !== q).map((q) => `peephole_${q}`) : [],
  }),
  module: ({ peephole, variant }) => (peephole || variant !== 'vanilla' ? undefined : { name: 'LSTM' }),
  words: { peephole: 'peephole' },
  alias: { word: 'f=one', options: { variant: 'NFG' } },
  forgets: 'f',
}
