/**
 * The lines of a derivation as formulas: in matrices or in single elements, in symbols or with numbers put in.
 * Printed from the expressions that are evaluated, by the typesetter that prints the page's formulas.
 */
import { type Apply, type Expr, isApply, isNumber, type Sym, same } from '../algebra/expression.ts'
import { op } from '../algebra/ops.ts'
import { atom, type Printed, print, type Style, within } from '../algebra/printed.ts'
import { refOf, symbolsStyle, symbolTree, tagsOf, type Writing } from '../algebra/typeset.ts'
import { count } from '../print/number.ts'
import {
  between,
  fraction,
  inParentheses,
  joined,
  letter,
  named,
  product,
  row,
  sameTree,
  script,
  sign,
  sumOver,
  type Tree,
  taken,
  tall,
  transposed,
} from '../print/tree.ts'
import { type Index, indexTree, letterAt, letterTree, tiesOf } from './indices.ts'
import type { Lines } from './net.ts'
import { isZeros, shapeIn } from './pending-rules.ts'
import { isOver, type Over } from './sums-over-time.ts'

/** What a line is written with. */
export interface Pen {
  readonly lines: Lines
  readonly writing: Writing
  /** how the same is written at a timestep, or at any */
  readonly writingAt: (t: number | undefined) => Writing
  /** the shape of a symbol in numbers: a sum over one element is written as that element */
  readonly shape: (name: string) => readonly number[]
  /** what the first element is called: [0] as in names and code, or [1] as people count */
  readonly count: 0 | 1
  /** write what is multiplied n times as its power */
  readonly powers: boolean
}

/** An expression in symbols: the element at `index`, or the whole of it where that is null. */
export function lineTree(pen: Pen, e: Expr, index: Index | null): Printed {
  return print(e, index ? elementStyle(pen, index, 0) : matrixStyle(pen))
}

/** A fraction of two elements, as the table writes one of a whole array. */
function quotient(above: Printed, below: Printed): Printed {
  return { tree: fraction(above.tree, below.tree), prec: op('div').inTree!.prec }
}

function matrixStyle(pen: Pen): Style {
  const { writing } = pen
  const base = symbolsStyle(writing, (s, written) => named(tagsOf(s, writing), written))
  return {
    ...base,
    symbol: (s) => (isOver(s) ? sumOverTime(pen, s, matrixStyle) : base.symbol(s)),
    special: (e, again) =>
      zeros(pen, e) ??
      waiting(pen, e as Apply, again, null) ??
      power(pen, e as Apply, again) ??
      numbersSideBySide(pen, e as Apply, again) ??
      base.special?.(e, again),
  }
}

/** The style that writes the element at an index, inside `depth` sums. */
function elementStyle(pen: Pen, index: Index, depth: number): Style {
  const { writing } = pen
  const base = symbolsStyle(writing, (_, written) => written)
  const at = (e: Expr, other: Index, deeper = depth) => print(e, elementStyle(pen, other, deeper))
  const shape = (e: Expr) => shapeIn(e, pen.shape)
  /** The sum over an axis of a matrix; over a single element that alone. */
  const over = (
    W: Expr,
    axis: 0 | 1,
    body: (k: number | string, deeper: number) => Printed,
    from = depth,
  ): Printed => (shape(W)[axis] === 1 ? body(0, from) : sumAs(letterAt(from), body(letterAt(from), from + 1)))
  const style: Style = {
    ...base,
    symbol: (s) =>
      isOver(s) ? sumOverTime(pen, s, (inner) => elementStyle(inner, index, depth)) : leaf(pen, s, index),
    special: (e, again) => {
      const { op: name, args } = e as Apply
      const [a, b] = args as [Expr, Expr]
      const [i, j] = index as [number | string, number | string]
      switch (name) {
        case 'mul':
          return times([again(a), again(b)], pen.powers)
        case 'scale':
          return times([at(a, []), again(b)], pen.powers)
        case 'div':
        case 'ratio':
          return quotient(again(a), at(b, name === 'div' ? [] : index))
        case 'rowScale':
          return times([at(a, [i]), again(b)], pen.powers)
        case 'dot':
          return over(a, 0, (k, deeper) => times([at(a, [k], deeper), at(b, [k], deeper)], pen.powers))
        case 'rowSum':
          return over(a, 1, (k, deeper) => at(a, [i, k], deeper))
        case 'outer':
          return times([at(a, [i]), at(b, [j])], pen.powers)
        case 'matvec':
          return over(a, 1, (k, deeper) => times([at(a, [i, k]), at(b, [k], deeper)], pen.powers))
        case 'matvecT':
          return over(a, 0, (k, deeper) => times([at(a, [k, i]), at(b, [k], deeper)], pen.powers))
        case 'sum': {
          if (shape(a).length === 0) return again(a)
          if (shape(a).length === 1) return over(a, 0, (k, deeper) => at(a, [k], deeper))
          return over(a, 0, (row, inner) => over(a, 1, (k, deeper) => at(a, [row, k], deeper), inner))
        }
        case 'fill':
        case 'spread':
          return at(a, [])
        case 'softmax':
        case 'logsoftmax':
          return { tree: withIndex(print(e, matrixStyle(pen)).tree, indexTree(index, pen.count)), prec: atom }
        case 'logsumexp':
        case 'pick':
          return print(e, matrixStyle(pen))
        case 'onehot': {
          // Classes are counted from 0, as the targets of a document are.
          const place = typeof i === 'number' ? count(i) : letterTree(i)
          return { tree: tall('[', row(place, between('='), again(a).tree), ']'), prec: atom }
        }
        default:
          return waiting(pen, e as Apply, again, { index, depth })
      }
    },
  }
  return style
}

