/**
 * The questions of interviews and exams, each with an honest answer of two sentences. [[C-1]] is the symbol C at t − 1, in the
 * notation chosen.
 */
export default {
  title: 'The interviewer’s questions',
  intro: 'Answer for yourself first, then open the card. Each has a scene that shows it with numbers.',
  show: 'Show it',
  count: {
    caption: 'Counted on your experiment',
    cell: 'cell',
    head: 'head',
    together: 'together',
    more: {
      own: 'The last part is the peepholes.',
      apart: 'The last part is the bias of the candidate that the reset gate multiplies.',
    },
    pytorch: 'as PyTorch stores it, with two biases',
  },
  library: {
    title: 'Questions about today’s cells',
    intro:
      'Each cell is a small change to one before it, and has an experiment of its own that shows what it is for.',
  },
  questions: {
    vanishing: {
      question: 'How does an LSTM ease vanishing gradients?',
      answer:
        'Along the cell state the gradient is multiplied by nothing but the forget gates, so where they stay near 1 it keeps its size, and a net can learn to hold them open. That is one route among several and no guarantee: with closed gates, or where tanh is flat, gradients vanish in an LSTM too.',
      scene: 'The gradient travels home along open forget gates.',
    },
    squashing: {
      question: 'Why σ here and tanh there?',
      answer:
        'A gate says how much, a share between 0 and 1, and that is what σ gives. The candidate [[g]] and what is said of the cell are content, which must be able to add and to take away, so they pass through tanh, between −1 and 1.',
      scene: 'Two gates and a candidate meet in the new cell state.',
    },
    parameters: {
      question: 'How many parameters does it have?',
      answer:
        'Each gate and the candidate have a matrix for the input (H · D numbers), one for the hidden state (H · H) and a bias (H): four such blocks in an LSTM, three in a GRU, one in an RNN. The number of timesteps does not matter, since all of them share the same weights.',
      scene: 'The matrices of the first gate, with their shapes.',
    },
    gru: {
      question: 'LSTM or GRU: what is the difference?',
      answer:
        'A GRU has one state in place of two, and its update gate does the work of the input and the forget gate together: what is not kept is written. That saves a quarter of the weights at the same size; which of the two learns a task better cannot be told in advance.',
      scene: 'The new state of a GRU is a mixture of the old one and the candidate.',
    },
    forgetBias: {
      question: 'What does the bias of the forget gate do?',
      answer:
        'A positive [[b_f]] opens the forget gate before anything is learned, so that the cell keeps what it holds and gradients travel far from the start. At 0, with everything else small, the gate is about one half, and the gradient along the cell path alone is halved at every timestep; the full gradient, over all paths, falls a little more slowly, by about 40 % a step in the example of the Compare view.',
      scene: 'Click the bias, drag it, and see how the gate and all gradients follow.',
    },
    keep: {
      question: 'Does f = 1 mean: forget everything?',
      answer:
        'No: [[f]] is the share of the old cell state that is kept, so 1 keeps all of it and 0 erases it. The gate is named for what it can do, not for what a 1 means.',
      scene: 'The forget gate is near 1, and the cell keeps its value.',
    },
    twoBiases: {
      question: 'Why does PyTorch have two biases?',
      answer:
        'Mathematically one would do: the two are added before anything else happens, except in the candidate of PyTorch’s GRU, where the reset gate multiplies one of them. Apart from that pair, both get the same gradient and both are updated, so their sum moves by twice the learning rate times the gradient.',
      scene: 'The update of a bias, in PyTorch’s notation.',
    },
    states: {
      question: 'What is the difference between h and C?',
      answer:
        '[[C]] is what the cell remembers, carried from timestep to timestep without being squashed; [[h]] is what it says now, the squashed cell state behind the output gate. The head reads only [[h]], and so do the gates of the next timestep (unless there are peepholes), so a cell can hold something for long and say nothing of it.',
      scene: 'The cell holds a value, and the output gate is almost closed.',
    },
    justF: {
      question: 'Is ∂[[C]] / ∂[[C-1]] just [[f]]?',
      answer:
        'Only while [[h-1]] is held fixed. In full, [[C-1]] also reaches [[C]] through [[h-1]] and the gates, and over several timesteps these routes can outweigh the one along the cell.',
      scene: 'A trained net in which the cell path alone gives this unit’s gradient even the wrong sign.',
    },
    overTime: {
      question: 'Why is the gradient of a weight a sum over time?',
      answer:
        'The same weight works at every timestep, so moving it moves the loss through all of them at once. The chain rule has one term for each place where it is used, and terms are added, not averaged.',
      scene: 'The last timestep of the backward pass adds its part to the sum.',
    },
    directions: {
      question: 'What does a bidirectional net know that one direction cannot?',
      answer:
        'At “Taipei”, the first word, a net of one direction has read nothing else, so both sentences get the same answer; the second direction has read from the end and knows whether “arrive” or “leave” comes. The price is that the whole sequence must be there before the first answer can be given.',
      scene:
        'At “is” the gradient of the answer at “Taipei” arrives along the second direction, on its way to the verb.',
    },
    layers: {
      question: 'What does a second layer do that the first does not?',
      answer:
        'It reads nothing but what the first layer says at the same timestep, and so remembers what that has found: here layer 1 sees that a switch goes on, and layer 2 counts how often. In the backward pass [[h]] of layer 1 gets terms from the layer above, one for each gate that reads it, beside the one from its own next timestep, and all are added.',
      scene: 'At the fork the terms of layer 2 meet that of the next timestep.',
    },
    attention: {
      question: 'Why attention, if the last hidden state has seen everything?',
      answer:
        'To have seen is not to have kept: in this net the last [[h]] says almost nothing of the marked value, while attention looks back at all timesteps and gives the marked one nearly the whole weight [[alpha]]. The gradient takes the same short way, from the context straight to the marked timestep, however far back it lies.',
      scene: 'The weight of the marked timestep is nearly 1.',
    },
  },
}
