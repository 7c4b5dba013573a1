/**
 * The optimisers as equations, in the language of the cells. θ: all parameters, g: the gradient of a batch, g_c: the same clipped and with
 * weight decay, t counts updates; what is read
 * at [t-1] is what an optimiser carries. As PyTorch's: clipping comes first, then weight decay is added to the gradient.
 */
import { type Equation, inOrder } from '../algebra/equation.ts'
import { symbolsIn } from '../algebra/expression.ts'
import { parse } from '../algebra/parse.ts'
import { simplify } from '../algebra/simplify.ts'

/** As PyTorch's optimisers of these names, with their defaults. */
export type Optimizer =
  | { readonly kind: 'sgd'; readonly lr?: number; readonly momentum?: number; readonly weight_decay?: number }
  | {
      readonly kind: 'adam'
      readonly lr?: number
      readonly betas?: readonly [number, number]
      readonly eps?: number
      readonly weight_decay?: number
    }
  | {
      readonly kind: 'rmsprop'
      readonly lr?: number
      readonly alpha?: number
      readonly eps?: number
      readonly momentum?: number
      readonly weight_decay?: number
    }

/** ‖g‖, and what the gradient is multiplied with so that its norm is at most c. */
const norm = 'n = sqrt(sum(g²))'
const clipping = 'k = 1 / max(1, (n + 0.000001) / c)'

const gradient = (clips: boolean, decays: boolean) =>
  `g_c = ${clips ? 'k g' : 'g'}${decays ? ' + λ θ[t-1]' : ''}`

const texts = {
  sgd: 'θ = θ[t-1] - η g_c',
  momentum: `
    m = μ m[t-1] + g_c
    θ = θ[t-1] - η m`,
  // p and q are β_1 and β_2 to the power t. The running means begin at zero, and are divided by 1 − p and 1 − q to correct for that.
  adam: `
    p = β_1 p[t-1]
    q = β_2 q[t-1]
    m = β_1 m[t-1] + (1 - β_1) g_c
    v = β_2 v[t-1] + (1 - β_2) g_c²
    m_c = m / (1 - p)
    v_c = v / (1 - q)
    θ = θ[t-1] - η m_c / (sqrt(v_c) + ε)`,
  rmsprop: `
    v = α v[t-1] + (1 - α) g_c²
    θ = θ[t-1] - η g_c / (sqrt(v) + ε)`,
  rmspropMomentum: `
    v = α v[t-1] + (1 - α) g_c²
    m = μ m[t-1] + g_c / (sqrt(v) + ε)
    θ = θ[t-1] - η m`,
}

export interface OptimizerEquations {
  readonly equations: readonly Equation[]
  /** the values of the numbers in them */
  readonly constants: ReadonlyMap<string, number>
  /** what is carried from one update to the next, besides θ, and what it begins with */
  readonly carried: ReadonlyMap<string, number>
  /** is a symbol a number, and not a number for each parameter? */
  readonly isNumber: (name: string) => boolean
}

const arrays = new Set(['θ', 'g', 'g_c', 'm', 'v', 'm_c', 'v_c'])
const begins: Readonly<Record<string, number>> = { p: 1, q: 1, m: 0, v: 0 }

/** The equations of one update, the norm of the gradient first. */
export function optimizerEquations(optimizer: Optimizer, clipNorm?: number): OptimizerEquations {
  const { text, constants } = chosen(optimizer)
  const decay = optimizer.weight_decay ?? 0
  const clips = clipNorm !== undefined
  const lines = [norm, ...(clips ? [clipping] : []), gradient(clips, decay !== 0), text].join('\n')
  const numbers = new Map(Object.entries({ ...constants, λ: decay, c: clipNorm ?? 0 }))
  const isNumber = (name: string) => !arrays.has(name)
  const parsed = parse(lines, (name) => ({ shape: isNumber(name) ? [] : ['P'], timed: !numbers.has(name) }))
  const equations = inOrder(parsed.map(({ symbol, expr }) => ({ symbol, expr: simplify(expr) })))
  const read = equations.flatMap(({ expr }) => symbolsIn(expr))
  const carried = read.filter(({ name, dt }) => dt === -1 && name !== 'θ').map(({ name }) => name)
  return {
    equations,
    constants: new Map([...numbers].filter(([name]) => read.some((s) => s.name === name))),
    carried: new Map(carried.map((name) => [name, begins[name]!])),
    isNumber,
  }
}

/** The text of an optimiser and its numbers, with PyTorch's defaults. */
function chosen(optimizer: Optimizer): { readonly text: string; readonly constants: Record<string, number> } {
  switch (optimizer.kind) {
    case 'sgd': {
      const { lr = 0.001, momentum = 0 } = optimizer
      return { text: momentum === 0 ? texts.sgd : texts.momentum, constants: { η: lr, μ: momentum } }
    }
    case 'adam': {
      const { lr = 0.001, betas = [0.9, 0.999], eps = 1e-8 } = optimizer
      return { text: texts.adam, constants: { η: lr, β_1: betas[0], β_2: betas[1], ε: eps } }
    }
    case 'rmsprop': {
      const { lr = 0.01, alpha = 0.99, eps = 1e-8, momentum = 0 } = optimizer
      const constants = { η: lr, α: alpha, ε: eps, μ: momentum }
      return { text: momentum === 0 ? texts.rmsprop : texts.rmspropMomentum, constants }
    }
  }
}
