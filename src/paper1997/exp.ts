/**
 * e^x by additions, multiplications and divisions alone. Math.exp may differ in the last digit from one browser to another, and
 * some 30,000 updates, each built on the one before, make another trial of that. So a seed gives the same trial everywhere.
 *
 * The method and the constants are those of fdlibm's e_exp.c (Sun Microsystems 1993; "freely granted"): x = k ln 2 + r, e^r by a
 * rational function of r² with an error below 1 in the last digit, times 2^k.
 */

const ln2High = 0.6931471803691238
const ln2Low = 1.9082149292705877e-10
const perLn2 = Math.LOG2E
const P = [
  0.16666666666666602, -0.0027777777777015593, 0.00006613756321437934, -0.0000016533902205465252,
  4.1381367970572385e-8,
] as const

/** 2^k for k = -1074 … 1023, by halving and doubling, which is exact. */
const lowest = -1074
const powers = new Float64Array(1024 - lowest)
powers[-lowest] = 1
for (let k = 1; k <= 1023; k++) powers[k - lowest] = 2 * powers[k - 1 - lowest]!
for (let k = -1; k >= lowest; k--) powers[k - lowest] = powers[k + 1 - lowest]! / 2

export function exp(x: number): number {
  if (Number.isNaN(x)) return x
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY
  // Here e^x is below 10⁻³²³.
  if (x < -744) return 0
  const k = Math.floor(perLn2 * x + 0.5)
  const high = x - k * ln2High
  const low = k * ln2Low
  const r = high - low
  const t = r * r
  const c = r - t * (P[0] + t * (P[1] + t * (P[2] + t * (P[3] + t * P[4]))))
  const y = 1 - (low - (r * c) / (2 - c) - high)
  return k > 1023 ? 2 * y * powers[1023 - lowest]! : y * powers[k - lowest]!
}
