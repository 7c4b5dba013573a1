/**
 * A formula as a small tree: what stands where, without a language of typesetting. The engine prints trees; LaTeX, MathML, speech,
 * text, width and the elements of a page are printers over them.
 */
export type Tree =
  | Row
  | Letter
  | Sign
  | Numeral
  | Script
  | Square
  | Fraction
  | Root
  | Matrix
  | Fence
  | Accent
  | Under
  | Named

/** Things side by side. */
export interface Row {
  readonly kind: 'row'
  readonly parts: readonly Tree[]
}

/** A letter, or a word that is written upright, such as the name of a function. */
export interface Letter {
  readonly kind: 'letter'
  readonly text: string
  readonly face?: 'upright' | 'function' | 'bold' | 'text'
}

/** A sign: + − ⊙ ∂ ∑ ⊤. What stands between two things has room around it. */
export interface Sign {
  readonly kind: 'sign'
  readonly text: string
  readonly spaced?: true
  /** as small as the line that it stands in */
  readonly small?: true
}

/** A number. One that a formula computes with has a name, by which a page links it, and its full value. */
export interface Numeral {
  readonly kind: 'number'
  /** with a true minus sign; "∞", "−∞" or "NaN" where it is not finite */
  readonly mantissa: string
  /** a power of ten to multiply with; 0 where there is none */
  readonly exponent: number
  readonly ref?: string
  readonly value?: string
}

/** An index below, and a time, a power or a sign above. */
export interface Script {
  readonly kind: 'script'
  readonly base: Tree
  readonly below?: Tree
  readonly above?: Tree
}

export interface Square {
  readonly kind: 'square'
  readonly base: Tree
}

export interface Fraction {
  readonly kind: 'fraction'
  readonly above: Tree
  readonly below: Tree
  /** as small as the line that it stands in: ½ */
  readonly small?: true
}

export interface Root {
  readonly kind: 'root'
  readonly inside: Tree
}

export interface Matrix {
  readonly kind: 'matrix'
  readonly rows: readonly (readonly Tree[])[]
}

/** What stands in brackets; a bar on the right has no bracket on its left. */
export interface Fence {
  readonly kind: 'fence'
  readonly open: string
  readonly close: string
  readonly inside: Tree
  /** as high as what it holds */
  readonly tall?: true
}

export interface Accent {
  readonly kind: 'accent'
  readonly base: Tree
  readonly mark: 'tilde' | 'hat' | 'bar' | 'prime' | 'right' | 'left'
}

/** What stands under a symbol: its shape. */
export interface Under {
  readonly kind: 'under'
  readonly base: Tree
  readonly below: Tree
}

/** A symbol with what a page links and colours it by (sym, ref, dt, idea), or what a rule has just written (new). */
export interface Named {
  readonly kind: 'named'
  readonly names: Names
  readonly inside: Tree
}

export type Names = Readonly<Record<string, string>>

/** Between the factors of a product that no sign stands between (U+2062). */
export const product: Sign = { kind: 'sign', text: '\u2062' }
/** Between a function or a sum and what it is of, where no bracket opens (U+2061). */
export const of: Sign = { kind: 'sign', text: '\u2061' }

/** A letter, or with a face a word. */
export const letter = (text: string, face?: Letter['face']): Letter =>
  face ? { kind: 'letter', text, face } : { kind: 'letter', text }

/** Letters side by side, each for itself: the index hf. */
export const letters = (text: string): Tree => row(...[...text].map((each) => letter(each)))

/** A sign without room around it, such as ∂ or ∑; see `between` for one between two things. */
export const sign = (text: string): Sign => ({ kind: 'sign', text })

/** A sign between two things. */
export const between = (text: string): Sign => ({ kind: 'sign', text, spaced: true })

/** Things side by side; one thing is itself, and rows inside become part of it. */
export function row(...parts: readonly Tree[]): Tree {
  if (parts.length === 1) return parts[0]!
  return {
    kind: 'row',
    parts: parts.some((part) => part.kind === 'row')
      ? parts.flatMap((part) => (part.kind === 'row' ? part.parts : [part]))
      : parts,
  }
}

