import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { indices } from '../../src/algebra/element.ts'
import { influences, numberOf, problemOf, record, refsIn, why } from '../../src/index.ts'
import { builtIn, experimentOf, traceOf } from '../support/cases.ts'
import { draw, losses, models } from '../support/problems.ts'
import { written } from '../support/refs.ts'
import { least, spent } from '../support/speed.ts'

describe('what a number influences', () => {
  test('a cell state: its tanh, the next cell state, and the formulas of the backward pass', () => {
    const found = influences(traceOf('lstm-initial-state'), 'C@2[1]')!
    const forward = found.filter((each) => each.phase === 'forward').map((each) => each.ref)
    expect(forward).toEqual(['tanhC@2[1]', 'C@3[1]'])
    expect(found.filter((each) => each.phase === 'backward').map((each) => each.ref)).toEqual(['d:f@3[1]'])
  })

  test('are those numbers, and no others, in whose equation it stands', () => {
    fc.assert(
      fc.property(
        models(4, 6),
        losses,
        fc.integer({ min: 1, max: 5 }),
        fc.nat(),
        fc.nat(),
        (model, loss, T, seed, pick) => {
          const trace = record(draw(model, loss, T, 1, seed))
          const given = [...'xhC'].flatMap((name) => [`${name}@0[0]`, `${name}@1[0]`])
          const weights = trace.net.weights.flatMap((w) =>
            indices(trace.memory(w).shape).map((i) => `${w}[${i}]`),
          )
          const parts = trace.net.cell
            .filter((eq) => eq.silent)
            .flatMap((eq) => indices(trace.memory(eq.symbol).shape).map((i) => `${eq.symbol}@1[${i}]`))
          const sums = trace.net.weights.flatMap((w) =>
            indices(trace.memory(w).shape).map((i) => `d:${w}[${i}]`),
          )
          const all = [...new Set([...written(trace), ...parts, ...sums])]
          const candidates = [...all, ...given, ...weights].filter(
            (ref) => numberOf(trace, ref) !== undefined,
          )
          const ref = candidates[pick % candidates.length]!
          const users = all.filter((other) => {
            const equation = why(trace, other)?.equation
            return equation ? refsIn(equation).includes(ref) : false
          })
          const found = influences(trace, ref)!.map((each) => each.ref)
          expect([ref, new Set(found)]).toEqual([ref, new Set(users)])
          expect(found.length).toBe(new Set(found).size)
        },
      ),
      { numRuns: 150, seed: 7 },
    )
  })
})

test('a question is answered within 50 ms at H = 32, T = 100', async () => {
  const trace = record(
    draw(
      {
        ...problemOf(experimentOf(builtIn[0]!)).model,
        cell: 'lstm',
        peephole: true,
        variant: 'vanilla',
        inputSize: 8,
        hiddenSize: 32,
        outputSize: 4,
      },
      { kind: 'cross-entropy', at: 'all', reduction: 'mean' },
      100,
      1,
      1,
    ),
  )
  const time = (ask: () => unknown) => least(50, () => spent(() => expect(ask()).toBeDefined()))
  for (const ref of ['d:h@50[3]', 'd:U_f[3,5]', 'd:W_f@1+[0,1]', 'L', 'a_i@70[0]', "U_f'[0,0]"])
    expect(await time(() => why(trace, ref)), ref).toBeLessThan(50)
  for (const ref of ['h@50[3]', 'd:a_f@50[3]', 'x@20[1]', 'U_f[3,5]', 'b_f[0]', 'C@99[0]'])
    expect(await time(() => influences(trace, ref)), ref).toBeLessThan(50)
})
