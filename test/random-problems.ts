/** Random problems: any cell, any loss, any variant; drawn by a seed. */
import fc from 'fast-check'
import { initialWeights, type Loss, type Model, type Problem } from '../src/index.ts'
import { random } from '../src/tensor/random.ts'

export const models = fc.record({
  cell: fc.constantFrom('rnn', 'lstm', 'gru'),
  inputSize: fc.integer({ min: 1, max: 4 }),
  hiddenSize: fc.integer({ min: 1, max: 6 }),
  outputSize: fc.integer({ min: 1, max: 4 }),
  activation: fc.constantFrom('tanh', 'relu', 'linear'),
  peephole: fc.boolean(),
  variant: fc.constantFrom('vanilla', 'NIG', 'NFG', 'NOG', 'NIAF', 'NOAF', 'CIFG'),
  resetAfter: fc.boolean(),
  update: fc.constantFrom('keep', 'write'),
}) as fc.Arbitrary<Model>

export const losses = fc.record({
  kind: fc.constantFrom('mse', 'cross-entropy', 'linear'),
  at: fc.constantFrom('last', 'all'),
  reduction: fc.constantFrom('mean', 'sum', 'half'),
}) as fc.Arbitrary<Loss>

export function draw(model: Model, loss: Loss, T: number, scale: number, seed: number): Problem {
  const from = random(seed)
  const row = (n: number) => Array.from({ length: n }, () => from.normal())
  const weights = initialWeights(model, { scheme: 'pytorch', seed })
  for (const [name, { data }] of Object.entries(weights))
    for (let i = 0; i < data.length; i++) data[i] = data[i]! * (name.startsWith('head') ? 1 : scale)
  const target = () =>
    loss.kind === 'cross-entropy' ? Math.floor(from.uniform(0, model.outputSize)) : row(model.outputSize)
  return {
    model,
    weights,
    sequence: {
      inputs: Array.from({ length: T }, () => row(model.inputSize)),
      targets: Array.from({ length: loss.at === 'all' ? T : 1 }, target),
      initialState: {
        h: row(model.hiddenSize),
        ...(model.cell === 'lstm' ? { C: row(model.hiddenSize) } : {}),
      },
    },
    loss,
  }
}
