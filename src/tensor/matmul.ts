/** Products of matrices of one size, many times over. */
import { type Multiply, moduleBytes } from './matmul-module.ts'

/** A B, row-major, in an array that the next product writes anew. */
export type Product = (A: Float64Array, B: Float64Array) => Float64Array

/** Products of a matrix [m, k] and one [k, n]: by WebAssembly where it can be had, else by a plain loop; the bits are the same. */
export function multiplier(m: number, k: number, n: number): Product {
  return fast(m, k, n) ?? plain(m, k, n)
}

/** The same by a plain loop. */
export function plain(m: number, k: number, n: number): Product {
  const out = new Float64Array(m * n)
  return (A, B) => {
    out.fill(0)
    for (let i = 0; i < m; i++)
      for (let p = 0; p < k; p++) {
        const a = A[i * k + p]!
        for (let j = 0; j < n; j++) out[i * n + j] = out[i * n + j]! + a * B[p * n + j]!
      }
    return out
  }
}

const page = 2 ** 16
const upTo4 = (n: number) => Math.ceil(n / 4) * 4

function fast(m: number, k: number, n: number): Product | undefined {
  const [rows, columns] = [upTo4(m), upTo4(n)]
  const [b, out] = [rows * k, rows * k + k * columns]
  const started = start(8 * (out + rows * columns))
  if (!started) return undefined
  const { multiply, buffer } = started
  const numbers = new Float64Array(buffer)
  const result = columns === n ? numbers.subarray(out, out + m * n) : new Float64Array(m * n)
  return (A, B) => {
    numbers.set(A.subarray(0, m * k))
    if (columns === n) numbers.set(B.subarray(0, k * n), b)
    else for (let p = 0; p < k; p++) numbers.set(B.subarray(p * n, (p + 1) * n), b + p * columns)
    multiply(0, 8 * b, 8 * out, rows, k, columns)
    if (columns !== n)
      for (let i = 0; i < m; i++)
        result.set(numbers.subarray(out + i * columns, out + i * columns + n), i * n)
    return result
  }
}

/** What is used of WebAssembly, which some hosts forbid and some browsers do not have. */
interface Assembly {
  readonly Memory: new (of: { readonly initial: number }) => { readonly buffer: ArrayBuffer }
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (
    module: object,
    imports: object,
  ) => { readonly exports: { readonly multiply: Multiply } }
}

/** The module with a memory of so many bytes; undefined where it cannot be had. */
function start(bytes: number): { readonly buffer: ArrayBuffer; readonly multiply: Multiply } | undefined {
  const { WebAssembly } = globalThis as unknown as { readonly WebAssembly?: Assembly }
  if (!WebAssembly) return undefined
  try {
    const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / page) })
    const module = new WebAssembly.Module(moduleBytes)
    const { multiply } = new WebAssembly.Instance(module, { data: { memory } }).exports
    return { buffer: memory.buffer, multiply }
  } catch {
    return undefined
  }
}
