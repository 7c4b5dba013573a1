/**
 * Formulas as LaTeX, in three faces: symbols, shapes, and the numbers put in. Every symbol and every number is
 * tagged with its name (\htmlData), so that a page can link it, unless the writing says otherwise.
 */
import { numberTex } from '../tensor/format.ts'
import { arrayTex, cellTex, gridTex, type Show, sparseIn } from './arrays.ts'
import { type Expr, isApply, ofGradient, type Sym, shift, symbol } from './expression.ts'
import { isElementwise, isJoint, type Joint, joinedProducts, jointOuter, renamed } from './joined.ts'
import { op } from './ops.ts'
import { numberWritten } from './scalar.ts'
import { type Tag, tag } from './tag.ts'
import { atom, type Style, type Written, write } from './write.ts'

/** A letter with its index: W and f for W_f. `sum` marks a letter that is itself a sum and needs brackets in a product. */
export interface Letter {
  readonly base: string
  readonly sub?: string
  readonly sum?: boolean
}

/** How a text writes things. A notation is data; see cell/notations.ts. */
export interface Notation {
  readonly letter: (name: string) => Letter
  /** the gradient of a symbol as a letter of its own (δ, ε), or undefined for a bar over the symbol */
  readonly adjointLetter: (name: string) => Letter | undefined
  /** where the timestep stands */
  readonly time: 'subscript' | 'superscript'
  /** the weights of [h, x] together, for the weight that multiplies x; undefined where there is none */
  readonly joined: (
    inputWeight: string,
  ) => { readonly recurrent: string; readonly letter: Letter } | undefined
  /** the letters of the two halves where weights are written together */
  readonly half: (name: string) => Letter | undefined
}

