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
import { english } from '../mistake/english.ts'
import { type Expected, type Got, mistakeIn, type With } from '../mistake/mistake.ts'
import { arity, type Op, ops } from './ops.ts'

/** Where something is written, both counted from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

export interface Token extends Position {
  readonly text: string
  readonly kind: 'name' | 'number' | 'mark' | 'end'
}

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

/** A mistake in a text of equations: its place, what was expected there, and what stands there; the message says it in English. */
export class SyntaxMistake extends Error {
  readonly position: Position
  readonly expected: With<Expected>
  readonly got: With<Got> | undefined
  constructor({ line, column }: Position, expected: With<Expected>, got?: With<Got>) {
    super(mistakeIn({ where: { id: 'column', line, column }, expected, ...(got ? { got } : {}) }, english))
    this.position = { line, column }
    this.expected = expected
    this.got = got
  }
}

/** Says what was expected in place of a token. */
export function fail(at: Token, expected: With<Expected>): never {
  throw new SyntaxMistake(
    at,
    expected,
    at.kind === 'end' ? { id: 'endOfLine' } : { id: 'value', text: `"${at.text}"` },
  )
}

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
/** What the engine writes for itself. */
export const engines: Functions = { words: functionsWhere(() => true), inner: true }

const infixes: Readonly<Record<string, Infix>> = { '+': '+', '-': '-', '⊙': '⊙', '*': '⊙', '/': '/' }

const authorsToken =
  /\s*(?:(?<name>(?!ᵀ)\p{L}(?:(?!ᵀ)[\p{L}\p{M}\d_])*)|(?<number>\d+(?:\.\d+)?(?:e[+-]?\d+)?)|(?<mark>\+=|[-+−⊙*/()[\],:=²ᵀ]))/uy