const timeLetters = ['t', 'τ', 's', 'r']

/** The letter of the time of a sum that stands inside others. */
const timeLetter = (taken: string | undefined): string =>
  timeLetters[taken === undefined ? 0 : Math.min(timeLetters.indexOf(taken) + 1, timeLetters.length - 1)]!

/** A sum with a time of its own; one over a single timestep is what stands there. */
function sumOverTime(pen: Pen, { body, from, to }: Over, styleOf: (inner: Pen) => Style): Printed {
  const isOne = from === to
  const time = isOne ? pen.writing.time : timeLetter(pen.writing.time)
  const writing = { ...pen.writingAt(isOne ? from : undefined), ...(time === undefined ? {} : { time }) }
  const printed = print(body, styleOf({ ...pen, writing }))
  if (isOne) return printed
  const first = row(letter(time!), sign('='), count(from))
  return { tree: sumOver(first, within(printed, 3), count(to)), prec: 2, op: 'sum' }
}

const withIndex = (tree: Tree, index: Tree | undefined): Tree => (index ? row(tree, index) : tree)

function leaf(pen: Pen, s: Sym, index: Index): Printed {
  const { writing, lines } = pen
  const own = lines.net.info(s.name).shape.length === 0 ? [] : index
  const { tree, prec } = symbolTree(s, writing, indexTree(own, pen.count))
  const { ref, ...tags } = tagsOf(s, writing)
  const isPlace = own.every((i) => typeof i === 'number')
  const element = own.length > 0 ? `[${own.join(',')}]` : ''
  return { tree: named(ref && isPlace ? { ...tags, ref: ref + element } : tags, tree), prec }
}

/** A product remembers its factors, so that one of another product can be laid out with them. */
interface Product extends Printed {
  readonly factors?: readonly Printed[]
}

/** Factors side by side; with `powers` equal neighbours as one power. */
export function times(list: readonly Product[], powers = false): Product {
  const factors = list.flatMap((one) => one.factors ?? [one])
  // A plain number comes first: 2 W (y - target), not W 2 (y - target).
  factors.sort((a, b) => Number(isPlain(b)) - Number(isPlain(a)))
  const bases: { tree: Tree; times: number }[] = []
  for (const factor of factors) {
    const tree = within(factor, 3)
    const last = bases.at(-1)
    if (powers && last && sameTree(last.tree, tree)) last.times++
    else bases.push({ tree, times: 1 })
  }
  const written = bases.map(({ tree, times }) =>
    script(tree, undefined, times > 1 ? count(times) : undefined),
  )
  return { tree: joined(written, product), prec: 3, op: 'mul', factors }
}

function isPlain({ tree }: Printed): boolean {
  if (tree.kind === 'number') return tree.exponent === 0 && /^[\d.]+$/.test(tree.mantissa)
  return tree.kind === 'fraction' && tree.small === true
}

/** A sum over a letter; one that is all of another sum's body needs no brackets there. */
function sumAs(name: string, body: Printed): Printed {
  const inner = body.op === 'sum' ? body.tree : within(body, 3)
  return { tree: sumOver(letterTree(name), inner), prec: 2, op: 'sum' }
}

/** The product of two numbers: only that of vectors and matrices has ⊙. */
function numbersSideBySide(pen: Pen, e: Apply, again: (e: Expr) => Printed): Printed | undefined {
  if (e.op !== 'mul' || !e.args.every((arg) => shapeIn(arg, pen.shape).length === 0)) return undefined
  return times(e.args.map(again), pen.powers)
}

