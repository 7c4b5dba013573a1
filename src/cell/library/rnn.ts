import type { Family } from './family.ts'
import { hardSigmoid } from './hard-sigmoid.ts'

const activations = {
  tanh: '',
  relu: 'h = relu(a)',
  linear: 'h = a',
  sigmoid: 'h = σ(a)',
  'hard-sigmoid': `h = ${hardSigmoid('a')}`,
} as const

export interface RnnOptions {
  readonly activation: keyof typeof activations
}

export const rnn: Family<'rnn', RnnOptions & Readonly<Record<string, unknown>>> = {
  id: 'rnn',
  names: { en: 'RNN', zh: 'RNN' },
  paper: { authors: 'Elman', year: 1990, title: 'Finding Structure in Time' },
  change: {
    en: 'The plain recurrent net: the state goes through one matrix and one squashing at each timestep.',
    zh: '普通循环网络：状态每个时间步经过一个矩阵和一个压缩函数。',
  },
  experiment: 'store-and-ask-rnn',
  options: { activation: ['tanh', 'relu', 'linear', 'sigmoid', 'hard-sigmoid'] },
  text: `
    a = W x + U h[t-1] + b
    h = tanh(a)                   # hidden state
  `,
  symbolsZh: { h: '隐藏状态' },
  changes: ({ activation }) => [activations[activation]],
  letters: {
    // S_t = φ(U x_t + W S_{t−1} + b), O_t = V S_t.
    notes: {
      index: { '': '' },
      alone: {
        h: { base: 'S' },
        y: { base: 'O' },
        W: { base: 'U' },
        U: { base: 'W' },
        'head.weight': { base: 'V' },
        'head.bias': { base: 'b', sub: 'O' },
      },
      apart: true,
    },
    pytorch: { index: { '': 'h' } },
    graves: { index: { '': 'h' } },
  },
  module: ({ activation }) =>
    activation === 'linear' ? undefined : { name: 'RNN', args: `nonlinearity="${activation}"` },
  stored: () => ({ blocks: [''], own: [] }),
}
