/** Functions with a kink, and what tells on which side of it an element is. */
import { count } from '../../print/number.ts'
import { between, fence, row, tall } from '../../print/tree.ts'
import { apply } from '../expression.ts'
import { e, each, larger, notNegative, upToOne } from './each.ts'
import type { Op } from './operation.ts'
import { alike, asIs } from './shapes.ts'
import { call, callOf } from './written.ts'

export const kinks = {
  relu: {
    range: notNegative,
    shape: asIs,
    value: each((a) => (a > 0 ? a : Number.isNaN(a) ? a : 0)),
    inPlace: true,
    pull: (g, [a]) => [e.mul(g, apply('positive', a!))],
    side: ([a]) => apply('positive', a!),
    rules: ['relu'],
    ...call,
    call: ['relu'],
    tree: callOf('relu'),
    text: 'relu({0})',
    numpy: 'np.maximum({0}, 0)',
    torch: 'torch.relu({0})',
  },
  positive: {
    range: upToOne,
    // the slope of relu: 1 where a > 0, else 0; at 0 by convention 0
    shape: asIs,
    value: each((a) => (a > 0 ? 1 : 0)),
    inPlace: true,
    pull: () => [null],
    rules: [],
    ...call,
    call: ['positive'],
    inner: true,
    tree: (a) => fence('[', row(a, between('>'), count(0)), ']'),
    text: 'positive({0})',
    ofNumbers: '[{0} > 0]',
    numpy: '({0} > 0).astype(float)',
    torch: '({0} > 0).double()',
  },
  abs: {
    range: notNegative,
    shape: asIs,
    value: each(Math.abs),
    inPlace: true,
    pull: (g, [a]) => [e.mul(g, apply('sign', a!))],
    side: ([a]) => apply('positive', a!),
    rules: ['abs'],
    ...call,
    call: ['abs'],
    tree: (a) => tall('|', a, '|'),
    text: 'abs({0})',
    numpy: 'np.abs({0})',
    torch: 'torch.abs({0})',
  },
  sign: {
    range: [-1, 1],
    // the slope of abs: at 0 by convention 0
    shape: asIs,
    value: each(Math.sign),
    inPlace: true,
    pull: () => [null],
    rules: [],
    ...call,
    call: ['sign'],
    inner: true,
    tree: callOf('sign'),
    text: 'sign({0})',
    numpy: 'np.sign({0})',
    torch: 'torch.sign({0})',
  },
  max: {
    range: 'as operands',
    shape: alike,
    value: (out, a, b) => {
      for (let i = 0; i < out.size; i++) out.data[out.at + i] = larger(a.data[a.at + i]!, b.data[b.at + i]!)
    },
    pull: (g, [a, b]) => {
      const first = apply('atLeast', a!, b!)
      return [e.mul(g, first), e.mul(g, e.oneMinus(first))]
    },
    side: ([a, b]) => apply('atLeast', a!, b!),
    rules: ['max', 'max'],
    ...call,
    call: ['max'],
    tree: (a, b) => callOf('max')(row(a, between(','), b)),
    text: 'max({0}, {1})',
    numpy: 'np.maximum({0}, {1})',
    torch: 'torch.where({0} >= {1}, {0}, {1})',
  },
  atLeast: {
    range: upToOne,
    // the slope of max for its first operand: 1 where a ≥ b, so that where both are equal the first has it all
    shape: alike,
    value: (out, a, b) => {
      for (let i = 0; i < out.size; i++) out.data[out.at + i] = a.data[a.at + i]! >= b.data[b.at + i]! ? 1 : 0
    },
    pull: () => [null, null],
    rules: [],
    ...call,
    call: ['atLeast'],
    inner: true,
    tree: (a, b) => fence('[', row(a, between('≥'), b), ']'),
    text: 'atLeast({0}, {1})',
    ofNumbers: '[{0} ≥ {1}]',
    numpy: '({0} >= {1}).astype(float)',
    torch: '({0} >= {1}).double()',
  },
} satisfies Readonly<Record<string, Op>>
