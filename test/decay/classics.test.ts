import { describe, expect, test } from 'vitest'
import {
  bifurcation,
  descent,
  errorFactor,
  errorFactorMaximum,
  fixedPoints,
  forgetTable,
  growth,
  halfLife,
  linearUnit,
  modelOf,
  overflowStep,
  pascanu,
  record,
  surface,
  wall,
  weakBound,
} from '../../src/index.ts'
import { tensor } from '../../src/tensor/tensor.ts'

/** Equal in the digits that are printed. */
const printed = (actual: number, digits: string) => {
  const [mantissa, exponent] = digits.split('e')
  const places = mantissa!.split('.')[1]?.length ?? 0
  if (exponent === undefined) expect(actual.toFixed(places)).toBe(digits.replace(/^(-?)\./, '$10.'))
  else expect(actual.toExponential(places)).toBe(digits)
}

describe('Hochreiter’s error factor', () => {
  test('is largest where the literature says', () => {
    const sigma = errorFactorMaximum('sigmoid')
    printed(sigma.wy, '1.5434')
    printed(sigma.factor, '0.2239')
    // The paper's condition: w = coth(net / 2) / y.
    expect(sigma.wy * Math.tanh(sigma.wy / 2)).toBeCloseTo(1, 6)
    const tanh = errorFactorMaximum('tanh')
    printed(tanh.wy, '0.7717')
    printed(tanh.factor, '0.4477')
  })

  test('is below 1 for |w| < 4, vanishes for large w, and scales with 1 / y', () => {
    const weights = Array.from({ length: 79 }, (_, k) => (k - 39) / 10)
    for (const y of [0.01, 0.1, 1]) expect(Math.max(...errorFactor('sigmoid', weights, y))).toBeLessThan(1)
    expect(errorFactor('sigmoid', [4.0001], 1e-9)[0]).toBeGreaterThan(1)
    expect(errorFactor('sigmoid', [100], 1)[0]).toBeLessThan(1e-40)
    expect(errorFactor('sigmoid', [1.5434 / 0.1], 0.1)[0]).toBeCloseTo(0.2239 / 0.1, 3)
  })

  test('the weak bound', () => {
    expect(weakBound(10, 0.3, 20) / (10 * 0.75 ** 20)).toBeCloseTo(1, 12)
    expect(weakBound(2, 2, 50)).toBe(2)
  })
})

describe('the linear unit', () => {
  test('overflows at the steps that are printed', () => {
    expect([1.1, 1.5, 2].map((w) => overflowStep(w))).toEqual([7448, 1751, 1024])
    expect(overflowStep(1.5, 'float32')).toBe(219)
    expect([overflowStep(1), overflowStep(-0.5), overflowStep(-2)]).toEqual([undefined, undefined, 1024])
  })

  test('has the values and the gradient of the engine’s linear RNN', () => {
    const [w, start, T] = [1.3, 0.5, 9]
    const trace = record({
      model: modelOf({ cell: 'rnn', activation: 'linear', inputSize: 1, hiddenSize: 1, outputSize: 1 }),
      weights: {
        weight_ih_l0: tensor([1, 1]),
        weight_hh_l0: tensor([1, 1], Float64Array.of(w)),
        bias_ih_l0: tensor([1]),
        bias_hh_l0: tensor([1]),
        'head.weight': tensor([1, 1], Float64Array.of(1)),
        'head.bias': tensor([1]),
      },
      sequence: {
        inputs: Array.from({ length: T }, () => [0]),
        targets: [[1]],
        initialState: { h: [start] },
      },
      loss: { kind: 'linear', at: 'last', reduction: 'sum' },
    })
    const { x, dw, dw2 } = linearUnit(w, start, T)
    expect(x[T]! / trace.loss).toBeCloseTo(1, 13)
    expect(dw[T]! / trace.memory('d:U').data[0]!).toBeCloseTo(1, 13)
    const eps = 1e-4
    const [up, down] = [w + eps, w - eps].map((each) => linearUnit(each, start, T).dw[T]!)
    expect((up! - down!) / (2 * eps) / dw2[T]!).toBeCloseTo(1, 6)
    expect([x[0], dw[0], dw[1], dw2[1]]).toEqual([0.5, 0, 0.5, 0])
  })
})

test('the arithmetic of the forget bias', () => {
  const table = [
    [-1, '.26894', '0.53', '3.9e-12', '9.2e-58'],
    [0, '.50000', '1.00', '9.5e-7', '7.9e-31'],
    [1, '.73106', '2.21', '1.9e-3', '2.5e-14'],
    [2, '.88080', '5.46', '7.9e-2', '3.1e-6'],
    [3, '.95257', '14.27', '.378', '7.8e-3'],
    [5, '.99331', '103.2', '.874', '.511'],
  ] as const
  const rows = forgetTable()
  expect(rows.map(({ bias }) => bias)).toEqual(table.map(([bias]) => bias))
  for (const [i, [, f, half, after20, after100]] of table.entries()) {
    printed(rows[i]!.f, f)
    printed(rows[i]!.halfLife, half)
    printed(rows[i]!.after20, after20)
    printed(rows[i]!.after100, after100)
  }
  expect(halfLife(0)).toBe(1)
})

