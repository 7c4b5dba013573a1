import type { Entry } from './entry.ts'

export const janet = {
  id: 'janet',
  names: { en: 'JANET', zh: 'JANET（只有遗忘门）' },
  paper: {
    authors: 'van der Westhuizen & Lasenby',
    year: 2018,
    title: 'The unreasonable effectiveness of the forget gate',
    arxiv: '1804.04849',
  },
  text: `
    s = W_f x + U_f h[t-1] + b_f          # what goes into the gate
    f = σ(s)                              # forget gate: what is kept
    j = σ(s - 1)                          # the same gate, a little more closed
    a_g = W_g x + U_g h[t-1] + b_g        # what goes into the candidate
    g = tanh(a_g)                         # candidate
    h = f ⊙ h[t-1] + (1 - j) ⊙ g          # hidden state
  `,
  symbolsZh: {
    s: '门的预激活',
    f: '遗忘门：保留多少',
    j: '同一个门，再关小一些',
    a_g: '候选状态的预激活',
    g: '候选状态',
    h: '隐藏状态',
  },
  change: {
    en: 'Of the LSTM’s three gates only the forget gate is left; what is not kept is written, and by the shift of 1 a little more.',
    zh: 'LSTM 的三个门只留下遗忘门；不保留的就写入，而且因为移动了 1，写入得略多一些。',
  },
  experiment: 'janet',
  question: {
    ask: { en: 'How little is enough?', zh: '最少需要多少个门？' },
    answer: {
      en: 'For holding a value, one gate: where [[f]] is near 1 the state is carried on, where it falls the candidate takes its place. The shift of 1 makes what is kept and what is written add up to more than 1, so that writing costs less of the memory.',
      zh: '要保存一个数值，一个门就够：[[f]] 接近 1 时状态被保留，下降时由候选状态取代。移动 1 使保留与写入的比例之和大于 1，因而写入时损失的记忆较少。',
    },
    stage: {
      places: ['f2.h'],
      pointed: 'f@2[0]',
      says: {
        en: 'The store signal closes the forget gate, and the candidate comes in.',
        zh: '“存”信号关闭遗忘门，候选状态随之写入。',
      },
    },
  },
} as const satisfies Entry
