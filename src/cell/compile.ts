/** A cell from its text: equations, the shape of every symbol, its states and weights. */
import { elaborate } from '../algebra/elaborate.ts'
import { type Equation, inOrder } from '../algebra/equation.ts'
import { symbolsIn } from '../algebra/expression.ts'
import { Inference } from '../algebra/infer.ts'
import type { Shape } from '../algebra/ops.ts'
import { partsOf } from '../algebra/parse.ts'
import { simplify } from '../algebra/simplify.ts'
import {
  authors,
  type DeclarationLine,
  type EquationLine,
  engines,
  readLines,
  type Syntax,
} from '../algebra/syntax.ts'
import { fail } from '../algebra/tokens.ts'
import { checkLines, checkNames, checkUses } from './check-cell.ts'

/** What a cell is: what follows from its text. */
export interface Cell {
  /** in the order in which they are evaluated */
  readonly equations: readonly Equation[]
  /** the shape of every symbol, of weights too, in the letters D, H and those of the cell's own sizes */
  readonly shapes: ReadonlyMap<string, Shape>
  /** the symbols that are written at t and read at t − 1, in the order of these reads */
  readonly states: readonly string[]
  /** what is read and never written, in reading order */
  readonly weights: readonly string[]
  /** what the author calls a symbol */
  readonly says: ReadonlyMap<string, string>
}

/** The input of the cell and what it says. */
const ends: ReadonlyMap<string, Shape> = new Map([
  ['x', ['D']],
  ['h', ['H']],
])

/**
 * A cell that somebody wrote; `letters`: its own sizes besides D and H; `reserved`: names that the net around it has. Throws a SyntaxMistake
 * that names line and column.
 */
export function compileCell(
  text: string,
  letters: readonly string[] = [],
  reserved: readonly string[] = [],
): Cell {
  checkLines(text)
  const lines = readLines(text.normalize('NFC'), authors)
  checkNames(lines, letters, reserved)
  const equations = lines.filter((line) => line.kind === 'equation')
  checkUses(equations)
  return compiled(
    equations,
    lines.filter((line) => line.kind === 'declaration'),
    [...lines],
  )
}

/**
 * A cell of the library: its text with changes laid over it. A line of a change replaces the line of the same symbol, += adds to it; a
 * symbol that becomes a number is put in everywhere and goes, and so does what nothing uses any more.
 */
export function compileLibrary(text: string, changes: readonly string[]): Cell {
  const lines = new Map<string, EquationLine>()
  for (const line of [text, ...changes].flatMap((each) => readLines(each, engines))) {
    if (line.kind !== 'equation') fail(line.at, { id: 'equation' })
    const before = lines.get(line.symbol)
    const expr: Syntax =
      line.adds && before
        ? { kind: 'infix', sign: '+', left: before.expr, right: line.expr, at: line.at }
        : line.expr
    const comment = line.comment ?? before?.comment
    lines.set(line.symbol, { ...line, expr, ...(comment === undefined ? {} : { comment }) })
  }
  const fixed = new Map(
    [...lines.values()].flatMap((l) => (l.expr.kind === 'number' ? [[l.symbol, l.expr] as const] : [])),
  )
  let kept = [...lines.values()]
    .filter(({ symbol }) => !fixed.has(symbol))
    .map((line) => ({ ...line, expr: put(line.expr, fixed) }))
  for (;;) {
    const used = new Set(['h', ...kept.flatMap(({ expr }) => namesIn(expr))])
    const alive = kept.filter(({ symbol }) => used.has(symbol))
    if (alive.length === kept.length) return compiled(kept, [], kept)
    kept = alive
  }
}

function compiled(
  lines: readonly EquationLine[],
  declared: readonly DeclarationLine[],
  commented: readonly (EquationLine | DeclarationLine)[],
): Cell {
  const written = new Set(lines.map(({ symbol }) => symbol))
  const inference = new Inference(
    (name) => (ends.has(name) ? { shape: ends.get(name)!, timed: true } : undefined),
    (name) => written.has(name),
  )
  for (const { symbol, axes, at } of declared)
    inference.declare(
      symbol,
      axes.map(({ text }) => text),
      at,
    )
  inference.read(lines)
  const has = (piece: Syntax, rank: number) => inference.has(piece, rank)
  const timed = (name: string) => written.has(name) || name === 'x'
  const equations = inOrder(
    lines.map(({ symbol, expr }) => ({ symbol, expr: simplify(elaborate(expr, has, timed)) })),
  )
  const read = equations.flatMap(({ expr }) => symbolsIn(expr))
  const unique = (names: readonly string[]) => [...new Set(names)]
  const weights = unique(read.filter(({ dt }) => dt === null).map(({ name }) => name))
  const names = unique([...written, ...weights, ...ends.keys()])
  return {
    equations,
    shapes: new Map(names.map((name) => [name, inference.shapeOf(name)])),
    states: unique(read.filter(({ name, dt }) => dt === -1 && written.has(name)).map(({ name }) => name)),
    weights,
    says: new Map(commented.flatMap(({ symbol, comment }) => (comment ? [[symbol, comment] as const] : []))),
  }
}

/** Every name that a piece of text reads. */
export function namesIn(e: Syntax): string[] {
  return e.kind === 'name' ? [e.name] : partsOf(e).flatMap(namesIn)
}

/** The text with numbers in place of names. */
function put(e: Syntax, numbers: ReadonlyMap<string, Syntax>): Syntax {
  switch (e.kind) {
    case 'number':
      return e
    case 'name':
      return numbers.get(e.name) ?? e
    case 'call':
      return { ...e, args: e.args.map((arg) => put(arg, numbers)) }
    case 'infix':
    case 'product':
      return { ...e, left: put(e.left, numbers), right: put(e.right, numbers) }
    case 'index':
      return { ...e, of: put(e.of, numbers), index: put(e.index, numbers) }
    default:
      return { ...e, of: put(e.of, numbers) }
  }
}
