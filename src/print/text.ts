/** A formula as one line of plain text, for titles, menus and file names: ∂L/∂W_f, C̃, b_if + b_hf. */
import { product, type Tree } from './tree.ts'

const spaced = ['+', '−', '=', '⊙', '⋅', '×', '→']
const marks = { tilde: '\u0303', bar: '\u0304' } as const

export function textOf(tree: Tree): string {
  switch (tree.kind) {
    case 'letter':
      return tree.text === product ? ' ' : spaced.includes(tree.text) ? ` ${tree.text} ` : tree.text
    case 'digits':
      return tree.text
    case 'row':
      return tree.parts
        .map((part, i) =>
          part.kind === 'letter' && part.upright && tree.parts[i + 1] ? `${part.text} ` : textOf(part),
        )
        .join('')
        .replace(/^ − /, '−')
        .trim()
    case 'script':
      return textOf(tree.base) + scriptText('_', tree.below) + scriptText('^', tree.above)
    case 'fraction':
      return `${grouped(tree.above)}/${grouped(tree.below)}`
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

function scriptText(sign: string, tree: Tree | undefined): string {
  if (!tree) return ''
  const text = textOf(tree).replaceAll(' ', '')
  if (text === '⊤') return 'ᵀ'
  return text === '′' ? text : sign + text
}

/** Above or below a line of a fraction; a sum in brackets. */
function grouped(tree: Tree): string {
  const text = textOf(tree)
  return / [+−] /.test(text) ? `(${text})` : text
}
