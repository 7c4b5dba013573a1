/** What must come of the files in test/files that are no plain table. */

/** What is asked: the option that decides, and what its line speaks of. */
export const asked: Readonly<Record<string, readonly [string, RegExp]>> = {
  'german-thousands.csv': ['decimal', /1\.007 may be 1007 or 1\.007/],
  'header-year.csv': ['header', /2019 may be a name/],
  'missing-mixed.csv': ['missing', /3 values are missing, first in row 2/],
  'missing-empty.csv': ['missing', /2 values are missing, first in row 3/],
  'missing-na.csv': ['missing', /1 value is missing, first in row 3/],
  'list-null.json': ['missing', /1 value is missing, first in row 2/],
  'silso-semicolons.csv': ['missing', /40 values are -1/],
  'c3-batch-of-two.json': ['sequence', /a batch of 2/],
  'gru-then-lstm.json': ['module', /gru, lstm/],
  'i16-two-lstms.json': ['module', /encoder, decoder/],
  'rnn-relu.json': ['activation', /does not say/],
  '01-state-dict-bare-rnn.json': ['activation', /does not say/],
  'char-fc-then-output.json': ['head', /fc, output; y is what the head says/],
}

/** What is refused, and what the sentence speaks of. */
export const refused: Readonly<Record<string, RegExp>> = {
  'air-flat.json': /^lstm\.weight_ih_l0: expected a matrix, got a list of 40/,
  'air-nan.json': /^linear\.bias\[0\]: .*NaN/,
  'lstm-proj.json': /weight_hr_l0: .*proj_size/,
}

interface Net {
  readonly cell: string
  readonly D: number
  readonly H: number
  readonly K: number
  /** the tensor of the head; null: h itself */
  readonly head: string | null
  readonly said?: readonly string[]
}

const air: Net = { cell: 'lstm', D: 1, H: 10, K: 1, head: 'linear.weight', said: ['has no inputs yet'] }

/** Weights: the sizes, the head, and what else is said. Stacks and second directions have their own test. */
export const weights: Readonly<Record<string, Net | null>> = {
  'air.json': air,
  'air.pt': air,
  'air.npz': air,
  'air.safetensors': air,
  'air-checkpoint.json': air,
  'air-checkpoint.pth': air,
  'i1-lstmcell-state-dict.json': { cell: 'lstm', D: 2, H: 2, K: 2, head: null },
  'lstmcell-1.json': { cell: 'lstm', D: 1, H: 4, K: 1, head: 'out.weight' },
  'i10-ordereddict-of-lists.txt': { cell: 'lstm', D: 1, H: 2, K: 2, head: null },
  'i18-module-prefix.json': {
    cell: 'lstm',
    D: 3,
    H: 3,
    K: 4,
    head: 'fc.weight',
    said: ['rows of the embedding'],
  },
  'pytorch-tutorial-tagger.json': { cell: 'lstm', D: 6, H: 6, K: 3, head: 'hidden2tag.weight' },
  'i4-linear-before.json': {
    cell: 'gru',
    D: 2,
    H: 3,
    K: 1,
    head: 'out.weight',
    said: ['not used: inp.weight, inp.bias'],
  },
  'h1-layernorm.json': { cell: 'lstm', D: 1, H: 1, K: 1, head: 'fc.weight', said: ['not used: norm.weight'] },
  'i13-keras-get-weights.json': { cell: 'lstm', D: 2, H: 3, K: 3, head: null, said: ['layout of Keras'] },
  'i14-keras-named.json': {
    cell: 'lstm',
    D: 2,
    H: 3,
    K: 1,
    head: 'dense/kernel:0',
    said: ['layout of Keras'],
  },
  'tagger-2layers.json': null,
  'bilstm-tagger.json': null,
}
