/**
 * An update by an optimiser as equations, from the norm of the gradient to the new parameters. g: the gradient of a batch, n its norm, k the
 * factor of clipping, g_c the gradient that is used. As PyTorch's: clipping comes first, then weight decay is added to the gradient.
 */
import { type Equation, inOrder } from '../algebra/equation.ts'
import { symbolsIn } from '../algebra/expression.ts'
import { parse } from '../algebra/parse.ts'
import { simplify } from '../algebra/simplify.ts'
import { numbersOf, type Optimizer, type OptimizerRole, ruleOf, settingOf } from './optimizers.ts'

/** ‖g‖, and what the gradient is multiplied with so that its norm is at most c. */
const norm = 'n = sqrt(sum(g²))'
const clipping = 'k = 1 / max(1, (n + 0.000001) / c)'

const gradient = (clips: boolean, decays: boolean) =>
  `g_c = ${clips ? 'k g' : 'g'}${decays ? ' + λ θ[t-1]' : ''}`

export interface OptimizerEquations {
  readonly equations: readonly Equation[]
  /** the values of the numbers in them */
  readonly constants: ReadonlyMap<string, number>
  /** what is carried from one update to the next, besides θ, and what it begins with */
  readonly carried: ReadonlyMap<string, number>
  /** what the symbols are that the optimiser writes */
  readonly roles: ReadonlyMap<string, OptimizerRole>
  /** the carried numbers that depend on no gradient, after so many updates */
  readonly powersAfter: (updates: number) => ReadonlyMap<string, number>
  /** is a symbol a number, and not a number for each parameter? */
  readonly isNumber: (name: string) => boolean
}

/** The equations of one update, the norm of the gradient first. */
export function optimizerEquations(optimizer: Optimizer, clipNorm?: number): OptimizerEquations {
  const { text, symbols } = ruleOf(optimizer)
  const decay = settingOf(optimizer, 'weight_decay')
  const clips = clipNorm !== undefined
  const lines = [norm, ...(clips ? [clipping] : []), gradient(clips, decay !== 0), text].join('\n')
  const numbers = new Map(Object.entries({ ...numbersOf(optimizer), c: clipNorm ?? 0 }))
  const powers = Object.entries(symbols).flatMap(([name, role]) =>
    typeof role === 'object' ? [[name, numbers.get(role.powerOf)!] as const] : [],
  )
  const scalars = new Set(['n', 'k', ...numbers.keys(), ...powers.map(([name]) => name)])
  const isNumber = (name: string) => scalars.has(name)
  const parsed = parse(lines, (name) => ({ shape: isNumber(name) ? [] : ['P'], timed: !numbers.has(name) }))
  const equations = inOrder(parsed.map(({ symbol, expr }) => ({ symbol, expr: simplify(expr) })))
  const read = equations.flatMap(({ expr }) => symbolsIn(expr))
  const carried = read.filter(({ name, dt }) => dt === -1 && name !== 'θ').map(({ name }) => name)
  return {
    equations,
    constants: new Map([...numbers].filter(([name]) => read.some((s) => s.name === name))),
    carried: new Map(carried.map((name) => [name, powers.some(([power]) => power === name) ? 1 : 0])),
    roles: new Map(
      Object.entries(symbols).map(([name, role]) => [name, typeof role === 'object' ? 'power' : role]),
    ),
    powersAfter: (updates) => new Map(powers.map(([name, base]) => [name, power(base, updates)])),
    isNumber,
  }
}

/** A power as an optimiser makes it, update by update. */
function power(base: number, times: number): number {
  let product = 1
  for (let i = 0; i < times && product !== 0; i++) product *= base
  return product
}
