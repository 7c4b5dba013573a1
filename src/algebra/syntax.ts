/**
 * The language of cells as a tree of what is written, before anything is known of shapes: one equation a line,
 *
 *     a_f = W_f x + U_f h[t-1] + b_f        a product is written by a space
 *     C = f ⊙ C[t-1] + i ⊙ g                ⊙ (or *) is the product of each element
 *     A : [H, N]                            a shape that is said
 *     f = σ(a_f)  # forget gate             a name for people
 *
 * Binding, tightest first: ᵀ and ²; a product by a space, from the right; a minus in front; ⊙ * / from the left; + - from the left.
 */
import { nearest } from './nearest.ts'
import { arity, type Op, ops } from './ops.ts'
import { fail, type Token, tokens } from './tokens.ts'

/** What is written, with the place of what decides about it: the name, the number, or the sign between two operands. */
export type Syntax = { readonly at: Token } & (
  | { readonly kind: 'name'; readonly name: string; readonly dt: number; readonly timed: boolean }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'call'; readonly op: string; readonly args: readonly Syntax[] }
  | { readonly kind: 'infix'; readonly sign: Infix; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: 'minus'; readonly of: Syntax }
  | { readonly kind: 'square'; readonly of: Syntax }
  | { readonly kind: 'transposed'; readonly of: Syntax }
  | { readonly kind: 'product'; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: 'index'; readonly of: Syntax; readonly index: Syntax }
)

export type Infix = '+' | '-' | '⊙' | '/'

/** One line: the symbol that it writes, what it writes, whether it replaces (=) or adds (+=), and what it is called. */
export interface EquationLine {
  readonly kind: 'equation'
  readonly symbol: string
  readonly at: Token
  readonly adds: boolean
  readonly expr: Syntax
  readonly comment?: string
}

/** A shape that is said: `A : [H, N]`. */
export interface DeclarationLine {
  readonly kind: 'declaration'
  readonly symbol: string
  readonly at: Token
  readonly axes: readonly Token[]
  readonly comment?: string
}

export type SyntaxLine = EquationLine | DeclarationLine

/** Functions that may be written in a cell, and all functions, by their words: those of the engine too. */
export interface Functions {
  readonly words: ReadonlyMap<string, string>
  /** may a name hold a dot, a prime or d: in front? */
  readonly inner: boolean
}

const functionsWhere = (wanted: (row: Op) => boolean): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(ops).flatMap(([name, row]) =>
      wanted(row) ? (row.call ?? []).map((word) => [word, name] as const) : [],
    ),
  )

/** What the author of a cell may write. */
export const authors: Functions = { words: functionsWhere((row) => !row.inner), inner: false }
/** The functions that an author may call. */
export const authorFunctions: readonly string[] = [...authors.words.keys()]

/** What the engine writes for itself. */
export const engines: Functions = { words: functionsWhere(() => true), inner: true }

const infixes: Readonly<Record<string, Infix>> = { '+': '+', '-': '-', '⊙': '⊙', '*': '⊙', '/': '/' }

/** How deep brackets and operations may be nested. */
const deepest = { author: 60, engine: 1000 }

/** The lines of a text; empty ones and those that are a comment alone are left out. Throws a SyntaxMistake at the first that cannot be read. */
export function readLines(text: string, functions: Functions): SyntaxLine[] {
  return text.split('\n').flatMap((source, i) => {
    const mark = source.indexOf('#')
    const code = mark < 0 ? source : source.slice(0, mark)
    const comment = mark < 0 ? '' : source.slice(mark + 1).trim()
    if (code.trim() === '') return []
    return [{ ...readLine(tokens(code, i + 1, functions.inner), functions), ...(comment ? { comment } : {}) }]
  })
}

/** One expression, such as `d:C[t+1] ⊙ f[t+1]`. */
export function readExpression(text: string, functions: Functions): Syntax {
  return whole(tokens(text, 1, functions.inner), functions)
}

