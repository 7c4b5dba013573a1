/** Random problems: any cell and variant, any loss. */
import fc from 'fast-check'
import type { Loss, Model, Problem } from '../../src/cell/model.ts'
import { stateShapes } from '../../src/cell/parameters.ts'
import { initialWeights } from '../../src/experiment/initial.ts'
import { random } from '../../src/tensor/random.ts'

export function models(most: number, hidden = most): fc.Arbitrary<Model> {
  return fc.record({
    cell: fc.constantFrom('rnn' as const, 'lstm' as const, 'gru' as const),
    inputSize: fc.integer({ min: 1, max: most }),
    hiddenSize: fc.integer({ min: 1, max: hidden }),
    outputSize: fc.integer({ min: 1, max: most }),
    activation: fc.constantFrom('tanh' as const, 'relu' as const, 'linear' as const),
    peephole: fc.boolean(),
    variant: fc.constantFrom(...(['vanilla', 'NIG', 'NFG', 'NOG', 'NIAF', 'NOAF', 'CIFG'] as const)),
    resetAfter: fc.boolean(),
    update: fc.constantFrom('keep' as const, 'write' as const),
  })
}

/** Nets of up to three layers, each in its own direction, some with attention or with the readout of PyTorch's h_n; cells without kinks. */
export const stacks: fc.Arbitrary<Model> = fc
  .tuple(
    fc.array(models(3, 4), { minLength: 1, maxLength: 3 }),
    fc.array(fc.constantFrom('forward' as const, 'backward' as const, 'both' as const), {
      minLength: 3,
      maxLength: 3,
    }),
    fc.constantFrom({}, { attention: { size: 3 } }, { readout: 'final' as const }),
  )
  .map(([drawn, directions, read]) => {
    const [bottom, ...above] = drawn.map((layer, k) => ({
      ...layer,
      activation: 'tanh' as const,
      direction: directions[k]!,
    }))
    return { ...bottom!, ...read, above }
  })

export const losses: fc.Arbitrary<Loss> = fc.record({
  kind: fc.constantFrom('mse' as const, 'cross-entropy' as const, 'linear' as const),
  at: fc.constantFrom('last' as const, 'all' as const),
  reduction: fc.constantFrom('mean' as const, 'sum' as const, 'half' as const),
})

/** The loss, at the last timestep where the model reads nothing else. */
export const fitting = (loss: Loss, { attention, readout }: Model): Loss =>
  attention || readout === 'final' ? { ...loss, at: 'last' } : loss

/** Weights, inputs, targets and initial states drawn from a seed; `scale` multiplies the weights of the cell. */
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
      initialState: Object.fromEntries(
        [...stateShapes(model)].map(([state, shape]) => [state, row(shape[0]!)]),
      ),
    },
    loss,
  }
}
