/** 简体中文：符号按其作用的名称，以及每个函数、运算和用法的一句话。 */
import type { AttentionPart, CellOp, ReadBy, Use } from '../../../src/index.ts'

const operations: Readonly<Record<CellOp, string>> = {
  sigmoid: 'σ 把每个数压到 0 与 1 之间。',
  tanh: 'tanh 把每个数压到 −1 与 1 之间。',
  relu: 'relu 让正数通过，其余变为 0。',
  exp: 'exp 使每个数为正：之前的加法变成之后的乘法。',
  softplus: 'softplus 使每个数为正；大数几乎保持不变。',
  softmax: 'softmax 使每个数为正，而且总和为 1。',
  log: 'log 与 exp 相反：把乘法变成加法。',
  sqrt: '每个数开平方。',
  abs: '每个数取绝对值。',
  sin: 'sin 把每个数当作角度，得到 −1 与 1 之间的数。',
  cos: 'cos 把每个数当作角度，得到 −1 与 1 之间的数。',
  max: '两个数中取较大的一个。',
  add: '这是一个和。',
  sub: '这是一个差。',
  neg: '只是变了符号。',
  oneMinus: '这是 1 减去它之后的部分。',
  mul: '这是按元素的乘积。',
  scale: '每个数都乘以同一个数。',
  rowScale: '矩阵的每一行乘以各自的一个数。',
  ratio: '这是按元素的商。',
  div: '每个数都除以同一个数。',
  square: '每个数取平方。',
  sum: '所有元素相加成一个数。',
  dot: '两个向量按元素相乘，再相加成一个数。',
  matvec: '矩阵乘以向量：每一行得到一个数。',
  matvecT: '矩阵乘以向量：每一列得到一个数。',
  outer: '一个向量的每个数乘以另一个向量的每个数，得到一张表。',
  logsumexp: '所有的数合成一个，比其中最大的略大。',
  pick: '取其中的一个数。',
  spread: '每个位置都是同一个数。',
}

/** 结果是一个数时，说法不同的运算。 */
export const ofNumbers: Readonly<Record<string, string>> = {
  scale: '两个数相乘。',
  div: '一个数除以另一个数。',
}

/** 一个运算的句子；公式里写不出来的运算没有句子。 */
export const ofOperation = (name: string): string =>
  (operations as Readonly<Record<string, string>>)[name] ?? ''

/** 符号与由它算出的量之间隔着什么；函数用它的名字。 */
export const between: Readonly<Record<string, string>> = {
  mul: '乘积',
  scale: '乘积',
  rowScale: '乘积',
  ratio: '商',
  div: '商',
  matvec: '与矩阵的乘积',
  matvecT: '与矩阵的乘积',
  outer: '外积',
  dot: '所有数之和',
  sum: '所有数之和',
  rowSum: '每行之和',
  oneMinus: '1 减去它',
  square: '平方',
  max: '最大值',
  abs: '绝对值',
  sigmoid: 'σ',
}

export const slopes: Readonly<Record<string, string>> = {
  sigmoid: 'σ 的斜率用它自己的输出写成 s ⊙ (1 − s)。它不超过 ¼，只在这里用一次。',
  tanh: 'tanh 的斜率用它自己的输出写成 1 减去平方。中间为 1，在 tanh 饱和处为 0。',
  relu: 'relu 的斜率在和为正处是 1，其余是 0。',
  exp: 'exp 的导数就是它自己的输出。',
  softplus: 'softplus 的斜率是 σ：数很大时接近 1，远小于 0 时接近 0。',
  softmax: 'softmax 分配总和 1：一个输出增加，其余就减少，所以要减去梯度的加权平均。',
  log: 'log 的导数是 1 除以该数。',
  sqrt: '平方根的导数是 1 除以根的两倍。',
  abs: '绝对值的导数是该数的符号。',
  sin: 'sin 的导数是 cos。',
  cos: 'cos 的导数是变号的 sin。',
  max: 'max 只把梯度传给较大的那一个。',
  logsumexp: 'logsumexp 的导数是 softmax：最大的数占的份额最大。',
}

export const uses: Readonly<Record<Use, string>> = {
  sum: '它只是加上去的，所以梯度原样通过。',
  minus: '它是减去的，所以梯度变号后通过。',
  factor: '乘积把梯度传给每个因子，再乘以另一个因子。',
  rest: '1 减去它是一个因子，所以梯度乘以另一个因子，再变号传回。',
  each: '一个数乘以其他所有的数，所以各处传回的梯度相加。',
  weights: '它乘以权重矩阵，梯度经同一矩阵的转置传回。',
  matrix: '它乘以一个矩阵，梯度经同一矩阵的转置传回。',
  table: '矩阵的每个数乘以向量中的一个数，送到一个结果，所以它的梯度是两者之积。',
  'in matrix': '它所在的乘积再乘以一个矩阵：梯度经同一矩阵的转置传回，再乘以另一个因子。',
  pairs: '它的每个数与另一个向量的每个数相乘，所以各处传回的梯度相加。',
  divided: '商把梯度传给分子，再除以同一个分母。',
  divisor: '它是分母：它越大，商越小，所以梯度变号传回。',
  function: '只有一个量由它算出：该量的梯度传回来，乘以它随之变化的多少。',
  other: '只有一个量由它算出：该量的梯度传回来，乘以它随之变化的多少。',
}

export const attention: Readonly<Record<AttentionPart, string>> = {
  query: '查询只算一次，来自最后一个时间步的输出；它参与每个时间步的得分。',
  score: '本时间步与查询的匹配程度，是一个数。',
  total: '所有指数之和的对数：在 exp 之前减去它，就是在 exp 之后除以这个和。',
  share: '这就是对各时间步的 softmax：权重为正，所有时间步加起来等于 1。',
  context: '所有时间步的输出按各自的权重取平均。输出层只读取它。',
}

/** 一层的输出送往何处；before：逆时间的方向接着访问的前一个时间步。 */
export const wholes: Readonly<Record<ReadBy | 'before', string>> = {
  head: '输出层',
  attention: '注意力',
  above: '上面一层',
  next: '下一时间步由它算出的每个量',
  before: '前一时间步由它算出的每个量（这个方向逆时间进行）',
}

export const within: Readonly<Record<ReadBy | 'before', string>> = {
  head: '输出层中的几个量',
  attention: '注意力中的几个量',
  above: '上面一层的几个量',
  next: '下一时间步的几个量',
  before: '前一时间步的几个量（这个方向逆时间进行）',
}
