/** The texts of what of a loss is rarely changed. */
type Text = string

const loss = {
  title: 'More of the loss: given gradients, weights of the timesteps',
  outer: 'Timesteps added up as',
  outerAs: 'the outputs are',
  outerMean: 'mean over the timesteps',
  outerSum: 'sum over the timesteps',
  weights: 'Weights of the timesteps',
  weightsHint: (T: number): Text => `${T} numbers, in order; 0 leaves a timestep out`,
  given: 'Gradients that arrive from outside, beside those of the loss:',
  givenAt: (name: string, t: number): Text => `Gradient given at ${name}, timestep ${t}`,
  givenHint: (n: number): Text => (n === 1 ? '1 number' : `${n} numbers`),
  none: 'none',
  wrong: (wanted: Text, n: number): Text => `Expected ${wanted}; found ${n}, or something that is no number.`,
}

export default loss
