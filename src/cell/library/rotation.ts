import type { Entry } from './entry.ts'

export const rotation = {
  id: 'rotation',
  names: { en: 'rotation', zh: '旋转（LRU 的复特征值）' },
  paper: {
    authors: 'Orvieto, Smith, Gu, Fernando, Gulcehre, Pascanu & De',
    year: 2023,
    title: 'Resurrecting Recurrent Neural Networks for Long Sequences',
    arxiv: '2303.06349',
  },
  text: `
    c = cos(θ)                                      # cosine of the angle
    s = sin(θ)                                      # sine of the angle
    u = ρ ⊙ (c ⊙ u[t-1] - s ⊙ v[t-1]) + W_u x       # real part of the memory
    v = ρ ⊙ (s ⊙ u[t-1] + c ⊙ v[t-1]) + W_v x       # imaginary part of the memory
    h = u + v                                       # hidden state
  `,
  symbolsZh: { c: '角度的余弦', s: '角度的正弦', u: '记忆的实部', v: '记忆的虚部', h: '隐藏状态' },
  change: {
    en: 'A linear memory with complex eigenvalues, written as two real states: it turns by an angle and shrinks by a factor.',
    zh: '具有复特征值的线性记忆，写成两个实状态：每步转过一个角度，并按因子缩小。',
  },
  experiment: 'rotation',
  question: {
    ask: { en: 'What do complex eigenvalues do?', zh: '复特征值有什么作用？' },
    answer: {
      en: 'They turn the memory: [[ρ]] says how much is left after a timestep, [[θ]] by which angle it has turned, so that one impulse rings like a bell. The gradient comes back by the transposed matrix: turned the other way, and shrunk by the same factor.',
      zh: '它们使记忆旋转：[[ρ]] 决定一步之后剩下多少，[[θ]] 决定转过的角度，于是一个脉冲会像钟声一样回荡。梯度经转置矩阵传回：反方向旋转，并按同一因子缩小。',
    },
    stage: {
      places: ['b5.u'],
      pointed: 'd:u@5[0]',
      says: {
        en: 'The gradient has turned back by four angles, a half circle in the first unit.',
        zh: '梯度已反向转过四个角度，在第一个单元中正好半圈。',
      },
    },
  },
} as const satisfies Entry
