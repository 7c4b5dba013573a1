/** Formulas in three faces: symbols, shapes, and the numbers put in. Every symbol and every number carries its name, for a page to link. */
import { count, literal, timeTree, valueTree } from '../print/number.ts'
import {
  beginsWithMinus,
  between,
  fence,
  fraction,
  index as indexOf,
  inParentheses,
  letter,
  type Numeral,
  named,
  product,
  row,
  script,
  sign,
  type Tree,
  transposed,
  joined as withSigns,
} from '../print/tree.ts'
import { arrayTree, gridTree, type Show, sparseIn } from './arrays.ts'
import { type Expr, isApply, type Sym, shift, symbol } from './expression.ts'
import { isElementwise, isJoint, type Joint, joinedProducts, jointOuter, renamed } from './joined-weights.ts'
import { lengthTree } from './lengths.ts'
import { ofGradient, ofUpdate } from './names.ts'
import { op } from './ops.ts'
import { atom, type Printed, print, type Style } from './printed.ts'
import { numberPrinted } from './scalar.ts'
import { primed, updateLetters } from './update-letters.ts'

/**
 * A letter with its index: W and f for W_f. `or` is a second letter that stands with it where a symbol is their sum, which needs brackets
 * in a product: PyTorch's two biases.
 */
export interface IndexedLetter {
  readonly base: Tree
  readonly sub?: Tree
  /** what stands above it: the layer */
  readonly above?: Tree
  readonly or?: IndexedLetter
}

/** How a text writes things. A notation is data; see cell/notations.ts. */
export interface Notation {
  readonly letter: (name: string) => IndexedLetter
  /** the gradient of a symbol as a letter of its own (δ, ε), or undefined for a bar over the symbol */
  readonly adjointLetter: (name: string) => IndexedLetter | undefined
  /** where the timestep stands */
  readonly time: 'subscript' | 'superscript'
  /** the weights of [h, x] together, for the weight that multiplies x; undefined where there is none */
  readonly joined: (
    inputWeight: string,
  ) => { readonly recurrent: string; readonly letter: IndexedLetter } | undefined
  /** the letters of the two halves where weights are written together */
  readonly half: (name: string) => IndexedLetter | undefined
}

/** Everything on which the look of a formula depends, beside the expression itself. */
export interface Writing {
  readonly notation: Notation
  /** ∂L/∂C or the adjoint with a bar */
  readonly gradient: 'partial' | 'adjoint'
  /** W x + U h or W [h, x] */
  readonly weights: 'split' | 'joined'
  /** the weights that the formula is about, where they are written as one: each of the two then stands for both */
  readonly joint?: Joint | undefined
  /** the timestep as a number; without it its letter stands: `time`, or t */
  readonly t?: number
  readonly time?: string
  /** the unit meant, as people count it ("2", or "1,2" of a weight); it stands with the other indices */
  readonly element?: Tree
  /** what a silent symbol stands for */
  readonly meaning: (name: string) => Expr | undefined
  readonly timed: (name: string) => boolean
  /** the idea that a symbol belongs to, for its colour */
  readonly idea: (name: string) => string
}

export interface Values {
  readonly value: (s: Sym) => ArrayLike<number>
  readonly shape: (name: string) => readonly number[]
  /** more rows or columns than this are left out, with dots in their place */
  readonly most: number
  /** which symbols stay symbols among the numbers: what a reader is to find */
  readonly kept?: ((s: Sym) => boolean) | undefined
  /** with how many digits a number is written, by its name. Default: four */
  readonly digits?: ((name: string) => number) | undefined
}

/** The name of a symbol at a timestep: f@3, d:C@3, W_f. */
export function refOf({ name, dt }: Sym, t: number): string {
  return dt === null ? name : `${name}@${t + dt}`
}

/** An expression as a formula in symbols, in the notation and letters of `writing`; numbers stand only where the equation has them. */
export function symbolsFace(e: Expr, writing: Writing): Tree {
  return print(
    e,
    symbolsStyle(writing, (s, written) => named(tagsOf(s, writing), written)),
  ).tree
}

/** An expression in symbols with the shape of each under it. */
export function shapesFace(
  e: Expr,
  writing: Writing,
  shape: (name: string) => readonly (string | number)[],
): Tree {
  const axis = (n: string | number | undefined) => (typeof n === 'string' ? lengthTree(n) : count(n ?? ''))
  const under = (s: Sym, beside?: string): Tree => {
    const axes = shape(s.name)
    if (beside === undefined) return axes.length === 0 ? count(1) : withSigns(axes.map(axis), between('×'))
    const columns = row(axis(shape(beside)[1]), between('+'), axis(axes[1]))
    return row(axis(axes[0]), between('×'), fence('(', columns, ')'))
  }
  return print(
    e,
    symbolsStyle(writing, (s, written, beside) =>
      named(tagsOf(s, writing), { kind: 'under', base: written, below: under(s, beside) }),
    ),
  ).tree
}

