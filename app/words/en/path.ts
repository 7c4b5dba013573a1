/** From a feed-forward net to an LSTM. [[C-1]] is the symbol C at t − 1. */
export default {
  title: 'From a feed-forward net to an LSTM',
  intro:
    'A value comes with “store”. When asked, say the value that was stored last; say 0 otherwise. Six nets of one unit try it: each changes one or two equations of the one before, all are trained alike.',
  path: 'The steps',
  previous: 'Back',
  next: 'Next',
  error: 'error when asked',
  equations: 'What is computed at each timestep',
  isNew: 'new',
  isChanged: 'changed',
  before: 'before:',
  why: 'Why this change',
  sees: 'What it brings',
  figure: 'The same ten timesteps',
  rows: {
    input: 'value',
    target: 'wanted',
    answer: 'answer',
    value: 'gradient of the answer at t = 10: at each value',
    state: 'the same gradient at [[state]]',
    none: 'Nothing is carried from timestep to timestep.',
  },
  marks: { store: 'store', ask: 'ask' },
  open: 'Open it on the stage',
  openLstm: 'Go on: “Store and ask”, the cell LSTM itself',
  loss: 'Loss on these ten timesteps:',
  measured: (asked: string, nothing: string): string =>
    `Over 4,000 fresh sequences: mean squared error ${asked} when asked (always saying 0: ${nothing}).`,
  trained:
    'Trained with PyTorch on sequences drawn at random: for each net sixteen starts, the same batches, and of the sixteen the one with the smallest error.',
  steps: {
    ann: {
      name: 'ANN',
      title: 'A feed-forward net',
      why: 'Each timestep is a net by itself: [[g]] is computed from [[x]] alone, and [[h]] goes to the head. When it is asked at t = 10, the stored value is no longer among its inputs.',
      sees: 'It says about 0, the mean, whenever it is asked. The gradient of the last answer is exactly 0 at every earlier value: what has no way to the answer cannot be learned.',
    },
    rnn: {
      name: '+ loop',
      title: 'A loop: the RNN',
      why: 'One term is new: what the net said at t − 1 comes back as an input. Now there is a way from the stored value to the answer, through every timestep between them.',
      sees: 'At each timestep the state is computed anew, and the gradient is multiplied by [[U_g]] and the slope of tanh. A few timesteps back nothing is left of it, and the stored value is overwritten by what comes in. More units help an RNN to keep a value for longer, but the factor of every timestep remains.',
    },
    sum: {
      name: '+ sum',
      title: 'Add in place of overwriting',
      why: 'A second state, [[C]], is not computed anew: [[g]] is added to it. From [[C-1]] to [[C]] the sum has the slope 1, so along it the gradient does not shrink.',
      sees: 'But everything is added, the noise between “store” and “ask” as well, until tanh is flat and lets no gradient in. The answers are no better: to keep is not enough, something has to say what is let in.',
    },
    input: {
      name: '+ input gate',
      title: 'A gate for what is written',
      why: '[[i]] is a number between 0 and 1 that the net computes itself: the share of [[g]] that is written. It opens at “store” and is nearly shut at the noise.',
      sees: 'Now [[C]] holds what was stored, and the gradient comes back to it over all timesteps between. Two faults are left: the net says what it holds even when nobody asks, and at t = 10 the first stored value still has a say, since nothing that was added is ever taken away.',
    },
    output: {
      name: '+ output gate',
      title: 'A gate for what is said',
      why: '[[o]] is the share of the cell that is said: small until the net is asked. What is held and what is said are two things now. These are the gates of 1997.',
      sees: 'Between the questions the answers are near 0. One fault is left: at t = 10 the answer is a mixture of both stored values, and the gradient at both of them says so.',
    },
    lstm: {
      name: '+ forget gate',
      title: 'A gate for what is kept: the LSTM',
      why: '[[f]] is the share of [[C-1]] that is kept. It shuts when a new value is stored, so that the old one goes. With it, these are the equations of the LSTM (forget gate: Gers, Schmidhuber & Cummins 2000).',
      sees: 'The last answer depends on the value stored last and on hardly anything else. At [[C]] the gradient is carried back from t = 10 to t = 6 almost unchanged and ends there: where the gate shuts, the way back is shut too, and rightly so, since the old value does not matter any more.',
    },
  },
}
