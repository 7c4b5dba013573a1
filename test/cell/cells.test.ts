import { describe, expect, test } from 'vitest'
import { total } from '../../src/algebra/adjoint.ts'
import { symbol } from '../../src/algebra/expression.ts'
import { parse, parseExpression } from '../../src/algebra/parse.ts'
import { symbolsFace, symbolTree } from '../../src/algebra/typeset.ts'
import type { Loss, Model } from '../../src/cell/model.ts'
import { type Network, network } from '../../src/cell/network.ts'
import { notationOf } from '../../src/cell/notations.ts'
import { ofGradient, texOf } from '../../src/index.ts'

const lstm: Model = {
  cell: 'lstm',
  inputSize: 2,
  hiddenSize: 3,
  outputSize: 2,
  activation: 'tanh',
  peephole: false,
  variant: 'vanilla',
  resetAfter: true,
  update: 'keep',
}
const mean: Loss = { kind: 'cross-entropy', at: 'all', reduction: 'mean' }

/** A derived gradient as a textbook prints it: tags away, spaces evened. */
function printed(
  net: Network,
  of: string,
  model: Model,
  notation: 'notes' | 'pytorch' | 'graves' = 'notes',
  gradient: 'partial' | 'adjoint' = 'partial',
): string {
  const adjoint = net.adjoints.find((a) => a.of === of)!
  const meaning = (name: string) => {
    const silentOf = ofGradient(name)
    if (silentOf === undefined) return net.cell.find((eq) => eq.symbol === name && eq.silent)?.expr
    const silent = net.adjoints.find((a) => a.of === silentOf && a.silent)
    return silent && total(silent)
  }
  const writing = {
    notation: notationOf(notation, model),
    gradient,
    weights: 'split' as const,
    meaning,
    timed: (name: string) => net.info(name).timed,
    idea: () => 'cell',
  }
  const left = symbolTree(symbol(`d:${of}`, adjoint.overTime ? null : 0), writing).tree
  const sum = adjoint.overTime ? '\\sum_t ' : ''
  return plain(`${texOf(left)} = ${sum}${texOf(symbolsFace(total(adjoint), writing))}`)
}

