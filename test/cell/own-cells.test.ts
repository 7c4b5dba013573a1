/** Cells that somebody wrote: held against PyTorch, read back from what is written, and refused in one line where they are wrong. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { total } from '../../src/algebra/adjoint.ts'
import { compileCell } from '../../src/cell/compile.ts'
import { rolesOf } from '../../src/cell/roles.ts'
import {
  answerOf,
  cellOf,
  check,
  type Experiment,
  problemOf,
  readExperiment,
  record,
  writeExperiment,
} from '../../src/index.ts'
import { differences } from '../support/cases.ts'

const folder = 'test/golden/open'
const cases = readdirSync(folder)
  .filter((file) => file.startsWith('cell-'))
  .map((file) => ({ ...JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')), name: file.slice(5, -5) }))

const experimentOf = (document: unknown): Experiment => {
  const result = check(document)
  if (!result.ok) throw new Error(result.error)
  return result.value
}

describe('every value and every gradient of a written cell is PyTorch’s', () => {
  test('there are 14 of them', () => expect(cases).toHaveLength(14))
  test.each(cases.map((c) => [c.name, c]))('%s', (_, c) => {
    const experiment = experimentOf(c.experiment)
    expect(differences(answerOf(record(problemOf(experiment))), c.expect)).toEqual([])
    const again = readExperiment(writeExperiment(experiment))
    expect(again).toEqual({ ok: true, value: { ...experiment, format: 'unrolled/2' } })
  })
})

/** A document of a cell with weights that are drawn. */
const documentOf = (equations: string, more: object = {}) => ({
  format: 'unrolled/2',
  model: {
    inputSize: 2,
    outputSize: 1,
    layers: [{ cell: { name: 'mine', equations }, hiddenSize: 3, ...more }],
    init: { scheme: 'pytorch', seed: 3 },
  },
  sequence: {
    inputs: [
      [1, -0.5],
      [0.3, 0.2],
      [-1, 0.7],
    ],
    targets: [[0.4]],
  },
  loss: { kind: 'mse', at: 'last', reduction: 'mean' },
})

describe('names belong to whoever wrote the cell', () => {
  test.each([
    ['the engine’s constants', 'w : [D]\nK = sum(w ⊙ x)\nη = tanh(V x)\nh = K η'],
    ['names of JavaScript', 'constructor = W x\ntoString = σ(constructor)\nh = toString ⊙ h[t-1] + valueOf'],
    ['names of the engine’s parts', 'tanhC = W x\nC = tanhC + C[t-1]\nh = b ⊙ tanh(C)'],
    ['letters of sizes', 'A : [K, D]\nB : [H, K]\nk = A x\nh = B k'],
    ['other alphabets', '遗忘 = σ(权 x)\nh = 遗忘 ⊙ h[t-1] + (1 - 遗忘) ⊙ tanh(權 x)'],
  ])('%s', (name, equations) => {
    const experiment = experimentOf(
      documentOf(equations, name.startsWith('letters') ? { sizes: { K: 2 } } : {}),
    )
    const trace = record(problemOf(experiment))
    for (const [weight, of] of Object.entries(trace.problem.weights))
      for (let i = 0; i < of.data.length; i++) {
        const moved = (by: number) => {
          const data = of.data.slice()
          data[i] = data[i]! + by
          return record({
            ...trace.problem,
            weights: { ...trace.problem.weights, [weight]: { ...of, data } },
          }).loss
        }
        const measured = (moved(1e-5) - moved(-1e-5)) / 2e-5
        expect(Math.abs(trace.memory(`d:${weight}`).data[i]! - measured)).toBeLessThan(1e-8)
      }
  })
})

