/** Seeded random numbers: the same seed gives the same numbers on every machine. */
export interface Random {
  /** uniform in [low, high) */
  readonly uniform: (low: number, high: number) => number
  /** standard normal */
  readonly normal: () => number
}

/** mulberry32 (Tommy Ettinger, public domain): 32 bits of state, integer arithmetic only. */
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
 * (Gram-Schmidt, twice for accuracy), which is uniform over all orthogonal matrices.
 */
export function orthogonal(n: number, from: Random): Float64Array {
  const Q = Float64Array.from({ length: n * n }, from.normal)
  for (let i = 0; i < n; i++) {
    const row = Q.subarray(i * n, (i + 1) * n)
    for (let round = 0; round < 2; round++)
      for (let k = 0; k < i; k++) {
        const other = Q.subarray(k * n, (k + 1) * n)
        let dot = 0
        for (let j = 0; j < n; j++) dot += row[j]! * other[j]!
        for (let j = 0; j < n; j++) row[j] = row[j]! - dot * other[j]!
      }
    const length = Math.sqrt(row.reduce((sum, a) => sum + a * a, 0))
    for (let j = 0; j < n; j++) row[j] = row[j]! / length
  }
  return Q
}
