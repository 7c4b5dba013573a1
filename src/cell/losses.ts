/** The loss of one timestep, and how the timesteps add up. K is the number of outputs, w the weight of a timestep. */

/** mean: over the outputs; sum; half: half the sum (its gradient is y - target). */
export const squaredError = {
  mean: 'L = sum((y - target)²) / K',
  sum: 'L = sum((y - target)²)',
  half: 'L = ½ sum((y - target)²)',
}

/** With the class as target: p = softmax(y) and -log p[target], written so that both hold their digits for any y. */
export const crossEntropy = `
  p = exp(logsoftmax(y))
  L = -logsoftmax(y)[target]
`

/** The head: the output read from the hidden state of the last layer, or what stands for it. */
export const head = 'y = head.weight head.input + head.bias'

/** Sends a chosen gradient in: dL/dy = target. */
export const linear = 'L = sum(target ⊙ y)'

/** What a timestep with loss L adds to the loss: w = 1 / (number of timesteps that have a loss) for a mean over several. */
export const weighted = 'w L'
export const unweighted = 'L'
