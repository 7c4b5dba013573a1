/** A run without frames, for those who want many runs and only their numbers. */
import type { Problem } from '../cell/model.ts'
import type { Network } from '../cell/network.ts'
import { backStep, sumWeights } from './backward.ts'
import { forward, forwardStep, loss } from './forward.ts'
import type { Run } from './frame.ts'
import { memoryOf } from './memory.ts'
import { runPlanOf } from './plan.ts'
import { networkOf } from './record.ts'
import { backwardVisits, forwardVisits } from './schedule.ts'

/**
 * Runs forward and backward: the value and the gradient of every symbol that has a time, at every timestep. The gradients of the
 * weights, most of the work of a backward pass, are left out (see `withWeightGradients`). `net`: the equations of the problem, or
 * these with other gradients. Nothing is thrown for numbers that overflow: they are results.
 */
export function runStates(problem: Problem, net: Network = networkOf(problem)): Run {
  const T = problem.sequence.inputs.length
  const plan = runPlanOf(net, problem.model)
  const memory = memoryOf(problem, net, plan, 0)
  const hasLoss = (t: number) => problem.loss.at === 'all' || t === T
  const of = { problem, net, T, memory, hasLoss }
  for (const visit of forwardVisits(net, T)) forwardStep(of, plan, visit)
  for (const visit of backwardVisits(net, T)) backStep(of, plan, visit)
  return of
}

/** The loss, and the gradient of every weight in the memory of the run. */
export function lossAndGradients(problem: Problem): { readonly loss: number; readonly run: Run } {
  const run = withWeightGradients(runStates(problem))
  const result = { loss: 0 }
  Array.from(loss(run, runPlanOf(run.net, problem.model), result))
  return { loss: result.loss, run }
}

/** The loss alone: the forward pass of `record`, without what follows it. */
export function lossOf(problem: Problem): number {
  const net = networkOf(problem)
  const T = problem.sequence.inputs.length
  const plan = runPlanOf(net, problem.model)
  const memory = memoryOf(problem, net, plan, 0)
  const hasLoss = (t: number) => problem.loss.at === 'all' || t === T
  const result = { loss: 0 }
  const of = { net, memory, T, hasLoss }
  Array.from(forward(of, plan))
  Array.from(loss(of, plan, result))
  return result.loss
}

/** The run with the gradient of every weight in its memory too. */
export function withWeightGradients(of: Run): Run {
  sumWeights(of)
  return of
}
