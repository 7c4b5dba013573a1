/** A formula as MathML, which Word, browsers and computer algebra read. */
import { isGreek } from './greek.ts'
import type { Fence, Letter, Numeral, Script, Sign, Tree } from './tree.ts'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (c) => escapes[c]!)

const accents = { tilde: '~', hat: '^', bar: '¯', right: '→', left: '←' } as const

/** Signs that are no operators between two things. */
const still = ['∂', '⊤', '∞', '⋯', '⋮', '⋱']

const element = (name: string, inside: string, attributes = ''): string =>
  `<${name}${attributes && ` ${attributes}`}>${inside}</${name}>`

/** A whole element, as a line of its own. */
export const mathmlOf = (tree: Tree): string => math(piece(tree))

/** MathML in its element. */
export const math = (inside: string): string =>
  element('math', inside, 'xmlns="http://www.w3.org/1998/Math/MathML" display="block"')

/** A text behind a formula. */
export const textMathml = (text: string): string => element('mtext', escaped(text))

/** Cells one below the other, aligned at the sign in the middle. */
export function alignedMathml(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((cells) => element('mtr', cells.map((cell) => element('mtd', cell)).join('')))
  return element('mtable', lines.join(''), 'displaystyle="true" columnalign="right center left"')
}

/** A formula without the element around it. */
export function piece(tree: Tree): string {
  switch (tree.kind) {
    case 'row':
      return element('mrow', tree.parts.map(piece).join(''))
    case 'letter':
      return letterMathml(tree)
    case 'sign':
      return signMathml(tree)
    case 'number':
      return numeral(tree)
    case 'script':
      return scripts(tree)
    case 'square':
      return element('msup', `${piece(tree.base)}<mn>2</mn>`)
    case 'fraction': {
      const whole = element('mfrac', piece(tree.above) + piece(tree.below))
      return tree.small ? element('mstyle', whole, 'displaystyle="false"') : whole
    }
    case 'root':
      return element('msqrt', piece(tree.inside))
    case 'matrix': {
      const rows = tree.rows.map((cells) =>
        element('mtr', cells.map((cell) => element('mtd', piece(cell))).join('')),
      )
      return element('mrow', `<mo>[</mo>${element('mtable', rows.join(''))}<mo>]</mo>`)
    }
    case 'fence':
      return fenceMathml(tree)
    case 'accent':
      if (tree.mark === 'prime') return element('msup', `${piece(tree.base)}<mo>′</mo>`)
      return element('mover', `${piece(tree.base)}<mo>${accents[tree.mark]}</mo>`, 'accent="true"')
    case 'under':
      return element('munder', piece(tree.base) + piece(tree.below))
    case 'named':
      return piece(tree.inside)
  }
}

function letterMathml({ text, face }: Letter): string {
  if (face === 'text') return textMathml(text)
  if (face === 'bold') return element('mn', escaped(text), 'mathvariant="bold"')
  const isUpright = face !== undefined || (isGreek(text) && text < 'α')
  // One letter is italic and a word upright, where nothing else is said.
  return element('mi', escaped(text), isUpright && text.length === 1 ? 'mathvariant="normal"' : '')
}

function signMathml({ text, spaced }: Sign): string {
  if (still.includes(text)) return element('mi', text, 'mathvariant="normal"')
  return element('mo', escaped(text), text === ',' && spaced ? 'separator="true"' : '')
}

function numeral({ mantissa, exponent }: Numeral): string {
  const signed = (text: string): string =>
    text.startsWith('−')
      ? element('mrow', `<mo>−</mo>${signed(text.slice(1))}`)
      : element(/^[\d.]+$/.test(text) ? 'mn' : 'mi', text)
  if (exponent === 0) return signed(mantissa)
  const power = element('msup', `<mn>10</mn>${signed(String(exponent).replace('-', '−'))}`)
  return element('mrow', `${signed(mantissa)}<mo>×</mo>${power}`)
}

function scripts({ base, below, above }: Script): string {
  if (base.kind === 'accent' && base.mark === 'prime' && below && !above)
    return element('msubsup', `${piece(base.base)}${piece(below)}<mo>′</mo>`)
  const isRange = base.kind === 'sign' && base.text === '∑'
  const [only, both] = isRange ? ['munder', 'munderover'] : ['msub', 'msubsup']
  if (!below) return element('msup', piece(base) + piece(above!))
  if (!above) return element(only!, piece(base) + piece(below))
  return element(both!, piece(base) + piece(below) + piece(above))
}

function fenceMathml({ open, close, inside, tall }: Fence): string {
  const bracket = (text: string) =>
    text && element('mo', text, tall ? 'fence="true" stretchy="true"' : 'fence="true" stretchy="false"')
  return element('mrow', bracket(open) + piece(inside) + bracket(close))
}
