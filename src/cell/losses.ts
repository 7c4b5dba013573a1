/** The loss of one timestep, and how the timesteps add up. K is the number of outputs, w the weight of a timestep. */
import { givenAt } from '../algebra/names.ts'
import type { Loss } from './model.ts'

/** mean: over the outputs; sum; half: half the sum (its gradient is y - target). */
const squaredError = {
  mean: 'L = sum((y - target)²) / K',
  sum: 'L = sum((y - target)²)',
  half: 'L = ½ sum((y - target)²)',
}

/** With the class as target: p = softmax(y) and -log p[target], written so that both hold their digits for any y. */
const crossEntropy = `
  p = exp(logsoftmax(y))
  L = -logsoftmax(y)[target]
`

/** With a probability for each output: p = σ(y) and its cross-entropy, written so that both hold their digits for any y. */
const binary = {
  mean: 'sum(softplus(y) - target ⊙ y) / K',
  sum: 'sum(softplus(y) - target ⊙ y)',
  half: '½ sum(softplus(y) - target ⊙ y)',
}

/** The head: the output read from the hidden state of the last layer, or what stands for it. */
export const head = 'y = head.weight head.input + head.bias'

/** Sends a chosen gradient in: dL/dy = target. */
const linear = 'L = sum(target ⊙ y)'

/** What a timestep with loss L adds to the loss: w = 1 / (number of timesteps that have a loss) for a mean over several. */
const weighted = 'w L'
const unweighted = 'L'

/** One more loss, at the last timestep: each number of what a layer ends with, times the gradient that is given there. */
export const lossGiven = 'given.loss'

/** The loss whose gradients are those given at symbols, each a number (no axes) or numbers. */
export const givenText = (names: readonly string[], axes: (name: string) => number): string =>
  names
    .map((name) => (axes(name) === 0 ? `${givenAt(name)} ⊙ ${name}` : `sum(${givenAt(name)} ⊙ ${name})`))
    .join(' + ')

/** The equations of the loss of one timestep. */
export function lossText({ kind, reduction }: Loss): string {
  if (kind === 'cross-entropy') return crossEntropy
  if (kind === 'bce') return `p = σ(y)\nL = ${binary[reduction]}`
  return kind === 'linear' ? linear : squaredError[reduction]
}

/** Is the loss of the run a mean over the timesteps? `outer` says so; without it, `reduction` speaks of them too. */
export const isMeanOfSteps = ({ outer, reduction }: Loss): boolean => (outer ?? reduction) === 'mean'

/** Are gradients given beside those of the losses of the timesteps? */
export const hasGiven = ({ given = {} }: Loss): boolean => Object.keys(given).length > 0

/** What a timestep adds to the loss, where so many of them have one. */
export const shareText = (loss: Loss, steps: number): string => {
  const own = loss.weights || (isMeanOfSteps(loss) && steps > 1) ? weighted : unweighted
  return hasGiven(loss) ? `${own} + ${lossGiven}` : own
}

/** How much each timestep counts, of those that have a loss: its own weight; of a mean, divided by the sum of all. */
export function weightsOfSteps(loss: Loss, steps: number): readonly number[] {
  const weights = loss.weights?.slice(-steps) ?? Array.from({ length: steps }, () => 1)
  const all = isMeanOfSteps(loss) ? weights.reduce((sum, n) => sum + n, 0) : 1
  return weights.map((n) => n / all)
}
