/** 中文：优化器的名称。 */
import type { OptimizerKind } from '../../../src/index.ts'

export const optimizers: Readonly<Record<OptimizerKind, string>> = {
  sgd: '梯度下降（SGD）',
  adam: 'Adam',
  rmsprop: 'RMSprop',
  adagrad: 'Adagrad',
}
