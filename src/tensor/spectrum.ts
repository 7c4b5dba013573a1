/** Singular values and eigenvalues of a square matrix, row-major. */

/**
 * The singular values, largest first: one-sided Jacobi (Hestenes 1958), after a triangular factorization that leaves it little to do
 * (Drmač & Veselić 2008). Pairs of rows are turned in their plane until all rows are at right angles; their lengths are the singular
 * values, the small ones as exact as the large. NaN where the matrix is not finite.
 */
export function singularValues(n: number, matrix: ArrayLike<number>): Float64Array {
  const scale = largest(matrix)
  if (!Number.isFinite(scale)) return new Float64Array(n).fill(Number.NaN)
  if (scale === 0) return new Float64Array(n)
  // Scaled so that no square overflows.
  const A = triangular(
    n,
    Float64Array.from(matrix, (a) => a / scale),
  )
  const squares = Float64Array.from({ length: n }, (_, p) => dot(A, n, p, p))
  for (let sweep = 0, turned = true; turned && sweep < 60; sweep++) {
    turned = false
    for (let p = 0; p < n - 1; p++)
      for (let q = p + 1; q < n; q++) turned = turn(A, n, p, q, squares) || turned
  }
  return squares
    .map((square) => scale * Math.sqrt(square))
    .sort()
    .reverse()
}

/** The largest singular value of a matrix [m, n], row-major: of the product with its transpose, whose largest one is its square. */
export function largestSingularValue(m: number, n: number, matrix: ArrayLike<number>): number {
  const scale = largest(matrix)
  if (!Number.isFinite(scale)) return Number.NaN
  if (scale === 0) return 0
  const k = Math.min(m, n)
  const [step, along] = m <= n ? [n, 1] : [1, n]
  const at = (i: number, j: number) => matrix[i * step + j * along]! / scale
  const rows = Array.from({ length: k }, (_, i) =>
    Float64Array.from({ length: Math.max(m, n) }, (_, j) => at(i, j)),
  )
  const square = new Float64Array(k * k)
  for (let i = 0; i < k; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0
      for (let p = 0; p < rows[i]!.length; p++) sum += rows[i]![p]! * rows[j]![p]!
      square[i * k + j] = sum
      square[j * k + i] = sum
    }
  return scale * Math.sqrt(singularValues(k, square)[0]!)
}

/**
 * R of the factorization P A = Rᵀ Q by Householder reflections, which has the singular values of A; the longest row that is left comes
 * first each time, so that the rows of R grow shorter and are nearly at right angles.
 */
function triangular(n: number, A: Float64Array): Float64Array {
  const v = new Float64Array(n)
  for (let k = 0; k < n; k++) {
    const length = longestFirst(n, A, k)
    if (length === 0) break
    const at = k * n
    const head = A[at + k]! < 0 ? -length : length
    v.set(A.subarray(at + k, at + n), k)
    v[k] = v[k]! + head
    // |v|² / 2
    const half = length * Math.abs(v[k]!)
    for (let row = k; row < n; row++) {
      let f = 0
      for (let j = k; j < n; j++) f += v[j]! * A[row * n + j]!
      f /= half
      for (let j = k; j < n; j++) A[row * n + j] = A[row * n + j]! - f * v[j]!
    }
    A.fill(0, at + k + 1, at + n)
  }
  const R = new Float64Array(n * n)
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) R[j * n + i] = A[i * n + j]!
  return R
}

/** Exchanges row k for that whose part from column k on is the longest of the rows from k on; gives its length. */
function longestFirst(n: number, A: Float64Array, k: number): number {
  let [longest, most] = [k, 0]
  for (let row = k; row < n; row++) {
    let square = 0
    for (let j = k; j < n; j++) square += A[row * n + j]! ** 2
    if (square > most) [longest, most] = [row, square]
  }
  if (longest !== k) {
    const kept = A.slice(k * n, (k + 1) * n)
    A.copyWithin(k * n, longest * n, (longest + 1) * n)
    A.set(kept, longest * n)
  }
  return Math.sqrt(most)
}

function dot(A: Float64Array, n: number, p: number, q: number): number {
  let sum = 0
  for (let k = 0; k < n; k++) sum += A[p * n + k]! * A[q * n + k]!
  return sum
}

