/** A slip on a model: the wrong gradient by the same backward pass with the wrong line in it, the right one, and what a nudge measures. */
import { total } from '../algebra/adjoint.ts'
import { elementRef, flat, indices } from '../algebra/element.ts'
import type { Memory, Storage } from '../algebra/evaluate.ts'
import type { Expr } from '../algebra/expression.ts'
import { gradientOf, ofGradient } from '../algebra/names.ts'
import { nudge } from '../ask/nudge.ts'
import { deviation } from '../ask/routes.ts'
import type { Loss, Problem, StateValue } from '../cell/model.ts'
import { type Experiment, formatOf, modelOf } from '../experiment/document.ts'
import { oneLayer, reshaped } from '../experiment/edit.ts'
import { random } from '../tensor/random.ts'
import { size } from '../tensor/tensor.ts'
import { backward, sumOverTime } from '../trace/backward.ts'
import type { Trace } from '../trace/frame.ts'
import { parseRef, valuesOf } from '../trace/name.ts'
import { runPlanOf } from '../trace/plan.ts'
import { networkOf, record } from '../trace/record.ts'
import { equationsIn, fits, type Slip, termsOf } from './slip.ts'

/** A slip's number, the right one and the measured one, side by side. */
export interface Verdict {
  /** the number that is compared */
  readonly ref: string
  readonly wrong: number
  readonly right: number
  /** the central difference */
  readonly measured: number
  /** of the whole vector or matrix that the number is an element of: ‖wrong − right‖ / ‖right‖, and the cosine between the two */
  readonly relativeError: number
  readonly cosine: number
}

/** Evaluates a slip on a problem whose model it fits (see `matching`); throws an Error on one that it does not fit. */
export function judge(slip: Slip, problem: Problem): Verdict {
  if (!fits(slip, problem.model, problem.loss))
    throw new Error(
      `slip ${slip.id}: expected a model with ${JSON.stringify({ ...slip.model, ...slip.loss })}`,
    )
  const trace = record(problem)
  const ref = parseRef(slip.shows)!
  const right = valuesOf(trace, { ...ref, index: [] })!
  const memory = backwardWith(trace, slip)
  const n = size(right.shape)
  const wrong = memory(gradientOf(ref.name)).data.subarray((ref.t ?? 0) * n, ((ref.t ?? 0) + 1) * n)
  const k = telling(wrong, right.data, flat(ref.index, right.shape))
  const compared = elementRef(gradientOf(ref.name), ref.t, indices(right.shape)[k]!)
  return {
    ref: compared,
    wrong: wrong[k]!,
    right: right.data[k]!,
    measured: nudge(trace, compared)!.measured,
    ...deviation(wrong, right.data),
  }
}

/**
 * The place of the number that is compared: the slip's own; where both lines all but agree in it (the weight of a word that
 * never comes has no gradient), the one in which they differ most.
 */
function telling(wrong: ArrayLike<number>, right: ArrayLike<number>, own: number): number {
  const apart = Array.from(right, (value, i) => Math.abs(wrong[i]! - value))
  if (!Number.isFinite(apart[own])) return own
  const most = apart.reduce((best, each, i) => (each > apart[best]! ? i : best), own)
  return apart[own]! < 0.01 * apart[most]! ? most : own
}

/** The formulas of a slip on a problem's net, wrong and right, line by line, as expressions to be written. */
export function formulasOf(
  slip: Slip,
  problem: Problem,
): { readonly symbol: string; readonly wrong: Expr; readonly right: Expr }[] {
  const net = networkOf(problem)
  return equationsIn(slip.wrong, net).map(({ symbol, expr }) => ({
    symbol,
    wrong: expr,
    right: total(net.adjoints.find((a) => a.symbol === symbol)!),
  }))
}

/** The gradients of the trace's own backward pass with the slip's lines in place of the derived ones. */
function backwardWith(trace: Trace, slip: Slip): Memory {
  const { T, hasLoss, problem } = trace
  const lines = new Map(equationsIn(slip.wrong, trace.net).map((line) => [line.symbol, line.expr]))
  const adjoints = trace.net.adjoints.map((adjoint) => {
    const expr = lines.get(adjoint.symbol)
    return expr ? { ...adjoint, terms: termsOf(adjoint, expr) } : adjoint
  })
  const net = { ...trace.net, adjoints }
  const plan = runPlanOf(net, problem.model)
  const own = new Map<string, Storage>()
  const memory: Memory = (name) => {
    const values = trace.memory(name)
    if (ofGradient(name) === undefined) return values
    const made = own.get(name) ?? { ...values, data: new Float64Array(values.data.length) }
    own.set(name, made)
    return made
  }
  for (const _ of backward({ net, memory, T, hasLoss }, plan));
  if (slip.over === 'last')
    for (const adjoint of adjoints.filter((a) => lines.has(a.symbol)))
      sumOverTime(adjoint, { net, memory, T, hasLoss }, T, T, memory(adjoint.symbol).data)
  return memory
}

/** The experiment on which a slip can be judged: the one given where it fits, else one of its sizes with the cell (and loss) of the slip. */
export function matching(slip: Slip, experiment: Experiment): Experiment {
  if (fits(slip, modelOf(experiment.model), experiment.loss)) return experiment
  const seed = experiment.model.init?.seed ?? 1
  return reshaped(
    experiment,
    { model: { ...oneLayer, ...slip.model }, ...(slip.loss ? { loss: slip.loss } : {}) },
    seed,
  )
}

/** The states of a net, h first, and the sizes of its values. */
function layoutOf(of: Parameters<typeof networkOf>[0]) {
  const net = networkOf(of)
  const { layout } = runPlanOf(net, of.model)
  return { states: ['h', ...net.states.filter((state) => state !== 'h')], layout }
}

/** On this draw most slips change their number by a fifth or more. */
const usualSeed = 61

/** A small experiment on which the slip shows: H = 3, T = 5, an initial state that is not zero, a loss at every timestep. */
export function shownOn(slip: Slip): Experiment {
  const seed = slip.seed ?? usualSeed
  const from = random(seed)
  const row = (n: number) => Array.from({ length: n }, () => Math.round(100 * from.normal()) / 100)
  const [D, H, K, T] = [2, 3, 2, 5]
  const rows = (n: number) => Array.from({ length: T }, () => row(n))
  const loss: Loss = { kind: 'mse', at: 'all', reduction: 'mean', ...slip.loss }
  const model = { inputSize: D, hiddenSize: H, outputSize: K, ...slip.model }
  const [inputs, targets] = [rows(D), rows(K)]
  const { states, layout } = layoutOf({ model: modelOf(model), loss, sequence: { inputs, targets } })
  const drawnState = ([n, ...inner]: readonly number[]): StateValue => {
    if (n === undefined) return row(1)[0]!
    return inner.length === 0 ? row(n) : Array.from({ length: n }, () => drawnState(inner) as number[])
  }
  const initialState = Object.fromEntries(states.map((state) => [state, drawnState(layout(state).shape)]))
  return {
    format: formatOf(slip.model.cell),
    model: {
      ...model,
      init: { scheme: 'pytorch', seed },
    },
    sequence: { inputs, targets, initialState },
    loss,
  }
}