describe('the bifurcation of one unit', () => {
  test('folds where Doya and Pascanu have them', () => {
    const { folds } = bifurcation(5, [])
    printed(folds[0]!.b, '-2.6556')
    printed(folds[1]!.b, '-2.3444')
    printed(folds[0]!.x, '0.9624')
    printed(folds[1]!.x, '-0.9624')
    for (const { slope } of folds) expect(slope).toBeCloseTo(1, 12)
    printed(1 / (1 + Math.exp(-folds[0]!.x)), '.7236')
    printed(1 / (1 + Math.exp(-folds[1]!.x)), '.2764')
    expect(bifurcation(3.9, []).folds).toEqual([])
  })

  test('has two attractors between the folds and one outside', () => {
    expect(fixedPoints(5, -2.7)).toHaveLength(1)
    expect(fixedPoints(5, -2.3)).toHaveLength(1)
    const between = fixedPoints(5, -2.5)
    expect(between).toHaveLength(3)
    expect(between[1]).toBeCloseTo(0, 12)
    const { curve } = bifurcation(5, between)
    expect(curve.map(({ stable }) => stable)).toEqual([true, false, true])
    for (const { b } of curve) expect(b).toBeCloseTo(-2.5, 12)
    // Iterated from either side, the state goes to the outer ones.
    for (const [start, end] of [
      [-0.1, between[0]],
      [0.1, between[2]],
    ] as const) {
      let x = start
      for (let t = 0; t < 500; t++) x = 5 / (1 + Math.exp(-x)) - 2.5
      expect(x).toBeCloseTo(end!, 10)
    }
  })
})

describe('Pascanu’s error surface', () => {
  const line = ([from, to]: readonly [number, number], n: number) =>
    Array.from({ length: n }, (_, k) => from + ((to - from) * k) / (n - 1))
  const [ws, bs] = [line(pascanu.w, 121), line(pascanu.b, 101)]

  test('has its wall, as steep as printed', () => {
    const { error, gradient } = surface(ws, bs)
    const all = gradient.flatMap((row) => Array.from(row)).sort((a, b) => a - b)
    printed(all.at(-1)!, '26.04')
    printed(all[(all.length - 1) / 2]!, '.026')
    const row = gradient.findIndex((each) => Math.max(...each) === all.at(-1))
    expect(bs[row]).toBeCloseTo(wall.b, 12)
    expect(ws[gradient[row]!.indexOf(all.at(-1)!)]).toBeCloseTo(wall.w, 12)
    expect(error).toHaveLength(101)
    // (σ(x_50) − 0.7)² ≤ 0.49: the plain on one side of the wall is flat at its top.
    expect(Math.max(...error.map((each) => Math.max(...each)))).toBeLessThan(0.49)
  })

  test('is steeper a step earlier, and less steep a step later', () => {
    const at = (steps: number) => surface([wall.w], [wall.b], steps).gradient[0]![0]!
    printed(at(49), '37.0')
    printed(at(50), '26.04')
    printed(at(51), '13.0')
  })

  test('has the gradient of central differences', () => {
    const E = (w: number, b: number) => surface([w], [b]).error[0]![0]!
    for (const [w, b] of [
      [3, -1],
      [4.5, -2.2],
      [6.5, -4],
    ] as const) {
      const d = (f: (x: number) => number) => (f(1e-5) - f(-1e-5)) / 2e-5
      const expected = Math.hypot(
        d((x) => E(w + x, b)),
        d((x) => E(w, b + x)),
      )
      expect(surface([w], [b]).gradient[0]![0]! / expected).toBeCloseTo(1, 5)
    }
  })

  test('throws plain descent off the plain; clipped, it arrives', () => {
    const from = { w: 5.2, b: -3 }
    const plain = descent(from, { rate: 0.1, steps: 300 })
    const held = descent(from, { rate: 0.1, steps: 300, threshold: 1 })
    expect(plain.path).toHaveLength(301)
    expect(plain.error.at(-1)).toBeGreaterThan(0.4)
    expect(held.error.at(-1)).toBeLessThan(0.01)
    const strides = (path: typeof plain.path) =>
      path.slice(1).map((p, i) => Math.hypot(p.w - path[i]!.w, p.b - path[i]!.b))
    expect(Math.max(...strides(held.path))).toBeLessThanOrEqual(0.1 * (1 + 1e-12))
    expect(Math.max(...strides(plain.path))).toBeGreaterThan(5)
    expect(Math.max(...held.gradient)).toBeGreaterThan(1)
  })
})

describe('a spectral radius below 1', () => {
  test('does not keep the gradient from growing first', () => {
    const { norms, radius, largest } = growth(
      [
        [0.9, 5],
        [0, 0.9],
      ],
      200,
    )
    expect(radius).toBeCloseTo(0.9, 12)
    expect(norms[0]).toBe(1)
    expect(norms[1]).toBe(largest)
    // U^k = 0.9^k [[1, 5 k / 0.9], [0, 1]], whose norm is (c + √(c² + 4)) / 2 with c = 5 k / 0.9.
    for (const k of [1, 9, 50, 200]) {
      const c = (5 * k) / 0.9
      expect(norms[k]! / (0.9 ** k * ((c + Math.sqrt(c * c + 4)) / 2))).toBeCloseTo(1, 11)
    }
    const peak = norms.indexOf(Math.max(...norms))
    expect([9, 10]).toContain(peak)
    expect(norms[peak]).toBeGreaterThan(19)
    expect(norms[200]).toBeLessThan(1e-6)
  })
  test('of a matrix that stretches nothing, the norm falls at once', () => {
    expect(
      Array.from(
        growth(
          [
            [0, 0.5],
            [-0.5, 0],
          ],
          3,
        ).norms,
      ),
    ).toEqual([1, 0.5, 0.25, 0.125])
  })
})
