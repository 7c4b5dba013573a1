import type { Entry } from './entry.ts'
import { slstm } from './slstm.ts'

export const mlstm = {
  id: 'mlstm',
  names: { en: 'mLSTM', zh: 'mLSTM（矩阵记忆的 xLSTM）' },
  paper: slstm.paper,
  text: `
    w_i : [D]
    w_f : [D]
    q = W_q x + b_q                     # query: what is asked for
    k = W_k x + b_k                     # key: where it is stored
    v = W_v x + b_v                     # value: what is stored
    a_i = sum(w_i ⊙ x) + b_i            # logarithm of the input gate
    a_f = sum(w_f ⊙ x) + b_f            # what goes into the forget gate
    l = -softplus(-a_f)                 # logarithm of the forget gate, log σ
    m = max(l + m[t-1], a_i)            # stabiliser: the largest exponent so far
    i = exp(a_i - m)                    # input gate, stabilised
    f = exp(l + m[t-1] - m)             # forget gate, stabilised
    C = f C[t-1] + i (v kᵀ)             # memory, a matrix
    n = f n[t-1] + i k                  # normaliser: the sum of the keys
    d = max(abs(sum(n ⊙ q)), exp(-m))   # what the answer is divided by
    a_o = W_o x + b_o                   # what goes into the output gate
    o = σ(a_o)                          # output gate
    h = o ⊙ (C q / d)                   # hidden state
  `,
  symbolsZh: {
    q: '查询：要取什么',
    k: '键：存在哪里',
    v: '值：存什么',
    a_i: '输入门的对数',
    a_f: '遗忘门的预激活',
    l: '遗忘门的对数 log σ',
    m: '稳定器：迄今最大的指数',
    i: '输入门（已稳定）',
    f: '遗忘门（已稳定）',
    C: '矩阵记忆',
    n: '归一化状态：键之和',
    d: '回答所除以的数',
    a_o: '输出门的预激活',
    o: '输出门',
    h: '隐藏状态',
  },
  change: {
    en: 'The memory becomes a matrix: a value is written at a key, as in attention, and read with a query; the gates are single numbers and do not see the state.',
    zh: '记忆变为矩阵：像注意力那样把值写在键处，再用查询读出；门是单个数，且不看状态。',
  },
  experiment: 'mlstm',
  question: {
    ask: { en: 'What is stored where?', zh: '什么存在哪里？' },
    answer: {
      en: 'Writing adds the matrix of [[v]] times the key: with a key that is 1 in one place and 0 elsewhere, the value becomes one column of [[C]], and a query with the same key reads that column. When A is written anew the old values shrink, since the exponential gate gives the new one a weight of e³ against them.',
      zh: '写入时加上 [[v]] 与键相乘得到的矩阵：键只有一处为 1、其余为 0 时，值就成为 [[C]] 的一列，用同一个键查询就读出这一列。A 重新写入时旧值缩小，因为指数门让新值的权重是旧值的 e³ 倍。',
    },
    stage: {
      places: ['f3.C'],
      pointed: 'v@3[0]',
      says: {
        en: 'After three timesteps each column holds the value of one key.',
        zh: '三个时间步之后，每一列保存一个键的值。',
      },
    },
  },
} as const satisfies Entry
