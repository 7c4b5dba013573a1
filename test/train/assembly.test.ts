/** What WebAssembly computes, element by element, against the functions of the language and plain loops. */
import { expect, test, vi } from 'vitest'
import { compile } from '../../src/algebra/evaluate.ts'
import { apply, symbol } from '../../src/algebra/expression.ts'
import { op } from '../../src/algebra/ops.ts'
import { trainingRun } from '../../src/index.ts'
import { slice } from '../../src/tensor/kernels.ts'
import type { Precision } from '../../src/tensor/lanes.ts'
import { random } from '../../src/tensor/random.ts'
import { vectorCode } from '../../src/tensor/vector-functions.ts'
import { withAssembly } from '../../src/train/compiled.ts'
import type { Store } from '../../src/train/rows.ts'
import { plainOuterSum } from '../../src/train/weight-sums.ts'
import { documentOf, runNamed } from './documents.ts'

const special = [
  0,
  -0,
  1,
  -1,
  1e-7,
  -1e-7,
  20,
  -20,
  88.5,
  -88.5,
  104,
  -110,
  709.5,
  -746,
  1e30,
  -1e30,
  Infinity,
  -Infinity,
  NaN,
]
const inputs = (count: number, seed: number) => {
  const from = random(seed)
  return Float64Array.from([
    ...special,
    ...Array.from({ length: count - special.length }, () => 4 * from.normal()),
  ])
}

/** The operation on vectors of 3 numbers for 11 rows, in WebAssembly; a number of the whole batch where its operand is one. */
function byAssembly(name: string, precision: Precision, a: Float64Array, b: Float64Array): Float64Array {
  const shapeOf = (arg: string) => (arg === 's' ? [] : [3])
  const [first, second] = name === 'scale' ? ['s', 'a'] : name === 'div' ? ['a', 's'] : ['a', 'b']
  const expr = apply(name, symbol(first, first === 's' ? null : 0), symbol(second, second === 's' ? null : 0))
  const unary = op(name).text.includes('{1}') || op(name).transparent ? expr : apply(name, expr.args[0]!)
  const made = withAssembly(precision, (machine) => {
    const stores = new Map<string, Store>()
    const store = (of: string): Store => {
      const varies = of !== 's'
      const size = of === 's' ? 1 : 3
      const found = stores.get(of) ?? {
        data: machine.make(varies ? 33 : 1),
        shape: shapeOf(of),
        size,
        varies,
        timed: false,
        within: false,
      }
      stores.set(of, found)
      return found
    }
    const layout = (of: string) => ({ shape: shapeOf(of), timed: of !== 's' })
    const run = machine.program(compile([{ symbol: symbol('out'), expr: unary }], layout), {
      store,
      temporary: (n) => machine.make(11 * n),
    })
    for (const of of ['a', 'b', 's', 'out']) store(of)
    return { run, store }
  })!
  made.store('a').data.set(a)
  made.store('b').data.set(b)
  made.store('s').data[0] = 1.5
  made.run(1, 11)
  return Float64Array.from(made.store('out').data)
}

const names = Object.keys(vectorCode).filter((name) => !['copy', 'fill', 'spread'].includes(name))

test.each(names)('the vectors of an operation are its row of the table: %s', (name) => {
  for (const precision of ['float32', 'float64'] as const) {
    const round = (n: number) => (precision === 'float32' ? Math.fround(n) : n)
    const [a, b] = [inputs(33, 1).map(round), inputs(33, 2).reverse().map(round)]
    const found = byAssembly(name, precision, a, b)
    const expected = new Float64Array(33)
    const row = op(name)
    for (let i = 0; i < 33; i++) {
      const [x, y] = [a, b].map((of) => slice(of, [], i)) as [
        ReturnType<typeof slice>,
        ReturnType<typeof slice>,
      ]
      const s = slice(Float64Array.of(1.5), [])
      row.value(
        slice(expected, [], i),
        name === 'scale' ? s : x,
        name === 'scale' ? x : name === 'div' ? s : y,
      )
    }
    const near = precision === 'float32' ? 4e-7 : 1e-15
    for (const [i, n] of expected.entries()) {
      const want = round(n)
      const where = `${precision} ${name}(${a[i]}, ${b[i]}) = ${want}, got ${found[i]}`
      // A number that is smaller than what has all its digits may be zero.
      const least = precision === 'float32' ? 1e-37 : 1e-300
      if (Number.isFinite(want))
        expect(Math.abs(found[i]! - want), where).toBeLessThanOrEqual(near * Math.abs(want) + least)
      else expect(found[i], where).toBe(want)
    }
  }
})

test('sums of outer products and of rows are those of plain loops, bit by bit in float64', () => {
  for (const [m, n, count] of [
    [1, 1, 1],
    [4, 8, 5],
    [5, 3, 7],
    [9, 13, 2],
  ] as const) {
    const from = random(m * n)
    const normals = (length: number) => Float64Array.from({ length }, () => from.normal())
    const [u, v, begun] = [normals(m * count), normals(n * count), normals(m * n)]
    const made = withAssembly('float64', (machine) => ({
      add: machine.outer(m, n),
      u: machine.make(m * count),
      v: machine.make(n * count),
      out: machine.make(m * n),
    }))!
    made.u.set(u)
    made.v.set(v)
    made.out.set(begun)
    made.add(made.out, made.u, 0, made.v, 0, count)
    const expected = begun.slice()
    plainOuterSum(m, n)(expected, u, 0, v, 0, count)
    expect(Float64Array.from(made.out)).toEqual(expected)
  }
})

test('without WebAssembly, or where a host forbids it, a run has the same numbers to rounding', () => {
  const document = documentOf(runNamed('sine-gru-minibatch-rmsprop').training)
  const fast = trainingRun(document)
  fast.advance(40)
  const forbidden = () => {
    throw new Error('Refused to compile WebAssembly')
  }
  for (const there of [undefined, { Memory: forbidden, Module: forbidden, validate: forbidden }]) {
    vi.stubGlobal('WebAssembly', there)
    const slow = trainingRun(document)
    slow.advance(40)
    vi.unstubAllGlobals()
    for (const [i, loss] of slow.losses.entries())
      expect(Math.abs(loss - fast.losses[i]!)).toBeLessThan(1e-12)
  }
})
