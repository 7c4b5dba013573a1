/** What is looked at while a net learns: its answers, how far back its gradients reach, and how open its gates are. */
import { gradientOf } from '../algebra/names.ts'
import type { Numbers } from '../tensor/kernels.ts'
import type { Engine, GradientTask } from './gradient.ts'

/** The outputs y of each of these sequences, at every timestep that has a loss: rows of K numbers. */
export function outputsOf(
  engine: Engine,
  { items, loss, model }: GradientTask,
  parameters: Numbers,
  indices: ArrayLike<number>,
): Float64Array[] {
  const K = model.outputSize
  const found = new Map<number, Float64Array>()
  engine.loss(parameters, indices, (batch, group) => {
    const { data } = batch.store('y')
    for (const [row, index] of group.entries()) {
      const { T } = items[index]!
      const first = loss.at === 'all' ? 1 : T
      const rows = new Float64Array((T - first + 1) * K)
      for (let t = first; t <= T; t++) {
        const at = (t * group.length + row) * K
        rows.set(data.subarray(at, at + K), (t - first) * K)
      }
      found.set(index, rows)
    }
  })
  return Array.from(indices, (index) => found.get(index)!)
}

/**
 * The norm of ∂L/∂h by its lag, the mean over these sequences, for what each layer says in each direction: the lag is counted from the
 * timestep that the direction visits last. A lag that only some of them have is a mean over these.
 */
export function lagNorms(
  engine: Engine,
  { items }: Pick<GradientTask, 'items'>,
  parameters: Numbers,
  indices: ArrayLike<number>,
): ReadonlyMap<string, Float64Array> {
  const steps = Array.from(indices).reduce((most, index) => Math.max(most, items[index]!.T), 0)
  const counts = new Float64Array(steps)
  const sums = new Map(engine.hidden.map(({ h }) => [h, new Float64Array(steps)]))
  engine.gradient(parameters, indices, (batch, group) => {
    const { T } = items[group[0]!]!
    for (let lag = 0; lag < T; lag++) counts[lag] = counts[lag]! + group.length
    for (const { h, reverse } of engine.hidden) {
      const { data, size } = batch.store(gradientOf(h))
      const of = sums.get(h)!
      for (let t = 1; t <= T; t++) {
        const lag = reverse ? t - 1 : T - t
        for (let row = 0, at = t * group.length * size; row < group.length; row++, at += size)
          of[lag] = of[lag]! + normOf(data, at, size)
      }
    }
  })
  return new Map([...sums].map(([h, of]) => [h, of.map((sum, lag) => sum / counts[lag]!)]))
}

/**
 * How far each gate stands open, by its name: the mean over its units, all timesteps and these sequences. Which symbols are gates is seen in
 * the equations.
 */
export function gateMeans(
  engine: Engine,
  { items }: Pick<GradientTask, 'items'>,
  parameters: Numbers,
  indices: ArrayLike<number>,
): ReadonlyMap<string, number> {
  const sums = new Map(engine.gates.map((name) => [name, { sum: 0, count: 0 }]))
  engine.loss(parameters, indices, (batch, group) => {
    const { T } = items[group[0]!]!
    for (const [name, of] of sums) {
      const { data, size } = batch.store(name)
      const each = group.length * size
      for (let i = each; i < (T + 1) * each; i++) of.sum += data[i]!
      of.count += T * each
    }
  })
  return new Map([...sums].map(([name, { sum, count }]) => [name, sum / count]))
}

function normOf(data: Numbers, at: number, size: number): number {
  let squares = 0
  for (let i = at; i < at + size; i++) squares += data[i]! ** 2
  return Math.sqrt(squares)
}
