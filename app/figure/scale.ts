/** Scales; the only folder that knows d3. */
import { scaleLinear, scaleLog } from 'd3-scale'

/** The length of a bar from the middle, in [-1, 1]; a value that is not finite fills its side. */
export function signedLength(value: number, largest: number): number {
  if (Number.isNaN(value)) return 0
  const scale = scaleLinear().domain([-largest, largest]).range([-1, 1]).clamp(true)
  return largest > 0 ? scale(value) : 0
}

/** A colour between two ends with a neutral middle, unlike the colours of ideas; readable for colour-blind people. */
export function heat(value: number, largest: number): string {
  if (Number.isNaN(value)) return 'var(--heat-nan)'
  const share = Math.abs(signedLength(value, largest))
  const end = value < 0 ? 'var(--heat-negative)' : 'var(--heat-positive)'
  return `color-mix(in oklab, ${end} ${(share * 100).toFixed(1)}%, var(--heat-zero))`
}

export function largest(values: ArrayLike<number>): number {
  let most = 0
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]!)
    if (size > most && size !== Number.POSITIVE_INFINITY) most = size
  }
  return most
}

export function norm(values: ArrayLike<number>): number {
  const most = largest(values)
  if (most === 0) return Array.from(values).every((v) => v === 0) ? 0 : Number.NaN
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += (values[i]! / most) ** 2
  return most * Math.sqrt(sum)
}

/** Heights in [0, 1] for sizes; on a log scale where they span more than two decades. */
export function heights(sizes: readonly number[]): {
  readonly log: boolean
  readonly height: (size: number) => number
} {
  const positive = sizes.filter((s) => s > 0 && Number.isFinite(s))
  const top = Math.max(...positive)
  const bottom = Math.min(...positive)
  if (positive.length === 0) return { log: false, height: () => 0 }
  if (top / bottom <= 100) {
    const scale = scaleLinear().domain([0, top]).range([0, 1]).clamp(true)
    return { log: false, height: (s) => (s > 0 ? scale(s) : 0) }
  }
  const scale = scaleLog()
    .domain([bottom / 3, top])
    .range([0.04, 1])
    .clamp(true)
  return { log: true, height: (s) => (s > 0 ? scale(s) : 0) }
}
