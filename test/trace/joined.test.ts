/** Weights that are written as one: W [h, x] forward, δ [h, x]ᵀ backward, with the numbers of both. */
import { expect, test } from 'vitest'
import { readOut } from '../../app/math/name.ts'
import {
  derive,
  equation,
  type Frame,
  formulaOf,
  frameAt,
  goesOn,
  type Model,
  type Reading,
  record,
  resultOf,
  stops,
  type Trace,
  type Tree,
  texOf,
} from '../../src/index.ts'
import { draw } from '../support/problems.ts'

const usual = { inputSize: 2, hiddenSize: 2, outputSize: 2, activation: 'tanh', peephole: false } as const
const traceOf = (model: Partial<Model>) =>
  record(
    draw(
      { ...usual, cell: 'lstm', variant: 'vanilla', resetAfter: true, update: 'keep', ...model },
      { kind: 'mse', at: 'all', reduction: 'mean' },
      2,
      1,
      5,
    ),
  )
const lstm = traceOf({})
const before = traceOf({ cell: 'gru', resetAfter: false })
const after = traceOf({ cell: 'gru' })
const rnn = traceOf({ cell: 'rnn' })
const notes: Reading = { notation: 'notes', gradient: 'partial', weights: 'joined' }
const graves: Reading = { ...notes, notation: 'graves', gradient: 'adjoint' }
const line = (trace: Trace, place: string, reading: Reading = notes) => {
  const { left, symbols } = formulaOf(trace, frameAt(trace, place)!, reading)
  return texOf(equation(left, symbols), false)
}

test.each([
  ['of an LSTM', lstm, 'f2.a_f', notes, 'a_{f,2} = W_{f}\\,[h_{1}, x_{2}] + b_{f}'],
  [
    'of a GRU that resets first',
    before,
    'f2.a_n',
    notes,
    'a_{h,2} = W_{h}\\,[r_{2} \\odot h_{1}, x_{2}] + b_{h}',
  ],
  [
    'backward',
    lstm,
    'b2.W_f',
    notes,
    '\\left.\\frac{\\partial L}{\\partial W_{f}}\\right|_{2} = \\frac{\\partial L}{\\partial a_{f,2}}\\,[h_{1}, x_{2}]^{\\top}',
  ],
  [
    'backward, with δ',
    lstm,
    'b2.U_f',
    graves,
    '\\left.\\bar{w}_{\\phi}\\right|_{2} = \\delta_{\\phi}^{2}\\,[b_{c}^{1}, x^{2}]^{\\top}',
  ],
  ['the update', lstm, 'u.U_f', notes, "W'_{f} = W_{f} - \\eta\\,\\frac{\\partial L}{\\partial W_{f}}"],
  [
    'not where a reset gate stands between',
    after,
    'f2.a_n',
    notes,
    'a_{h,2} = W_{hx}\\,x_{2} + b_{h} + r_{2} \\odot \\left(W_{hh}\\,h_{1} + c_{h}\\right)',
  ],
  [
    'nor backward',
    after,
    'b2.W_n',
    notes,
    '\\left.\\frac{\\partial L}{\\partial W_{hx}}\\right|_{2} = \\frac{\\partial L}{\\partial a_{h,2}}\\,x_{2}^{\\top}',
  ],
  ['not in note B', rnn, 'f2.a', notes, 'a_{2} = U\\,x_{2} + W\\,S_{1} + b'],
] as const)('what is written in one piece: %s', (_, trace, place, reading, tex) => {
  expect(line(trace, place, reading)).toBe(tex)
})

/** The numbers of LaTeX, in reading order. */
const numbersIn = (tree: Tree) =>
  [...texOf(tree, false).matchAll(/-?\d+(?:\.\d+)?(?: \\times 10\^\{-?\d+\})?/g)].map(([text]) =>
    Number(text.replace(/ \\times 10\^\{(-?\d+)\}/, 'e$1')),
  )