/** Turns rows p and q so that they stand at right angles; false if they do already, to rounding. `squares`: the squared length of each row. */
function turn(A: Float64Array, n: number, p: number, q: number, squares: Float64Array): boolean {
  const a = p * n
  const b = q * n
  const ab = dot(A, n, p, q)
  if (Math.abs(ab) <= 1e-15 * Math.sqrt(squares[p]!) * Math.sqrt(squares[q]!)) return false
  const zeta = (squares[q]! - squares[p]!) / (2 * ab)
  const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta))
  const c = 1 / Math.hypot(1, tangent)
  const s = c * tangent
  let aa = 0
  let bb = 0
  for (let k = 0; k < n; k++) {
    const x = A[a + k]!
    const y = A[b + k]!
    const u = c * x - s * y
    const v = s * x + c * y
    A[a + k] = u
    A[b + k] = v
    aa += u * u
    bb += v * v
  }
  squares[p] = aa
  squares[q] = bb
  return true
}

/** A complex number. */
export interface Complex {
  readonly re: number
  readonly im: number
}

/**
 * The eigenvalues, largest modulus first: Hessenberg form by Householder reflections, then the shifted QR algorithm of Francis
 * (as in EISPACK's hqr and JAMA). NaN where the matrix is not finite.
 */
export function eigenvalues(n: number, matrix: ArrayLike<number>): Complex[] {
  const scale = largest(matrix)
  if (!Number.isFinite(scale)) return Array.from({ length: n }, () => ({ re: Number.NaN, im: Number.NaN }))
  if (scale === 0) return Array.from({ length: n }, () => ({ re: 0, im: 0 }))
  const A = Float64Array.from(matrix, (a) => a / scale)
  hessenberg(n, A)
  return francis(n, A)
    .map(({ re, im }) => ({ re: re * scale, im: im * scale }))
    .sort((a, b) => modulus(b) - modulus(a) || b.re - a.re || b.im - a.im)
}

/** |λ| of a complex eigenvalue, without squares that overflow. */
export function modulus({ re, im }: Complex): number {
  return Math.hypot(re, im)
}

function largest(values: ArrayLike<number>): number {
  let most = 0
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]!))
  return most
}

/** A ← Qᵀ A Q with zeros below the first subdiagonal. */
function hessenberg(n: number, A: Float64Array): void {
  const u = new Float64Array(n)
  const w = new Float64Array(n)
  for (let m = 1; m < n - 1; m++) {
    let length = 0
    for (let i = m; i < n; i++) length = Math.hypot(length, A[i * n + m - 1]!)
    if (length === 0) continue
    for (let i = m; i < n; i++) u[i] = A[i * n + m - 1]! / length
    u[m] = u[m]! + (u[m]! < 0 ? -1 : 1)
    let half = 0
    for (let i = m; i < n; i++) half += u[i]! ** 2 / 2
    // uᵀ A / half row by row, in the order in which the numbers stand.
    w.fill(0)
    for (let i = m; i < n; i++) for (let j = m - 1; j < n; j++) w[j] = w[j]! + (u[i]! / half) * A[i * n + j]!
    for (let i = m; i < n; i++) for (let j = m - 1; j < n; j++) A[i * n + j] = A[i * n + j]! - u[i]! * w[j]!
    for (let i = 0; i < n; i++) {
      let f = 0
      for (let j = m; j < n; j++) f += u[j]! * A[i * n + j]!
      f /= half
      for (let j = m; j < n; j++) A[i * n + j] = A[i * n + j]! - f * u[j]!
    }
    for (let i = m + 1; i < n; i++) A[i * n + m - 1] = 0
  }
}

