/** English: why a step is what it is. A sentence or two for every fact; a symbol with what it is: the forget gate [[f]], the old cell [[C-1]]. */
import type { Added, Carried, Fixed, Noun, TextsOfFacts, Thing } from '../../../src/index.ts'
import { nouns } from './always.ts'
import { updating } from './facts-update.ts'
import { attention, between, ofNumbers, ofOperation, slopes, uses, wholes, within } from './operations.ts'

type Text = string

const ref = ({ name, dt }: Thing): Text => `[[${name}${dt === 1 ? '+1' : dt === -1 ? '-1' : ''}]]`

/** Of a state that was, and that comes. */
const old: Partial<Record<Noun, Text>> = { cell: 'old cell', hidden: 'old state' }
const next: Partial<Record<Noun, Text>> = { cell: 'next cell', hidden: 'next state' }

const the = (thing: Thing): Text => {
  const noun = nouns[thing.is]
  if (noun === '') return ref(thing)
  if (thing.step === -1) return `the ${old[thing.is] ?? `old ${noun}`} ${ref(thing)}`
  if (thing.step === 1) return `the ${next[thing.is] ?? `next ${noun}`} ${ref(thing)}`
  return `the ${noun} ${ref(thing)}`
}
const The = (thing: Thing): Text => the(thing).replace(/^t/, 'T')
/** A gate at any time: not "the next forget gate". */
const gate = (thing: Thing): Text => the({ ...thing, step: 0 }).replace(/\[\[.*\]\]/, ref(thing))
const isMemory = ({ is }: Thing): boolean => is === 'cell' || is === 'memory' || is === 'state'
const orNew = (thing: Thing | undefined): Text => (thing ? the(thing) : 'what is new')

const list = (parts: readonly Text[]): Text =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
/** Are these computed at the timestep before, by a layer that goes against time? */
const isReverse = (things: readonly Thing[]): boolean =>
  things.some(({ dt, step }) => dt === -1 && step === 1)
const refs = (things: readonly Thing[]): Text => list(things.map(ref))

const biases = { none: '', one: ', with a bias', several: ', with biases' } as const

/** Numbers that are the same at each timestep. */
const fixedText = ({ weights, as }: Fixed): Text => {
  const same = 'the same at each timestep'
  if (weights.length === 0) return `numbers that are ${same}`
  if (as === 'weights') return `${refs(weights)}, ${same}`
  return as === 'rest'
    ? `what ${refs(weights)} leaves of 1, ${same}`
    : `numbers computed from ${refs(weights)} alone, ${same}`
}

/** Is a part of a sum the same at each timestep? */
const isAlone = ({ content, pair, from, gate: own }: Added): boolean =>
  !content && !pair && !own && from.length === 0

/** What multiplies a part of a sum. */
const factorsText = (part: Added): readonly Text[] => {
  const { gate: own, rest, fixed } = part
  return [
    ...(own ? [rest ? `what ${gate(own)} leaves of 1` : gate(own)] : []),
    ...(fixed && !isAlone(part) ? [fixedText(fixed)] : []),
  ]
}

/** What a part of a sum is, without what multiplies it. */
const partText = (part: Added): Text => {
  const { content, pair, from, fixed } = part
  if (content) return the(content)
  if (fixed && isAlone(part))
    return fixed.weights.length > 0 ? fixedText(fixed) : 'a number that is the same at each timestep'
  if (pair) return `each number of ${ref(pair[0])} times each of ${ref(pair[1])}`
  return from.length > 0 ? `what comes from ${refs(from)}` : 'what is new'
}

/** What a state is multiplied by on its way to its next value. */
const keptText: {
  readonly [By in Carried['by']]: (state: Thing, kept: Extract<Carried, { by: By }>) => Text
} = {
  nothing: (state) => `${The(state)} comes in as it is.`,
  gate: (state, kept) =>
    kept.rest
      ? `${The(state)} is multiplied by what ${gate(kept.gate)} leaves of 1.`
      : `${The(state)} is multiplied by ${gate(kept.gate)}.`,
  constant: (state, kept) => `${The(state)} is multiplied by ${fixedText(kept)}.`,
  factor: (state, kept) => `${The(state)} is multiplied by a factor that comes from ${refs(kept.of)}.`,
}

