/** Logits with their softmax, their cross-entropy and its gradient, worked out with 700 digits; and a net whose output they are. */
import { readFileSync } from 'node:fs'
import type { Problem } from '../../src/index.ts'
import { tensor } from '../../src/tensor/tensor.ts'

export interface Exact {
  readonly y: readonly number[]
  readonly target: number
  readonly p: readonly number[]
  readonly L: number
  readonly dy: readonly number[]
}

export const exact: Exact[] = JSON.parse(readFileSync('test/golden/softmax/exact.json', 'utf8')).cases

/** A net whose output is its head's bias: these logits at its one timestep. */
export function logits({ y, target }: Pick<Exact, 'y' | 'target'>): Problem {
  const K = y.length
  const weights = {
    weight_ih_l0: tensor([1, 1], Float64Array.of(0.5)),
    weight_hh_l0: tensor([1, 1], Float64Array.of(0.5)),
    bias_ih_l0: tensor([1], Float64Array.of(0)),
    bias_hh_l0: tensor([1], Float64Array.of(0)),
    'head.weight': tensor([K, 1], new Float64Array(K)),
    'head.bias': tensor([K], Float64Array.from(y)),
  }
  return {
    model: {
      cell: 'rnn',
      inputSize: 1,
      hiddenSize: 1,
      outputSize: K,
      activation: 'tanh',
      peephole: false,
      variant: 'vanilla',
      resetAfter: false,
      update: 'keep',
    },
    weights,
    sequence: { inputs: [[1]], targets: [target] },
    loss: { kind: 'cross-entropy', at: 'last', reduction: 'sum' },
  }
}