function readLine(list: Token[], functions: Functions): SyntaxLine {
  const [left, sign, ...rest] = list as [Token, Token, ...Token[]]
  if (left.kind !== 'name') fail(left, { id: 'symbol' })
  if (sign.text === ':' && sign.kind === 'mark')
    return { kind: 'declaration', symbol: left.text, at: left, axes: axesOf(rest) }
  if (sign.kind !== 'mark' || (sign.text !== '=' && !(sign.text === '+=' && functions.inner)))
    fail(sign, { id: functions.inner ? 'equalsOrAdds' : 'equalsOrColon' })
  return {
    kind: 'equation',
    symbol: left.text,
    at: left,
    adds: sign.text === '+=',
    expr: whole(rest, functions),
  }
}

/** The letters of [H, N]; none of []. */
function axesOf(list: readonly Token[]): Token[] {
  let position = 0
  const next = () => list[position]!
  const want = (text: string) =>
    next().text === text && next().kind === 'mark' ? position++ : fail(next(), { id: 'mark', mark: text })
  const axes: Token[] = []
  want('[')
  while (next().text !== ']') {
    if (axes.length > 0) want(',')
    if (next().kind !== 'name') fail(next(), { id: 'letterOfSize' })
    axes.push(list[position++]!)
  }
  want(']')
  if (next().kind !== 'end') fail(next(), { id: 'endOfLine' })
  if (axes.length > 2) fail(axes[2]!, { id: 'atMostMatrix' })
  return axes
}

function whole(list: Token[], functions: Functions): Syntax {
  return new ExpressionReader(list, functions).whole()
}

/** Reads one expression, a method for each level of binding. */
class ExpressionReader {
  private position = 0
  private depth = 0
  private readonly list: readonly Token[]
  private readonly words: Functions['words']
  private readonly inner: boolean

  constructor(list: readonly Token[], { words, inner }: Functions) {
    this.list = list
    this.words = words
    this.inner = inner
  }

  whole(): Syntax {
    const e = this.sum()
    if (this.next().kind !== 'end') fail(this.next(), { id: 'operationOrEnd' })
    return e
  }

  private next(): Token {
    return this.list[this.position]!
  }

  private is(text: string): boolean {
    return this.next().text === text && this.next().kind === 'mark'
  }

  private take(): Token {
    return this.list[this.position++]!
  }

  private want(text: string): Token {
    return this.is(text) ? this.take() : fail(this.next(), { id: 'mark', mark: text })
  }

  private deeper<T>(read: () => T): T {
    const most = this.inner ? deepest.engine : deepest.author
    if (++this.depth > most) fail(this.next(), { id: 'depth', most })
    const made = read()
    this.depth--
    return made
  }

  private binary(signs: readonly Infix[], operand: () => Syntax): Syntax {
    let left = operand()
    for (;;) {
      const sign = this.next().kind === 'mark' ? infixes[this.next().text] : undefined
      if (!sign || !signs.includes(sign)) return left
      const at = this.take()
      left = { kind: 'infix', sign, left, right: operand(), at }
    }
  }

  private sum(): Syntax {
    return this.binary(['+', '-'], () => this.product())
  }

  private product(): Syntax {
    return this.binary(['⊙', '/'], () => this.unary())
  }

  private unary(): Syntax {
    if (!this.is('-')) return this.notTransposed(this.juxtaposed())
    const at = this.take()
    return { kind: 'minus', of: this.deeper(() => this.unary()), at }
  }

  /** Factors side by side, taken from the right. */
  private juxtaposed(): Syntax {
    const left = this.postfix()
    if (this.next().kind !== 'name' && this.next().kind !== 'number' && !this.is('(')) return left
    const right = this.deeper(() => this.juxtaposed())
    return { kind: 'product', left, right, at: left.at }
  }

  private notTransposed(e: Syntax): Syntax {
    return e.kind === 'transposed' ? fail(this.next(), { id: 'vectorToMultiply' }) : e
  }

