/** What is new in a formula beside another one. */
import { mapTree, named, row, sameTree, type Tree } from './tree.ts'

/** Does the same stand there, whatever it is linked and coloured by? */
export const sameWriting = (a: Tree, b: Tree): boolean => sameTree(unnamed(a), unnamed(b))

const unnamed = (tree: Tree): Tree => mapTree(tree, (part) => (part.kind === 'named' ? part.inside : part))

/** The formula with every part marked (`new`) that the one before does not have; signs go with what stands behind them. */
export function markedAgainst(before: Tree, after: Tree): Tree {
  if (sameWriting(before, after)) return after
  if (before.kind === 'fence' && after.kind === 'fence' && before.open === after.open)
    return { ...after, inside: markedAgainst(before.inside, after.inside) }
  if (before.kind === 'row' || after.kind === 'row') return markedRow(partsOf(before), partsOf(after))
  return named({ new: '1' }, after)
}

const partsOf = (tree: Tree): readonly Tree[] => (tree.kind === 'row' ? tree.parts : [tree])

function markedRow(before: readonly Tree[], after: readonly Tree[]): Tree {
  const kept = commonParts(before, after)
  const [found, missing] = [after.flatMap((_, i) => (kept.has(i) ? [] : [i])), before.length - kept.size]
  // One part in place of another: what is new is inside.
  if (found.length === 1 && missing === 1) {
    const [at] = found as [number]
    const was = before.find((part) => !after.some((each, i) => kept.has(i) && sameWriting(part, each)))
    return row(...after.map((part, i) => (i === at && was ? markedAgainst(was, part) : part)))
  }
  const parts: Tree[] = []
  for (let i = 0; i < after.length; ) {
    let end = i
    while (end < after.length && !kept.has(end)) end++
    if (end > i) parts.push(named({ new: '1' }, row(...after.slice(i, end))))
    if (end < after.length) parts.push(after[end]!)
    i = end + 1
  }
  return row(...parts)
}

/** The places in `after` of the longest run of parts, in order, that both have; where it can be matched at several places, the last of them. */
function commonParts(before: readonly Tree[], after: readonly Tree[]): ReadonlySet<number> {
  // lengths[i][j]: of the longest for the first i parts of the one and the first j of the other
  const lengths = [new Array<number>(after.length + 1).fill(0)]
  for (const part of before) {
    const above = lengths.at(-1)!
    const line = [0]
    after.forEach((each, j) => {
      line.push(sameWriting(part, each) ? above[j]! + 1 : Math.max(above[j + 1]!, line[j]!))
    })
    lengths.push(line)
  }
  const kept = new Set<number>()
  let [i, j] = [before.length, after.length]
  while (i > 0 && j > 0) {
    if (sameWriting(before[i - 1]!, after[j - 1]!)) {
      kept.add(j - 1)
      i--
      j--
    } else if (lengths[i - 1]![j]! >= lengths[i]![j - 1]!) i--
    else j--
  }
  return kept
}