/** The eigenvalues of a Hessenberg matrix, taken off at the end one or two at a time. */
function francis(n: number, A: Float64Array): Complex[] {
  const found: Complex[] = []
  const at = (i: number, j: number) => A[i * n + j]!
  let norm = 0
  for (let i = 0; i < n; i++) for (let j = Math.max(i - 1, 0); j < n; j++) norm += Math.abs(at(i, j))
  let end = n - 1
  let rounds = 0
  // What the exceptional shifts have taken from the diagonal.
  let taken = 0
  while (end >= 0) {
    let start = end
    for (; start > 0; start--) {
      const around = Math.abs(at(start - 1, start - 1)) + Math.abs(at(start, start)) || norm
      if (Math.abs(at(start, start - 1)) < 2 ** -52 * around) break
    }
    if (start === end) {
      found.push({ re: at(end, end) + taken, im: 0 })
      end -= 1
      rounds = 0
      continue
    }
    let x = at(end, end)
    let y = at(end - 1, end - 1)
    let w = at(end, end - 1) * at(end - 1, end)
    if (start === end - 1) {
      found.push(...pair(x + taken, y + taken, w))
      end -= 2
      rounds = 0
      continue
    }
    if (rounds === 10 || rounds === 20) {
      // Wilkinson's exceptional shift, for matrices on which the usual one turns in circles.
      taken += x
      for (let i = 0; i <= end; i++) A[i * n + i] = at(i, i) - x
      const s = Math.abs(at(end, end - 1)) + Math.abs(at(end - 1, end - 2))
      x = y = 0.75 * s
      w = -0.4375 * s * s
    }
    if (++rounds > 300)
      return [...found, ...Array.from({ length: end + 1 }, () => ({ re: Number.NaN, im: Number.NaN }))]
    doubleStep(n, A, start, end, { x, y, w })
  }
  return found
}

/** The eigenvalues of [[y, ·], [·, x]] whose off-diagonal product is w. */
function pair(x: number, y: number, w: number): [Complex, Complex] {
  const p = (y - x) / 2
  const q = p * p + w
  const root = Math.sqrt(Math.abs(q))
  if (q < 0)
    return [
      { re: x + p, im: root },
      { re: x + p, im: -root },
    ]
  const z = p + (p < 0 ? -root : root)
  return [
    { re: x + z, im: 0 },
    { re: z === 0 ? x : x - w / z, im: 0 },
  ]
}

/** One QR step with both shifts at once, on rows and columns start … end. */
function doubleStep(
  n: number,
  A: Float64Array,
  start: number,
  end: number,
  { x, y, w }: { x: number; y: number; w: number },
): void {
  const at = (i: number, j: number) => A[i * n + j]!
  let [p, q, r] = [0, 0, 0]
  let m = end - 2
  for (; m >= start; m--) {
    const z = at(m, m)
    p = ((x - z) * (y - z) - w) / at(m + 1, m) + at(m, m + 1)
    q = at(m + 1, m + 1) - z - (x - z) - (y - z)
    r = at(m + 2, m + 1)
    const s = Math.abs(p) + Math.abs(q) + Math.abs(r)
    p /= s
    q /= s
    r /= s
    if (m === start) break
    const small = Math.abs(p) * (Math.abs(at(m - 1, m - 1)) + Math.abs(z) + Math.abs(at(m + 1, m + 1)))
    if (Math.abs(at(m, m - 1)) * (Math.abs(q) + Math.abs(r)) < 2 ** -52 * small) break
  }
  for (let i = m + 2; i <= end; i++) {
    A[i * n + i - 2] = 0
    if (i > m + 2) A[i * n + i - 3] = 0
  }
  for (let k = m; k < end; k++) {
    const last = k === end - 1
    let scale = 1
    if (k > m) {
      p = at(k, k - 1)
      q = at(k + 1, k - 1)
      r = last ? 0 : at(k + 2, k - 1)
      scale = Math.abs(p) + Math.abs(q) + Math.abs(r)
      if (scale === 0) continue
      p /= scale
      q /= scale
      r /= scale
    }
    const s = (p < 0 ? -1 : 1) * Math.sqrt(p * p + q * q + r * r)
    if (s === 0) continue
    if (k > m) A[k * n + k - 1] = -s * scale
    else if (start !== m) A[k * n + k - 1] = -at(k, k - 1)
    p += s
    const [px, qy, rz] = [p / s, q / s, r / s]
    q /= p
    r /= p
    for (let j = k; j <= end; j++) {
      const f = at(k, j) + q * at(k + 1, j) + (last ? 0 : r * at(k + 2, j))
      A[k * n + j] = at(k, j) - f * px
      A[(k + 1) * n + j] = at(k + 1, j) - f * qy
      if (!last) A[(k + 2) * n + j] = at(k + 2, j) - f * rz
    }
    for (let i = start; i <= Math.min(end, k + 3); i++) {
      const f = px * at(i, k) + qy * at(i, k + 1) + (last ? 0 : rz * at(i, k + 2))
      A[i * n + k] = at(i, k) - f
      A[i * n + k + 1] = at(i, k + 1) - f * q
      if (!last) A[i * n + k + 2] = at(i, k + 2) - f * r
    }
  }
}
