/** Equations and expressions over names whose shapes are known: those that the engine writes for itself, slips, and what a derivation asks for. */
import { elaborate } from './elaborate.ts'
import type { Expr } from './expression.ts'
import { Inference } from './infer.ts'
import type { Shape } from './ops.ts'
import { engines, readExpression, readLines, type Syntax } from './syntax.ts'
import { fail } from './tokens.ts'

/** One line: the symbol it writes, its right-hand side, and whether it replaces (=) or adds (+=). */
export interface Line {
  readonly symbol: string
  readonly adds: boolean
  readonly expr: Expr
}

/** What the parser must know of a name: its shape, and whether it has a value at each timestep. */
export type Known = (name: string) => { readonly shape: Shape; readonly timed: boolean } | undefined

/** The lines of a text of equations. A symbol on the left is known to the lines below it. Throws a SyntaxMistake at the first. */
export function parse(text: string, known: Known): Line[] {
  const defined = new Map<string, { readonly shape: Shape; readonly timed: boolean }>()
  const look: Known = (name) => known(name) ?? defined.get(name)
  return readLines(text, engines).map((line) => {
    if (line.kind === 'declaration') fail(line.at, { id: 'equation' })
    const { expr, shape } = typed(line.expr, look)
    if (!defined.has(line.symbol)) defined.set(line.symbol, { shape, timed: true })
    return { symbol: line.symbol, adds: line.adds, expr }
  })
}

/** One expression, such as `d:C[t+1] ⊙ f[t+1]`. Throws a SyntaxMistake that names the column. */
export function parseExpression(text: string, known: Known): Expr {
  return typed(readExpression(text, engines), known).expr
}

function typed(e: Syntax, known: Known): { readonly expr: Expr; readonly shape: Shape } {
  const inference = new Inference(
    (name) => known(name),
    () => true,
  )
  expectKnown(e, known)
  const shape = inference.readAlone(e)
  const has = (piece: Syntax, rank: number) => inference.has(piece, rank)
  return { expr: elaborate(e, has, (name) => known(name)?.timed ?? false), shape }
}

function expectKnown(e: Syntax, known: Known): void {
  if (e.kind === 'name' && !known(e.name)) fail(e.at, { id: 'knownSymbol' })
  for (const part of partsOf(e)) expectKnown(part, known)
}

/** What a piece of text is made of. */
export function partsOf(e: Syntax): readonly Syntax[] {
  switch (e.kind) {
    case 'name':
    case 'number':
      return []
    case 'call':
      return e.args
    case 'infix':
    case 'product':
      return [e.left, e.right]
    case 'index':
      return [e.of, e.index]
    default:
      return [e.of]
  }
}
