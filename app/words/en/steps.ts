/** English: the name of each step, and why it is what it is. */
type Text = string

export const steps = {
  /** The name of each step. */
  names: {
    forward: {
      a: (gate: string): Text => `Into the ${gate}: the pre-activation`,
      f: 'Forget gate: what is kept',
      i: 'Input gate: what is let in',
      g: 'Candidate: what could be written',
      o: 'Output gate: what is put out',
      r: 'Reset gate: what the past may say',
      z: 'Update gate: old against new',
      n: 'Candidate: the new proposal',
      C: 'Cell state: keep and write',
      h: 'Hidden state',
      y: 'Output of the head',
      p: 'Probabilities',
      L: 'Loss of this timestep',
    },
    loss: 'The loss: all timesteps together',
    backward: {
      y: 'Where the gradient starts',
      p: 'Probabilities',
      h: 'The hidden state',
      C: 'The cell state',
      fork: (symbol: string, n: number): Text =>
        `The fork at ${symbol}: ${['two', 'three', 'four', 'five', 'six'][n - 2] ?? n} gradients meet`,
      gate: (gate: string): Text => `Into the ${gate}`,
      a: (gate: string): Text => `Through the squashing of the ${gate}`,
      aPlain: (gate: string): Text => `Into the sum of the ${gate}`,
      x: 'The input',
      weight: (symbol: string): Text => `What this timestep adds to the gradient of ${symbol}`,
      weights: 'What this timestep adds to the gradients of the weights',
      initial: 'The initial state',
    },
    update: (symbol: string): Text => `One step downhill: ${symbol}`,
  },
  gates: {
    f: 'forget gate',
    i: 'input gate',
    g: 'candidate',
    o: 'output gate',
    r: 'reset gate',
    z: 'update gate',
    n: 'candidate',
    h: 'hidden state',
  },
  /** Why each step is what it is. */
  reasons: {
    /** of a cell that has its own equations */
    written: {
      functions: {
        sigmoid: 'σ squeezes each number between 0 and 1.',
        tanh: 'tanh squeezes each number between −1 and 1.',
        relu: 'relu lets positive numbers pass and makes all others 0.',
        exp: 'exp makes every number positive: adding before it is multiplying after it.',
        softplus: 'softplus makes every number positive; a large one it leaves nearly as it is.',
      },
      readBy: (names: Text): Text => `It is read for ${names}.`,
      carriedTo: (names: Text): Text => `It is carried to the next timestep, where it is read for ${names}.`,
    },
    forward: {
      a: 'Input and last hidden state are weighted and added, with a bias. The sum may be any number; the squashing comes next.',
      aPlain: 'Input and last hidden state are weighted and added, with a bias. Nothing squashes the sum.',
      aPeep:
        'Input and last hidden state are weighted and added, with a bias; the peephole adds the cell, each unit to its own gate. The squashing comes next.',
      aReset:
        'Input and last hidden state are weighted and added, with biases; the reset gate [[r]] lets only its share of the past take part. The squashing comes next.',
      f: 'σ squeezes each number between 0 and 1. Where [[f]] is 1 the old cell [[C-1]] is kept, where it is 0 it is erased.',
      i: 'σ squeezes each number between 0 and 1: how much of the candidate [[g]] is written into the cell.',
      fTied: 'What is not let in is kept: one gate does both, so new content always costs old content.',
      g: (squashed: boolean, gated: boolean): Text =>
        `${squashed ? 'tanh squeezes each number between −1 and 1.' : 'Nothing squashes it: it may be any number.'} It is not a gate: it is the content ${gated ? 'that the input gate may write' : 'itself, and all of it is written'}.`,
      o: 'σ squeezes each number between 0 and 1: how much of the cell is put out. It does not look at the new cell [[C]] unless there are peepholes.',
      r: 'σ squeezes each number between 0 and 1: how much of [[h-1]] the candidate may see.',
      z: 'σ squeezes each number between 0 and 1: the balance between the old state and the candidate.',
      n: 'The new content. The reset gate [[r]] decides how much the past takes part in it.',
      C: (forgets: boolean, gated: boolean): Text =>
        `Two streams add: the old cell${forgets ? ' times the forget gate' : ' as it is'}, and the candidate${gated ? ' times the input gate' : ' as it is'}. Backward, a sum passes the gradient on unchanged: along the cell it ${forgets ? 'only meets the forget gate' : 'meets nothing at all'}.`,
      h: (squashed: boolean, gated: boolean): Text =>
        `What the cell puts out: the cell state${squashed ? ', squeezed by tanh' : ''}, ${gated ? 'let out by the output gate' : 'all of it: no gate holds it back'}.`,
      hRnn: 'The whole state passes through one squashing at every timestep, and nothing protects it.',
      hLinear: 'The whole state is the sum itself: nothing squashes it, and nothing protects it.',
      hGru: (update: 'keep' | 'write'): Text =>
        update === 'keep'
          ? 'A mixture: the update gate takes a share of the old state and the rest from the candidate.'
          : 'A mixture: the update gate takes a share of the candidate and the rest from the old state.',
      y: 'The head reads the hidden state with weights of its own.',
      p: 'This is softmax, by way of its logarithm: logsoftmax(y) = y − log Σ exp y. The outputs become probabilities that add up to 1, and no digit is lost however large the outputs are.',
      L: 'How wrong this output is. It is one number, and everything in the backward pass asks how it would change.',
      LCrossEntropy:
        'How wrong this output is: the cross-entropy −log p[target], also written −Σ y log ŷ (there y is the label, one-hot, and ŷ the predicted probability); as it is written here it is the same and stays finite. Everything in the backward pass asks how it would change.',
    },
    loss: 'One number judges the whole run. The backward pass asks, for each number before it: how much would the loss change if this one moved a little?',
    backward: {
      y: 'The loss is made of [[y]] alone at this timestep, so its slope starts here.',
      difference: 'It is a difference: what was said minus what was wanted.',
      twice: (outputs: number): Text =>
        `It is the difference of what was said and what was wanted, times ${outputs === 1 ? '2' : `2/${outputs}`}, since the loss is ${outputs === 1 ? 'a square' : `the mean of ${outputs} squares`}.`,
      twiceEach:
        'It is the difference of what was said and what was wanted, times 2, since the loss is a square.',
      chosen: 'This loss sends in the gradient that was chosen as its target.',
      share: (steps: number) =>
        `The loss of the run is the mean of ${steps} timesteps, so what each of them says counts [[w]] = 1/${steps}.`,
      hFork:
        '[[h]] feeds several things: the head, and everything that the next timestep computes from it. Move it and all of them move, so their slopes add. That is what += means.',
      hOnward:
        '[[h]] feeds several things in the next timestep. Move it and all of them move, so their slopes add. That is what += means.',
      h: '[[h]] has one way to the loss here, so there is one term.',
      CFork: (squashed: boolean, gated: boolean, forgets: boolean): Text =>
        `[[C]] feeds two kinds of things: [[h]], through ${[squashed ? 'tanh' : '', gated ? 'the output gate' : ''].filter(Boolean).join(' and ')}, and the next cell [[C+1]]${forgets ? ', times [[f+1]]' : ''}. Each sends its slope back, and they add. The second keeps its size${forgets ? ' where the forget gate is open' : ': no gate stands in its way'}.`,
      C: 'Nothing comes after this cell, so the only way to the loss is through [[h]].',
      CPeep: (output: boolean): Text =>
        `With peepholes the cell also feeds gates directly: those of the next timestep${output ? ' and the output gate of this one' : ''}. Each of them sends a term of its own.`,
      CPeepLast:
        'Nothing comes after this cell. It feeds [[h]], and through its peephole the output gate of this timestep; their slopes add.',
      gate: 'A product passes the slope on to each factor, times the other factor.',
      gateFork:
        'This gate acts in two ways: it lets the candidate in, and [[f]] = 1 − [[i]] keeps the rest. The slopes of both add, the second with its sign turned.',
      z: 'The gate multiplies one of old and new, and what is left of 1 multiplies the other: what counts is their difference.',
      sigmoid:
        'The slope of σ, written with its own output: s ⊙ (1 − s). It is never more than ¼, and it is applied once, here.',
      tanh: 'The slope of tanh, written with its own output: 1 − the square. It is 1 in the middle and 0 where tanh is flat.',
      relu: 'The slope of relu is 1 where the sum was positive and 0 elsewhere.',
      pass: 'Nothing squashes here: the slope passes as it is.',
      x: 'The input feeds every gate and the candidate; each sends its slope back through its own weights.',
      xOnce: 'The input feeds one sum, which sends its slope back through the weights of the input.',
      noWay: 'Nothing reads it any more, so the loss does not feel it.',
      oneWay: 'One thing is computed from it: its slope comes back, times how much that changes with it.',
      ways: (n: number): Text =>
        `${n} things are computed from it. Move it and all of them move, so their slopes add. That is what += means.`,
      summed: 'The same weight works at every timestep, so what all timesteps add to its slope is summed.',
      outer:
        'Each weight multiplied one number of the vector and fed one unit, so its slope is their product: a table, one row a unit. The same weight works at every timestep, so what all timesteps add is summed.',
      bias: 'The bias was simply added, so its slope is that of the sum it was added to. What all timesteps add is summed.',
      peephole:
        'The peephole multiplied the cell unit by unit, so its slope is the product of both, summed over all timesteps.',
      initial:
        'How fast the loss changes with the state before the first timestep: its slope, for each unit.',
    },
    update:
      'A small step along the negative gradient. Every weight moves at once; then the whole run would be different.',
  },
}
