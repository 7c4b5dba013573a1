/**
 * THE table of operations. Each row says everything about one operation: the shape of its result, its value,
 * its pull-back, how it binds, and how it is written. Evaluation, differentiation, typesetting, code and the
 * parser are interpreters over this table, so that a new operation is a new row.
 */
import { count } from '../print/number.ts'
import {
  between,
  fence,
  fraction,
  letter,
  of,
  row,
  script,
  sign,
  type Tree,
  tall,
  transposed,
  product as unwritten,
} from '../print/tree.ts'
import {
  logsoftmax,
  logsumexp,
  matvec,
  matvecT,
  type Numbers,
  outer,
  type Slice,
  total,
} from '../tensor/kernels.ts'
import { apply, type Expr, number } from './expression.ts'

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

const functionName = (name: string) => letter(name, 'function')
const callOf =
  (name: string) =>
  (a: Tree): Tree =>
    row(functionName(name), fence('(', a, ')'))
const squareOf = (base: Tree): Tree => ({ kind: 'square', base })
const sideBySide = (a: Tree, b: Tree): Tree => row(a, unwritten, b)

const e = {
  mul: (a: Expr, b: Expr) => apply('mul', a, b),
  scale: (s: Expr, a: Expr) => apply('scale', s, a),
  neg: (a: Expr) => apply('neg', a),
  oneMinus: (a: Expr) => apply('oneMinus', a),
}

function show(shape: Shape): string {
  return shape.length === 0 ? 'a number' : `[${shape.join(' × ')}]`
}

function equal(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((n, i) => n === b[i])
}

const asIs = (a: Shape): Shape => a

function alike(a: Shape, b: Shape): Shape {
  if (!equal(a, b)) throw new Error(`expected two operands of one shape, got ${show(a)} and ${show(b)}`)
  return a
}

function scalar(a: Shape, what: string): void {
  if (a.length !== 0) throw new Error(`expected ${what} to be a number, got ${show(a)}`)
}

function vector(a: Shape): void {
  if (a.length !== 1) throw new Error(`expected a vector, got ${show(a)}`)
}

/** Half of a vector's length: H of 2H. */
function half(a: Shape): Shape {
  vector(a)
  const [n] = a as [string | number]
  if (typeof n === 'number') {
    if (n % 2 === 1) throw new Error(`expected a vector of an even length, got ${show(a)}`)
    return [n / 2]
  }
  return [n.startsWith('2') ? n.slice(1) : `${n}/2`]
}

function product(W: Shape, v: Shape, transposed: boolean): Shape {
  const [rows, columns] = transposed ? [W[1], W[0]] : W
  if (W.length !== 2 || v.length !== 1 || columns !== v[0])
    throw new Error(
      `expected a matrix and a vector that fit, got ${show(W)}${transposed ? ' transposed' : ''} and ${show(v)}`,
    )
  return [rows!]
}

/** An operation on each element alone. */
function each(f: (a: number) => number): Op['value'] {
  return (out, a) => {
    for (let i = 0; i < out.size; i++) out.data[out.at + i] = f(a.data[a.at + i]!)
  }
}

/** The larger of two numbers, the first where they are equal; NaN where one is. */
function larger(a: number, b: number): number {
  return a >= b || Number.isNaN(a) ? a : b
}

const call = { prec: 6, min: [0, 0] }
const infix = { inPlace: true, chain: true }

/** The rows of the table, by the name of the operation. */
/** What results lie between. */
const anything: Op['range'] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
const notNegative: Op['range'] = [0, Number.POSITIVE_INFINITY]
const upToOne: Op['range'] = [0, 1]

