/** What is told of a step: frozen sentence by sentence, and the same whatever the letters are. */
import { describe, expect, test } from 'vitest'
import { reasonOf, titleOf } from '../../app/parts/equation/explain.ts'
import { en } from '../../app/words/en.ts'
import { zh } from '../../app/words/zh.ts'
import {
  cellOf,
  equationsOf,
  factsOf,
  fieldsOf,
  initialWeights,
  library,
  type Model,
  modelOf,
  optimizerKinds,
  optimizerWith,
  record,
  type Trace,
  text,
  trainingRun,
} from '../../src/index.ts'
import { builtIn, type Case, golden, stacked, traceOf as traceOfCase, written } from '../support/cases.ts'
import { randomEquations } from '../support/random-cells.ts'
import { toldBy } from '../support/told.ts'

const languages = [
  ['en', en],
  ['zh', zh],
] as const

/** Of nets of layers these: both directions, ends, attention, cells of two kinds. */
const isTold = ({ name }: Case) => /bigru-attention|bilstm-final|mgu-below/.test(name)

describe('every title and reason is as it was read and found good', () => {
  test.each(languages)('%s', async (language, words) => {
    await expect(
      toldBy([...golden, ...builtIn, ...stacked.filter(isTold), ...written], words),
    ).toMatchFileSnapshot(`told/${language}.txt`)
  })
})

test.each([
  ['birnn-mse-all', 'both'],
  ['bilstm-ce-all', 'both'],
  ['stack-bilstm-final', 'ends'],
  ['bilstm-attention', 'context'],
  ['stack-lstm-2', 'hidden'],
])('outputs are told as what the head reads, also where that is joined: %s', (name, reads) => {
  const trace = traceOfCase(name)
  const outputs = trace.frames.filter(({ equation }) => equation.symbol === 'y')
  expect(outputs.length).toBeGreaterThan(0)
  for (const frame of outputs) expect(factsOf(trace, frame)).toEqual([{ fact: 'head', reads }])
})

/** The optimisers, with momentum too where they have it. */
const optimizers = optimizerKinds.flatMap((kind) => [
  { name: kind, optimizer: optimizerWith(kind, { lr: 0.1 }) },
  ...('momentum' in fieldsOf(kind)
    ? [{ name: `${kind} with momentum`, optimizer: optimizerWith(kind, { lr: 0.1, momentum: 0.9 }) }]
    : []),
])
/** How a small net is trained, a document for its first update and one for its third. */
const updateCases = [
  ...optimizers.map((each) => ({ ...each, clipNorm: 0.01 })),
  ...optimizers.slice(0, 1).map(({ name, optimizer }) => ({
    name: `${name} with weight decay`,
    optimizer: { ...optimizer, weight_decay: 0.1 },
    clipNorm: 100,
  })),
].flatMap(({ name, ...training }) => {
  const run = trainingRun({
    format: 'unrolled-training/1',
    model: {
      cell: 'rnn',
      inputSize: 3,
      outputSize: 1,
      hiddenSize: 1,
      init: { scheme: 'pytorch', seed: 1 },
    },
    data: { kind: 'task', name: 'store-and-ask', seed: 1, sequences: 10, length: 3 },
    loss: { kind: 'mse', at: 'all', reduction: 'mean' },
    training: { ...training, epochs: 2, batch: 4 },
  })
  run.advance(4)
  return [0, 2].map((done) => ({
    name: `${name}, update ${done + 1}`,
    document: run.experimentAt(done, run.order.batch(done)[0]!),
  }))
})

describe('every title and reason of an update, optimiser by optimiser', () => {
  test.each(languages)('%s', async (language, words) => {
    await expect(toldBy(updateCases, words, ({ phase }) => phase === 'update')).toMatchFileSnapshot(
      `told/${language}-updates.txt`,
    )
  })
})

const sizes = { inputSize: 2, hiddenSize: 2, outputSize: 1 }
const traceOf = (model: Model): Trace => {
  const weights = initialWeights(model, { scheme: 'pytorch', seed: 1 })
  const inputs = [
    [1, 2],
    [0, -1],
    [2, 1],
  ]
  const loss = { kind: 'mse', at: 'all', reduction: 'mean' } as const
  return record({ model, weights, sequence: { inputs, targets: [[0], [1], [0]] }, loss })
}

/** The equations of a cell as text, without comments and with every letter changed but x and h. */
const disguised = (
  model: Model,
): { readonly equations: string; readonly was: ReadonlyMap<string, string> } => {
  const { equations, weights } = cellOf(model)
  const names = [...equations.map(({ symbol }) => symbol), ...weights].filter((name) => name !== 'h')
  // Letters of the built-in cells, but in other places.
  const letters = ['C', 'f', 'z', 'i', 'o', 'n', 'g', 'r', 'a', 'S', 'q', 'k', 'm']
  const fresh = names.map((_, i) => `${letters[i % letters.length]}${i < letters.length ? '' : `_${i}`}`)
  const by = new Map(names.map((name, i) => [name, fresh[i]!]))
  const lines = equations.map(({ symbol, expr }) => `${symbol} = ${text(expr)}`).join('\n')
  return {
    equations: lines.replace(/\p{L}[\p{L}_\d]*/gu, (word) => by.get(word) ?? word),
    was: new Map([...by].map(([name, letter]) => [letter, name])),
  }
}

