/** English: what the optimisers are called, in menus and in a sentence. */
import type { OptimizerKind } from '../../../src/index.ts'

export const optimizers: Readonly<Record<OptimizerKind, string>> = {
  sgd: 'gradient descent (SGD)',
  adam: 'Adam',
  rmsprop: 'RMSprop',
  adagrad: 'Adagrad',
}
