import { gradientOf, ofGradient } from '../algebra/names.ts'
import type { Model } from '../cell/model.ts'
import { blockOf, placesOf, tensorShapes } from '../cell/parameters.ts'
import { size, type Tensor, tensor, toLists, valueAt } from '../tensor/tensor.ts'
import type { Run, Trace } from '../trace/frame.ts'

type Lists = number | number[] | number[][]

/** What the command line prints: every value, every gradient, by the names of the format. */
export interface Answer {
  loss: number
  steps: { t: number; values: Record<string, Lists>; grads: Record<string, Lists> }[]
  grads: Record<string, Lists>
  initialGrads: Record<string, Lists>
  /** of a net with attention: over all timesteps, or once */
  attention?: { values: Record<string, Lists>; grads: Record<string, Lists> }
}

/** The values and gradients of a finished run in the shape of the file format's answers. */
export function answerOf(trace: Trace): Answer {
  const { memory, T, net } = trace
  const steps: Answer['steps'] = Array.from({ length: T }, (_, s) => ({ t: s + 1, values: {}, grads: {} }))
  const initialGrads: Answer['initialGrads'] = {}
  const at = (name: string, t: number): Lists => toLists(valueAt(memory(name), t))
  const inAttention = new Set(net.attention.flatMap((eq) => (eq.silent ? [] : [eq.symbol])))
  for (const { phase, t, equation } of trace.frames) {
    if (t === null || equation.overTime) continue
    const name = equation.symbol
    const of = ofGradient(name) ?? name
    if (inAttention.has(of)) continue
    if (phase === 'forward') steps[t - 1]!.values[name] = at(name, t)
    else if (t > 0 && t <= T) steps[t - 1]!.grads[of] = at(name, t)
    else initialGrads[of] = at(name, t)
  }
  // What a layer writes and nothing after it reads has no way to the loss: its gradient is zero.
  const derived = new Set(net.adjoints.map((adjoint) => adjoint.of))
  const noWay = net.cell.filter((eq) => !eq.silent && !derived.has(eq.symbol)).map((eq) => eq.symbol)
  for (const name of derived.has('x') ? noWay : [...noWay, 'x']) {
    const zeros = toLists(tensor(memory(name).shape))
    for (const step of steps) step.grads[name] = zeros
    if (net.states.includes(name)) initialGrads[name] = zeros
  }
  const grads = Object.fromEntries(
    Object.entries(weightGradients(trace)).map(([name, of]) => [name, toLists(of)]),
  )
  const attention = inAttention.size > 0 ? { attention: attentionOf(trace, [...inAttention]) } : {}
  return { loss: trace.loss, steps, grads, initialGrads, ...attention }
}

/** The values and gradients of the attention: of what has a time a list over the timesteps. */
function attentionOf({ memory, T, net }: Trace, names: readonly string[]): Answer['attention'] {
  const whole = (name: string): Lists => {
    const { data, shape, timed } = memory(name)
    if (!timed) return toLists(tensor(shape, data))
    return toLists(tensor([T, ...shape], data.subarray(size(shape), (T + 1) * size(shape))))
  }
  const of = (name: (symbol: string) => string) =>
    Object.fromEntries(names.map((symbol) => [symbol, whole(name(symbol))]))
  const withGradient = new Set(net.adjoints.map((adjoint) => adjoint.of))
  return {
    values: of((name) => name),
    grads: Object.fromEntries(
      names.filter((name) => withGradient.has(name)).map((name) => [name, whole(gradientOf(name))]),
    ),
  }
}

/** dL/d(tensor) for each of PyTorch's tensors. Both biases have the gradient of their sum; rows that the cell does not use have zero. */
export function weightGradients({ problem, net, memory }: Run): Record<string, Tensor> {
  const model: Model = problem.model
  const places = placesOf(model)
  const grads: Record<string, Tensor> = {}
  for (const [name, shape] of Object.entries(tensorShapes(model))) grads[name] = tensor(shape)
  for (const weight of net.weights) {
    const place = places.get(weight)!
    for (const name of place.tensors) blockOf(grads[name]!, place).data.set(memory(gradientOf(weight)).data)
  }
  return grads
}

/** JSON text; numbers that are not finite become the strings "NaN", "Infinity" and "-Infinity". */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, v) => (typeof v === 'number' && !Number.isFinite(v) ? String(v) : v))
}
