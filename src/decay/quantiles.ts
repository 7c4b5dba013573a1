import type { Decay } from './decay.ts'

/** 10 %, 50 % and 90 % over draws, for every lag 0 … T. */
export interface Band {
  readonly q10: Float64Array
  readonly q50: Float64Array
  readonly q90: Float64Array
}

/**
 * The quantile q in 0 … 1, between two values by linear interpolation, as numpy.quantile does by default. NaN if a value is NaN.
 */
export const quantile = (values: ArrayLike<number>, q: number): number =>
  quantileOf(Float64Array.from(values).sort(), q)

function quantileOf(sorted: Float64Array, q: number): number {
  // Sorted, a NaN stands last.
  if (sorted.length === 0 || Number.isNaN(sorted[sorted.length - 1])) return Number.NaN
  const place = q * (sorted.length - 1)
  const low = sorted[Math.floor(place)]!
  const high = sorted[Math.ceil(place)]!
  const part = place - Math.floor(place)
  // Between two infinities there is nothing to interpolate.
  if (low === high) return low
  return part < 0.5 ? low + (high - low) * part : high - (high - low) * (1 - part)
}

/** The bands of the norm of every state's gradient over draws of one model. */
export function bandsOf(draws: readonly Decay[]): ReadonlyMap<string, Band> {
  const states = [...(draws[0]?.norms.keys() ?? [])]
  return new Map(states.map((state) => [state, bandOf(draws.map(({ norms }) => norms.get(state)!))]))
}

/** The band of curves of one length. */
export function bandOf(curves: readonly Float64Array[]): Band {
  const lags = curves[0]?.length ?? 0
  const band = { q10: new Float64Array(lags), q50: new Float64Array(lags), q90: new Float64Array(lags) }
  const sorted = new Float64Array(curves.length)
  for (let lag = 0; lag < lags; lag++) {
    for (let draw = 0; draw < curves.length; draw++) sorted[draw] = curves[draw]![lag]!
    sorted.sort()
    band.q10[lag] = quantileOf(sorted, 0.1)
    band.q50[lag] = quantileOf(sorted, 0.5)
    band.q90[lag] = quantileOf(sorted, 0.9)
  }
  return band
}
