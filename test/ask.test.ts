import fc from 'fast-check'
import katex from 'katex'
import { describe, expect, test } from 'vitest'
import { element, indices } from '../src/algebra/element.ts'
import { type Expr, symbol } from '../src/algebra/expression.ts'
import { arity } from '../src/algebra/ops.ts'
import {
  compute,
  evaluate,
  exprOf,
  influences,
  largest,
  type Memory,
  notationIds,
  numberOf,
  ops,
  type Part,
  partTex,
  problemOf,
  record,
  refsIn,
  refTex,
  resultOf,
  type Trace,
  text,
  why,
} from '../src/index.ts'
import { builtIn, experimentOf, supported } from './cases.ts'
import { draw, losses, models } from './random-problems.ts'

const traceOf = (name: string) => record(problemOf(experimentOf(supported.find((c) => c.name === name)!)))

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

/** The name of every number that the trace's frames write. */
function written(trace: Trace): string[] {
  return trace.frames.flatMap((frame) => {
    const { symbol: name } = frame.equation
    const place = frame.t === null ? name : `${name}@${frame.t}`
    return indices(resultOf(trace, frame).shape).map((i) => (i.length > 0 ? `${place}[${i}]` : place))
  })
}

function totals(trace: Trace): string[] {
  return trace.net.weights.flatMap((name) =>
    indices(trace.memory(name).shape).flatMap((i) => [`d:${name}[${i}]`, `d:${name}@1+[${i}]`]),
  )
}

