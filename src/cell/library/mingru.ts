import type { Entry } from './entry.ts'

export const mingru = {
  id: 'mingru',
  names: { en: 'minGRU', zh: 'minGRU（最小 GRU）' },
  paper: {
    authors: 'Feng, Tung, Ahmed, Bengio & Hajimirsadeghi',
    year: 2024,
    title: 'Were RNNs All We Needed?',
    arxiv: '2410.01201',
  },
  text: `
    a_z = W_z x + b_z                  # what goes into the gate: the input alone
    z = σ(a_z)                         # update gate: what is written
    n = W_n x + b_n                    # candidate: not squashed
    h = (1 - z) ⊙ h[t-1] + z ⊙ n       # hidden state
  `,
  symbolsZh: {
    a_z: '门的预激活：只取决于输入',
    z: '更新门：写入多少',
    n: '候选状态：不经过压缩函数',
    h: '隐藏状态',
  },
  change: {
    en: 'Neither gate nor candidate of the GRU sees the state any more, so all timesteps can be computed at once.',
    zh: 'GRU 的门和候选状态都不再看到状态，因此所有时间步可以并行计算。',
  },
  experiment: 'mingru',
  question: {
    ask: { en: 'Does it get rid of vanishing gradients?', zh: '它能消除梯度消失吗？' },
    answer: {
      en: 'No: the only way back from [[h]] to [[h-1]] is 1 − z, which is below 1. A gate that stays closed lets the gradient through almost unchanged, one that stands half open halves it at each timestep; what can no longer happen is that it explodes.',
      zh: '不能：从 [[h]] 回到 [[h-1]] 的唯一途径是 1 − z，而它小于 1。门一直关着，梯度几乎原样通过；门半开着，梯度每步减半。不会再发生的只是梯度爆炸。',
    },
    stage: {
      places: ['b2.h'],
      view: 'routes',
      params: { unit: '1', k: '2' },
      says: {
        en: 'No gate brings anything back: in the unit whose gate is always half open, only a share of (1 − z) for each timestep is left.',
        zh: '没有任何门带回梯度：在门始终半开的单元中，每一步只留下 (1 − z)。',
      },
    },
  },
} as const satisfies Entry
