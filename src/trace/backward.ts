/** The backward pass: from the last timestep to the first, a frame for each gradient. */
import type { Adjoint } from '../algebra/adjoint.ts'
import { bind, evaluator, run } from '../algebra/evaluate.ts'
import { isApply, type Sym } from '../algebra/expression.ts'
import { outerSum, slice } from '../tensor/kernels.ts'
import type { Assigned, Computed, Step } from './frame.ts'
import type { RunPlan } from './plan.ts'
import { backwardVisits, sends, surroundings, type Visit } from './schedule.ts'

/** The backward pass: pass by pass, timestep by timestep, a frame for each gradient; then the gradients of the weights, summed over time. */
export function* backward(of: Computed, plan: RunPlan): Generator<Step> {
  for (const visit of backwardVisits(of.net, of.T)) {
    const assigned = backStep(of, plan, visit)
    for (const equation of assigned) yield { phase: 'backward', t: visit.t, equation }
  }
  sumWeights(of)
}

/** One pass at one timestep of the backward pass; gives the equations that get a frame. */
export function backStep(of: Computed, plan: RunPlan, { pass, t }: Visit): readonly Assigned[] {
  const { net, memory, T, hasLoss } = of
  const { program, assigned } = plan.backward(pass, surroundings(t, T, hasLoss))
  run(bind(program, memory), t)
  if (net.passes[pass]!.order === 'once')
    for (const { symbol: name } of assigned.filter(({ over }) => over)) {
      const adjoint = net.adjoints.find((each) => each.symbol === name)!
      sumOverTime(adjoint, of, 1, T, memory(name).data)
    }
  return assigned
}

/** The gradient of every weight, summed over all timesteps, into the memory of a run whose other gradients are there. */
export function sumWeights(of: Computed): void {
  const { net, memory, T } = of
  for (const adjoint of net.adjoints)
    if (adjoint.overTime && net.info(adjoint.of).kind === 'weight')
      sumOverTime(adjoint, of, 1, T, memory(adjoint.symbol).data)
}

/**
 * Σ over the timesteps from … to of what each adds to the gradient of a weight, into `out`.
 * Outer products of two values are gathered over several timesteps at a time.
 */
export function sumOverTime(
  { of, terms }: Adjoint,
  { net, memory, T, hasLoss }: Computed,
  from: number,
  to: number,
  out: Float64Array,
): void {
  const { shape } = memory(of)
  out.fill(0)
  for (const term of terms) {
    const { expr } = term
    const times: number[] = []
    for (let t = from; t <= to; t++) if (sends(net, term, surroundings(t, T, hasLoss))) times.push(t)
    if (times.length === 0) continue
    const first = (s: Sym) => {
      const { data, shape } = memory(s.name)
      const window = slice(data, shape)
      window.at = (times[0]! + s.dt!) * window.size
      return window
    }
    const [u, v] = isApply(expr, 'outer') ? expr.args : []
    if (u?.kind === 'symbol' && v?.kind === 'symbol' && u.dt !== null && v.dt !== null) {
      const sum = terms.length === 1 ? out : new Float64Array(out.length)
      outerSum(slice(sum, shape), first(u), first(v), times.length)
      if (sum !== out) add(out, sum, 0)
    } else if (expr.kind === 'symbol' && expr.dt !== null) {
      const { data } = memory(expr.name)
      for (const t of times) add(out, data, (t + expr.dt!) * out.length)
    } else {
      const added = evaluator(expr, memory)
      for (const t of times) add(out, added(t), 0)
    }
  }
}

function add(out: Float64Array, more: Float64Array, at: number): void {
  for (let i = 0; i < out.length; i++) out[i] = out[i]! + more[at + i]!
}
