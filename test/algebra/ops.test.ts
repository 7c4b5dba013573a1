import katex from 'katex'
import { describe, expect, test } from 'vitest'
import { evaluate, type Memory } from '../../src/algebra/evaluate.ts'
import { apply, type Expr, number, symbol } from '../../src/algebra/expression.ts'
import { arity, ops, type Shape } from '../../src/algebra/ops.ts'
import { parseExpression } from '../../src/algebra/parse.ts'
import { print } from '../../src/algebra/printed.ts'
import { shapeOf } from '../../src/algebra/shape.ts'
import { simplify } from '../../src/algebra/simplify.ts'
import { atom, text, write } from '../../src/algebra/write.ts'
import { numberTree } from '../../src/print/number.ts'
import { texOf } from '../../src/print/tex.ts'
import { letter } from '../../src/print/tree.ts'
import { random } from '../../src/tensor/random.ts'
import { size, type Tensor, tensor } from '../../src/tensor/tensor.ts'

/** Every combination of these shapes that an operation accepts is tried. */
const shapes: Shape[] = [[], [1], [3], [5], [4], [5, 3], [3, 5], [1, 1], [4, 4]]
const indexOf: Record<string, number> = { pick: 1, onehot: 0 }
/** Operations whose operands must be positive, or not near zero. */
const positive = ['div', 'log', 'sqrt']

function accepted(name: string): Shape[][] {
  const row = ops[name]!
  const candidates =
    arity(row) === 1 ? shapes.map((a) => [a]) : shapes.flatMap((a) => shapes.map((b) => [a, b]))
  return candidates.filter((args) => {
    try {
      row.shape(...args)
      return true
    } catch (error) {
      expect((error as Error).message).toMatch(/^expected /)
      return false
    }
  })
}

function memoryOf(values: Record<string, Tensor>): Memory {
  return (name) => ({ ...values[name]!, timed: false })
}

describe.each(Object.keys(ops))('%s', (name) => {
  const row = ops[name]!
  const cases = accepted(name)

  test('accepts some shapes', () => expect(cases.length).toBeGreaterThan(0))

  test.each(cases.map((args) => [JSON.stringify(args), args] as const))(
    'pull-back agrees with central differences at %s',
    (_, args) => {
      const from = random(7)
      const values: Record<string, Tensor> = {}
      args.forEach((shape, i) => {
        // Kept away from 0, where relu has a kink and a divisor would not do.
        const draw = () =>
          (0.2 + Math.abs(from.normal())) * (from.uniform(0, 1) < 0.5 && !positive.includes(name) ? -1 : 1)
        values[`arg${i}`] = tensor(
          shape as number[],
          Float64Array.from({ length: size(shape as number[]) }, draw),
        )
      })
      if (indexOf[name] !== undefined) values[`arg${indexOf[name]}`]!.data[0] = 0
      const operands = args.map((_, i) => symbol(`arg${i}`, null))
      const expr = apply(name, ...operands)
      const out = evaluate(expr, memoryOf(values), 0)
      const shape = shapeOf(expr, (n) => values[n]!.shape) as number[]
      expect(out.length).toBe(size(shape))

      const g = tensor(shape, Float64Array.from({ length: out.length }, from.normal))
      const all = { ...values, g, out: tensor(shape, out) }
      const loss = () => evaluate(expr, memoryOf(values), 0).reduce((sum, y, i) => sum + y * g.data[i]!, 0)
      row.pull(symbol('g', null), operands, symbol('out', null)).forEach((pulled, i) => {
        if (!pulled) return
        for (const derived of [pulled, simplify(pulled)]) {
          const gradient = evaluate(derived, memoryOf(all), 0)
          const x = values[`arg${i}`]!.data
          expect(shapeOf(derived, (n) => all[n as keyof typeof all]!.shape)).toEqual(values[`arg${i}`]!.shape)
          for (let k = 0; k < x.length; k++) {
            const eps = 1e-6
            const before = x[k]!
            x[k] = before + eps
            const above = loss()
            x[k] = before - eps
            const below = loss()
            x[k] = before
            expect(Math.abs(gradient[k]! - (above - below) / (2 * eps))).toBeLessThan(2e-8)
          }
        }
      })
    },
  )

  test('is typeset, and written as code', () => {
    const args = cases[0]!.map((_, i) => symbol(`arg${i}`))
    const style = {
      number: (n: number) => ({ text: String(n), prec: atom }),
      symbol: () => ({ text: 'x', prec: atom }),
    }
    const tree = print(apply(name, ...args), {
      number: (n) => ({ tree: numberTree(n), prec: atom }),
      symbol: () => ({ tree: letter('x'), prec: atom }),
    }).tree
    const tex = texOf(tree)
    const html = katex.renderToString(tex, { throwOnError: true, strict: 'error' })
    expect(html).not.toContain('cc0000')
    for (const kind of ['numpy', 'torch'] as const)
      expect(write(apply(name, ...args), { kind, ...style }).text).toMatch(/x/)
  })

  test('its text is read back as itself', () => {
    const args = cases.at(-1)!.map((_, i) => symbol(`arg${i}`))
    const expr: Expr = apply(name, ...args)
    const known = (n: string) => {
      const i = Number(n.slice(3))
      return n.startsWith('arg') ? { shape: cases.at(-1)![i]!, timed: true } : undefined
    }
    const read = parseExpression(text(expr), known)
    // mul of two scalars and scale are the same thing in writing
    expect(text(read)).toBe(text(expr))
  })
})

test('values that only limits can show', () => {
  const at = (name: string, a: number[]) =>
    Array.from(
      evaluate(apply(name, symbol('a', null)), memoryOf({ a: tensor([a.length], Float64Array.from(a)) }), 0),
    )
  expect(at('sigmoid', [800, -800, 0])).toEqual([1, 0, 0.5])
  expect(at('relu', [0, -1, Number.NaN])).toEqual([0, 0, Number.NaN])
  expect(at('positive', [0, 1e-300, -1])).toEqual([0, 1, 0])
  expect(at('logsumexp', [800, 0])).toEqual([800])
  expect(at('softmax', [800, 0])).toEqual([1, 0])
  expect(Array.from(evaluate(number(3), memoryOf({}), 0))).toEqual([3])
})
