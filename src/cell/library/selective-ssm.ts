import type { Entry } from './entry.ts'

export const selectiveSsm = {
  id: 'selective-ssm',
  names: { en: 'selective SSM', zh: '选择性状态空间模型（S6）' },
  paper: {
    authors: 'Gu & Dao',
    year: 2023,
    title: 'Mamba: Linear-Time Sequence Modeling with Selective State Spaces',
    arxiv: '2312.00752',
  },
  text: `
    A : [H, N]
    B : [N, D]
    G : [N, D]
    u = W_u x + b_u                                # what comes in
    Δ = softplus(W_d x + b_d)                      # step: how much time passes
    c = B x                                        # where it is written
    g = G x                                        # where it is read
    S = exp(diag(Δ) A) ⊙ S[t-1] + (Δ ⊙ u) cᵀ       # memory: N numbers for each unit
    h = S g + d ⊙ u                                # what is read, and the way around the memory
  `,
  symbolsZh: {
    u: '输入的内容',
    Δ: '步长：经过多少时间',
    c: '写在哪里',
    g: '从哪里读',
    S: '记忆：每个单元 N 个数',
    h: '读出的内容，加上绕过记忆的直通项',
  },
  sizes: { N: 2 },
  change: {
    en: 'A linear memory that fades at N speeds for each unit; how much time passes, and where is written and read, depends on the input.',
    zh: '线性记忆，每个单元以 N 种速度衰减；经过多少时间、写在哪里、从哪里读，都取决于输入。',
  },
  experiment: 'selective-ssm',
  question: {
    ask: { en: 'Is Δ · A an elementwise or a matrix product?', zh: 'Δ · A 是逐元素乘积还是矩阵乘积？' },
    answer: {
      en: 'Row by row: all N numbers in row i of [[A]] are multiplied by the one step [[Δ]] of unit i. A step near 0 stops the time of its unit, so that the memory stays and nothing comes in; a large one lets the old fade and the new in.',
      zh: '逐行相乘：[[A]] 第 i 行的 N 个数都乘以单元 i 的步长 [[Δ]]。步长接近 0 时该单元的时间停住：记忆保持，什么也进不来；步长大时旧的衰减、新的进来。',
    },
    stage: {
      places: ['f4.S'],
      pointed: 'Δ@4[0]',
      says: {
        en: 'The first unit’s step is almost 0, and its row stays; the second unit’s row fades and takes in noise.',
        zh: '第一个单元的步长几乎为 0，它的行保持不变；第二个单元的行在衰减并混入噪声。',
      },
    },
  },
} as const satisfies Entry
