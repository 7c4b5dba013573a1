/** A formula as words, in the order in which it is read, with its brackets, fractions and powers. The words are those of a language. */
import { bare, type Fence, product, type Script, type Tree } from './tree.ts'

/** The words of a language. What is `long` has an end that must be said. */
export interface SpeechWords {
  /** signs between two things, and letters that are not of the alphabet */
  readonly signs: Readonly<Record<string, string>>
  /** a minus with nothing before it */
  readonly negative: string
  readonly open: Readonly<Record<string, string>>
  readonly close: Readonly<Record<string, string>>
  readonly index: (base: string, index: string, long: boolean) => string
  readonly upperIndex: (base: string, index: string, long: boolean) => string
  readonly power: (base: string, power: string, long: boolean) => string
  readonly squared: (base: string) => string
  readonly transposed: (base: string) => string
  readonly accent: Readonly<Record<'tilde' | 'bar', (base: string) => string>>
  readonly fraction: (above: string, below: string, long: boolean) => string
  readonly derivative: (of: string, by: string) => string
  /** a sum or a product over an index, from where to where if that is said */
  readonly over: (sign: string, index: string, to: string | undefined) => string
  /** what one timestep adds to a gradient, and what comes by way of one symbol */
  readonly share: (of: string, t: string) => string
  readonly route: (of: string, via: string) => string
  readonly column: (entries: readonly string[]) => string
  readonly matrix: (rows: readonly (readonly string[])[]) => string
  readonly shape: (of: string, shape: string) => string
}

/** Signs behind which a minus is a sign of its own. */
const operators = new Set(['+', '−', '=', '⊙', '⋅', '×', '→', '<', '>', ',', '/', product])

export function speechOf(tree: Tree, words: SpeechWords): string {
  return say(tree, false).replace(/\s+/g, ' ').trim()

  /** `symbol`: inside a symbol's name, where what stands above is an index and no power. */
  function say(tree: Tree, symbol: boolean): string {
    switch (tree.kind) {
      case 'digits':
        return tree.text
      case 'letter':
        return words.signs[tree.text] ?? tree.text
      case 'row':
        return tree.parts
          .map((part, i) => (isNegative(tree.parts, i) ? words.negative : say(part, symbol)))
          .join(' ')
      case 'script':
        return script(tree, symbol)
      case 'fraction':
        return fraction(tree.above, tree.below, symbol)
      case 'fence':
        return fence(tree, symbol)
      case 'accent':
        return words.accent[tree.mark](say(tree.base, symbol))
      case 'under':
        return words.shape(say(tree.base, symbol), say(tree.below, symbol))
      case 'named':
        return say(tree.inside, symbol || 'sym' in tree.names)
      case 'matrix': {
        const rows = tree.rows.map((row) => row.map((cell) => say(cell, false)))
        return rows.every((row) => row.length === 1) ? words.column(rows.flat()) : words.matrix(rows)
      }
    }
  }

  function fence({ open, close, inside }: Fence, symbol: boolean): string {
    return `${words.open[open] ?? open} ${say(inside, symbol)} ${words.close[close] ?? close}`
  }

  function script({ base, below, above }: Script, symbol: boolean): string {
    const sign = bare(base)
    if (sign.kind === 'letter' && (sign.text === '∑' || sign.text === '∏') && below)
      return words.over(sign.text, say(below, false), above && say(above, false))
    if (sign.kind === 'fence' && sign.close === '|' && below) return bar(sign, below)
    let said = say(base, symbol)
    const mark = above && bare(above)
    if (mark?.kind === 'letter' && mark.text === '′') said = `${said} ${words.signs['′']}`
    if (below) said = words.index(said, say(below, false), isLong(below))
    if (!above || (mark?.kind === 'letter' && mark.text === '′')) return said
    if (mark?.kind === 'letter' && mark.text === '⊤') return words.transposed(said)
    if (symbol) return words.upperIndex(said, say(above, false), isLong(above))
    return mark?.kind === 'digits' && mark.text === '2'
      ? words.squared(said)
      : words.power(said, say(above, false), isLong(above))
  }

  /** A bar with a timestep: what that adds. A bar with an arrow: what comes that way. */
  function bar({ inside }: Fence, below: Tree): string {
    const [arrow, ...via] = below.kind === 'row' ? below.parts : []
    return arrow?.kind === 'letter' && arrow.text === '→'
      ? words.route(say(inside, true), say({ kind: 'row', parts: via }, true))
      : words.share(say(inside, true), say(below, false))
  }

  function fraction(above: Tree, below: Tree, symbol: boolean): string {
    const [of, by] = [partial(above), partial(below)]
    if (of && by && !isLong(of)) return words.derivative(say(of, true), say(by, true))
    const long = isLong(above) || isLong(below)
    return words.fraction(say(above, symbol), say(below, symbol), long)
  }
}

/** What stands behind the ∂. */
function partial(tree: Tree): Tree | undefined {
  const inside = bare(tree)
  if (inside.kind !== 'row') return undefined
  const [first, ...rest] = inside.parts
  return first?.kind === 'letter' && first.text === '∂' ? { kind: 'row', parts: rest } : undefined
}

/** Is there a sign in it, so that a listener could not hear where it ends? */
function isLong(tree: Tree): boolean {
  const inside = bare(tree)
  if (inside.kind === 'letter') return operators.has(inside.text) && inside.text !== ','
  // A sign before a number alone is no sum.
  if (inside.kind === 'row')
    return inside.parts.some((part, i) => isLong(part) && !isNegative(inside.parts, i))
  return inside.kind === 'fraction'
}

function isNegative(parts: readonly Tree[], i: number): boolean {
  const isMinus = (tree: Tree | undefined) => tree?.kind === 'letter' && tree.text === '−'
  if (!isMinus(parts[i])) return false
  const before = parts[i - 1]
  return before === undefined || (before.kind === 'letter' && operators.has(before.text))
}
