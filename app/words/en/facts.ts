/** English: why a step is what it is. A sentence or two for every fact; a symbol with what it is: the forget gate [[f]], the old cell [[C-1]]. */
import type { Carried, Noun, TextsOfFacts, Thing, Use } from '../../../src/index.ts'

type Text = string

/** What a symbol is called by what it is. */
export const nouns = {
  forget: 'forget gate',
  input: 'input gate',
  output: 'output gate',
  update: 'update gate',
  reset: 'reset gate',
  gate: 'gate',
  candidate: 'candidate',
  proposal: 'candidate',
  cell: 'cell state',
  memory: 'memory',
  normaliser: 'normaliser',
  state: 'state',
  hidden: 'hidden state',
  data: 'input',
  value: '',
} as const satisfies Readonly<Record<Noun, Text>>

const ref = ({ name, dt }: Thing): Text => `[[${name}${dt === 1 ? '+1' : dt === -1 ? '-1' : ''}]]`

/** Of a state that was, and that comes. */
const old: Partial<Record<Noun, Text>> = { cell: 'old cell', hidden: 'old state' }
const next: Partial<Record<Noun, Text>> = { cell: 'next cell', hidden: 'next state' }

const the = (thing: Thing): Text => {
  const noun = nouns[thing.is]
  if (noun === '') return ref(thing)
  if (thing.dt === -1) return `the ${old[thing.is] ?? `old ${noun}`} ${ref(thing)}`
  if (thing.dt === 1) return `the ${next[thing.is] ?? `next ${noun}`} ${ref(thing)}`
  return `the ${noun} ${ref(thing)}`
}
const The = (thing: Thing): Text => the(thing).replace(/^t/, 'T')
/** A gate at any time: not "the next forget gate". */
const gate = (thing: Thing): Text => the({ ...thing, dt: 0 }).replace(/\[\[.*\]\]/, ref(thing))
const isMemory = ({ is }: Thing): boolean => is === 'cell' || is === 'memory' || is === 'state'
const orNew = (thing: Thing | undefined): Text => (thing ? the(thing) : 'what is new')

const list = (parts: readonly Text[]): Text =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
const refs = (things: readonly Thing[]): Text => list(things.map(ref))

const functions: Readonly<Record<string, Text>> = {
  sigmoid: 'σ squeezes each number between 0 and 1.',
  tanh: 'tanh squeezes each number between −1 and 1.',
  relu: 'relu lets positive numbers pass and makes all others 0.',
  exp: 'exp makes every number positive: adding before it is multiplying after it.',
  softplus: 'softplus makes every number positive; a large one it leaves nearly as it is.',
  softmax: 'softmax makes every number positive, and all of them add up to 1.',
  log: 'log is the other way round of exp: it makes sums of products.',
  sqrt: 'The square root of each number is taken.',
  abs: 'Each number loses its sign.',
  sin: 'sin turns each number, as an angle, into one between −1 and 1.',
  cos: 'cos turns each number, as an angle, into one between −1 and 1.',
  max: 'Of two numbers the larger one is taken.',
}

const operations: Readonly<Record<string, Text>> = {
  add: 'It is a sum.',
  sub: 'It is a difference.',
  neg: 'It is the same with its sign turned.',
  oneMinus: 'It is what is left of 1.',
  mul: 'It is a product, element by element.',
  scale: 'Every number is multiplied by the same one.',
  rowScale: 'Each row of the matrix is multiplied by a number of its own.',
  ratio: 'It is a quotient, element by element.',
  div: 'Every number is divided by the same one.',
  square: 'Each number is multiplied by itself.',
  sum: 'Its numbers are added up to one.',
  dot: 'Two vectors are multiplied element by element and added up to one number.',
  matvec: 'A matrix is multiplied by a vector: each row gives one number.',
  matvecT: 'A matrix is multiplied by a vector: each column gives one number.',
  outer: 'Each number of one vector is multiplied by each of the other: a table.',
  logsumexp: 'All numbers become one, a little more than the largest of them.',
}

const slopes: Readonly<Record<string, Text>> = {
  sigmoid:
    'The slope of σ, written with its own output: s ⊙ (1 − s). It is never more than ¼, and it is applied once, here.',
  tanh: 'The slope of tanh, written with its own output: 1 − the square. It is 1 in the middle and 0 where tanh is flat.',
  relu: 'The slope of relu is 1 where the sum was positive and 0 elsewhere.',
  exp: 'The slope of exp is its own output.',
  softplus: 'The slope of softplus is σ: near 1 where the number was large, near 0 where it was far below 0.',
  softmax:
    'softmax shares out 1: what one output gains the others lose, so the weighted mean of their slopes is taken off.',
  log: 'The slope of log is 1 divided by the number.',
  sqrt: 'The slope of a square root is 1 divided by twice the root.',
  abs: 'The slope of the absolute value is the sign of the number.',
  sin: 'The slope of sin is cos.',
  cos: 'The slope of cos is sin with its sign turned.',
  max: 'max passes the slope on to the larger one alone.',
  logsumexp: 'The slope of logsumexp is softmax: the largest number has the largest share.',
}

