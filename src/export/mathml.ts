/** Formulas to take along as MathML, for Word and for pages. */
import { alignedMathml, math, piece, textMathml } from '../print/mathml.ts'
import { between } from '../print/tree.ts'
import type { DocumentLine } from './latex.ts'

/** One element for several lines: the lines of one formula follow each other; several formulas are aligned at their equals signs. */
export function mathmlOfLines(lines: readonly DocumentLine[]): string {
  const noted = ({ right, note }: DocumentLine) =>
    piece(right) + (note ? `<mspace width="1em"/>${textMathml(note)}` : '')
  if (lines.filter(({ left }) => left).length > 1)
    return math(
      alignedMathml(lines.map((line) => [line.left ? piece(line.left) : '', '<mo>=</mo>', noted(line)])),
    )
  return math(
    lines.map((line) => `${line.left ? piece(line.left) : ''}${piece(between('='))}${noted(line)}`).join(''),
  )
}
