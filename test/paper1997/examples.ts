/** Random nets of the paper with a run each, and their gradients. */
import fc from 'fast-check'
import { type GradientKind, gradientFor } from '../../src/paper1997/gradient.ts'
import {
  type Activations,
  type BlockNet,
  blockNet,
  forward,
  outputErrors,
  runOf,
  type Sizes,
} from '../../src/paper1997/network.ts'
import { random } from '../../src/tensor/random.ts'

export interface Example {
  net: BlockNet
  run: Activations
  inputs: Float64Array
  T: number
  target: number
}

/** A net with weights of a standard deviation, and a run over normal inputs. */
export function example(sizes: Sizes, T: number, sd: number, seed: number): Example {
  const from = random(seed)
  const net = blockNet(sizes)
  for (let i = 0; i < net.weights.length; i++) net.weights[i] = sd * from.normal()
  const inputs = Float64Array.from({ length: T * sizes.inputs }, () => from.normal())
  const run = runOf(net, T)
  forward(net, run, inputs, T)
  return { net, run, inputs, T, target: seed % sizes.outputs }
}

export function gradientOfExample(
  { net, run, target }: Example,
  kind: GradientKind,
  errors = errorsOf(run, target),
): BlockNet {
  const gradient = blockNet(net.sizes)
  gradient.weights.fill(Number.NaN)
  gradientFor(net, kind)(net, run, errors, gradient)
  return gradient
}

export function errorsOf(run: Activations, target: number): Float64Array {
  const errors = new Float64Array(run.y.length)
  outputErrors(run.y, target, errors)
  return errors
}

/** The largest difference, as a share of the largest number. */
export function apart(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const most = Math.max(...Array.from(b, Math.abs))
  return Math.max(...Array.from(a, (x, i) => Math.abs(x - b[i]!))) / most
}

export const sizes = fc.record({
  inputs: fc.integer({ min: 1, max: 4 }),
  blocks: fc.integer({ min: 1, max: 3 }),
  cells: fc.integer({ min: 1, max: 3 }),
  outputs: fc.integer({ min: 1, max: 4 }),
})
export const examples = fc
  .tuple(sizes, fc.integer({ min: 2, max: 12 }), fc.constantFrom(0.3, 1), fc.nat(2 ** 31))
  .map(([of, T, sd, seed]) => example(of, T, sd, seed))
export const several = { numRuns: 60, seed: 19970815 }
