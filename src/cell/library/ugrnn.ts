import type { Entry } from './entry.ts'

export const ugrnn = {
  id: 'ugrnn',
  names: { en: 'UGRNN', zh: 'UGRNN（更新门 RNN）' },
  paper: {
    authors: 'Collins, Sohl-Dickstein & Sussillo',
    year: 2017,
    title: 'Capacity and Trainability in Recurrent Neural Networks',
    arxiv: '1611.09913',
  },
  text: `
    a_g = W_g x + U_g h[t-1] + b_g    # what goes into the gate
    g = σ(a_g)                        # update gate: what is kept
    a_n = W_n x + U_n h[t-1] + b_n    # what goes into the candidate
    n = tanh(a_n)                     # candidate: a plain RNN
    h = g ⊙ h[t-1] + (1 - g) ⊙ n      # hidden state
  `,
  symbolsZh: {
    a_g: '门的预激活',
    g: '更新门：保留多少',
    a_n: '候选状态的预激活',
    n: '候选状态：一个普通 RNN',
    h: '隐藏状态',
  },
  change: {
    en: 'A plain RNN whose new state is mixed with the old one by a gate: a GRU without its reset gate.',
    zh: '在普通 RNN 上加一个混合新旧状态的门：即去掉重置门的 GRU。',
  },
  experiment: 'ugrnn',
  question: {
    ask: {
      en: 'What is the smallest step from an RNN to a gated cell?',
      zh: '从 RNN 到门控单元，最小的一步是什么？',
    },
    answer: {
      en: 'One gate that mixes: with [[g]] at 0 this is the RNN itself, with [[g]] at 1 nothing changes at all. In between, the gradient has a way back that is multiplied by the gate and not by a matrix.',
      zh: '一个用来混合的门：[[g]] 为 0 时它就是 RNN，[[g]] 为 1 时状态完全不变。介于两者之间，梯度有一条只乘以门、不乘以矩阵的回路。',
    },
    stage: {
      places: ['b5.h'],
      pointed: 'g@6[0]',
      says: {
        en: 'The gradient comes home along the open gate.',
        zh: '梯度沿打开的门传回。',
      },
    },
  },
} as const satisfies Entry
