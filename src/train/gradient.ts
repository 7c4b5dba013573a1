/** Loss and gradient of any number of sequences, in batches of one length that fit the processor's cache. */
import type { Loss, Model } from '../cell/model.ts'
import { network } from '../cell/network.ts'
import type { Numbers } from '../tensor/kernels.ts'
import { type Backend, plainBackend } from './backend.ts'
import { type Batch, batchOf, type Item } from './batch.ts'
import { withAssembly } from './compiled.ts'
import { parametersOf } from './parameters.ts'
import { gatesOf, withNeededGradients } from './passes.ts'
import { rowsTogether } from './rows-together.ts'

/** What training computes with. */
export interface GradientTask {
  readonly model: Model
  readonly loss: Loss
  readonly items: readonly Item[]
  readonly precision: 'float32' | 'float64'
}

/** Sums over sequences: of their losses, and of their gradients, tensor after tensor. */
export interface Sums {
  readonly loss: number
  readonly gradient: Numbers
}

/** Computes losses and gradients, summed over sequences that are named by their index. */
export interface Engine {
  readonly by: 'assembly' | 'plain'
  /** the sums over these sequences; the gradient is overwritten at the next call. `see` as in `loss` */
  readonly gradient: (parameters: Numbers, indices: ArrayLike<number>, see?: See) => Sums
  /** runs forward alone: the sum of the losses. `see` is shown each group of sequences when its values are there */
  readonly loss: (parameters: Numbers, indices: ArrayLike<number>, see?: See) => number
  /** what the layers say, of which there are gradients at every timestep */
  readonly hidden: readonly { readonly h: string; readonly reverse: boolean }[]
  /** the gates of all layers, whose values are kept at every timestep */
  readonly gates: readonly string[]
}

/** Looks at the values of a group of sequences of one length; the rows of the batch are in its order. */
export type See = (batch: Batch, group: readonly number[]) => void

/**
 * An engine for these sequences: in WebAssembly, or by the table of operations where that cannot be had. Throws a RangeError where its
 * memory cannot be had either.
 */
export function engineOf(task: GradientTask, by: Engine['by'] = 'assembly'): Engine {
  const { model, loss, items, precision } = task
  const net = withNeededGradients(network(model, loss, loss.at === 'all' ? 2 : 1))
  const parameters = parametersOf(model)
  const steps = items.reduce((most, { T }) => Math.max(most, T), 0)
  const most = { rows: Math.min(rowsTogether(model, steps, precision), items.length), steps }
  const build = (backend: Backend) => ({ batch: batchOf(net, model, loss, most, backend), backend })
  const fast = by === 'assembly' ? withAssembly(precision, build) : undefined
  const { batch, backend } = fast ?? build(plainBackend(precision))
  const gradient =
    precision === 'float32' ? new Float32Array(parameters.length) : new Float64Array(parameters.length)
  let [known, groups]: [ArrayLike<number> | null, number[][]] = [null, []]

  function run(
    values: Numbers,
    indices: ArrayLike<number>,
    after: (group: readonly number[]) => void,
  ): number {
    for (const name of net.weights) parameters.value(name, values, batch.store(name).data)
    backend.begin()
    let sum = 0
    // The same list again and again where all sequences are one batch.
    if (indices !== known) groups = groupsOf(indices, items, most.rows)
    known = indices
    for (const group of groups) {
      sum += batch.forward(group.map((index) => items[index]!))
      after(group)
    }
    return sum
  }

  return {
    by: fast ? 'assembly' : 'plain',
    loss: (values, indices, see) => run(values, indices, (group) => see?.(batch, group)),
    gates: gatesOf(net),
    hidden: net.tracks.filter(({ h }) => net.adjoints.some(({ of }) => of === h)),
    gradient: (values, indices, see) => {
      for (const of of batch.gradients.values()) of.fill(0)
      const loss = run(values, indices, (group) => {
        batch.backward()
        see?.(batch, group)
      })
      gradient.fill(0)
      for (const [name, of] of batch.gradients) parameters.spread(name, of, gradient)
      return { loss, gradient }
    },
  }
}

/** The sequences in groups of one length, in their order; no group is larger than the number of rows that run together. */
function groupsOf(indices: ArrayLike<number>, items: readonly Item[], mostRows: number): number[][] {
  const byLength = new Map<number, number[]>()
  const groups: number[][] = []
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i]!
    const { T } = items[index]!
    const open = byLength.get(T)
    if (open && open.length < mostRows) open.push(index)
    else {
      const group = [index]
      byLength.set(T, group)
      groups.push(group)
    }
  }
  return groups
}
