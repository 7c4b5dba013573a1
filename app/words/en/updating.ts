/** English: why a step of an update is what it is. */
import type { TextsOfFacts } from '../../../src/index.ts'

export const updating: Pick<
  TextsOfFacts,
  | 'batchMean'
  | 'squaredNorm'
  | 'wholeNorm'
  | 'clipping'
  | 'usedGradient'
  | 'power'
  | 'momentum'
  | 'secondMoment'
  | 'corrected'
  | 'stepBy'
  | 'bothBiases'
> = {
  batchMean: ({ sequences }) =>
    `The gradient of this sequence and the sum of those of the other ${sequences - 1} are added and divided by ${sequences}: all sequences of a batch count alike, and the weights move once for all of them.`,
  squaredNorm: () =>
    'All its numbers squared and added: its part of the squared length of the whole gradient.',
  wholeNorm: () =>
    'The length of the gradient of all weights together, as of one long vector. A bias that is kept as two counts twice.',
  clipping: ({ bites }) =>
    bites
      ? 'The norm is above c, so the whole gradient is made shorter by this factor: its direction stays, its length becomes c.'
      : 'The norm is not above c, so the factor is 1 and the gradient stays as it is.',
  usedGradient: ({ clipped, decays }) =>
    [
      clipped ? 'Every gradient is multiplied by the same factor.' : '',
      decays ? 'Weight decay adds λ times the weight, which pulls it towards zero.' : '',
    ]
      .filter(Boolean)
      .join(' '),
  power: ({ first }) =>
    first
      ? 'A mean that begins at zero has seen one gradient, with the weight 1 − β: this power tells what is still missing of one.'
      : 'One more factor at each update: the share of a mean that is still the zero it began with.',
  momentum: ({ mean, first }) =>
    mean
      ? first
        ? 'A running mean of the gradients. It begins at zero, so that after one update it is only (1 − β₁) of the gradient.'
        : 'A running mean of the gradients: what is old counts β₁, what is new 1 − β₁. Directions that change sign cancel.'
      : 'A running sum of the gradients, like a ball that rolls: what is old goes on with the factor μ, the new gradient is added.',
  secondMoment: ({ first }) =>
    first
      ? 'A running mean of the squared gradients, number by number. It too begins at zero.'
      : 'A running mean of the squared gradients: how large each gradient usually is, whatever its sign.',
  corrected: ({ first }) =>
    first
      ? 'Divided by what a mean that began at zero has of one: after the first update just the gradient itself, or its square.'
      : 'Divided by what a mean that began at zero lacks of one; after many updates that is nearly nothing.',
  stepBy: ({ optimizer, first }) =>
    optimizer === 'sgd'
      ? 'The weight moves against the running sum, times the learning rate.'
      : optimizer === 'rmsprop'
        ? 'The step is divided by the usual size of this gradient: small and large gradients move their weights about equally far.'
        : first
          ? 'The mean is the gradient, and the root of the mean square its size: their quotient is 1 or −1, so that the first step has the size of the learning rate, whatever the gradient.'
          : 'The mean gradient divided by its usual size: where gradients agree in sign the step is nearly the learning rate, where they disagree it is small.',
  bothBiases: () =>
    'PyTorch keeps this bias as two, which have moved each by itself; what acts is their sum.',
}
