import katex from 'katex'
import { describe, expect, test } from 'vitest'
import {
  equation as equal,
  exprOf,
  influences,
  largest,
  notationIds,
  numberOf,
  partTree,
  refTree,
  texOf,
  text,
  why,
} from '../../src/index.ts'
import { traceOf } from '../support/cases.ts'
import { totals, written } from '../support/refs.ts'

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
    return plain(texOf(partTree(trace, why(trace, ref)!.equation!, reading, face)))
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
    const tex = texOf(partTree(trace, why(trace, 'C@2[1]')!.equation!, reading, 'numbers'))
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
            katex.renderToString(
              texOf(equal(refTree(trace, ref, read), partTree(trace, equation!, read, face))),
              {
                throwOnError: true,
                strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
                trust: true,
              },
            )
        }
    }
  })
})
