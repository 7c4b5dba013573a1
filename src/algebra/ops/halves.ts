/** Vectors put together, and their halves. */
import { between, row, script, sign, tall } from '../../print/tree.ts'
import { apply, number } from '../expression.ts'
import { e } from './each.ts'
import type { Op } from './operation.ts'
import { alike, half, vector } from './shapes.ts'
import { call } from './written.ts'

export const halves = {
  join: {
    range: 'as operands',
    // two vectors of one length as one, the first on top
    shape: (a, b) => {
      vector(alike(a, b))
      return [typeof a[0] === 'number' ? 2 * a[0] : `2${a[0]}`]
    },
    value: (out, a, b) => {
      for (let i = 0; i < a.size; i++) {
        out.data[out.at + i] = a.data[a.at + i]!
        out.data[out.at + a.size + i] = b.data[b.at + i]!
      }
    },
    pull: (g) => [apply('upper', g), apply('lower', g)],
    rules: ['join', 'join'],
    ...call,
    call: ['join'],
    inner: true,
    tree: (a, b) => tall('[', row(a, between(';'), b), ']'),
    text: 'join({0}, {1})',
    numpy: 'np.concatenate([{0}, {1}])',
    torch: 'torch.cat([{0}, {1}])',
  },
  upper: {
    range: 'as operands',
    // the first half of a vector: what belongs to the first of two that were joined
    shape: half,
    value: (out, a) => {
      for (let i = 0; i < out.size; i++) out.data[out.at + i] = a.data[a.at + i]!
    },
    pull: (g) => [apply('join', g, e.scale(number(0), g))],
    rules: ['join'],
    ...call,
    call: ['upper'],
    inner: true,
    tree: (a) => script(tall('[', a, ']'), sign('→')),
    text: 'upper({0})',
    numpy: 'np.split({0}, 2)[0]',
    torch: 'torch.chunk({0}, 2)[0]',
  },
  lower: {
    range: 'as operands',
    // the second half of a vector
    shape: half,
    value: (out, a) => {
      for (let i = 0; i < out.size; i++) out.data[out.at + i] = a.data[a.at + out.size + i]!
    },
    pull: (g) => [apply('join', e.scale(number(0), g), g)],
    rules: ['join'],
    ...call,
    call: ['lower'],
    inner: true,
    tree: (a) => script(tall('[', a, ']'), sign('←')),
    text: 'lower({0})',
    numpy: 'np.split({0}, 2)[1]',
    torch: 'torch.chunk({0}, 2)[1]',
  },
} satisfies Readonly<Record<string, Op>>
