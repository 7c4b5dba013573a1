import type { Memory, Storage } from '../algebra/evaluate.ts'
import { ofGradient } from '../algebra/expression.ts'
import { sizesOf } from '../algebra/shape.ts'
import type { Problem } from '../cell/model.ts'
import type { Network } from '../cell/network.ts'
import { placesOf, valueOf } from '../cell/parameters.ts'
import { size } from '../tensor/tensor.ts'

/** How many timesteps have a loss. */
export function lossSteps(problem: Pick<Problem, 'loss' | 'sequence'>): number {
  return problem.loss.at === 'last' ? 1 : problem.sequence.inputs.length
}

/**
 * Room for every value of a run, filled with what is given: inputs, targets, weights, initial states, constants.
 * A value with a time has T + 1 places: 0 holds the initial state (and, for gradients, its gradient).
 */
export function memoryOf(problem: Problem, net: Network, learningRate: number): Memory {
  const { model, sequence, weights } = problem
  const T = sequence.inputs.length
  const sizes = { D: model.inputSize, H: model.hiddenSize, K: model.outputSize }
  const storages = new Map<string, Storage>()

  const memory: Memory = (name) => {
    const found = storages.get(name)
    if (found) return found
    const info = net.info(ofGradient(name) ?? name)
    const shape = sizesOf(info.shape, sizes)
    const data = new Float64Array(size(shape) * (info.timed ? T + 1 : 1))
    const made = { data, shape, timed: info.timed }
    storages.set(name, made)
    return made
  }

  const places = placesOf(model)
  for (const name of net.weights) {
    const { data, shape } = valueOf(weights, places.get(name)!)
    storages.set(name, { data, shape, timed: false })
  }
  const steps = lossSteps(problem)
  memory('w').data.fill(1 / steps)
  memory('K').data[0] = model.outputSize
  memory('η').data[0] = learningRate
  sequence.inputs.forEach((x, s) => memory('x').data.set(x, (s + 1) * model.inputSize))
  const target = memory('target')
  sequence.targets.slice(-steps).forEach((value, s) => {
    const t = T - steps + 1 + s
    target.data.set(typeof value === 'number' ? [value] : value, t * size(target.shape))
  })
  for (const state of net.states) {
    const initial = sequence.initialState?.[state as 'h' | 'C']
    if (initial) memory(state).data.set(initial)
  }
  return memory
}