const enginesToken =
  /\s*(?:(?<name>(?:d:)?(?!ᵀ)\p{L}(?:(?!ᵀ)[\p{L}\p{M}\d_.])*'?)|(?<number>\d+(?:\.\d+)?(?:e[+-]?\d+)?|½)|(?<mark>\+=|[-+−⊙*/()[\],:=²ᵀ]))/uy

/** So deep may brackets and operations stand in each other. */
const deepest = { author: 60, engine: 1000 }

function tokens(text: string, line: number, inner: boolean): Token[] {
  const token = inner ? enginesToken : authorsToken
  const found: Token[] = []
  token.lastIndex = 0
  while (token.lastIndex < text.length) {
    const from = token.lastIndex
    const match = token.exec(text)
    if (!match) {
      const rest = text.slice(from)
      if (rest.trim() === '') break
      const at = from + rest.search(/\S/)
      const sign = String.fromCodePoint(text.codePointAt(at)!)
      fail({ text: sign, kind: 'mark', line, column: at + 1 }, { id: 'symbolNumberOrOperation' })
    }
    const { name, number: digits } = match.groups!
    const word = match[0].trimStart()
    const kind = name ? 'name' : digits ? 'number' : 'mark'
    const column = from + match[0].length - word.length + 1
    found.push({ text: word === '−' ? '-' : word, kind, line, column })
  }
  return [...found, { text: '', kind: 'end', line, column: text.length + 1 }]
}

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
  const reader = expressions(list, functions)
  const e = reader.sum()
  if (reader.next().kind !== 'end') fail(reader.next(), { id: 'operationOrEnd' })
  return e
}

function expressions(list: Token[], { words, inner }: Functions) {
  let position = 0
  let depth = 0
  const next = () => list[position]!
  const is = (text: string) => next().text === text && next().kind === 'mark'
  const take = () => list[position++]!
  const want = (text: string) => (is(text) ? take() : fail(next(), { id: 'mark', mark: text }))

  function deeper<T>(read: () => T): T {
    const most = inner ? deepest.engine : deepest.author
    if (++depth > most) fail(next(), { id: 'depth', most })
    const made = read()
    depth--
    return made
  }

  function binary(signs: readonly Infix[], operand: () => Syntax): Syntax {
    let left = operand()
    for (;;) {
      const sign = next().kind === 'mark' ? infixes[next().text] : undefined
      if (!sign || !signs.includes(sign)) return left
      const at = take()
      left = { kind: 'infix', sign, left, right: operand(), at }
    }
  }

  const sum = (): Syntax => binary(['+', '-'], product)
  const product = (): Syntax => binary(['⊙', '/'], unary)

  function unary(): Syntax {
    if (!is('-')) return notTransposed(juxtaposed())
    const at = take()
    return { kind: 'minus', of: deeper(unary), at }
  }

  /** Factors side by side, taken from the right. */
  function juxtaposed(): Syntax {
    const left = postfix()
    if (next().kind !== 'name' && next().kind !== 'number' && !is('(')) return left
    const right = deeper(juxtaposed)
    return { kind: 'product', left, right, at: left.at }
  }

  function notTransposed(e: Syntax): Syntax {
    return e.kind === 'transposed' ? fail(next(), { id: 'vectorToMultiply' }) : e
  }

  function postfix(): Syntax {
    let of = primary()
    for (;;) {
      if (is('²')) of = { kind: 'square', of, at: take() }
      else if (is('ᵀ')) {
        of = { kind: 'transposed', of, at: take() }
        if (is('²') || is('ᵀ')) fail(next(), { id: 'factor' })
      } else if (inner && is('[')) {
        const at = take()
        const index = sum()
        want(']')
        of = { kind: 'index', of, index, at }
      } else return of
    }
  }

  function primary(): Syntax {
    const at = take()
    if (at.kind === 'number') return { kind: 'number', value: at.text === '½' ? 0.5 : Number(at.text), at }
    if (at.kind === 'mark' && at.text === '(') {
      const e = deeper(sum)
      want(')')
      return e
    }
    if (at.kind !== 'name') fail(at, { id: 'symbolNumberOrBracket' })
    const op = words.get(at.text)
    const called = is('(')
    if (called && op !== undefined) return call(at, op)
    const apart = called && next().column > at.column + at.text.length
    if (called && !apart) fail(at, { id: 'functionNamed', names: [...words.keys()] })
    if (op !== undefined && !inner) fail(next(), { id: 'bracketAfter', name: at.text })
    const { dt, timed } = time()
    return { kind: 'name', name: at.text, dt, timed, at }
  }

  function call(at: Token, op: string): Syntax {
    take()
    const args = [deeper(sum)]
    while (is(',')) {
      take()
      args.push(deeper(sum))
    }
    const row = ops[op]!
    const count = row.before ? 1 : arity(row)
    if (args.length !== count) fail(next(), { id: 'operands', n: count, name: at.text })
    want(')')
    return { kind: 'call', op, args, at }
  }

  /** [t], [t-1], [t+1]; the engine writes an index in brackets too. */
  function time(): { readonly dt: number; readonly timed: boolean } {
    const [bracket, t, sign, steps] = list.slice(position, position + 4)
    const written = bracket?.kind === 'mark' && bracket.text === '['
    if (!written || (inner && t?.text !== 't')) return { dt: 0, timed: false }
    position += 1
    if (t?.text !== 't') fail(t ?? next(), { id: 'word', word: 't-1' })
    position += 1
    if (inner && is(']')) {
      take()
      return { dt: 0, timed: true }
    }
    const wanted = inner ? 't-1 or t+1' : '-1'
    if (sign?.text !== '-' && !(inner && sign?.text === '+'))
      fail(sign ?? next(), { id: 'word', word: wanted })
    position += 1
    if (steps?.kind !== 'number' || (!inner && steps.text !== '1'))
      fail(steps ?? next(), { id: 'word', word: inner ? wanted : '1' })
    position += 1
    want(']')
    return { dt: Number(steps.text) * (sign.text === '-' ? -1 : 1), timed: true }
  }

  return { sum, next }
}
