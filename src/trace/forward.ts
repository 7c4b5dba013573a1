import type { Equation } from '../algebra/equation.ts'
import { bind, evaluator, type Memory, run } from '../algebra/evaluate.ts'
import { logsumexp, slice } from '../tensor/kernels.ts'
import type { Assigned, Computed, Step } from './frame.ts'
import type { RunPlan } from './plan.ts'
import { forwardVisits, surroundings, type Visit } from './schedule.ts'

/** The forward pass: pass by pass, timestep by timestep, a frame for each equation that has a name of its own. */
export function* forward(of: Computed, plan: RunPlan): Generator<Step> {
  for (const visit of forwardVisits(of.net, of.T)) {
    const assigned = forwardStep(of, plan, visit)
    for (const equation of assigned) yield { phase: 'forward', t: visit.t, equation }
  }
}

/** One pass at one timestep of the forward pass; gives the equations that get a frame. */
export function forwardStep(
  { net, memory, T, hasLoss }: Computed,
  plan: RunPlan,
  { pass, t }: Visit,
): readonly Assigned[] {
  const { program, assigned } = plan.forward(pass, surroundings(t, T, hasLoss))
  run(bind(program, memory), t)
  const { order, equations } = net.passes[pass]!
  if (order === 'once') for (const equation of equations) gather(equation, memory, T)
  return assigned
}

/** The value of an equation that sums over the timesteps. */
export function gather({ symbol, expr, once }: Equation, memory: Memory, T: number): void {
  if (once !== 'sum' && once !== 'logsumexp') return
  const { data } = memory(symbol)
  const added = evaluator(expr, memory)
  if (once === 'sum') {
    data.fill(0)
    for (let t = 1; t <= T; t++) for (const [i, n] of added(t).entries()) data[i] = data[i]! + n
    return
  }
  const all = Float64Array.from({ length: T }, (_, s) => added(s + 1)[0]!)
  data[0] = logsumexp(slice(all, [T]))
}

/** The loss: what each timestep adds to it, w L or L. The sum goes into `result`. */
export function* loss(
  { net, memory, T, hasLoss }: Computed,
  plan: RunPlan,
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
