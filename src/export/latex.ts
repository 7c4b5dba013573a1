/** Formulas to take along: LaTeX that any program reads, without the names that the page puts on symbols and numbers. */
import { noTag } from '../algebra/tag.ts'
import { formulaOf, type Reading } from '../trace/formula.ts'
import type { Frame, Trace } from '../trace/frame.ts'
import { hasHan, latexText, markdownText } from './escape.ts'

/** One line of a derivation: LaTeX on both sides, the reason as plain text in any language. */
export interface DocumentLine {
  /** empty where the line goes on from the one before */
  readonly left: string
  readonly right: string
  readonly reason?: string
}

export type Face = 'symbols' | 'numbers'

/**
 * The formula of a frame: in symbols one line; in numbers one with the numbers put in, and one with the result.
 * `cancels` is said behind a result that its written numbers do not give, since their terms cancel.
 */
export function linesOf(
  trace: Trace,
  frame: Frame,
  reading: Reading,
  face: Face,
  cancels = '',
  most = 6,
): DocumentLine[] {
  const formula = formulaOf(trace, frame, { ...reading, tag: noTag }, most)
  const { left, symbols, numbers, result } = formula
  if (face === 'symbols') return [{ left, right: symbols }]
  const note = formula.cancels && cancels ? ` \\quad \\text{${latexText(cancels)}}` : ''
  return [{ left, right: numbers }, ...(numbers === result ? [] : [{ left: '', right: result + note }])]
}

/** The formula of a frame as one piece of LaTeX, to paste: left = right, or left = numbers = result. */
export function latexOf(
  trace: Trace,
  frame: Frame,
  reading: Reading,
  face: Face,
  cancels = '',
  most = 6,
): string {
  const lines = linesOf(trace, frame, reading, face, cancels, most)
  return lines.map(({ left, right }) => `${left}${left ? ' ' : ''}= ${right}`).join(' ')
}

/**
 * The formulas of several frames as one piece of LaTeX, aligned at their equals signs; of one frame see latexOf(). Where the result of
 * the last one is covered it is left out.
 */
export function latexOfAll(
  trace: Trace,
  frames: readonly Frame[],
  reading: Reading,
  face: Face,
  covered = false,
  cancels = '',
): string {
  const lines = frames.flatMap((frame, i) => {
    const own = linesOf(trace, frame, reading, face, cancels)
    if (!covered || face === 'symbols' || i < frames.length - 1) return own
    return [own.length > 1 ? own[0]! : { ...own[0]!, right: '?' }]
  })
  if (frames.length === 1)
    return lines.map(({ left, right }) => `${left}${left ? ' ' : ''}= ${right}`).join(' ')
  const rows = lines.map(({ left, right }) => `${left}${left ? ' ' : ''}&= ${right}`)
  return `\\begin{aligned}\n${rows.join(' \\\\\n')}\n\\end{aligned}`
}

/**
 * A complete LaTeX document of the lines, each under its reason. It needs amsmath and geometry, and where the text has
 * Chinese characters ctex, which XeLaTeX and LuaLaTeX serve best.
 */
export function latexDocument(lines: readonly DocumentLine[], title = ''): string {
  const han = hasHan([title, ...lines.map((line) => line.reason ?? '')].join())
  const [first] = lines
  const body = lines.flatMap(({ left, right, reason }, i) => [
    ...(i > 0 && reason ? [`\\intertext{${latexText(reason)}}`] : []),
    `${left}${left ? ' ' : ''}&= ${right}${i < lines.length - 1 ? ' \\\\' : ''}`,
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
  const blocks = lines.flatMap(({ left, right, reason }) => [
    ...(reason ? [markdownText(reason)] : []),
    `$$\n${left || '{}'} = ${right}\n$$`,
  ])
  return `${[...(title ? [`# ${markdownText(title)}`] : []), ...blocks].join('\n\n')}\n`
}
