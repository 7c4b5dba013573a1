/** 经典图：简体中文。 */
import type en from '../en/classics.ts'

const zh: typeof en = {
  title: '经典图，精确重现',
  intro: '文献中不含随机性的图：每一张都在这里计算，其数值由测试核对。',
  source: '出处',
  factor: {
    title: '一个单元把误差乘以 |f′(w y) w|',
    source: 'Hochreiter 1991；Hochreiter 与 Schmidhuber 1997，3.1 节',
    text: '增大权重没有用：w 大时单元饱和，斜率消失得比 w 增长得更快。',
    x: '权重 w（y = 1）',
    y: '因子',
    best: (wy, factor) => `最大值在 w y = ${wy}：${factor} / y`,
  },
  forget: {
    title: '遗忘门偏置保留多少',
    source: '零输入；偏置为何重要见 Jozefowicz、Zaremba 与 Sutskever 2015',
    text: 'f = σ(b)。遗忘门之积只是一条路径，不是梯度；但它关闭时，沿细胞状态什么也传不过来。',
    columns: { bias: 'b', f: 'f', half: '半衰期（步）', after20: 'f²⁰', after100: 'f¹⁰⁰' },
  },
  overflow: {
    title: 'w^t 何时溢出？',
    source: 'Pascanu、Mikolov 与 Bengio 2013，第 2 节：线性单元 x_t = w^t x_0',
    text: '第一次变成无穷的步数。此后 ∞ − ∞ 和 0 · ∞ 产生 NaN。',
    columns: { w: 'w', float64: 'float64', float32: 'float32' },
    never: '从不',
  },
  fold: {
    title: '两个吸引子，以及它们在哪里消失',
    source: 'Doya 1993；Pascanu、Mikolov 与 Bengio 2013，图 3：x = 5 σ(x) + b',
    text: '两个折点之间，单元可以停在两处。在折点上一个吸引子消失，状态跳变，梯度也随之跳变。',
    x: '偏置 b',
    y: '不动点 x',
    stable: '吸引',
    unstable: '排斥',
  },
  wall: {
    title: '误差曲面上的墙',
    source: 'Pascanu、Mikolov 与 Bengio 2013，图 6：一个 σ 单元，50 步，无输入，E = (σ(x₅₀) − 0.7)²',
    text: '颜色越深误差越大。墙上的梯度是中位数的一千倍。普通下降在墙上走一步就被抛到远处；把梯度裁剪到 1 就留在附近。',
    setup: '路径从 w = 5.2、b = −3 出发，学习率 0.1，300 步：这是我们的选择，论文没有给出。',
    x: 'w',
    y: 'b',
    plain: '普通',
    clipped: '裁剪',
    gradient: (at) => `墙上 (4.9, −2.55) 处的梯度：${at}`,
  },
  radius: {
    title: '谱半径小于 1，却先增长',
    source: 'Pascanu、Mikolov 与 Bengio 2013，2.1 节：线性 RNN，U = [[0.9, 5], [0, 0.9]]',
    text: '谱半径 0.9 使梯度最终消失；第一步可能怎样，由最大奇异值决定。',
    x: '步数 k',
    y: '‖U^k‖',
    radius: '谱半径',
    largest: '最大奇异值',
  },
}
export default zh
