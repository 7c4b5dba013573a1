/** Numbers as LaTeX: a column, a matrix, and what of a large one is shown. */
import { fullValue, numberTex, usualDigits } from '../tensor/format.ts'
import { type Tag, tag } from './tag.ts'

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
export function arrayTex(
  values: ArrayLike<number>,
  shape: readonly number[],
  ref: string,
  most: number,
  put: Tag = tag,
  idea?: string,
  show: Show = {},
): string {
  const cell = (n: number, name: string) => cellTex(n, name, put, show.digits?.(name))
  if (shape.length === 0) return cell(values[0]!, ref)
  const [m, n] = shape as [number, number?]
  const grid =
    n === undefined
      ? gridTex(m, 1, most, (i) => cell(values[i]!, `${ref}[${i}]`), show)
      : gridTex(m, n, most, (i, j) => cell(values[i * n + j]!, `${ref}[${i},${j}]`), show)
  return idea === undefined ? grid : put({ idea }, grid)
}

/** One number as LaTeX, tagged with its name and its full value. */
export function cellTex(n: number, ref: string, put: Tag = tag, significant = usualDigits): string {
  return put({ ref, value: fullValue(n) }, numberTex(n, significant))
}

/** The rows or columns that are shown of many, -1 for dots: the first ones and the last, or those that are marked between them. */
export function shownOf(count: number, most: number, marked?: readonly number[]): readonly number[] {
  if (count <= most) return Array.from({ length: count }, (_, i) => i)
  const first = Array.from({ length: marked ? 1 : most - 2 }, (_, i) => i)
  const all = [...new Set([...first, ...(marked ?? []), count - 1])].sort((a, b) => a - b)
  return all.flatMap((place, i) => (i > 0 && place > all[i - 1]! + 1 ? [-1, place] : [place]))
}

/** A bracketed grid; of more than `most` rows or columns some are left out, with dots in their place. */
export function gridTex(
  m: number,
  n: number,
  most: number,
  cell: (i: number, j: number) => string,
  { rows: markedRows, columns: markedColumns }: Show = {},
): string {
  const columns = shownOf(n, most, markedColumns)
  const rows = shownOf(m, most, markedRows).map((i) =>
    columns
      .map((j) => (i < 0 ? (j < 0 ? '\\ddots' : '\\vdots') : j < 0 ? '\\cdots' : cell(i, j)))
      .join(' & '),
  )
  return `\\begin{bmatrix} ${rows.join(' \\\\ ')} \\end{bmatrix}`
}
