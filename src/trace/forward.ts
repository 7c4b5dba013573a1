import { bind, type Memory, run } from '../algebra/evaluate.ts'
import type { Network } from '../cell/network.ts'
import type { Step } from './frame.ts'
import type { Plan } from './plan.ts'

/** The forward pass: one timestep at a time, a frame for each equation that has a name of its own. */
export function* forward(
  plan: Plan,
  memory: Memory,
  T: number,
  hasLoss: (t: number) => boolean,
): Generator<Step> {
  for (let t = 1; t <= T; t++) {
    const { program, assigned } = plan.forward(hasLoss(t))
    run(bind(program, memory), t)
    for (const equation of assigned) yield { phase: 'forward', t, equation }
  }
}

/** The loss: what each timestep adds to it, w L or L. The sum goes into `result`. */
export function* loss(
  net: Network,
  plan: Plan,
  memory: Memory,
  T: number,
  hasLoss: (t: number) => boolean,
  result: { loss: number },
): Generator<Step> {
  const share = { data: new Float64Array(1), shape: [], timed: false }
  const program = bind(plan.share, (name) => (name === '' ? share : memory(name)))
  for (let t = 1; t <= T; t++) {
    if (!hasLoss(t)) continue
    run(program, t)
    result.loss += share.data[0]!
  }
  yield { phase: 'loss', t: null, equation: { symbol: 'L', expr: net.share, terms: [], overTime: true } }
}
