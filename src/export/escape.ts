/** Plain text inside LaTeX and Markdown: nothing in it is taken for a command. */

/** What LaTeX takes for commands. */
const special: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  _: '\\_',
  '%': '\\%',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
}

/** Signs of mathematics that sentences use, and that LaTeX's fonts for text lack. */
const mathematics: Readonly<Record<string, string>> = {
  '∂': '\\partial',
  '⊙': '\\odot',
  '·': '\\cdot',
  '×': '\\times',
  '−': '-',
  '±': '\\pm',
  '√': '\\surd',
  '∞': '\\infty',
  '½': '\\tfrac{1}{2}',
  '′': "'",
  '⊤': '\\top',
  ᵀ: '^{\\top}',
  '≤': '\\le',
  '≥': '\\ge',
  '≠': '\\ne',
  '≈': '\\approx',
  '≫': '\\gg',
  '≪': '\\ll',
  '→': '\\to',
  '←': '\\leftarrow',
  '⇒': '\\Rightarrow',
  '∈': '\\in',
  '‖': '\\|',
  '…': '\\ldots',
  '⋯': '\\cdots',
  α: '\\alpha',
  β: '\\beta',
  γ: '\\gamma',
  δ: '\\delta',
  ε: '\\varepsilon',
  η: '\\eta',
  θ: '\\theta',
  λ: '\\lambda',
  ρ: '\\rho',
  σ: '\\sigma',
  τ: '\\tau',
  φ: '\\varphi',
  Δ: '\\Delta',
  Σ: '\\sum',
  '∑': '\\sum',
  Π: '\\prod',
  '∏': '\\prod',
}

/** Raised and lowered signs, each in the order of `plain`. */
const plain = '0123456789+-'
const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻'
const lowered = '₀₁₂₃₄₅₆₇₈₉₊₋'
/** Lowered letters that have a sign of their own. */
const letters: Readonly<Record<string, string>> = { ₜ: 't', ᵢ: 'i', ⱼ: 'j', ₖ: 'k', ₕ: 'h', ₙ: 'n', ₓ: 'x' }

/** Has the text Chinese characters, or their punctuation? */
export function hasHan(text: string): boolean {
  return /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(text)
}

/** Text for a LaTeX document, on one line. */
export function latexText(text: string): string {
  const low = `${lowered}${Object.keys(letters).join('')}`
  const signs = new RegExp(`[${raised}]+|[${low}]+|.`, 'gu')
  return oneLine(text).replace(signs, (found) => {
    const first = [...found][0]!
    if (raised.includes(first)) return `$^{${shifted(found, raised)}}$`
    if (low.includes(first)) return `$_{${shifted(found, lowered)}}$`
    const math = mathematics[first]
    return math === undefined ? (special[first] ?? first) : `$${math}$`
  })
}

function shifted(text: string, signs: string): string {
  return [...text].map((c) => letters[c] ?? plain[[...signs].indexOf(c)]!).join('')
}

/** Text for a Markdown document, on one line. */
export function markdownText(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_{}[\]<>#$|~&]/g, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^([+-])(?=\s)/, '\\$1')
}

/** A line break or an empty line would end a paragraph or a formula. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