export interface Writing {
  readonly notation: Notation
  /** ∂L/∂C or the adjoint with a bar */
  readonly gradient: 'partial' | 'adjoint'
  /** W x + U h or W [h, x] */
  readonly weights: 'split' | 'joined'
  /** the weights that the formula is about, where they are written as one: each of the two then stands for both */
  readonly joint?: Joint | undefined
  /** the timestep as a number; undefined writes t */
  readonly t?: number
  /** the unit meant, as people count it ("2", or "1,2" of a weight); it stands with the other indices */
  readonly element?: string
  /** what a silent symbol stands for */
  readonly meaning: (name: string) => Expr | undefined
  readonly timed: (name: string) => boolean
  /** the idea that a symbol belongs to, for its colour */
  readonly idea: (name: string) => string
  /** how names are put on symbols and numbers; absent: \htmlData */
  readonly tag?: Tag
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

/** An expression in symbols. */
export function symbolsFace(e: Expr, writing: Writing): string {
  const { tag: put = tag } = writing
  return write(
    e,
    texStyle(writing, (s, name) => put(tagsOf(s, writing), name)),
  ).text
}

/** An expression in symbols with the shape of each under it. */
export function shapesFace(
  e: Expr,
  writing: Writing,
  shape: (name: string) => readonly (string | number)[],
): string {
  const { tag: put = tag } = writing
  const under = (s: Sym, beside?: string) => {
    const axes = shape(s.name)
    if (beside === undefined) return axes.length === 0 ? '1' : axes.join(' \\times ')
    return `${axes[0]} \\times (${shape(beside)[1]} + ${axes[1]})`
  }
  return write(
    e,
    texStyle(writing, (s, name, beside) =>
      put(tagsOf(s, writing), `\\underset{\\scriptscriptstyle ${under(s, beside)}}{${name}}`),
    ),
  ).text
}

/** An expression with its numbers put in. The timestep must be known. */
export function numbersFace(e: Expr, writing: Writing, values: Values): string {
  const { tag: put = tag } = writing
  const kept = (s: Sym) => values.kept?.(s) ?? false
  const array = (s: Sym, show: Show = {}) =>
    kept(s)
      ? put(tagsOf(s, writing), symbolTex(s, writing).text)
      : isJoint(s.name, writing.joint)
        ? block(renamed(s, writing.joint!.W), renamed(s, writing.joint!.U))
        : arrayTex(
            values.value(s),
            values.shape(s.name),
            refOf(s, writing.t!),
            values.most,
            put,
            writing.idea(s.name),
            values.digits ? { ...show, digits: values.digits } : show,
          )
  const symbols = texStyle(writing, (s) => array(s))
  /** A number that stands alone binds as its sign does. */
  const style: Style = {
    ...symbols,
    symbol: (s) => {
      const written = symbols.symbol(s)
      const alone = !kept(s) && !writing.meaning(s.name) && values.shape(s.name).length === 0
      return alone ? numberWritten(written.text, values.value(s)[0]!) : written
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
      ? { text: `${array(left)}\\,${vector}^{\\top}`, prec: op('outer').prec }
      : { text: `${array(left, { columns: marked })}\\,${vector}`, prec: op('matvec').prec }
  }
  const named = (n: number, name: string) => cellTex(n, name, put, values.digits?.(name))
  const block = (W: Sym, U: Sym): string => {
    const [m, n] = values.shape(U.name) as [number, number]
    const k = values.shape(W.name)[1]!
    const grid = gridTex(m, n + k, values.most, (i, j) =>
      j < n
        ? named(values.value(U)[i * n + j]!, `${U.name}[${i},${j}]`)
        : named(values.value(W)[i * k + j - n]!, `${W.name}[${i},${j - n}]`),
    )
    return put({ idea: writing.idea(W.name) }, grid)
  }
  /** One element: of what has no name of its own the numbers that it is made of, r · h. */
  const element = (e: Expr, i: number): string => {
    const meaning = e.kind === 'symbol' ? writing.meaning(e.name) : undefined
    if (meaning) return element(shift(meaning, (e as Sym).dt ?? 0), i)
    if (isApply(e, 'mul'))
      return e.args
        .map((arg) => element(arg, i))
        .map((factor) =>
          /\{-[^{}]*\}$/.test(factor) || factor.startsWith('-') ? `\\left(${factor}\\right)` : factor,
        )
        .join(' \\cdot ')
    const s = e as Sym
    if (kept(s)) return put(tagsOf(s, writing), symbolTex(s, { ...writing, element: String(i + 1) }).text)
    return named(values.value(s)[i]!, `${refOf(s, writing.t!)}[${i}]`)
  }
  const stack = (h: Sym, x: Sym): string => {
    const n = values.shape(h.name)[0]!
    return gridTex(n + values.shape(x.name)[0]!, 1, values.most, (i) =>
      i < n ? element(h, i) : element(x, i - n),
    )
  }
  const joined = joinedProducts(writing, ([W, U, h, x]) =>
    isElementwise(h, writing) ? `${block(W, U)}\\,${stack(h, x)}` : undefined,
  )
  const outer = jointOuter(writing, ({ h, x }) => (isElementwise(h, writing) ? stack(h, x) : undefined))
  return write(e, {
    ...style,
    numbers: true,
    special: (inner, again) =>
      joined(inner, again) ?? outer(inner, again) ?? sparse(inner, again) ?? square(inner, again),
  }).text
}

/** What a page links and colours a symbol by. */
export function tagsOf(s: Sym, writing: Writing): Record<string, string> {
  const named = { sym: s.name, idea: writing.idea(s.name) }
  if (s.dt === null) return { ...named, ref: s.name }
  return writing.t === undefined ? { ...named, dt: String(s.dt) } : { ...named, ref: refOf(s, writing.t) }
}

/** The name of one symbol, without a tag: f_t, \tilde C_{3}, \frac{\partial L}{\partial C_t}. `index` is the element meant, such as [0]. */
export function symbolTex(s: Sym, writing: Writing, index = ''): Written {
  const of = ofGradient(s.name)
  const { notation } = writing
  const meaning = writing.meaning(s.name)
  if (meaning)
    return write(
      shift(meaning, s.dt ?? 0),
      texStyle(writing, (_, name) => name),
    )
  const indexed = ({ text, prec }: Written) => ({
    text: index && prec === 1 ? `\\left(${text}\\right)${index}` : text + index,
    prec: index ? Math.max(prec, 5) : prec,
  })
  if (of === undefined) return indexed(dressed(letterOf(s.name, writing), s, writing))
  if (writing.gradient === 'adjoint') {
    const own = notation.adjointLetter(of)
    if (own) return indexed(dressed(own, s, writing))
    const letter = single(letterOf(of, writing))
    return indexed(dressed({ ...letter, base: `\\bar{${letter.base}}` }, s, writing))
  }
  const under = dressed(single(letterOf(of, writing)), { ...s, name: of }, writing)
  return { text: `\\frac{\\partial L}{\\partial ${under.text}${index}}`, prec: 5 }
}

function letterOf(name: string, writing: Writing): Letter {
  const updated = name.endsWith("'")
  const plain = updated ? name.slice(0, -1) : name
  const letter =
    (isJoint(plain, writing.joint) && writing.notation.joined(writing.joint!.W)?.letter) ||
    (writing.weights === 'joined' && writing.notation.half(plain)) ||
    writing.notation.letter(plain)
  return updated ? { ...single(letter), base: `${single(letter).base}'` } : letter
}

/** Of the sum of two biases, the first: their gradients are the same. */
function single(letter: Letter): Letter {
  if (!letter.sum) return letter
  const [first] = letter.base.split(' + ') as [string]
  const indexed = /^(.+)_\{(.+)\}$/.exec(first)
  return indexed ? { base: indexed[1]!, sub: indexed[2]! } : { base: first }
}

function dressed({ base, sub, sum }: Letter, { name, dt }: Sym, writing: Writing): Written {
  const hasTime = dt !== null && writing.timed(ofGradient(name) ?? name)
  const time = hasTime ? timeTex(dt, writing.t) : undefined
  if (sum && writing.element) return { text: `\\left(${base}\\right)_{${writing.element}}`, prec: atom }
  if (writing.notation.time === 'superscript') {
    const under = [sub, writing.element].filter(Boolean).join(',')
    return { text: `${base}${under ? `_{${under}}` : ''}${time ? `^{${time}}` : ''}`, prec: time ? 5 : atom }
  }
  const index = [sub, time, writing.element].filter(Boolean).join(',')
  return { text: index ? `${base}_{${index}}` : base, prec: sum ? 1 : atom }
}

function timeTex(dt: number, t?: number): string {
  if (t !== undefined) return String(t + dt)
  return dt === 0 ? 't' : `t${dt < 0 ? '-' : '+'}${Math.abs(dt)}`
}

/**
 * The style of a formula in symbols; `leaf` writes a symbol, given its name. `beside` is the weight of h, where a weight of x stands for
 * both.
 */
export function texStyle(writing: Writing, leaf: (s: Sym, name: string, beside?: string) => string): Style {
  const style: Style = {
    kind: 'tex',
    number: (n) => ({ text: n === 0.5 ? '\\tfrac{1}{2}' : numberTex(n), prec: n < 0 ? 2 : atom }),
    symbol: (s) => {
      const meaning = writing.meaning(s.name)
      if (meaning) return write(shift(meaning, s.dt ?? 0), style)
      const { text, prec } = symbolTex(s, writing)
      const { joint } = writing
      const written = isJoint(s.name, joint)
        ? leaf(renamed(s, joint!.W), text, renamed(s, joint!.U).name)
        : leaf(s, text)
      return { text: written, prec }
    },
    special: (e, again) => {
      const open = opened(e, writing)
      if (open) return again(open)
      const stacked = (h: Sym, x: Sym) => `[${again(h).text}, ${again(x).text}]`
      const outer = jointOuter(writing, ({ h, x }) => stacked(h, x))(e, again)
      if (outer) return outer
      return joinedProducts(writing, ([W, U, h, x]) => {
        const { letter } = writing.notation.joined(W.name)!
        const both = dressed(letter, symbol(W.name, null), writing).text
        return `${leaf(W, both, U.name)}\\,${stacked(h, x)}`
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
