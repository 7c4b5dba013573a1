/** Equations as papers and LaTeX print them, in the language of cells: h_t = \tanh(W x_t + U h_{t-1}) is h = tanh(W x + U h[t-1]). */
import { authorFunctions } from '../../../src/index.ts'

type Rule = readonly [found: RegExp, written: string | ((...groups: string[]) => string)]

const accents: Readonly<Record<string, string>> = {
  tilde: '\u0303',
  hat: '\u0302',
  bar: '\u0304',
  dot: '\u0307',
}

/** What stands around equations and between them. */
const around: readonly Rule[] = [
  [/\\(?:begin|end)\{[^}]*\}|\$|&|\\(?:left|right|big|Big|displaystyle|nonumber)(?![a-zA-Z])/g, ''],
  [/\\\\/g, '\n'],
  [/\\[,;:!]|\\q?quad(?![a-zA-Z])|~/g, ' '],
  [/[,;.]?[ \t]*$/gm, ''],
  [/[ \t]*(?::=|←|≔)[ \t]*/g, ' = '],
]

/** Letters in another face, with an accent, low and raised. */
const letters: readonly Rule[] = [
  [/\\(?:math(?:bf|rm|it|cal|bb|sf)|text(?:rm|bf|it)?|boldsymbol|bm|operatorname)\s*\{([^{}]*)\}/g, '$1'],
  [
    /\\(?:wide)?(tilde|hat|bar|dot)\s*(?:\{\s*(\p{L})\s*\}|(\p{L}))/gu,
    (_, accent, braced, plain) => `${braced ?? plain}${accents[accent!]}`.normalize('NFC'),
  ],
  [/\^\s*(?:\{\s*(?:\\top|\\intercal|T|⊤)\s*\}|\\top(?![a-zA-Z])|\\intercal(?![a-zA-Z])|⊤)/g, 'ᵀ '],
  [/\^\s*\{\s*2\s*\}/g, '²'],
  [/_\s*\{\s*(?:([^{},]*?)\s*,\s*)?t\s*[-−]\s*1\s*\}/g, (_, index) => `${low(index)}[t-1] `],
  [/_\s*\{\s*(?:([^{},]*?)\s*,\s*)?t\s*\}/g, (_, index) => `${low(index)} `],
  [/_\s*\{([^{}]*)\}/g, (_, index) => `${low(index)} `],
  [/\\frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, '($1) / ($2)'],
  [/\\sqrt\s*\{([^{}]*)\}/g, 'sqrt($1)'],
]

/** Signs of other programs and papers. */
const signs: readonly Rule[] = [
  [/\\circ(?![a-zA-Z])|∘|∗|×|⊗/g, '⊙'],
  [
    /(?<![\\\p{L}\p{M}\d_])(\p{L}[\p{L}\p{M}\d_]*)\(/gu,
    (whole, name) => (authorFunctions.includes(name!) ? whole! : `${name} (`),
  ],
]

const low = (index: string | undefined): string => {
  const word = (index ?? '').replace(/[^\p{L}\d]/gu, '')
  return word ? `_${word}` : ''
}

const withRules = (text: string, rules: readonly Rule[]): string =>
  rules.reduce((done, [found, written]) => done.replace(found, written as string), text)

/** Does a text speak of timesteps as papers do, below the letters? */
const speaksOfTime = (text: string): boolean =>
  /_\s*\{?\s*t\s*[-−]\s*1/.test(text) || /(?<![\p{L}\p{M}\d_])[xh]_\s*\{?\s*t(?![\p{L}\d])/u.test(text)

/** A text that is pasted; one that is no paper's stays as it is. */
export function fromPaper(text: string): string {
  if (!speaksOfTime(text) && !text.includes('\\')) return text
  const plain = withRules(withRules(text, around), letters)
  // What is left of the timestep stands below a letter without braces.
  const now = plain.replace(/_t(?!(?!ᵀ)[\p{L}\p{M}\d_])/gu, '')
  return withRules(now, signs)
    .split('\n')
    .map((line) =>
      line
        .replace(/(\S)[ \t]+/g, '$1 ')
        .replace(/\( /g, '(')
        .replace(/ (?=[),])/g, '')
        .trim(),
    )
    .filter((line) => line !== '')
    .join('\n')
}
