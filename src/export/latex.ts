/** Formulas to take along: LaTeX that any program reads, without the names that the page puts on symbols and numbers. */
import type { Cancelling } from '../algebra/precision.ts'
import { texOf } from '../print/tex.ts'
import { letter, type Tree } from '../print/tree.ts'
import { formulaOf, type Reading } from '../trace/formula.ts'
import type { Frame, Trace } from '../trace/frame.ts'
import { hasHan, latexText, markdownText } from './escape.ts'

/** One line of formulas to take along; the reason and the note are plain text in any language. */
export interface DocumentLine {
  /** absent where the line goes on from the one before */
  readonly left?: Tree
  readonly right: Tree
  /** what is said behind the formula */
  readonly note?: string
  readonly reason?: string
}

export type Face = 'symbols' | 'numbers'

/** What is said of terms that cancel. */
export type Noted = { readonly [How in Cancelling]?: string }

/**
 * The formula of a frame: in symbols one line; in numbers one with the numbers put in, and one with the result.
 * `cancels` is said behind a result that its written numbers do not give, by how their terms cancel.
 */
export function latexLines(
  trace: Trace,
  frame: Frame,
  reading: Reading,
  face: Face,
  cancels: Noted = {},
  most = 6,
): DocumentLine[] {
  const { left, symbols, numbers, result, cancels: how } = formulaOf(trace, frame, reading, most)
  if (face === 'symbols') return [{ left, right: symbols }]
  if (plain(numbers) === plain(result)) return [{ left, right: numbers }]
  return [
    { left, right: numbers },
    { right: result, ...(how && cancels[how] ? { note: cancels[how] } : {}) },
  ]
}

/**
 * The lines of several frames. Where the result of the last one is covered it is left out.
 */
export function linesOfAll(
  trace: Trace,
  frames: readonly Frame[],
  reading: Reading,
  face: Face,
  covered = false,
  cancels: Noted = {},
): DocumentLine[] {
  return frames.flatMap((frame, i) => {
    const own = latexLines(trace, frame, reading, face, cancels)
    if (!covered || face === 'symbols' || i < frames.length - 1) return own
    return [own.length > 1 ? own[0]! : { ...own[0]!, right: letter('?') }]
  })
}

const plain = (tree: Tree): string => texOf(tree, false)
const noted = ({ note }: DocumentLine): string => (note ? ` \\quad \\text{${latexText(note)}}` : '')

/** A line as LaTeX, with what stands for its equals sign. */
function lineTex(line: DocumentLine, equals = '='): string {
  const { left, right } = line
  return `${left ? `${plain(left)} ` : ''}${equals} ${plain(right)}${noted(line)}`
}

/** The formula of a frame as one piece of LaTeX, to paste: left = right, or left = numbers = result. */
export function latexOf(
  trace: Trace,
  frame: Frame,
  reading: Reading,
  face: Face,
  cancels: Noted = {},
  most = 6,
): string {
  const lines = latexLines(trace, frame, reading, face, cancels, most)
  return lines.map((line) => lineTex(line)).join(' ')
}

/** One piece of LaTeX for several lines: the lines of one formula follow each other; several formulas are aligned at their equals signs. */
export function latexOfLines(lines: readonly DocumentLine[]): string {
  if (lines.filter(({ left }) => left).length <= 1) return lines.map((line) => lineTex(line)).join(' ')
  return `\\begin{aligned}\n${lines.map((line) => lineTex(line, '&=')).join(' \\\\\n')}\n\\end{aligned}`
}

/**
 * A complete LaTeX document of the lines, each under its reason. It needs amsmath and geometry, and where the text has
 * Chinese characters ctex, which XeLaTeX and LuaLaTeX serve best.
 */
export function latexDocument(lines: readonly DocumentLine[], title = ''): string {
  const han = hasHan([title, ...lines.map((line) => line.reason ?? '')].join())
  const [first] = lines
  const body = lines.flatMap((line, i) => [
    ...(i > 0 && line.reason ? [`\\intertext{${latexText(line.reason)}}`] : []),
    `${lineTex(line, '&=')}${i < lines.length - 1 ? ' \\\\' : ''}`,
  ])
  return `${[
    ...(han ? ['% !TEX program = xelatex'] : []),
    '\\documentclass{article}',
    ...(han ? ['\\usepackage[UTF8, scheme = plain]{ctex}'] : []),
    '\\usepackage{amsmath}',
    '\\usepackage[margin = 2cm]{geometry}',
    // A matrix of amsmath has 10 columns at most where nothing else is said.
    '\\setcounter{MaxMatrixCols}{300}',
    '\\allowdisplaybreaks',
    '\\begin{document}',
    ...(title ? [`\\section*{${latexText(title)}}`] : []),
    // Inside align*, a text may stand after a line only, so the first reason stands before it.
    ...(first?.reason ? [latexText(first.reason)] : []),
    ...(body.length > 0 ? ['\\begin{align*}', ...body, '\\end{align*}'] : []),
    '\\end{document}',
  ].join('\n')}\n`
}

/** The lines as Markdown: each reason a paragraph, each formula between $$. */
export function markdown(lines: readonly DocumentLine[], title = ''): string {
  const blocks = lines.flatMap((line) => [
    ...(line.reason ? [markdownText(line.reason)] : []),
    `$$\n${line.left ? '' : '{} '}${lineTex(line)}\n$$`,
  ])
  return `${[...(title ? [`# ${markdownText(title)}`] : []), ...blocks].join('\n\n')}\n`
}
