import type { Entry } from './entry.ts'

export const slstm = {
  id: 'slstm',
  names: { en: 'sLSTM', zh: 'sLSTM（标量记忆的 xLSTM）' },
  paper: {
    authors: 'Beck, Pöppel, Spanring, Auer, Prudnikova, Kopp, Klambauer, Brandstetter & Hochreiter',
    year: 2024,
    title: 'xLSTM: Extended Long Short-Term Memory',
    arxiv: '2405.04517',
  },
  text: `
    a_i = W_i x + U_i h[t-1] + b_i    # logarithm of the input gate
    a_f = W_f x + U_f h[t-1] + b_f    # what goes into the forget gate
    l = -softplus(-a_f)               # logarithm of the forget gate, log σ
    m = max(l + m[t-1], a_i)          # stabiliser: the largest exponent so far
    i = exp(a_i - m)                  # input gate, stabilised
    f = exp(l + m[t-1] - m)           # forget gate, stabilised
    a_z = W_z x + U_z h[t-1] + b_z    # what goes into the candidate
    z = tanh(a_z)                     # candidate
    a_o = W_o x + U_o h[t-1] + b_o    # what goes into the output gate
    o = σ(a_o)                        # output gate
    C = f ⊙ C[t-1] + i ⊙ z            # cell state
    n = f ⊙ n[t-1] + i                # normaliser: the sum of the weights
    h = o ⊙ (C / n)                   # hidden state
  `,
  symbolsZh: {
    a_i: '输入门的对数',
    a_f: '遗忘门的预激活',
    l: '遗忘门的对数 log σ',
    m: '稳定器：迄今最大的指数',
    i: '输入门（已稳定）',
    f: '遗忘门（已稳定）',
    a_z: '候选记忆的预激活',
    z: '候选记忆',
    a_o: '输出门的预激活',
    o: '输出门',
    C: '细胞状态',
    n: '归一化状态：权重之和',
    h: '隐藏状态',
  },
  change: {
    en: 'The LSTM’s input gate becomes an exponential; a normaliser divides by the sum of all that was written, and a stabiliser keeps the exponents small.',
    zh: 'LSTM 的输入门变为指数；归一化状态除以全部写入量之和，稳定器使指数保持较小。',
  },
  experiment: 'slstm',
  question: {
    ask: { en: 'Is the stabiliser part of the model?', zh: '稳定器是模型的一部分吗？' },
    answer: {
      en: 'No: [[m]] divides [[C]] and [[n]] by the same factor, and their quotient does not feel it. So the routes of its gradient cancel to nothing at every timestep (what is left is rounding); without it, though, e to the power of [[a_i]] would not fit into a number here.',
      zh: '不是：[[m]] 使 [[C]] 和 [[n]] 除以同一个因子，它们的商不受影响。因此它的梯度的各条路径在每个时间步都恰好抵消（剩下的只是舍入误差）；但没有它，这里 e 的 [[a_i]] 次方就会超出浮点数的范围。',
    },
    stage: {
      places: ['b4.m'],
      why: 'd:m@4[1]',
      says: {
        en: 'Every way to the stabiliser carries something, and together they carry nothing.',
        zh: '通向稳定器的每条路径都带来一部分梯度，合起来却为零。',
      },
    },
  },
} as const satisfies Entry
