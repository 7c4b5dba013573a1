import type { Problem } from '../cell/model.ts'
import { type Network, network } from '../cell/network.ts'
import { settingOf } from '../cell/optimizers.ts'
import { netKey } from '../cell/tracks.ts'
import { backward } from './backward.ts'
import { forward, loss } from './forward.ts'
import type { Frame, Step, Trace } from './frame.ts'
import { lossSteps, memoryOf } from './memory.ts'
import { runPlanOf } from './plan.ts'
import { prepared, update } from './update.ts'

const derived = new Map<string, Network>()

/** The equations of a problem, derived once for each kind of net: they depend neither on sizes nor on numbers. */
export function networkOf(problem: Pick<Problem, 'model' | 'loss' | 'sequence'>): Network {
  const several = lossSteps(problem) > 1
  const { weights, given, ...loss } = problem.loss
  const kinds = [loss, weights !== undefined, given && Object.keys(given)]
  const key = JSON.stringify([netKey(problem.model), kinds, several])
  const found = derived.get(key) ?? network(problem.model, problem.loss, several ? 2 : 1)
  derived.set(key, found)
  return found
}

/** The learning rate of a problem: that of its optimiser, or the one given. */
function rateOf({ update: by }: Problem, rate: number): number {
  return by ? settingOf(by.optimizer, 'lr') : rate
}

/**
 * Runs a problem: forward, loss, backward, and one update, drained into a list of frames. `rate`: the learning rate where the problem does
 * not say how it is updated.
 */
export function record(problem: Problem, rate = 0.1): Trace {
  const net = networkOf(problem)
  const T = problem.sequence.inputs.length
  const plan = runPlanOf(net, problem.model)
  const learningRate = rateOf(problem, rate)
  const memory = memoryOf(problem, net, plan, learningRate)
  const updatePlan = prepared(net, plan, problem, memory)
  const hasLoss = (t: number) => problem.loss.at === 'all' || t === T
  const of = { net, memory, T, hasLoss }
  const result = { loss: 0 }
  const frames: Frame[] = []
  const drain = (steps: Generator<Step>) => {
    for (const { phase, t, equation } of steps)
      frames.push(Object.freeze({ index: frames.length, phase, t, equation }))
  }
  drain(forward(of, plan))
  drain(loss(of, plan, result))
  drain(backward(of, plan))
  drain(update(updatePlan, memory))
  return Object.freeze({
    problem,
    net,
    T,
    frames: Object.freeze(frames),
    memory,
    loss: result.loss,
    hasLoss,
    learningRate,
    updates: updatePlan.updates,
  })
}
