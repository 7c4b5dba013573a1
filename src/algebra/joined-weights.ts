/** Weights that are written as one: W x + U h as W [h, x], and their gradients δ xᵀ and δ hᵀ as δ [h, x]ᵀ. */

import { between, product, row, type Tree, transposed, joined as withSigns } from '../print/tree.ts'
import { type Expr, isApply, type Sym, same, summands, symbol } from './expression.ts'
import { gradientOf, ofGradient, ofUpdate, symbolOf, updatedOf } from './names.ts'
import { op } from './ops.ts'
import { type Style, within } from './printed.ts'
import type { Writing } from './typeset.ts'

/** The two weights, and what they multiply. */
export interface Joint {
  readonly W: string
  readonly U: string
  readonly x: Sym
  readonly h: Sym
}

/** Is a symbol one of the two weights, one of their gradients or one of their new values? */
export function isJoint(name: string, joint?: Joint): boolean {
  const plain = symbolOf(name)
  return joint !== undefined && (plain === joint.W || plain === joint.U)
}

/** The symbol that is to this weight what `s` is to its own: its gradient, its new value, or itself. */
export function renamed(s: Sym, weight: string): Sym {
  const isUpdated = ofUpdate(s.name) !== undefined
  return symbol(
    ofGradient(s.name) === undefined ? (isUpdated ? updatedOf(weight) : weight) : gradientOf(weight),
    s.dt,
  )
}

/** Can each element be written as a product of numbers? */
export function isElementwise(e: Expr, writing: Writing): boolean {
  if (e.kind !== 'symbol') return isApply(e, 'mul') && e.args.every((arg) => isElementwise(arg, writing))
  const meaning = writing.meaning(e.name)
  return meaning === undefined || isElementwise(meaning, writing)
}

/** The gradients δ xᵀ and δ hᵀ of two weights that are written as one: δ [h, x]ᵀ, with what `stacked` gives for [h, x]. */
export function jointOuter(
  { joint }: Writing,
  stacked: (joint: Joint) => Tree | undefined,
): NonNullable<Style['special']> {
  return (e, again) => {
    if (!joint || !isApply(e, 'outer')) return undefined
    const [delta, factor] = e.args as [Expr, Expr]
    const both = same(factor, joint.x) || same(factor, joint.h) ? stacked(joint) : undefined
    if (both === undefined) return undefined
    const { min, prec } = op('outer')
    return { tree: row(within(again(delta), min[0]!), product, transposed(both)), prec }
  }
}

/** W x + U h inside a sum, written as one product W [h, x] where the writing joins weights; `asOne` may decline. */
export function joinedProducts(
  writing: Writing,
  asOne: (symbols: readonly [W: Sym, U: Sym, h: Sym, x: Sym]) => Tree | undefined,
): NonNullable<Style['special']> {
  return (e, again) => {
    if (writing.weights !== 'joined' || !isApply(e, 'add')) return undefined
    const terms = summands(e)
    const products = terms.filter(
      (term) => isApply(term, 'matvec') && term.args.every((arg) => arg.kind === 'symbol'),
    )
    for (const term of products) {
      const [W, x] = (isApply(term, 'matvec') ? term.args : []) as [Sym, Sym]
      const joined = writing.notation.joined(W.name)
      const other = products.find(
        (p) => isApply(p, 'matvec') && (p.args[0] as Sym).name === joined?.recurrent,
      )
      if (!joined || !other || !isApply(other, 'matvec')) continue
      const [U, h] = other.args as [Sym, Sym]
      const written = asOne([W, U, h, x])
      if (written === undefined) continue
      const rest = terms.filter((t) => t !== term && t !== other).map((t) => again(t).tree)
      return { tree: withSigns([written, ...rest], between('+')), prec: 1 }
    }
    return undefined
  }
}
