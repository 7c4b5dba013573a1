/** 模型的各个选项：在哪里选都是这些说法。 */
import type * as English from '../en/models.ts'

export const schemes: typeof English.schemes = {
  pytorch: 'PyTorch 默认',
  xavier: 'Xavier',
  orthogonal: '正交',
  identity: '单位矩阵',
  normal: '正态',
}
export const activations: typeof English.activations = { tanh: 'tanh', relu: 'ReLU', linear: '线性' }
