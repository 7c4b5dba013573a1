import { describe, expect, test } from 'vitest'
import { modulus, spectrum } from '../../src/index.ts'
import { orthogonal, random } from '../../src/tensor/random.ts'
import { eigenvalues, singularValues } from '../../src/tensor/spectrum.ts'
import { close } from '../support/close.ts'

describe('the spectrum', () => {
  const n = 9
  const A = Float64Array.from({ length: n * n }, (_, k) => {
    const [i, j] = [Math.floor(k / n), k % n]
    return Math.sin(1.3 * i * j + 0.7 * i - j)
  })

  test('is numpy’s', () => {
    // numpy.linalg.svd and numpy.linalg.eigvals of the same matrix
    close(
      singularValues(n, A),
      [
        3.1576275165724943, 3.1001224935440552, 2.9893333697885054, 2.077565064254579, 2.0717061387094495,
        2.03764735289704, 1.0492453233938532, 0.9383873807969858, 0.5193269502777502,
      ],
      1e-14,
    )
    const values = eigenvalues(n, A)
    const [re, im] = [values.map((z) => z.re), values.map((z) => z.im)]
    close(
      re,
      [
        1.5764802531533613, 1.5764802531533613, -1.560216649453018, -1.560216649453018, -1.0266049179414576,
        -1.0266049179414576, 1.3491893454535597, -0.5237879358653608, -0.5237879358653608,
      ],
      1e-13,
    )
    close(
      im,
      [
        1.7932927611263805, -1.7932927611263805, 1.6755314907715355, -1.6755314907715355, 1.0258517998602146,
        -1.0258517998602146, 0, 1.1273405723711618, -1.1273405723711618,
      ],
      1e-13,
    )
  })

  test('of matrices whose answer is known', () => {
    const Q = orthogonal(40, random(3))
    const { singularValues: s, eigenvalues: z, radius } = spectrum({ size: 40, data: Q })
    close(s, new Float64Array(40).fill(1), 1e-13)
    close(z.map(modulus), new Float64Array(40).fill(1), 1e-13)
    expect(radius).toBeCloseTo(1, 13)
    // λ^7 = 1: the plain QR algorithm stands still on it.
    const cycle = Float64Array.from({ length: 49 }, (_, k) => ((Math.floor(k / 7) + 1) % 7 === k % 7 ? 1 : 0))
    const angles = eigenvalues(7, cycle)
      .map(({ re, im }) => Math.atan2(im, re))
      .sort((a, b) => a - b)
    close(
      angles,
      [-3, -2, -1, 0, 1, 2, 3].map((k) => (2 * Math.PI * k) / 7),
      1e-13,
    )
    // ρ = 0.9, and yet the norm grows.
    const shear = spectrum({ size: 2, data: Float64Array.of(0.9, 5, 0, 0.9) })
    expect(shear.radius).toBeCloseTo(0.9, 12)
    expect(shear.singularValues[0]! * shear.singularValues[1]!).toBeCloseTo(0.81, 14)
  })

  test('of a range beyond the squares of float64, of zero, and of what is not finite', () => {
    for (const scale of [1e-290, 1e290]) {
      const { singularValues: s, radius } = spectrum({ size: n, data: A.map((a) => a * scale) })
      expect(s[0]! / scale).toBeCloseTo(3.1576275165724943, 12)
      expect(radius / scale).toBeCloseTo(Math.hypot(1.5764802531533613, 1.7932927611263805), 12)
    }
    // Graded columns: the smallest is found to all its digits.
    close(singularValues(2, [1, 0, 0, 1e-140]), [1, 1e-140], 0)
    expect(spectrum({ size: 2, data: new Float64Array(4) }).radius).toBe(0)
    expect(spectrum({ size: 2, data: Float64Array.of(1, Number.NaN, 0, 1) }).radius).toBeNaN()
    expect(
      spectrum({ size: 2, data: Float64Array.of(1, Number.POSITIVE_INFINITY, 0, 1) }).singularValues[0],
    ).toBeNaN()
  })

  test('satisfies the identities of the trace, the norm and the determinant', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const from = random(seed)
      const m = 2 + (seed % 12)
      const M = Float64Array.from({ length: m * m }, () => from.normal())
      const { singularValues: s, eigenvalues: z } = spectrum({ size: m, data: M })
      let diagonal = 0
      for (let i = 0; i < m; i++) diagonal += M[i * (m + 1)]!
      expect(z.reduce((sum, { re }) => sum + re, 0)).toBeCloseTo(diagonal, 11)
      expect(z.reduce((sum, { im }) => sum + im, 0)).toBeCloseTo(0, 11)
      expect(Math.hypot(...s)).toBeCloseTo(Math.hypot(...M), 11)
      const product = s.reduce((p, each) => p * each, 1)
      expect(z.reduce((p, each) => p * modulus(each), 1) / product).toBeCloseTo(1, 9)
    }
  })
})
