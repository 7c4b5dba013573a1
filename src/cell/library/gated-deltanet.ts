import type { Entry } from './entry.ts'

/** The equations, by what the value is compared with. */
export const equationsWith = (correction: string): string => `
    w : [D]
    z : [D]
    q = W_q x                    # query: what is asked for
    r = W_k x                    # key, before its length is made 1
    k = r / sqrt(sum(r²))        # key: where it is stored
    v = W_v x                    # value: what is to be stored
    a = sum(w ⊙ x)               # what goes into the strength
    β = σ(a)                     # strength: how much is corrected
    c = sum(z ⊙ x)               # what goes into the decay
    α = exp(-softplus(c))        # decay: how much of the memory is kept
    u = v - ${correction}
    S = α S[t-1] + β (u kᵀ)      # memory, a matrix
    h = S q                      # what is read from it
  `

export const gatedDeltanet = {
  id: 'gated-deltanet',
  names: { en: 'gated DeltaNet', zh: '门控 DeltaNet' },
  paper: {
    authors: 'Yang, Kautz & Hatamizadeh',
    year: 2024,
    title: 'Gated Delta Networks: Improving Mamba2 with Delta Rule',
    arxiv: '2412.06464',
  },
  text: equationsWith('α (S[t-1] k)         # correction: the value less what is left there'),
  symbolsZh: {
    q: '查询：要取什么',
    r: '键（长度归一之前）',
    k: '键：存在哪里',
    v: '值：要存什么',
    a: '强度的预激活',
    β: '强度：修正多少',
    c: '衰减的预激活',
    α: '衰减：记忆保留多少',
    u: '修正量：值减去该处剩下的内容',
    S: '矩阵记忆',
    h: '从记忆中读出的内容',
  },
  change: {
    en: 'DeltaNet whose memory can also fade as a whole, by a factor that depends on the input.',
    zh: '记忆还可以整体衰减的 DeltaNet，衰减因子取决于输入。',
  },
  experiment: 'gated-deltanet',
  question: {
    ask: {
      en: 'It is printed with α in the correction and without. Which is right?',
      zh: '有的资料在修正量中写 α，有的不写。哪个正确？',
    },
    answer: {
      en: 'With [[α]]: the paper multiplies the memory by α and by I − β k kᵀ, and taken apart that is this cell. The memory has already faded when the value is compared with it, so at [[β]] = 1 it says exactly [[v]] afterwards. Both prints have exact gradients, so no central difference can tell them apart; what they store can.',
      zh: '写 [[α]] 的正确：论文中记忆同时乘以 α 和 I − β k kᵀ，展开就是这个细胞。与值比较时记忆已经衰减，所以 [[β]] = 1 时之后的回答恰好是 [[v]]。两种写法的梯度各自都精确，所以中心差分分辨不出；比较它们存下的内容却可以。',
    },
    beside: {
      experiments: ['gated-deltanet', 'gated-deltanet-misprint'],
      places: ['f4.v', 'f4.u', 'f4.S', 'f5.h'],
    },
    stage: {
      places: ['f4.S'],
      pointed: 'v@4[0]',
      says: {
        en: 'Half of the memory fades, A is written anew, and its column holds the new value.',
        zh: '记忆衰减一半，A 重新写入，它的那一列就是新值。',
      },
    },
  },
} as const satisfies Entry
