/** A step of training opened on the stage: the update of its trace is the one that training made, and PyTorch's. */
import { describe, expect, test } from 'vitest'
import { inFull } from '../../app/parts/equation/lines.ts'
import { carriedNames } from '../../src/cell/optimizers.ts'
import {
  factsOf,
  formulaOf,
  frameAt,
  groupOf,
  listsOf,
  numberOf,
  placeOf,
  placesOf,
  problemOf,
  readExperiment,
  record,
  stops,
  type TrainingRun,
  tensorShapes,
  texOf,
  trainingRun,
  updated,
  why,
  writeExperiment,
} from '../../src/index.ts'
import { documentOf, runs } from './documents.ts'

const flat = (of: unknown): number[] => [of].flat(3) as number[]

/** The trace of a sequence of the batch of an update, through the text of its document. */
function opened(run: TrainingRun, done: number, at = 1) {
  const batch = run.order.batch(done)
  const read = readExperiment(writeExperiment(run.experimentAt(done, batch[at % batch.length]!)))
  if (!read.ok) throw new Error(read.error)
  return { experiment: read.value, trace: record(problemOf(read.value)) }
}

const close = (a: number, b: number, bound: number) =>
  Math.abs(a - b) <= bound * Math.max(1e-3, Math.abs(a), Math.abs(b))

function expectWeights(a: unknown, b: unknown, bound: number) {
  const [left, right] = [a, b] as Record<string, unknown>[]
  for (const [name, value] of Object.entries(left!)) {
    const other = flat(right![name])
    for (const [i, n] of flat(value).entries())
      if (!close(n, other[i]!, bound)) expect([name, i, n]).toEqual([name, i, other[i]])
  }
}

/** The new weights that the frames of an update wrote, beside those of training: sums of both biases too. */
function expectFrames(run: TrainingRun, done: number) {
  const { trace } = opened(run, done)
  const after = run.parameters.weights(run.stateAt(done + 1).parameters)
  for (const [weight, { tensors, from, to }] of placesOf(trace.problem.model)) {
    const { data, shape } = trace.memory(`${weight}'`)
    const width = shape.length > 1 ? shape[1]! : 1
    for (let i = 0; i < data.length; i++) {
      const expected = tensors.reduce((sum, name) => sum + after[name]!.data[from * width + i]!, 0)
      if (!close(data[i]!, expected, 1e-12)) expect([weight, i, data[i]]).toEqual([weight, i, expected])
    }
    expect(to === undefined || to > from).toBe(true)
  }
}

describe.each(runs)('$name', ({ training, expect: torch }) => {
  test("every frame of an update is the one of training, and PyTorch's norm", () => {
    const run = trainingRun(documentOf(training))
    run.advance(8)
    for (const done of [0, 1, 7]) {
      expectFrames(run, done)
      const { trace } = opened(run, done)
      expect(close(numberOf(trace, 'update.n')!, torch.gradNorms[done]!, 1e-8)).toBe(true)
    }
  })
  test('"update the weights" goes where training went, with what the optimiser carries', () => {
    const run = trainingRun(documentOf(training))
    run.advance(5)
    const { experiment, trace } = opened(run, 3, 0)
    const next = updated(experiment, trace)
    expectWeights(next.model.weights, listsOf(run.parameters.weights(run.stateAt(4).parameters)), 1e-12)
    const then = run.experimentAt(4, run.order.batch(4)[0]!)
    expect(next.optimizerState!.t).toBe(4)
    for (const kind of carriedNames)
      if (then.optimizerState![kind])
        expectWeights(next.optimizerState![kind], then.optimizerState![kind], 1e-11)
    expect(next.update!.batch).toBeUndefined()
  })
})

const adam = (more: object, cell: unknown = 'lstm', optimizer: object = { kind: 'adam', lr: 0.01 }) =>
  documentOf({
    format: 'unrolled-training/1',
    model: {
      inputSize: 3,
      outputSize: 1,
      layers: [{ cell, hiddenSize: 2 }],
      init: { scheme: 'pytorch', seed: 3 },
    },
    data: { kind: 'task', name: 'store-and-ask', seed: 1, sequences: 10, length: 5 },
    loss: { kind: 'mse', at: 'all', reduction: 'mean' },
    training: { optimizer, epochs: 4, batch: 4, ...more },
  })

test.each([
  [adam({}, 'lstm', { kind: 'adam', lr: 0.01, weight_decay: 0.1 })],
  [adam({ clipNorm: 0.05 }, 'gru', { kind: 'rmsprop', lr: 0.01, momentum: 0.5, weight_decay: 0.2 })],
  [adam({}, 'rnn', { kind: 'sgd', lr: 0.1, momentum: 0.9, weight_decay: 0.01 })],
  [adam({ clipNorm: 0.1 }, { name: 'own', equations: 'a = W x + U h[t-1] + b\nh = tanh(γ a)' })],
])('weight decay, where both biases move apart, and cells that somebody wrote: %#', (document) => {
  const run = trainingRun(document)
  run.advance(7)
  for (const done of [0, 3, 6]) expectFrames(run, done)
})

