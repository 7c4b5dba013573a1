/** How gradients decay. k is a lag: how many timesteps back. */
import { schemes } from './models.ts'

type Text = string

export default {
  title: 'How the gradient decays on its way back',
  intro:
    'Every model gets the same inputs, the same loss, and the same gradient of length 1 at its last hidden state (with several layers, that of the top one). The curves say how much of it is left k timesteps earlier: always the full gradient, over all paths.',
  presets: {
    label: 'Ready comparisons',
    own: 'Your own comparison: the curves follow whatever you change.',
    'open-gate': {
      name: 'What saves the gradient',
      says: 'Not the LSTM as such: at PyTorch’s default initialisation its gradient after 99 steps is about 10⁻²⁰, like a GRU’s and far below that of an orthogonal RNN (10⁻¹¹). By default the bias of the forget gate is about 0, f ≈ ½, and a step leaves about 60 % of it (half of it along the cell path alone). What saves it is an open forget gate: with a bias of 2 some hundredths still arrive at C, some thousandths at h.',
    },
    default: {
      name: 'Default weights',
      says: 'At PyTorch’s default initialisation the gradients of LSTM and GRU vanish alike (about 10⁻²⁰ after 99 steps), far below those of an RNN with Xavier or orthogonal weights. Why: the bias of the forget gate is about 0, so f ≈ ½, and along the cell ½⁹⁹ ≈ 10⁻³⁰ is left; other paths add some, so it is a little more. Change that bias and see.',
    },
    'forget-bias': {
      name: 'Forget bias 0 … 5',
      says: 'The larger the forget bias, the further the gradient reaches: with 0 the full gradient, over all paths, loses about 40 % at every step, while what comes along the cell path alone is halved; from about 3 on it hardly decays, and with 5 it grows along the paths through h.',
    },
    identity: {
      name: 'Identity RNN',
      says: 'A ReLU RNN that starts with the identity as its recurrent matrix keeps much of its gradient, without any gate.',
    },
    exploding: {
      name: 'Exploding',
      says: 'The same weights, 1.5 times an orthogonal matrix: linear units grow by 1.5 at every step, ReLU units grow more slowly, and with tanh the gradient decays, because saturation wins.',
    },
    overflow: {
      name: 'To infinity and NaN',
      says: 'With a gain of 5 the linear RNN leaves the range of float64: first Infinity, then ∞ − ∞ = NaN, each at the timestep named below the figure. With tanh the same weights grow too, but far more slowly.',
    },
    saturating: {
      name: 'Saturating inputs',
      says: 'Inputs ten times as large saturate tanh and the gates: the slopes go to zero and the gradient of the RNNs vanishes within a few steps.',
    },
    'constant-error': {
      name: 'f = 1, full and truncated',
      says: 'With f = 1 the truncated gradient of 1997 (the cell path alone, thin) is exactly constant: the constant error carousel. The full gradient is not: it grows along the paths through h.',
    },
    clipping: {
      name: 'Clipping',
      says: 'Clipping shortens the weight gradient to the threshold and keeps its direction: it holds an explosion, and brings nothing back that has vanished. The curves stay what they are; the table at the end of the page shows both norms.',
    },
    today: {
      name: 'Cells of today',
      says: 'With random weights a gate is about ½, in new cells as in old ones: the gradient along the memory of LSTM, minGRU, sLSTM and mLSTM about halves at every step, and after 99 steps 10⁻²⁰ to 10⁻³⁰ is left. Retention multiplies by 0.9, the same number for every input, so it keeps 0.9⁹⁹ ≈ 3·10⁻⁵ of it. DeltaNet takes off only what stood at the key that is written, so it keeps nearly all.',
    },
    trained: {
      name: 'Trained on one task',
      says: 'Three nets trained on the same task, store and ask: one LSTM unit learned to keep a number, an RNN with three units and a GRU with two had more training. Their own inputs are used, and their own weights. The highest curve is not the best net: flat means that the gradient is kept, small that a gate is shut (the LSTM’s output gate is at 0.04 at the last timestep, yet what is in the cell stays the same all the way), and rising towards the past, as the RNN’s does, means growth.',
    },
  },
  figure: {
    label: 'Gradient norms against the lag',
    y: 'norm of the gradient',
    lag: 'lag k: timesteps back from the last',
    t: 'timestep t',
    near: '← the loss is here',
    far: 'long ago →',
    nearT: 'the loss is here →',
    farT: '← long ago',
    keys: '← → move the crosshair (with Shift by a tenth), ↑ ↓ choose a curve. Pointing shows the values at a lag, a click keeps it. Enter or a double click on a curve steps into that model at that frame.',
    bandOf: (draws: number): Text => `Line: median. Shaded: 10 % to 90 % of ${draws} random draws.`,
    oneDraw: 'One draw: no band.',
    thick: 'Thick: gradients of memories such as C. Medium: ∂L/∂h. Thin: parts that are not the gradient.',
    progress: (done: number, all: number): Text => `${done} of ${all} draws`,
    said: (k: number, t: number, values: string): Text => `lag ${k}, timestep ${t}: ${values}`,
    notComputed: (count: number): Text =>
      `${count} draws could not be computed; the bands are those of the others.`,
  },
  axis: {
    label: 'Axis',
    log: 'log',
    linear: 'linear',
    against: 'against',
    lag: 'lag',
    t: 't',
    state: 'Show',
    all: 'all states',
    layer: 'Layer',
    top: 'the top one',
    ofLayer: (k: number): Text => `layer ${k}`,
    or: (state: string): Text => `${state} (h where there is none)`,
  },
  extra: {
    label: 'Also, thinner',
    path: 'cell path alone',
    pathHint:
      'one path of the gradient, not the gradient: what the truncated gradient of 1997 leaves. In a GRU: the path that keeps h.',
    gates: 'product of forget gates',
    gatesHint: 'not the gradient, nor one of its paths: the output gate and tanh C are left out.',
    pathShort: 'path',
    gatesShort: 'Π f',
  },
  readout: {
    title: (k: number, t: number): Text => `At lag k = ${k} (t = ${t})`,
    caption: 'median, and 10 % to 90 % of the draws',
    model: 'model',
    of: (state: string): Text => `‖∂L/∂${state}‖`,
    path: 'cell path alone',
    gates: 'product of f',
    stepIn: 'Step in',
    stepInTo: (model: string): Text => `Step into ${model} at this timestep`,
    beyond: (steps: number): Text => `none: T = ${steps}`,
    to: 'to',
  },
  limits: {
    title: 'Where numbers end (first draw)',
    overflow: (symbol: string, t: number): Text => `${symbol} is infinite at t = ${t}`,
    nan: (symbol: string, t: number): Text => `${symbol} is not a number (NaN) at t = ${t}`,
    underflow: (symbol: string, t: number): Text =>
      `${symbol} underflows at t = ${t}: below 2.2 × 10⁻³⁰⁸ digits are lost, and then it is 0`,
    zero: (symbol: string, t: number): Text => `${symbol} is exactly 0 at t = ${t}: no path leads there`,
    forward: 'forward',
    backward: 'backward',
  },
  models: {
    title: 'Models',
    add: 'Add a model …',
    train: 'Train these nets',
    trainAbout: 'Watch how far back they learn: the nets that are drawn, up to four, on a task',
    drawn: 'random weights',
    given: 'experiments, with their own weights and inputs',
    current: 'the experiment that is open',
    remove: (name: string): Text => `Remove ${name}`,
    choose: (name: string): Text => `Look at ${name} and change it`,
    change: (digit: number): Text => `Model ${digit}`,
    own: (H: number, T: number): Text =>
      `Its own weights and inputs, H = ${H}, T = ${T}; its loss is replaced, so that a gradient of length 1 starts here too. Its draws differ in the direction of that gradient alone.`,
    layersOf: (count: number, cell: string): Text => `${count}-layer ${cell}`,
    library: 'cells of today, random weights',
    kept: 'your own cells, random weights',
    bias: (name: string): Text => `forget bias ${name}`,
    scheme: 'Weights',
    schemes,
    short: { ...schemes, pytorch: 'PyTorch' },
    gain: 'gain of the recurrent weights',
    sd: 'standard deviation',
    asDrawn: 'as drawn',
  },
  sliders: {
    given: 'It changes nothing here: these models are experiments with sizes and inputs of their own.',
    linear: 'It changes nothing here: the gradient of a linear RNN does not depend on its inputs.',
    title: 'For all models',
    hidden: 'units H',
    steps: 'timesteps T',
    scale: 'scale of the inputs',
    seed: 'seed',
    draws: 'draws',
  },
  step: {
    title: (t: number, before: number): Text => `What one step does: from t = ${t} back to t = ${before}`,
    which: 'Model',
    intro: (k: number): Text =>
      `The Jacobian of the state: rows are the state of this step, columns the state before. One step back multiplies the gradient from the left with the transpose of this matrix; the gradient at lag ${k} is that of the last step, multiplied by ${k === 1 ? 'this transpose' : `these ${k} transposes, one after the other`}. First draw.`,
    layers:
      'With several layers the states of all stand in a row, so this is one step along time: where an upper row meets a lower column, it comes down through the layers as well. What a layer passes down within the timestep alone stands below, in numbers.',
    up: (t: number): Text => `Down through the layers, within t = ${t}`,
    computing: 'Computing the Jacobian …',
    tooLarge: (numbers: number, most: number): Text =>
      `The states of this model have ${numbers} numbers together, so that its Jacobian would have ${numbers} × ${numbers}. It is computed up to ${most}: take fewer units.`,
    one: 'this step',
    all: (k: number): Text =>
      k === 1 ? 'the product so far: this step alone' : `the product of all ${k} steps down to here`,
    product: 'the product',
    map: (rows: number, what: string): Text =>
      `Heat map, ${rows} × ${rows}: ${what}. Arrow keys move over it.`,
    rowsAre: (t: number, before: number): Text => `rows: the state at t = ${t}; columns: at t = ${before}`,
    scale: 'full colour:',
    singular: 'Singular values',
    singularHint: 'below 10⁻¹⁵ of the largest: rounding of float64',
    singularName: 'singular value',
    singularIndex: 'number, by size',
    eigen: 'Eigenvalues of this step',
    eigenHint: 'the circle has radius 1',
    facts: 'In numbers',
    largest: 'largest singular value: the most that a gradient can grow',
    smallest: 'smallest singular value',
    radius: 'spectral radius: largest modulus of an eigenvalue',
    matrix: 'matrix',
    recurrent: 'the recurrent weights alone',
    factors: 'Factors of each unit at this step',
    factor: {
      carry: (state: string): Text => `kept along ${state}, all else held`,
      output: (state: string): Text => `from h to ${state}, all else held`,
    },
    factorColumns: { low: 'least', middle: 'median', high: 'most' },
    noFactors:
      'No state of this cell is kept unit by unit: a step mixes all units, in an RNN by diag(f′) times the matrix of recurrent weights.',
    blocks: 'Blocks',
    block: (of: string, by: string, diagonal: boolean): Text =>
      `${of} of the step by ${by} before${diagonal ? ': only the diagonal, each unit by itself' : ''}`,
    size: 'largest singular value of the block',
  },
  shares: {
    title: 'Where the weight gradient comes from',
    intro:
      'Every timestep adds its part to ∂L/∂W. “Vanishing” does not mean that ∂L/∂W is zero: it means that the near timesteps make it up, dark at the left, and the far ones, light at the right, hardly count.',
    label: 'Shares of the weight gradient by lag',
    parts: 'parts by lag k:',
    half: 'half of it within',
    most: '99 % within',
    lags: (count: number): Text => (count === 1 ? '1 timestep' : `${count} timesteps`),
    norm: '‖∂L/∂W‖, all weights',
    clip: 'clip to norm',
    after: 'after clipping',
    factor: 'factor',
    threshold: 'threshold',
    note: 'Share: the size of what each timestep adds to ∂L/∂W, out of the sum of these sizes, first draw, all weights of the cell.',
    notFinite: 'not finite',
    computing: 'Computing the contributions …',
  },
  pair: {
    title: 'Two models side by side',
    intro:
      'The same inputs go in and the same gradient comes back: step both with the same keys, timestep by timestep, and see what each does with it. First draw, at most 64 units and 200 timesteps.',
    open: 'Step two models side by side',
    close: 'Close',
    back: '← back',
    on: 'on →',
    forward: (t: number, T: number): Text => `forward, t = ${t} of ${T}`,
    backward: (lag: number, t: number): Text => `backward, lag k = ${lag} (t = ${t})`,
    keys: 'While this is open → and ← step both models, Home and End go to the first and the last step.',
    which: (n: number): Text => `Model in column ${n}`,
    nothing: 'This model has no such timestep.',
    equations: (t: number): Text => `Equations at t = ${t}`,
    norm: 'norm',
    thisStep: 'in this step',
    sizes: (name: string, T: number): Text => `Norms of ${name} at each of the ${T} timesteps so far`,
    log: 'Bars: norms, on one logarithmic scale for both.',
    linear: 'Bars: norms, on one scale for both.',
    model: (n: number, name: string): Text => `Model ${n}: ${name}. First draw.`,
    numbers: 'first numbers',
  },
  caption: {
    setup: (H: number, D: number, T: number, scale: string, seed: number, draws: number): Text =>
      `H = ${H}, D = ${D}, T = ${T}, inputs N(0, ${scale}²), h and C start at 0, loss v·h(T) with a random unit vector v, seed ${seed}, ${draws} draws: median and 10–90 % band`,
    topLayer: 'of several layers: the gradients of the top one',
    layer: (k: number): Text =>
      `of several layers: the gradients of layer ${k}, or of the top one where there are fewer`,
    own: 'experiments (@) keep their own weights, inputs and length',
  },
  opened: {
    whole: (model: string, k: number): Text =>
      `${model}: the Step view is at lag ${k}, in the first draw of the comparison.`,
    shorter: (model: string, H: number, T: number, k: number): Text =>
      `The Step view shows at most 64 units and 200 timesteps, so this is a smaller ${model} with H = ${H}, T = ${T}, at lag ${k}: its numbers differ from the curve.`,
  },
}
