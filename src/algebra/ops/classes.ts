/** What a loss of classes and attention are made of: softmax, its logarithm, and the class that is meant. */
import { between, fence, row } from '../../print/tree.ts'
import { logsoftmax, logsumexp } from '../../tensor/kernels.ts'
import { apply } from '../expression.ts'
import { anything, e, upToOne } from './each.ts'
import type { Op } from './operation.ts'
import { alike, scalar, vector } from './shapes.ts'
import { call, callOf } from './written.ts'

export const classes = {
  logsumexp: {
    range: anything,
    whole: true,
    shape: (a) => {
      vector(a)
      return []
    },
    value: (out, a) => {
      out.data[out.at] = logsumexp(a)
    },
    pull: (g, [a]) => [e.scale(g, apply('softmax', a!))],
    rules: ['logsumexp'],
    ...call,
    call: ['logsumexp'],
    tree: callOf('logsumexp'),
    text: 'logsumexp({0})',
    numpy: 'np.logaddexp.reduce({0})',
    torch: 'torch.logsumexp({0}, 0)',
  },
  logsoftmax: {
    range: [Number.NEGATIVE_INFINITY, 0],
    // a − logsumexp(a), without the loss of digits of that difference
    whole: true,
    shape: (a) => {
      vector(a)
      return a
    },
    value: logsoftmax,
    pull: (g, _args, out) => [apply('sub', g, e.scale(apply('sum', g), apply('exp', out)))],
    rules: ['logsoftmax'],
    ...call,
    call: ['logsoftmax'],
    inner: true,
    tree: callOf('logsoftmax'),
    text: 'logsoftmax({0})',
    numpy: '{0} - np.max({0}) - np.log(np.sum(np.exp({0} - np.max({0}))))',
    torch: 'torch.log_softmax({0}, 0)',
    code: { prec: 1, min: [2] },
  },
  softmax: {
    range: upToOne,
    whole: true,
    shape: (a) => {
      vector(a)
      return a
    },
    value: (out, a) => {
      logsoftmax(out, a)
      for (let i = 0; i < out.size; i++) out.data[out.at + i] = Math.exp(out.data[out.at + i]!)
    },
    pull: (g, _args, p) => [apply('sub', e.mul(g, p), e.scale(apply('sum', e.mul(g, p)), p))],
    rules: ['softmax'],
    ...call,
    call: ['softmax'],
    tree: callOf('softmax'),
    text: 'softmax({0})',
    numpy: 'np.exp({0} - np.max({0})) / np.sum(np.exp({0} - np.max({0})))',
    torch: 'torch.softmax({0}, 0)',
    code: { prec: 3, min: [2] },
  },
  pick: {
    range: 'as operands',
    // the element of a vector at an index
    shape: (a, index) => {
      vector(a)
      scalar(index, 'the index')
      return []
    },
    value: (out, a, index) => {
      out.data[out.at] = a.data[a.at + index.data[index.at]!]!
    },
    pull: (g, [a, index]) => [e.scale(g, apply('onehot', index!, a!)), null],
    rules: ['pick'],
    ...call,
    min: [6, 0],
    tree: (a, i) => row(a, fence('[', i, ']')),
    text: '{0}[{1}]',
    numpy: '{0}[{1}]',
  },
  onehot: {
    range: upToOne,
    // a vector like the second operand: 1 at the index, 0 elsewhere
    shape: (index, like) => {
      scalar(index, 'the index')
      return like
    },
    value: (out, index) => {
      out.data.fill(0, out.at, out.at + out.size)
      out.data[out.at + index.data[index.at]!] = 1
    },
    pull: () => [null, null],
    rules: [],
    ...call,
    call: ['onehot'],
    inner: true,
    tree: callOf('onehot'),
    text: 'onehot({0}, {1})',
    numpy: 'np.eye(len({1}))[{0}]',
    torch: 'torch.eye(len({1}), dtype=torch.float64)[{0}]',
  },
  ratio: {
    range: 'as operands',
    // of each element
    shape: alike,
    value: (out, a, b) => {
      for (let i = 0; i < out.size; i++) out.data[out.at + i] = a.data[a.at + i]! / b.data[b.at + i]!
    },
    pull: (g, [, b], y) => [apply('ratio', g, b!), e.neg(apply('ratio', e.mul(g, y), b!))],
    rules: ['factor', 'ratio'],
    prec: 3,
    min: [3, 4],
    inPlace: true,
    tree: (a, b) => row(a, between('⊘'), b),
    text: '{0} / {1}',
    numpy: '{0} / {1}',
    code: { prec: 3, min: [3, 4] },
  },
  spread: {
    range: 'as operands',
    // a number at each element of something like the second operand; written as the number alone
    shape: (s, like) => {
      scalar(s, 'the number that acts on each element')
      return like
    },
    value: (out, s) => out.data.fill(s.data[s.at]!, out.at, out.at + out.size),
    pull: (g) => [apply('sum', g), null],
    rules: ['fill'],
    prec: 0,
    min: [0, 0],
    transparent: true,
    tree: (a) => a,
    text: '{0}',
    numpy: '{0}',
  },
} satisfies Readonly<Record<string, Op>>
