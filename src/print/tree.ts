/** A formula as a small tree: what stands where, without a language of typesetting. Printers go over it: text, speech. */
export type Tree = Row | Letter | Digits | Script | Fraction | Matrix | Fence | Accent | Under | Named

/** Things side by side. */
export interface Row {
  readonly kind: 'row'
  readonly parts: readonly Tree[]
}

/** A letter, a sign, or a name that is written upright (tanh). */
export interface Letter {
  readonly kind: 'letter'
  readonly text: string
  readonly upright?: boolean
}

export interface Digits {
  readonly kind: 'digits'
  readonly text: string
}

export interface Script {
  readonly kind: 'script'
  readonly base: Tree
  readonly below?: Tree
  readonly above?: Tree
}

export interface Fraction {
  readonly kind: 'fraction'
  readonly above: Tree
  readonly below: Tree
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
}

export interface Accent {
  readonly kind: 'accent'
  readonly base: Tree
  readonly mark: 'tilde' | 'bar'
}

/** What stands under a symbol: its shape. */
export interface Under {
  readonly kind: 'under'
  readonly base: Tree
  readonly below: Tree
}

/** A symbol or a number with its name: sym, ref, value. */
export interface Named {
  readonly kind: 'named'
  readonly names: Readonly<Record<string, string>>
  readonly inside: Tree
}

/** Between the factors of a product that no sign stands between (U+2062). */
export const product = '\u2062'

export const letter = (text: string, upright = false): Letter =>
  upright ? { kind: 'letter', text, upright } : { kind: 'letter', text }

/** One thing as itself, several as a row. */
export function rowOf(parts: readonly Tree[]): Tree {
  return parts.length === 1 ? parts[0]! : { kind: 'row', parts }
}

/** The tree without the names, where these are all that stands around it. */
export function bare(tree: Tree): Tree {
  return tree.kind === 'named' ? bare(tree.inside) : tree
}
