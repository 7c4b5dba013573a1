/** What a row of the table of operations says. */
import type { Tree } from '../../print/tree.ts'
import type { Numbers, Slice } from '../../tensor/kernels.ts'
import type { Expr } from '../expression.ts'

/** The size of each axis: a letter such as H, D, K, or a number. [] is a scalar, [H] a vector, [H, D] a matrix. */
export type Shape = readonly (string | number)[]

/** The rules of differentiation that the rows apply, one for each way back through an operation. */
export const opRules = [
  'sum',
  'minus',
  'complement',
  'product',
  'factor',
  'quotient',
  'fill',
  'total',
  'square',
  'outer',
  'matvec',
  'matvecT',
  'sigma',
  'tanh',
  'relu',
  'exp',
  'logsumexp',
  'logsoftmax',
  'softmax',
  'pick',
  'ratio',
  'log',
  'sqrt',
  'abs',
  'max',
  'softplus',
  'cos',
  'sin',
  'rowScale',
  'dot',
  'join',
] as const
export type OpRule = (typeof opRules)[number]

export interface Op {
  /** the shape of the result; throws an Error that says what was expected */
  readonly shape: (...args: Shape[]) => Shape
  /** writes the value into `out` */
  readonly value: (out: Slice<Numbers>, a: Slice<Numbers>, b: Slice<Numbers>) => void
  /**
   * Between which two numbers every result lies. `as operands`: it is not negative where no operand is; `one minus`: where its operand is at
   * most 1. What a cell's symbols are (gates, normalisers) is read from it.
   */
  readonly range: readonly [number, number] | 'as operands' | 'one minus'
  /** does it act on a vector as a whole, not on each element alone? */
  readonly whole?: boolean
  /** may `out` be the same memory as the first operand? */
  readonly inPlace?: boolean
  /** the gradient of each operand, given the gradient g of the result, the operands and the result itself; null where there is none */
  readonly pull: (g: Expr, args: readonly Expr[], out: Expr) => (Expr | null)[]
  /** of an operation with a kink: 1 on the one side of it, 0 on the other */
  readonly side?: (args: readonly Expr[]) => Expr
  /** for each operand, the rule of differentiation that its pull-back is; a derivation names it. Absent where there is no gradient */
  readonly rules: readonly OpRule[]
  /** how tightly it binds when written (higher binds tighter), and the least that its operands must have to stand without parentheses */
  readonly prec: number
  readonly min: readonly number[]
  /** a chain such as a + b + c needs no parentheses on its left */
  readonly chain?: boolean
  /** how it is written in a cell's equations: between its operands, or as a function with these names */
  readonly infix?: string
  readonly call?: readonly string[]
  /** the engine's own: no name of a function in a cell that somebody writes */
  readonly inner?: boolean
  /** written as its first operand alone, which keeps its own binding */
  readonly transparent?: boolean
  /** a function that stands in front of its second operand: diag(v) A */
  readonly before?: boolean
  /** the formula, given those of the operands that are written: an operand that tells a size alone is no parameter */
  readonly tree: TreeLayout
  /** the same between numbers, where two of them side by side would read as one */
  readonly treeNumbers?: TreeLayout
  /** how its square is written, where that is not the whole of it squared */
  readonly squared?: TreeLayout
  /** templates; {0} and {1} stand for the operands */
  readonly text: string
  /** the same between single numbers, where it reads better than a function of the engine's own */
  readonly ofNumbers?: string
  readonly numpy: string
  /** where PyTorch writes it differently from NumPy */
  readonly torch?: string
  /** binding in formulas, where that is not as in its text: a fraction bar needs no brackets */
  readonly inTree?: { readonly prec: number; readonly min: readonly number[] }
  /** binding in code, where it differs from that in formulas */
  readonly code?: { readonly prec: number; readonly min: readonly number[] }
}

/** How the formulas of operands make one formula. */
export type TreeLayout = (a: Tree, b: Tree) => Tree
