/** The loss of one timestep, and how the timesteps add up. K is the number of outputs, w the weight of a timestep. */
import { givenAt } from '../algebra/names.ts'
import type { Loss } from './model.ts'

/** The squared error of the K outputs by `reduction`: their mean, their sum, or half their sum, whose gradient is y - target. */
const squaredError = {
  mean: 'L = sum((y - target)²) / K',
  sum: 'L = sum((y - target)²)',
  half: 'L = ½ sum((y - target)²)',
}

/** `target` is the number of a class. p = softmax(y) and L = -log p[target], both by log softmax: p itself can be too small for a logarithm. */
const crossEntropy = `
  p = exp(logsoftmax(y))
  L = -logsoftmax(y)[target]
`

/**
 * `target` is a probability for each output. The cross-entropy of p = σ(y), which is -target log p - (1 - target) log(1 - p), computed from y: p can
 * round to 0 or 1.
 */
const binary = {
  mean: 'sum(softplus(y) - target ⊙ y) / K',
  sum: 'sum(softplus(y) - target ⊙ y)',
  half: '½ sum(softplus(y) - target ⊙ y)',
}

/** The head: the output read from the hidden state of the last layer, or what stands for it. */
export const head = 'y = head.weight head.input + head.bias'

/** Its gradient dL/dy is the target: a document uses it to send a gradient of its choice into the net. */
const linear = 'L = sum(target ⊙ y)'

/** What a timestep with loss L adds to the loss of the run. Of a mean over n timesteps, w is 1 / n (see `weightsOfSteps`). */
const weighted = 'w L'
const unweighted = 'L'

/** The name of one more loss, at the last timestep: Σ of each number of a final state times the gradient that the document gives there (`loss.given`). */
export const lossGiven = 'given.loss'

/** The text of that loss: its gradient at each of these symbols is the given one. `axes`: how many axes a symbol has; a number has none. */
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

/** Is any gradient given at the last timestep (`loss.given`), beside those of the losses of the timesteps? */
export const hasGiven = ({ given = {} }: Loss): boolean => Object.keys(given).length > 0

/** What a timestep adds to the loss of a run in which `steps` timesteps have one. */
export const shareText = (loss: Loss, steps: number): string => {
  const own = loss.weights || (isMeanOfSteps(loss) && steps > 1) ? weighted : unweighted
  return hasGiven(loss) ? `${own} + ${lossGiven}` : own
}

/** The w of each of the `steps` timesteps that have a loss: its weight in the document, or 1; of a mean, divided by the sum of all. */
export function weightsOfSteps(loss: Loss, steps: number): readonly number[] {
  const weights = loss.weights?.slice(-steps) ?? Array.from({ length: steps }, () => 1)
  const all = isMeanOfSteps(loss) ? weights.reduce((sum, n) => sum + n, 0) : 1
  return weights.map((n) => n / all)
}
