/** The equations of a cell, and what is new in them beside those of another. */
import {
  equation,
  markedAgainst,
  type Network,
  namedSymbol,
  sameWriting,
  symbol,
  symbolsFace,
  type Tree,
  type Writing,
} from '../../../src/index.ts'

/** An equation of a cell at any timestep, by the symbol that it writes. */
export interface Written {
  readonly symbol: string
  readonly tree: Tree
}

/** The equations of a cell as its author wrote them. */
export const writtenIn = ({ cell }: Pick<Network, 'cell'>, writing: Writing): Written[] =>
  cell
    .filter(({ silent }) => !silent)
    .map((each) => ({
      symbol: each.symbol,
      tree: equation(namedSymbol(symbol(each.symbol), writing), symbolsFace(each.expr, writing)),
    }))

export interface Change {
  readonly symbol: string
  readonly kind: 'kept' | 'new' | 'changed'
  /** what is new is marked */
  readonly tree: Tree
  /** the equation as it was, where it is changed */
  readonly was?: Tree
}

/** The equations of a cell beside those of the one before. */
export function changesOf(now: readonly Written[], before: readonly Written[] | undefined): Change[] {
  return now.map(({ symbol, tree }) => {
    const was = before?.find((each) => each.symbol === symbol)?.tree
    if (!before || (was && sameWriting(was, tree))) return { symbol, kind: 'kept', tree }
    if (!was) return { symbol, kind: 'new', tree }
    return { symbol, kind: 'changed', tree: markedAgainst(was, tree), was }
  })
}
