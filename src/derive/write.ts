/**
 * The lines of a derivation as LaTeX: in matrices or in single elements, in symbols or with numbers put in.
 * Printed from the expressions that are evaluated, by the typesetter that prints the page's formulas.
 */
import { type Apply, type Expr, isApply, isNumber, type Sym, same } from '../algebra/expression.ts'
import { op } from '../algebra/ops.ts'
import { within } from '../algebra/scalar.ts'
import type { tag } from '../algebra/tag.ts'
import { refOf, symbolTex, tagsOf, texStyle, type Writing } from '../algebra/typeset.ts'
import { atom, type Style, type Written, write } from '../algebra/write.ts'
import { type Index, indexTex, letterAt, tiesOf } from './indices.ts'
import { isZeros, shapeIn } from './local.ts'
import type { Lines } from './net.ts'

/** What a line is written with. */
export interface Pen {
  readonly lines: Lines
  readonly writing: Writing
  /** the shape of a symbol in numbers: a sum over one element is written as that element */
  readonly shape: (name: string) => readonly number[]
  /** what the first element is called: [0] as in names and code, or [1] as people count */
  readonly count: 0 | 1
  /** write what is multiplied n times as its power */
  readonly powers: boolean
  /** gives a symbol its name, or leaves it as it is */
  readonly tag: typeof tag
}

/** An expression in symbols: the element at `index`, or the whole of it where that is null. */
export function lineTex(pen: Pen, e: Expr, index: Index | null): Written {
  return write(e, index ? elementStyle(pen, index, 0) : matrixStyle(pen))
}

/** A fraction of two elements, as the table writes one of a whole array. */
function quotient(above: string, below: string): Written {
  return { text: `\\frac{${above}}{${below}}`, prec: op('div').inTex!.prec }
}

function matrixStyle(pen: Pen): Style {
  const { writing } = pen
  const base = texStyle(writing, (s, name) => pen.tag(tagsOf(s, writing), name))
  return {
    ...base,
    special: (e, again) =>
      zerosTex(pen, e) ??
      waitingTex(pen, e as Apply, again, null) ??
      power(pen, e as Apply, again) ??
      base.special?.(e, again),
  }
}

/** The style that writes the element at an index, inside `depth` sums. */
function elementStyle(pen: Pen, index: Index, depth: number): Style {
  const { writing } = pen
  const base = texStyle(writing, (_, name) => name)
  const at = (e: Expr, other: Index, deeper = depth) => write(e, elementStyle(pen, other, deeper))
  const shape = (e: Expr) => shapeIn(e, pen.shape)
  /** The sum over an axis of a matrix; over a single element that alone. */
  const over = (
    W: Expr,
    axis: 0 | 1,
    body: (k: number | string, deeper: number) => Written,
    from = depth,
  ): Written =>
    shape(W)[axis] === 1 ? body(0, from) : sumOver(letterAt(from), body(letterAt(from), from + 1))
  const style: Style = {
    ...base,
    symbol: (s) => leaf(pen, s, index),
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
          return quotient(again(a).text, at(b, name === 'div' ? [] : index).text)
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
          return { text: `${write(e, matrixStyle(pen)).text}${indexTex(index, pen.count)}`, prec: atom }
        case 'logsumexp':
        case 'pick':
          return write(e, matrixStyle(pen))
        case 'onehot': {
          // Classes are counted from 0, as the targets of a document are.
          return { text: `\\left[${i} = ${again(a).text}\\right]`, prec: atom }
        }
        default:
          return waitingTex(pen, e as Apply, again, { index, depth })
      }
    },
  }
  return style
}

function leaf(pen: Pen, s: Sym, index: Index): Written {
  const { writing, lines, count } = pen
  const own = lines.net.info(s.name).shape.length === 0 ? [] : index
  const { text, prec } = symbolTex(s, writing, indexTex(own, count))
  const { ref, ...tags } = tagsOf(s, writing)
  const named = own.every((i) => typeof i === 'number')
  const element = own.length > 0 ? `[${own.join(',')}]` : ''
  return { text: pen.tag(ref && named ? { ...tags, ref: ref + element } : tags, text), prec }
}

/** A product remembers its factors, so that one of another product can be laid out with them. */
interface Product extends Written {
  readonly factors?: readonly Written[]
}

