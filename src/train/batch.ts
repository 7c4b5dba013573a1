/**
 * Forward and backward for a batch of sequences of one length: the equations of the net, evaluated for all rows at once. All memory is made
 * at the beginning; nothing is allocated while it runs.
 */
import { givenAt, gradientOf } from '../algebra/names.ts'
import { hasGiven, lossGiven, weightsOfSteps } from '../cell/losses.ts'
import type { Loss, Model } from '../cell/model.ts'
import type { Network } from '../cell/network.ts'
import type { Numbers } from '../tensor/kernels.ts'
import { size } from '../tensor/tensor.ts'
import { runPlanOf } from '../trace/plan.ts'
import { backwardVisits, forwardVisits, startOf, surroundings, type Visit } from '../trace/schedule.ts'
import type { Backend } from './backend.ts'
import { formsOf, programsOf } from './batch-programs.ts'
import { gatesOf, isRowValue, namesSummed, namesWithin } from './passes.ts'
import type { Store } from './rows.ts'

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

export interface Batch {
  /** the place of a name's values; those of a weight are set before a run */
  readonly store: (name: string) => Store
  /** of each weight the sum of the gradients since it was last filled with zeros */
  readonly gradients: ReadonlyMap<string, Numbers>
  /** runs forward: the sum of the losses of the sequences, which all have the same length */
  readonly forward: (items: readonly Item[]) => number
  /** runs backward what was last run forward, and adds to the gradients */
  readonly backward: () => void
}

/** Values that are read when a run is over. */
const shown = ['x', 'target', 'y', 'p', 'L']

/** Room and programs for at most so many rows and timesteps. `net`: with no gradients but those that are needed. */
export function batchOf(
  net: Network,
  model: Model,
  loss: Loss,
  most: { readonly rows: number; readonly steps: number },
  backend: Backend,
): Batch {
  const plan = runPlanOf(net, model)
  const all = loss.at === 'all'
  const forms = formsOf(net, plan, all)
  const within = namesWithin(
    forms.map((form) => [...form.values()]),
    new Set([...shown, ...gatesOf(net), ...net.tracks.map(({ h }) => gradientOf(h)), ...namesSummed(net)]),
  )
  // One place before the first timestep, and one behind the last where a layer goes against time.
  const places = most.steps + (net.tracks.some(({ reverse }) => reverse) ? 2 : 1)
  const stores = new Map<string, Store>()
  const store = (name: string): Store => {
    const found = stores.get(name)
    if (found) return found
    const { shape, timed: hasTime } = plan.layout(name)
    const varies = isRowValue(net, name)
    const timed = hasTime && !within.has(name)
    const n = size(shape)
    const data = backend.make(n * (timed ? places : 1) * (varies ? most.rows : 1))
    const made: Store = { data, shape, size: n, varies, timed, within: within.has(name) }
    stores.set(name, made)
    return made
  }
  const gradients = new Map(net.weights.map((name) => [name, backend.make(size(plan.layout(name).shape))]))
  const room = { store, temporary: (n: number) => backend.make(n * most.rows) }
  const run = programsOf({ net, plan, forms, room, backend, gradients })
  const visits = visitsOf(net)
  const { w, K } = net.constants
  store(K).data[0] = model.outputSize
  const [x, target, share] = [store('x'), store('target'), store('')]
  let [T, rows] = [0, 0]
  const hasLoss = (t: number) => all || t === T

  /** How much each timestep counts, and the gradients that are given at the last. */
  function loadLoss(): void {
    const steps = all ? T : 1
    store(w).data.set(weightsOfSteps(loss, steps), T - steps + 1)
    // The loss of given gradients stands at the last timestep alone; a longer batch before may have left one elsewhere.
    if (hasGiven(loss)) store(lossGiven).data.fill(0)
    for (const [name, value] of Object.entries(loss.given ?? {})) {
      const numbers = Float64Array.from([value].flat(2))
      for (let row = 0; row < rows; row++) copyRow(numbers, store(givenAt(name)), T, T, row, rows)
    }
  }

  function load(items: readonly Item[]): void {
    T = items[0]!.T
    rows = items.length
    loadLoss()
    for (const { data, size: n } of run.before.map(store)) data.fill(0, 0, rows * n)
    for (const { data, size: n } of run.behind.map(store))
      data.fill(0, (T + 1) * rows * n, (T + 2) * rows * n)
    for (const [row, { inputs, targets, initial }] of items.entries()) {
      copyRow(inputs, x, 1, T, row, rows)
      copyRow(targets, target, all ? 1 : T, T, row, rows)
      for (const [name, value] of initial ?? []) {
        const t = startOf(net, name, T)
        copyRow(value, store(name), t, t, row, rows)
      }
    }
  }

  return {
    store,
    gradients,
    forward: (items) => {
      load(items)
      for (const { pass, t } of visits(T).forward) {
        run.forward(pass, surroundings(t, T, hasLoss), t, rows)
        run.gather(pass, T, rows)
      }
      let sum = 0
      for (let t = 1; t <= T; t++) {
        if (!hasLoss(t)) continue
        run.share(t, rows)
        for (let row = 0; row < rows; row++) sum += share.data[row]!
      }
      return sum
    },
    backward: () => {
      for (const { pass, t } of visits(T).backward) {
        run.backward(pass, surroundings(t, T, hasLoss), t, rows)
        run.spread(pass, T, hasLoss, rows)
      }
      run.weights(T, hasLoss, rows)
    },
  }
}

/** The visits of a pass by the number of timesteps. The gradients of initial states, which nobody learns, are left out. */
function visitsOf(net: Network) {
  const known = new Map<number, { readonly forward: Visit[]; readonly backward: Visit[] }>()
  return (T: number) => {
    const found = known.get(T) ?? {
      forward: forwardVisits(net, T),
      backward: backwardVisits(net, T).filter(({ t }) => t >= 1 && t <= T),
    }
    known.set(T, found)
    return found
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
): void {
  for (let t = first, k = 0; t <= last; t++)
    for (let i = 0, at = (t * rows + row) * n; i < n; i++) data[at + i] = from[k++]!
}
