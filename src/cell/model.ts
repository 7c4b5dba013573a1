import type { Tensor } from '../tensor/tensor.ts'
import type { FamilyId } from './library/index.ts'

/** A cell that somebody wrote: its equations, and the sizes of its own letters. */
export interface OwnCell {
  readonly name: string
  readonly equations: string
  readonly sizes?: Readonly<Record<string, number>>
}

/** What a recurrent net is made of; the fields and their defaults are those of the experiment document. */
export interface Model {
  /** a cell of the library by its id, with its options below; or one that somebody wrote */
  readonly cell: FamilyId | OwnCell
  /** D, the length of x */
  readonly inputSize: number
  /** H, the length of h (and of C) */
  readonly hiddenSize: number
  /** K, the length of y */
  readonly outputSize: number
  /** rnn only */
  readonly activation: 'tanh' | 'relu' | 'linear'
  /** lstm only: diagonal peepholes; the output gate sees the new cell state */
  readonly peephole: boolean
  /** lstm only: Greff et al. 2017 */
  readonly variant: 'vanilla' | 'NIG' | 'NFG' | 'NOG' | 'NIAF' | 'NOAF' | 'CIFG'
  /** gru only: true = r multiplies U_n h + c_n (PyTorch), false = r multiplies h (Cho et al. 2014) */
  readonly resetAfter: boolean
  /** gru only: keep = PyTorch, h = (1 - z) n + z h[t-1]; write = h = (1 - z) h[t-1] + z n */
  readonly update: 'keep' | 'write'
}

/** How outputs are judged. `at`: which timesteps have an output and a loss. */
export interface Loss {
  readonly kind: 'mse' | 'cross-entropy' | 'linear'
  readonly at: 'last' | 'all'
  readonly reduction: 'mean' | 'sum' | 'half'
}

/** A state as a document holds it: a number, a vector, or the rows of a matrix. */
export type StateValue = number | readonly number[] | readonly (readonly number[])[]

/** The data of one run. */
export interface Sequence {
  /** T rows of D numbers */
  readonly inputs: readonly (readonly number[])[]
  /** rows of K numbers, or class indices 0 … K-1; T of them, or 1 where only the last step has a loss */
  readonly targets: readonly (readonly number[] | number)[]
  /** the states at 0 by their names; zeros where absent */
  readonly initialState?: Readonly<Record<string, StateValue>>
}

/** Weights by the names and in the row order of PyTorch's state_dict. */
export type Weights = Readonly<Record<string, Tensor>>

/** Everything that a run depends on. */
export interface Problem {
  readonly model: Model
  readonly weights: Weights
  readonly sequence: Sequence
  readonly loss: Loss
}
