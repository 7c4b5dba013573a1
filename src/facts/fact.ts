/** What there is to say of a frame, as data. Each fact is one sentence or two in each language; nothing here depends on how a symbol is called. */
import type { OptimizerRole, WeightStep } from '../cell/optimizers.ts'

/** What a symbol is where a sentence speaks of it. */
export type Noun =
  | 'forget'
  | 'input'
  | 'output'
  | 'update'
  | 'reset'
  /** a gate of which no more is known than that it multiplies; it may be unbounded */
  | 'gate'
  /** what is written into a memory */
  | 'candidate'
  /** what is written into the hidden state */
  | 'proposal'
  /** a memory that is a vector, and one that is a matrix */
  | 'cell'
  | 'memory'
  /** a state that is only divided by */
  | 'normaliser'
  /** any other state */
  | 'state'
  | 'hidden'
  | 'data'
  /** what the layer below says */
  | 'below'
  /** a symbol with no role of its own */
  | 'value'

/** A symbol at a timestep relative to that of the frame, and what it is. */
export interface Thing {
  readonly name: string
  readonly dt: number | null
  /** how many visits from now, on the way of its layer through time; null for what has no time */
  readonly step: number | null
  readonly is: Noun
}

/** How a state comes into its next value, element by element. */
export type Carried =
  | { readonly by: 'nothing' }
  /** `rest`: by what the gate leaves of 1 */
  | { readonly by: 'gate'; readonly gate: Thing; readonly rest: boolean }
  /** numbers that are the same at each timestep: weights, or what is computed from them; none where they stand in the equation */
  | ({ readonly by: 'constant' } & Fixed)
  /** a factor that comes from these */
  | { readonly by: 'factor'; readonly of: readonly Thing[] }

/** Numbers that are the same at each timestep: of which weights, and whether they are the weights themselves or what these leave of 1. */
export interface Fixed {
  readonly weights: readonly Thing[]
  readonly as: 'weights' | 'rest' | 'computed'
}

/** A summand, or an operand of a maximum: its content, and the gate that multiplies it. */
export interface Added {
  /** the symbol that it is; undefined where it is no single symbol */
  readonly content: Thing | undefined
  /** a column and a row, each number of one times each of the other */
  readonly pair: readonly [column: Thing, row: Thing] | undefined
  /** the symbols that it is computed from, where it is neither a symbol nor a pair */
  readonly from: readonly Thing[]
  readonly gate: Thing | undefined
  /** what the gate leaves of 1 multiplies it */
  readonly rest: boolean
  readonly fixed: Fixed | undefined
}

/** How an equation uses a symbol. */
export type Use =
  | 'sum'
  | 'minus'
  | 'factor'
  /** a factor, as what it leaves of 1 */
  | 'rest'
  /** a number that multiplies all of something */
  | 'each'
  | 'weights'
  | 'matrix'
  /** it is the matrix of a product */
  | 'table'
  /** a factor of what a matrix multiplies */
  | 'in matrix'
  /** a vector beside another one: each with each */
  | 'pairs'
  | 'divided'
  | 'divisor'
  | 'function'
  | 'other'

export type Biases = 'none' | 'one' | 'several'

/** Where what a layer says goes. */
export type ReadBy = 'head' | 'attention' | 'above' | 'next'

/** The parts of an attention: W_s f_T, e_t, log Σ exp e, α_t, the sum of the features. */
export type AttentionPart = 'query' | 'score' | 'total' | 'share' | 'context'

/** What the head reads: h, the attention's context, both directions, or both where they end. */
export type Read = 'hidden' | 'context' | 'both' | 'ends'

interface Forward {
  /** a function of each number */
  function: { readonly of: string }
  unsquashed: object
  /** the outermost operation, where it is no function; `isNumber`: what it gives is one number */
  operation: { readonly of: string; readonly isNumber: boolean }
  /** a weighted sum of these */
  sum: { readonly operands: readonly Thing[]; readonly biases: Biases }
  /** a state that weights add, unit by unit; `gate`: what is added to goes into a gate */
  peephole: { readonly state: Thing; readonly gate: boolean }
  /** a gate that multiplies the past in a sum */
  admits: { readonly gate: Thing }
  /** the function of what follows a sum; undefined: none */
  next: { readonly function: string | undefined }
  keeps: {
    readonly gate: Thing
    readonly states: readonly Thing[]
    readonly rest: boolean
    /** is it between 0 and 1? */
    readonly bounded: boolean
  }
  tied: object
  writes: { readonly content: Thing | undefined; readonly into: Thing; readonly rest: boolean }
  balances: { readonly old: Thing; readonly content: Thing | undefined }
  /** `looks`: the gate sees the new memory */
  says: { readonly memory: Thing; readonly looks: boolean }
  selects: { readonly old: Thing; readonly reader: Thing }
  content: { readonly gate: Thing | undefined }
  shares: { readonly gate: Thing }
  streams: { readonly count: number }
  kept: { readonly state: Thing; readonly kept: Carried }
  /** a part that is added to a state */
  written: Added
  /** the larger of two */
  larger: { readonly parts: readonly Added[] }
  /** what a gradient meets on its way along a state */
  meets: { readonly state: Thing; readonly kept: Carried }
  /** a gate gives a share of one and the rest of the other; undefined: something that has no name */
  mixture: { readonly gate: Thing; readonly share: Thing | undefined; readonly remainder: Thing | undefined }
  output: { readonly memory: Thing; readonly function: string | undefined; readonly gate: Thing | undefined }
  /** the sum of several memories is put out */
  outputs: { readonly memories: readonly Thing[]; readonly function: string | undefined }
  /** `plain`: by that itself, and not by what is computed from it */
  dividedBy: { readonly divisor: Thing; readonly plain: boolean }
  /** its numbers go into the rows of a matrix that is written, each times a row; or it is that row */
  column: { readonly row: Thing; readonly into: Thing }
  row: { readonly column: Thing; readonly into: Thing }
  /** it multiplies a memory that is a matrix */
  asks: { readonly memory: Thing; readonly reader: Thing }
  query: { readonly memory: Thing; readonly query: Thing }
  /** a state that goes whole through a function, or through none */
  whole: { readonly squashed: boolean }
  divides: { readonly readers: readonly Thing[] }
  readFor: { readonly readers: readonly Thing[] }
  carriedTo: { readonly readers: readonly Thing[] }
  unread: object
  /** the vectors of both directions as one */
  joins: object
  /** what the layer below says */
  below: object
  attends: { readonly part: AttentionPart }
  head: { readonly reads: Read }
  softmax: object
  /** a sigmoid makes a probability of each output */
  probabilities: object
  error: { readonly crossEntropy: boolean }
  loss: object
}

