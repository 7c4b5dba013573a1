/** Seeded random numbers: the same seed gives the same numbers on every machine. */
export interface Random {
  /** uniform in [low, high) */
  readonly uniform: (low: number, high: number) => number
  /** standard normal */
  readonly normal: () => number
}

/** A generator from a seed in 0 … 2^32 - 1. mulberry32 (Tommy Ettinger, public domain): 32 bits of state, integer arithmetic only. */
export function random(seed: number): Random {
  let state = seed >>> 0
  const bits = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let z = state
    z = Math.imul(z ^ (z >>> 15), z | 1)
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61)
    return (z ^ (z >>> 14)) >>> 0
  }
  const unit = () => bits() / 2 ** 32
  return {
    uniform: (low, high) => low + (high - low) * unit(),
    normal: () => {
      // Marsaglia's polar method. The logarithm may differ in its last digit between engines, so the result is rounded to 2^-40.
      for (;;) {
        const u = 2 * unit() - 1
        const v = 2 * unit() - 1
        const s = u * u + v * v
        if (s > 0 && s < 1) return Math.round(u * Math.sqrt((-2 * Math.log(s)) / s) * 2 ** 40) / 2 ** 40
      }
    },
  }
}

/**
 * A random orthogonal n × n matrix, row-major: the rows of a normal matrix made orthonormal one after another
 * (Gram-Schmidt, twice for accuracy). This is the Q of a QR decomposition whose R has a positive diagonal, which is
 * uniform (Haar) over all orthogonal matrices.
 */
export function orthogonal(n: number, from: Random): Float64Array {
  const Q = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    const row = Q.subarray(i * n, (i + 1) * n)
    let length = 0
    // Normal numbers are rounded, so a row can be zero or lie among the rows before it: then it has no direction, and is drawn again.
    while (length < 1e-8) {
      for (let j = 0; j < n; j++) row[j] = from.normal()
      for (let round = 0; round < 2; round++)
        for (let k = 0; k < i; k++) subtractPart(row, Q.subarray(k * n, (k + 1) * n))
      length = Math.sqrt(row.reduce((sum, a) => sum + a * a, 0))
    }
    for (let j = 0; j < n; j++) row[j] = row[j]! / length
  }
  return Q
}

/** Takes from a vector its part along a vector of length 1. */
function subtractPart(of: Float64Array, along: Float64Array): void {
  let dot = 0
  for (let j = 0; j < of.length; j++) dot += of[j]! * along[j]!
  for (let j = 0; j < of.length; j++) of[j] = of[j]! - dot * along[j]!
}

/** A whole number from low to high, both possible. */
export const wholeFrom = (from: Random, low: number, high: number): number =>
  Math.floor(from.uniform(low, high + 1))
