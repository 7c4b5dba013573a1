/**
 * Experiment 6a of Hochreiter & Schmidhuber 1997, trained from scratch: one sequence, one update. A trainer is an object that
 * goes on from where it stopped, so that it can run in pieces, with progress between them, and be paused or dropped.
 */
import { type Random, random, wholeFrom } from '../tensor/random.ts'
import { type GradientKind, gradientFor } from './gradient.ts'
import { blockNet, experiment6a, forward, initialNet, isCorrect, outputErrors, runOf } from './network.ts'
import { descend, rnn } from './rnn.ts'
import { type TemporalOrder, temporalOrder } from './task.ts'

/** What is trained: which network, by which gradient, from which seed, at which rate. */
export interface Settings {
  /** the 1997 network (156 weights), or an RNN of 8 tanh units (172 weights) beside it */
  readonly network: 'lstm' | 'rnn'
  /** of the 1997 network; the RNN has the full gradient always */
  readonly gradient: GradientKind
  /** of weights and sequences; a whole number from 0 to 2^32 - 1 */
  readonly seed: number
  /** 0.5 where absent, as in the paper */
  readonly learningRate?: number
}

/** How far a trainer has come. */
export interface Progress {
  /** how many sequences were trained on */
  readonly sequences: number
  /** mean of Σ (target_k - y_k)² over the last 2,000 sequences, or all if fewer; NaN before the first */
  readonly recentError: number
  /** how many of the last 2,000 sequences, or all if fewer, had an output 0.3 or more from its target */
  readonly recentWrong: number
  /** the paper's rule to stop: error below 0.1, and the last 2,000 sequences all right */
  readonly solved: boolean
}

export interface Trainer {
  readonly settings: Settings
  /** how many weights are learned */
  readonly weights: number
  /** trains on so many sequences more, fewer where the task is solved before; nothing happens once it is */
  readonly advance: (sequences: number) => Progress
  readonly progress: () => Progress
  /** how many of so many fresh sequences are wrong; the same sequences at every call, never those of training; changes nothing */
  readonly test: (sequences?: number) => number
}

/** A network that can be run and taught. */
interface Learner {
  readonly weights: number
  /** the outputs of the last timestep */
  readonly outputs: (of: TemporalOrder) => Float64Array
  /** one step of gradient descent after `outputs`, given dL/dnet of each output */
  readonly learn: (errors: Float64Array, learningRate: number) => void
}

/** The paper's row for experiment 6a (its table 8): the mean of 20 trials, and how many test sequences were wrong. */
export const published = { weights: 156, trials: 20, sequences: 31_390, wrong: 1, tested: 2560 }

/** The longest sequence, the sequences that decide, and those of the test, as the paper has them. */
const longest = 110
const recent = 2000
const { tested } = published

/** The hidden units of the RNN: the number whose weights are nearest to 156 from above. */
const rnnUnits = 8

/**
 * A trainer of one network on experiment 6a by the rule of 1997 (one update a sequence, truncated gradient or full one); it has seen no
 * sequence yet. Weights, training and test sequences are drawn by `settings.seed`.
 */
export function trainer(settings: Settings): Trainer {
  const { seed, learningRate = 0.5 } = settings
  const seeds = random(seed)
  const [weightSeed, trainingSeed, testSeed] = [1, 2, 3].map(() => wholeFrom(seeds, 0, 2 ** 32 - 1)) as [
    number,
    number,
    number,
  ]
  const learner = (settings.network === 'lstm' ? lstmLearner : rnnLearner)(settings, random(weightSeed))
  const training = random(trainingSeed)
  const errors = new Float64Array(experiment6a.outputs)
  // Of the last 2,000 sequences: Σ (target_k - y_k)², and was it wrong? The places are used again and again.
  const error = new Float64Array(recent)
  const wrong = new Uint8Array(recent)
  let sequences = 0
  let recentWrong = 0
  let solved = false

  function recentError(): number {
    const count = Math.min(sequences, recent)
    let sum = 0
    for (let i = 0; i < count; i++) sum += error[i]!
    return sum / count
  }

  function one(): void {
    const example = temporalOrder(training)
    const y = learner.outputs(example)
    const place = sequences % recent
    recentWrong -= wrong[place]!
    error[place] = 2 * outputErrors(y, example.target, errors)
    wrong[place] = isCorrect(y, example.target) ? 0 : 1
    recentWrong += wrong[place]!
    sequences++
    learner.learn(errors, learningRate)
    solved = sequences >= recent && recentWrong === 0 && recentError() < 0.1
  }

  const progress = (): Progress => ({ sequences, recentError: recentError(), recentWrong, solved })

  return {
    settings,
    weights: learner.weights,
    advance: (more) => {
      for (let n = 0; n < more && !solved; n++) one()
      return progress()
    },
    progress,
    test: (count = tested) => {
      const fresh = random(testSeed)
      let wrong = 0
      for (let n = 0; n < count; n++) {
        const example = temporalOrder(fresh)
        if (!isCorrect(learner.outputs(example), example.target)) wrong++
      }
      return wrong
    },
  }
}

function lstmLearner({ gradient: kind }: Settings, from: Random): Learner {
  const net = initialNet(experiment6a, from)
  const run = runOf(net, longest)
  const gradient = blockNet(experiment6a)
  const computeGradient = gradientFor(net, kind)
  return {
    weights: net.weights.length,
    outputs: ({ inputs, T }) => {
      forward(net, run, inputs, T)
      return run.y
    },
    learn: (errors, learningRate) => {
      computeGradient(net, run, errors, gradient)
      for (let i = 0; i < net.weights.length; i++)
        net.weights[i] = net.weights[i]! - learningRate * gradient.weights[i]!
    },
  }
}

function rnnLearner(_: Settings, from: Random): Learner {
  const { inputs, outputs } = experiment6a
  const net = rnn({ inputs, hidden: rnnUnits, outputs }, longest, from, 0.1)
  return {
    weights: net.weights.reduce((sum, name) => sum + net.memory(name).data.length, 0),
    outputs: (example) => net.forward(example.inputs, example.T),
    learn: (errors, learningRate) => {
      net.backward(errors)
      descend(net, learningRate)
    },
  }
}
