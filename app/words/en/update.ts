/** English: how the weights are updated, and what many updates come to. */
import { optimizers } from './optimizers.ts'

type Text = string

export default {
  rule: 'How the weights move',
  optimizer: 'Optimiser',
  optimizers,
  rate: 'Learning rate η',
  momentum: 'Momentum μ',
  decay: (lambda: Text): Text => `Weight decay λ = ${lambda}: both biases of a sum move each by itself.`,
  clip: 'Clip the norm at c',
  unclipped: 'none',
  batch: (sequences: number): Text =>
    `One sequence of a batch of ${sequences}: the weights move by the mean of all their gradients. After it, or with other weights, the gradients of the others are no longer known, and this sequence goes on alone.`,
  grew: 'The loss of this sequence grew: the mean gradient of the batch need not lower the loss of each of its sequences.',
  before: (updates: number): Text =>
    updates === 1 ? '1 update was made before this one.' : `${updates} updates were made before this one.`,
  fresh: 'The first update: what the optimiser carries is zero.',
  update: (n: number): Text => `Update ${n} of a training.`,
  sequence: 'Sequence',
  ofBatch: (count: number, among: number): Text => `of the ${count} of its batch (number ${among} of all).`,
  looked: (updates: number, sequence: number): Text =>
    `The net after ${updates === 1 ? '1 update' : `${updates} updates`} of a training, on sequence ${sequence} of all, which the next update does not learn from: it is only asked for its answer. The update here is that of this sequence alone.`,
  back: 'Back to the training',
  train: 'Train from here',
  single: (trained: Text, exact: Text): Text =>
    `Training computed in float32 and had the mean loss ${trained} over the batch; in float64, as here, it is ${exact}.`,
  more: 'And so on, with this sequence alone:',
  times: (n: number): Text => `× ${n}`,
  busy: 'Updating, again and again …',
  curve: (n: number): Text => `The loss of this sequence over ${n} updates`,
  axes: { x: 'updates', y: 'loss' },
  broke: (n: number): Text =>
    `After ${n} updates a number was not finite any more: the rate is too large. The weights from before it are kept.`,
  use: (n: number): Text => `Use the weights after ${n} updates`,
}
