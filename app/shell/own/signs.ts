/** Signs without a special keyboard: words behind a backslash, as in LaTeX, become signs when they end, typed or pasted. */
import { functionNames } from '../../../src/index.ts'

const greek =
  'alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω'
const others = 'odot ⊙ cdot ⊙ times ⊙ top ᵀ T ᵀ'

/** What a word behind a backslash becomes; LaTeX writes functions so, too. */
const words: ReadonlyMap<string, string> = new Map([
  ...functionNames.map((name) => [name, name] as const),
  ...[...`${greek} ${others}`.matchAll(/(\S+) (\S+)/g)].map(([, word, sign]) => [word!, sign!] as const),
])

export interface Replaced {
  /** where the word begins, and where it ends */
  readonly from: number
  readonly to: number
  readonly sign: string
}

/** What is to be replaced before the cursor, behind what was typed last; undefined where nothing is. */
export function signTyped(text: string, cursor: number): Replaced | undefined {
  const before = text.slice(0, cursor)
  // A Chinese keyboard writes signs as wide as its characters.
  const wide = /[（）［］＋－＝＊／，：＃　]$/.exec(before)?.[0]
  if (wide) return { from: cursor - 1, to: cursor, sign: wide.normalize('NFKC') }
  const power = /\^([2T])$/.exec(before)
  if (power) return { from: cursor - 2, to: cursor, sign: power[1] === '2' ? '²' : 'ᵀ' }
  // The timestep before as papers write it.
  const past = /_\{t-1\}$/.exec(before)
  if (past) return { from: past.index, to: cursor, sign: '[t-1]' }
  const word = /\\([a-zA-Z]+)[^a-zA-Z]$/.exec(before)
  const sign = word && words.get(word[1]!)
  if (sign) return { from: word.index, to: cursor - 1, sign }
  // Its bracket is typed behind it, or stands there already.
  const end = before.endsWith('(') ? cursor - 1 : text[cursor] === '(' ? cursor : -1
  const called = /(?:^|[^\p{L}\d_\\])sigma$/u.test(text.slice(0, Math.max(0, end)))
  return called ? { from: end - 5, to: end, sign: 'σ' } : undefined
}

/** Longer lines are no equations, and are pasted as they are. */
const longestLine = 2000

/** A text that is pasted, with signs for all its words and wide characters, as if it was typed letter by letter. */
export const signsIn = (text: string): string => text.split('\n').map(signsInLine).join('\n')

function signsInLine(line: string): string {
  if (line.length > longestLine) return line
  let written = ''
  // The end of a line ends its last word.
  for (const letter of `${line}\n`) {
    written += letter
    for (let found = signTyped(written, written.length); found; found = signTyped(written, written.length))
      written = written.slice(0, found.from) + found.sign + written.slice(found.to)
  }
  return written.slice(0, -1)
}

/** What the buttons insert: signs that few keyboards have, and every function of the language. */
export const buttons: readonly string[] = [
  '⊙',
  '[t-1]',
  'ᵀ',
  '²',
  'α',
  'β',
  'γ',
  ...functionNames.map((name) => `${name}(`),
]
