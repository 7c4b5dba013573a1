/**
 * THE table of optimisers: a record says everything about one. Its type in documents, the checks, what a document can carry, menus, default
 * rates, the update of the stage and of training, and the PyTorch export follow from it. The equations are in the language of the cells:
 * θ all parameters, η the rate, g_c the gradient of a batch, clipped and with weight decay; t counts updates, and what is read at [t-1] is
 * what an optimiser carries.
 */

/** What a symbol is that an optimiser writes for each weight; all but a corrected one are carried to the next update and begin with zero. */
export type WeightRole =
  /** a running mean of the gradients */
  | 'gradientMean'
  /** what is left of the gradients so far: the old sum times μ, and the new gradient */
  | 'gradientSum'
  /** the same of gradients that are divided by their usual size */
  | 'stepSum'
  /** a running mean of the squared gradients */
  | 'squareMean'
  /** the sum of all squared gradients */
  | 'squareSum'
  /** a running mean divided by what it lacks of one, having begun at zero */
  | 'corrected'

/** A number that all weights share: the number of this name to the power t. */
interface Power {
  readonly powerOf: string
}

/** What a symbol that an optimiser writes is; `power`: a number for all weights. */
export type OptimizerRole = WeightRole | 'power'

/** What a weight moves by, times the learning rate. */
export type WeightStep =
  | 'gradient'
  /** what is left of the gradients, or of the steps, so far */
  | 'sum'
  /** the mean gradient, divided by the root of the mean square */
  | 'meanOverSize'
  /** the gradient, divided by the root of the mean square */
  | 'gradientOverSize'
  /** the gradient, divided by the root of the sum of all squares */
  | 'gradientOverSum'

/** How an optimiser computes: its equations, what their symbols are, and what the weight moves by. */
export interface Rule {
  readonly text: string
  readonly symbols: Readonly<Record<string, WeightRole | Power>>
  readonly step: WeightStep
}

/** A setting of an optimiser, by the name that it has in PyTorch and in documents. */
export interface Field {
  /** the numbers of the equations that it gives, one for each of its own */
  readonly of: readonly string[]
  /** as in PyTorch, where a document says nothing */
  readonly usual: number | readonly number[]
  /** `fraction`: from 0 to below 1 */
  readonly range: 'notNegative' | 'fraction'
}

interface Row {
  /** the class in torch.optim */
  readonly torch: string
  readonly fields: Readonly<Record<string, Field>> & { readonly lr: Field; readonly weight_decay: Field }
  readonly plain: Rule
  /** where its momentum is not zero */
  readonly withMomentum?: Rule
}

const setting = (symbol: string, usual: number, range: Field['range'] = 'notNegative') => ({
  of: [symbol],
  usual,
  range,
})
/** What every optimiser has: the rate, and weight decay, which is added to the gradient. */
const common = (lr: number) => ({ lr: setting('η', lr), weight_decay: setting('λ', 0) })
const momentum = setting('μ', 0)

export const optimizers = {
  sgd: {
    torch: 'SGD',
    fields: { ...common(0.001), momentum },
    plain: { text: 'θ = θ[t-1] - η g_c', symbols: {}, step: 'gradient' },
    withMomentum: {
      text: `
        m = μ m[t-1] + g_c
        θ = θ[t-1] - η m`,
      symbols: { m: 'gradientSum' },
      step: 'sum',
    },
  },
  adam: {
    torch: 'Adam',
    fields: {
      ...common(0.001),
      betas: { of: ['β_1', 'β_2'], usual: [0.9, 0.999], range: 'fraction' },
      eps: setting('ε', 1e-8),
    },
    plain: {
      // p and q are β_1 and β_2 to the power t. The running means begin at zero, and are divided by 1 − p and 1 − q to correct for that.
      text: `
        p = β_1 p[t-1]
        q = β_2 q[t-1]
        m = β_1 m[t-1] + (1 - β_1) g_c
        v = β_2 v[t-1] + (1 - β_2) g_c²
        m_c = m / (1 - p)
        v_c = v / (1 - q)
        θ = θ[t-1] - η m_c / (sqrt(v_c) + ε)`,
      symbols: {
        p: { powerOf: 'β_1' },
        q: { powerOf: 'β_2' },
        m: 'gradientMean',
        v: 'squareMean',
        m_c: 'corrected',
        v_c: 'corrected',
      },
      step: 'meanOverSize',
    },
  },
  rmsprop: {
    torch: 'RMSprop',
    fields: { ...common(0.01), alpha: setting('α', 0.99, 'fraction'), eps: setting('ε', 1e-8), momentum },
    plain: {
      text: `
        v = α v[t-1] + (1 - α) g_c²
        θ = θ[t-1] - η g_c / (sqrt(v) + ε)`,
      symbols: { v: 'squareMean' },
      step: 'gradientOverSize',
    },
    withMomentum: {
      text: `
        v = α v[t-1] + (1 - α) g_c²
        m = μ m[t-1] + g_c / (sqrt(v) + ε)
        θ = θ[t-1] - η m`,
      symbols: { v: 'squareMean', m: 'stepSum' },
      step: 'sum',
    },
  },
  adagrad: {
    torch: 'Adagrad',
    fields: { ...common(0.01), eps: setting('ε', 1e-10) },
    plain: {
      text: `
        G = G[t-1] + g_c²
        θ = θ[t-1] - η g_c / (sqrt(G) + ε)`,
      symbols: { G: 'squareSum' },
      step: 'gradientOverSum',
    },
  },
} as const satisfies Readonly<Record<string, Row>>

