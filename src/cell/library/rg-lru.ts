import type { Entry } from './entry.ts'

export const rgLru = {
  id: 'rg-lru',
  names: { en: 'RG-LRU', zh: 'RG-LRU（实门线性循环单元）' },
  paper: {
    authors: 'De, Smith, Fernando, Botev et al.',
    year: 2024,
    title: 'Griffin: Mixing Gated Linear Recurrences with Local Attention for Efficient Language Models',
    arxiv: '2402.19427',
  },
  text: `
    a_r = W_r x + b_r                          # what goes into the recurrence gate
    r = σ(a_r)                                 # recurrence gate: how fast it fades
    a_i = W_i x + b_i                          # what goes into the input gate
    i = σ(a_i)                                 # input gate
    u = W_u x                                  # what comes in
    a = exp(-8 (r ⊙ softplus(λ)))              # decay: always between 0 and 1
    h = a ⊙ h[t-1] + sqrt(1 - a²) ⊙ (i ⊙ u)    # hidden state
  `,
  symbolsZh: {
    a_r: '循环门的预激活',
    r: '循环门：衰减多快',
    a_i: '输入门的预激活',
    i: '输入门',
    u: '输入的内容',
    a: '衰减：始终介于 0 和 1 之间',
    h: '隐藏状态',
  },
  change: {
    en: 'A linear recurrence whose decay lies between 0 and 1 by construction, and whose input is scaled so that the state keeps its size.',
    zh: '线性递推：衰减因子由构造保证介于 0 和 1 之间，输入经过缩放，使状态的大小保持不变。',
  },
  experiment: 'rg-lru',
  question: {
    ask: { en: 'Why √(1 − a²)?', zh: '为什么是 √(1 − a²)？' },
    answer: {
      en: 'Because variances add up as squares: if the old state and what comes in are independent and both have variance 1, then a² + (1 − a²) = 1, and the new state has variance 1 too. So a long memory is not louder than a short one; with 1 − a in its place it would be much quieter.',
      zh: '因为方差按平方相加：如果旧状态与输入相互独立且方差都为 1，则 a² + (1 − a²) = 1，新状态的方差也是 1。这样长记忆不会比短记忆“更响”；若换成 1 − a，长记忆就会弱得多。',
    },
    stage: {
      places: ['f16.h'],
      pointed: 'a@16[0]',
      says: {
        en: 'Three units with short, middle and long memory, fed with noise: their states have a similar size.',
        zh: '短、中、长三种记忆的单元接收同一噪声：它们的状态大小相近。',
      },
    },
  },
} as const satisfies Entry
