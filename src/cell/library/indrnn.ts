import type { Entry } from './entry.ts'

export const indrnn = {
  id: 'indrnn',
  names: { en: 'IndRNN', zh: 'IndRNN（独立循环网络）' },
  paper: {
    authors: 'Li, Li, Cook, Zhu & Gao',
    year: 2018,
    title: 'Independently Recurrent Neural Network (IndRNN): Building A Longer and Deeper RNN',
    arxiv: '1803.04831',
  },
  text: `
    a = W x + u ⊙ h[t-1] + b    # what goes into the unit
    h = relu(a)                 # hidden state
  `,
  symbolsZh: { a: '预激活', h: '隐藏状态' },
  change: {
    en: 'The recurrent matrix of an RNN becomes a vector: each unit sees itself alone.',
    zh: 'RNN 的循环矩阵变为向量：每个单元只看到自己。',
  },
  experiment: 'indrnn',
  question: {
    ask: { en: 'What are the eigenvalues here?', zh: '这里的特征值是什么？' },
    answer: {
      en: 'The elements of [[u]] themselves: a diagonal matrix has its eigenvalues on the diagonal. While a unit is active its gradient is multiplied by its own u at each timestep, so one number says whether it fades, stays or grows.',
      zh: '就是 [[u]] 的各个元素：对角矩阵的特征值就在对角线上。单元处于激活状态时，其梯度每个时间步乘以自己的 u，因此一个数就决定它是衰减、保持还是增长。',
    },
    stage: {
      places: ['b1.h'],
      pointed: 'd:h@1[0]',
      says: {
        en: 'After seven timesteps: 0.5⁷, 1⁷ and 1.1⁷.',
        zh: '七个时间步之后：0.5⁷、1⁷ 和 1.1⁷。',
      },
    },
  },
} as const satisfies Entry