const uses: Readonly<Record<Use, Text>> = {
  sum: 'It is simply added, so the slope passes on unchanged.',
  minus: 'It is taken off, so the slope passes on with its sign turned.',
  factor: 'A product passes the slope on to each factor, times the other factor.',
  rest: 'What it leaves of 1 is a factor, so the slope comes back times the other factor, with its sign turned.',
  each: 'One number multiplies all of the others, so what comes back from each of them is added up.',
  weights: 'A matrix of weights multiplies it, and the slope comes back through the same matrix, transposed.',
  matrix: 'A matrix multiplies it, and the slope comes back through the same matrix, transposed.',
  table:
    'Each number of the matrix multiplied one number of the vector and fed one result, so its slope is their product.',
  'in matrix':
    'A matrix multiplies the product in which it stands: the slope comes back through the same matrix, transposed, and then times the other factor.',
  pairs:
    'Each of its numbers meets every number of the other vector, so what comes back from all of them is added up.',
  divided: 'A quotient passes the slope on to what is divided, divided by the same.',
  divisor:
    'It divides: the larger it is the smaller the quotient, so the slope comes back with its sign turned.',
  function: 'One thing is computed from it: its slope comes back, times how much that changes with it.',
  other: 'One thing is computed from it: its slope comes back, times how much that changes with it.',
}

const biases = { none: '', one: ', with a bias', several: ', with biases' } as const

/** What a state is multiplied by on its way to its next value. */
const keptText: {
  readonly [By in Carried['by']]: (state: Thing, kept: Extract<Carried, { by: By }>) => Text
} = {
  nothing: (state) => `${The(state)} comes in as it is.`,
  gate: (state, kept) =>
    kept.rest
      ? `${The(state)} is multiplied by what ${gate(kept.gate)} leaves of 1.`
      : `${The(state)} is multiplied by ${gate(kept.gate)}.`,
  constant: (state) => `${The(state)} is multiplied by numbers that are the same at each timestep.`,
  factor: (state, kept) => `${The(state)} is multiplied by a factor that comes from ${refs(kept.of)}.`,
}

