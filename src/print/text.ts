/** A formula as one line of plain text, for titles, menus and file names: ∂L/∂W_f, C̃, b_if + b_hf. */
import type { Script, Tree } from './tree.ts'

const spaced = ['+', '−', '=', '⊙', '⋅', '×', '→', '⊘', '≥', '>']
const marks = {
  tilde: '\u0303',
  hat: '\u0302',
  bar: '\u0304',
  prime: '′',
  right: '\u20d7',
  left: '\u20d6',
} as const
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** A formula as one line of plain text. */
export function textOf(tree: Tree): string {
  switch (tree.kind) {
    case 'letter':
      return tree.text
    case 'sign':
      if (tree.text === '\u2062' || tree.text === '\u2061') return ' '
      return spaced.includes(tree.text) ? ` ${tree.text} ` : tree.spaced ? `${tree.text} ` : tree.text
    case 'number':
      return tree.exponent === 0 ? tree.mantissa : `${tree.mantissa} × 10${raised(tree.exponent)}`
    case 'row':
      return tree.parts.map(textOf).join('').replace(/^ − /, '−').trim()
    case 'script':
      return scriptText(tree)
    case 'square':
      return `${textOf(tree.base)}²`
    case 'fraction':
      return `${grouped(tree.above)}/${grouped(tree.below)}`
    case 'root':
      return `√(${textOf(tree.inside)})`
    case 'fence':
      return `${tree.open}${textOf(tree.inside)}${tree.close}`
    case 'matrix':
      return `[${tree.rows.map((row) => row.map(textOf).join(', ')).join('; ')}]`
    case 'accent':
      return `${textOf(tree.base)}${marks[tree.mark]}`
    case 'under':
      return textOf(tree.base)
    case 'named':
      return textOf(tree.inside)
  }
}

const raised = (n: number): string =>
  `${n < 0 ? '⁻' : ''}${[...String(Math.abs(n))].map((digit) => superscripts[Number(digit)]).join('')}`

/** A prime stands behind the index: W_f′. */
function scriptText({ base, below, above }: Script): string {
  const isPrimed = base.kind === 'accent' && base.mark === 'prime'
  const marked = (sign: string, tree: Tree | undefined) => {
    const text = tree ? textOf(tree).replaceAll(' ', '') : ''
    return text === '⊤' ? 'ᵀ' : text && sign + text
  }
  return (
    textOf(isPrimed ? base.base : base) +
    marked('_', below) +
    (isPrimed ? marks.prime : '') +
    marked('^', above)
  )
}

/** Above or below a line of a fraction; a sum in brackets. */
function grouped(tree: Tree): string {
  const text = textOf(tree)
  return / [+−] /.test(text) ? `(${text})` : text
}
