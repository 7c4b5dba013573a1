/** 模型的各个选项：在哪里选都是这些说法。 */
import type * as English from '../en/models.ts'

export const schemes: typeof English.schemes = {
  pytorch: 'PyTorch 默认',
  xavier: 'Xavier',
  orthogonal: '正交',
  identity: '单位矩阵',
  normal: '正态',
}

export const options: typeof English.options = {
  activation: {
    name: '激活函数',
    choices: {
      tanh: 'tanh',
      relu: 'ReLU',
      linear: '线性',
      sigmoid: 'sigmoid',
      'hard-sigmoid': 'hard sigmoid（Keras 1）',
    },
  },
  peephole: { name: '窥视孔连接', choices: { false: '无', true: '有' } },
  variant: {
    name: '变体',
    choices: {
      vanilla: '标准',
      NIG: 'NIG：没有输入门，i = 1',
      NFG: 'NFG：没有遗忘门，f = 1',
      NOG: 'NOG：没有输出门，o = 1',
      NIAF: 'NIAF：候选记忆不压缩',
      NOAF: 'NOAF：输出不压缩，h = o ⊙ C',
      CIFG: 'CIFG：f = 1 − i',
    },
  },
  resetAfter: {
    name: '重置门',
    choices: { true: '在乘积之后（PyTorch）', false: '在乘积之前（原论文）' },
  },
  update: { name: '更新门', choices: { keep: 'z 表示保留（PyTorch）', write: 'z 表示写入（原论文）' } },
  gateActivation: { name: '门', choices: { sigmoid: 'sigmoid', 'hard-sigmoid': 'hard sigmoid（Keras 1）' } },
}

export const shortOptions: typeof English.shortOptions = {
  activation: { tanh: 'tanh', relu: 'ReLU', linear: '线性', sigmoid: 'σ', 'hard-sigmoid': 'hard σ' },
  peephole: { true: '窥视孔' },
  variant: { NFG: 'f = 1', NIG: 'NIG', NOG: 'NOG', NIAF: 'NIAF', NOAF: 'NOAF', CIFG: 'CIFG' },
  resetAfter: { false: 'r ⊙ h' },
  update: { write: 'z 表示写入' },
  gateActivation: { 'hard-sigmoid': 'hard σ' },
}
