/** English: the name of each step. */
import type { Noun, UpdateStep } from '../../../src/index.ts'
import { nouns } from './always.ts'
import { facts } from './facts.ts'

type Text = string
/** A title for each kind of symbol; the symbol in [[ ]]. */
type Titles = Readonly<Record<Noun, (symbol: string) => Text>>

export const steps = {
  /** which way a layer goes through the strip: its values, or its gradients */
  order: (layer: number, reverse: boolean, [from, to]: readonly [number, number], back: boolean): Text =>
    back
      ? `Layer ${layer} (${reverse ? 'against' : 'along'} time), gradients: t = ${from} → ${to}`
      : `Layer ${layer}, computed ${reverse ? 'against' : 'along'} time: t = ${from} → ${to}`,
  /** at a step above a layer with two directions, of which the strip shows one */
  shownOfBoth: (layer: number, reverse: boolean): Text =>
    `Layer ${layer} has both directions; shown: ${reverse ? 'against' : 'along'} time`,
  /** the picture of an attention */
  attention: {
    forward:
      'Attention over all timesteps: from below, what each says, its score, its share, and what it adds to the context.',
    backward:
      'Attention in the backward pass: the gradient of the context goes into shares and scores, and to what each timestep said, as value, as key and as query.',
    largest: (share: Text, t: number): Text => `The largest share is ${share}, at t = ${t}.`,
    value: 'as value',
    key: 'as key',
    query: 'as query',
  },
  facts,
  nouns: nouns as Readonly<Record<Noun, Text>>,
  /** The name of each step. */
  names: {
    forward: {
      a: (called: string): Text => `Into the ${called}: the pre-activation`,
      /** by what a symbol is, where nobody has named it */
      things: {
        forget: () => 'Forget gate: what is kept',
        input: () => 'Input gate: what is let in',
        candidate: () => 'Candidate: what could be written',
        output: () => 'Output gate: what is put out',
        reset: () => 'Reset gate: what the past may say',
        update: () => 'Update gate: old against new',
        proposal: () => 'Candidate: the new proposal',
        cell: () => 'Cell state: keep and write',
        memory: () => 'Memory: keep and write',
        normaliser: () => 'Normaliser: what is divided by',
        hidden: () => 'Hidden state',
        state: (symbol) => `State ${symbol}`,
        gate: (symbol) => `Gate ${symbol}`,
        data: () => 'The input',
        below: () => 'The layer below',
        value: (symbol) => symbol,
      } satisfies Titles as Titles,
      head: { output: 'Output of the head', probabilities: 'Probabilities', loss: 'Loss of this timestep' },
    },
    loss: 'The loss: all timesteps together',
    backward: {
      head: {
        output: 'Where the gradient starts',
        probabilities: 'Probabilities',
        loss: 'Loss of this timestep',
      },
      state: (called: string): Text => `The ${called}`,
      fork: (symbol: string, n: number): Text =>
        `The fork at ${symbol}: ${['two', 'three', 'four', 'five', 'six'][n - 2] ?? n} gradients meet`,
      gate: (called: string): Text => `Into the ${called}`,
      a: (called: string): Text => `Through the squashing of the ${called}`,
      aPlain: (called: string): Text => `Into the sum of the ${called}`,
      input: 'The input',
      weight: (symbol: string): Text => `What this timestep adds to the gradient of ${symbol}`,
      weights: 'What this timestep adds to the gradients of the weights',
      initial: 'The initial state',
    },
    /** the parts of an attention */
    attention: {
      query: 'Attention: the query',
      score: 'Attention: the score of this timestep',
      total: 'Attention: the sum of all exponentials, as a logarithm',
      share: 'Attention: the share of this timestep',
      context: 'Attention: the context, a mean over all timesteps',
    },
    /** a layer, counted from 1, and its direction, each where the net has several */
    track: (layer: number | undefined, reverse: boolean | undefined): Text => {
      const direction = reverse === undefined ? '' : reverse ? 'against time' : 'along time'
      return [layer === undefined ? '' : `layer ${layer}`, direction].filter(Boolean).join(', ')
    },
    /** what a timestep, a layer or a phase has done; `of`: what of the net it belongs to, where that is not all */
    completed: {
      timestep: (t: number, of: Text): Text => (of ? `Timestep ${t} of ${of}` : `Timestep ${t}`),
      initial: (of: Text): Text => (of ? `The initial states of ${of}` : 'The initial states'),
      phase: {
        forward: 'The forward pass is complete',
        loss: 'The loss is complete',
        backward: 'The backward pass is complete',
        update: 'The update is complete',
      },
      all: {
        forward: (what: Text): Text => `${what}: all values are computed`,
        loss: (what: Text): Text => `${what}: the loss is computed`,
        backward: (what: Text): Text => `${what}: all gradients are computed`,
        update: (what: Text): Text => `${what}: all weights are updated`,
      },
      /** a later step goes on with it */
      some: (what: Text): Text => `${what}: a part is computed, the rest later`,
      layer: 'the recurrent layer',
      attention: 'the attention',
      head: 'the head',
      above: 'the attention and the head',
      /** the step is shown by its last idea */
      last: (title: Text): Text => `Its last idea: ${title}`,
    },
    /** what an update computes on its way to the new weights */
    updates: {
      mean: (symbol) => `The mean gradient over the batch: ${symbol}`,
      square: (symbol) => `The squared norm of the gradient: ${symbol}`,
      norm: () => 'The norm of the gradient of all weights',
      clip: () => 'Clipping: the factor for all gradients',
      used: (symbol) => `The gradient that is used: ${symbol}`,
      power: () => 'What is still missing of the running means',
      gradientMean: (symbol) => `Momentum, what the gradients so far come to: ${symbol}`,
      gradientSum: (symbol) => `Momentum, what the gradients so far come to: ${symbol}`,
      stepSum: (symbol) => `Momentum, what the steps so far come to: ${symbol}`,
      squareMean: (symbol) => `The running mean of its square: ${symbol}`,
      squareSum: (symbol) => `The sum of its squares so far: ${symbol}`,
      corrected: (symbol) => `Corrected for the beginning at zero: ${symbol}`,
      both: (symbol) => `Both biases together: ${symbol}`,
      weight: (symbol) => `One step downhill: ${symbol}`,
    } satisfies Record<UpdateStep, (symbol: string) => Text> as Record<UpdateStep, (symbol: string) => Text>,
  },
}
