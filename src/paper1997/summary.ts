/** Several trials in one row: their mean, and how well so few of them know it. */

export interface Mean {
  /** how many trials */
  readonly n: number
  readonly mean: number
  /** the 95 % interval of the mean by Student's t; null for a single trial, whose spread nobody knows */
  readonly interval: readonly [number, number] | null
}

/** The two-sided 95 % quantiles of Student's t with 1, 2, … 30 degrees of freedom. */
const t95 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
]

/** mean ± t s / √n, s the standard deviation with n - 1 below; null without a value. At most 31 values. */
export function meanOf(values: readonly number[]): Mean | null {
  const n = values.length
  if (n === 0) return null
  if (n > t95.length + 1) throw new Error(`expected at most ${t95.length + 1} values, got ${n}`)
  const mean = values.reduce((sum, x) => sum + x, 0) / n
  if (n === 1) return { n, mean, interval: null }
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1)
  const half = t95[n - 2]! * Math.sqrt(variance / n)
  return { n, mean, interval: [mean - half, mean + half] }
}
