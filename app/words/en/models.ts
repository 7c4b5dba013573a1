/** What is chosen of a model, wherever it is chosen. */
export const schemes = {
  pytorch: 'as PyTorch',
  xavier: 'Xavier',
  orthogonal: 'orthogonal',
  identity: 'identity',
  normal: 'normal',
}

/** The options of the cells of the library, by name, and what each of their choices means. */
export const options = {
  activation: {
    name: 'Activation',
    choices: {
      tanh: 'tanh',
      relu: 'ReLU',
      linear: 'linear',
      sigmoid: 'sigmoid',
      'hard-sigmoid': 'hard sigmoid (Keras 1)',
    },
  },
  peephole: { name: 'Peepholes', choices: { false: 'no', true: 'yes' } },
  variant: {
    name: 'Variant',
    choices: {
      vanilla: 'standard',
      NIG: 'NIG: no input gate, i = 1',
      NFG: 'NFG: no forget gate, f = 1',
      NOG: 'NOG: no output gate, o = 1',
      NIAF: 'NIAF: no squashing of the candidate',
      NOAF: 'NOAF: no squashing of the output, h = o ⊙ C',
      CIFG: 'CIFG: f = 1 − i',
    },
  },
  resetAfter: {
    name: 'Reset gate',
    choices: { true: 'after the product (PyTorch)', false: 'before the product (the paper)' },
  },
  update: { name: 'Update gate', choices: { keep: 'z keeps (PyTorch)', write: 'z writes (the paper)' } },
  gateActivation: {
    name: 'Gates',
    choices: { sigmoid: 'sigmoid', 'hard-sigmoid': 'hard sigmoid (Keras 1)' },
  },
}

/** A choice in the name of a model, where it is worth a word. */
export const shortOptions = {
  activation: { tanh: 'tanh', relu: 'ReLU', linear: 'linear', sigmoid: 'σ', 'hard-sigmoid': 'hard σ' },
  peephole: { true: 'peephole' },
  variant: { NFG: 'f = 1', NIG: 'NIG', NOG: 'NOG', NIAF: 'NIAF', NOAF: 'NOAF', CIFG: 'CIFG' },
  resetAfter: { false: 'r ⊙ h' },
  update: { write: 'z writes' },
  gateActivation: { 'hard-sigmoid': 'hard σ' },
}
