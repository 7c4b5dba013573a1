/** Products of matrices of one size, many times over. */
import { assembly, moduleOf } from './assembly.ts'
import { lanesOf } from './lanes.ts'
import { multiplyKernel } from './product-kernels.ts'

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

function fast(m: number, k: number, n: number): Product | undefined {
  const [b, out] = [m * k, m * k + k * n]
  const started = start(8 * (out + m * n))
  if (!started) return undefined
  const { multiply, buffer } = started
  const numbers = new Float64Array(buffer)
  const result = numbers.subarray(out, out + m * n)
  return (A, B) => {
    numbers.set(A.subarray(0, m * k))
    numbers.set(B.subarray(0, k * n), b)
    multiply(0, 8 * b, 8 * out, m, k, n, 0)
    return result
  }
}

type Multiply = (a: number, b: number, out: number, m: number, k: number, n: number, add: 0 | 1) => void

let compiled: object | undefined

/** The product of the kernels with a memory of so many bytes; undefined where it cannot be had. */
function start(bytes: number): { readonly buffer: ArrayBuffer; readonly multiply: Multiply } | undefined {
  const web = assembly()
  if (!web) return undefined
  try {
    const memory = new web.Memory({ initial: Math.ceil(bytes / 2 ** 16) })
    compiled ??= new web.Module(
      moduleOf({
        imported: [],
        functions: [{ name: 'multiply', writer: multiplyKernel(lanesOf('float64', false)) }],
      }),
    )
    const { multiply } = new web.Instance(compiled, { data: { memory } }).exports
    return { buffer: memory.buffer, multiply: multiply as Multiply }
  } catch {
    return undefined
  }
}
