import type { Entry } from './entry.ts'

export const qrnn = {
  id: 'qrnn',
  names: { en: 'QRNN', zh: 'QRNN（准循环网络）' },
  paper: {
    authors: 'Bradbury, Merity, Xiong & Socher',
    year: 2017,
    title: 'Quasi-Recurrent Neural Networks',
    arxiv: '1611.01576',
  },
  text: `
    a_z = W_z x + V_z x[t-1] + b_z    # what goes into the candidate
    z = tanh(a_z)                     # candidate
    a_f = W_f x + V_f x[t-1] + b_f    # what goes into the forget gate
    f = σ(a_f)                        # forget gate: what is kept
    a_o = W_o x + V_o x[t-1] + b_o    # what goes into the output gate
    o = σ(a_o)                        # output gate
    C = f ⊙ C[t-1] + (1 - f) ⊙ z      # cell state
    h = o ⊙ C                         # hidden state
  `,
  symbolsZh: {
    a_z: '候选记忆的预激活',
    z: '候选记忆',
    a_f: '遗忘门的预激活',
    f: '遗忘门：保留多少',
    a_o: '输出门的预激活',
    o: '输出门',
    C: '细胞状态',
    h: '隐藏状态',
  },
  change: {
    en: 'In place of the state before, the gates see the input before: a convolution of width 2, and a memory that only mixes.',
    zh: '门看到的不是前一步的状态，而是前一步的输入：宽度为 2 的卷积，加上只做混合的记忆。',
  },
  experiment: 'qrnn',
  question: {
    ask: { en: 'What can a gate know that does not see the state?', zh: '不看状态的门能知道什么？' },
    answer: {
      en: 'What lies in its window, here two inputs: a gate can open at “a, then b”, and the memory keeps that it has happened. What depends on something further back it cannot decide in one layer; a second layer sees it through the states of the first.',
      zh: '它窗口内的内容，这里是两个输入：门可以在“先 a 后 b”时打开，由记忆保存这件事发生过。更早的内容一层无法据以判断；第二层可以通过第一层的状态看到。',
    },
    stage: {
      places: ['f5.C'],
      pointed: 'f@5[0]',
      says: {
        en: 'The a before and the b now open the memory together; one of them alone did not.',
        zh: '前一步的 a 与当前的 b 一起打开记忆；单独一个都不行。',
      },
    },
  },
} as const satisfies Entry