/** An expression with its numbers put in. The timestep must be known. */
export function numbersFace(e: Expr, writing: Writing, values: Values): Tree {
  const kept = (s: Sym) => values.kept?.(s) ?? false
  const array = (s: Sym, show: Show = {}): Tree =>
    kept(s)
      ? named(tagsOf(s, writing), symbolTree(s, writing).tree)
      : isJoint(s.name, writing.joint)
        ? block(renamed(s, writing.joint!.W), renamed(s, writing.joint!.U))
        : arrayTree(
            values.value(s),
            values.shape(s.name),
            refOf(s, writing.t!),
            values.most,
            writing.idea(s.name),
            values.digits ? { ...show, digits: values.digits } : show,
          )
  const symbols = symbolsStyle(writing, (s) => array(s))
  /** A number that stands alone binds as its sign does; an array has brackets of its own, whatever indices its symbol has. */
  const style: Style = {
    ...symbols,
    symbol: (s) => {
      const meaning = writing.meaning(s.name)
      if (meaning) return print(shift(meaning, s.dt ?? 0), style)
      const { tree, prec } = symbols.symbol(s)
      if (kept(s)) return { tree, prec }
      const alone = values.shape(s.name).length === 0
      return alone ? numberPrinted(tree as Numeral, values.value(s)[0]!) : { tree, prec: atom }
    },
  }
  const square: NonNullable<Style['special']> = (inner, again) => {
    const open = opened(inner, writing)
    return open && again(open)
  }
  /** Of a long vector that is nearly all zeros the rest is shown, and the columns of the matrix that it meets. */
  const sparse: NonNullable<Style['special']> = (inner) => {
    if (!isApply(inner, 'matvec') && !isApply(inner, 'outer')) return undefined
    const [left, right] = inner.args
    if (left?.kind !== 'symbol' || right?.kind !== 'symbol' || writing.meaning(left.name)) return undefined
    if (kept(right)) return undefined
    const marked = sparseIn(values.value(right), values.most)
    if (!marked) return undefined
    const vector = array(right, { rows: marked })
    return isApply(inner, 'outer')
      ? { tree: row(array(left), product, transposed(vector)), prec: op('outer').prec }
      : { tree: row(array(left, { columns: marked }), product, vector), prec: op('matvec').prec }
  }
  const number = (n: number, name: string): Tree => valueTree(n, name, values.digits?.(name))
  const block = (W: Sym, U: Sym): Tree => {
    const [m, n] = values.shape(U.name) as [number, number]
    const k = values.shape(W.name)[1]!
    const grid = gridTree(m, n + k, values.most, (i, j) =>
      j < n
        ? number(values.value(U)[i * n + j]!, `${U.name}[${i},${j}]`)
        : number(values.value(W)[i * k + j - n]!, `${W.name}[${i},${j - n}]`),
    )
    return named({ idea: writing.idea(W.name) }, grid)
  }
  /** Prints one element; a part without a name of its own is printed as the numbers that it is made of, such as r · h. */
  const element = (e: Expr, i: number): Tree => {
    const meaning = e.kind === 'symbol' ? writing.meaning(e.name) : undefined
    if (meaning) return element(shift(meaning, (e as Sym).dt ?? 0), i)
    if (isApply(e, 'mul')) {
      const factors = e.args.map((arg) => element(arg, i))
      return withSigns(
        factors.map((factor) => (beginsWithMinus(factor) ? inParentheses(factor) : factor)),
        between('⋅'),
      )
    }
    const s = e as Sym
    if (kept(s)) return named(tagsOf(s, writing), symbolTree(s, { ...writing, element: count(i + 1) }).tree)
    return number(values.value(s)[i]!, `${refOf(s, writing.t!)}[${i}]`)
  }
  const stack = (h: Sym, x: Sym): Tree => {
    const n = values.shape(h.name)[0]!
    return gridTree(n + values.shape(x.name)[0]!, 1, values.most, (i) =>
      i < n ? element(h, i) : element(x, i - n),
    )
  }
  const joined = joinedProducts(writing, ([W, U, h, x]) =>
    isElementwise(h, writing) ? row(block(W, U), product, stack(h, x)) : undefined,
  )
  const outer = jointOuter(writing, ({ h, x }) => (isElementwise(h, writing) ? stack(h, x) : undefined))
  return print(e, {
    ...style,
    numbers: true,
    special: (inner, again) =>
      joined(inner, again) ?? outer(inner, again) ?? sparse(inner, again) ?? square(inner, again),
  }).tree
}

/** What a page links and colours a symbol by. */
export function tagsOf(s: Sym, writing: Writing): Record<string, string> {
  const tags = { sym: s.name, idea: writing.idea(s.name) }
  if (s.dt === null) return { ...tags, ref: s.name }
  return writing.t === undefined ? { ...tags, dt: String(s.dt) } : { ...tags, ref: refOf(s, writing.t) }
}

/** One symbol at its timestep as a formula, with its name and its idea, by which a page links and colours it. */
export const namedSymbol = (s: Sym, writing: Writing): Tree =>
  named(tagsOf(s, writing), symbolTree(s, writing).tree)

