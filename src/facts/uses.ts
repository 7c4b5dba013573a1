/** How an expression uses a symbol: the operations between the two, and what they come to. */
import { type Expr, isApply, type Sym } from '../algebra/expression.ts'
import { givesVector, op } from '../algebra/ops.ts'
import type { Use } from './fact.ts'

/** One operation on the way from an expression down to a symbol, which stands in operand `index`. */
export interface Link {
  readonly op: string
  readonly index: number
  readonly args: readonly Expr[]
}

/** The operations from the outermost down to the symbol. */
export type Way = readonly Link[]

/** Every place where an expression reads a symbol, from the left. */
export function waysTo(e: Expr, wanted: (s: Sym) => boolean): readonly Way[] {
  if (e.kind === 'number') return []
  if (e.kind === 'symbol') return wanted(e) ? [[]] : []
  return e.args.flatMap((arg, index) => {
    // The operand that only tells the size of what is spread is not read.
    if (op(e.op).transparent && index === 1) return []
    return waysTo(arg, wanted).map((way) => [{ op: e.op, index, args: e.args }, ...way])
  })
}

const passes = ['add', 'sub', 'neg', 'spread']
/** Does an operation pass each number on, but for its sign? */
export const isSum = (name: string): boolean => passes.includes(name)
const divisions = ['ratio', 'div']
const products = ['mul', 'scale', 'rowScale', 'dot']

/** Is an operation linear in the operand that the way goes through? */
export const isLinear = ({ op: name, index }: Link): boolean =>
  [...passes, ...products, 'oneMinus', 'matvec', 'matvecT', 'outer', 'sum', 'rowSum'].includes(name) ||
  (divisions.includes(name) && index === 0)

/** Does each element of the symbol act on the same element alone, and linearly? */
export const isElementwise = (way: Way): boolean =>
  way.every(
    ({ op: name, index }) =>
      passes.includes(name) ||
      name === 'mul' ||
      (['scale', 'rowScale'].includes(name) && index === 1) ||
      (divisions.includes(name) && index === 0),
  )

/** What is multiplied with on a way: the other factor of each product, and 1 over a divisor as the divisor. */
export const factorsOn = (way: Way): readonly Expr[] =>
  way.flatMap(({ op: name, index, args }) =>
    products.includes(name) || divisions.includes(name) ? [args[1 - index]!] : [],
  )

/** A function of one operand, each element alone or all together: σ, exp, softmax. */
export const isFunction = (name: string): boolean => op(name).call !== undefined && givesVector(name)

const isMatrixWeight = (e: Expr) => e.kind === 'symbol' && e.dt === null

/** What a way comes to; sums on it count for nothing but a sign. */
export function useOf(way: Way): Use {
  const core = way.filter((link) => !passes.includes(link.op))
  const [first, second] = core
  if (!first) return isNegative(way) ? 'minus' : 'sum'
  if (core.every(({ op: name }) => name === 'mul')) return 'factor'
  if (core.length === 2 && products.includes(first.op) && second!.op === 'oneMinus') return 'rest'
  if (
    core.length === 2 &&
    second!.op === 'mul' &&
    first.index === 1 &&
    (first.op === 'matvec' || first.op === 'matvecT')
  )
    return 'in matrix'
  if (core.length > 1) return 'other'
  const { op: name, index, args } = first
  if (name === 'oneMinus') return 'minus'
  if (name === 'matvec' || name === 'matvecT') {
    if (index === 0) return 'table'
    return isMatrixWeight(args[0]!) ? 'weights' : 'matrix'
  }
  if (name === 'outer') return 'pairs'
  if (divisions.includes(name)) return index === 0 ? 'divided' : 'divisor'
  if (name === 'scale' || name === 'rowScale') return index === 0 ? 'each' : 'factor'
  if (name === 'dot') return 'factor'
  return isFunction(name) || name === 'max' ? 'function' : 'other'
}

const isNegative = (way: Way): boolean =>
  way.filter(({ op: name, index }) => name === 'neg' || (name === 'sub' && index === 1)).length % 2 === 1

/** The parts of a sum or difference, without their signs. */
export function partsOfSum(e: Expr): Expr[] {
  if (isApply(e, 'add') || isApply(e, 'sub') || isApply(e, 'neg')) return e.args.flatMap(partsOfSum)
  return isApply(e, 'spread') ? partsOfSum(e.args[0]!) : [e]
}

/** The factors of a product, each element or all. */
export function factorsOf(e: Expr): Expr[] {
  return isApply(e, 'mul') || isApply(e, 'scale') ? e.args.flatMap(factorsOf) : [e]
}
