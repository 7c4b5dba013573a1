/** Sums, differences, products and quotients, of each element or with a number. */
import { count } from '../../print/number.ts'
import { between, fraction, letter, of, row, sign } from '../../print/tree.ts'
import { total } from '../../tensor/kernels.ts'
import { apply, number } from '../expression.ts'
import { anything, e, each, notNegative } from './each.ts'
import type { Op } from './operation.ts'
import { alike, asIs, scalar } from './shapes.ts'
import { call, infix, sideBySide, squareOf } from './written.ts'

export const arithmetic = {
  add: {
    range: 'as operands',
    shape: alike,
    value: (out, a, b) => {
      for (let i = 0; i < out.size; i++) out.data[out.at + i] = a.data[a.at + i]! + b.data[b.at + i]!
    },
    pull: (g) => [g, g],
    rules: ['sum', 'sum'],
    prec: 1,
    min: [1, 1],
    infix: '+',
    tree: (a, b) => row(a, between('+'), b),
    text: '{0} + {1}',
    numpy: '{0} + {1}',
    ...infix,
  },
  sub: {
    range: anything,
    shape: alike,
    value: (out, a, b) => {
      for (let i = 0; i < out.size; i++) out.data[out.at + i] = a.data[a.at + i]! - b.data[b.at + i]!
    },
    pull: (g) => [g, e.neg(g)],
    rules: ['sum', 'sum'],
    prec: 1,
    min: [1, 2],
    infix: '-',
    tree: (a, b) => row(a, between('−'), b),
    text: '{0} - {1}',
    numpy: '{0} - {1}',
    ...infix,
  },
  oneMinus: {
    range: 'one minus',
    shape: asIs,
    value: each((a) => 1 - a),
    inPlace: true,
    pull: (g) => [e.neg(g)],
    rules: ['complement'],
    prec: 1,
    min: [2],
    tree: (a) => row(count(1), between('−'), a),
    text: '1 - {0}',
    numpy: '1 - {0}',
  },
  neg: {
    range: anything,
    shape: asIs,
    value: each((a) => -a),
    inPlace: true,
    pull: (g) => [e.neg(g)],
    rules: ['minus'],
    prec: 2,
    min: [3],
    tree: (a) => row(sign('−'), a),
    text: '-{0}',
    numpy: '-{0}',
  },
  mul: {
    range: 'as operands',
    shape: alike,
    value: (out, a, b) => {
      for (let i = 0; i < out.size; i++) out.data[out.at + i] = a.data[a.at + i]! * b.data[b.at + i]!
    },
    pull: (g, [a, b]) => [e.mul(g, b!), e.mul(g, a!)],
    rules: ['product', 'product'],
    prec: 3,
    min: [4, 4],
    infix: '⊙',
    tree: (a, b) => row(a, between('⊙'), b),
    text: '{0} ⊙ {1}',
    numpy: '{0} * {1}',
    ...infix,
  },
  scale: {
    range: 'as operands',
    shape: (s, a) => {
      scalar(s, 'the first factor')
      return a
    },
    value: (out, s, a) => {
      const factor = s.data[s.at]!
      for (let i = 0; i < out.size; i++) out.data[out.at + i] = factor * a.data[a.at + i]!
    },
    pull: (g, [s, a]) => [apply('sum', e.mul(g, a!)), e.scale(s!, g)],
    rules: ['product', 'factor'],
    prec: 3,
    min: [4, 3],
    tree: sideBySide,
    treeNumbers: (a, b) => row(a, between('⋅'), b),
    text: '{0} {1}',
    numpy: '{0} * {1}',
    code: { prec: 3, min: [3, 4] },
  },
  div: {
    range: 'as operands',
    shape: (a, s) => {
      scalar(s, 'the divisor')
      return a
    },
    value: (out, a, s) => {
      const divisor = s.data[s.at]!
      for (let i = 0; i < out.size; i++) out.data[out.at + i] = a.data[a.at + i]! / divisor
    },
    inPlace: true,
    pull: (g, [a, s]) => [
      apply('div', g, s!),
      e.neg(apply('div', apply('sum', e.mul(g, a!)), apply('square', s!))),
    ],
    rules: ['factor', 'quotient'],
    prec: 3,
    min: [3, 4],
    infix: '/',
    tree: fraction,
    inTree: { prec: 5, min: [0, 0] },
    text: '{0} / {1}',
    numpy: '{0} / {1}',
  },
  square: {
    range: notNegative,
    shape: asIs,
    value: each((a) => a * a),
    inPlace: true,
    pull: (g, [a]) => [e.mul(g, e.scale(number(2), a!))],
    rules: ['square'],
    prec: 5,
    min: [6],
    tree: squareOf,
    text: '{0}²',
    numpy: '{0}**2',
  },
  sum: {
    range: 'as operands',
    shape: () => [],
    value: (out, a) => {
      out.data[out.at] = total(a)
    },
    pull: (g, [a]) => [apply('fill', g, a!)],
    rules: ['total'],
    ...call,
    call: ['sum', 'Σ'],
    prec: 4,
    min: [3],
    tree: (a) => row({ ...sign('∑'), small: true }, of, a),
    text: 'sum({0})',
    numpy: 'np.sum({0})',
    torch: 'torch.sum({0})',
    code: call,
  },
  fill: {
    range: 'as operands',
    shape: (s, like) => {
      scalar(s, 'the number to fill with')
      return like
    },
    value: (out, s) => out.data.fill(s.data[s.at]!, out.at, out.at + out.size),
    pull: (g) => [apply('sum', g), null],
    rules: ['fill'],
    ...call,
    min: [4, 0],
    prec: 3,
    call: ['fill'],
    inner: true,
    tree: (a) => sideBySide(a, letter('1', 'bold')),
    text: 'fill({0}, {1})',
    numpy: 'np.full_like({1}, {0})',
    torch: 'torch.full_like({1}, {0})',
    code: call,
  },
} satisfies Readonly<Record<string, Op>>
