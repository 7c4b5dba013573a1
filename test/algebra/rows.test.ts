/** What a row of the table of operations says of itself is so, and what else an operation needs is there: each message names the file. */
import { describe, expect, test } from 'vitest'
import { arity, isElementwise, ops } from '../../src/algebra/ops.ts'
import { random } from '../../src/tensor/random.ts'
import { vectorCode } from '../../src/tensor/vector-functions.ts'

/** Operations on each element that training computes one by one: no cell in common use has them in its inner loop. */
const withoutVectorCode = ['log', 'sign', 'softplus', 'cos', 'sin']

const slice = (data: Float64Array, shape: readonly number[]) => ({ data, at: 0, size: data.length, shape })

/** Results on vectors of many random numbers, drawn by `draw`; of an operation on each element, or on a vector as a whole. */
function resultsOf(name: string, draw: () => number): Float64Array {
  const row = ops[name]!
  const operand = () => slice(Float64Array.from({ length: 400 }, draw), [400])
  const out = slice(new Float64Array(400), [400])
  row.value(out, operand(), operand())
  return out.data
}

const onVectors = Object.keys(ops).filter((name) => {
  const row = ops[name]!
  try {
    return row.shape(...Array.from({ length: arity(row) }, () => ['n'])).length === 1
  } catch {
    return false
  }
})

describe.each(onVectors.filter((name) => !['join', 'upper', 'lower'].includes(name)))('%s', (name) => {
  const from = random(3)
  const { range } = ops[name]!

  test('gives what its range in src/algebra/ops.ts says', () => {
    if (range === 'one minus') {
      expect(resultsOf(name, () => from.uniform(-9, 1)).every((n) => n >= 0)).toBe(true)
      return
    }
    const isIn =
      ([low, high]: readonly [number, number]) =>
      (n: number) =>
        Number.isNaN(n) || (n >= low && n <= high)
    if (range === 'as operands')
      expect(resultsOf(name, () => from.uniform(0, 9)).every(isIn([0, Number.POSITIVE_INFINITY]))).toBe(true)
    else expect(resultsOf(name, () => 6 * from.normal()).every(isIn(range))).toBe(true)
  })
})

test('every operation on each element has vector code in src/tensor/vector-functions.ts, or is named as one that does without', () => {
  const lacking = Object.keys(ops).filter((name) => isElementwise(name) && !Object.hasOwn(vectorCode, name))
  expect(lacking.sort()).toEqual([...withoutVectorCode].sort())
})
