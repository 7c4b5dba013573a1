/** The error surface of Pascanu et al. 2013 over its grid, and two descents on it. */
import { type Descent, descent, pascanu, quantile, surface, wall } from '../../../src/index.ts'
import { type Work, whole } from '../../work/work.ts'

export const grid = { w: 121, b: 101 } as const
export const start = { w: 5.2, b: -3 } as const

export interface Surfaced {
  /** rows by b, columns by w */
  readonly error: readonly Float64Array[]
  readonly steepest: number
  readonly median: number
  readonly plain: Descent
  readonly clipped: Descent
}

export const line = ([from, to]: readonly [number, number], n: number) =>
  Array.from({ length: n }, (_, k) => from + ((to - from) * k) / (n - 1))

function surfaced(): Surfaced {
  const { error, gradient } = surface(line(pascanu.w, grid.w), line(pascanu.b, grid.b))
  const all = gradient.flatMap((row) => Array.from(row))
  const how = { rate: 0.1, steps: 300 }
  return {
    error,
    steepest: Math.max(...all),
    median: quantile(all, 0.5),
    plain: descent(start, how),
    clipped: descent(start, { ...how, threshold: 1 }),
  }
}

/** The work takes no question: there is only one surface. */
export const surfacing: Work<null, never, Surfaced> = whole(surfaced)

export { pascanu, wall }