describe('what is wrong is one line with its place', () => {
  const place = 'model.layers[0].cell.equations'
  test.each([
    [
      'h = W x y',
      'line 1, column 9: expected a symbol of the cell or x (y, p, target, L belong to the net), got "y"',
    ],
    ['h = σ(a', 'line 1, column 8: expected ")", got the end of the line'],
    ['a = W x', 'line 1, column 1: expected a line that writes h, what the cell says, got none'],
    ['h = W x\nh = V x', 'line 2, column 1: expected each symbol to be written once, got "h" again (line 1)'],
    [
      'f = σ(a)\na = W x\nh = f',
      'line 1, column 7: expected a symbol that a line above has written, got "a" (written in line 2; a[t-1] is its value before)',
    ],
    ['h = sum(W x)', 'line 1, column 1: expected [H] for h, got a number'],
    ['__proto__ = W x', 'line 1, column 1: expected a name that begins with a letter, got "__proto__"'],
    ['h = W x[t-2]', 'line 1, column 11: expected t-1, got "2"'],
    [
      'A : [H, D]\nB : [D, D]\nh = (A ⊙ B) x',
      'line 3, column 8: expected two operands of one shape, got [H × D] and [D × D]',
    ],
    [
      'A : [H, H]\nB : [H, H]\nh = (A B) x',
      'line 3, column 6: expected a matrix and a vector, got two matrices side by side; the product of each element is written A ⊙ B',
    ],
    [
      'h = W[t-1] x',
      'line 1, column 5: expected x or a symbol that a line writes before [t-1], got the weight "W"',
    ],
    ['h = tanh W x', 'line 1, column 10: expected "(" after the function tanh, got "W"'],
    ...['1e W', '0x10 W', '2W', '1e5W', '1E5 W', '2.5e W', '2_a'].map((written): [string, string] => [
      `h = 1 + ${written} x`,
      `line 1, column 9: expected a number such as 0.9, 8 or 1e-3, with a space between it and a symbol, got "${written.split(' ')[0]}"`,
    ]),
    ['t = W x\nh = t', 'line 1, column 1: expected a symbol (t is the timestep), got "t"'],
    [
      'f_l1 = W x\nh = f_l1',
      'line 1, column 1: expected a symbol that does not end like a layer, _l and digits, got "f_l1"',
    ],
    ['γ : []\nh = W x', 'line 1, column 1: expected a symbol that an equation reads, got "γ"'],
    ['A : [H, M]\nh = A x', 'line 1, column 9: expected the letter of a size (D, H), got "M"'],
    ['h = max(W x)', 'line 1, column 12: expected two operands of max, got ")"'],
    ['h = max(W x, b, c)', 'line 1, column 15: expected two operands of max, got ","'],
    ['h = (W x)ᵀ b', 'line 1, column 10: expected [H] here, got a number'],
    ['γ : []\nh = γ γ', 'line 2, column 5: expected [H] here, got a number'],
    ['S = x xᵀ\nh = S x', 'line 2, column 5: expected [H] here, got [D]'],
    ['W = 3\nh = W x', 'line 2, column 5: expected [H] here, got [D]'],
    ['h = x + W x', 'line 1, column 7: expected two operands of one shape, got [H] and [D]'],
    [
      'h = tanh(W*x)',
      'line 1, column 11: expected two operands of one shape, got [H] and [D]; a matrix times a vector is written with a space: W x',
    ],
    [
      'h = W · x',
      'line 1, column 7: expected a product with a space (W x), or of each element with ⊙ or *, got "·"',
    ],
    [`h = W x${'\n'.repeat(60)}`, 'line 61, column 1: expected at most 60 lines, got 61'],
    [
      `h = W x # ${'a'.repeat(200)}`,
      'line 1, column 201: expected at most 200 characters in a line, got 210',
    ],
    [
      `h = ${'('.repeat(90)}x${')'.repeat(90)}`,
      'line 1, column 66: expected at most 60 operations inside each other, got "("',
    ],
  ])('%s', (equations, line) => {
    expect(check(documentOf(equations))).toMatchObject({ ok: false, error: `${place} ${line}` })
  })
  test('a function that there is not', () => {
    const told = (text: string, wanted: RegExp) =>
      expect(check(documentOf(text))).toMatchObject({ ok: false, error: expect.stringMatching(wanted) })
    told('h = sigmoidd(W x)', /column 5: expected a function, got "sigmoidd"; did you mean sigmoid\(…\)\?$/)
    told(
      'h = gate(W x)',
      /column 5: expected a function \(.*softplus.*\), got "gate"; a product wants a space: gate \(…\)$/,
    )
  })
  test('a size that no declaration uses', () => {
    expect(check(documentOf('h = W x', { sizes: { N: 2 } }))).toMatchObject({
      error: `${place} line 1, column 1: expected a declaration that uses the size N, such as A : [H, N], got none`,
    })
  })
})

test('what nothing reads has a gradient of zero, as PyTorch’s leaves have', () => {
  const answer = answerOf(
    record(problemOf(experimentOf(documentOf('h = tanh(V b)\nq = 0.9 q[t-1] + W x\nm = U q\nV : [H, H]')))),
  )
  const zeros = { q: [0, 0, 0], m: [0, 0, 0], x: [0, 0] }
  for (const { grads } of answer.steps) expect(grads).toMatchObject(zeros)
  expect(answer.initialGrads).toEqual({ q: [0, 0, 0] })
  expect(answer.grads).toMatchObject({
    W: [
      [0, 0],
      [0, 0],
      [0, 0],
    ],
  })
})

test('a division by zero runs: infinity is a result', () => {
  const { memory, loss } = record(problemOf(experimentOf(documentOf('a = W x\nh = 1 / (a - a)'))))
  expect(memory('h').data.slice(3)).toEqual(new Float64Array(9).fill(Number.POSITIVE_INFINITY))
  expect(Number.isFinite(loss)).toBe(false)
})

test('a function of a value and of the value before are two', () => {
  const { memory } = record(problemOf(experimentOf(documentOf('a = W x\nh = tanh(a) + 2 tanh(a[t-1])'))))
  const [a, h] = [memory('a').data, memory('h').data]
  for (let i = 3; i < h.length; i++) expect(h[i]).toBeCloseTo(Math.tanh(a[i]!) + 2 * Math.tanh(a[i - 3]!), 14)
})

