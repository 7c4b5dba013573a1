/**
 * About how wide a formula is, in ems, without laying it out: a layout at every step costs more than the whole step.
 * Widths of KaTeX's Main font: a digit 0.5, an operator with its room 1.6, a bracket 0.5.
 */
export function widthOf(tex: string): number {
  const plain = tex
    .replace(/\\htmlData\{(?:[^{}]|\{,\})*\}/g, '')
    .replace(/\\begin\{bmatrix\}(.*?)\\end\{bmatrix\}/gs, (_, body: string) =>
      'x'.repeat(Math.ceil(2 * matrix(body))),
    )
    .replace(
      /\\frac\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}/g,
      (_, above: string, below: string) => {
        const wider = Math.max(line(above), line(below))
        return 'x'.repeat(Math.ceil(2 * wider))
      },
    )
  return line(plain)
}

/** The columns of a matrix, each as wide as its widest number, with the room between them. */
function matrix(body: string): number {
  const rows = body.split('\\\\').map((row) => row.split('&').map((cell) => line(cell.trim())))
  const columns = rows[0]?.length ?? 0
  let width = 1
  for (let j = 0; j < columns; j++) width += Math.max(...rows.map((row) => row[j] ?? 0)) + (j > 0 ? 1 : 0)
  return width
}

function line(tex: string): number {
  const text = tex
    .replace(/_\{([^{}]*)\}|\^\{([^{}]*)\}/g, (_, below = '', above = '') =>
      'y'.repeat((below + above).replace(/\\[a-z]+/g, 'x').length),
    )
    .replace(/\\(odot|times|cdots|cdot)/g, 'www')
    .replace(/\\(left|right|,|mathrm|operatorname|textstyle)/gi, '')
    .replace(/\\[a-zA-Z]+/g, 'xx')
    .replace(/[{}\s]/g, '')
  let width = 0
  for (const c of text)
    width +=
      c === '+' || c === '=' ? 1.6 : c === '-' ? 0.8 : c === 'y' ? 0.38 : c === '.' || c === ',' ? 0.3 : 0.52
  return width
}
