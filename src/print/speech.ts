/** A formula as words, in the order in which it is read, with its brackets, fractions and powers. The words are those of a language. */
import { bare, type Fence, type Numeral, type Script, type Tree } from './tree.ts'

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
  /** a symbol of a layer, whose number stands above it in brackets */
  readonly ofLayer: (base: string, layer: string) => string
  readonly power: (base: string, power: string, long: boolean) => string
  readonly squared: (base: string) => string
  readonly transposed: (base: string) => string
  readonly accent: Readonly<Record<'tilde' | 'hat' | 'bar' | 'right' | 'left', (base: string) => string>>
  readonly root: (of: string, long: boolean) => string
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
const operators = new Set(['+', '−', '=', '⊙', '⊘', '⋅', '×', '→', '<', '>', '≥', ',', '/', '\u2062'])

/** A formula as it is read aloud, in the words of a language. */
export function speechOf(tree: Tree, words: SpeechWords): string {
  return say(tree, false).replace(/\s+/g, ' ').trim()

  /** A symbol may be called constructor, which every object inherits, so only own keys count. */
  function spoken(text: string): string {
    return Object.hasOwn(words.signs, text) ? words.signs[text]! : text
  }

  /** `symbol`: inside a symbol's name, where what stands above is an index and no power. */
  function say(tree: Tree, symbol: boolean): string {
    switch (tree.kind) {
      case 'letter':
        return spoken(tree.text)
      case 'sign':
        return tree.text === '\u2061' ? '' : spoken(tree.text)
      case 'number':
        return number(tree)
      case 'row':
        return tree.parts
          .map((part, i) => (isNegative(tree.parts, i) ? words.negative : say(part, symbol)))
          .join(' ')
      case 'script':
        return script(tree, symbol)
      case 'square':
        return words.squared(say(tree.base, symbol))
      case 'root':
        return words.root(say(tree.inside, symbol), isLong(tree.inside))
      case 'fraction':
        return fraction(tree.above, tree.below, symbol)
      case 'fence':
        return fence(tree, symbol)
      case 'accent':
        return tree.mark === 'prime'
          ? `${say(tree.base, symbol)} ${words.signs['′']}`
          : words.accent[tree.mark](say(tree.base, symbol))
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
    const inner = bare(base)
    if (inner.kind === 'sign' && inner.text === '∑' && below)
      return words.over(inner.text, say(below, false), above && say(above, false))
    if (inner.kind === 'fence' && inner.open === '' && inner.close === '|' && below) return bar(inner, below)
    let said = say(base, symbol)
    if (below) said = words.index(said, say(below, false), isLong(below))
    if (!above) return said
    if (above.kind === 'sign' && above.text === '⊤') return words.transposed(said)
    if (symbol) return above.kind === 'row' ? above.parts.reduce(raised, said) : raised(said, above)
    return above.kind === 'number' && above.mantissa === '2'
      ? words.squared(said)
      : words.power(said, say(above, false), isLong(above))
  }

  /** What stands above a symbol: its layer, its time, or another index. */
  function raised(said: string, above: Tree): string {
    if (above.kind === 'sign' && above.text === ',') return said
    const layer = layerIn(above)
    return layer === undefined
      ? words.upperIndex(said, say(above, false), isLong(above))
      : words.ofLayer(said, layer)
  }

  /** A number with its sign, and its power of ten. */
  function number({ mantissa, exponent }: Numeral): string {
    const signed = (text: string): string =>
      text.startsWith('−') ? `${words.negative} ${signed(text.slice(1))}` : spoken(text)
    if (exponent === 0) return signed(mantissa)
    const power = words.power('10', signed(String(exponent).replace('-', '−')), false)
    return `${signed(mantissa)} ${words.signs['×']} ${power}`
  }

  /** A bar with a timestep: what that adds. A bar with an arrow: what comes that way. */
  function bar({ inside }: Fence, below: Tree): string {
    const [arrow, ...via] = below.kind === 'row' ? below.parts : []
    return arrow?.kind === 'sign' && arrow.text === '→'
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

/** The number of a layer, which stands above its symbols in brackets. */
function layerIn(tree: Tree): string | undefined {
  const above = bare(tree)
  if (above.kind !== 'fence' || above.open !== '(') return undefined
  const inside = bare(above.inside)
  return inside.kind === 'letter' && /^\d+$/.test(inside.text) ? inside.text : undefined
}

/** What stands behind the ∂. */
function partial(tree: Tree): Tree | undefined {
  const inside = bare(tree)
  if (inside.kind !== 'row') return undefined
  const [first, ...rest] = inside.parts
  return first?.kind === 'sign' && first.text === '∂' ? { kind: 'row', parts: rest } : undefined
}

/** Is there a sign in it, so that a listener could not hear where it ends? */
function isLong(tree: Tree): boolean {
  const inside = bare(tree)
  if (inside.kind === 'sign') return operators.has(inside.text) && inside.text !== ','
  if (inside.kind === 'number') return inside.exponent !== 0
  // A sign before a number alone is no sum.
  if (inside.kind === 'row')
    return inside.parts.some((part, i) => isLong(part) && !isNegative(inside.parts, i))
  return inside.kind === 'fraction'
}

function isNegative(parts: readonly Tree[], i: number): boolean {
  const [part, before] = [parts[i], parts[i - 1]]
  if (part?.kind !== 'sign' || part.text !== '−') return false
  return before === undefined || (before.kind === 'sign' && operators.has(before.text))
}
