/** An update of all parameters, by the equations of an optimiser. */
import type { Equation } from '../algebra/equation.ts'
import { compile, type Layout } from '../algebra/evaluate.ts'
import { symbol } from '../algebra/expression.ts'
import { optimizerEquations } from '../cell/optimizer-equations.ts'
import type { Optimizer } from '../cell/optimizers.ts'
import type { Numbers } from '../tensor/kernels.ts'
import { rowProgram, type Store } from './rows.ts'

/** What an optimiser carries from one update to the next, by name: m, v, and numbers as lists of one. */
export type Carried = Readonly<Record<string, Numbers>>

export interface Updater {
  /** the parameters, which an update changes */
  readonly parameters: Numbers
  readonly carried: Carried
  /** one update by this gradient; the norm of the gradient, before clipping */
  readonly update: (gradient: Numbers) => number
  /** every number of the update by this gradient, which is not made */
  readonly look: (gradient: Numbers) => UpdateValues
}

/** An update, equation by equation. */
export interface UpdateValues {
  readonly equations: readonly Equation[]
  /** the value of a symbol, and of what is carried also before the update (−1): a number for each parameter, or one alone */
  readonly value: (name: string, dt?: 0 | -1) => Numbers
}

/** An optimiser over so many parameters, which begin with zero. */
export function updaterOf(
  optimizer: Optimizer,
  clipNorm: number | undefined,
  length: number,
  make: (length: number) => Numbers,
): Updater {
  const { equations, constants, carried, isNumber } = optimizerEquations(optimizer, clipNorm)
  const stays = new Set(['θ', ...carried.keys()])
  const layout = (name: string): Layout => ({ shape: isNumber(name) ? [] : [length], timed: stays.has(name) })
  const stores = new Map<string, Store>()
  const store = (name: string): Store => {
    const found = stores.get(name)
    if (found) return found
    const { shape, timed } = layout(name)
    const n = isNumber(name) ? 1 : length
    // A number that all parameters share stays a float64: rounded, β and its powers would be those of another optimiser.
    const data = isNumber(name) ? new Float64Array(2) : make(2 * n)
    const made: Store = { data, shape, size: n, varies: false, timed, within: false }
    stores.set(name, made)
    return made
  }
  for (const [name, value] of constants) store(name).data[0] = value
  for (const [name, value] of carried) store(name).data.fill(value, 0, store(name).size)
  const program = compile(
    equations.map((eq) => ({ symbol: symbol(eq.symbol), expr: eq.expr })),
    layout,
  )
  const run = rowProgram(program, { store, temporary: make }, make)
  const before = (name: string) => store(name).data.subarray(0, store(name).size)
  return {
    parameters: before('θ'),
    carried: Object.fromEntries([...carried.keys()].map((name) => [name, before(name)])),
    look: (gradient) => {
      store('g').data.set(gradient)
      run(1, 1)
      const values = new Map([...stores].map(([name, { data }]) => [name, data.slice()]))
      return {
        equations,
        value: (name, dt = 0) => {
          const { size: n, timed } = store(name)
          const at = timed && dt === 0 ? n : 0
          return values.get(name)!.subarray(at, at + n)
        },
      }
    },
    update: (gradient) => {
      store('g').data.set(gradient)
      run(1, 1)
      for (const name of stays) store(name).data.copyWithin(0, store(name).size, 2 * store(name).size)
      return store('n').data[0]!
    },
  }
}