const table = {
  add: {
    range: 'as operands',
    shape: alike,
    value: (out, a, b) => {
      for (let i = 0; i < out.size; i++) out.data[out.at + i] = a.data[a.at + i]! + b.data[b.at + i]!
    },
    pull: (g) => [g, g],
    rules: ['sum', 'sum'],
    prec: 1,
    min: [1, 1],
    infix: '+',
    tree: (a, b) => row(a, between('+'), b),
    text: '{0} + {1}',
    numpy: '{0} + {1}',
    ...infix,
  },
  sub: {
    range: anything,
    shape: alike,
    value: (out, a, b) => {
      for (let i = 0; i < out.size; i++) out.data[out.at + i] = a.data[a.at + i]! - b.data[b.at + i]!
    },
    pull: (g) => [g, e.neg(g)],
    rules: ['sum', 'sum'],
    prec: 1,
    min: [1, 2],
    infix: '-',
    tree: (a, b) => row(a, between('−'), b),
    text: '{0} - {1}',
    numpy: '{0} - {1}',
    ...infix,
  },
  oneMinus: {
    range: 'one minus',
    shape: asIs,
    value: each((a) => 1 - a),
    inPlace: true,
    pull: (g) => [e.neg(g)],
    rules: ['complement'],
    prec: 1,
    min: [2],
    tree: (a) => row(count(1), between('−'), a),
    text: '1 - {0}',
    numpy: '1 - {0}',
  },
  neg: {
    range: anything,
    shape: asIs,
    value: each((a) => -a),
    inPlace: true,
    pull: (g) => [e.neg(g)],
    rules: ['minus'],
    prec: 2,
    min: [3],
    tree: (a) => row(sign('−'), a),
    text: '-{0}',
    numpy: '-{0}',
  },
  mul: {
    range: 'as operands',
    shape: alike,
    value: (out, a, b) => {
      for (let i = 0; i < out.size; i++) out.data[out.at + i] = a.data[a.at + i]! * b.data[b.at + i]!
    },
    pull: (g, [a, b]) => [e.mul(g, b!), e.mul(g, a!)],
    rules: ['product', 'product'],
    prec: 3,
    min: [4, 4],
    infix: '⊙',
    tree: (a, b) => row(a, between('⊙'), b),
    text: '{0} ⊙ {1}',
    numpy: '{0} * {1}',
    ...infix,
  },
  scale: {
    range: 'as operands',
    shape: (s, a) => {
      scalar(s, 'the first factor')
      return a
    },
    value: (out, s, a) => {
      const factor = s.data[s.at]!
      for (let i = 0; i < out.size; i++) out.data[out.at + i] = factor * a.data[a.at + i]!
    },
    pull: (g, [s, a]) => [apply('sum', e.mul(g, a!)), e.scale(s!, g)],
    rules: ['product', 'factor'],
    prec: 3,
    min: [4, 3],
    tree: sideBySide,
    treeNumbers: (a, b) => row(a, between('⋅'), b),
    text: '{0} {1}',
    numpy: '{0} * {1}',
    code: { prec: 3, min: [3, 4] },
  },
  div: {
    range: 'as operands',
    shape: (a, s) => {
      scalar(s, 'the divisor')
      return a
    },
    value: (out, a, s) => {
      const divisor = s.data[s.at]!
      for (let i = 0; i < out.size; i++) out.data[out.at + i] = a.data[a.at + i]! / divisor
    },
    inPlace: true,
    pull: (g, [a, s]) => [
      apply('div', g, s!),
      e.neg(apply('div', apply('sum', e.mul(g, a!)), apply('square', s!))),
    ],
    rules: ['factor', 'quotient'],
    prec: 3,
    min: [3, 4],
    infix: '/',
    tree: fraction,
    inTree: { prec: 5, min: [0, 0] },
    text: '{0} / {1}',
    numpy: '{0} / {1}',
  },
  fill: {
    range: 'as operands',
    shape: (s, like) => {
      scalar(s, 'the number to fill with')
      return like
    },
    value: (out, s) => out.data.fill(s.data[s.at]!, out.at, out.at + out.size),
    pull: (g) => [apply('sum', g), null],
    rules: ['fill'],
    ...call,
    min: [4, 0],
    prec: 3,
    call: ['fill'],
    inner: true,
    tree: (a) => sideBySide(a, letter('1', 'bold')),
    text: 'fill({0}, {1})',
    numpy: 'np.full_like({1}, {0})',
    torch: 'torch.full_like({1}, {0})',
    code: call,
  },
  sum: {
    range: 'as operands',
    shape: () => [],
    value: (out, a) => {
      out.data[out.at] = total(a)
    },
    pull: (g, [a]) => [apply('fill', g, a!)],
    rules: ['total'],
    ...call,
    call: ['sum', 'Σ'],
    prec: 4,
    min: [3],
    tree: (a) => row({ ...sign('∑'), small: true }, of, a),
    text: 'sum({0})',
    numpy: 'np.sum({0})',
    torch: 'torch.sum({0})',
    code: call,
  },
  square: {
    range: notNegative,
    shape: asIs,
    value: each((a) => a * a),
    inPlace: true,
    pull: (g, [a]) => [e.mul(g, e.scale(number(2), a!))],
    rules: ['square'],
    prec: 5,
    min: [6],
    tree: squareOf,
    text: '{0}²',
    numpy: '{0}**2',
  },
  matvec: {
    range: 'as operands',
    shape: (W, v) => product(W, v, false),
    value: matvec,
    pull: (g, [W, v]) => [apply('outer', g, v!), apply('matvecT', W!, g)],
    rules: ['outer', 'matvecT'],
    prec: 3.5,
    min: [4, 4],
    tree: sideBySide,
    text: '{0} {1}',
    numpy: '{0} @ {1}',
    code: { prec: 3, min: [4, 4] },
  },
  matvecT: {
    range: 'as operands',
    shape: (W, v) => product(W, v, true),
    value: matvecT,
    pull: (g, [W, v]) => [apply('outer', v!, g), apply('matvec', W!, g)],
    rules: ['outer', 'matvec'],
    prec: 3.5,
    min: [6, 4],
    tree: (a, b) => sideBySide(transposed(a), b),
    text: '{0}ᵀ {1}',
    numpy: '{0}.T @ {1}',
    code: { prec: 3, min: [6, 4] },
  },
  outer: {
    range: 'as operands',
    shape: (u, v) => {
      vector(u)
      vector(v)
      return [u[0]!, v[0]!]
    },
    value: outer,
    pull: (g, [u, v]) => [apply('matvec', g, v!), apply('matvecT', g, u!)],
    rules: ['matvec', 'matvecT'],
    prec: 3.5,
    min: [4, 6],
    tree: (a, b) => sideBySide(a, transposed(b)),
    text: '{0} {1}ᵀ',
    numpy: 'np.outer({0}, {1})',
    torch: 'torch.outer({0}, {1})',
    code: call,
  },
  sigmoid: {
    range: upToOne,
    shape: asIs,
    value: each((a) => 1 / (1 + Math.exp(-a))),
    inPlace: true,
    pull: (g, _args, y) => [e.mul(e.mul(g, y), e.oneMinus(y))],
    rules: ['sigma'],
    ...call,
    call: ['σ', 'sigmoid'],
    tree: (a) => row(letter('σ'), fence('(', a, ')')),
    text: 'σ({0})',
    numpy: '1 / (1 + np.exp(-({0})))',
    torch: 'torch.sigmoid({0})',
    code: { prec: 3, min: [0] },
  },
  tanh: {
    range: [-1, 1],
    shape: asIs,
    value: each(Math.tanh),
    inPlace: true,
    pull: (g, _args, y) => [e.mul(g, e.oneMinus(apply('square', y)))],
    rules: ['tanh'],
    ...call,
    call: ['tanh'],
    prec: 5,
    min: [5],
    tree: (a) => row(functionName('tanh'), of, a),
    squared: (a) => row(squareOf(functionName('tanh')), of, a),
    code: call,
    text: 'tanh({0})',
    numpy: 'np.tanh({0})',
    torch: 'torch.tanh({0})',
  },
  relu: {
    range: notNegative,
    shape: asIs,
    value: each((a) => (a > 0 ? a : Number.isNaN(a) ? a : 0)),
    inPlace: true,
    pull: (g, [a]) => [e.mul(g, apply('positive', a!))],
    side: ([a]) => apply('positive', a!),
    rules: ['relu'],
    ...call,
    call: ['relu'],
    tree: callOf('relu'),
    text: 'relu({0})',
    numpy: 'np.maximum({0}, 0)',
    torch: 'torch.relu({0})',
  },
  positive: {
    range: upToOne,
    // the slope of relu: 1 where a > 0, else 0; at 0 by convention 0
    shape: asIs,
    value: each((a) => (a > 0 ? 1 : 0)),
    inPlace: true,
    pull: () => [null],
    rules: [],
    ...call,
    call: ['positive'],
    inner: true,
    tree: (a) => fence('[', row(a, between('>'), count(0)), ']'),
    text: 'positive({0})',
    ofNumbers: '[{0} > 0]',
    numpy: '({0} > 0).astype(float)',
    torch: '({0} > 0).double()',
  },
  exp: {
    range: notNegative,
    shape: asIs,
    value: each(Math.exp),
    inPlace: true,
    pull: (g, _args, y) => [e.mul(g, y)],
    rules: ['exp'],
    ...call,
    call: ['exp'],
    tree: callOf('exp'),
    text: 'exp({0})',
    numpy: 'np.exp({0})',
    torch: 'torch.exp({0})',
  },
  logsumexp: {
    range: anything,
    whole: true,
    shape: (a) => {
      vector(a)
      return []
    },
    value: (out, a) => {
      out.data[out.at] = logsumexp(a)
    },
    pull: (g, [a]) => [e.scale(g, apply('softmax', a!))],
    rules: ['logsumexp'],
    ...call,
    call: ['logsumexp'],
    tree: callOf('logsumexp'),
    text: 'logsumexp({0})',
    numpy: 'np.logaddexp.reduce({0})',
    torch: 'torch.logsumexp({0}, 0)',
  },
  logsoftmax: {
    range: [Number.NEGATIVE_INFINITY, 0],
    // a − logsumexp(a), without the loss of digits of that difference
    whole: true,
    shape: (a) => {
      vector(a)
      return a
    },
    value: logsoftmax,
    pull: (g, _args, out) => [apply('sub', g, e.scale(apply('sum', g), apply('exp', out)))],
    rules: ['logsoftmax'],
    ...call,
    call: ['logsoftmax'],
    inner: true,
    tree: callOf('logsoftmax'),
    text: 'logsoftmax({0})',
    numpy: '{0} - np.max({0}) - np.log(np.sum(np.exp({0} - np.max({0}))))',
    torch: 'torch.log_softmax({0}, 0)',
    code: { prec: 1, min: [2] },
  },
  softmax: {
    range: upToOne,
    whole: true,
    shape: (a) => {
      vector(a)
      return a
    },
    value: (out, a) => {
      logsoftmax(out, a)
      for (let i = 0; i < out.size; i++) out.data[out.at + i] = Math.exp(out.data[out.at + i]!)
    },
    pull: (g, _args, p) => [apply('sub', e.mul(g, p), e.scale(apply('sum', e.mul(g, p)), p))],
    rules: ['softmax'],
    ...call,
    call: ['softmax'],
    tree: callOf('softmax'),
    text: 'softmax({0})',
    numpy: 'np.exp({0} - np.max({0})) / np.sum(np.exp({0} - np.max({0})))',
    torch: 'torch.softmax({0}, 0)',
    code: { prec: 3, min: [2] },
  },
  pick: {
    range: 'as operands',
    // the element of a vector at an index
    shape: (a, index) => {
      vector(a)
      scalar(index, 'the index')
      return []
    },
    value: (out, a, index) => {
      out.data[out.at] = a.data[a.at + index.data[index.at]!]!
    },
    pull: (g, [a, index]) => [e.scale(g, apply('onehot', index!, a!)), null],
    rules: ['pick'],
    ...call,
    min: [6, 0],
    tree: (a, i) => row(a, fence('[', i, ']')),
    text: '{0}[{1}]',
    numpy: '{0}[{1}]',
  },
  onehot: {
    range: upToOne,
    // a vector like the second operand: 1 at the index, 0 elsewhere
    shape: (index, like) => {
      scalar(index, 'the index')
      return like
    },
    value: (out, index) => {
      out.data.fill(0, out.at, out.at + out.size)
      out.data[out.at + index.data[index.at]!] = 1
    },
    pull: () => [null, null],
    rules: [],
    ...call,
    call: ['onehot'],
    inner: true,
    tree: callOf('onehot'),
    text: 'onehot({0}, {1})',
    numpy: 'np.eye(len({1}))[{0}]',
    torch: 'torch.eye(len({1}), dtype=torch.float64)[{0}]',
  },
  ratio: {
    range: 'as operands',
    // of each element
    shape: alike,
    value: (out, a, b) => {
      for (let i = 0; i < out.size; i++) out.data[out.at + i] = a.data[a.at + i]! / b.data[b.at + i]!
    },
    pull: (g, [, b], y) => [apply('ratio', g, b!), e.neg(apply('ratio', e.mul(g, y), b!))],
    rules: ['factor', 'ratio'],
    prec: 3,
    min: [3, 4],
    inPlace: true,
    tree: (a, b) => row(a, between('⊘'), b),
    text: '{0} / {1}',
    numpy: '{0} / {1}',
    code: { prec: 3, min: [3, 4] },
  },
  spread: {
    range: 'as operands',
    // a number at each element of something like the second operand; written as the number alone
    shape: (s, like) => {
      scalar(s, 'the number that acts on each element')
      return like
    },
    value: (out, s) => out.data.fill(s.data[s.at]!, out.at, out.at + out.size),
    pull: (g) => [apply('sum', g), null],
    rules: ['fill'],
    prec: 0,
    min: [0, 0],
    transparent: true,
    tree: (a) => a,
    text: '{0}',
    numpy: '{0}',
  },
  log: {
    range: anything,
    shape: asIs,
    value: each(Math.log),
    inPlace: true,
    pull: (g, [a]) => [apply('ratio', g, a!)],
    rules: ['log'],
    ...call,
    call: ['log'],
    tree: callOf('log'),
    text: 'log({0})',
    numpy: 'np.log({0})',
    torch: 'torch.log({0})',
  },
  sqrt: {
    range: notNegative,
    shape: asIs,
    value: each(Math.sqrt),
    inPlace: true,
    pull: (g, _args, y) => [apply('ratio', g, e.scale(number(2), y))],
    rules: ['sqrt'],
    ...call,
    call: ['sqrt'],
    tree: (a) => ({ kind: 'root', inside: a }),
    text: 'sqrt({0})',
    numpy: 'np.sqrt({0})',
    torch: 'torch.sqrt({0})',
  },
  abs: {
    range: notNegative,
    shape: asIs,
    value: each(Math.abs),
    inPlace: true,
    pull: (g, [a]) => [e.mul(g, apply('sign', a!))],
    side: ([a]) => apply('positive', a!),
    rules: ['abs'],
    ...call,
    call: ['abs'],
    tree: (a) => tall('|', a, '|'),
    text: 'abs({0})',
    numpy: 'np.abs({0})',
    torch: 'torch.abs({0})',
  },
  sign: {
    range: [-1, 1],
    // the slope of abs: at 0 by convention 0
    shape: asIs,
    value: each(Math.sign),
    inPlace: true,
    pull: () => [null],
    rules: [],
    ...call,
    call: ['sign'],
    inner: true,
    tree: callOf('sign'),
    text: 'sign({0})',
    numpy: 'np.sign({0})',
    torch: 'torch.sign({0})',
  },
  max: {
    range: 'as operands',
    shape: alike,
    value: (out, a, b) => {
      for (let i = 0; i < out.size; i++) out.data[out.at + i] = larger(a.data[a.at + i]!, b.data[b.at + i]!)
    },
    pull: (g, [a, b]) => {
      const first = apply('atLeast', a!, b!)
      return [e.mul(g, first), e.mul(g, e.oneMinus(first))]
    },
    side: ([a, b]) => apply('atLeast', a!, b!),
    rules: ['max', 'max'],
    ...call,
    call: ['max'],
    tree: (a, b) => callOf('max')(row(a, between(','), b)),
    text: 'max({0}, {1})',
    numpy: 'np.maximum({0}, {1})',
    torch: 'torch.where({0} >= {1}, {0}, {1})',
  },
  atLeast: {
    range: upToOne,
    // the slope of max for its first operand: 1 where a ≥ b, so that where both are equal the first has it all
    shape: alike,
    value: (out, a, b) => {
      for (let i = 0; i < out.size; i++) out.data[out.at + i] = a.data[a.at + i]! >= b.data[b.at + i]! ? 1 : 0
    },
    pull: () => [null, null],
    rules: [],
    ...call,
    call: ['atLeast'],
    inner: true,
    tree: (a, b) => fence('[', row(a, between('≥'), b), ']'),
    text: 'atLeast({0}, {1})',
    ofNumbers: '[{0} ≥ {1}]',
    numpy: '({0} >= {1}).astype(float)',
    torch: '({0} >= {1}).double()',
  },
  softplus: {
    range: notNegative,
    // log(1 + exp a), finite for every finite a
    shape: asIs,
    value: each((a) => Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)))),
    inPlace: true,
    pull: (g, [a]) => [e.mul(g, apply('sigmoid', a!))],
    rules: ['softplus'],
    ...call,
    call: ['softplus'],
    tree: callOf('softplus'),
    text: 'softplus({0})',
    numpy: 'np.logaddexp(0, {0})',
    torch: 'torch.logaddexp(torch.zeros_like({0}), {0})',
  },
  cos: {
    range: [-1, 1],
    shape: asIs,
    value: each(Math.cos),
    inPlace: true,
    pull: (g, [a]) => [e.neg(e.mul(g, apply('sin', a!)))],
    rules: ['cos'],
    ...call,
    call: ['cos'],
    tree: callOf('cos'),
    text: 'cos({0})',
    numpy: 'np.cos({0})',
    torch: 'torch.cos({0})',
  },
  sin: {
    range: [-1, 1],
    shape: asIs,
    value: each(Math.sin),
    inPlace: true,
    pull: (g, [a]) => [e.mul(g, apply('cos', a!))],
    rules: ['sin'],
    ...call,
    call: ['sin'],
    tree: callOf('sin'),
    text: 'sin({0})',
    numpy: 'np.sin({0})',
    torch: 'torch.sin({0})',
  },
  rowScale: {
    range: 'as operands',
    // row i of a matrix times v_i
    shape: (v, A) => {
      vector(v)
      if (A.length !== 2 || A[0] !== v[0])
        throw new Error(`expected a vector and a matrix with as many rows, got ${show(v)} and ${show(A)}`)
      return A
    },
    value: (out, v, A) => {
      const columns = A.shape[1]!
      for (let k = 0; k < out.size; k++)
        out.data[out.at + k] = v.data[v.at + Math.floor(k / columns)]! * A.data[A.at + k]!
    },
    pull: (g, [v, A]) => [apply('rowSum', e.mul(g, A!)), apply('rowScale', v!, g)],
    rules: ['rowScale', 'rowScale'],
    prec: 3.5,
    min: [0, 4],
    call: ['diag'],
    before: true,
    tree: (a, b) => sideBySide(callOf('diag')(a), b),
    text: 'diag({0}) {1}',
    numpy: '({0})[:, None] * {1}',
    code: { prec: 3, min: [0, 4] },
  },
  rowSum: {
    range: 'as operands',
    // the sum of each row of a matrix
    shape: (A) => {
      if (A.length !== 2) throw new Error(`expected a matrix, got ${show(A)}`)
      return [A[0]!]
    },
    value: (out, A) => {
      const columns = A.shape[1]!
      for (let i = 0; i < out.size; i++) {
        let sum = 0
        for (let j = 0; j < columns; j++) sum += A.data[A.at + i * columns + j]!
        out.data[out.at + i] = sum
      }
    },
    pull: (g, [A]) => [apply('rowScale', g, apply('fill', number(1), A!))],
    rules: ['total'],
    ...call,
    prec: 3.5,
    min: [4],
    code: call,
    call: ['rowSum'],
    inner: true,
    tree: (a) => sideBySide(a, letter('1', 'bold')),
    text: 'rowSum({0})',
    numpy: 'np.sum({0}, axis=1)',
    torch: 'torch.sum({0}, 1)',
  },
  join: {
    range: 'as operands',
    // two vectors of one length as one, the first on top
    shape: (a, b) => {
      vector(alike(a, b))
      return [typeof a[0] === 'number' ? 2 * a[0] : `2${a[0]}`]
    },
    value: (out, a, b) => {
      for (let i = 0; i < a.size; i++) {
        out.data[out.at + i] = a.data[a.at + i]!
        out.data[out.at + a.size + i] = b.data[b.at + i]!
      }
    },
    pull: (g) => [apply('upper', g), apply('lower', g)],
    rules: ['join', 'join'],
    ...call,
    call: ['join'],
    inner: true,
    tree: (a, b) => tall('[', row(a, between(';'), b), ']'),
    text: 'join({0}, {1})',
    numpy: 'np.concatenate([{0}, {1}])',
    torch: 'torch.cat([{0}, {1}])',
  },
  upper: {
    range: 'as operands',
    // the first half of a vector: what belongs to the first of two that were joined
    shape: half,
    value: (out, a) => {
      for (let i = 0; i < out.size; i++) out.data[out.at + i] = a.data[a.at + i]!
    },
    pull: (g) => [apply('join', g, e.scale(number(0), g))],
    rules: ['join'],
    ...call,
    call: ['upper'],
    inner: true,
    tree: (a) => script(tall('[', a, ']'), sign('→')),
    text: 'upper({0})',
    numpy: 'np.split({0}, 2)[0]',
    torch: 'torch.chunk({0}, 2)[0]',
  },
  lower: {
    range: 'as operands',
    // the second half of a vector
    shape: half,
    value: (out, a) => {
      for (let i = 0; i < out.size; i++) out.data[out.at + i] = a.data[a.at + out.size + i]!
    },
    pull: (g) => [apply('join', e.scale(number(0), g), g)],
    rules: ['join'],
    ...call,
    call: ['lower'],
    inner: true,
    tree: (a) => script(tall('[', a, ']'), sign('←')),
    text: 'lower({0})',
    numpy: 'np.split({0}, 2)[1]',
    torch: 'torch.chunk({0}, 2)[1]',
  },
  dot: {
    range: 'as operands',
    // uᵀ v: a number
    shape: (u, v) => {
      vector(u)
      alike(u, v)
      return []
    },
    value: (out, u, v) => {
      let sum = 0
      for (let i = 0; i < u.size; i++) sum += u.data[u.at + i]! * v.data[v.at + i]!
      out.data[out.at] = sum
    },
    pull: (g, [u, v]) => [e.scale(g, v!), e.scale(g, u!)],
    rules: ['dot', 'dot'],
    prec: 3.5,
    min: [6, 4],
    tree: (a, b) => sideBySide(transposed(a), b),
    text: '{0}ᵀ {1}',
    numpy: '{0} @ {1}',
    code: { prec: 3, min: [4, 4] },
  },
} satisfies Readonly<Record<string, Op>>

