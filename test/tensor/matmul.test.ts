/** Products of matrices: the WebAssembly module gives the bits of a plain loop, several times as fast. */
import { expect, test, vi } from 'vitest'
import { multiplier, plain } from '../../src/tensor/matmul.ts'
import { random } from '../../src/tensor/random.ts'

const from = random(8)
const normal = (n: number) => Float64Array.from({ length: n }, () => from.normal())

test('the bits are those of a plain loop, for every remainder of the sizes', () => {
  for (const m of [1, 3, 4, 5, 8])
    for (const k of [1, 2, 7])
      for (const n of [1, 2, 3, 4, 6, 9]) {
        const [fast, slow] = [multiplier(m, k, n), plain(m, k, n)]
        // Twice: nothing is left of the first product.
        for (let again = 0; again < 2; again++) {
          const [A, B] = [normal(m * k), normal(k * n)]
          expect(fast(A, B)).toEqual(slow(A, B))
        }
      }
  const odd = [Number.POSITIVE_INFINITY, 1e308, -0, 5e-324]
  const [A, B] = [Float64Array.from(odd), Float64Array.from([...odd, ...odd].reverse())]
  expect(multiplier(2, 2, 4)(A, B)).toEqual(plain(2, 2, 4)(A, B))
})

test('without WebAssembly, or where a host forbids it, the numbers are the same', () => {
  const [A, B] = [normal(35), normal(21)]
  const expected = multiplier(5, 7, 3)(A, B).slice()
  const forbidden = () => {
    throw new Error('Refused to compile WebAssembly')
  }
  for (const there of [undefined, { Memory: forbidden, Module: forbidden, Instance: forbidden }]) {
    vi.stubGlobal('WebAssembly', there)
    expect(multiplier(5, 7, 3)(A, B)).toEqual(expected)
    vi.unstubAllGlobals()
  }
})