const told = (trace: Trace, words: typeof en, was: ReadonlyMap<string, string> = new Map()) =>
  trace.frames.map((frame) =>
    `${titleOf(trace, frame, words)} | ${reasonOf(trace, frame, words)}`.replace(
      /\[\[([^\]]+?)([+-]1)?\]\]/g,
      (_, name: string, dt = '') => `[[${was.get(name) ?? name}${dt}]]`,
    ),
  )

const variants = ['vanilla', 'NIG', 'NFG', 'NOG', 'NIAF', 'NOAF', 'CIFG'] as const
const cells: Model[] = [
  ...(['tanh', 'relu', 'linear'] as const).map((activation) =>
    modelOf({ cell: 'rnn', ...sizes, activation }),
  ),
  ...[true, false].flatMap((resetAfter) =>
    (['keep', 'write'] as const).map((update) => modelOf({ cell: 'gru', ...sizes, resetAfter, update })),
  ),
  ...variants.flatMap((variant) =>
    [false, true].map((peephole) => modelOf({ cell: 'lstm', ...sizes, variant, peephole })),
  ),
]

test('a built-in cell that is typed with other letters is told as the built-in one', () => {
  for (const model of cells)
    for (const [, words] of languages) {
      const { equations, was } = disguised(model)
      const typed = traceOf({ ...sizes, cell: { name: 'mine', equations } } as Model)
      // Of the cells of the library, those that PyTorch has keep a bias as two.
      const twice = words.sentences([words.facts.movesTwice({ fact: 'movesTwice' })])
      const builtIn = told(traceOf(model), words).map((line) => line.replace(twice, '').trimEnd())
      expect(told(typed, words, was), equations).toEqual(builtIn)
    }
})

test('the author of a cell names its symbols, and nothing contradicts the name', () => {
  const equations = `
    a = W x + b
    s = σ(a)  # strength: how much is corrected
    m = s ⊙ m[t-1] + (1 - s) ⊙ tanh(V x)  # trace
    h = tanh(m)`
  const trace = traceOf({ ...sizes, cell: { name: 'mine', equations } } as Model)
  const titles = trace.frames.map((frame) => titleOf(trace, frame, en))
  expect(titles).toContain('Strength: how much is corrected')
  expect(titles).toContain('Into the strength: the pre-activation')
  const all = told(trace, en).join('\n')
  expect(all).not.toMatch(/forget|update gate/)
  expect(all).toContain('the gate [[s]]')
})

test('weights, tables, maxima and sums of memories are told by what they do', () => {
  const says = (equations: string) =>
    told(traceOf({ ...sizes, cell: { name: 'mine', equations } } as Model), en).join('\n')
  const leaky = says(
    'γ : [H]\nu = W x + U h[t-1]\ns = γ ⊙ s[t-1] + (1 - γ) ⊙ u\nl = 0.9 l[t-1] + s\nh = tanh(s + l)',
  )
  expect(leaky).toContain('is multiplied by [[γ]], the same at each timestep')
  expect(leaky).toContain('is multiplied by what [[γ]] leaves of 1, the same at each timestep')
  expect(leaky).toContain('the cell state [[s]] and the cell state [[l]], added and squeezed by tanh')
  const table = says('q = W_q x\nk = W_k x\nv = W_v x\nM = 0.9 M[t-1] + v kᵀ\nh = tanh(M q)')
  expect(table).toContain('into each column as much of it as [[k]] says')
  expect(table).toContain('how much of a column of the memory [[M]] is read for [[h]]')
  expect(table).toContain('stand a product with a matrix and tanh')
  const divided = says(
    'z = σ(W x)\nc = tanh(V x)\nP = (1 - z) ⊙ P[t-1] + z ⊙ c\nk = (1 - z) ⊙ k[t-1] + z\nh = P / (k + 1e-3)',
  )
  expect(divided).toContain('The update gate [[z]] is added as it is')
  expect(divided).toContain('divided by what comes from the normaliser [[k]]')
  const largest = says('f = σ(W x)\nC = max(f ⊙ C[t-1], tanh(V x))\nh = C')
  expect(largest).toContain('the old state [[C-1]] times')
  // What another equation reads as it was is more than a normaliser.
  expect(says('k = σ(W x) ⊙ k[t-1] + 1\nu = V x - k[t-1]\nh = u / k')).not.toContain('normaliser')
})

test.each(languages)(
  'every step of any cell has a title and a reason about symbols that it has: %s',
  (_, words) => {
    const texts = [
      ...library.map(equationsOf),
      ...Array.from({ length: 25 }, (_, i) => randomEquations(i + 1)),
    ]
    const cells = texts.map((equations) => ({ equations, sizes: /[[ ]N\]/.test(equations) ? { N: 2 } : {} }))
    for (const cell of cells) {
      const trace = traceOf({ ...sizes, cell: { name: 'any', ...cell } } as Model)
      const seen = new Set(
        [...trace.net.cell, ...trace.net.head].flatMap((eq) => (eq.silent ? [] : [eq.symbol])),
      )
      for (const name of ['x', 'target', ...trace.net.weights, ...Object.values(trace.net.constants)])
        seen.add(name)
      for (const frame of trace.frames) {
        const said = [titleOf(trace, frame, words), reasonOf(trace, frame, words)]
        for (const each of said) {
          expect(each, `${cell.equations}\n${frame.equation.symbol}`).toMatch(/\S/)
          expect(each).not.toMatch(/undefined|NaN|\[object| {2}/)
          for (const [, name] of each.matchAll(/\[\[(.+?)(?:[+-]1)?\]\]/g))
            expect(seen, `${each}\n${cell.equations}`).toContain(name)
        }
      }
    }
  },
)