/** Things with something between each two of them. */
export const joined = (list: readonly Tree[], by: Tree): Tree =>
  row(...list.flatMap((each, i) => (i === 0 ? [each] : [by, each])))

/** An index of several parts, with commas. */
export const index = (...parts: readonly (Tree | undefined)[]): Tree | undefined => {
  const all = parts.filter((part) => part !== undefined)
  return all.length === 0 ? undefined : joined(all, sign(','))
}

/** Something with what stands below and above it; without either it is itself. */
export function script(base: Tree, below?: Tree, above?: Tree): Tree {
  if (!below && !above) return base
  return { kind: 'script', base, ...(below && { below }), ...(above && { above }) }
}

export const fence = (open: string, inside: Tree, close: string): Fence => ({
  kind: 'fence',
  open,
  inside,
  close,
})

/** In brackets that are as high as what they hold. */
export const tall = (open: string, inside: Tree, close: string): Fence => ({
  kind: 'fence',
  open,
  inside,
  close,
  tall: true,
})

export const inParentheses = (inside: Tree): Fence => tall('(', inside, ')')

/** What is taken at one place: a bar behind it, and the place below. */
export const taken = (inside: Tree, at: Tree): Tree => script(tall('', inside, '|'), at)

export const fraction = (above: Tree, below: Tree): Fraction => ({ kind: 'fraction', above, below })

export const transposed = (base: Tree): Tree => script(base, undefined, sign('⊤'))

export const named = (names: Names, inside: Tree): Named => ({ kind: 'named', names, inside })

/** left = right. */
export const equation = (left: Tree, right: Tree): Tree => row(left, between('='), right)

/** = right, for the line below one that has the left side. */
export const result = (right: Tree): Tree => row(between('='), right)

/** A sum over an index, from where to where if that is said. */
export const sumOver = (below: Tree, inside: Tree, above?: Tree): Tree =>
  row(script(sign('∑'), below, above), of, inside)

/** The tree without the names, where these are all that stands around it. */
export function bare(tree: Tree): Tree {
  return tree.kind === 'named' ? bare(tree.inside) : tree
}

/** Does the formula begin with a minus? */
export function beginsWithMinus(tree: Tree): boolean {
  switch (tree.kind) {
    case 'sign':
      return tree.text === '−'
    case 'number':
      return tree.mantissa.startsWith('−')
    case 'row':
      return tree.parts.length > 0 && beginsWithMinus(tree.parts[0]!)
    case 'named':
      return beginsWithMinus(tree.inside)
    case 'script':
    case 'square':
      return beginsWithMinus(tree.base)
    default:
      return false
  }
}

/** Are two formulas the same, names and all? */
export function sameTree(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [inA, inB] = [Object.entries(a), Object.entries(b)]
  return (
    inA.length === inB.length &&
    inA.every(([key, value]) => sameTree(value, (b as Record<string, unknown>)[key]))
  )
}

/** The same formula with each part as `change` has it, from the inside. */
export function mapTree(tree: Tree, change: (part: Tree) => Tree): Tree {
  const again = (part: Tree) => mapTree(part, change)
  switch (tree.kind) {
    case 'letter':
    case 'sign':
    case 'number':
      return change(tree)
    case 'row':
      return change({ ...tree, parts: tree.parts.map(again) })
    case 'matrix':
      return change({ ...tree, rows: tree.rows.map((cells) => cells.map(again)) })
    case 'fraction':
      return change({ ...tree, above: again(tree.above), below: again(tree.below) })
    case 'script':
      return change(
        script(again(tree.base), tree.below && again(tree.below), tree.above && again(tree.above)),
      )
    case 'under':
      return change({ ...tree, base: again(tree.base), below: again(tree.below) })
    case 'square':
    case 'accent':
      return change({ ...tree, base: again(tree.base) })
    case 'root':
    case 'fence':
    case 'named':
      return change({ ...tree, inside: again(tree.inside) })
  }
}
