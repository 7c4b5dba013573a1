/** Softmax and cross-entropy at any size of the logits, held against values worked out with 700 digits. */
import { expect, test } from 'vitest'
import { parseExpression } from '../../src/algebra/parse.ts'
import { derive, evaluate, numberText, record, type Trace, texOf, why } from '../../src/index.ts'
import { numberTree } from '../../src/print/number.ts'
import { random } from '../../src/tensor/random.ts'
import { tensor } from '../../src/tensor/tensor.ts'
import { exact as cases, logits } from '../support/logits.ts'

function expectClose(actual: number | undefined, exact: number, place: string): void {
  const off = Math.abs(actual! - exact)
  if (!(off <= 1e-12 * Math.max(1, Math.abs(exact))))
    throw new Error(`${place}: expected ${exact}, got ${actual}`)
}

const at = (trace: Trace, name: string) =>
  Array.from(trace.memory(name).data.subarray(-trace.memory(name).shape.reduce((n, k) => n * k, 1)))

test.each(cases.map((c) => [`y = ${c.y.map(String)}, class ${c.target}`, c] as const))(
  'p, L and every gradient of them are exact: %s',
  (_, c) => {
    const trace = record(logits(c))
    expect(at(trace, 'y')).toEqual(c.y)
    for (const [i, exact] of c.p.entries()) expectClose(at(trace, 'p')[i], exact, `p[${i}]`)
    expectClose(at(trace, 'L')[0], c.L, 'L')
    expectClose(trace.loss, c.L, 'the loss')
    for (const [i, exact] of c.dy.entries()) {
      expectClose(at(trace, 'd:y')[i], exact, `d:y[${i}]`)
      expectClose(at(trace, 'd:head.bias')[i], exact, `d:head.bias[${i}]`)
    }
  },
)

test.each(cases.map((c) => [`y = ${c.y.map(String)}`, c] as const))(
  'the scalar equations and the lines of the derivation are as exact: %s',
  (_, c) => {
    const trace = record(logits(c))
    for (const [i, exact] of c.dy.entries()) {
      const derivation = derive(trace, `d:y@1[${i}]`, { depth: 'all' })
      if (!derivation.ok) throw new Error(derivation.error)
      for (const { value, rule } of derivation.value.lines) expectClose(value, exact, `${rule} of d:y[${i}]`)
      expectClose(why(trace, `p@1[${i}]`)?.equation?.value, c.p[i]!, `the equation of p[${i}]`)
    }
    expectClose(why(trace, 'L@1')?.equation?.value, c.L, 'the equation of L')
  },
)

test('softmax written in a formula is as exact', () => {
  for (const c of cases) {
    const y = tensor([c.y.length], Float64Array.from(c.y))
    const e = parseExpression('softmax(y)', () => ({ shape: ['K'], timed: false }))
    const p = evaluate(e, () => ({ ...y, timed: false }), 0)
    for (const [i, exact] of c.p.entries()) expectClose(p[i], exact, `softmax[${i}] of ${c.y}`)
  }
})

test('finite numbers are written as finite, up to the largest that there is', () => {
  const from = random(3)
  const largest = [Number.MAX_VALUE, 1.79769e308, 9.9999e307, 9.9999e99, 9.99999, 9999.96, 0.00099999]
  const drawn = Array.from(
    { length: 300 },
    () => from.uniform(0.1, 1.7) * 10 ** Math.floor(from.uniform(-307, 308.2)),
  )
  for (const size of [...largest, ...drawn])
    for (const n of [size, -size])
      for (let significant = 1; significant <= 8; significant++) {
        const text = numberText(n, significant)
        expect(text).toMatch(/^−?\d+(\.\d+)?( × 10⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?$/)
        expect(texOf(numberTree(n, significant))).not.toMatch(/NaN|infty|Inf/)
      }
  expect(numberText(Number.MAX_VALUE)).toBe('1.798 × 10³⁰⁸')
  expect(texOf(numberTree(-Number.MAX_VALUE))).toBe('-1.798 \\times 10^{308}')
})
