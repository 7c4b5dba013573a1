/** 中文：权重怎样更新，许多次更新会怎样。 */
import type en from '../en/update.ts'
import { optimizers } from './optimizers.ts'

const texts: typeof en = {
  rule: '权重怎样移动',
  optimizer: '优化器',
  optimizers,
  rate: '学习率 η',
  momentum: '动量 μ',
  decay: (lambda) => `权重衰减 λ = ${lambda}：和中的两个偏置各自移动。`,
  clip: '梯度范数裁剪到 c',
  unclipped: '不裁剪',
  batch: (sequences) =>
    `这是批次里 ${sequences} 条序列中的一条：权重按所有序列的平均梯度移动。更新之后或改动权重之后，其余序列的梯度不再已知，就只用这一条序列继续。`,
  grew: '这条序列的损失变大了：权重按批次的平均梯度移动，不一定让每条序列的损失都变小。',
  before: (updates) => `在此之前已更新 ${updates} 次。`,
  fresh: '第一次更新：优化器携带的量都是零。',
  update: (n) => `训练的第 ${n} 次更新。`,
  sequence: '序列',
  ofBatch: (count, among) => `（批次共 ${count} 条；全部序列中的第 ${among} 条）`,
  looked: (updates, sequence) =>
    `训练更新 ${updates} 次之后的网络，读取全部序列中的第 ${sequence} 个；下一次更新不用它学习，只看它的答案。这里的更新只由这一个序列得出。`,
  back: '回到训练',
  train: '从这里开始训练',
  single: (trained, exact) =>
    `训练用 float32 计算，批次的平均损失是 ${trained}；这里用 float64，是 ${exact}。`,
  more: '只用这条序列继续更新：',
  times: (n) => `× ${n}`,
  busy: '正在反复更新……',
  curve: (n) => `这条序列的损失，共 ${n} 次更新`,
  axes: { x: '更新次数', y: '损失' },
  broke: (n) => `更新 ${n} 次之后，出现了不是有限的数：学习率太大。保留此前的权重。`,
  use: (n) => `采用 ${n} 次更新后的权重`,
}

export default texts
