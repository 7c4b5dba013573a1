import type { Entry } from './entry.ts'

export const gatedDeltanetMisprint = {
  id: 'gated-deltanet-misprint',
  names: { en: 'gated DeltaNet (misprint)', zh: '门控 DeltaNet（误印）' },
  paper: {
    authors: 'Yang, Kautz & Hatamizadeh',
    year: 2024,
    title: 'Gated Delta Networks: Improving Mamba2 with Delta Rule',
    arxiv: '2412.06464',
  },
  text: `
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
    u = v - S[t-1] k             # correction: the value less what was there before the decay
    S = α S[t-1] + β (u kᵀ)      # memory, a matrix
    h = S q                      # what is read from it
  `,
  symbolsZh: {
    q: '查询：要取什么',
    r: '键（长度归一之前）',
    k: '键：存在哪里',
    v: '值：要存什么',
    a: '强度的预激活',
    β: '强度：修正多少',
    c: '衰减的预激活',
    α: '衰减：记忆保留多少',
    u: '修正量：值减去衰减之前的内容',
    S: '矩阵记忆',
    h: '从记忆中读出的内容',
  },
  change: {
    en: 'The other print of gated DeltaNet: the value is compared with the memory as it was before it faded.',
    zh: '门控 DeltaNet 的另一种写法：值与衰减之前的记忆比较。',
  },
  experiment: 'gated-deltanet-misprint',
  question: {
    ask: {
      en: 'What does the print without α in the correction store?',
      zh: '修正量中漏写 α 的写法存下了什么？',
    },
    answer: {
      en: 'It takes away more than is there: with [[β]] = 1 the memory says [[v]] minus (1 − α) times the old answer. The column of A is off by half of its old value here, with the same weights and the same inputs as in the cell before.',
      zh: '它减去的比实际存有的更多：[[β]] = 1 时，记忆的回答是 [[v]] 减去 (1 − α) 倍的旧回答。权重和输入都与前一个细胞相同，A 的那一列却偏差了旧值的一半。',
    },
    beside: {
      experiments: ['gated-deltanet', 'gated-deltanet-misprint'],
      places: ['f4.v', 'f4.u', 'f4.S', 'f5.h'],
    },
    stage: {
      places: ['f4.S'],
      pointed: 'v@4[0]',
      says: {
        en: 'The same step as in the cell before: the column of A is not the new value.',
        zh: '与前一个细胞相同的一步：A 的那一列不是新值。',
      },
    },
  },
} as const satisfies Entry