export const facts: TextsOfFacts = {
  function: ({ of }) => ofOperation(of),
  unsquashed: () => 'Nothing squashes it: it may be any number.',
  operation: ({ of, isNumber }) => (isNumber ? ofNumbers[of] : undefined) ?? ofOperation(of),
  sum: ({ operands, biases: own }) => {
    const is = (thing: Thing | undefined, noun: Noun, step: number) =>
      thing?.is === noun && thing.step === step
    const [a, b] = operands
    if (operands.length === 1) {
      const one = is(a, 'data', 0)
        ? 'The input'
        : is(a, 'below', 0)
          ? 'What the layer below says'
          : is(a, 'hidden', -1)
            ? 'The last hidden state'
            : The(a!)
      return `${one} is weighted${{ none: '', one: ', and a bias is added', several: ', and biases are added' }[own]}.`
    }
    const isPlain = operands.length === 2 && is(b, 'hidden', -1)
    const all =
      isPlain && is(a, 'data', 0)
        ? 'Input and last hidden state'
        : isPlain && is(a, 'below', 0)
          ? 'What the layer below says and the last hidden state'
          : refs(operands)
    return `${all} are weighted and added${biases[own]}.`
  },
  peephole: ({ state, gate: isOfGate }) =>
    state.is === 'hidden' || !isOfGate
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
  written: (part) => {
    const what = partText(part).replace(/^[a-z]/, (letter) => letter.toUpperCase())
    const factors = factorsText(part)
    if (factors.length > 0) return `${what} is multiplied by ${list(factors)}.`
    return part.content ? `${what} is added as it is.` : `${what} is added.`
  },
  larger: ({ parts }) =>
    `The larger one is taken, number by number: ${parts.map((part) => [partText(part), ...factorsText(part)].join(' times ')).join(', or ')}.`,
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
  outputs: ({ memories, function: called }) =>
    `What the cell puts out: ${list(memories.map(the))}, added${called === undefined ? '' : ` and squeezed by ${called}`}.`,
  dividedBy: ({ divisor, plain }) =>
    plain ? `It is divided by ${the(divisor)}.` : `It is divided by what comes from ${the(divisor)}.`,
  column: ({ row, into }) =>
    `It is what is written into ${the(into)}: into each column as much of it as ${ref(row)} says.`,
  row: ({ column, into }) =>
    `Each of its numbers says how much of ${ref(column)} is written into a column of ${the(into)}.`,
  asks: ({ memory, reader }) =>
    `Each of its numbers says how much of a column of ${the(memory)} is read for ${ref(reader)}.`,
  query: ({ memory, query }) =>
    `What the cell puts out is read from ${the(memory)}: each row of it times ${ref(query)} gives one number.`,
  whole: ({ squashed }) =>
    squashed
      ? 'The whole state passes through one squashing at every timestep, and nothing protects it.'
      : 'The whole state is the sum itself: nothing squashes it, and nothing protects it.',
  divides: ({ readers }) => `It is what is divided by in ${refs(readers)}.`,
  readFor: ({ readers }) => `It is read for ${refs(readers)}.`,
  carriedTo: ({ readers }) =>
    isReverse(readers)
      ? `It is carried to the timestep before, which this direction visits next; there it is read for ${refs(readers)}.`
      : `It is carried to the next timestep, where it is read for ${refs(readers)}.`,
  unread: () => 'Nothing reads it.',
  joins: () =>
    'What both directions of the layer below say stands in one vector, the direction along time first.',
  below: () => 'It is what the layer below says.',
  attends: ({ part }) => attention[part],
  head: ({ reads }) =>
    ({
      hidden: 'The head reads the hidden state with weights of its own.',
      context: 'The head reads the context of the attention with weights of its own.',
      both: 'The head reads the hidden states of both directions at this timestep with weights of its own.',
      ends: 'The head reads the hidden state of each direction where that ends, at the last timestep and at the first, with weights of its own.',
    })[reads],
  softmax: () =>
    'This is softmax, by way of its logarithm: logsoftmax(y) = y − log Σ exp y. The outputs become probabilities that add up to 1, and no digit is lost however large the outputs are.',
  probabilities: () => 'The sigmoid makes of each output a probability of its own.',
  error: ({ crossEntropy }) =>
    crossEntropy
      ? 'How wrong this output is: the cross-entropy −log p[target], also written −Σ y log ŷ (there y is the label, one-hot, and ŷ the predicted probability); as it is written here it is the same and stays finite. The target is the number of a class, and classes count from 0, as in PyTorch. Everything in the backward pass asks how it would change.'
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
  surprise: ({ reduction, outputs }) => {
    if (reduction === 'half') return 'It is half the difference of the probability and what was wanted.'
    return reduction === 'mean' && outputs > 1
      ? `It is the difference of the probability and what was wanted, divided by ${outputs}, since the loss is a mean over ${outputs} outputs.`
      : 'It is a difference: the probability minus what was wanted.'
  },
  counts: ({ constant }) => `This timestep counts with a weight of its own, [[${constant}]].`,
  chosen: () => 'This loss sends in the gradient that was chosen as its target.',
  given: ({ of }) => `A gradient is given at ${ref(of)}, as if more came after it: it is added here.`,
  share: ({ constant, steps }) =>
    `The loss of the run is the mean of ${steps} timesteps, so what each of them says counts [[${constant}]] = 1/${steps}.`,
  initial: ({ reverse }) =>
    reverse
      ? 'How fast the loss changes with the state after the last timestep, where this direction begins: its slope, for each unit.'
      : 'How fast the loss changes with the state before the first timestep: its slope, for each unit.',
  noWay: () => 'Nothing reads it any more, so the loss does not feel it.',
  slope: ({ of }) =>
    of === undefined ? 'Nothing squashes here: the slope passes as it is.' : (slopes[of] ?? uses.other),
  oneWay: ({ of }) => `${ref(of)} has one way to the loss here, so there is one term.`,
  last: ({ of, ways, only }) =>
    only
      ? `Nothing comes after ${the(of)} here, so the only way to the loss is through ${refs(ways)}.`
      : `Nothing comes after ${the(of)} here: it feeds ${refs(ways)} of this timestep.`,
  use: ({ use }) => uses[use],
  through: ({ reader, operations: all }) => {
    const ways = [...new Set(all.map((op) => between[op] ?? op))]
    return ways.length === 1
      ? `Between it and ${ref(reader)} stands ${ways[0]}: the slope comes back through that.`
      : `Between it and ${ref(reader)} stand ${list(ways.toReversed())}: the slope comes back through each of them.`
  },
  several: ({ count }) =>
    `One equation reads it ${count === 2 ? 'twice' : `${count} times`}; what comes back from each place adds.`,
  balance: () =>
    'The gate multiplies one of old and new, and what is left of 1 multiplies the other: what counts is their difference.',
  twice: ({ gate: own, other }) =>
    `This gate acts in two ways: it lets the candidate in, and ${ref(other)} = 1 − ${ref(own)} keeps the rest. The slopes of both add, the second with its sign turned.`,
  fork: ({ of, to, readers, reverse }) => {
    const adds = 'Move it and all of them move, so their slopes add. That is what += means.'
    const [only] = to
    if (readers.length === 0 && to.length === 1 && only !== 'head')
      return `${ref(of)} feeds several things ${within[reverse && only === 'next' ? 'before' : only!]}. ${adds}`
    const places = [
      ...to.filter((place) => place !== 'next').map((place) => wholes[place]),
      ...readers.map(ref),
    ]
    if (!to.includes('next')) return `${ref(of)} feeds ${list(places)}. ${adds}`
    return `${ref(of)} feeds several things: ${places.join(', ')}, and ${wholes[reverse ? 'before' : 'next']}. ${adds}`
  },
  feeds: ({ of, reader, function: called, gate: own, plain }) => {
    const feeds = `${ref(of)} feeds ${ref(reader)}`
    if (called !== undefined && own) return `${feeds}, through ${called} and ${gate(own)}.`
    if (own) return `${feeds}, through ${gate(own)}.`
    if (called !== undefined) return `${feeds}, through ${called}.`
    return plain ? `${feeds} as it is.` : `${feeds}.`
  },
  feedsNext: ({ next, kept }) => {
    const feeds = `It feeds ${the(next)} too`
    if (kept.by === 'gate')
      return kept.rest
        ? `${feeds}, times what ${ref(kept.gate)} leaves of 1.`
        : `${feeds}, times ${ref(kept.gate)}.`
    if (kept.by === 'nothing') return `${feeds}, as it is.`
    return kept.by === 'constant'
      ? `${feeds}, times ${fixedText(kept)}.`
      : `${feeds}, times a factor that comes from ${refs(kept.of)}.`
  },
  feedsToo: ({ readers, peephole }) =>
    peephole
      ? `Through its peepholes it also feeds gates directly: ${refs(readers)}.`
      : `It is also read for ${refs(readers)}.`,
  adds: () => 'Each of them sends its slope back, and they add.',
  keepsSize: ({ next, kept }) => {
    const along = `Along ${ref(next)} the slope`
    if (kept.by === 'nothing') return `${along} keeps its size: no gate stands in its way.`
    if (kept.by !== 'gate') return `${along} is multiplied by the same numbers at each timestep.`
    const open = ref(kept.gate)
    return kept.rest
      ? `${along} keeps its size where ${open} is near 0.`
      : `${along} keeps its size where ${gate(kept.gate)} is open.`
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
  ...updating,
}