type Table = typeof optimizers
/** The name of an optimiser, as a document has it. */
export type OptimizerKind = keyof Table
type Value<F> = F extends { readonly usual: number } ? number : readonly [number, number]

/** An optimiser with the settings that a document says; the others are as usual. */
export type Optimizer = {
  [K in OptimizerKind]: { readonly kind: K } & {
    readonly [F in keyof Table[K]['fields']]?: Value<Table[K]['fields'][F]>
  }
}[OptimizerKind]

type RulesOf<K extends OptimizerKind> = Table[K] extends { readonly withMomentum: infer M extends Rule }
  ? Table[K]['plain'] | M
  : Table[K]['plain']
type CarriedBy<R> = R extends { readonly symbols: infer S }
  ? { [N in keyof S]: S[N] extends 'corrected' | Power ? never : N }[keyof S]
  : never
/** What an optimiser can carry for each weight, by the letter that documents know it by. */
export type CarriedName = { [K in OptimizerKind]: CarriedBy<RulesOf<K>> }[OptimizerKind]

/** The names of all optimisers, in the order of the menu. */
export const optimizerKinds = Object.keys(optimizers) as readonly OptimizerKind[]

const rows: Readonly<Record<OptimizerKind, Row>> = optimizers
const rulesOf = ({ plain, withMomentum }: Row): readonly Rule[] => [
  plain,
  ...(withMomentum ? [withMomentum] : []),
]

/** The settings that a kind has, by name. */
export const fieldsOf = (kind: OptimizerKind): Readonly<Record<string, Field>> => rows[kind].fields

/** The class in torch.optim. */
export const torchClass = (kind: OptimizerKind): string => rows[kind].torch

/** The numbers of a setting, as an optimiser has them; none where its kind has no such setting. */
function valuesOf(optimizer: Optimizer, name: string): readonly number[] {
  const field = fieldsOf(optimizer.kind)[name]
  const given = (optimizer as Readonly<Record<string, unknown>>)[name] as Field['usual'] | undefined
  return field ? [given ?? field.usual].flat() : []
}

/** A setting that is one number, with PyTorch's default; 0 where the kind has none. */
export const settingOf = (optimizer: Optimizer, name: 'lr' | 'weight_decay' | 'momentum'): number =>
  valuesOf(optimizer, name)[0] ?? 0

/** An optimiser of a kind with these settings; those that the kind does not have, and undefined ones, are left out. */
export function optimizerWith(kind: OptimizerKind, settings: Readonly<Record<string, unknown>>): Optimizer {
  const own = Object.entries(settings).filter(
    ([name, value]) => value !== undefined && Object.hasOwn(fieldsOf(kind), name),
  )
  return { kind, ...Object.fromEntries(own) }
}

/** The values of the numbers in an optimiser's equations. */
export const numbersOf = (optimizer: Optimizer): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(fieldsOf(optimizer.kind)).flatMap(([name, { of }]) =>
      valuesOf(optimizer, name).map((value, i) => [of[i]!, value] as const),
    ),
  )

/** The equations of an optimiser of this kind as PyTorch's class has them: those with a velocity where its momentum is not 0. */
export function ruleOf(optimizer: Optimizer): Rule {
  const { plain, withMomentum } = rows[optimizer.kind]
  return settingOf(optimizer, 'momentum') === 0 ? plain : (withMomentum ?? plain)
}

const carriedIn = ({ symbols }: Rule): readonly CarriedName[] =>
  Object.entries(symbols).flatMap(([name, role]) =>
    typeof role === 'string' && role !== 'corrected' ? [name as CarriedName] : [],
  )
const unique = <T>(all: readonly T[]): readonly T[] => [...new Set(all)]
const allRules = Object.values(rows).flatMap(rulesOf)

/** Everything that some optimiser carries for each weight. */
export const carriedNames: readonly CarriedName[] = unique(allRules.flatMap(carriedIn))

/** Every number that the equations of some optimiser read or write, but the rate. */
export const numberNames: readonly string[] = unique([
  ...Object.values(rows).flatMap(({ fields }) => Object.values(fields).flatMap(({ of }) => of)),
  ...allRules.flatMap(({ symbols }) =>
    Object.keys(symbols).filter((name) => typeof symbols[name] === 'object'),
  ),
]).filter((name) => name !== 'η')

/** The momentum that people begin with, where an optimiser can do with none. */
export const usualMomentum = 0.9

/** The optimiser that carries this and nothing else, with PyTorch's numbers: the first of the table; undefined where none does. */
export function optimizerThatCarries(names: readonly CarriedName[]): Optimizer | undefined {
  const fits = (rule: Rule | undefined) =>
    rule !== undefined &&
    carriedIn(rule).length === names.length &&
    carriedIn(rule).every((name) => names.includes(name))
  for (const kind of optimizerKinds) {
    if (fits(rows[kind].plain)) return { kind }
    if (fits(rows[kind].withMomentum)) return optimizerWith(kind, { momentum: usualMomentum })
  }
  return undefined
}
