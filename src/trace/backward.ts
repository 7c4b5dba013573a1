/** The backward pass: from the last timestep to the first, a frame for each gradient. */
import type { Adjoint } from '../algebra/adjoint.ts'
import { bind, evaluator, type Memory, run } from '../algebra/evaluate.ts'
import { isApply, type Sym } from '../algebra/expression.ts'
import type { Network } from '../cell/network.ts'
import { outerSum, slice } from '../tensor/kernels.ts'
import type { Run, Step } from './frame.ts'
import type { Plan, Surroundings } from './plan.ts'

export function* backward(
  net: Network,
  plan: Plan,
  memory: Memory,
  T: number,
  hasLoss: (t: number) => boolean,
): Generator<Step> {
  for (let t = T; t >= 0; t--) {
    const { program, assigned } = plan.backward(surroundings(t, T, hasLoss))
    run(bind(program, memory), t)
    for (const equation of assigned) yield { phase: 'backward', t, equation }
  }
  sumWeights({ net, memory, T, hasLoss })
}

/** The gradient of every weight, summed over all timesteps, into the memory of a run whose other gradients are there. */
export function sumWeights({ net, memory, T, hasLoss }: Pick<Run, 'net' | 'memory' | 'T' | 'hasLoss'>): void {
  for (const adjoint of net.adjoints)
    if (adjoint.overTime) sumOverTime(adjoint, net, memory, 1, T, hasLoss, memory(adjoint.symbol).data)
}

/** What stands around timestep t of T; 0 is the initial state. */
export function surroundings(t: number, T: number, hasLoss: (t: number) => boolean): Surroundings {
  return { cell: t > 0, head: t > 0 && hasLoss(t), next: t < T }
}

/**
 * Σ over the timesteps from … to of what each adds to the gradient of a weight, into `out`.
 * Outer products of two values are gathered over several timesteps at a time.
 */
export function sumOverTime(
  { of, terms }: Adjoint,
  net: Network,
  memory: Memory,
  from: number,
  to: number,
  hasLoss: (t: number) => boolean,
  out: Float64Array,
): void {
  const { shape } = memory(of)
  out.fill(0)
  for (const { via, expr } of terms) {
    const atLossOnly = net.head.some((eq) => eq.symbol === via)
    const times: number[] = []
    for (let t = from; t <= to; t++) if (!atLossOnly || hasLoss(t)) times.push(t)
    if (times.length === 0) continue
    const first = (s: Sym) => {
      const { data, shape } = memory(s.name)
      const window = slice(data, shape)
      window.at = (times[0]! + s.dt!) * window.size
      return window
    }
    const [u, v] = isApply(expr, 'outer') ? expr.args : []
    if (u?.kind === 'symbol' && v?.kind === 'symbol') {
      const sum = terms.length === 1 ? out : new Float64Array(out.length)
      outerSum(slice(sum, shape), first(u), first(v), times.length)
      if (sum !== out) add(out, sum, 0)
    } else if (expr.kind === 'symbol') {
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
