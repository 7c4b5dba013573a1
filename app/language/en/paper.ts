/** Experiment 6a of Hochreiter & Schmidhuber 1997. Numbers come in as they are to be read. */
type Text = string

export default {
  title: 'A table of 1997, trained here',
  lead: 'Hochreiter & Schmidhuber, “Long Short-Term Memory” (1997), experiment 6a: tell in which order two symbols came, long after they came. Your browser trains their network from scratch, and an RNN beside it; what it finds stands next to the row that the paper printed.',
  task: 'The task',
  taskText:
    'A sequence has 100 to 110 symbols, one a timestep, each a one-hot input. It starts with E and ends with B. Between them stand distractors a, b, c, d at random, and twice an X or a Y: at a timestep from 10 to 20, and at one from 50 to 60. When B comes, the net must say which of four classes it was. So it has to keep the first of the two symbols for 80 to 100 timesteps, and nobody tells it which symbols count. It is right if each of its four outputs is less than 0.3 from its target: 1 for the class, 0 elsewhere.',
  example: 'An example',
  another: 'Another example',
  exampleLabel: (T: string, t1: string, first: string, t2: string, second: string, name: string): Text =>
    `A sequence of ${T} symbols: E at timestep 1, ${first} at timestep ${t1}, ${second} at timestep ${t2}, B at timestep ${T}, distractors elsewhere. Class ${name}.`,
  exampleText: (first: string, t1: string, second: string, t2: string, T: string): Text =>
    `${first} at timestep ${t1}, ${second} at timestep ${t2}; asked at timestep ${T}. The class:`,
  firstTimestep: 'The first timestep of each ten stands above it.',
  train: 'Train',
  network: 'Network',
  networks: { both: 'LSTM and RNN', lstm: 'LSTM', rnn: 'RNN' },
  truncation: 'Gradient of the LSTM',
  truncations: { truncated: 'truncated, as in the paper', full: 'full', both: 'both' },
  truncationHints: {
    truncated: 'Truncated: an error never leaves a cell through a gate.',
    full: 'Full: backpropagation through time, through every connection.',
    both: 'Truncated: an error never leaves a cell through a gate. Full: backpropagation through time, through every connection.',
  },
  rnnHint: 'The RNN has the full gradient always.',
  seeds: 'Seeds',
  seedsHint: (most: number): Text => `whole numbers, as 1-5 or 1, 3, 7; at most ${most}`,
  seedsInvalid: (most: number): Text =>
    `Expected whole numbers from 0 to 4294967295, as 1-5 or 1, 3, 7, and at most ${most} of them.`,
  start: (n: number): Text => (n === 1 ? 'Train 1 network' : `Train ${n} networks`),
  nothingLeft: 'All of these are trained',
  queued: 'All of these are in the queue',
  pause: 'Pause',
  goOn: 'Continue',
  cancel: 'Cancel',
  idle: 'Nothing is being trained. A network takes about 5 to 30 seconds; two are trained at a time, in the background, also while you look at other views.',
  busy: (training: number, waiting: number): Text => `In training: ${training}. Waiting: ${waiting}.`,
  paused: (training: number, waiting: number): Text =>
    `Paused. Begun: ${training}. Waiting: ${waiting}. Nothing is lost.`,
  finished: 'Training is over. The results stay here until the page is closed or reloaded.',
  failed: (name: string, seed: number, detail: string): Text =>
    `The worker that trained ${name} from seed ${seed} broke off${detail === '' ? '' : ` (${detail})`}. The other results are kept; the button “Train” begins this one anew.`,
  kinds: {
    truncated: 'LSTM of 1997, truncated gradient',
    full: 'LSTM of 1997, full gradient',
    rnn: 'RNN, BPTT',
  },
  curves: 'While it learns',
  error: 'Average error of the last 2,000 sequences',
  errorLabel: (what: string): Text => `Average error against the number of sequences. ${what}`,
  share: 'Share of wrong among the last 2,000 sequences',
  shareLabel: (what: string): Text => `Share of wrong against the number of sequences. ${what}`,
  curveLabel: (name: string, seed: number, sequences: string, value: string): Text =>
    `${name}, seed ${seed}: ${value} after ${sequences} sequences.`,
  noCurve: 'No curve yet.',
  sequencesAxis: 'sequences trained on',
  mustReach: 'must fall below 0.1',
  mustBeNone: 'and none wrong',
  paperMark: (n: string): Text => `paper: ${n}`,
  ends: 'The number at the end of a curve is its seed; a dot is the end of one that has solved the task, a cross of one that has not.',
  table: 'The paper’s row, and ours',
  tableLabel: 'The row of the paper and the results of each seed',
  columns: {
    seed: 'seed',
    sequences: 'sequences until solved',
    error: 'average error',
    wrong: (tested: string): Text => `wrong of ${tested} fresh`,
    state: '',
  },
  paperRow: 'Hochreiter & Schmidhuber 1997, table 8: LSTM, truncated gradient',
  weights: (n: string): Text => `${n} weights`,
  meanOfTrials: (n: number): Text => `mean of ${n} trials`,
  below: (bound: string): Text => `below ${bound}`,
  states: {
    none: 'not trained yet',
    waiting: 'waiting',
    training: 'in training',
    paused: 'paused',
    solved: 'solved',
    unsolved: 'not solved',
    cancelled: 'cancelled',
    failed: 'broke off',
  },
  marks: { solved: '✓', unsolved: '✗', cancelled: '–', failed: '!' },
  seconds: (n: string): Text => `${n} s`,
  mean: (n: number): Text => (n === 1 ? '1 seed' : `mean of ${n} seeds`),
  interval: (low: string, high: string): Text => `95 % interval of the mean: ${low} to ${high}`,
  oneSeed: 'one seed has no interval',
  solvedOf: (solved: number, over: number): Text => `${solved} of ${over} solved; the mean counts those`,
  noneSolved: (over: number, most: string): Text => `0 of ${over} solved within ${most} sequences`,
  inside: (mean: string, n: number, paper: string): Text =>
    `With the truncated gradient our mean of ${n} seeds is ${mean}; the paper’s ${paper} lies inside the 95 % interval.`,
  outside: (mean: string, n: number, paper: string): Text =>
    `With the truncated gradient our mean of ${n} seeds is ${mean}; the paper’s ${paper} lies outside the 95 % interval.`,
  rnnFails:
    'The RNN stays where guessing is: each of its outputs settles near ¼, the share of its class, so the error stays near 4 · ¼ · ¾ = ¾ and no output ever comes within 0.3 of 1.',
  intervalHint:
    'The interval is Student’s, from the seeds shown; the paper prints no spread for its 20 trials. Seeds that were cancelled or did not solve the task do not count in the mean.',
  tableCsv: 'Table as CSV',
  curvesCsv: 'Curves as CSV',
  net: 'The network',
  netText:
    'Two memory blocks of two cells. The cells of a block share an input gate and an output gate; there is no forget gate: a cell adds to what it holds and passes an error on unchanged, with the factor 1. Every one of the 8 units (4 cells, 2 input gates, 2 output gates) reads 17 sources: the 8 inputs, the 8 units one timestep before, and a bias. Each of the 4 outputs reads the 4 cells and a bias at the last timestep.',
  netSum: '8 units × 17 sources + 4 outputs × 5 sources = 156 weights',
  blockLabel:
    'One memory block: an input gate multiplies what enters each of two cells, each cell hands its state to itself with the factor 1, and an output gate multiplies what leaves them. Each unit has 17 weights.',
  inputGate: 'input gate',
  outputGate: 'output gate',
  cell: (n: number): Text => `cell ${n}`,
  toOutputs: 'to the outputs',
  andBack: 'and back',
  mapLabel: 'Where the 156 weights stand: a row a unit, a column a source',
  mapHint:
    'Each square is a weight: a row a unit, a column a source. All start at random in ±0.1, except the biases of the two input gates: −2 and −4, so that the blocks begin almost closed and open one after the other.',
  mapOutputs: 'outputs',
  mapUnits: 'units',
  groups: { inputs: 'inputs at t', units: 'units at t − 1', bias: 'bias' },
  sources: { cell: 'c', inputGate: 'in', outputGate: 'out', bias: '1' },
  deviations: 'What deviates from the paper',
  deviationList: [
    'Weights and sequences come from our own seeded random numbers, so each seed is a new trial, not one of the paper’s 20.',
    'The paper gives the mean of 20 trials; here stand single seeds and the mean of those that you train.',
    'The paper does not define the “average training error” of its stopping rule; here it is the mean, over the last 2,000 sequences, of the squared error summed over the four outputs.',
    'The copy of the paper that we read has lost its minus signs; the initial biases of the input gates are read as −2 and −4, as the sentence around them demands.',
    'How the units are connected is read from the printed number of weights: 8 units × 17 sources + 4 outputs × 5 = 156.',
    'A network that has not solved the task after 100,000 sequences is given up and told as not solved.',
    'The full gradient is our addition: the paper trains with the truncated gradient alone.',
    'The RNN is our addition, not a row of the paper: 8 tanh units, 172 weights, the same initial range, learning rate and sequences, trained by full BPTT.',
  ],
  same: 'As in the paper: the sequences, learning rate 0.5, one update a sequence, both rules to stop (average error below 0.1 and the last 2,000 sequences all right), 2,560 fresh sequences for the test and what counts as right. Those of the test are the same for every network of a seed, and are never trained on.',
  wrong: (name: string, value: string, expected: string, usual: string): Text =>
    `The link says ${name} = “${value}”; expected one of ${expected}. This is ${usual}.`,
  wrongSeeds: (value: string, most: number, usual: string): Text =>
    `The link says seeds = “${value}”; expected at most ${most} whole numbers, as 1-5 or 1,3,7. These are ${usual}.`,
  wrongExample: (value: string): Text =>
    `The link asks for the example “${value}”; expected a whole number of at most nine digits. This is the first one.`,
}
