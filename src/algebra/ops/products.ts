/** Products with matrices and between vectors. */
import { letter, transposed } from '../../print/tree.ts'
import { matvec, matvecT, outer } from '../../tensor/kernels.ts'
import { apply, number } from '../expression.ts'
import { e } from './each.ts'
import type { Op } from './operation.ts'
import { alike, product, show, vector } from './shapes.ts'
import { call, callOf, sideBySide } from './written.ts'

export const products = {
  matvec: {
    range: 'as operands',
    shape: (W, v) => product(W, v, false),
    value: matvec,
    pull: (g, [W, v]) => [apply('outer', g, v!), apply('matvecT', W!, g)],
    rules: ['outer', 'matvecT'],
    prec: 3.5,
    min: [4, 4],
    tree: sideBySide,
    text: '{0} {1}',
    numpy: '{0} @ {1}',
    code: { prec: 3, min: [4, 4] },
  },
  matvecT: {
    range: 'as operands',
    shape: (W, v) => product(W, v, true),
    value: matvecT,
    pull: (g, [W, v]) => [apply('outer', v!, g), apply('matvec', W!, g)],
    rules: ['outer', 'matvec'],
    prec: 3.5,
    min: [6, 4],
    tree: (a, b) => sideBySide(transposed(a), b),
    text: '{0}ᵀ {1}',
    numpy: '{0}.T @ {1}',
    code: { prec: 3, min: [6, 4] },
  },
  outer: {
    range: 'as operands',
    shape: (u, v) => {
      vector(u)
      vector(v)
      return [u[0]!, v[0]!]
    },
    value: outer,
    pull: (g, [u, v]) => [apply('matvec', g, v!), apply('matvecT', g, u!)],
    rules: ['matvec', 'matvecT'],
    prec: 3.5,
    min: [4, 6],
    tree: (a, b) => sideBySide(a, transposed(b)),
    text: '{0} {1}ᵀ',
    numpy: 'np.outer({0}, {1})',
    torch: 'torch.outer({0}, {1})',
    code: call,
  },
  rowScale: {
    range: 'as operands',
    // row i of a matrix times v_i
    shape: (v, A) => {
      vector(v)
      if (A.length !== 2 || A[0] !== v[0])
        throw new Error(`expected a vector and a matrix with as many rows, got ${show(v)} and ${show(A)}`)
      return A
    },
    value: (out, v, A) => {
      const columns = A.shape[1]!
      for (let k = 0; k < out.size; k++)
        out.data[out.at + k] = v.data[v.at + Math.floor(k / columns)]! * A.data[A.at + k]!
    },
    pull: (g, [v, A]) => [apply('rowSum', e.mul(g, A!)), apply('rowScale', v!, g)],
    rules: ['rowScale', 'rowScale'],
    prec: 3.5,
    min: [0, 4],
    call: ['diag'],
    before: true,
    tree: (a, b) => sideBySide(callOf('diag')(a), b),
    text: 'diag({0}) {1}',
    numpy: '({0})[:, None] * {1}',
    code: { prec: 3, min: [0, 4] },
  },
  rowSum: {
    range: 'as operands',
    // the sum of each row of a matrix
    shape: (A) => {
      if (A.length !== 2) throw new Error(`expected a matrix, got ${show(A)}`)
      return [A[0]!]
    },
    value: (out, A) => {
      const columns = A.shape[1]!
      for (let i = 0; i < out.size; i++) {
        let sum = 0
        for (let j = 0; j < columns; j++) sum += A.data[A.at + i * columns + j]!
        out.data[out.at + i] = sum
      }
    },
    pull: (g, [A]) => [apply('rowScale', g, apply('fill', number(1), A!))],
    rules: ['total'],
    ...call,
    prec: 3.5,
    min: [4],
    code: call,
    call: ['rowSum'],
    inner: true,
    tree: (a) => sideBySide(a, letter('1', 'bold')),
    text: 'rowSum({0})',
    numpy: 'np.sum({0}, axis=1)',
    torch: 'torch.sum({0}, 1)',
  },
  dot: {
    range: 'as operands',
    // uᵀ v: a number
    shape: (u, v) => {
      vector(u)
      alike(u, v)
      return []
    },
    value: (out, u, v) => {
      let sum = 0
      for (let i = 0; i < u.size; i++) sum += u.data[u.at + i]! * v.data[v.at + i]!
      out.data[out.at] = sum
    },
    pull: (g, [u, v]) => [e.scale(g, v!), e.scale(g, u!)],
    rules: ['dot', 'dot'],
    prec: 3.5,
    min: [6, 4],
    tree: (a, b) => sideBySide(transposed(a), b),
    text: '{0}ᵀ {1}',
    numpy: '{0} @ {1}',
    code: { prec: 3, min: [4, 4] },
  },
} satisfies Readonly<Record<string, Op>>
