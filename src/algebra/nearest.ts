/** Names that are nearly written: what somebody who mistyped may have meant. */

/** How many letters differ: put in, left out, another one, or two that changed places. */
export function distance(a: string, b: string): number {
  const [x, y] = [[...a], [...b]]
  let [before, last] = [[] as number[], Array.from({ length: y.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= x.length; i++) {
    const row = [i]
    for (let j = 1; j <= y.length; j++) {
      const changed = last[j - 1]! + (x[i - 1] === y[j - 1] ? 0 : 1)
      const swapped = x[i - 1] === y[j - 2] && x[i - 2] === y[j - 1] ? before[j - 2]! + 1 : changed
      row.push(Math.min(changed, swapped, last[j]! + 1, row[j - 1]! + 1))
    }
    ;[before, last] = [last, row]
  }
  return last[y.length]!
}

/** Short names differ by a letter because they are different names; of long ones two may be wrong. */
export const mostWrong = (name: string): number => (name.length < 4 ? 0 : name.length < 6 ? 1 : 2)

/** The name that differs least from one that was written, where one is near. */
export function nearest(written: string, names: readonly string[]): string | undefined {
  const near = names
    .map((name) => ({ name, off: distance(written, name) }))
    .filter(({ name, off }) => off > 0 && off <= Math.max(mostWrong(written), mostWrong(name)))
  return near.sort((a, b) => a.off - b.off)[0]?.name
}
