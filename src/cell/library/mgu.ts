import type { Entry } from './entry.ts'

export const mgu = {
  id: 'mgu',
  names: { en: 'MGU', zh: 'MGU（最小门控单元）' },
  paper: {
    authors: 'Zhou, Wu, Zhang & Zhou',
    year: 2016,
    title: 'Minimal Gated Unit for Recurrent Neural Networks',
    arxiv: '1603.09420',
  },
  text: `
    a_f = W_f x + U_f h[t-1] + b_f         # what goes into the gate
    f = σ(a_f)                             # the one gate: how much is overwritten
    a_n = W_n x + U_n (f ⊙ h[t-1]) + b_n   # what goes into the candidate
    n = tanh(a_n)                          # candidate: what could be written
    h = (1 - f) ⊙ h[t-1] + f ⊙ n           # hidden state
  `,
  symbolsZh: {
    a_f: '门的预激活',
    f: '唯一的门：改写多少',
    a_n: '候选状态的预激活',
    n: '候选状态：可以写入的内容',
    h: '隐藏状态',
  },
  change: {
    en: 'One gate does the work of the GRU’s two: it mixes old and new, and it resets what the candidate sees.',
    zh: '用一个门完成 GRU 两个门的工作：既混合新旧状态，又重置候选状态所见的内容。',
  },
  experiment: 'mgu',
  question: {
    ask: { en: 'Does f = 1 keep or overwrite in an MGU?', zh: '在 MGU 中，f = 1 是保留还是改写？' },
    answer: {
      en: 'It overwrites: [[f]] multiplies the candidate, and 1 − f what was there before, the other way round than the forget gate of an LSTM. Weights that were trained with one sense give nonsense in code that has the other.',
      zh: '是改写：[[f]] 乘候选状态，1 − f 乘原来的状态，与 LSTM 的遗忘门方向相反。按一种约定训练出的权重，放进按另一种约定写的代码就会得出毫无意义的结果。',
    },
    stage: {
      places: ['f3.h'],
      pointed: 'f@3[0]',
      says: {
        en: 'No store signal: the gate is nearly closed, and the state stays.',
        zh: '没有“存”信号：门几乎关闭，状态保持不变。',
      },
    },
  },
} as const satisfies Entry
