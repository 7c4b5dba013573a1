/**
 * The update of a net as equations, weight by weight: the mean gradient of a batch, its norm, clipping, and an optimiser with what it
 * carries. Names: g:W the mean gradient of W, r:W the sum of the gradients of the batch's other sequences, s:W the squared norm of g:W, g_c:W
 * the clipped gradient with weight decay, and what the optimiser writes for W, such as m:W and v:W, which it carries (m:W' after the update);
 * update.n the norm of all gradients, update.k the factor of clipping, and numbers of the optimiser, such as update.p, a power of β_1.
 */
import type { Equation } from '../algebra/equation.ts'
import {
  apply,
  type Expr,
  isApply,
  number,
  type Sym,
  substitute,
  sumOf,
  symbol,
} from '../algebra/expression.ts'
import {
  biasesOf,
  gradientOf,
  numberOfUpdate,
  ofUpdate,
  ofUpdateNumber,
  ofWeightPart,
  partOfWeight,
  updatedOf,
} from '../algebra/names.ts'
import { simplify } from '../algebra/simplify.ts'
import type { Weights } from './model.ts'
import { optimizerEquations } from './optimizer-equations.ts'
import { type CarriedName, numberNames, type Optimizer, type OptimizerRole, settingOf } from './optimizers.ts'
import type { StoredAt } from './parameters.ts'

/** How the weights of a problem are updated, and with what. Absent: plain gradient descent by the gradient of its sequence. */
export interface Update {
  readonly optimizer: Optimizer
  /** the largest norm of the gradient; absent: as it is */
  readonly clipNorm?: number
  /** how many updates were made before */
  readonly done: number
  /** what the optimiser carries, tensor by tensor; zeros where absent */
  readonly carried?: Readonly<Partial<Record<CarriedName, Weights>>>
  /** the batch of which the sequence is one: how many they are, and the sum of the gradients of the others */
  readonly batch?: { readonly sequences: number; readonly others: Weights }
}

/** What is stepped as one: a weight, or one of the two biases that it is the sum of. */
export interface Piece {
  readonly name: string
  readonly weight: string
  /** the tensor that holds it, or the first of those that move alike */
  readonly tensor: string
}

export interface Updates {
  /** in the order in which they are computed, one symbol each */
  readonly equations: readonly Equation[]
  /** the values of the numbers in them, by name */
  readonly constants: ReadonlyMap<string, number>
  readonly pieces: readonly Piece[]
  /** what the symbols of the optimiser are, by their letters */
  readonly roles: ReadonlyMap<string, OptimizerRole>
  /** numbers that the optimiser carries, by name: what they are before this update */
  readonly powers: ReadonlyMap<string, number>
  /** every name that is given or written, but for the weights, their gradients and their new values */
  readonly names: ReadonlySet<string>
}

/** Every number that all weights share, of any optimiser, by its name. */
export const updateNumbers = ['n', 'k', 'c', 'B', ...numberNames].map(numberOfUpdate)

/**
 * Do the two biases of a sum move by different steps? They do under weight decay, or where the optimiser carries different
 * numbers for them.
 */
function standApart({ optimizer, carried = {} }: Update, tensors: readonly string[]): boolean {
  if (settingOf(optimizer, 'weight_decay') !== 0) return true
  const [a, b] = tensors as [string, string]
  return Object.values(carried).some((of) => of[a]!.data.some((n, i) => n !== of[b]!.data[i]))
}

/** Is what belongs to a weight a number, and not one for each of its elements? A squared norm is. */
export const isNumberOfWeight = (name: string): boolean => ofWeightPart(name)?.kind === 's'