type Table = typeof table
/** Operations of the engine alone, which no cell writes. */
type Inner = {
  [Name in keyof Table]: Table[Name] extends { readonly inner: true } ? Name : never
}[keyof Table]
/** Every operation that the equations of a cell can have. */
export type CellOp = Exclude<keyof Table, Inner>

/** The row of every operation, by its name. */
export const ops: Readonly<Record<string, Op>> = table

/** The row of an operation. */
export function op(name: string): Op {
  const row = ops[name]
  if (!row) throw new Error(`unknown operation ${name}, expected one of ${Object.keys(ops).join(', ')}`)
  return row
}

/** Does each element of the result depend on the elements at the same place alone, of operands that all have its shape? */
export function isElementwise(name: string): boolean {
  const { shape, whole } = op(name)
  return !whole && (shape === asIs || shape === alike)
}

/** Is the result of a function of a vector a vector like it? */
export function givesVector(name: string): boolean {
  const row = op(name)
  return arity(row) === 1 && row.shape(['n']).length === 1
}

/** The functions that a cell's equations can call, each by the first of its names. */
export const functionNames: readonly string[] = Object.values(ops).flatMap(({ call, inner }) =>
  call && !inner ? [call[0]!] : [],
)

/** The functions of one operand that act on each element alone: what each is called in equations, by the name of its row. */
export const elementwiseFunctions: ReadonlyMap<string, string> = new Map(
  Object.entries(ops).flatMap(([name, row]) =>
    row.call && !row.inner && arity(row) === 1 && isElementwise(name) ? [[name, row.call[0]!] as const] : [],
  ),
)

/** How many operands an operation takes: as many as its text names, and the one that tells the size of what is spread. */
export function arity(row: Op): number {
  return row.transparent || row.text.includes('{1}') ? 2 : 1
}
