/** How gradients decay. k is a lag: how many timesteps back. */
type Text = string

export default {
  title: 'How the gradient decays on its way back',
  intro:
    'Every model gets the same inputs, the same loss, and the same gradient of length 1 at its last hidden state. The curves say how much of it is left k timesteps earlier: always the full gradient, over all paths.',
  presets: {
    label: 'Ready comparisons',
    'open-gate': {
      name: 'What saves the gradient',
      says: 'Not the LSTM as such: at PyTorch’s default initialisation its gradient after 99 steps is about 10⁻²⁰, like a GRU’s and far below that of an orthogonal RNN (10⁻¹¹). What saves it is an open forget gate: with a bias of 2 some hundredths still arrive.',
    },
    default: {
      name: 'Default weights',
      says: 'At PyTorch’s default initialisation the gradients of LSTM and GRU vanish alike (about 10⁻²⁰ after 99 steps), far below those of an RNN with Xavier or orthogonal weights.',
    },
    'forget-bias': {
      name: 'Forget bias 0 … 5',
      says: 'The larger the forget bias, the further the gradient reaches: with 0 it loses about 40 % at every step, from about 3 on it hardly decays, and with 5 it grows along the paths through h.',
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
      says: 'With a gain of 5 the linear RNN leaves the range of float64: first Infinity, then ∞ − ∞ = NaN, each at the timestep named below the figure. With tanh the same weights stay finite.',
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
    trained: {
      name: 'Trained on one task',
      says: 'Three nets trained on the same task, store and ask: one LSTM unit learned to keep a number, an RNN with three units and a GRU with two had more training. Their own inputs are used, and their own weights.',
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
    keys: '← → move the crosshair, ↑ ↓ choose a curve, Enter or a click on a curve steps into that model at that frame.',
    bandOf: (draws: number): Text => `Line: median. Shaded: 10 % to 90 % of ${draws} random draws.`,
    oneDraw: 'One draw: no band.',
    thick: 'Thick: ∂L/∂C. Medium: ∂L/∂h. Thin: parts that are not the gradient.',
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
    both: 'h and C',
    h: 'h',
    C: 'C (h where there is none)',
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
    ofH: '‖∂L/∂h‖',
    ofC: '‖∂L/∂C‖',
    path: 'cell path alone',
    gates: 'product of f',
    stepIn: 'Step in',
    stepInTo: (model: string): Text => `Step into ${model} at this timestep`,
    beyond: 'shorter',
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
    drawn: 'random weights',
    given: 'experiments, with their own weights and inputs',
    current: 'the experiment that is open',
    remove: (name: string): Text => `Remove ${name}`,
    choose: (name: string): Text => `Look at ${name} and change it`,
    change: (digit: number): Text => `Model ${digit}`,
    own: (H: number, T: number): Text =>
      `Its own weights and inputs, H = ${H}, T = ${T}; its loss is replaced, so that a gradient of length 1 starts here too.`,
    cell: 'Cell',
    activation: 'Activation',
    activations: { tanh: 'tanh', relu: 'ReLU', linear: 'linear' },
    variant: 'Variant',
    variants: {
      vanilla: 'as usual',
      NFG: 'f = 1: no forget gate',
      NIG: 'i = 1: no input gate',
      NOG: 'o = 1: no output gate',
      NIAF: 'candidate without tanh',
      NOAF: 'h = o ⊙ C, without tanh',
      CIFG: 'f = 1 − i',
    },
    peephole: 'peepholes',
    scheme: 'Weights',
    schemes: {
      pytorch: 'PyTorch’s default',
      xavier: 'Xavier',
      orthogonal: 'orthogonal',
      identity: 'identity',
      normal: 'normal',
    },
    short: {
      pytorch: 'PyTorch',
      xavier: 'Xavier',
      orthogonal: 'orthogonal',
      identity: 'identity',
      normal: 'normal',
    },
    gain: 'gain of the recurrent weights',
    sd: 'standard deviation',
    bias: 'forget bias b_f',
    asDrawn: 'as drawn',
    peepholeName: 'peephole',
  },
  sliders: {
    title: 'For all models',
    hidden: 'units H',
    steps: 'timesteps T',
    scale: 'scale of the inputs',
    seed: 'seed',
    draws: 'draws',
  },
  take: 'Take along',
  link: 'The address of this page reproduces the figure.',
  caption: {
    setup: (H: number, D: number, T: number, scale: string, seed: number, draws: number): Text =>
      `H = ${H}, D = ${D}, T = ${T}, inputs N(0, ${scale}²), h and C start at 0, loss v·h(T) with a random unit vector v, seed ${seed}, ${draws} draws: median and 10–90 % band`,
    own: 'experiments (@) keep their own weights, inputs and length',
  },
  cannotSave: 'The picture could not be made.',
  opened: {
    whole: (model: string, k: number): Text =>
      `${model}: the stage is at lag ${k}, in the first draw of the comparison.`,
    shorter: (model: string, H: number, T: number, k: number): Text =>
      `The stage shows at most 64 units and 200 timesteps, so this is a smaller ${model} with H = ${H}, T = ${T}, at lag ${k}: its numbers differ from the curve.`,
  },
  wrong: (key: string, text: string, expected: string): Text =>
    `The link says ${key} = “${text}”; expected ${expected}. The usual value is used.`,
  wrongModel: (text: string): Text =>
    `The link names the model “${text}”, which does not exist; names are such as rnn-torch, rnn-relu-1.5-orthogonal, lstm-bf=2, gru-torch, @store-and-ask.`,
  tooMany: (most: number): Text => `The link names more than ${most} models: the first ${most} are shown.`,
}
