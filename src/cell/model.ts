import type { Tensor } from '../tensor/tensor.ts'
import type { FamilyId } from './library/index.ts'
import type { Update } from './updates.ts'

/** A cell that somebody wrote: its equations, and the sizes of its own letters. */
export interface OwnCell {
  readonly name: string
  readonly equations: string
  readonly sizes?: Readonly<Record<string, number>>
}

/** How a layer goes through time: from the first timestep on, from the last one back, or both, each with weights of its own. */
export type Direction = 'forward' | 'backward' | 'both'

/** One layer of a net: a cell that goes through time. The fields and their defaults are those of the experiment document. */
export interface Layer {
  /** a cell of the library by its id, with its options below; or one that somebody wrote */
  readonly cell: FamilyId | OwnCell
  /** H, the length of h (and of C) */
  readonly hiddenSize: number
  /** absent: forward */
  readonly direction?: Direction
  /** rnn only */
  readonly activation: 'tanh' | 'relu' | 'linear' | 'sigmoid' | 'hard-sigmoid'
  /** lstm only: diagonal peepholes; the output gate sees the new cell state */
  readonly peephole: boolean
  /** lstm only: Greff et al. 2017 */
  readonly variant: 'vanilla' | 'NIG' | 'NFG' | 'NOG' | 'NIAF' | 'NOAF' | 'CIFG'
  /** gru only: true = r multiplies U_n h + c_n (PyTorch), false = r multiplies h (Cho et al. 2014) */
  readonly resetAfter: boolean
  /** gru only: keep = PyTorch, h = (1 - z) n + z h[t-1]; write = h = (1 - z) h[t-1] + z n */
  readonly update: 'keep' | 'write'
  /** lstm and gru: what squashes the gates (hard-sigmoid is that of Keras 1 and 2); absent: sigmoid */
  readonly gateActivation?: 'sigmoid' | 'hard-sigmoid'
}

/** What a recurrent net is made of: its bottom layer, the layers above that, and how the outputs are read. */
export interface Model extends Layer {
  /** D, the length of x */
  readonly inputSize: number
  /** K, the length of y */
  readonly outputSize: number
  /** the layers above the first, bottom up; absent: none */
  readonly above?: readonly Layer[]
  /** additive attention over the features of the last layer, whose query is the last feature; `size`: the length of its hidden layer */
  readonly attention?: { readonly size: number }
  /** with two directions and a loss at the last timestep: step reads both there, final reads each direction where it ended. Absent: step */
  readonly readout?: 'step' | 'final'
}

/** How outputs are judged. `at`: which timesteps have an output and a loss. */
export interface Loss {
  readonly kind: 'mse' | 'cross-entropy' | 'linear' | 'bce'
  readonly at: 'last' | 'all'
  readonly reduction: 'mean' | 'sum' | 'half'
  /** how the timesteps add up; without it as `reduction` says, which then speaks of the outputs alone */
  readonly outer?: 'mean' | 'sum'
  /** how much each timestep counts: 0 leaves it out */
  readonly weights?: readonly number[]
  /** gradients that arrive at what a layer ends with, h@T or C@T (h_reverse@1 against time), beside those of the losses of the timesteps */
  readonly given?: Readonly<Record<string, StateValue>>
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
  /** how the weights are updated; absent: plain gradient descent */
  readonly update?: Update
}
