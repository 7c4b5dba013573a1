/**
 * The inner loops. A slice is a window on an array of numbers: the value of one symbol at one timestep.
 * Matrices are row-major. Products take four rows at a time, so that each element of the vector is loaded once
 * for four multiplications; that is what makes the trace as fast as compiled code.
 */
export interface Slice<Data extends Numbers = Float64Array> {
  data: Data
  /** index of the first number */
  at: number
  readonly size: number
  readonly shape: readonly number[]
}

/** Numbers of one precision; in float32 each result is rounded when it is written. */
export type Numbers = Float64Array | Float32Array

export function slice<Data extends Numbers>(data: Data, shape: readonly number[], at = 0): Slice<Data> {
  return { data, at, size: shape.reduce((product, n) => product * n, 1), shape }
}

/** out = W v, W [m, n] */
export function matvec(out: Slice<Numbers>, W: Slice<Numbers>, v: Slice<Numbers>): void {
  const [m, n] = W.shape as [number, number]
  const w = W.data
  const x = v.data
  const y = out.data
  const xAt = v.at
  let i = 0
  let r0 = W.at
  for (; i + 3 < m; i += 4, r0 += 4 * n) {
    const r1 = r0 + n
    const r2 = r1 + n
    const r3 = r2 + n
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    for (let j = 0; j < n; j++) {
      const xj = x[xAt + j]!
      s0 += w[r0 + j]! * xj
      s1 += w[r1 + j]! * xj
      s2 += w[r2 + j]! * xj
      s3 += w[r3 + j]! * xj
    }
    const o = out.at + i
    y[o] = s0
    y[o + 1] = s1
    y[o + 2] = s2
    y[o + 3] = s3
  }
  for (; i < m; i++, r0 += n) {
    let s = 0
    for (let j = 0; j < n; j++) s += w[r0 + j]! * x[xAt + j]!
    y[out.at + i] = s
  }
}

/** out = Wᵀ v, W [m, n] */
export function matvecT(out: Slice<Numbers>, W: Slice<Numbers>, v: Slice<Numbers>): void {
  const [m, n] = W.shape as [number, number]
  const w = W.data
  const x = v.data
  const y = out.data
  const o = out.at
  y.fill(0, o, o + n)
  let i = 0
  let r0 = W.at
  for (; i + 3 < m; i += 4, r0 += 4 * n) {
    const r1 = r0 + n
    const r2 = r1 + n
    const r3 = r2 + n
    const x0 = x[v.at + i]!
    const x1 = x[v.at + i + 1]!
    const x2 = x[v.at + i + 2]!
    const x3 = x[v.at + i + 3]!
    for (let j = 0; j < n; j++) {
      y[o + j] = y[o + j]! + w[r0 + j]! * x0 + w[r1 + j]! * x1 + w[r2 + j]! * x2 + w[r3 + j]! * x3
    }
  }
  for (; i < m; i++, r0 += n) {
    const xi = x[v.at + i]!
    for (let j = 0; j < n; j++) y[o + j] = y[o + j]! + w[r0 + j]! * xi
  }
}

/** out = u vᵀ, out [m, n] */
export function outer(out: Slice<Numbers>, u: Slice<Numbers>, v: Slice<Numbers>): void {
  let k = out.at
  for (let i = 0; i < u.size; i++) {
    const ui = u.data[u.at + i]!
    for (let j = 0; j < v.size; j++) out.data[k++] = ui * v.data[v.at + j]!
  }
}

/**
 * out = Σ_s u_s v_sᵀ over `count` timesteps; u and v stand at their first timestep and step by their size.
 * Four timesteps at a time, so that each element of the sum is loaded and stored once for four products.
 */
export function outerSum(out: Slice<Numbers>, u: Slice<Numbers>, v: Slice<Numbers>, count: number): void {
  const m = u.size
  const n = v.size
  const g = out.data
  const a = u.data
  const b = v.data
  g.fill(0, out.at, out.at + m * n)
  let s = 0
  for (; s + 3 < count; s += 4) {
    const v0 = v.at + s * n
    const v1 = v0 + n
    const v2 = v1 + n
    const v3 = v2 + n
    for (let i = 0; i < m; i++) {
      const ui = u.at + s * m + i
      const u0 = a[ui]!
      const u1 = a[ui + m]!
      const u2 = a[ui + 2 * m]!
      const u3 = a[ui + 3 * m]!
      const k = out.at + i * n
      for (let j = 0; j < n; j++) {
        g[k + j] = g[k + j]! + u0 * b[v0 + j]! + u1 * b[v1 + j]! + u2 * b[v2 + j]! + u3 * b[v3 + j]!
      }
    }
  }
  for (; s < count; s++) {
    const vs = v.at + s * n
    for (let i = 0; i < m; i++) {
      const ui = a[u.at + s * m + i]!
      const k = out.at + i * n
      for (let j = 0; j < n; j++) g[k + j] = g[k + j]! + ui * b[vs + j]!
    }
  }
}

/** log Σ exp v, with the largest element taken out first, so that it is finite for every finite v. */
export function logsumexp(v: Slice<Numbers>): number {
  let largest = Number.NEGATIVE_INFINITY
  for (let i = 0; i < v.size; i++) largest = Math.max(largest, v.data[v.at + i]!)
  let sum = 0
  for (let i = 0; i < v.size; i++) sum += Math.exp(v.data[v.at + i]! - largest)
  return largest + Math.log(sum)
}

/** log softmax v: every element less the largest, then less log(1 + the rest of Σ exp), so that every digit holds at any size. */
export function logsoftmax(out: Slice<Numbers>, v: Slice<Numbers>): void {
  let first = 0
  for (let i = 1; i < v.size; i++) if (v.data[v.at + i]! > v.data[v.at + first]!) first = i
  const largest = v.data[v.at + first]!
  let rest = 0
  for (let i = 0; i < v.size; i++) if (i !== first) rest += Math.exp(v.data[v.at + i]! - largest)
  const log = Math.log1p(rest)
  for (let i = 0; i < v.size; i++) out.data[out.at + i] = v.data[v.at + i]! - largest - log
}

/** The sum of the elements. */
export function total(v: Slice<Numbers>): number {
  let sum = 0
  for (let i = 0; i < v.size; i++) sum += v.data[v.at + i]!
  return sum
}