test('the first step of Adam has the size of the learning rate; its numbers have names, places and reasons', () => {
  const run = trainingRun(adam({ clipNorm: 0.01 }))
  run.advance(3)
  const { trace } = opened(run, 0)
  const moved = numberOf(trace, "W_f'[0,1]")! - numberOf(trace, 'W_f[0,1]')!
  const size = Math.abs(numberOf(trace, 'g_c:W_f[0,1]')!)
  expect(Math.abs(moved)).toBeCloseTo((0.01 * size) / (size + 1e-8), 12)
  expect(numberOf(trace, 'm:W_f[0,1]')).toBe(0)
  expect(numberOf(trace, "m:W_f'[0,1]")).toBeCloseTo(0.1 * numberOf(trace, 'g_c:W_f[0,1]')!, 15)
  expect(numberOf(trace, 'm_c:W_f[0,1]')).toBeCloseTo(numberOf(trace, 'g_c:W_f[0,1]')!, 12)
  expect(numberOf(trace, 'update.k')).toBeLessThan(1)
  expect(numberOf(trace, "update.p'")).toBe(0.9)
  expect(numberOf(trace, 'm:nothing[0]')).toBeUndefined()
  expect(numberOf(trace, 'constructor:W_f[0,0]')).toBeUndefined()
  for (const frame of trace.frames.filter(({ phase }) => phase === 'update')) {
    expect(frameAt(trace, placeOf(frame))).toBe(frame)
    const { shape } = trace.memory(frame.equation.symbol)
    const ref = `${frame.equation.symbol}${shape.length ? `[${shape.map(() => 0).join()}]` : ''}`
    const reason = why(trace, ref)
    expect(reason?.value).toBe(numberOf(trace, ref))
    expect(reason?.leaf).toBe(false)
    const reading = { notation: 'notes', gradient: 'partial', weights: 'split' } as const
    expect(texOf(formulaOf(trace, frame, reading).numbers, false)).not.toContain('NaN')
  }
  expect(why(trace, 'v:W_f[0,1]')?.leaf).toBe(true)
})

test('a document without a rule has the plain step, and no names of optimisers', () => {
  const { update: _, optimizerState: __, ...plain } = trainingRun(adam({})).experimentAt(0, 0)
  const trace = record(problemOf(plain), 0.3)
  const frames = trace.frames.filter(({ phase }) => phase === 'update')
  expect(frames.map(({ equation }) => equation.symbol)).toEqual(trace.net.weights.map((w) => `${w}'`))
  expect(numberOf(trace, 'm:W_f[0,0]')).toBeUndefined()
  const moved = updated(plain, trace)
  for (const name of Object.keys(tensorShapes(trace.problem.model)))
    expect(flat(moved.model.weights[name])).toHaveLength(flat(plain.model.weights![name]).length)
  expect(moved).not.toHaveProperty('optimizerState')
})

test('an idea of Adam’s update is a weight with all that is computed for it; that a bias moves twice is said at its formula', () => {
  const run = trainingRun(adam({ clipNorm: 0.01 }))
  run.advance(3)
  const { trace } = opened(run, 1)
  const updates = trace.frames.filter(({ phase }) => phase === 'update')
  const idea = (frame: (typeof updates)[number]) => groupOf(frame, trace.net, 'idea')
  const steps = [...new Set(updates.map(idea))].map((each) =>
    updates.filter((frame) => idea(frame) === each).map(({ equation }) => equation.symbol),
  )
  const first = (symbol: string) => steps.find((all) => all.includes(symbol))
  expect(first("W_f'")).toEqual(['g_c:W_f', "m:W_f'", "v:W_f'", 'm_c:W_f', 'v_c:W_f', "W_f'"])
  expect(first('g:W_f')).toEqual(['g:W_f', 'g:U_f', 'g:b_f'])
  // Each is in sight whole, where its step ends; frames of one idea stand together.
  const ends = stops(trace, 'idea').filter((i) => trace.frames[i]!.phase === 'update')
  expect(ends).toHaveLength(steps.length)
  for (const symbol of ["W_f'", 'g:U_f', "b_f'"]) {
    const end = ends.find((i) => i >= updates.find(({ equation }) => equation.symbol === symbol)!.index)!
    const { frames, many } = inFull(trace, end, 'idea', { notation: 'notes', weights: 'split' })
    expect([frames.map(({ equation }) => equation.symbol), many]).toEqual([first(symbol), []])
  }
  const said = (symbol: string) =>
    factsOf(trace, updates.find(({ equation }) => equation.symbol === symbol)!).map(({ fact }) => fact)
  expect(said("b_f'")).toEqual(['stepBy', 'movesTwice'])
  expect(said("W_f'")).toEqual(['stepBy'])
})
