/** What the text of a cell must keep to, besides its grammar and its shapes. Each mistake names its place and says what was expected. */
import { nearest } from '../algebra/nearest.ts'
import { partsOf } from '../algebra/parse.ts'
import { authors, type EquationLine, type Syntax, type SyntaxLine } from '../algebra/syntax.ts'
import { fail, SyntaxMistake, type Token } from '../algebra/tokens.ts'

/** The most lines of a cell, and the most characters of a line. */
export const cellLimits = { lines: 60, signs: 200 } as const

/** Names that the net gives: read only (x), or none of a cell's business. */
const givenNames = ['x', 'y', 'p', 'target', 'L']
const netNames = ['head', 'attention']

export function checkLines(text: string): void {
  const lines = text.split('\n')
  const got = (n: number) => ({ id: 'value', text: String(n) }) as const
  if (lines.length > cellLimits.lines)
    throw new SyntaxMistake(
      { line: cellLimits.lines + 1, column: 1 },
      { id: 'lines', most: cellLimits.lines },
      got(lines.length),
    )
  const long = lines.findIndex((line) => line.length > cellLimits.signs)
  if (long >= 0)
    throw new SyntaxMistake(
      { line: long + 1, column: cellLimits.signs + 1 },
      { id: 'lineLength', most: cellLimits.signs },
      got(lines[long]!.length),
    )
}

/** Names that may be used, each declared and written once; h written; letters of shapes known and used. */
export function checkNames(
  lines: readonly SyntaxLine[],
  letters: readonly string[],
  reserved: readonly string[],
): void {
  const seen = { equation: new Map<string, Token>(), declaration: new Map<string, Token>() }
  for (const { kind, symbol: name, at } of lines) {
    checkName(at, reserved)
    if (givenNames.includes(name)) fail(at, { id: 'cellSymbol', names: givenNames })
    const before = seen[kind].get(name)
    const id = kind === 'equation' ? 'writtenOnce' : 'declaredOnce'
    if (before) throw new SyntaxMistake(at, { id, name, line: before.line })
    seen[kind].set(name, at)
  }
  const equations = lines.filter((line) => line.kind === 'equation')
  if (!seen.equation.has('h')) {
    const line = Math.max(1, ...lines.map(({ at }) => at.line))
    // h_t and ht are how h is written elsewhere.
    const meant = equations.find(({ symbol }) => /^h_?t$/i.test(symbol))
    throw new SyntaxMistake(meant?.at ?? { line, column: 1 }, {
      id: 'writesH',
      ...(meant ? { as: meant.symbol } : {}),
    })
  }
  const read = new Set(equations.flatMap(({ expr }) => namesRead(expr, reserved)))
  for (const [name, at] of seen.declaration)
    if (!read.has(name) && !seen.equation.has(name))
      throw new SyntaxMistake(at, { id: 'readByEquation', name })
  checkLetters(lines, letters)
}

/** The names that a right-hand side reads, each one that may stand there. */
function namesRead(e: Syntax, reserved: readonly string[]): string[] {
  if (e.kind !== 'name') return partsOf(e).flatMap((part) => namesRead(part, reserved))
  checkName(e.at, reserved)
  if (e.name !== 'x' && givenNames.includes(e.name))
    fail(e.at, { id: 'cellSymbolOrX', names: givenNames.slice(1) })
  return [e.name]
}

function checkLetters(lines: readonly SyntaxLine[], letters: readonly string[]): void {
  const known = ['D', 'H', ...letters]
  const axes = lines.flatMap((line) => (line.kind === 'declaration' ? line.axes : []))
  for (const axis of axes) if (!known.includes(axis.text)) fail(axis, { id: 'sizes', letters: known })
  const idle = letters.find((letter) => !axes.some(({ text }) => text === letter))
  if (idle !== undefined)
    throw new SyntaxMistake({ line: 1, column: 1 }, { id: 'declarationOf', letter: idle })
}

function checkName(at: Token, reserved: readonly string[]): void {
  const { text } = at
  if (authors.words.has(text)) fail(at, { id: 'notFunction', name: text })
  if (text === 't') fail(at, { id: 'notTime' })
  if (/_l\d+$/.test(text)) fail(at, { id: 'notLayer' })
  if (text.endsWith('_reverse')) fail(at, { id: 'notReverse' })
  if ([...netNames, ...reserved].includes(text)) fail(at, { id: 'notOfNet', name: text })
}

/** What a name that has no timesteps may be meant for: a product without its space (U h for Uh), or a value of nearly this name. */
function valueMeant(name: string, values: readonly string[]): string | undefined {
  const last = values.find((value) => name.length > value.length && name.endsWith(value))
  const left = last === undefined ? '' : name.slice(0, -last.length)
  return /[^_]$/.test(left) ? `${left} ${last}` : nearest(name, values)
}

/** A line reads at t what a line above it has written; only x and what is written has a timestep before. */
export function checkUses(lines: readonly EquationLine[]): void {
  const written = new Map(lines.map(({ symbol, at }) => [symbol, at.line]))
  const above = new Set<string>()
  const look = (e: Syntax): void => {
    for (const part of partsOf(e)) look(part)
    if (e.kind !== 'name') return
    const { name, timed, at } = e
    const line = written.get(name)
    if (timed && line === undefined && name !== 'x') {
      const near = valueMeant(name, ['x', ...written.keys()])
      throw new SyntaxMistake(at, { id: 'hasBefore', name, ...(near ? { near } : {}) })
    }
    if (!timed && line !== undefined && !above.has(name))
      throw new SyntaxMistake(at, { id: 'writtenAbove', name, line })
  }
  for (const { symbol, expr } of lines) {
    look(expr)
    above.add(symbol)
  }
}