/** The letters of one symbol: f_t, C̃_3, ∂L/∂C_t. `index` is the element meant, such as [0]. */
export function symbolTree(s: Sym, writing: Writing, index?: Tree): Printed {
  const of = ofGradient(s.name)
  const { notation } = writing
  const meaning = writing.meaning(s.name)
  if (meaning)
    return print(
      shift(meaning, s.dt ?? 0),
      symbolsStyle(writing, (_, written) => written),
    )
  const indexed = ({ tree, prec }: Printed): Printed =>
    index
      ? { tree: row(prec === 1 ? inParentheses(tree) : tree, index), prec: Math.max(prec, 5) }
      : { tree, prec }
  if (of === undefined) return indexed(dressed(lettersOf(s.name, writing), s, writing))
  if (writing.gradient === 'adjoint') {
    const own = notation.adjointLetter(of)
    if (own) return indexed(dressed(own, s, writing))
    const { base, ...rest } = single(lettersOf(of, writing))
    return indexed(dressed({ ...rest, base: { kind: 'accent', mark: 'bar', base } }, s, writing))
  }
  const under = dressed(single(lettersOf(of, writing)), { ...s, name: of }, writing).tree
  const by = index ? row(sign('∂'), under, index) : row(sign('∂'), under)
  return { tree: fraction(row(sign('∂'), letter('L')), by), prec: 5 }
}

function lettersOf(name: string, writing: Writing): IndexedLetter {
  const plain = ofUpdate(name) ?? name
  const updated = plain !== name
  const own = updateLetters(plain, updated, (of) => lettersOf(of, writing))
  if (own) return own
  const found =
    (isJoint(plain, writing.joint) && writing.notation.joined(writing.joint!.W)?.letter) ||
    (writing.weights === 'joined' && writing.notation.half(plain)) ||
    writing.notation.letter(plain)
  if (!updated) return found
  const { base, ...rest } = single(found)
  return { ...rest, base: primed(base) }
}

/** Of the sum of two biases, the first: their gradients are the same. */
const single = ({ or: _, ...letter }: IndexedLetter): IndexedLetter => letter

function dressed({ or, ...own }: IndexedLetter, { name, dt }: Sym, writing: Writing): Printed {
  const hasTime = dt !== null && writing.timed(ofGradient(name) ?? name)
  const time = hasTime ? timeTree(dt, writing) : undefined
  // An index that is part of the letter stands with the others.
  const inner = own.base.kind === 'script' ? own.base : undefined
  const { base, sub } = inner ? { base: inner.base, sub: inner.below } : own
  if (or) {
    const sum = row(script(base, sub, own.above), between('+'), script(or.base, or.sub, own.above))
    const at = writing.element ?? time
    return at ? { tree: script(inParentheses(sum), at), prec: atom } : { tree: sum, prec: 1 }
  }
  if (writing.notation.time === 'superscript')
    return {
      tree: script(base, indexOf(sub, writing.element), indexOf(own.above, time)),
      prec: time || own.above ? 5 : atom,
    }
  return { tree: script(base, indexOf(sub, time, writing.element), own.above), prec: own.above ? 5 : atom }
}

/**
 * The style of a formula in symbols; `leaf` prints a symbol, given its letters. `beside` is the weight of h, where a weight of x stands for
 * both.
 */
export function symbolsStyle(
  writing: Writing,
  leaf: (s: Sym, letters: Tree, beside?: string) => Tree,
): Style {
  const style: Style = {
    number: (n) => ({ tree: literal(n), prec: n < 0 ? 2 : atom }),
    symbol: (s) => {
      const meaning = writing.meaning(s.name)
      if (meaning) return print(shift(meaning, s.dt ?? 0), style)
      const { tree, prec } = symbolTree(s, writing)
      const { joint } = writing
      const written = isJoint(s.name, joint)
        ? leaf(renamed(s, joint!.W), tree, renamed(s, joint!.U).name)
        : leaf(s, tree)
      return { tree: written, prec }
    },
    special: (e, again) => {
      const open = opened(e, writing)
      if (open) return again(open)
      const stacked = (h: Sym, x: Sym) => fence('[', row(again(h).tree, between(','), again(x).tree), ']')
      const outer = jointOuter(writing, ({ h, x }) => stacked(h, x))(e, again)
      if (outer) return outer
      return joinedProducts(writing, ([W, U, h, x]) => {
        const { letter } = writing.notation.joined(W.name)!
        const both = dressed(letter, symbol(W.name, null), writing).tree
        return row(leaf(W, both, U.name), product, stacked(h, x))
      })(e, again)
    },
  }
  return style
}

/** A square of a silent symbol is the square of what it stands for, so that it reads tanh² C. */
function opened(e: Expr, writing: Writing): Expr | undefined {
  if (!isApply(e, 'square')) return undefined
  const [inside] = e.args
  const meaning = inside?.kind === 'symbol' ? writing.meaning(inside.name) : undefined
  return meaning && inside?.kind === 'symbol' ? { ...e, args: [shift(meaning, inside.dt ?? 0)] } : undefined
}
