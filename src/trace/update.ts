/** The update: a frame for each equation, from the gradient of the sequence to the new weights. */

import { bind, compile, type Memory, run } from '../algebra/evaluate.ts'
import { symbol } from '../algebra/expression.ts'
import { partOfWeight } from '../algebra/names.ts'
import type { Problem } from '../cell/model.ts'
import type { Network } from '../cell/network.ts'
import { blockOf, placesOf } from '../cell/parameters.ts'
import { type Updates, updatesOf } from '../cell/updates.ts'
import type { Step } from './frame.ts'
import type { RunPlan, StepPlan } from './plan.ts'

interface PlannedUpdate {
  readonly updates: Updates
  readonly step: StepPlan
}

const plans = new WeakMap<RunPlan, Map<string, PlannedUpdate>>()

/** The equations of an update, and their program; made once for what they depend on. */
function planned(net: Network, plan: RunPlan, { model, update }: Problem): PlannedUpdate {
  const places = placesOf(model)
  const updates = updatesOf(net.weights, places, net.constants.η, update)
  const ofPlan = plans.get(plan) ?? new Map<string, PlannedUpdate>()
  plans.set(plan, ofPlan)
  const { kind, weight_decay: decay = 0 } = update?.optimizer ?? {}
  const key = [kind, decay !== 0, ...updates.equations.map((eq) => eq.symbol)].join(' ')
  const found = ofPlan.get(key)
  if (found) return { updates: { ...updates, equations: found.updates.equations }, step: found.step }
  const assigned = updates.equations.map(({ symbol: name, expr }) =>
    Object.freeze({ symbol: name, expr, terms: [], overTime: false }),
  )
  const program = compile(
    updates.equations.map((eq) => ({ symbol: symbol(eq.symbol, null), expr: eq.expr })),
    plan.layout,
  )
  const step = { program, assigned: Object.freeze(assigned) }
  ofPlan.set(key, { updates, step })
  return { updates, step }
}

/** What an update of a problem is made of; its numbers and what the optimiser carries stand in the memory. */
export function prepared(net: Network, plan: RunPlan, problem: Problem, memory: Memory): PlannedUpdate {
  const found = planned(net, plan, problem)
  const { updates } = found
  const { update } = problem
  if (!update) return found
  const places = placesOf(problem.model)
  const put = (name: string, data: ArrayLike<number>) => {
    if (updates.names.has(name)) memory(name).data.set(data)
  }
  for (const [name, value] of updates.constants) put(name, [value])
  for (const [name, value] of updates.powers) put(name, [value])
  for (const { name, weight, tensor } of updates.pieces) {
    const at = { ...places.get(weight)!, tensors: [tensor] }
    put(name, blockOf(problem.weights[tensor]!, at).data)
    for (const [letter, of] of Object.entries(update.carried ?? {}))
      put(partOfWeight(letter, name), blockOf(of[tensor]!, at).data)
  }
  if (update.batch)
    for (const weight of net.weights) {
      const at = places.get(weight)!
      put(partOfWeight('r', weight), blockOf(update.batch.others[at.tensors[0]!]!, at).data)
    }
  return found
}

export function* update({ step }: PlannedUpdate, memory: Memory): Generator<Step> {
  run(bind(step.program, memory), 0)
  for (const equation of step.assigned) yield { phase: 'update', t: null, equation }
}
