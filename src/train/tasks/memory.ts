/** Tasks that ask for something long after it was said. */
import { wholeFrom } from '../../tensor/random.ts'
import { oneHot, type Task, whole } from './task.ts'

const sequences = whole(1000, 2, 20_000)
/** A tenth is held out. */
const mostOf = (count: number) => Math.max(1, count - Math.round(count / 10))
const list = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make)

/** Hochreiter & Schmidhuber 1997 and Arjovsky et al. 2016: the sum of two marked numbers among many. Always saying 1 costs 1/6. */
export const adding: Task = {
  options: { sequences, length: whole(50, 2, 1000) },
  inputs: 2,
  outputs: 1,
  kinds: ['mse'],
  at: 'last',
  draw: ({ sequences: count, length: T }, from) => {
    const one = () => {
      const inputs = new Float64Array(2 * T!)
      for (let t = 0; t < T!; t++) inputs[2 * t] = from.uniform(0, 1)
      const half = Math.floor(T! / 2)
      const marked = [wholeFrom(from, 0, half - 1), wholeFrom(from, half, T! - 1)]
      for (const t of marked) inputs[2 * t + 1] = 1
      return { T: T!, inputs, targets: Float64Array.of(marked.reduce((sum, t) => sum + inputs[2 * t]!, 0)) }
    }
    return { items: list(count!, one), train: mostOf(count!) }
  },
  baselines: () => ({ guess: 1 / 6 }),
}

const [blank, ask, said] = [8, 9, 10]

/** Arjovsky et al. 2016: ten symbols of eight, a long pause, a sign to speak, and the ten are to be said again. */
export const copy: Task = {
  options: { sequences, delay: whole(20, 1, 500) },
  inputs: 10,
  outputs: 9,
  kinds: ['cross-entropy'],
  at: 'all',
  draw: ({ sequences: count, delay }, from) => {
    const T = delay! + 2 * said
    const one = () => {
      const symbols = list(said, () => wholeFrom(from, 0, 7))
      const pause = list(delay! + said, () => blank)
      pause[delay! - 1] = ask
      const silence = list(delay! + said, () => blank)
      const targets = Float64Array.from([...silence, ...symbols])
      return { T, inputs: oneHot([...symbols, ...pause], 10), targets }
    }
    return { items: list(count!, one), train: mostOf(count!) }
  },
  baselines: ({ delay }) => ({ guess: (said * Math.log(8)) / (delay! + 2 * said) }),
}

/** Pascanu, Mikolov & Bengio 2013: two symbols A or B among others, one early and one in the middle; in which order did they come? */
export const temporalOrder: Task = {
  options: { sequences, length: whole(50, 10, 1000) },
  inputs: 6,
  outputs: 4,
  kinds: ['cross-entropy'],
  at: 'last',
  draw: ({ sequences: count, length: T }, from) => {
    const tenth = Math.floor(T! / 10)
    const one = () => {
      const symbols = list(T!, () => wholeFrom(from, 2, 5))
      const [first, second] = [wholeFrom(from, 0, 1), wholeFrom(from, 0, 1)]
      symbols[wholeFrom(from, tenth, 2 * tenth)] = first!
      symbols[wholeFrom(from, 4 * tenth, 5 * tenth)] = second!
      return { T: T!, inputs: oneHot(symbols, 6), targets: Float64Array.of(2 * first! + second!) }
    }
    return { items: list(count!, one), train: mostOf(count!) }
  },
  baselines: () => ({ guess: Math.log(4) }),
  labels: { inputs: ['A', 'B', 'c', 'd', 'e', 'f'], outputs: ['AA', 'AB', 'BA', 'BB'] },
}

/** A value is stored when told so and said again when asked; 0 otherwise. */
export const storeAndAsk: Task = {
  options: { sequences: whole(200, 2, 20_000), length: whole(8, 3, 500) },
  inputs: 3,
  outputs: 1,
  kinds: ['mse'],
  at: 'all',
  draw: ({ sequences: count, length: T }, from) => {
    const one = () => {
      const [inputs, targets] = [new Float64Array(3 * T!), new Float64Array(T!)]
      // In tenths, as people read them.
      for (let t = 0; t < T!; t++) inputs[3 * t] = wholeFrom(from, -9, 9) / 10
      const stored = wholeFrom(from, 0, T! - 2)
      const asked = wholeFrom(from, stored + 1, T! - 1)
      inputs[3 * stored + 1] = 1
      inputs[3 * asked + 2] = 1
      targets[asked] = inputs[3 * stored]!
      return { T: T!, inputs, targets }
    }
    return { items: list(count!, one), train: mostOf(count!) }
  },
  // Always 0: of T answers one is not.
  baselines: (_, { items, train }) => {
    const heldOut = items.slice(train)
    const squares = heldOut.map(({ targets, T }) => targets.reduce((all, n) => all + n * n, 0) / T)
    return heldOut.length === 0 ? {} : { guess: squares.reduce((a, b) => a + b, 0) / heldOut.length }
  },
}
