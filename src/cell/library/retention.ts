import type { Entry } from './entry.ts'

export const retention = {
  id: 'retention',
  names: { en: 'retention', zh: '保持机制（线性注意力）' },
  paper: {
    authors: 'Sun, Dong, Huang, Ma, Xia, Xue, Wang & Wei',
    year: 2023,
    title: 'Retentive Network: A Successor to Transformer for Large Language Models',
    arxiv: '2307.08621',
  },
  text: `
    q = W_q x                    # query: what is asked for
    k = W_k x                    # key: where it is stored
    v = W_v x                    # value: what is stored
    S = 0.9 S[t-1] + v kᵀ        # memory, a matrix
    h = S q                      # what is read from it
  `,
  symbolsZh: {
    q: '查询：要取什么',
    k: '键：存在哪里',
    v: '值：存什么',
    S: '矩阵记忆',
    h: '从记忆中读出的内容',
  },
  change: {
    en: 'No gates at all: a matrix fades by the same factor at each timestep and takes in one product. With the factor 1 it is linear attention.',
    zh: '完全没有门：矩阵每步按同一因子衰减，并加入一个乘积。因子为 1 时就是线性注意力。',
  },
  experiment: 'retention',
  question: {
    ask: { en: 'Why is attention an RNN?', zh: '为什么注意力是一种 RNN？' },
    answer: {
      en: 'Without softmax, attention is a sum over the past of value times (key · query), and the query can be taken out of the sum: what is left is the matrix [[S]], which a recurrence keeps up to date. It only adds, so what was stored under A before is still in the answer.',
      zh: '去掉 softmax，注意力就是对过去各步的“值 ×（键 · 查询）”求和，而查询可以提到和式之外：剩下的就是矩阵 [[S]]，用递推即可更新。它只会相加，所以先前存在 A 处的值仍混在回答里。',
    },
    stage: {
      places: ['f5.h'],
      pointed: 'h@5[0]',
      says: {
        en: 'Asked for A, it says the new value and the faded old one together.',
        zh: '查询 A 时，它给出新值与衰减后的旧值之和。',
      },
    },
  },
} as const satisfies Entry