interface Backward {
  starts: { readonly at: Thing }
  difference: { readonly times: 'one' | 'two' | 'mean'; readonly outputs: number }
  chosen: object
  /** a gradient is given there, beside that of the losses of the timesteps */
  given: { readonly of: Thing }
  share: { readonly constant: string; readonly steps: number }
  /** the timestep has a weight of its own */
  counts: { readonly constant: string }
  /** probability minus target, for each output */
  surprise: { readonly reduction: 'mean' | 'sum' | 'half'; readonly outputs: number }
  /** `reverse`: of a layer that begins at the last timestep */
  initial: { readonly reverse: boolean }
  noWay: object
  /** of a function, where it is applied */
  slope: { readonly of: string | undefined }
  /** the hidden state has one way */
  oneWay: { readonly of: Thing }
  /** nothing comes after this timestep: these are the ways; `only`: there are no others */
  last: { readonly of: Thing; readonly ways: readonly Thing[]; readonly only: boolean }
  use: { readonly use: Use }
  /** several operations stand between it and the one thing that is computed from it, from the outermost */
  through: { readonly reader: Thing; readonly operations: readonly string[] }
  /** the same equation reads it several times */
  several: { readonly count: number }
  balance: object
  /** it lets in, and what it leaves of 1 keeps, by another gate */
  twice: { readonly gate: Thing; readonly other: Thing }
  /** ways to the head, to things of this timestep and of the next */
  fork: {
    readonly of: Thing
    readonly to: readonly ReadBy[]
    /** those that are in none of these places */
    readonly readers: readonly Thing[]
    /** its layer goes against time, so that it visits the timestep before next */
    readonly reverse: boolean
  }
  /** what a memory is put out into */
  feeds: {
    readonly of: Thing
    readonly reader: Thing
    readonly function: string | undefined
    readonly gate: Thing | undefined
    /** nothing stands between */
    readonly plain: boolean
  }
  feedsNext: { readonly next: Thing; readonly kept: Carried }
  /** `peephole`: by weights, unit by unit */
  feedsToo: { readonly of: Thing; readonly readers: readonly Thing[]; readonly peephole: boolean }
  adds: object
  /** where a slope keeps its size on its way along a state */
  keepsSize: { readonly next: Thing; readonly kept: Carried }
  inputs: { readonly readers: readonly Thing[] }
}

interface Weights {
  outer: object
  bias: object
  elementwise: { readonly with: Thing }
  /** of several equations, or of a place that has no sentence of its own */
  summed: { readonly count: number }
  update: object
}

/** `first`: it is the first update, before which an optimiser carries zeros. */
interface Optimising {
  batchMean: { readonly sequences: number }
  squaredNorm: object
  wholeNorm: object
  /** `bites`: the norm is larger than it may be */
  clipping: { readonly bites: boolean }
  usedGradient: { readonly clipped: boolean; readonly decays: boolean }
  /** what an optimiser writes on its way to the step */
  optimizer: { readonly role: OptimizerRole; readonly first: boolean }
  /** what the weight moves by, where that is not the gradient alone */
  stepBy: { readonly by: Exclude<WeightStep, 'gradient'>; readonly first: boolean }
  bothBiases: object
  /** a bias that PyTorch keeps as two moves by the step of each */
  movesTwice: object
}

/** The parameters of every fact, by its name. */
export type Facts = Forward & Backward & Weights & Optimising

/** One fact: its id with its parts. */
export type Fact = { [Id in keyof Facts]: { readonly fact: Id } & Facts[Id] }[keyof Facts]

/** A sentence for every fact. */
export type TextsOfFacts = { readonly [Id in keyof Facts]: (fact: Facts[Id]) => string }

/** The sentence of a fact in the language of `texts`; symbols stand in [[ ]]. */
export function sentenceOf<Id extends keyof Facts>(
  texts: TextsOfFacts,
  fact: { readonly fact: Id } & Facts[Id],
): string {
  return texts[fact.fact](fact)
}
