/**
 * Derivations to begin with: those that the well-known notes print. Each names an experiment that ships with the page,
 * or says which net it is about.
 */
import type { Experiment } from '../experiment/document.ts'
import type { Reading } from '../trace/formula.ts'
import type { Depth } from './derive.ts'

/** A derivation that is offered: an experiment, the gradient that is asked for, and how it is written. */
export interface Start {
  readonly id: StartId
  /** the name of an experiment that ships, or the experiment itself */
  readonly experiment: string | Experiment
  readonly target: string
  readonly form: 'scalar' | 'matrix'
  readonly depth: Depth
  readonly reading: Reading
}

/**
 * A: ∂E/∂W_f through C_t for every t. B: ∂L₃/∂W_s of the RNN, with its powers of W_s. C: δ_f and ∂L/∂W_f, an element and as matrices.
 * D: Graves' ∂s_c with its five terms. softmax: p − onehot(target). gru: ∂h_t/∂h_{t−1} with the term through z that is often left out;
 * the loss is one element of h_1, so that its gradient by h_0 is a row of that Jacobian.
 */
export const startIds = [
  'note-a',
  'note-b',
  'note-b-matrix',
  'note-c-delta',
  'note-c-delta-matrix',
  'note-c-weight',
  'note-c-weight-matrix',
  'note-d',
  'softmax',
  'gru-jacobian',
] as const
export type StartId = (typeof startIds)[number]

const classifier: Experiment = {
  format: 'unrolled/1',
  model: {
    cell: 'lstm',
    inputSize: 2,
    hiddenSize: 2,
    outputSize: 3,
    init: { scheme: 'pytorch', seed: 7, forgetBias: 1 },
  },
  sequence: {
    inputs: [
      [1, 0.5],
      [-0.5, 1],
      [0.25, -1],
    ],
    targets: [0, 2, 1],
    initialState: { h: [0.3, -0.2], C: [0.6, -0.4] },
  },
  loss: { kind: 'cross-entropy', at: 'all', reduction: 'sum' },
}

const linearRnn: Experiment = {
  format: 'unrolled/1',
  model: {
    cell: 'rnn',
    activation: 'linear',
    inputSize: 1,
    hiddenSize: 2,
    outputSize: 1,
    weights: {
      weight_ih_l0: [[1], [0.5]],
      weight_hh_l0: [
        [0.5, -0.25],
        [0.75, 0.5],
      ],
      bias_ih_l0: [0, 0],
      bias_hh_l0: [0, 0],
      'head.weight': [[1, -0.5]],
      'head.bias': [0],
    },
  },
  sequence: { inputs: [[1], [0.5], [-1]], targets: [[1]], initialState: { h: [0.2, -0.1] } },
  loss: { kind: 'mse', at: 'last', reduction: 'half' },
}

const oneStepOfGru: Experiment = {
  format: 'unrolled/1',
  model: {
    cell: 'gru',
    resetAfter: false,
    update: 'write',
    inputSize: 1,
    hiddenSize: 2,
    outputSize: 2,
    weights: {
      weight_ih_l0: [[0.5], [-0.25], [1], [-0.5], [0.75], [-1]],
      weight_hh_l0: [
        [0.5, 0.25],
        [-0.5, 1],
        [1, -0.75],
        [0.5, 1.5],
        [0.75, -0.5],
        [1, 0.25],
      ],
      bias_ih_l0: [0.5, 0, -0.25, 0.25, 0, 0.1],
      bias_hh_l0: [0, 0, 0, 0, 0, 0],
      'head.weight': [
        [1, 0],
        [0, 1],
      ],
      'head.bias': [0, 0],
    },
  },
  sequence: { inputs: [[1]], targets: [[1, 0]], initialState: { h: [0.6, -0.8] } },
  loss: { kind: 'linear', at: 'last', reduction: 'sum' },
}

const notes: Reading = { notation: 'notes', gradient: 'partial', weights: 'split' }
const graves: Reading = { notation: 'graves', gradient: 'adjoint', weights: 'split' }
const scalar = { form: 'scalar', reading: notes } as const
const matrix = { form: 'matrix', reading: notes } as const

/** The derivations that are offered, in order. */
export const starts: readonly Start[] = [
  { ...matrix, id: 'note-a', experiment: classifier, target: 'd:W_f[0,1]', depth: 'all' },
  { ...scalar, id: 'note-b', experiment: 'linear-rnn', target: 'd:U[0,0]', depth: 'all' },
  { ...matrix, id: 'note-b-matrix', experiment: linearRnn, target: 'd:U[0,1]', depth: 'all' },
  { ...scalar, id: 'note-c-delta', experiment: classifier, target: 'd:a_f@2[0]', depth: 'one' },
  { ...matrix, id: 'note-c-delta-matrix', experiment: classifier, target: 'd:a_f@2', depth: 'one' },
  { ...scalar, id: 'note-c-weight', experiment: classifier, target: 'd:U_f[0,1]', depth: 'one' },
  { ...matrix, id: 'note-c-weight-matrix', experiment: classifier, target: 'd:U_f', depth: 'one' },
  { form: 'scalar', reading: graves, id: 'note-d', experiment: 'peephole', target: 'd:C@3[1]', depth: 'one' },
  { ...scalar, id: 'softmax', experiment: classifier, target: 'd:y@2[0]', depth: 'all' },
  { ...scalar, id: 'gru-jacobian', experiment: oneStepOfGru, target: 'd:h@0[1]', depth: 'all' },
]
