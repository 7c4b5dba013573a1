import { expect, test } from 'vitest'
import { answerOf, check, problemOf, record, trainingRun } from '../../src/index.ts'
import { documentOf, runNamed } from './documents.ts'

const gru = () => runNamed('sine-gru-minibatch-rmsprop').training
const lstm = () => runNamed('sine-lstm-adam-clip').training
const shuffled = () =>
  documentOf({
    ...gru(),
    training: { ...(gru().training as object), shuffle: true, seed: 7, precision: 'float64' },
  })

test('paused, kept and resumed, a run is bit by bit the one that was not', () => {
  for (const document of [documentOf(lstm()), shuffled()]) {
    const straight = trainingRun(document)
    straight.advance(24)
    let resumed = trainingRun(document)
    for (const updates of [1, 6, 10, 7]) {
      resumed.advance(updates)
      resumed = trainingRun(document, structuredClone(resumed.keep()))
    }
    expect(resumed.keep()).toEqual(straight.keep())
    expect(resumed.losses).toHaveLength(24)
  }
})

test('every update can be reached again, in any order, also those before a run was resumed', () => {
  const document = shuffled()
  const run = trainingRun(document)
  const states = Array.from({ length: 30 }, () => {
    const { parameters, carried } = run.keep()
    run.advance(1)
    return { parameters, carried }
  })
  for (const done of [29, 3, 4, 17, 0]) expect(run.stateAt(done)).toEqual(states[done])
  const resumed = trainingRun(document, run.keep())
  resumed.advance(2)
  expect(resumed.stateAt(12)).toEqual(states[12])
  expect(resumed.stateAt(30)).toEqual({ parameters: run.keep().parameters, carried: run.keep().carried })
})

test('a moment of training is a document: its losses and gradients make that update', () => {
  const run = trainingRun(documentOf(lstm()))
  run.advance(9)
  const traces = Array.from({ length: run.train }, (_, i) => {
    const written = check(JSON.parse(JSON.stringify(run.experimentAt(5, i))))
    if (!written.ok) throw new Error(written.error)
    expect(written.value.optimizerState).toMatchObject({ t: 5 })
    return record(problemOf(written.value))
  })
  const mean = traces.reduce((sum, { loss }) => sum + loss, 0) / traces.length
  expect(Math.abs(mean - run.losses[5]!)).toBeLessThan(1e-13)
  const gradients = traces.map((trace) => Object.values(answerOf(trace).grads).flat(2))
  const norm = Math.hypot(
    ...gradients[0]!.map((_, k) => gradients.reduce((sum, of) => sum + of[k]!, 0) / gradients.length),
  )
  expect(Math.abs(norm - run.gradNorms[5]!)).toBeLessThan(1e-13)
})

test('the best validation is kept, and float32 stays near float64', () => {
  const document = documentOf({ ...lstm(), data: { ...(lstm().data as object), train: 16 } })
  const run = trainingRun(document)
  const seen = [run.validate()]
  while (run.advance(5) > 0) seen.push(run.validate())
  const best = run.best()!
  expect(best.loss).toBe(Math.min(...seen))
  expect(best.parameters).toEqual(run.stateAt(best.done).parameters)
  const single = trainingRun({ ...document, training: { ...document.training, precision: 'float32' } })
  single.advance(30)
  expect(single.current()).toBeInstanceOf(Float32Array)
  expect(Math.abs(single.losses.at(-1)! - run.losses.at(-1)!)).toBeLessThan(1e-4)
  expect(single.losses.at(-1)).not.toBe(run.losses.at(-1))
})

test('a run stops where a number is not finite, and says which was the first', () => {
  const document = documentOf({
    ...lstm(),
    model: {
      cell: 'rnn',
      activation: 'linear',
      inputSize: 1,
      outputSize: 1,
      hiddenSize: 6,
      init: { scheme: 'pytorch', seed: 1 },
    },
    training: { optimizer: { kind: 'sgd', lr: 1e6 }, epochs: 300 },
  })
  const run = trainingRun(document)
  const made = run.advance(300)
  expect(made).toBeLessThan(300)
  const broken = run.broken()!
  expect(broken.done).toBe(made)
  expect(broken.first?.ref).toMatch(/^[\w:.]+(@\d+)?$/)
  expect(run.losses).toHaveLength(made + 1)
  expect(run.advance(1)).toBe(0)
  expect(run.current().every((n) => Number.isFinite(n))).toBe(true)
})

test('an update is open, equation by equation: the first step of Adam has the size of the rate', () => {
  const run = trainingRun(documentOf(lstm()))
  run.advance(6)
  const first = run.updateAt(0)
  expect(first.equations.map(({ symbol }) => symbol)).toEqual([
    'n',
    'k',
    'g_c',
    'p',
    'q',
    'm',
    'v',
    'm_c',
    'v_c',
    'θ',
  ])
  const [before, after] = [first.value('θ', -1), first.value('θ')]
  // But for ε beside a gradient that is small itself.
  for (const [i, n] of after.entries()) {
    const size = Math.abs(first.value('g_c')[i]!)
    expect(Math.abs(n - before[i]!)).toBeCloseTo((0.01 * size) / (size + 1e-8), 12)
  }
  expect(after).toEqual(run.stateAt(1).parameters)
  for (const done of [0, 2, 5]) {
    const at = run.updateAt(done)
    const [n, k] = [at.value('n')[0]!, at.value('k')[0]!]
    expect(n).toBe(run.gradNorms[done])
    expect(k).toBe(1 / Math.max(1, (n + 0.000001) / 0.5))
    expect(at.value('m', -1)).toEqual(run.stateAt(done).carried.m)
    expect(at.value('p')[0]).toBeCloseTo(0.9 ** (done + 1), 12)
    const [g, m, v] = [at.value('g'), at.value('m'), at.value('v')]
    for (const [i, x] of m.entries()) expect(x).toBeCloseTo(0.9 * at.value('m', -1)[i]! + 0.1 * k * g[i]!, 14)
    expect(v.every((x) => x >= 0)).toBe(true)
  }
})
