/** English: what a symbol is called by what it does, and a sentence for each function, operation and use. */
import type { AttentionPart, CellOp, ReadBy, Use } from '../../../src/index.ts'

type Text = string

const operations: Readonly<Record<CellOp, Text>> = {
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
  pick: 'One of its numbers is taken.',
  spread: 'One number stands at every place.',
}

/** The sentences of operations that are told otherwise where they give one number. */
export const ofNumbers: Readonly<Record<string, Text>> = {
  scale: 'Two numbers are multiplied.',
  div: 'One number is divided by another.',
}

/** The sentence of an operation by the name of its row; nothing for one that no cell can have. */
export const ofOperation = (name: string): Text => (operations as Readonly<Record<string, Text>>)[name] ?? ''

/** What stands between a symbol and what is computed from it; a function is called by its name. */
export const between: Readonly<Record<string, Text>> = {
  mul: 'a product',
  scale: 'a product',
  rowScale: 'a product',
  ratio: 'a quotient',
  div: 'a quotient',
  matvec: 'a product with a matrix',
  matvecT: 'a product with a matrix',
  outer: 'a table of products',
  dot: 'a sum over all numbers',
  sum: 'a sum over all numbers',
  rowSum: 'a sum over each row',
  oneMinus: 'what is left of 1',
  square: 'a square',
  max: 'a maximum',
  abs: 'an absolute value',
  sigmoid: 'σ',
}

export const slopes: Readonly<Record<string, Text>> = {
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

export const uses: Readonly<Record<Use, Text>> = {
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

export const attention: Readonly<Record<AttentionPart, Text>> = {
  query:
    'The query is made once, from what the last timestep says; it takes part in the score of every timestep.',
  score: 'How well this timestep fits the query, as one number.',
  total:
    'The logarithm of the sum of all exponentials: subtracting it before exp is dividing by the sum after it.',
  share: 'This is softmax over the timesteps: the shares are positive and add up to 1 over all of them.',
  context: 'The mean of what all timesteps say, each weighted by its share. The head reads this alone.',
}

/** Where what a layer says goes; before: the timestep that a direction against time visits next. */
export const wholes: Readonly<Record<ReadBy | 'before', Text>> = {
  head: 'the head',
  attention: 'the attention',
  above: 'the layer above',
  next: 'everything that the next timestep computes from it',
  before: 'everything that the timestep before computes from it, since this direction goes backwards',
}

export const within: Readonly<Record<ReadBy | 'before', Text>> = {
  head: 'in the head',
  attention: 'in the attention',
  above: 'in the layer above',
  next: 'in the next timestep',
  before: 'in the timestep before, since this direction goes backwards',
}
