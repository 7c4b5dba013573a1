import type { Entry } from './entry.ts'
import { mingru } from './mingru.ts'

export const minlstm = {
  id: 'minlstm',
  names: { en: 'minLSTM', zh: 'minLSTM（最小 LSTM）' },
  paper: mingru.paper,
  text: `
    a_f = W_f x + b_f                                      # what goes into the forget gate
    f = σ(a_f)                                             # forget gate
    a_i = W_i x + b_i                                      # what goes into the input gate
    i = σ(a_i)                                             # input gate
    n = W_n x + b_n                                        # candidate
    h = (f / (f + i)) ⊙ h[t-1] + (i / (f + i)) ⊙ n         # hidden state
  `,
  symbolsZh: {
    a_f: '遗忘门的预激活',
    f: '遗忘门',
    a_i: '输入门的预激活',
    i: '输入门',
    n: '候选状态',
    h: '隐藏状态',
  },
  change: {
    en: 'The LSTM’s two gates see the input alone, and are divided by their sum: together they are 1.',
    zh: 'LSTM 的两个门只看输入，并除以二者之和：合起来等于 1。',
  },
  experiment: 'minlstm',
  question: {
    ask: { en: 'Why are the gates divided by their sum?', zh: '为什么要把门除以它们的和？' },
    answer: {
      en: 'So that only their ratio counts: the new state is a mixture of the old one and the candidate, and neither fades nor grows because both gates are small or large. Undivided, gates of 0.099 and 0.001 would lose nine tenths of the memory at each timestep.',
      zh: '这样只有二者之比起作用：新状态是旧状态与候选状态的混合，不会因为两个门都小或都大而衰减或增长。若不相除，0.099 和 0.001 的门每一步都会丢掉大约十分之九的记忆。',
    },
    stage: {
      places: ['f4.h'],
      pointed: 'f@4[1]',
      says: {
        en: 'The gates of the second unit are a tenth of those of the first: both units say the same.',
        zh: '第二个单元的门是第一个单元的十分之一：两个单元的输出相同。',
      },
    },
  },
} as const satisfies Entry
