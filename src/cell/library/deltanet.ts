import type { Entry } from './entry.ts'

export const deltanet = {
  id: 'deltanet',
  names: { en: 'DeltaNet', zh: 'DeltaNet（增量规则网络）' },
  paper: {
    authors: 'Yang, Wang, Zhang, Shen & Kim',
    year: 2024,
    title: 'Parallelizing Linear Transformers with the Delta Rule over Sequence Length',
    arxiv: '2406.06484',
  },
  text: `
    w : [D]
    q = W_q x                    # query: what is asked for
    r = W_k x                    # key, before its length is made 1
    k = r / sqrt(sum(r²))        # key: where it is stored
    v = W_v x                    # value: what is to be stored
    a = sum(w ⊙ x)               # what goes into the strength
    β = σ(a)                     # strength: how much is corrected
    u = v - S[t-1] k             # correction: the value less what is there already
    S = S[t-1] + β (u kᵀ)        # memory, a matrix
    h = S q                      # what is read from it
  `,
  symbolsZh: {
    q: '查询：要取什么',
    r: '键（长度归一之前）',
    k: '键：存在哪里',
    v: '值：要存什么',
    a: '强度的预激活',
    β: '强度：修正多少',
    u: '修正量：值减去已有的内容',
    S: '矩阵记忆',
    h: '从记忆中读出的内容',
  },
  change: {
    en: 'Linear attention that erases before it writes: only the difference to what is stored at the key already is added.',
    zh: '先擦除再写入的线性注意力：只加上与该键处已有内容的差。',
  },
  experiment: 'deltanet',
  question: {
    ask: { en: 'What does the delta rule correct?', zh: '增量规则修正了什么？' },
    answer: {
      en: 'The answer that the memory would give for this key: with a key of length 1 and [[β]] = 1 it says exactly [[v]] afterwards, whatever was there before, and other keys at a right angle to it are not touched. It is one step of gradient descent on half the squared error of that answer, and [[β]] is its learning rate.',
      zh: '修正的是记忆对这个键给出的回答：键长为 1 且 [[β]] = 1 时，之后的回答恰好是 [[v]]，不论之前存了什么；与它正交的其他键不受影响。这就是对该回答的平方误差之半做一步梯度下降，[[β]] 是学习率。',
    },
    beside: { experiments: ['retention', 'mlstm', 'deltanet'], places: ['f4.v', 'f4.C', 'f4.S', 'f5.h'] },
    stage: {
      places: ['f4.u'],
      pointed: 'u@4[0]',
      says: {
        en: 'A comes again: what is written is the new value less the old one.',
        zh: 'A 再次出现：写入的是新值减去旧值。',
      },
    },
  },
} as const satisfies Entry
