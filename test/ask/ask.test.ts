import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { element, indices } from '../../src/algebra/element.ts'
import { type Expr, symbol } from '../../src/algebra/expression.ts'
import { arity } from '../../src/algebra/ops.ts'
import {
  compute,
  evaluate,
  type Memory,
  numberOf,
  ops,
  type Part,
  record,
  type Trace,
  why,
} from '../../src/index.ts'
import { nets, traceOf } from '../support/cases.ts'
import { draw, losses, models } from '../support/problems.ts'
import { totals, written } from '../support/refs.ts'

/** A number computed from the leaves alone, by asking and asking again. */
function fromLeaves(trace: Trace): (ref: string) => number {
  const known = new Map<string, number>()
  const value = (part: Part): number => {
    if (part.kind === 'operation') return compute(part.op, part.args.map(value), part.element)
    return part.ref === null ? part.value : number(part.ref)
  }
  const number = (ref: string): number => {
    const found = known.get(ref)
    if (found !== undefined) return found
    const answer = why(trace, ref)!
    const result = answer.leaf ? numberOf(trace, ref)! : value(answer.equation!)
    known.set(ref, result)
    return result
  }
  return number
}

describe('asking a number down to the leaves gives it back exactly', () => {
  const short = nets.filter((c) => c.name !== 'lstm-long')
  test.each(short.map((c) => [c.name] as const))('every number of %s', (name) => {
    const trace = traceOf(name)
    const number = fromLeaves(trace)
    const wrong = [...written(trace), ...totals(trace)].filter((ref) => number(ref) !== numberOf(trace, ref))
    expect(wrong).toEqual([])
  })

  test('any number of random models, terms and running sums too', () => {
    fc.assert(
      fc.property(
        models(4, 6),
        losses,
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom(0.5, 2, 20),
        fc.nat(),
        fc.array(fc.nat(), { minLength: 30, maxLength: 30 }),
        (model, loss, T, scale, seed, picks) => {
          const trace = record(draw(model, loss, T, scale, seed))
          const number = fromLeaves(trace)
          const terms = trace.frames.flatMap(({ equation, t, phase }) =>
            phase === 'backward' && !equation.overTime
              ? equation.terms.map(({ via, dt }) => `${equation.symbol}@${t}[0]<${via}@${t! + dt!}`)
              : [],
          )
          const running = trace.net.weights.flatMap((w) =>
            indices(trace.memory(w).shape).map((i) => `d:${w}@${1 + (seed % T)}+[${i}]`),
          )
          const all = [...written(trace), ...totals(trace), ...terms, ...running]
          for (const pick of picks) {
            const ref = all[pick % all.length]!
            const expected = numberOf(trace, ref)
            if (expected === undefined) expect(why(trace, ref)).toBeUndefined()
            else expect([ref, number(ref) + 0]).toEqual([ref, expected + 0])
          }
        },
      ),
      { numRuns: 100, seed: 4 },
    )
  })

  test('a long run', () => {
    const trace = traceOf('lstm-long')
    const number = fromLeaves(trace)
    for (const ref of ['L', 'd:U_f[0,0]', 'd:h@0[0]', 'd:C@1[0]'])
      expect(number(ref)).toBe(numberOf(trace, ref))
  })
})

test('every operation has its elements, so that a new row of the table can be asked', () => {
  const data = Float64Array.from({ length: 9 }, (_, k) => Math.sin(3 * k + 1))
  const shapes = { scalar: [], vector: [3], matrix: [3, 3], even: [2] }
  const memory: Memory = (name) => {
    if (name === 'class') return { data: Float64Array.of(2), shape: [], timed: false }
    const shape = shapes[name as keyof typeof shapes]
    return {
      data: data.slice(
        0,
        shape.reduce((a, b) => a * b, 1),
      ),
      shape,
      timed: false,
    }
  }
  const names = ['scalar', 'vector', 'matrix', 'even', 'class']
  for (const [op, row] of Object.entries(ops)) {
    let fitting = 0
    for (const a of names)
      for (const b of arity(row) === 2 ? names : ['']) {
        const operands = (b ? [a, b] : [a]).map((name) => symbol(name, null))
        let shape: readonly number[]
        try {
          shape = row.shape(...operands.map((s) => memory(s.name).shape)) as number[]
        } catch {
          continue
        }
        if (
          (op === 'pick' && (b !== 'class' || a === 'even')) ||
          (op === 'onehot' && (a !== 'class' || b !== 'vector'))
        )
          continue
        const e: Expr = { kind: 'apply', op, args: operands }
        const parts = indices(shape).map((i) => element(e, i, { t: null, memory, meaning: () => undefined }))
        expect([op, parts.map((part) => part.value)]).toEqual([op, [...evaluate(e, memory, 0)]])
        fitting++
      }
    expect([op, fitting]).not.toEqual([op, 0])
  }
})