/** The equations of an update of these weights. `rate`: the name of the learning rate. */
export function updatesOf(
  weights: readonly string[],
  places: ReadonlyMap<string, StoredAt>,
  rate: string,
  update: Update | undefined,
): Updates {
  const { equations, constants, carried, roles, powersAfter, isNumber } = optimizerEquations(
    update?.optimizer ?? { kind: 'sgd' },
    update?.clipNorm,
  )
  const batch = update?.batch
  const clipped = equations.find((eq) => eq.symbol === 'g_c')!.expr
  const isPlain = clipped.kind === 'symbol'
  const gradients = new Set(isPlain ? ['g', 'g_c'] : ['g'])
  const gradient = (weight: string) => symbol(batch ? partOfWeight('g', weight) : gradientOf(weight), null)
  const named = (s: Sym, { name, weight }: Pick<Piece, 'name' | 'weight'>): Expr => {
    const before = s.dt === -1
    if (s.name === 'θ') return symbol(before ? name : updatedOf(name), null)
    if (s.name === 'η') return symbol(rate, null)
    if (gradients.has(s.name)) return gradient(weight)
    const own = isNumber(s.name) ? numberOfUpdate(s.name) : partOfWeight(s.name, name)
    return symbol(carried.has(s.name) && !before ? updatedOf(own) : own, null)
  }
  const written = (of: readonly Equation[], piece: Pick<Piece, 'name' | 'weight'>): Equation[] =>
    of.map((eq) => ({
      symbol: (named(symbol(eq.symbol, 0), piece) as Sym).name,
      expr: substitute(eq.expr, (s) => named(s, piece)),
    }))
  const none = { name: '', weight: '' }
  // The norm is that of all weights together.
  const apart = new Set(['n'])
  const numbers = equations.filter((eq) => isNumber(eq.symbol) && !apart.has(eq.symbol))
  const arrays = equations.filter((eq) => !isNumber(eq.symbol) && !(eq.symbol === 'g_c' && isPlain))
  const ofWeight = (weight: string): Equation[] => {
    const { tensors } = places.get(weight)!
    const several = tensors.length > 1
    if (several && update && standApart(update, tensors)) {
      const parts = biasesOf(weight)
      const sum = sumOf(parts.map((name) => symbol(updatedOf(name), null)))
      return [
        ...parts.flatMap((name) => written(arrays, { name, weight })),
        { symbol: updatedOf(weight), expr: sum },
      ]
    }
    return written(arrays, { name: weight, weight }).map((eq) =>
      several && eq.symbol === updatedOf(weight) ? { ...eq, expr: stepped(eq.expr, tensors.length) } : eq,
    )
  }
  const all = [
    ...(batch ? weights.map(meanOf) : []),
    ...(update ? normOf(weights, places, gradient) : []),
    ...written(numbers, none),
    ...weights.flatMap(ofWeight),
  ]
  const isApart = (weight: string) => {
    const { tensors } = places.get(weight)!
    return update !== undefined && tensors.length > 1 && standApart(update, tensors)
  }
  const pieces = weights.flatMap((weight): Piece[] => {
    const { tensors } = places.get(weight)!
    return isApart(weight)
      ? tensors.map((tensor, i) => ({ name: biasesOf(weight)[i]!, weight, tensor }))
      : [{ name: weight, weight, tensor: tensors[0]! }]
  })
  const values = new Map(
    [...constants].filter(([name]) => name !== 'η').map(([name, value]) => [numberOfUpdate(name), value]),
  )
  if (batch) values.set(numberOfUpdate('B'), batch.sequences)
  const given = pieces.flatMap(({ name, weight }) => [
    ...[...carried.keys()].filter((each) => !isNumber(each)).map((each) => partOfWeight(each, name)),
    ...(name === weight ? [] : [name]),
    ...(batch ? [partOfWeight('r', weight)] : []),
  ])
  const carriedNumbers = [...carried.keys()].filter(isNumber).map(numberOfUpdate)
  const own = all.map((eq) => eq.symbol).filter((name) => !weights.some((w) => updatedOf(w) === name))
  return {
    equations: all,
    constants: values,
    pieces,
    roles,
    powers: new Map(
      [...powersAfter(update?.done ?? 0)].map(([name, value]) => [numberOfUpdate(name), value]),
    ),
    names: new Set([...values.keys(), ...given, ...carriedNumbers, ...own]),
  }
}

/** θ − X of a sum of so many tensors that all move by X. */
function stepped(expr: Expr, copies: number): Expr {
  if (!isApply(expr, 'sub')) throw new Error('expected the new value of a weight as a difference')
  const [before, step] = expr.args as [Expr, Expr]
  return apply('sub', before, apply('scale', number(copies), step))
}

/** The mean gradient of a weight over the batch. */
function meanOf(weight: string): Equation {
  const sum = sumOf([symbol(gradientOf(weight), null), symbol(partOfWeight('r', weight), null)])
  return {
    symbol: partOfWeight('g', weight),
    expr: apply('div', sum, symbol(numberOfUpdate('B'), null)),
  }
}

/** The squared norm of each gradient, and the norm of all; a gradient counts for each tensor that has it. */
function normOf(
  weights: readonly string[],
  places: ReadonlyMap<string, StoredAt>,
  gradient: (weight: string) => Expr,
): Equation[] {
  const squares = weights.map((weight) => partOfWeight('s', weight))
  const terms = weights.map((weight, i): Expr => {
    const square = symbol(squares[i]!, null)
    const copies = places.get(weight)!.tensors.length
    return copies === 1 ? square : apply('scale', number(copies), square)
  })
  return [
    ...weights.map((weight, i) => ({
      symbol: squares[i]!,
      expr: simplify(apply('sum', apply('square', gradient(weight)))),
    })),
    { symbol: numberOfUpdate('n'), expr: apply('sqrt', sumOf(terms)) },
  ]
}

/** What a step of an update computes: before the optimiser, a symbol of the optimiser, the sum of two biases, or a new weight. */
export type UpdateStep = 'mean' | 'square' | 'norm' | 'clip' | 'used' | OptimizerRole | 'both' | 'weight'

/** The steps before the optimiser's, by the letter of what they write: for each weight, and for all. */
const stepsOfWeights: Readonly<Record<string, UpdateStep>> = { g: 'mean', s: 'square', g_c: 'used' }
const stepsOfAll: Readonly<Record<string, UpdateStep>> = { n: 'norm', k: 'clip' }

/** What a symbol that an update writes is. */
export function updateStepOf(symbol: string, { names, roles }: Pick<Updates, 'names' | 'roles'>): UpdateStep {
  const plain = ofUpdate(symbol) ?? symbol
  const part = ofWeightPart(plain)?.kind
  if (part !== undefined) return stepsOfWeights[part] ?? roles.get(part)!
  const number = ofUpdateNumber(plain)
  if (number !== undefined) return stepsOfAll[number] ?? roles.get(number)!
  return biasesOf(plain).every((name) => names.has(name)) ? 'both' : 'weight'
}

const partsOfSteps: Readonly<Partial<Record<UpdateStep, 'mean' | 'norm'>>> = {
  mean: 'mean',
  square: 'norm',
  norm: 'norm',
  clip: 'norm',
}

/** The part of an update that a symbol belongs to: the mean of a batch, the norm and clipping, the optimiser's numbers; undefined: a weight. */
export function updatePartOf(symbol: string): 'mean' | 'norm' | 'powers' | undefined {
  const plain = ofUpdate(symbol) ?? symbol
  const part = ofWeightPart(plain)?.kind
  const number = ofUpdateNumber(plain)
  const step = part === undefined ? stepsOfAll[number ?? ''] : stepsOfWeights[part]
  if (step) return partsOfSteps[step]
  return number === undefined ? undefined : 'powers'
}
