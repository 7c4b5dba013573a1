/** Columns of numbers, scaled. */
import type { Scaling } from '../../experiment/document.ts'

export type Scale = 'none' | 'minmax' | 'standard'

/**
 * What min–max scaling or standardising (with the standard deviation of the population) does to each column, fitted on the rows given.
 * A constant column is only moved.
 */
export function scalingOf(
  rows: readonly (readonly number[])[],
  names: readonly string[],
  how: Exclude<Scale, 'none'>,
): Scaling[] {
  return names.map((column, j) => {
    const all = rows.map((row) => row[j]!)
    if (how === 'minmax') {
      const [low, high] = [all.reduce((a, b) => Math.min(a, b)), all.reduce((a, b) => Math.max(a, b))]
      return { column, subtract: low, divide: high - low || 1 }
    }
    const mean = all.reduce((sum, n) => sum + n, 0) / all.length
    const variance = all.reduce((sum, n) => sum + (n - mean) ** 2, 0) / all.length
    return { column, subtract: mean, divide: Math.sqrt(variance) || 1 }
  })
}

/** How many times as large a column may be as another before that is told. */
const mostTimes = 30

/** The columns of which one is many times as large as the other; undefined where all are of like size. */
export function unlike(
  rows: readonly (readonly number[])[],
  names: readonly string[],
): { readonly large: string; readonly small: string; readonly times: number } | undefined {
  const sizes = names
    .map((name, j) => ({ name, size: rows.reduce((most, row) => Math.max(most, Math.abs(row[j]!)), 0) }))
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size)
  const [first, last] = [sizes[0], sizes.at(-1)]
  if (!first || !last || first.size < mostTimes * last.size) return undefined
  return { large: first.name, small: last.name, times: Math.round(first.size / last.size) }
}

export const scaled = (row: readonly number[], scaling: readonly Scaling[]): number[] =>
  row.map((n, j) => (n - scaling[j]!.subtract) / scaling[j]!.divide)
