/**
 * The gallery of slips. For each: a question that does not tell the answer, and one sentence why the line is wrong.
 * [[C]] is the symbol C, written in the notation chosen.
 */
type Text = string

export default {
  title: 'Where formulas go wrong',
  intro:
    'Wrong lines that are met in books, blogs and code. Decide first which line is wrong; then the page evaluates both and lets a central difference judge.',
  list: 'The slips',
  filter: 'Kind',
  all: (n: number): Text => `all ${n}`,
  kinds: {
    path: 'paths',
    slope: 'slopes',
    time: 'timesteps',
    copy: 'copies',
    loss: 'the loss',
  },
  kindHints: {
    path: 'A way to the loss is left out, counted twice, or averaged.',
    slope: 'σ′ or tanh′ is missing, doubled, or written in the wrong value.',
    time: 'A factor is of the wrong timestep, or a timestep is missing.',
    copy: 'A symbol comes from the neighbouring line, or from another cell.',
    loss: 'What stands before y − target.',
  },
  score: (right: number, tried: number): Text => `${right} of ${tried} found`,
  marks: { found: 'found', missed: 'missed', shown: 'answer shown' },
  which: 'Which line is wrong?',
  forward: 'The forward pass',
  crossEntropy:
    'This loss is the cross-entropy, in other texts −log p[target], or −Σ y log ŷ with y the one-hot label and ŷ the predicted probability: the three are the same.',
  isWrong: (letter: string): Text => `Line ${letter} is wrong`,
  line: (letter: string): Text => `Line ${letter}`,
  skip: 'Show the answer',
  again: 'Ask me again',
  found: (letter: string): Text => `Yes: line ${letter} is wrong.`,
  missed: (letter: string): Text => `No: the wrong one is line ${letter}.`,
  shown: (letter: string): Text => `Line ${letter} is wrong.`,
  printed: 'as often printed',
  right: 'right',
  why: 'Why?',
  on: 'Evaluated on',
  current: 'your experiment',
  matching: 'your sizes and data, with the cell of the slip',
  own: 'the slip’s own experiment',
  facts: {
    current: (title: string): Text => `Your experiment: ${title}.`,
    matching: (title: string, cell: string, seed: number): Text =>
      `The sizes, data and fitting weights of “${title}”, on a matching cell (${cell}; new weights from seed ${seed}).`,
    own: (cell: string, H: number, T: number, seed: number): Text =>
      `The slip’s own small experiment: ${cell}, ${H} units, ${T} timesteps, seed ${seed}.`,
  },
  tooShort: (t: number): Text =>
    `Your experiment has too few timesteps: this number is at timestep ${t}. So it is shown on the slip’s own experiment.`,
  element: (index: string): Text => `element [${index}]`,
  behind:
    'A wrong line is felt in every gradient that is computed from it; they are compared where it arrives, in a number that a central difference can measure.',
  numbers: 'The numbers',
  columns: {
    line: 'line',
    value: 'value',
    error: 'relative error',
    cosine: 'cosine',
  },
  noCosine: 'no cosine: one of the two gradients is zero and has no direction',
  judge: 'central difference',
  whole: (shape: string): Text =>
    `Relative error and cosine compare the whole gradient (${shape} numbers) with the right one: ‖wrong − right‖ / ‖right‖, and the cosine of the angle between the two.`,
  verdicts: {
    shows: (percent: string): Text =>
      `The central difference agrees with the right line. The printed one is off by ${percent} of the whole gradient.`,
    trains: (percent: string): Text =>
      `The central difference agrees with the right line. The printed one is off by ${percent}, yet it points nearly the same way: a net often still learns with it, which is why the slip goes unnoticed.`,
    elsewhere: (percent: string): Text =>
      `In this one element both lines agree here; over the whole gradient the printed line is off by ${percent}.`,
    hidden:
      'Here both lines give the same numbers: the slip does not show on this experiment. Choose the slip’s own.',
    zero: 'Here the right gradient is zero in every element, so there is no relative error. Choose the slip’s own experiment.',
    unsettled:
      'The central difference cannot tell here: the gradient is too small, or not finite. Choose the slip’s own experiment.',
  },
  stage: 'Show it in the Step view',
  stageHint: 'opens the step that computes this gradient rightly',
  ownTitle: (title: string): Text => `Slip: ${title}`,
  judging: 'Judging …',
  next: 'Next',
  slips: {
    'hidden-path-dropped': {
      title: 'Who sends to the hidden state?',
      why: '[[h]] also goes into the gates of the next timestep, and what they send back is missing.',
    },
    'later-cell-dropped': {
      title: 'From the output back to the forget gate',
      why: '[[f]] acts through [[C]], which lives on in the next cell state: the total [[d:C]] belongs here, not only what comes through this [[h]].',
    },
    'carry-dropped': {
      title: 'One term at the cell, or two?',
      why: 'Two arrows leave [[C]], one to [[h]] and one to the next cell state, so two gradients come back; the second is no trick against vanishing.',
    },
    'fork-averaged': {
      title: 'Two gradients meet: now what?',
      why: 'What comes back along several arrows is added, not averaged, because moving [[C]] moves everything behind it at once.',
    },
    'cell-jacobian-only-f': {
      title: 'From one cell state to the next',
      why: '[[f]] is the derivative only while [[h]] is held fixed; the next cell state also depends on this [[C]] through [[h]] and all the gates.',
    },
    'one-step-totals-multiplied': {
      title: 'Multiply the one-step derivatives?',
      why: 'Each one-step total derivative of the cell state is right, but their product only follows ways that are on [[C]] at every timestep, and loses the one from [[h]] through the next [[o]] to the next [[h]].',
    },
    'hidden-for-cell-error': {
      title: 'The error of the candidate',
      why: '[[g]] is written into [[C]], so the gradient that counts is the one that arrives there, [[d:C]], and not [[d:h]].',
    },
    'peephole-paths-dropped': {
      title: 'Peepholes: what arrives at the cell?',
      why: 'With peepholes three gates read [[C]] directly, so five terms meet here and not two.',
    },
    'update-gate-path-dropped': {
      title: 'GRU: who sends to the hidden state?',
      why: '[[z]] was computed from the old [[h]] as well, and the term that comes back through its weights is missing.',
    },
    'coupled-gate-counted-once': {
      title: 'Coupled gates: f = 1 − i',
      why: 'The input gate acts twice here, since it writes and, as [[f]] = 1 − [[i]], also erases; the second effect is missing.',
    },
    'tanh-forgotten': {
      title: 'Between the cell and the hidden state',
      why: '[[h]] is [[o]] ⊙ tanh [[C]]: without the tanh, the factor at [[o]] and the slope at [[C]] are both wrong.',
    },
    'slope-in-cell-derivative': {
      title: 'From the cell to the forget gate',
      why: 'The derivative of [[C]] by the gate [[f]] is the old cell state and nothing else; σ′ stands between [[f]] and its pre-activation [[a_f]], comes in the next line, and would count twice.',
    },
    'slope-twice-and-path-dropped': {
      title: 'The forget gate in one line',
      why: 'Two slips at once: σ′ comes in the next line and would count twice, and the way along the cell is left out.',
    },
    'slope-forgotten': {
      title: 'From the gate to its pre-activation',
      why: 'σ stands between the gate and its pre-activation, so its slope [[f]] ⊙ (1 − [[f]]) is a factor.',
    },
    'slope-of-gate-value': {
      title: 'The slope of σ, written in the gate',
      why: 'Written in the gate’s own value, σ′ is [[f]] ⊙ (1 − [[f]]); here σ is applied once more to what already is a σ.',
    },
    'tanh-slope-of-preactivation': {
      title: 'The slope of tanh',
      why: 'tanh′(a) is 1 − tanh²(a), so the square is that of the output [[g]] and not that of the pre-activation [[a_g]].',
    },
    'tanh-applied-twice': {
      title: 'The slope at the candidate',
      why: '[[g]] already is a tanh, so the slope is 1 − [[g]]², and another tanh is one too many.',
    },
    'slope-on-wrong-side': {
      title: 'RNN: matrix and slope, in which order?',
      why: 'The way back goes through the squashing first and through the matrix [[U]] after it, so the slope multiplies before the transposed matrix does.',
    },
    'sum-over-time-dropped': {
      title: 'How many timesteps count?',
      why: 'The same weight works at every timestep, so what every timestep adds is summed, and the last one alone is only a part.',
    },
    'forget-gate-of-now': {
      title: 'Whose forget gate?',
      why: 'Between this cell state and the next one stands the forget gate of the next timestep.',
    },
    'candidate-of-step-before': {
      title: 'Whose candidate?',
      why: '[[i]] multiplies the candidate of its own timestep; only [[f]] meets something of the step before.',
    },
    'output-peephole-old-cell': {
      title: 'Which cell state does the output gate see?',
      why: 'The output gate looks at the new cell state, so that is the other factor.',
    },
    'state-of-now': {
      title: 'RNN: the other factor of the outer product',
      why: '[[U]] multiplied the hidden state of the step before, so that is the other factor.',
    },
    'bias-of-other-gate': {
      title: 'The gradient of a bias',
      why: '[[b_i]] was added to [[a_i]] and to nothing else, so its gradient is that of its own pre-activation.',
    },
    'peephole-of-other-gate': {
      title: 'The gradient of a peephole',
      why: '[[peephole_f]] feeds [[a_f]], so the gradient that counts is that of the forget gate’s pre-activation.',
    },
    'transpose-forgotten': {
      title: 'Back through a matrix',
      why: 'Forward the matrix multiplies, backward its transpose does; it is square here, so the shapes fit either way and nothing complains.',
    },
    'reset-gate-of-other-gru': {
      title: 'GRU: the reset gate',
      why: 'Here [[r]] multiplies what comes out of the matrix, as in PyTorch, and not [[h]] itself, as in the paper.',
    },
    'update-gate-of-other-gru': {
      title: 'GRU: the update gate',
      why: 'Here [[z]] keeps the old state, as in PyTorch, and in the other convention it writes the new one; mixing them exchanges the factors and turns the sign.',
    },
    'two-dropped': {
      title: 'The slope of a square',
      why: 'The derivative of a square has the factor 2, and only a loss with ½ in front loses it.',
    },
    'mean-over-time-forgotten': {
      title: 'The loss is a mean over time',
      why: 'Each timestep has the weight [[w]], which is one over their number, so without it the gradient is too large by exactly that number.',
    },
  },
}
