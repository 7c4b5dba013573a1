/** What changed between two texts, line by line. */

export interface LineChange {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** The lines of both texts in order, with as many as possible the same. */
export function lineChanges(before: string, after: string): readonly LineChange[] {
  const [a, b] = [equationLines(before), equationLines(after)]
  const common = lengths(a, b)
  const changes: LineChange[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const same = i < a.length && j < b.length && a[i] === b[j]
    if (same) {
      changes.push({ kind: 'same', text: a[i++]! })
      j++
    } else if (i < a.length && (j === b.length || common[i + 1]![j]! >= common[i]![j + 1]!))
      changes.push({ kind: 'removed', text: a[i++]! })
    else changes.push({ kind: 'added', text: b[j++]! })
  }
  return changes
}

/** Spaces at the end and empty lines are no changes. */
const equationLines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')

/** The length of the longest common sequence of what begins at line i of one and line j of the other. */
function lengths(a: readonly string[], b: readonly string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      table[i]![j] =
        a[i] === b[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!)
  return table
}