describe('asking a number down to the leaves gives it back exactly', () => {
  const short = supported.filter((c) => c.name !== 'lstm-long')
  test.each(short.map((c) => [c.name] as const))('every number of %s', (name) => {
    const trace = traceOf(name)
    const number = fromLeaves(trace)
    const wrong = [...written(trace), ...totals(trace)].filter((ref) => number(ref) !== numberOf(trace, ref))
    expect(wrong).toEqual([])
  })

  test('any number of random models, terms and running sums too', () => {
    fc.assert(
      fc.property(
        models,
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
  const shapes = { scalar: [], vector: [3], matrix: [3, 3] }
  const memory: Memory = (name) => {
    if (name === 'class') return { data: Float64Array.of(2), shape: [], timed: false }
    const shape = shapes[name as keyof typeof shapes]
    return { data: data.slice(0, shape.length === 0 ? 1 : 3 ** shape.length), shape, timed: false }
  }
  const names = ['scalar', 'vector', 'matrix', 'class']
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
        if ((op === 'pick' && b !== 'class') || (op === 'onehot' && (a !== 'class' || b !== 'vector')))
          continue
        const e: Expr = { kind: 'apply', op, args: operands }
        const parts = indices(shape).map((i) => element(e, i, { t: null, memory, meaning: () => undefined }))
        expect([op, parts.map((part) => part.value)]).toEqual([op, [...evaluate(e, memory, 0)]])
        fitting++
      }
    expect([op, fitting]).not.toEqual([op, 0])
  }
})

describe('an answer reads like a textbook', () => {
  const trace = traceOf('lstm-initial-state')
  const read = (ref: string) => text(exprOf(why(trace, ref)!.equation!))

  test('an LSTM', () => {
    expect(read('C@2[1]')).toBe('f@2[1] C@1[1] + i@2[1] g@2[1]')
    expect(read('h@2[1]')).toBe('o@2[1] tanhC@2[1]')
    expect(read('tanhC@2[1]')).toBe('tanh(C@2[1])')
    expect(read('d:C@2[1]')).toBe('d:h@2[1] o@2[1] (1 - tanhC@2[1]²) + d:C@3[1] f@3[1]')
    expect(read('a_f@1[0]')).toBe(
      'W_f[0,0] x@1[0] + W_f[0,1] x@1[1] + U_f[0,0] h@0[0] + U_f[0,1] h@0[1] + U_f[0,2] h@0[2] + b_f[0]',
    )
    expect(read('d:a_f@2[0]')).toBe('d:f@2[0] f@2[0] (1 - f@2[0])')
    expect(read('d:C@3[1]<h@3')).toBe('d:h@3[1] o@3[1] (1 - tanhC@3[1]²)')
  })

  test('leaves are what was given', () => {
    for (const ref of ['x@1[0]', 'target@1[0]', 'W_f[0,1]', 'h@0[0]', 'C@0[0]', 'K', 'w@2'])
      expect(why(trace, ref)).toMatchObject({ leaf: true, equation: null, terms: [] })
    for (const ref of ['f@1[0]', 'd:x@1[0]', 'd:h@0[0]', 'd:W_f[0,1]', "W_f'[0,1]", 'L', 'L@2'])
      expect(why(trace, ref)).toMatchObject({ leaf: false })
  })

  test('a weight’s gradient is a sum over time whose terms can be asked', () => {
    const { terms } = why(trace, 'd:W_f[0,1]')!
    expect(terms.map((term) => term.ref)).toEqual(['d:W_f@1[0,1]', 'd:W_f@2[0,1]', 'd:W_f@3[0,1]'])
    expect(terms[1]!.factors.map((part) => part.ref)).toEqual(['d:a_f@2[0]', 'x@2[1]'])
    for (const { ref, value } of terms) expect(why(trace, ref!)!.value).toBe(value)
  })

  test('what cannot be asked has no answer', () => {
    for (const ref of [
      '',
      'nonsense',
      'f@9[0]',
      'f@1[7]',
      'f@1',
      'd:tanhC@1[0]',
      '__proto__',
      'd:L',
      'x@0[0]',
    ])
      expect(why(trace, ref) ?? influences(trace, ref)).toBeUndefined()
  })

  test('of a long sum the largest terms are shown and the others added up', () => {
    const { terms, value } = why(trace, 'd:h@1[0]')!
    const { shown, rest } = largest(terms, 5)
    expect(shown.map((term) => Math.abs(term.value))).toEqual(
      terms
        .map((term) => Math.abs(term.value))
        .sort((a, b) => b - a)
        .slice(0, 5),
    )
    expect(rest.count).toBe(terms.length - 5)
    expect(shown.reduce((sum, term) => sum + term.value, rest.sum)).toBeCloseTo(value, 14)
    expect(largest(terms, terms.length).rest.count).toBe(0)
  })
})

describe('an answer as LaTeX', () => {
  const reading = { notation: 'notes', gradient: 'partial', weights: 'split' } as const
  const plain = (tex: string) =>
    tex
      .replace(/\\htmlData\{(?:[^{}]|\{,\})*\}/g, '')
      .replace(/(?<![A-Za-z_^}])\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}/g, '$1')
  const said = (ref: string, face: 'symbols' | 'numbers') => {
    const trace = traceOf('lstm-initial-state')
    return plain(partTex(trace, why(trace, ref)!.equation!, reading, face))
  }
  test('counts units from 1', () => {
    expect(said('C@2[1]', 'symbols')).toBe('f_{2,2}\\,C_{1,2} + i_{2,2}\\,\\tilde{C}_{2,2}')
    expect(said('h@2[1]', 'symbols')).toBe('o_{2,2}\\,\\tanh C_{2,2}')
    expect(said('d:a_g@2[0]', 'symbols')).toContain('\\left(1 - \\tilde{C}_{2,1}^2\\right)')
    expect(said('d:C@3[1]', 'symbols')).toContain('\\tanh^2 C_{3,2}')
  })
  test('puts numbers in, with their names', () => {
    expect(said('C@2[1]', 'numbers')).toBe('0.2884 \\cdot 0.2188 + 0.6567 \\cdot \\left(-0.05911\\right)')
    const trace = traceOf('lstm-initial-state')
    const tex = partTex(trace, why(trace, 'C@2[1]')!.equation!, reading, 'numbers')
    expect(tex).toContain(`ref=f@2[1], value=${numberOf(trace, 'f@2[1]')}`)
  })
  test('is LaTeX in every notation, for every number', () => {
    for (const name of [
      'lstm-peephole',
      'gru-pytorch',
      'gru-paper',
      'rnn-relu',
      'lstm-ce-all',
      'lstm-CIFG',
    ]) {
      const trace = traceOf(name)
      for (const notation of notationIds)
        for (const ref of [...written(trace), ...totals(trace)].filter((_, i) => i % 41 === 0)) {
          const { equation } = why(trace, ref)!
          const read = {
            ...reading,
            notation,
            gradient: notation === 'graves' ? 'adjoint' : 'partial',
          } as const
          for (const face of ['symbols', 'numbers'] as const)
            katex.renderToString(`${refTex(trace, ref, read)} = ${partTex(trace, equation!, read, face)}`, {
              throwOnError: true,
              strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
              trust: true,
            })
        }
    }
  })
})

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
        models,
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

test('a question is answered within 50 ms at H = 32, T = 100', () => {
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
  // The best of three, since other programs run too.
  const time = (ask: () => unknown) =>
    Math.min(
      ...[1, 2, 3].map(() => {
        const from = performance.now()
        expect(ask()).toBeDefined()
        return performance.now() - from
      }),
    )
  for (const ref of ['d:h@50[3]', 'd:U_f[3,5]', 'd:W_f@1+[0,1]', 'L', 'a_i@70[0]', "U_f'[0,0]"])
    expect([ref, time(() => why(trace, ref)) < 50]).toEqual([ref, true])
  for (const ref of ['h@50[3]', 'd:a_f@50[3]', 'x@20[1]', 'U_f[3,5]', 'b_f[0]', 'C@99[0]'])
    expect([ref, time(() => influences(trace, ref)) < 50]).toEqual([ref, true])
})
