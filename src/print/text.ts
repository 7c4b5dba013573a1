/** A formula as one line of plain text, for titles, menus and file names: ∂L/∂W_f, C̃, b_if + b_hf. */
import { powerOfTen, raised } from '../tensor/format.ts'
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

/** A formula as one line of plain text. */
export function textOf(tree: Tree): string {
  switch (tree.kind) {
    case 'letter':
      return tree.text
    case 'sign':
      if (tree.text === '\u2062' || tree.text === '\u2061') return ' '
      return spaced.includes(tree.text) ? ` ${tree.text} ` : tree.spaced ? `${tree.text} ` : tree.text
    case 'number':
      return tree.exponent === 0 ? tree.mantissa : `${tree.mantissa} × ${powerOfTen(tree.exponent)}`
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

/** A prime stands behind the index: W_f′. */
function scriptText({ base, below, above }: Script): string {
  const isPrimed = base.kind === 'accent' && base.mark === 'prime'
  const within = (tree: Tree | undefined) => (tree ? textOf(tree).replaceAll(' ', '') : '')
  const [index, power] = [within(below), within(above)]
  return (
    textOf(isPrimed ? base.base : base) +
    (index && `_${index}`) +
    (isPrimed ? marks.prime : '') +
    (power === '⊤' ? 'ᵀ' : raised(power))
  )
}

/** Above or below a line of a fraction; a sum in brackets. */
function grouped(tree: Tree): string {
  const text = textOf(tree)
  return / [+−] /.test(text) ? `(${text})` : text
}
