/**
 * Forward and backward for a batch of sequences of one length: the equations of the net, evaluated for all rows at once. All memory is made
 * at the beginning; nothing is allocated while it runs.
 */
import { compile, type Layout } from '../algebra/evaluate.ts'
import { symbol } from '../algebra/expression.ts'
import { sizesOf } from '../algebra/shape.ts'
import type { Loss, Model } from '../cell/model.ts'
import type { Network } from '../cell/network.ts'
import { sizesOfNet } from '../cell/tracks.ts'
import type { Numbers } from '../tensor/kernels.ts'
import { size } from '../tensor/tensor.ts'
import { isRowValue, type Pass, type Place, passesOf, weightTermsOf } from './passes.ts'
import { type Room, type RowProgram, rowProgram, type Store } from './rows.ts'
import { plainOuterSum, weightSum } from './weight-sums.ts'

/** One sequence as a net reads it. */
export interface Item {
  /** T rows of D numbers */
  readonly inputs: Float64Array
  /** for each timestep that has a loss: K numbers, or a class */
  readonly targets: Float64Array
  readonly T: number
  /** the states at 0 by their names; zeros where absent */
  readonly initial?: ReadonlyMap<string, Float64Array>
}

/** What computes: where numbers are kept, and how programs over them are run. */
export interface Machine {
  readonly make: (length: number) => Numbers
  readonly program: typeof rowProgram
  readonly outer: typeof plainOuterSum
}

/** Plain TypeScript, in one of the two precisions. */
export const plainMachine = (precision: 'float32' | 'float64'): Machine => ({
  make: (length) => (precision === 'float32' ? new Float32Array(length) : new Float64Array(length)),
  program: rowProgram,
  outer: plainOuterSum,
})

export interface Batch {
  /** the place of a name's values; those of a weight are set before a run */
  readonly store: (name: string) => Store
  /** of each weight the sum of the gradients since it was last filled with zeros */
  readonly gradients: ReadonlyMap<string, Numbers>
  /** runs forward: the sum of the losses of the sequences, which all have the same length */
  readonly forward: (items: readonly Item[]) => number
  /** runs backward what was last run forward, and adds to the gradients */
  readonly backward: () => void
  /** has timestep t of what was last run a loss? */
  readonly hasLoss: (t: number) => boolean
}

/** Room and programs for at most so many rows and timesteps. */
export function batchOf(
  net: Network,
  model: Model,
  loss: Loss,
  most: { readonly rows: number; readonly steps: number },
  machine: Machine,
): Batch {
  const sizes = sizesOfNet(model)
  const layout = (name: string): Layout => {
    if (name === '') return { shape: [], timed: false }
    const { shape } = net.info(name.replace(/^d:/, ''))
    return { shape: sizesOf(shape, sizes), timed: isRowValue(net, name) }
  }
  const stores = new Map<string, Store>()
  const store = (name: string): Store => {
    const found = stores.get(name)
    if (found) return found
    const { shape, timed } = layout(name)
    const n = size(shape)
    const varies = timed || name === ''
    const data = machine.make(n * (timed ? most.steps + 1 : 1) * (varies ? most.rows : 1))
    const made: Store = { data, shape, size: n, varies, timed }
    stores.set(name, made)
    return made
  }
  const room: Room = { store, temporary: (n) => machine.make(n * most.rows) }
  const gradients = new Map(net.weights.map((name) => [name, machine.make(size(layout(name).shape))]))
  const programs = programsOf(net, layout, room, machine)
  const { w, K } = net.constants
  store(K).data[0] = model.outputSize
  const [x, target] = [store('x'), store('target')]
  const all = loss.at === 'all'
  let [T, rows] = [0, 0]
  const hasLoss = (t: number) => all || t === T

  function load(items: readonly Item[]): void {
    T = items[0]!.T
    rows = items.length
    store(w).data[0] = 1 / (all ? T : 1)
    for (const name of programs.carried) store(name).data.fill(0, 0, rows * store(name).size)
    for (const [row, { inputs, targets, initial }] of items.entries()) {
      copyRow(inputs, x, 1, T, row, rows)
      copyRow(targets, target, all ? 1 : T, T, row, rows)
      for (const [name, value] of initial ?? []) copyRow(value, store(name), 0, 0, row, rows)
    }
  }

  return {
    store,
    gradients,
    hasLoss,
    forward: (items) => {
      load(items)
      for (const { atLoss, forward } of programs.passes)
        for (let t = 1; t <= T; t++) if (!atLoss || hasLoss(t)) forward(t, rows)
      let sum = 0
      const share = store('').data
      for (let t = 1; t <= T; t++) {
        if (!hasLoss(t)) continue
        programs.share(t, rows)
        for (let row = 0; row < rows; row++) sum += share[row]!
      }
      return sum
    },
    backward: () => {
      for (const { atLoss, backward } of [...programs.passes].reverse())
        for (let t = T; t >= 1; t--)
          if (!atLoss || hasLoss(t)) backward({ loss: hasLoss(t), next: t < T })(t, rows)
      for (const { atLoss, add } of programs.sums(gradients)) add(atLoss && !all ? T : 1, T, rows)
    },
  }
}

/** What a row brings for the timesteps from … to, into the place of that row at each. */
function copyRow(
  from: Numbers,
  { data, size: n }: Store,
  first: number,
  last: number,
  row: number,
  rows: number,
) {
  for (let t = first, k = 0; t <= last; t++)
    for (let i = 0, at = (t * rows + row) * n; i < n; i++) data[at + i] = from[k++]!
}

function programsOf(net: Network, layout: (name: string) => Layout, room: Room, machine: Machine) {
  const carried = new Set<string>()
  const made = (assignments: Pass['equations']): RowProgram => {
    const program = compile(assignments, layout)
    for (const { name, dt } of program.windows) if (dt === -1) carried.add(name)
    return machine.program(program, room)
  }
  const passes = passesOf(net).map(({ atLoss, equations, gradients }) => {
    const known = new Map<number, RowProgram>()
    return {
      atLoss,
      forward: made(equations),
      backward: ({ loss, next }: Place): RowProgram => {
        const key = Number(loss) + 2 * Number(next)
        const found = known.get(key) ?? made(gradients({ loss, next }))
        known.set(key, found)
        return found
      },
    }
  })
  let sums: { readonly atLoss: boolean; readonly add: ReturnType<typeof weightSum> }[] | undefined
  return {
    passes,
    carried,
    share: made([{ symbol: symbol('', null), expr: net.share }]),
    sums: (gradients: ReadonlyMap<string, Numbers>) => {
      sums ??= weightTermsOf(net).map((term) => ({
        atLoss: term.atLoss,
        add: weightSum(term, gradients.get(term.weight)!, room, layout, machine.outer),
      }))
      return sums
    },
  }
}