/** Wᵀ Wᵀ v as (Wᵀ)² v, where the pen writes powers. */
function power(pen: Pen, e: Apply, again: (e: Expr) => Printed): Printed | undefined {
  if (!pen.powers || e.op !== 'matvecT') return undefined
  let inner: Expr = e
  let times = 0
  const W = e.args[0]!
  while (inner.kind === 'apply' && inner.op === 'matvecT' && same(inner.args[0]!, W)) {
    inner = inner.args[1]!
    times++
  }
  if (times < 2) return undefined
  const powered = script(inParentheses(transposed(within(again(W), 6))), undefined, count(times))
  return { tree: row(powered, product, within(again(inner), 4)), prec: 3.5 }
}

/** A whole array of zeros; a number is 0. */
function zeros(pen: Pen, e: Expr): Printed | undefined {
  if (!isZeros(e)) return undefined
  return { tree: shapeIn(e, pen.shape).length === 0 ? count(0) : letter('0', 'bold'), prec: atom }
}

/** What still waits for its rule, and what a rule has just written. */
function waiting(
  pen: Pen,
  e: Apply,
  again: (e: Expr) => Printed,
  element: { readonly index: Index; readonly depth: number } | null,
): Printed | undefined {
  const { writing } = pen
  const index = element ? indexTree(element.index, pen.count) : undefined
  switch (e.op) {
    case 'mark': {
      const inner = again(e.args[0]!)
      return { ...inner, tree: named({ new: '1' }, inner.tree) }
    }
    case 'route': {
      const [gradient, via] = e.args as [Sym, Sym]
      const way = row(sign('→'), symbolTree(via, writing).tree)
      const bar = taken(symbolTree(gradient, writing, index).tree, way)
      return { tree: named(partTags(pen, gradient, element, via), bar), prec: atom }
    }
    case 'at': {
      const [gradient] = e.args as [Sym]
      const when = writing.t === undefined ? letter(writing.time ?? 't') : count(writing.t)
      const bar = taken(symbolTree(gradient, writing, index).tree, when)
      return { tree: named(partTags(pen, gradient, element), bar), prec: atom }
    }
    case 'local':
      return element ? localElement(pen, e, element) : local(e, again, again)
    default:
      return undefined
  }
}

/** The name of a part of a gradient: d:C@3[1]<h@3, d:U_f@3[0,1]. */
function partTags(
  { writing }: Pen,
  gradient: Sym,
  element: { readonly index: Index } | null,
  via?: Sym,
): Record<string, string> {
  const { ref: _, ...tags } = tagsOf(gradient, writing)
  const isPlace = (element?.index ?? []).every((i) => typeof i === 'number')
  if (writing.t === undefined || !isPlace) return tags
  const at = refOf({ ...gradient, dt: gradient.dt ?? 0 }, writing.t)
  const index = element ? `[${element.index.join(',')}]` : ''
  return { ...tags, ref: at + index + (via ? `<${refOf(via, writing.t)}` : '') }
}

/** g · ∂e/∂s */
function local({ args }: Apply, top: (e: Expr) => Printed, bottom: (e: Expr) => Printed): Printed {
  const [g, e, s] = args as [Expr, Expr, Sym]
  const above = within(top(e), 4.5)
  const tree = fraction(row(sign('∂'), above), row(sign('∂'), bottom(s).tree))
  const factor = isApply(g, 'fill') ? g.args[0]! : g
  return isNumber(factor, 1)
    ? { tree, prec: 5 }
    : { tree: row(within(top(g), 3), between('⋅'), tree), prec: 3 }
}

/** g[i] · ∂e[i]/∂s[i], or where one element of s acts on several of e, the sums over them. */
function localElement(
  pen: Pen,
  node: Apply,
  { index, depth }: { readonly index: Index; readonly depth: number },
): Printed {
  const [, e, s] = node.args as [Expr, Expr, Sym]
  const lengths = shapeIn(e, pen.shape)
  const letters: string[] = []
  const row = tiesOf(pen.lines, e, s).map((axis, k) => {
    if (axis !== null) return index[axis]!
    if (lengths[k] === 1) return 0
    letters.push(letterAt(depth + letters.length))
    return letters.at(-1)!
  })
  const inner = elementStyle(pen, row, depth + letters.length)
  const one = local(
    node,
    (x) => print(x, inner),
    (x) => print(x, elementStyle(pen, index, depth)),
  )
  return letters.reduceRight((body, name) => sumAs(name, body), one)
}
