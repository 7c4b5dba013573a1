/** 简体中文：每一步的名称。 */
import type { steps as English } from '../en/steps.ts'
import { nouns } from './always.ts'
import { facts } from './facts.ts'

export const steps: typeof English = {
  order: (layer, reverse, [from, to], back) =>
    `第 ${layer} 层（${reverse ? '逆' : '顺'}时间方向）的${back ? '梯度' : '计算'}：t = ${from} → ${to}`,
  shownOfBoth: (layer, reverse) => `第 ${layer} 层有两个方向，此处显示${reverse ? '逆' : '顺'}时间方向`,
  attention: {
    forward:
      '对所有时间步的注意力：自下而上依次是每个时间步的输出、得分、权重，以及它加到上下文向量中的部分。',
    backward:
      '反向传播中的注意力：上下文向量的梯度流入权重和得分，并分别以值、键和查询的身份回到各时间步的输出。',
    largest: (share: string, t: number) => `最大的权重是 ${share}，在 t = ${t}。`,
    value: '作为值',
    key: '作为键',
    query: '作为查询',
  },
  facts,
  nouns,
  names: {
    forward: {
      a: (called) => `${called}的预激活值`,
      things: {
        forget: () => '遗忘门：保留多少',
        input: () => '输入门：放进多少',
        candidate: () => '候选记忆：可以写入什么',
        output: () => '输出门：输出多少',
        reset: () => '重置门：过去能参与多少',
        update: () => '更新门：旧与新的比例',
        proposal: () => '候选状态：新的提议',
        cell: () => '细胞状态：保留与写入',
        memory: () => '矩阵记忆：保留与写入',
        normaliser: () => '归一化状态：用作分母',
        hidden: () => '隐藏状态',
        state: (symbol) => `状态 ${symbol}`,
        gate: (symbol) => `门 ${symbol}`,
        data: () => '输入',
        below: () => '下面一层的输出',
        value: (symbol) => symbol,
      },
      head: { output: '输出层的输出', probabilities: '概率', loss: '本时间步的损失' },
    },
    loss: '损失：所有时间步合在一起',
    backward: {
      head: { output: '梯度从这里出发', probabilities: '概率', loss: '本时间步的损失' },
      state: (called) => called,
      fork: (symbol, n) => `${symbol} 处的分叉：${n === 2 ? '两个' : `${n} 个`}梯度相遇`,
      gate: (called) => `传到${called}`,
      a: (called) => `穿过${called}的激活函数`,
      aPlain: (called) => `传到${called}的加权和`,
      input: '输入',
      weight: (symbol) => `本时间步对 ${symbol} 的梯度的贡献`,
      weights: '本时间步对各权重的梯度的贡献',
      initial: '初始状态',
    },
    attention: {
      query: '注意力：查询',
      score: '注意力：本时间步的得分',
      total: '注意力：所有指数之和的对数',
      share: '注意力：本时间步的权重',
      context: '注意力：上下文向量，各时间步的加权平均',
    },
    track: (layer, reverse) => {
      const direction = reverse === undefined ? '' : reverse ? '逆时间' : '顺时间'
      return [layer === undefined ? '' : `第 ${layer} 层`, direction].filter(Boolean).join('，')
    },
    completed: {
      timestep: (t, of) => (of ? `${of}，时间步 ${t}` : `时间步 ${t}`),
      initial: (of) => (of ? `${of}，初始状态` : '初始状态'),
      phase: {
        forward: '前向传播已完成',
        loss: '损失已算出',
        backward: '反向传播已完成',
        update: '更新已完成',
      },
      all: {
        forward: (what) => `${what}：各值已全部算出`,
        loss: (what) => `${what}：损失已算出`,
        backward: (what) => `${what}：各梯度已全部算出`,
        update: (what) => `${what}：权重已更新`,
      },
      some: (what) => `${what}：已算出一部分，其余稍后计算`,
      layer: '循环层',
      attention: '注意力',
      head: '输出层',
      above: '注意力和输出层',
      last: (title) => `最后一个要点：${title}`,
    },
    updates: {
      mean: (symbol) => `批次的平均梯度：${symbol}`,
      square: (symbol) => `梯度范数的平方：${symbol}`,
      norm: () => '所有权重的梯度的范数',
      clip: () => '梯度裁剪：所有梯度共用的因子',
      used: (symbol) => `实际使用的梯度：${symbol}`,
      power: () => '滑动平均还差多少',
      gradientMean: (symbol) => `动量，至今梯度的累积：${symbol}`,
      gradientSum: (symbol) => `动量，至今梯度的累积：${symbol}`,
      stepSum: (symbol) => `动量，至今步长的累积：${symbol}`,
      squareMean: (symbol) => `梯度平方的滑动平均：${symbol}`,
      squareSum: (symbol) => `至今的平方和：${symbol}`,
      corrected: (symbol) => `修正从零开始的偏差：${symbol}`,
      both: (symbol) => `两个偏置之和：${symbol}`,
      weight: (symbol) => `沿下坡走一步：${symbol}`,
    },
  },
}