const beside = (trace: Trace, frames: readonly Frame[]) =>
  [0, 1].flatMap((i) =>
    frames.flatMap((frame) => Array.from(resultOf(trace, frame).data).slice(2 * i, 2 * i + 2)),
  )

test.each([
  ['lstm', lstm, 'b2', 'W_f', 'U_f'],
  ['gru', before, 'b1', 'W_n', 'U_n'],
  ['update', lstm, 'u', 'W_o', 'U_o'],
] as const)('the result in one piece is those of U and W side by side: %s', (_, trace, at, W, U) => {
  const [ofW, ofU] = [frameAt(trace, `${at}.${W}`)!, frameAt(trace, `${at}.${U}`)!]
  const expected = beside(trace, [ofU, ofW])
  for (const frame of [ofW, ofU]) {
    const { result, numbers, shapes, numpy } = formulaOf(trace, frame, notes)
    const shown = numbersIn(result)
    expect(shown).toHaveLength(8)
    for (const [i, n] of shown.entries()) expect(Math.abs(n / expected[i]! - 1)).toBeLessThan(1e-3)
    if (at === 'u') {
      expect(numbersIn(numbers)).toHaveLength(17)
      expect(texOf(shapes, false)).toContain('H \\times (H + D)')
    }
    expect(numpy.split('\n')).toHaveLength(2)
  }
})

test('two weights in one piece are one step, however weights are listed', () => {
  for (const trace of [lstm, before, after, rnn])
    for (const notation of ['notes', 'pytorch', 'graves'] as const) {
      const joined = { ...notes, notation }
      const all = stops(trace, 'assignment', joined)
      const left = trace.frames.filter((frame) => !all.includes(frame.index))
      expect(left).toEqual(trace.frames.filter((frame) => goesOn(trace, frame, joined)))
      const lines = all.map((i) => {
        const { left, symbols } = formulaOf(trace, trace.frames[i]!, joined)
        return texOf(equation(left, symbols), false)
      })
      expect(new Set(lines).size).toBe(lines.length)
      expect(stops(trace, 'assignment', { ...joined, weights: 'split' })).toHaveLength(trace.frames.length)
      for (const grain of ['idea', 'timestep', 'phase'] as const)
        expect(stops(trace, grain, joined)).toEqual(stops(trace, grain))
    }
  expect(stops(lstm, 'assignment', notes)).toHaveLength(lstm.frames.length - 4 * 3)
  expect(stops(after, 'assignment', notes)).toHaveLength(after.frames.length - 2 * 3)
})

test('names of symbols as plain text are those of the notation', () => {
  const split = { ...notes, weights: 'split' } as const
  expect(readOut(rnn, split, 'd:W')).toBe('∂L/∂U')
  expect(readOut(rnn, { ...split, notation: 'pytorch' }, 'd:W')).toBe('∂L/∂W_ih')
  expect(readOut(lstm, { ...split, notation: 'pytorch' }, 'b_f')).toBe('b_if + b_hf')
  expect(readOut(lstm, { ...split, notation: 'graves' }, 'd:f', 2)).toBe('∂L/∂b_ϕ @ 2')
  expect(readOut(lstm, notes, 'd:W_f')).toBe('∂L/∂W_fx')
  expect(readOut(lstm, notes, 'd:W_f', 2, true)).toBe('∂L/∂W_f @ 2')
  expect(readOut(lstm, split, 'tanhC')).toBe('tanh C')
  expect(readOut(lstm, split, "W_f'")).toBe('W_f′')
  expect(readOut(lstm, split, 'd:head.weight')).toBe('∂L/∂W_y')
})

test('a derivation of half of what is written as one names that half', () => {
  const found = derive(lstm, 'd:W_f[0,1]', { reading: notes })
  expect(found.ok && texOf(found.value.lines[0]!.tree)).toContain('W_{fx}')
})