test('what is tied goes to the first operand of max', () => {
  const trace = record(problemOf(experimentOf(documentOf('a = W x\nb = W x\nh = max(a, b)'))))
  expect([...trace.memory('d:b').data].every((n) => n === 0)).toBe(true)
  expect([...trace.memory('d:a').data].some((n) => n !== 0)).toBe(true)
})

test.each([
  ['h = max(b, 2 b)', { b: ['H'] }],
  ['h = b + c', { b: ['H'], c: ['H'] }],
  ['s = b + b\nh = s ⊙ (W x)', { s: ['H'], b: ['H'] }],
  ['a = sum(w ⊙ x) + b\nh = a ⊙ tanh(W x)', { a: [], b: [] }],
  ['Z = Z[t-1] + sum(W x)\nh = W x / (1 + Z)', { Z: [] }],
  ['Z = 0.9 Z[t-1] + sum(W x)\nh = W x / (1 + Z)', { Z: [] }],
  ['k = sum(x)\nc = c[t-1] + k\nh = tanh(c)', { k: [], c: ['H'] }],
  ['g = σ(wᵀ x + b)\nh = g tanh(W x) + (1 - g) h[t-1]', { g: [], w: ['D'], b: [], W: ['H', 'D'] }],
  ['u = eᵀ x + vᵀ h[t-1]\nm = A m[t-1] + u B\nh = m\nB : [H]', { u: [], e: ['D'], v: ['H'], A: ['H', 'H'] }],
  ['u = wᵀ x\nm = m[t-1] + u\nh = m b', { u: [], m: [], w: ['D'], b: ['H'] }],
])('what stays open on both sides is decided: %s', (text, shapes) => {
  expect(Object.fromEntries(compileCell(text).shapes)).toMatchObject(shapes)
})

test('binding is that of the format', () => {
  const shapes = (text: string, letters: string[] = []) =>
    Object.fromEntries(compileCell(text, letters).shapes)
  expect(shapes('C = β (v kᵀ)\nβ : []\nh = C q').C).toEqual(['H', 'H'])
  expect(shapes('β : []\nS = β u kᵀ\nh = S k')).toMatchObject({ S: ['H', 'H'], u: ['H'], k: ['H'] })
  expect(shapes('s = uᵀ x\nh = s ⊙ (W x)')).toMatchObject({ s: ['H'], u: ['D', 'H'] })
  expect(shapes('u : [D]\ns = uᵀ x\nh = s (W x)')).toMatchObject({ s: [] })
  expect(shapes('s : []\ns = s[t-1] + softplus(uᵀ x)\nh = s (W x)')).toMatchObject({ s: [], u: ['D'] })
})

/** The table that the built-in cells had before their roles followed from the equations. */
const ideas: Record<string, string> = {
  f: 'forget',
  i: 'input',
  g: 'candidate',
  o: 'output',
  r: 'reset',
  z: 'update',
  n: 'candidate',
}
const was = (name: string): { kind: string; idea: string } => {
  if (name === 'x') return { kind: 'input', idea: 'data' }
  if (name === 'h') return { kind: 'state', idea: 'hidden' }
  if (name === 'C') return { kind: 'state', idea: 'cell' }
  const [letter = '', gate] = name.split('_')
  if (gate === undefined && ideas[name]) return { kind: 'gate', idea: ideas[name]! }
  return { kind: letter === 'a' ? 'preactivation' : 'weight', idea: gate ? ideas[gate]! : 'hidden' }
}

test('the roles of the cells of the library follow from their equations', () => {
  const variants = ['vanilla', 'NIG', 'NFG', 'NOG', 'NIAF', 'NOAF', 'CIFG'] as const
  const choices = [
    ...(['tanh', 'relu', 'linear'] as const).map((activation) => ({ cell: 'rnn' as const, activation })),
    ...[true, false].flatMap((resetAfter) =>
      (['keep', 'write'] as const).map((update) => ({ cell: 'gru' as const, resetAfter, update })),
    ),
    ...variants.flatMap((variant) =>
      [true, false].map((peephole) => ({ cell: 'lstm' as const, variant, peephole })),
    ),
  ]
  for (const choice of choices)
    for (const [name, role] of rolesOf(cellOf(choice)))
      expect([choice, name, role]).toEqual([choice, name, was(name)])
})

test('the stabiliser of sLSTM is a gauge: its gradient is zero', () => {
  const { experiment } = cases.find((c) => c.name === 'sLSTM')!
  const trace = record(problemOf(experimentOf(experiment)))
  expect(trace.net.adjoints.find(({ of }) => of === 'm')!.terms.length).toBeGreaterThan(2)
  expect(total(trace.net.adjoints.find(({ of }) => of === 'm')!)).toBeDefined()
  for (const n of trace.memory('d:m').data) expect(Math.abs(n)).toBeLessThan(1e-15)
})
