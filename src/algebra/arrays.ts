/** Numbers as formulas: a column, a matrix, and what of a large one is shown. */
import { valueTree } from '../print/number.ts'
import { named, sign, type Tree } from '../print/tree.ts'
import { isSumOverTime } from './names.ts'

/** How an array is shown: which rows and columns besides the first and the last, and with how many digits a number, by its name. */
export interface Show {
  readonly rows?: readonly number[]
  readonly columns?: readonly number[]
  readonly digits?: (name: string) => number
}

/** The places of a long vector that are not zero, if they are one or two: a word is one 1 among zeros. */
export function sparseIn(vector: ArrayLike<number>, most: number): readonly number[] | undefined {
  if (vector.length <= most) return undefined
  const places: number[] = []
  for (let i = 0; i < vector.length && places.length < 3; i++) if (vector[i] !== 0) places.push(i)
  return places.length === 1 || places.length === 2 ? places : undefined
}

/**
 * Numbers as a column, a matrix or a single number; each carries its name and its full value. With `idea`, brackets carry what a
 * page colours them by, as it does the symbol.
 */
export function arrayTree(
  values: ArrayLike<number>,
  shape: readonly number[],
  ref: string,
  most: number,
  idea?: string,
  show: Show = {},
): Tree {
  const asked = isSumOverTime(ref) ? () => undefined : (name: string) => name
  const cell = (n: number, name: string) => valueTree(n, asked(name), show.digits?.(name))
  if (shape.length === 0) return cell(values[0]!, ref)
  const [m, n] = shape as [number, number?]
  const grid =
    n === undefined
      ? gridTree(m, 1, most, (i) => cell(values[i]!, `${ref}[${i}]`), show)
      : gridTree(m, n, most, (i, j) => cell(values[i * n + j]!, `${ref}[${i},${j}]`), show)
  return idea === undefined ? grid : named({ idea }, grid)
}

/** The rows or columns that are shown of many, -1 for dots: the first ones and the last, or those that are marked between them. */
export function shownOf(count: number, most: number, marked?: readonly number[]): readonly number[] {
  if (count <= most) return Array.from({ length: count }, (_, i) => i)
  const first = Array.from({ length: marked ? 1 : most - 2 }, (_, i) => i)
  const all = [...new Set([...first, ...(marked ?? []), count - 1])].sort((a, b) => a - b)
  return all.flatMap((place, i) => (i > 0 && place > all[i - 1]! + 1 ? [-1, place] : [place]))
}

/** A bracketed grid; of more than `most` rows or columns some are left out, with dots in their place. */
export function gridTree(
  m: number,
  n: number,
  most: number,
  cell: (i: number, j: number) => Tree,
  { rows: markedRows, columns: markedColumns }: Show = {},
): Tree {
  const columns = shownOf(n, most, markedColumns)
  const dots = (i: number, j: number) => (i < 0 ? (j < 0 ? '⋱' : '⋮') : '⋯')
  return {
    kind: 'matrix',
    rows: shownOf(m, most, markedRows).map((i) =>
      columns.map((j) => (i < 0 || j < 0 ? sign(dots(i, j)) : cell(i, j))),
    ),
  }
}
