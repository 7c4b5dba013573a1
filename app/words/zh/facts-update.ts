/** 中文：更新的每一步为什么是这样。 */
import type { OptimizerRole, TextsOfFacts } from '../../../src/index.ts'

type Stepped = Parameters<TextsOfFacts['stepBy']>[0]
/** 优化器写下的量：第一次更新时，和以后。 */
const values: Readonly<Record<OptimizerRole, (first: boolean) => string>> = {
  power: (first) =>
    first
      ? '从零开始的均值只见过一个梯度，它的分量是 1 − β：这个幂说明离一还差多少。'
      : '每次更新多乘一个因子：均值里仍属于起始零值的那一份。',
  gradientMean: (first) =>
    first
      ? '梯度的滑动平均。它从零开始，所以一次更新之后只有梯度的 (1 − β₁) 倍。'
      : '梯度的滑动平均：旧的占 β₁，新的占 1 − β₁。正负来回的方向会相互抵消。',
  gradientSum: () => '梯度的累积，像一个滚动的球：旧的乘以 μ 继续，再加上新的梯度。',
  stepSum: () => '步长的累积，像一个滚动的球：旧的乘以 μ 继续，再加上除以通常大小之后的梯度。',
  squareMean: (first) =>
    first
      ? '梯度平方的滑动平均，逐个数计算。它同样从零开始。'
      : '梯度平方的滑动平均：每个梯度通常有多大，不论正负。',
  squareSum: (first) =>
    first
      ? '梯度的平方，逐个数计算；以后每次更新都往这个和里加。'
      : '至今所有梯度的平方，逐个数相加：这个和只增不减，所以步长越来越小。',
  corrected: (first) =>
    first
      ? '除以从零开始的均值已有的份额：第一次更新之后，正好是梯度本身，或它的平方。'
      : '除以从零开始的均值已有的份额；更新很多次之后，这几乎不起作用。',
}

/** 权重移动的依据。 */
const steps: Readonly<Record<Stepped['by'], (first: boolean) => string>> = {
  sum: () => '权重沿累积量的反方向移动，再乘以学习率。',
  gradientOverSize: () => '步长除以这个梯度通常的大小：梯度不论大小，权重移动的距离都差不多。',
  meanOverSize: (first) =>
    first
      ? '均值就是梯度，均方根就是它的大小：两者之商是 1 或 −1，所以不论梯度多大，第一步的大小都等于学习率。'
      : '平均梯度除以它通常的大小：梯度符号一致时，步长接近学习率；符号不一致时，步长很小。',
  gradientOverSum: (first) =>
    first
      ? '和的平方根就是这个梯度的大小，因为至今只有它一个：两者之商是 1 或 −1，所以不论梯度多大，第一步的大小都等于学习率。'
      : '梯度除以它至今平方和的根：梯度一直很大的权重移动得少，很少有梯度的权重移动得多。',
}

export const updating: Pick<
  TextsOfFacts,
  | 'batchMean'
  | 'squaredNorm'
  | 'wholeNorm'
  | 'clipping'
  | 'usedGradient'
  | 'optimizer'
  | 'stepBy'
  | 'bothBiases'
  | 'movesTwice'
> = {
  batchMean: ({ sequences }) =>
    `这条序列的梯度与其余 ${sequences - 1} 条序列的梯度之和相加，再除以 ${sequences}：批次里每条序列分量相同，权重为它们一起只移动一次。`,
  squaredNorm: () => '把其中每个数平方后相加：它在整个梯度的长度平方里所占的部分。',
  wholeNorm: () => '所有权重的梯度连成一个长向量，这是它的长度。存成两个的偏置算两次。',
  clipping: ({ bites }) =>
    bites
      ? '范数超过了 c，所以整个梯度乘以这个因子：方向不变，长度变为 c。'
      : '范数没有超过 c，所以因子是 1，梯度保持原样。',
  usedGradient: ({ clipped, decays }) =>
    [
      clipped ? '每个梯度都乘以同一个因子。' : '',
      decays ? '权重衰减再加上 λ 乘以权重，把它拉向零。' : '',
    ].join(''),
  optimizer: ({ role, first }) => values[role](first),
  stepBy: ({ by, first }) => steps[by](first),
  movesTwice: () =>
    'PyTorch 把这个偏置存成两个相加的偏置。两者梯度相同，各走同样的一步，所以它们的和走两步：这就是因子 2。',
  bothBiases: () => 'PyTorch 把这个偏置存成两个，它们各自移动；起作用的是两者之和。',
}
