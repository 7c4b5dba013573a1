import type { Memory, Storage } from '../algebra/evaluate.ts'
import { givenAt } from '../algebra/names.ts'
import { weightsOfSteps } from '../cell/losses.ts'
import type { Problem } from '../cell/model.ts'
import type { Network } from '../cell/network.ts'
import { placesOf, weightOf } from '../cell/parameters.ts'
import { size } from '../tensor/tensor.ts'
import type { RunPlan } from './plan.ts'
import { startOf } from './schedule.ts'

/** How many timesteps have a loss. */
export function lossSteps(problem: Pick<Problem, 'loss' | 'sequence'>): number {
  return problem.loss.at === 'last' ? 1 : problem.sequence.inputs.length
}

/**
 * Room for every value of a run, filled with what is given: inputs, targets, weights, initial states, constants.
 * A value with a time has T + 1 places: 0 holds the initial state (and, for gradients, its gradient); where a layer goes
 * against time, one more, T + 1, for the initial state of that.
 */
export function memoryOf(problem: Problem, net: Network, plan: RunPlan, learningRate: number): Memory {
  const { model, sequence, weights } = problem
  const T = sequence.inputs.length
  const places = T + (net.tracks.some(({ reverse }) => reverse) ? 2 : 1)
  const storages = new Map<string, Storage>()

  const memory: Memory = (name) => {
    const found = storages.get(name)
    if (found) return found
    const { shape, timed } = plan.layout(name)
    const made = { data: new Float64Array(size(shape) * (timed ? places : 1)), shape, timed }
    storages.set(name, made)
    return made
  }

  const stored = placesOf(model)
  for (const name of net.weights) {
    const { data, shape } = weightOf(weights, stored.get(name)!)
    storages.set(name, { data, shape, timed: false })
  }
  const steps = lossSteps(problem)
  const { w, K, η } = net.constants
  const { data: shares } = memory(w)
  for (const [s, n] of weightsOfSteps(problem.loss, steps).entries()) shares[T - steps + 1 + s] = n
  memory(K).data[0] = model.outputSize
  memory(η).data[0] = learningRate
  for (const [s, x] of sequence.inputs.entries()) memory('x').data.set(x, (s + 1) * model.inputSize)
  const target = memory('target')
  for (const [s, value] of sequence.targets.slice(-steps).entries()) {
    const t = T - steps + 1 + s
    target.data.set(typeof value === 'number' ? [value] : value, t * size(target.shape))
  }
  for (const [name, numbers] of Object.entries(problem.loss.given ?? {})) {
    const { data, shape } = memory(givenAt(name))
    data.set([numbers].flat(2), T * size(shape))
  }
  for (const state of net.states) {
    const { initialState = {} } = sequence
    if (!Object.hasOwn(initialState, state)) continue
    const { data, shape } = memory(state)
    data.set([initialState[state]!].flat(2), startOf(net, state, T) * size(shape))
  }
  return memory
}
