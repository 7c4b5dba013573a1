/** English: why a step of an update is what it is. */
import type { OptimizerRole, TextsOfFacts } from '../../../src/index.ts'

type Stepped = Parameters<TextsOfFacts['stepBy']>[0]
/** What an optimiser writes, at its first update and later. */
const values: Readonly<Record<OptimizerRole, (first: boolean) => string>> = {
  power: (first) =>
    first
      ? 'A mean that begins at zero has seen one gradient, with the weight 1 − β: this power tells what is still missing of one.'
      : 'One more factor at each update: the share of a mean that is still the zero it began with.',
  gradientMean: (first) =>
    first
      ? 'A running mean of the gradients. It begins at zero, so that after one update it is only (1 − β₁) of the gradient.'
      : 'A running mean of the gradients: what is old counts β₁, what is new 1 − β₁. Directions that change sign cancel.',
  gradientSum: () =>
    'A running sum of the gradients, like a ball that rolls: what is old goes on with the factor μ, the new gradient is added.',
  stepSum: () =>
    'A running sum of the steps, like a ball that rolls: what is old goes on with the factor μ, the gradient divided by its usual size is added.',
  squareMean: (first) =>
    first
      ? 'A running mean of the squared gradients, number by number. It too begins at zero.'
      : 'A running mean of the squared gradients: how large each gradient usually is, whatever its sign.',
  squareSum: (first) =>
    first
      ? 'The square of the gradient, number by number, the first of a sum over all updates.'
      : 'The squares of all gradients so far, added number by number: a sum that only grows, so that the steps become smaller and smaller.',
  corrected: (first) =>
    first
      ? 'Divided by what a mean that began at zero has of one: after the first update just the gradient itself, or its square.'
      : 'Divided by what a mean that began at zero lacks of one; after many updates that is nearly nothing.',
}

/** What the weight moves by. */
const steps: Readonly<Record<Stepped['by'], (first: boolean) => string>> = {
  sum: () => 'The weight moves against the running sum, times the learning rate.',
  gradientOverSize: () =>
    'The step is divided by the usual size of this gradient: small and large gradients move their weights about equally far.',
  meanOverSize: (first) =>
    first
      ? 'The mean is the gradient, and the root of the mean square its size: their quotient is 1 or −1, so that the first step has the size of the learning rate, whatever the gradient.'
      : 'The mean gradient divided by its usual size: where gradients agree in sign the step is nearly the learning rate, where they disagree it is small.',
  gradientOverSum: (first) =>
    first
      ? 'The root of the sum is the size of this gradient, the only one so far: their quotient is 1 or −1, so that the first step has the size of the learning rate, whatever the gradient.'
      : 'The gradient divided by the root of the sum of all its squares: a weight that had large gradients moves little, one that rarely had any moves far.',
}

export const updating: Pick<
  TextsOfFacts,
  | 'batchMean'
  | 'squaredNorm'
  | 'wholeNorm'
  | 'clipping'
  | 'usedGradient'
  | 'optimizer'
  | 'stepBy'
  | 'bothBiases'
  | 'movesTwice'
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
  optimizer: ({ role, first }) => values[role](first),
  stepBy: ({ by, first }) => steps[by](first),
  movesTwice: () =>
    'PyTorch stores this bias as two that are added. Both have the same gradient and make the same step, so their sum moves by two of them: the factor 2.',
  bothBiases: () =>
    'PyTorch keeps this bias as two, which have moved each by itself; what acts is their sum.',
}