/** Factors side by side; with `powers` equal neighbours as one power. */
export function times(list: readonly Product[], powers = false, dot = '\\,'): Product {
  const factors = list.flatMap((one) => one.factors ?? [one])
  // A plain number comes first: 2 W (y - target), not W 2 (y - target).
  if (dot === '\\,') factors.sort((a, b) => Number(isPlain(b)) - Number(isPlain(a)))
  const texts: { text: string; count: number }[] = []
  for (const factor of factors) {
    const text = within(factor, 3)
    const last = texts.at(-1)
    if (powers && last?.text === text) last.count++
    else texts.push({ text, count: 1 })
  }
  const written = texts.map(({ text, count }) => (count > 1 ? `${text}^{${count}}` : text))
  return { text: written.join(dot), prec: 3, op: 'mul', factors }
}

function isPlain({ text }: Written): boolean {
  return /^(\\tfrac|[\d.]+$)/.test(text)
}

/** A sum over a letter; one that is all of another sum's body needs no brackets there. */
function sumOver(letter: string, body: Written): Written {
  const inner = body.op === 'sum' ? body.text : within(body, 3)
  return { text: `\\sum_{${letter}} ${inner}`, prec: 2, op: 'sum' }
}

/** Wᵀ Wᵀ v as (Wᵀ)² v, where the pen writes powers. */
function power(pen: Pen, e: Apply, again: (e: Expr) => Written): Written | undefined {
  if (!pen.powers || e.op !== 'matvecT') return undefined
  let inner: Expr = e
  let count = 0
  const W = e.args[0]!
  while (inner.kind === 'apply' && inner.op === 'matvecT' && same(inner.args[0]!, W)) {
    inner = inner.args[1]!
    count++
  }
  if (count < 2) return undefined
  return {
    text: `\\left(${within(again(W), 6)}^{\\top}\\right)^{${count}}\\,${within(again(inner), 4)}`,
    prec: 3.5,
  }
}

/** A whole array of zeros; a number is 0. */
function zerosTex(pen: Pen, e: Expr): Written | undefined {
  if (!isZeros(e)) return undefined
  return { text: shapeIn(e, pen.shape).length === 0 ? '0' : '\\mathbf 0', prec: atom }
}

/** What still waits for its rule, and what a rule has just written. */
function waitingTex(
  pen: Pen,
  e: Apply,
  again: (e: Expr) => Written,
  element: { readonly index: Index; readonly depth: number } | null,
): Written | undefined {
  const { writing, count } = pen
  const index = element ? indexTex(element.index, count) : ''
  switch (e.op) {
    case 'mark': {
      const inner = again(e.args[0]!)
      return { ...inner, text: pen.tag({ new: '1' }, inner.text) }
    }
    case 'route': {
      const [gradient, via] = e.args as [Sym, Sym]
      const bar = `\\left.${symbolTex(gradient, writing, index).text}\\right|_{\\to ${symbolTex(via, writing).text}}`
      return { text: pen.tag(partTags(pen, gradient, element, via), bar), prec: atom }
    }
    case 'at': {
      const [gradient] = e.args as [Sym]
      const bar = `\\left.${symbolTex(gradient, writing, index).text}\\right|_{${writing.t ?? 't'}}`
      return { text: pen.tag(partTags(pen, gradient, element), bar), prec: atom }
    }
    case 'local':
      return element ? localElement(pen, e, element) : fraction(e, again, again)
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
  const named = (element?.index ?? []).every((i) => typeof i === 'number')
  if (writing.t === undefined || !named) return tags
  const at = refOf({ ...gradient, dt: gradient.dt ?? 0 }, writing.t)
  const index = element ? `[${element.index.join(',')}]` : ''
  return { ...tags, ref: at + index + (via ? `<${refOf(via, writing.t)}` : '') }
}

/** g · ∂e/∂s */
function fraction({ args }: Apply, top: (e: Expr) => Written, bottom: (e: Expr) => Written): Written {
  const [g, e, s] = args as [Expr, Expr, Sym]
  const above = within(top(e), 4.5)
  const below = bottom(s)
  const text = `\\frac{\\partial ${above}}{\\partial ${below.text}}`
  const factor = isApply(g, 'fill') ? g.args[0]! : g
  return isNumber(factor, 1) ? { text, prec: 5 } : { text: `${within(top(g), 3)} \\cdot ${text}`, prec: 3 }
}

/** g[i] · ∂e[i]/∂s[i], or where one element of s acts on several of e, the sums over them. */
function localElement(
  pen: Pen,
  node: Apply,
  { index, depth }: { readonly index: Index; readonly depth: number },
): Written {
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
  const one = fraction(
    node,
    (x) => write(x, inner),
    (x) => write(x, elementStyle(pen, index, depth)),
  )
  return letters.reduceRight((body, letter) => sumOver(letter, body), one)
}
