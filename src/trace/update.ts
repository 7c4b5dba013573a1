import { bind, type Memory, run } from '../algebra/evaluate.ts'
import type { Step } from './frame.ts'
import type { Plan } from './plan.ts'

/** One step of gradient descent: a frame for each weight. Both biases of PyTorch step, so that their sum steps twice. */
export function* update(plan: Plan, memory: Memory): Generator<Step> {
  run(bind(plan.update.program, memory), 0)
  for (const equation of plan.update.assigned) yield { phase: 'update', t: null, equation }
}
