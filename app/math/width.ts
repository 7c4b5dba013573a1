/**
 * About how wide a formula is, in ems, without laying it out: a layout at every step costs more than the whole step.
 * Widths of KaTeX's Main font: a digit 0.5, an operator with its room 1.6, a bracket 0.5.
 */
import type { Tree } from '../../src/index.ts'

const glyph = 0.52
const small = 0.38
const widths: Readonly<Record<string, number>> = {
  '+': 1.6,
  '=': 1.6,
  '−': 0.8,
  ',': 0.3,
  '⊙': 3 * glyph,
  '⊘': 3 * glyph,
  '⋅': 3 * glyph,
  '×': 3 * glyph,
  '⋯': 3 * glyph,
  '∑': 2 * glyph,
  '∂': 2 * glyph,
  '\u2062': 0,
  '\u2061': 0,
}

export function formulaWidth(tree: Tree): number {
  switch (tree.kind) {
    case 'row':
      return tree.parts.reduce((sum, part) => sum + formulaWidth(part), 0)
    case 'letter':
      return glyph * Math.max(1, tree.text.length)
    case 'sign':
      return widths[tree.text] ?? glyph
    case 'number':
      return (
        figures(tree.mantissa) + (tree.exponent === 0 ? 0 : 5 * glyph + small * String(tree.exponent).length)
      )
    case 'script':
      return formulaWidth(tree.base) + small * (signsIn(tree.below) + signsIn(tree.above))
    case 'square':
      return formulaWidth(tree.base) + small
    case 'fraction':
      return stepped(Math.max(formulaWidth(tree.above), formulaWidth(tree.below)))
    case 'root':
      return glyph + formulaWidth(tree.inside)
    case 'matrix':
      return stepped(matrix(tree.rows))
    case 'fence':
      return glyph * (tree.open.length + tree.close.length) + formulaWidth(tree.inside)
    case 'accent':
      return formulaWidth(tree.base) + (tree.mark === 'prime' ? small : 0)
    case 'under':
      return Math.max(formulaWidth(tree.base), glyph * signsIn(tree.below))
    case 'named':
      return formulaWidth(tree.inside)
  }
}

/** In halves of an em: a little more or less room makes no other size. */
const stepped = (width: number): number => glyph * Math.ceil(2 * width)

const figures = (text: string): number =>
  [...text].reduce((sum, c) => sum + (c === '−' ? 0.8 : c === '.' ? 0.3 : glyph), 0)

/** The columns of a matrix, each as wide as its widest number, with the room between them. */
function matrix(rows: readonly (readonly Tree[])[]): number {
  const columns = rows[0]?.length ?? 0
  let width = 1
  for (let j = 0; j < columns; j++)
    width += Math.max(...rows.map((cells) => (cells[j] ? formulaWidth(cells[j]!) : 0))) + (j > 0 ? 1 : 0)
  return width
}

/** How many signs a script has. */
function signsIn(tree: Tree | undefined): number {
  switch (tree?.kind) {
    case undefined:
      return 0
    case 'row':
      return tree.parts.reduce((sum, part) => sum + signsIn(part), 0)
    case 'letter':
      return tree.text.length
    case 'number':
      return tree.mantissa.length
    case 'script':
      return signsIn(tree.base) + signsIn(tree.below) + signsIn(tree.above)
    case 'accent':
    case 'square':
      return signsIn(tree.base) + 1
    case 'named':
    case 'fence':
    case 'root':
      return signsIn(tree.inside) + (tree.kind === 'fence' ? 2 : 0)
    default:
      return 1
  }
}