const plain = (tex: string) =>
  tex
    .replace(/\\htmlData\{(?:[^{}]|\{,\})*\}\{((?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*)\}/g, '$1')
    .replace(/\\left|\\right/g, '')
    .replace(/\\frac\{\\partial L\}\{\\partial ((?:[^{}]|\{[^{}]*\})+)\}/g, '∂L/∂$1')
    .replaceAll('\\odot', '⊙')
    .replaceAll('^{\\top}', 'ᵀ')
    .replaceAll('\\,', ' ')
    .replaceAll('\\tilde{C}', 'C̃')
    .replaceAll('\\tilde{h}', 'h̃')
    .replaceAll('\\tanh', 'tanh')
    .replaceAll('\\mathrm{target}', 'target')
    .replaceAll('\\operatorname{onehot}', 'onehot')
    .replace(/\{,\}/g, ',')
    .replace(/_\{(\w)\}/g, '_$1')
    .replace(/\s+/g, ' ')

describe('the backward pass of the LSTM reads as in a textbook', () => {
  const net = network(lstm, mean, 3)
  test.each([
    ['y', '∂L/∂y_t = w_t (p_t - onehot(target_t))'],
    [
      'h',
      '∂L/∂h_t = W_yᵀ ∂L/∂y_t + U_fᵀ ∂L/∂a_{f,t+1} + U_iᵀ ∂L/∂a_{i,t+1} + U_Cᵀ ∂L/∂a_{C,t+1} + U_oᵀ ∂L/∂a_{o,t+1}',
    ],
    ['C', '∂L/∂C_t = ∂L/∂h_t ⊙ o_t ⊙ (1 - tanh^2 C_t) + ∂L/∂C_{t+1} ⊙ f_{t+1}'],
    ['o', '∂L/∂o_t = ∂L/∂h_t ⊙ tanh C_t'],
    ['f', '∂L/∂f_t = ∂L/∂C_t ⊙ C_{t-1}'],
    ['i', '∂L/∂i_t = ∂L/∂C_t ⊙ C̃_t'],
    ['g', '∂L/∂C̃_t = ∂L/∂C_t ⊙ i_t'],
    ['a_f', '∂L/∂a_{f,t} = ∂L/∂f_t ⊙ f_t ⊙ (1 - f_t)'],
    ['a_i', '∂L/∂a_{i,t} = ∂L/∂i_t ⊙ i_t ⊙ (1 - i_t)'],
    ['a_o', '∂L/∂a_{o,t} = ∂L/∂o_t ⊙ o_t ⊙ (1 - o_t)'],
    ['a_g', '∂L/∂a_{C,t} = ∂L/∂C̃_t ⊙ (1 - C̃_t^2)'],
    ['W_f', '∂L/∂W_f = \\sum_t ∂L/∂a_{f,t} x_tᵀ'],
    ['U_f', '∂L/∂U_f = \\sum_t ∂L/∂a_{f,t} h_{t-1}ᵀ'],
    ['b_f', '∂L/∂b_f = \\sum_t ∂L/∂a_{f,t}'],
    ['head.weight', '∂L/∂W_y = \\sum_t ∂L/∂y_t h_tᵀ'],
    ['x', '∂L/∂x_t = W_fᵀ ∂L/∂a_{f,t} + W_iᵀ ∂L/∂a_{i,t} + W_Cᵀ ∂L/∂a_{C,t} + W_oᵀ ∂L/∂a_{o,t}'],
  ])('%s', (of, expected) => expect(printed(net, of, lstm)).toBe(expected))

  test('each term knows who sent it, and when', () => {
    const from = (of: string) => net.adjoints.find((a) => a.of === of)!.terms.map(({ via, dt }) => [via, dt])
    expect(from('C')).toEqual([
      ['h', 0],
      ['C', 1],
    ])
    expect(from('h')).toEqual([
      ['y', 0],
      ['a_f', 1],
      ['a_i', 1],
      ['a_g', 1],
      ['a_o', 1],
    ])
    expect(from('U_f')).toEqual([['a_f', null]])
  })
})

test('with peepholes the gradient of the cell has five terms, in Graves’ letters too', () => {
  const model = { ...lstm, peephole: true }
  const net = network(model, mean, 3)
  expect(printed(net, 'C', model)).toBe(
    '∂L/∂C_t = ∂L/∂h_t ⊙ o_t ⊙ (1 - tanh^2 C_t) + ∂L/∂a_{o,t} ⊙ p_o + ∂L/∂C_{t+1} ⊙ f_{t+1} + ∂L/∂a_{f,t+1} ⊙ p_f + ∂L/∂a_{i,t+1} ⊙ p_i',
  )
  expect(printed(net, 'C', model, 'graves', 'adjoint')).toBe(
    '\\epsilon_s^{t} = \\epsilon_c^{t} ⊙ b_{\\omega}^{t} ⊙ (1 - tanh^2 s_c^{t}) + \\delta_{\\omega}^{t} ⊙ w_{c\\omega} + \\epsilon_s^{t+1} ⊙ b_{\\phi}^{t+1} + \\delta_{\\phi}^{t+1} ⊙ w_{c\\phi} + \\delta_{\\iota}^{t+1} ⊙ w_{c\\iota}',
  )
})

test('the other cells', () => {
  const gru = { ...lstm, cell: 'gru' as const }
  const keep = network(gru, mean, 3)
  expect(printed(keep, 'z', gru)).toBe('∂L/∂z_t = ∂L/∂h_t ⊙ (h_{t-1} - h̃_t)')
  expect(printed(keep, 'h', gru)).toBe(
    '∂L/∂h_t = W_yᵀ ∂L/∂y_t + ∂L/∂h_{t+1} ⊙ z_{t+1} + U_rᵀ ∂L/∂a_{r,t+1} + U_zᵀ ∂L/∂a_{z,t+1} + U_hᵀ (∂L/∂a_{h,t+1} ⊙ r_{t+1})',
  )
  expect(printed(keep, 'U_n', gru)).toBe('∂L/∂U_h = \\sum_t (∂L/∂a_{h,t} ⊙ r_t) h_{t-1}ᵀ')
  const paper = { ...gru, resetAfter: false, update: 'write' as const }
  const write = network(paper, mean, 3)
  expect(printed(write, 'r', paper)).toBe('∂L/∂r_t = (U_hᵀ ∂L/∂a_{h,t}) ⊙ h_{t-1}')
  const rnn = { ...lstm, cell: 'rnn' as const }
  expect(printed(network(rnn, mean, 3), 'h', rnn)).toBe('∂L/∂S_t = Vᵀ ∂L/∂O_t + Wᵀ ∂L/∂a_{t+1}')
  const cifg = { ...lstm, variant: 'CIFG' as const }
  expect(printed(network(cifg, mean, 3), 'i', cifg)).toBe('∂L/∂i_t = ∂L/∂C_t ⊙ C̃_t - ∂L/∂f_t')
})

test('the losses', () => {
  const y = (loss: Loss, steps: number) => printed(network(lstm, loss, steps), 'y', lstm)
  expect(y({ kind: 'mse', at: 'all', reduction: 'mean' }, 3)).toBe(
    '∂L/∂y_t = \\frac{2 w_t}{K} (y_t - target_t)',
  )
  expect(y({ kind: 'mse', at: 'last', reduction: 'mean' }, 1)).toBe('∂L/∂y_t = \\frac{2}{K} (y_t - target_t)')
  expect(y({ kind: 'mse', at: 'all', reduction: 'sum' }, 3)).toBe('∂L/∂y_t = 2 (y_t - target_t)')
  expect(y({ kind: 'mse', at: 'all', reduction: 'half' }, 3)).toBe('∂L/∂y_t = y_t - target_t')
  expect(y({ kind: 'linear', at: 'all', reduction: 'sum' }, 3)).toBe('∂L/∂y_t = target_t')
})

test('a variant has only what it keeps', () => {
  const symbols = (variant: Model['variant'], peephole = false) =>
    network({ ...lstm, variant, peephole }, mean, 3)
      .cell.filter((eq) => !eq.silent)
      .map((eq) => eq.symbol)
  expect(symbols('NIG', true)).toEqual(['a_f', 'f', 'a_g', 'g', 'C', 'a_o', 'o', 'h'])
  expect(symbols('NFG')).toEqual(['a_i', 'i', 'a_g', 'g', 'C', 'a_o', 'o', 'h'])
  expect(symbols('NOG')).toEqual(['a_f', 'f', 'a_i', 'i', 'a_g', 'g', 'C', 'h'])
  expect(symbols('CIFG')).toEqual(['a_i', 'i', 'f', 'a_g', 'g', 'C', 'a_o', 'o', 'h'])
  expect(network({ ...lstm, variant: 'NFG', peephole: true }, mean, 3).weights).not.toContain('peephole_f')
})

const known = (name: string) => {
  try {
    return network(lstm, mean, 1).info(name)
  } catch {
    return undefined
  }
}

describe('the parser says where and what it expected', () => {
  test.each([
    ['f = σ(a_q)', 'line 1, column 7: expected a known symbol, got "a_q"'],
    ['f = σ(a_f', 'line 1, column 10: expected ")", got the end of the line'],
    ['f = ', 'line 1, column 5: expected a symbol, a number or "(", got the end of the line'],
    [
      '\n\n C = f ⊙ C[t-1] + W_f ⊙ h',
      'line 3, column 23: expected two operands of one shape, got [H × D] and [H]',
    ],
    ['a_f = W_f h', 'line 1, column 7: expected a matrix and a vector that fit, got [H × D] and [H]'],
    [
      'f = foo(a_f)',
      'line 1, column 5: expected a function (sum, Σ, fill, diag, rowSum, σ, sigmoid, tanh, exp, log, sqrt, softplus, cos, sin, relu, positive, abs, sign, max, atLeast, logsumexp, logsoftmax, softmax, onehot, join, upper, lower), got "foo"',
    ],
    ['f σ(a_f)', 'line 1, column 3: expected = or +=, got "σ"'],
    ['= 3', 'line 1, column 1: expected a symbol, got "="'],
    ['f = a_f $ 2', 'line 1, column 9: expected a symbol, a number or an operation, got "$"'],
    ['f = C[t*1]', 'line 1, column 8: expected t-1 or t+1, got "*"'],
    ['f = f f', 'line 1, column 5: expected a matrix and a vector that fit, got [H] and [H]'],
    ['f = a_f)', 'line 1, column 8: expected an operation or the end of the line, got ")"'],
  ])('%s', (text, message) => expect(() => parse(text, known)).toThrow(message))

  test('deep nesting is read or refused, never a crash', () => {
    const text = `${'('.repeat(500)}f${')'.repeat(500)}`
    expect(parseExpression(text, known)).toEqual(symbol('f'))
  })
})
