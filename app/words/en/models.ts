/** What is chosen of a model, wherever it is chosen. */
export const schemes = {
  pytorch: 'PyTorch’s default',
  xavier: 'Xavier',
  orthogonal: 'orthogonal',
  identity: 'identity',
  normal: 'normal',
}
export const activations = { tanh: 'tanh', relu: 'ReLU', linear: 'linear' }
