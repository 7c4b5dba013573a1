/** A formula as LaTeX; symbols and numbers carry their names (\htmlData), unless it is to be taken along. */
import { greek } from './greek.ts'
import type { Letter, Names, Numeral, Script, Sign, Tree } from './tree.ts'

/** Letters that are not of the alphabet, and signs, by their commands. */
const commands: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(greek).map(([letter, command]) => [letter, `\\${command}`])),
  _: '\\_',
  '−': '-',
  '⊙': '\\odot',
  '⊘': '\\oslash',
  '⋅': '\\cdot',
  '×': '\\times',
  '≥': '\\ge',
  '→': '\\to ',
  '←': '\\leftarrow ',
  '∂': '\\partial ',
  '∑': '\\sum',
  '⋯': '\\cdots',
  '⋮': '\\vdots',
  '⋱': '\\ddots',
  '⊤': '\\top',
  '∞': '\\infty',
  '\u2062': '\\,',
  '\u2061': ' ',
}
const faces = { upright: '\\mathrm', bold: '\\mathbf', text: '\\text', function: '\\operatorname' } as const
/** Functions that have a command of their own in LaTeX; any other is an \operatorname, so that a new one needs nothing here. */
const functions = ['tanh', 'exp', 'log', 'max', 'cos', 'sin']
const accents = {
  tilde: '\\tilde',
  hat: '\\hat',
  bar: '\\bar',
  right: '\\overrightarrow',
  left: '\\overleftarrow',
} as const

const commandOf = (text: string): string => (Object.hasOwn(commands, text) ? commands[text]! : text)

/** LaTeX of a formula. `names`: with the names of symbols and numbers, for KaTeX on a page. */
export function texOf(tree: Tree, names = true): string {
  return print(tree)

  function print(tree: Tree): string {
    switch (tree.kind) {
      case 'row':
        return sideBySide(tree.parts)
      case 'letter':
        return letterTex(tree)
      case 'sign':
        return signTex(tree)
      case 'number':
        return numeral(tree)
      case 'script':
        return scripts(tree)
      case 'square':
        return `${print(tree.base)}^2`
      case 'fraction':
        return `\\${tree.small ? 'tfrac' : 'frac'}{${print(tree.above)}}{${print(tree.below)}}`
      case 'root':
        return `\\sqrt{${print(tree.inside)}}`
      case 'matrix':
        return `\\begin{bmatrix} ${tree.rows.map((cells) => cells.map(print).join(' & ')).join(' \\\\ ')} \\end{bmatrix}`
      case 'fence': {
        const inside = print(tree.inside)
        if (!tree.tall) return tree.open + inside + tree.close
        return `\\left${tree.open || '.'}${inside}\\right${tree.close || '.'}`
      }
      case 'accent':
        return tree.mark === 'prime' ? `${print(tree.base)}'` : `${accents[tree.mark]}{${print(tree.base)}}`
      case 'under':
        return `\\underset{\\scriptscriptstyle ${print(tree.below)}}{${print(tree.base)}}`
      case 'named':
        return names ? tagged(tree.names, print(tree.inside)) : print(tree.inside)
    }
  }

  function sideBySide(parts: readonly Tree[]): string {
    let tex = ''
    for (const part of parts) {
      const next = print(part)
      // A letter behind a command would become part of it.
      const runsOn = /^[a-zA-Z]/.test(next) && /[a-zA-Z]$/.test(tex) && /\\[a-zA-Z]+$/.test(tex.slice(-20))
      tex += runsOn ? ` ${next}` : next
    }
    return tex
  }

  function scripts({ base, below, above }: Script): string {
    return `${print(base)}${below ? `_{${print(below)}}` : ''}${above ? `^{${print(above)}}` : ''}`
  }

  function numeral({ mantissa, exponent, ref, value }: Numeral): string {
    const digits = mantissa.replace('−', '-').replace('∞', '\\infty').replace('NaN', '\\mathrm{NaN}')
    const tex = exponent === 0 ? digits : `${digits} \\times 10^{${exponent}}`
    if (!names || value === undefined) return tex
    return tagged({ ...(ref === undefined ? {} : { ref }), value }, tex)
  }
}

function letterTex({ text, face }: Letter): string {
  if (face === undefined) return commandOf(text)
  if (face === 'function' && functions.includes(text)) return `\\${text}`
  return face === 'bold' ? `\\mathbf ${text}` : `${faces[face]}{${text}}`
}

function signTex({ text, spaced, small }: Sign): string {
  const command = commandOf(text)
  if (spaced) return text === ',' ? ', ' : ` ${command} `
  return small ? `\\textstyle${command}` : command
}

/** Attributes on a piece of LaTeX; commas would end a value. */
function tagged(names: Names, tex: string): string {
  const list = Object.entries(names).map(([key, value]) => `${key}=${value.replaceAll(',', '{,}')}`)
  return `\\htmlData{${list.join(', ')}}{${tex}}`
}
