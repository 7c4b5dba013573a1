import { gradientOf } from '../algebra/expression.ts'
import type { Model } from '../cell/model.ts'
import { blockOf, placesOf, tensorShapes } from '../cell/parameters.ts'
import { size, type Tensor, tensor, toLists } from '../tensor/tensor.ts'
import type { Run, Trace } from '../trace/frame.ts'

type Lists = number | number[] | number[][]

/** What the command line prints: every value, every gradient, by the names of the format. */
export interface Answer {
  loss: number
  steps: { t: number; values: Record<string, Lists>; grads: Record<string, Lists> }[]
  grads: Record<string, Lists>
  initialGrads: Record<string, Lists>
}

/** The values and gradients of a finished run in the shape of the file format's answers. */
export function answerOf(trace: Trace): Answer {
  const { memory, T } = trace
  const steps: Answer['steps'] = Array.from({ length: T }, (_, s) => ({ t: s + 1, values: {}, grads: {} }))
  const initialGrads: Answer['initialGrads'] = {}
  const at = (name: string, t: number): Lists => {
    const { data, shape } = memory(name)
    const n = size(shape)
    return toLists(tensor(shape, data.subarray(t * n, (t + 1) * n)))
  }
  for (const { phase, t, equation } of trace.frames) {
    if (t === null || equation.overTime) continue
    const name = equation.symbol
    const of = phase === 'backward' ? name.slice(2) : name
    if (phase === 'forward') steps[t - 1]!.values[name] = at(name, t)
    else if (t > 0) steps[t - 1]!.grads[of] = at(name, t)
    else initialGrads[of] = at(name, t)
  }
  const grads = Object.fromEntries(
    Object.entries(weightGradients(trace)).map(([name, of]) => [name, toLists(of)]),
  )
  return { loss: trace.loss, steps, grads, initialGrads }
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
