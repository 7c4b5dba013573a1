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

export const scaled = (row: readonly number[], scaling: readonly Scaling[]): number[] =>
  row.map((n, j) => (n - scaling[j]!.subtract) / scaling[j]!.divide)
