/** The draws that the tests of decay begin with. */
import { type DecaySpec, decay, modelNamed } from '../../src/index.ts'

/** A model by its name with 64 units, 8 inputs and 100 timesteps, or the sizes that are given. */
export const spec = (name: string, sizes: Partial<DecaySpec> = {}): DecaySpec => ({
  ...modelNamed(name)!,
  hidden: 64,
  inputs: 8,
  steps: 100,
  inputScale: 1,
  seed: 1,
  ...sizes,
})
export const draws = (of: DecaySpec, n: number) => Array.from({ length: n }, (_, draw) => decay(of, draw))

/** Names of models of every cell, variant and activation. */
export const kinds = [
  'rnn-torch',
  'rnn-relu-xavier',
  'rnn-linear-orthogonal',
  'lstm-bf=1',
  'lstm-peephole-torch',
  ...['NIG', 'NFG', 'NOG', 'NIAF', 'NOAF', 'CIFG'].map((variant) => `lstm-peephole-${variant}-torch`),
  'gru-torch',
  'gru-before-write-torch',
]
