/**
 * The network beside it: an Elman RNN with tanh units, the engine's own cell with its derived backward pass, so full
 * gradients by backpropagation through time. Outputs are σ(y), as in the 1997 network.
 */
import { bind, type Memory, run } from '../algebra/evaluate.ts'
import { gradientOf } from '../algebra/names.ts'
import type { Problem } from '../cell/model.ts'
import { tensorShapes } from '../cell/parameters.ts'
import { modelOf } from '../experiment/document.ts'
import type { Random } from '../tensor/random.ts'
import { tensor } from '../tensor/tensor.ts'
import { sumOverTime } from '../trace/backward.ts'
import { memoryOf } from '../trace/memory.ts'
import { runPlanOf } from '../trace/plan.ts'
import { networkOf } from '../trace/record.ts'
import { surroundings } from '../trace/schedule.ts'
import { sigmoid } from './network.ts'

export interface Rnn {
  /** dL/d(weight) and the weights, by the names of the equations: W, U, b, head.weight, head.bias */
  readonly memory: Memory
  readonly weights: readonly string[]
  /** runs a sequence, inputs [T, D], and gives the outputs σ(y) of the last timestep */
  readonly forward: (inputs: Float64Array, T: number) => Float64Array
  /** after `forward`: the gradient of every weight, given dL/dy of the last timestep */
  readonly backward: (errors: Float64Array) => void
}

/** An RNN for sequences of up to `steps` timesteps; weights uniform in ±`range`. */
export function rnn(
  sizes: { readonly inputs: number; readonly hidden: number; readonly outputs: number },
  steps: number,
  from: Random,
  range: number,
): Rnn {
  const { inputs: D, hidden: H, outputs: K } = sizes
  const model = modelOf({ cell: 'rnn', inputSize: D, hiddenSize: H, outputSize: K })
  const weights = Object.fromEntries(
    Object.entries(tensorShapes(model)).map(([name, shape]) => [name, tensor(shape)]),
  )
  // The linear loss sends a chosen dL/dy into the last timestep.
  const problem: Problem = {
    model,
    weights,
    sequence: {
      inputs: Array.from({ length: steps }, () => Array.from({ length: D }, () => 0)),
      targets: [Array.from({ length: K }, () => 0)],
    },
    loss: { kind: 'linear', at: 'last', reduction: 'sum' },
  }
  const net = networkOf(problem)
  const plan = runPlanOf(net, model)
  const memory = memoryOf(problem, net, plan, 0)
  for (const name of net.weights) {
    const { data } = memory(name)
    for (let i = 0; i < data.length; i++) data[i] = from.uniform(-range, range)
  }
  const sums = net.adjoints.filter((adjoint) => adjoint.overTime)
  const outputs = new Float64Array(K)
  let T = 0
  const hasLoss = (t: number) => t === T
  return {
    memory,
    weights: net.weights,
    forward: (inputs, length) => {
      if (length > steps) throw new Error(`expected at most ${steps} timesteps, got ${length}`)
      T = length
      memory('x').data.set(inputs.subarray(0, T * D), D)
      const before = bind(plan.forward(0, surroundings(1, 2, hasLoss)).program, memory)
      for (let t = 1; t < T; t++) run(before, t)
      run(bind(plan.forward(0, surroundings(T, T, hasLoss)).program, memory), T)
      const y = memory('y').data.subarray(T * K, (T + 1) * K)
      for (let k = 0; k < K; k++) outputs[k] = sigmoid(y[k]!)
      return outputs
    },
    backward: (errors) => {
      memory('target').data.set(errors, T * K)
      run(bind(plan.backward(0, surroundings(T, T, hasLoss)).program, memory), T)
      const before = bind(
        plan.backward(
          0,
          surroundings(1, 2, () => false),
        ).program,
        memory,
      )
      for (let t = T - 1; t >= 1; t--) run(before, t)
      for (const adjoint of sums)
        sumOverTime(adjoint, { net, memory, T, hasLoss }, 1, T, memory(adjoint.symbol).data)
    },
  }
}

/** One step of gradient descent. */
export function descend({ memory, weights }: Rnn, learningRate: number): void {
  for (const name of weights) {
    const { data } = memory(name)
    const gradient = memory(gradientOf(name)).data
    for (let i = 0; i < data.length; i++) data[i] = data[i]! - learningRate * gradient[i]!
  }
}
