/** Splits the lines of a text into names, numbers and signs with their places; a `SyntaxMistake` names the place of one that cannot stand there. */
import { english } from '../mistake/english.ts'
import type { Written } from '../mistake/equations.ts'
import { type Expected, type Got, mistakeIn, type With } from '../mistake/mistake.ts'

/** Where something is written, both counted from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

export interface Token extends Position {
  readonly text: string
  readonly kind: 'name' | 'number' | 'mark' | 'end'
}

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

const authorsToken =
  /\s*(?:(?<name>(?!ᵀ)\p{L}(?:(?!ᵀ)[\p{L}\p{M}\d_])*)|(?<number>\d+(?:\.\d+)?(?:e[+-]?\d+)?)|(?<mark>\+=|[-+−⊙*/()[\],:=²ᵀ]))/uy
const enginesToken =
  /\s*(?:(?<name>(?:d:)?(?!ᵀ)\p{L}(?:(?!ᵀ)[\p{L}\p{M}\d_.])*'?)|(?<number>\d+(?:\.\d+)?(?:e[+-]?\d+)?|½)|(?<mark>\+=|[-+−⊙*/()[\],:=²ᵀ]))/uy

/** The letters, digits and points that stand at a place without a space before them, where the first is a letter or _. */
const lettersAt = (text: string, at: number): string =>
  /^(?!ᵀ)[\p{L}_](?:(?!ᵀ)[\p{L}\p{M}\d_.])*/u.exec(text.slice(at))?.[0] ?? ''

/** How papers and programs begin what is written otherwise here. */
const otherwise: readonly (readonly [RegExp, Written])[] = [
  [/^\^[{(]?2/, 'square'],
  [/^(?:\^[{(]?[T⊤]|['′]\s*\()/, 'transposed'],
  [/^\^/, 'power'],
  [/^√/, 'root'],
  [/^[|‖]/, 'absolute'],
  [/^[∑Σ]/, 'sum'],
  [/^\{\s*t\s*[-−]\s*1/, 'before'],
  [/^['′’]/, 'names'],
  [/^[;.&]/, 'line'],
  [/^[←≔≡]/, 'equals'],
  [/^\\/, 'signs'],
]

/** What was expected where a text goes on with a sign that is none of the language. */
function unreadable(rest: string): With<Expected> {
  if (/^(?:[·⋅∙•×@∘○⊗∗⨀]|\.[*])/.test(rest)) return { id: 'productSign' }
  const write = otherwise.find(([sign]) => sign.test(rest))?.[1]
  return { id: 'symbolNumberOrOperation', ...(write ? { write } : {}) }
}

/** The tokens of a line, the end as the last; `inner`: names may be those of the engine. Throws a SyntaxMistake. */
export function tokens(text: string, line: number, inner: boolean): Token[] {
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
      const word = /^_[\p{L}\p{M}\d_]*/u.exec(text.slice(at))?.[0]
      if (word) fail({ text: word, kind: 'mark', line, column: at + 1 }, { id: 'letterFirst' })
      const sign = String.fromCodePoint(text.codePointAt(at)!)
      fail({ text: sign, kind: 'mark', line, column: at + 1 }, unreadable(text.slice(at)))
    }
    const { name, number: digits } = match.groups!
    const glued = digits && !inner ? lettersAt(text, token.lastIndex) : ''
    const word = match[0].trimStart()
    const kind = name ? 'name' : digits ? 'number' : 'mark'
    const column = from + match[0].length - word.length + 1
    // 1e W and 0x10 W are mistyped numbers, not products of three symbols.
    if (glued) fail({ text: word + glued, kind: 'mark', line, column }, { id: 'numberApart' })
    found.push({ text: word === '−' ? '-' : word, kind, line, column })
  }
  return [...found, { text: '', kind: 'end', line, column: text.length + 1 }]
}
