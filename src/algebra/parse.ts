/**
 * Reads equations as a textbook writes them, one a line:
 *
 *     a_f = W_f x + U_f h[t-1] + b_f        a product is written by a space
 *     f = σ(a_f)
 *     C = f ⊙ C[t-1] + i ⊙ g                ⊙ (or *) is the product of each element
 *
 * A line with += adds to an equation that stands before it. Errors name line, column and what was expected.
 */
import { apply, type Expr, number, symbol } from './expression.ts'
import { type Op, ops, type Shape } from './ops.ts'
import { type Shapes, shapeOf } from './shape.ts'

/** One line: the symbol it writes, its right-hand side, and whether it replaces (=) or adds (+=). */
export interface Line {
  readonly symbol: string
  readonly adds: boolean
  readonly expr: Expr
}

/** What the parser must know of a name: its shape, and whether it has a value at each timestep. */
export type Known = (name: string) => { readonly shape: Shape; readonly timed: boolean } | undefined

interface Token {
  readonly text: string
  readonly kind: 'name' | 'number' | 'mark' | 'end'
  readonly line: number
  readonly column: number
}

const token =
  /\s*(?:(?<name>(?:d:)?(?!ᵀ)\p{L}(?:(?!ᵀ)[\p{L}\d_.])*'?)|(?<number>\d+(?:\.\d+)?(?:e[+-]?\d+)?|½)|(?<mark>\+=|[-+−⊙*/()[\],=²ᵀ]))/uy

const functions = new Map<string, string>()
const infix = new Map<string, string>([['*', 'mul']])
for (const [name, row] of Object.entries(ops)) {
  for (const word of row.call ?? []) functions.set(word, name)
  if (row.infix) infix.set(row.infix, name)
}

function fail(at: Token, expected: string): never {
  const got = at.kind === 'end' ? 'the end of the line' : `"${at.text}"`
  throw new Error(`line ${at.line}, column ${at.column}: expected ${expected}, got ${got}`)
}

function tokens(text: string, line: number): Token[] {
  const found: Token[] = []
  token.lastIndex = 0
  while (token.lastIndex < text.length) {
    const from = token.lastIndex
    const match = token.exec(text)
    if (!match) {
      if (text.slice(from).trim() === '') break
      const column = from + text.slice(from).search(/\S/) + 1
      fail({ text: text[column - 1]!, kind: 'mark', line, column }, 'a symbol, a number or an operation')
    }
    const { name, number: digits } = match.groups!
    const word = match[0].trimStart()
    const kind = name ? 'name' : digits ? 'number' : 'mark'
    found.push({
      text: word === '−' ? '-' : word,
      kind,
      line,
      column: from + match[0].length - word.length + 1,
    })
  }
  return [...found, { text: '', kind: 'end', line, column: text.length + 1 }]
}

/** The lines of a text of equations. A symbol on the left is known to the lines below it. Throws an Error at the first mistake. */
export function parse(text: string, known: Known): Line[] {
  const defined = new Map<string, Shape>()
  const look: Known = (name) => {
    const shape = defined.get(name)
    return known(name) ?? (shape && { shape, timed: true })
  }
  const lines: Line[] = []
  text.split('\n').forEach((source, i) => {
    if (source.trim() === '') return
    const line = parseLine(tokens(source, i + 1), look)
    if (!defined.has(line.symbol))
      defined.set(
        line.symbol,
        shapeOf(line.expr, (name) => look(name)?.shape),
      )
    lines.push(line)
  })
  return lines
}

/** One expression, such as `d:C[t+1] ⊙ f[t+1]`. Throws an Error that names the column. */
export function parseExpression(text: string, known: Known): Expr {
  const reader = expressions(tokens(text, 1), known)
  const e = reader.sum()
  if (reader.next().kind !== 'end') fail(reader.next(), 'an operation or the end of the line')
  return e
}

function parseLine(list: Token[], known: Known): Line {
  const [left, equals] = list
  if (left?.kind !== 'name') fail(left!, 'a symbol')
  if (equals!.text !== '=' && equals!.text !== '+=') fail(equals!, '= or +=')
  const reader = expressions(list.slice(2), known)
  const expr = reader.sum()
  if (reader.next().kind !== 'end') fail(reader.next(), 'an operation or the end of the line')
  return { symbol: left!.text, adds: equals!.text === '+=', expr }
}

function expressions(list: Token[], known: Known) {
  let position = 0
  const shapes: Shapes = (name) => known(name)?.shape
  const next = () => list[position]!
  const is = (text: string) => next().text === text && next().kind === 'mark'
  const take = () => list[position++]!
  const want = (text: string) => (is(text) ? take() : fail(next(), `"${text}"`))

  /** An operation whose operands do not fit is an error at the place where it is written. */
  function checked(at: Token, e: Expr): Expr {
    try {
      shapeOf(e, shapes)
      return e
    } catch (error) {
      throw new Error(`line ${at.line}, column ${at.column}: ${(error as Error).message}`)
    }
  }

  function binary(ofPrec: (row: Op) => boolean, operand: () => Expr): Expr {
    let left = operand()
    for (;;) {
      const name = next().kind === 'mark' ? infix.get(next().text) : undefined
      if (!name || !ofPrec(ops[name]!)) return left
      const at = take()
      const right = operand()
      const complement = name === 'sub' && left.kind === 'number' && left.value === 1
      left = checked(at, complement ? apply('oneMinus', right) : apply(name, left, right))
    }
  }

  const sum = (): Expr => binary((row) => row.prec < 3, product)
  const product = (): Expr => binary((row) => row.prec >= 3, unary)

  function unary(): Expr {
    if (!is('-')) return juxtaposed()
    const at = take()
    return checked(at, apply('neg', unary()))
  }

  /** Factors side by side, taken from the right: a matrix and a vector, a number and anything, u vᵀ. */
  function juxtaposed(): Expr {
    const at = next()
    const left = postfix()
    if (next().kind !== 'name' && next().kind !== 'number' && !is('(')) {
      return 'transposed' in left ? fail(next(), 'a vector to multiply with') : left.e
    }
    const right = juxtaposedRight()
    if ('transposed' in left) return checked(at, apply('matvecT', left.transposed, open(right)))
    if ('transposed' in right) return checked(at, apply('outer', left.e, right.transposed))
    const isNumber = shapeOf(left.e, shapes).length === 0
    return checked(at, apply(isNumber ? 'scale' : 'matvec', left.e, right.e))
  }

  function juxtaposedRight(): { e: Expr } | { transposed: Expr } {
    const from = position
    const alone = postfix()
    if ('transposed' in alone) return alone
    position = from
    return { e: juxtaposed() }
  }

  function open(of: { e: Expr } | { transposed: Expr }): Expr {
    return 'e' in of ? of.e : fail(next(), 'a vector that is not transposed')
  }

  function postfix(): { e: Expr } | { transposed: Expr } {
    let e = primary()
    for (;;) {
      if (is('²')) e = checked(take(), apply('square', e))
      else if (is('ᵀ')) {
        take()
        return { transposed: e }
      } else if (is('[')) {
        const at = take()
        const index = sum()
        want(']')
        e = checked(at, apply('pick', e, index))
      } else return { e }
    }
  }

  function primary(): Expr {
    const at = take()
    if (at.kind === 'number') return number(at.text === '½' ? 0.5 : Number(at.text))
    if (at.text === '(') {
      const e = sum()
      want(')')
      return e
    }
    if (at.kind !== 'name') fail(at, 'a symbol, a number or "("')
    const call = is('(') ? functions.get(at.text) : undefined
    if (call) {
      take()
      const args = [sum()]
      while (is(',')) {
        take()
        args.push(sum())
      }
      want(')')
      return checked(at, apply(call, ...args))
    }
    const info = known(at.text)
    if (!info) fail(at, is('(') ? `a function (${[...functions.keys()].join(', ')})` : 'a known symbol')
    return symbol(at.text, info.timed ? time() : null)
  }

  /** [t], [t-1], [t+1]; anything else in brackets is an index. */
  function time(): number {
    const [bracket, t, sign, steps] = list.slice(position, position + 4)
    if (bracket?.text !== '[' || t?.text !== 't') return 0
    position += 2
    if (is(']')) {
      take()
      return 0
    }
    position += 1
    if ((sign?.text !== '-' && sign?.text !== '+') || steps?.kind !== 'number')
      fail(sign ?? next(), 't-1 or t+1')
    position += 1
    want(']')
    return Number(steps.text) * (sign.text === '-' ? -1 : 1)
  }

  return { sum, next }
}
