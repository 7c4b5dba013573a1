import type { Entry } from './entry.ts'

export const sru = {
  id: 'sru',
  names: { en: 'SRU', zh: 'SRU（简单循环单元）' },
  paper: {
    authors: 'Lei, Zhang, Wang, Dai & Artzi',
    year: 2018,
    title: 'Simple Recurrent Units for Highly Parallelizable Recurrence',
    arxiv: '1709.02755',
  },
  text: `
    a_f = W_f x + v_f ⊙ C[t-1] + b_f         # what goes into the forget gate
    f = σ(a_f)                               # forget gate: what is kept
    C = f ⊙ C[t-1] + (1 - f) ⊙ (W x)         # cell state
    a_r = W_r x + v_r ⊙ C[t-1] + b_r         # what goes into the highway gate
    r = σ(a_r)                               # highway gate: how much of the memory is said
    h = r ⊙ C + (1 - r) ⊙ (W_s x)            # hidden state
  `,
  symbolsZh: {
    a_f: '遗忘门的预激活',
    f: '遗忘门：保留多少',
    C: '细胞状态',
    a_r: '高速通道门的预激活',
    r: '高速通道门：输出多少记忆',
    h: '隐藏状态',
  },
  change: {
    en: 'The gates see of the memory only their own unit, by a vector like a peephole; a second gate lets the input pass around the memory.',
    zh: '门只通过类似窥视孔的向量看到自己单元的记忆；第二个门让输入绕过记忆。',
  },
  experiment: 'sru',
  question: {
    ask: { en: 'Why is it fast?', zh: '它为什么快？' },
    answer: {
      en: 'No matrix stands between one timestep and the next: all products with W need the input alone and are computed for the whole sequence at once, and what is left in the loop is elementwise. The vectors v_f and v_r still let a gate see what its unit holds.',
      zh: '相邻时间步之间没有矩阵：所有与 W 的乘积只需要输入，可以对整个序列一次算完，循环里只剩逐元素运算。向量 v_f 和 v_r 仍让门看到本单元保存的内容。',
    },
    stage: {
      places: ['b5.C'],
      why: 'd:C@5[0]',
      says: {
        en: 'The gradient of the memory: every way back is elementwise.',
        zh: '记忆的梯度：每条回路都是逐元素的。',
      },
    },
  },
} as const satisfies Entry