export const facts: TextsOfFacts = {
  function: ({ of }) => functions[of] ?? operations[of] ?? '',
  unsquashed: () => 'Nothing squashes it: it may be any number.',
  operation: ({ of }) => operations[of] ?? functions[of] ?? '',
  sum: ({ operands, biases: own }) => {
    const is = (thing: Thing | undefined, noun: Noun, dt: number) => thing?.is === noun && thing.dt === dt
    const [a, b] = operands
    if (operands.length === 1) {
      const one = is(a, 'data', 0) ? 'The input' : is(a, 'hidden', -1) ? 'The last hidden state' : The(a!)
      return `${one} is weighted${{ none: '', one: ', and a bias is added', several: ', and biases are added' }[own]}.`
    }
    const all =
      operands.length === 2 && is(a, 'data', 0) && is(b, 'hidden', -1)
        ? 'Input and last hidden state'
        : refs(operands)
    return `${all} are weighted and added${biases[own]}.`
  },
  peephole: ({ state }) =>
    state.is === 'hidden'
      ? `Of ${the(state)} each unit sees its own number alone.`
      : `The peephole adds the cell ${ref(state)}, each unit to its own gate.`,
  admits: (fact) => `${The(fact.gate)} lets only its share of the past take part.`,
  next: (fact) => {
    if (fact.function === undefined) return 'Nothing squashes the sum.'
    return ['sigmoid', 'tanh', 'relu'].includes(fact.function)
      ? 'The sum may be any number; the squashing comes next.'
      : `The sum may be any number; ${fact.function} comes next.`
  },
  keeps: ({ gate: own, states, rest, bounded }) => {
    const what = states.length === 1 ? the(states[0]!) : refs(states)
    const [is, it] = states.length === 1 ? ['is', 'it is'] : ['are', 'they are']
    if (!bounded) return `It says how much of ${what} is kept.`
    return rest
      ? `Where ${ref(own)} is 0 ${what} ${is} kept, where it is 1 ${it} erased.`
      : `Where ${ref(own)} is 1 ${what} ${is} kept, where it is 0 ${it} erased.`
  },
  tied: () => 'What is not let in is kept: one gate does both, so new content always costs old content.',
  writes: ({ content, into, rest }) =>
    rest
      ? `What it leaves of 1 says how much of ${orNew(content)} is written into ${the(into)}.`
      : `It says how much of ${orNew(content)} is written into ${the(into)}.`,
  balances: ({ old: before, content }) => `It is the balance between ${the(before)} and ${orNew(content)}.`,
  says: ({ memory, looks }) =>
    looks
      ? `It says how much of ${the(memory)} is put out, and it looks at that itself.`
      : `It says how much of ${the(memory)} is put out. It does not look at the new ${ref(memory)}: that would take a peephole.`,
  selects: ({ old: before, reader }) => `It says how much of ${the(before)} takes part in ${the(reader)}.`,
  content: (fact) =>
    fact.gate
      ? `It is not a gate: it is the content that ${gate(fact.gate)} may write.`
      : 'It is not a gate: it is the content itself, and all of it is written.',
  shares: (fact) => `${The(fact.gate)} decides how much the past takes part in it.`,
  streams: ({ count }) => `${['Two', 'Three', 'Four', 'Five'][count - 2] ?? count} streams add.`,
  kept: ({ state, kept }) => keptText[kept.by](state, kept as never),
  written: ({ content, gate: own, rest }) => {
    const what = content ? The(content) : 'What is new'
    if (!own) return content ? `${what} is added as it is.` : `${what} is added.`
    return rest
      ? `${what} is multiplied by what ${gate(own)} leaves of 1.`
      : `${what} is multiplied by ${gate(own)}.`
  },
  meets: ({ state, kept }) => {
    const along = `Backward, a sum passes the gradient on unchanged: along ${the(state)}`
    if (kept.by === 'nothing') return `${along} it meets nothing at all.`
    if (kept.by === 'constant') return `${along} it only meets those numbers.`
    return kept.by === 'gate'
      ? `${along} it only meets ${gate(kept.gate)}.`
      : `${along} it only meets that factor.`
  },
  mixture: ({ gate: own, share, remainder }) =>
    `A mixture: ${gate(own)} takes a share of ${orNew(share)} and the rest from ${orNew(remainder)}.`,
  output: ({ memory, function: called, gate: own }) => {
    const what = `What the cell puts out: ${the(memory)}`
    const squeezed = called === undefined ? '' : `, squeezed by ${called}`
    return own
      ? `${what}${squeezed}, let out by ${gate(own)}.`
      : `${what}${squeezed}, all of it: no gate holds it back.`
  },
  dividedBy: ({ divisor }) => `It is divided by ${the(divisor)}.`,
  query: ({ memory, query }) =>
    `What the cell puts out is read from ${the(memory)}: each row of it times ${ref(query)} gives one number.`,
  whole: ({ squashed }) =>
    squashed
      ? 'The whole state passes through one squashing at every timestep, and nothing protects it.'
      : 'The whole state is the sum itself: nothing squashes it, and nothing protects it.',
  divides: ({ readers }) => `It is what is divided by in ${refs(readers)}.`,
  readFor: ({ readers }) => `It is read for ${refs(readers)}.`,
  carriedTo: ({ readers }) => `It is carried to the next timestep, where it is read for ${refs(readers)}.`,
  unread: () => 'Nothing reads it.',
  head: () => 'The head reads the hidden state with weights of its own.',
  softmax: () =>
    'This is softmax, by way of its logarithm: logsoftmax(y) = y − log Σ exp y. The outputs become probabilities that add up to 1, and no digit is lost however large the outputs are.',
  error: ({ crossEntropy }) =>
    crossEntropy
      ? 'How wrong this output is: the cross-entropy −log p[target], also written −Σ y log ŷ (there y is the label, one-hot, and ŷ the predicted probability); as it is written here it is the same and stays finite. Everything in the backward pass asks how it would change.'
      : 'How wrong this output is. It is one number, and everything in the backward pass asks how it would change.',
  loss: () =>
    'One number judges the whole run. The backward pass asks, for each number before it: how much would the loss change if this one moved a little?',

  starts: ({ at }) => `The loss is made of ${ref(at)} alone at this timestep, so its slope starts here.`,
  difference: ({ times, outputs }) => {
    if (times === 'one') return 'It is a difference: what was said minus what was wanted.'
    if (times === 'two' || outputs === 1)
      return 'It is the difference of what was said and what was wanted, times 2, since the loss is a square.'
    return `It is the difference of what was said and what was wanted, times 2/${outputs}, since the loss is the mean of ${outputs} squares.`
  },
  chosen: () => 'This loss sends in the gradient that was chosen as its target.',
  share: ({ constant, steps }) =>
    `The loss of the run is the mean of ${steps} timesteps, so what each of them says counts [[${constant}]] = 1/${steps}.`,
  initial: () =>
    'How fast the loss changes with the state before the first timestep: its slope, for each unit.',
  noWay: () => 'Nothing reads it any more, so the loss does not feel it.',
  slope: ({ of }) =>
    of === undefined ? 'Nothing squashes here: the slope passes as it is.' : (slopes[of] ?? uses.other),
  oneWay: ({ of }) => `${ref(of)} has one way to the loss here, so there is one term.`,
  last: ({ of, ways, only }) =>
    only
      ? `Nothing comes after ${the(of)} here, so the only way to the loss is through ${refs(ways)}.`
      : `Nothing comes after ${the(of)} here: it feeds ${refs(ways)} of this timestep.`,
  use: ({ use }) => uses[use],
  several: ({ count }) =>
    `One equation reads it ${count === 2 ? 'twice' : `${count} times`}; what comes back from each place adds.`,
  balance: () =>
    'The gate multiplies one of old and new, and what is left of 1 multiplies the other: what counts is their difference.',
  twice: ({ gate: own, other }) =>
    `This gate acts in two ways: it lets the candidate in, and ${ref(other)} = 1 − ${ref(own)} keeps the rest. The slopes of both add, the second with its sign turned.`,
  fork: ({ of, head, readers }) => {
    const adds = 'Move it and all of them move, so their slopes add. That is what += means.'
    const isNext = readers.every(({ dt }) => dt === 1)
    if (of.is === 'hidden' && isNext && head)
      return `${ref(of)} feeds several things: the head, and everything that the next timestep computes from it. ${adds}`
    if (of.is === 'hidden' && isNext) return `${ref(of)} feeds several things in the next timestep. ${adds}`
    return `${ref(of)} feeds ${list([...(head ? ['the head'] : []), ...readers.map(ref)])}. ${adds}`
  },
  feeds: ({ of, reader, function: called, gate: own, plain }) => {
    const feeds = `${ref(of)} feeds ${ref(reader)}`
    if (called !== undefined && own) return `${feeds}, through ${called} and ${gate(own)}.`
    if (own) return `${feeds}, through ${gate(own)}.`
    if (called !== undefined) return `${feeds}, through ${called}.`
    return plain ? `${feeds} as it is.` : `${feeds}.`
  },
  feedsNext: ({ of, kept }) => {
    const feeds = `It feeds ${the({ ...of, dt: 1 })} too`
    if (kept.by === 'gate')
      return kept.rest
        ? `${feeds}, times what ${ref({ ...kept.gate, dt: 1 })} leaves of 1.`
        : `${feeds}, times ${ref({ ...kept.gate, dt: 1 })}.`
    return kept.by === 'nothing' ? `${feeds}, as it is.` : `${feeds}, times a factor.`
  },
  feedsToo: ({ readers, peephole }) =>
    peephole
      ? `Through its peepholes it also feeds gates directly: ${refs(readers)}.`
      : `It is also read for ${refs(readers)}.`,
  adds: () => 'Each of them sends its slope back, and they add.',
  keepsSize: ({ of, kept }) => {
    const along = `Along ${ref({ ...of, dt: 1 })} the slope`
    if (kept.by === 'nothing') return `${along} keeps its size: no gate stands in its way.`
    if (kept.by !== 'gate') return `${along} is multiplied by the same numbers at each timestep.`
    const open = ref({ ...kept.gate, dt: 1 })
    return kept.rest
      ? `${along} keeps its size where ${open} is near 0.`
      : `${along} keeps its size where ${gate({ ...kept.gate, dt: 1 })} is open.`
  },
  inputs: ({ readers }) =>
    readers.length === 1
      ? 'The input feeds one sum, which sends its slope back through the weights of the input.'
      : `The input feeds ${refs(readers)}; each sends its slope back through its own weights.`,

  outer: () =>
    'Each weight multiplied one number of the vector and fed one unit, so its slope is their product: a table, one row a unit. The same weight works at every timestep, so what all timesteps add is summed.',
  bias: () =>
    'The bias was simply added, so its slope is that of the sum it was added to. What all timesteps add is summed.',
  elementwise: (fact) =>
    `${isMemory(fact.with) ? 'The peephole' : 'The weight'} multiplied ${the(fact.with)} element by element, so its slope is the product of that and of what comes back, summed over all timesteps.`,
  summed: ({ count }) =>
    count > 1
      ? `The weight acts in ${count} places, and their slopes add. It is the same at every timestep, so what all timesteps add is summed.`
      : 'The same weight works at every timestep, so what all timesteps add to its slope is summed.',
  update: () =>
    'A small step along the negative gradient. Every weight moves at once; then the whole run would be different.',
}