  private postfix(): Syntax {
    let of = this.primary()
    for (;;) {
      if (this.is('²')) of = { kind: 'square', of, at: this.take() }
      else if (this.is('ᵀ')) {
        of = { kind: 'transposed', of, at: this.take() }
        if (this.is('²') || this.is('ᵀ')) fail(this.next(), { id: 'factor' })
      } else if (this.inner && this.is('[')) {
        const at = this.take()
        const index = this.sum()
        this.want(']')
        of = { kind: 'index', of, index, at }
      } else return of
    }
  }

  private primary(): Syntax {
    const at = this.take()
    if (at.kind === 'number') return { kind: 'number', value: at.text === '½' ? 0.5 : Number(at.text), at }
    if (at.kind === 'mark' && at.text === '(') {
      const e = this.deeper(() => this.sum())
      this.want(')')
      return e
    }
    if (at.kind !== 'name') fail(at, { id: 'symbolNumberOrBracket' })
    const op = this.words.get(at.text)
    const called = this.is('(')
    if (called && op !== undefined) return this.call(at, op)
    const apart = called && this.next().column > at.column + at.text.length
    if (called && !apart) {
      if (!this.inner && this.saysBefore())
        fail(this.next(), { id: 'symbolNumberOrOperation', write: 'before' })
      const names = [...this.words.keys()]
      const near = nearest(at.text, names)
      fail(at, { id: 'functionNamed', name: at.text, names, ...(near ? { near } : {}) })
    }
    if (op !== undefined && !this.inner) fail(this.next(), { id: 'bracketAfter', name: at.text })
    const { dt, timed } = this.time()
    return { kind: 'name', name: at.text, dt, timed, at }
  }

  private call(at: Token, op: string): Syntax {
    this.take()
    const args = [this.deeper(() => this.sum())]
    const row = ops[op]!
    const count = row.before ? 1 : arity(row)
    while (this.is(',') && args.length < count) {
      this.take()
      args.push(this.deeper(() => this.sum()))
    }
    if (args.length !== count || this.is(',')) fail(this.next(), { id: 'operands', n: count, name: at.text })
    this.want(')')
    return { kind: 'call', op, args, at }
  }

  /** Does (t-1) stand here, as programs write the timestep before? */
  private saysBefore(): boolean {
    const [, t, minus] = this.list.slice(this.position, this.position + 3)
    return t?.text === 't' && minus?.text === '-'
  }

  /** Is there a comma before the bracket that is open is closed, as in [x, h]? */
  private isList(): boolean {
    const rest = this.list.slice(this.position).map(({ text }) => text)
    return /^(?:[^[\]]|\[[^\]]*\])*,/.test(rest.join(' '))
  }

  /** [t], [t-1], [t+1]; the engine writes an index in brackets too. */
  private time(): { readonly dt: number; readonly timed: boolean } {
    const [bracket, t, sign, steps] = this.list.slice(this.position, this.position + 4)
    const written = bracket?.kind === 'mark' && bracket.text === '['
    if (!written || (this.inner && t?.text !== 't')) return { dt: 0, timed: false }
    this.position += 1
    if (t?.text !== 't')
      fail(t ?? this.next(), this.isList() ? { id: 'joined' } : { id: 'word', word: 't-1' })
    this.position += 1
    if (this.inner && this.is(']')) {
      this.take()
      return { dt: 0, timed: true }
    }
    const wanted = this.inner ? 't-1 or t+1' : '-1'
    if (sign?.text !== '-' && !(this.inner && sign?.text === '+'))
      fail(sign ?? this.next(), { id: 'word', word: wanted })
    this.position += 1
    if (steps?.kind !== 'number' || (!this.inner && steps.text !== '1'))
      fail(steps ?? this.next(), { id: 'word', word: this.inner ? wanted : 't-1' })
    this.position += 1
    this.want(']')
    return { dt: Number(steps.text) * (sign.text === '-' ? -1 : 1), timed: true }
  }
}
