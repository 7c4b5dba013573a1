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
export function quantile(values: ArrayLike<number>, q: number): number {
  const sorted = Float64Array.from(values).sort()
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

/** The bands of ‖∂L/∂h‖ and, for a cell with a cell state, of ‖∂L/∂C‖ over draws of one length. */
export function bandsOf(draws: readonly Decay[]): { readonly h: Band; readonly C?: Band } {
  const cells = draws.flatMap(({ C }) => (C ? [C] : []))
  return {
    h: bandOf(draws.map(({ h }) => h)),
    ...(cells.length > 0 && cells.length === draws.length ? { C: bandOf(cells) } : {}),
  }
}

/** The band of curves of one length. */
export function bandOf(curves: readonly Float64Array[]): Band {
  const at = (q: number) =>
    Float64Array.from(curves[0] ?? [], (_, lag) =>
      quantile(
        curves.map((curve) => curve[lag]!),
        q,
      ),
    )
  return { q10: at(0.1), q50: at(0.5), q90: at(0.9) }
}
