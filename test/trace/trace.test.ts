import { describe, expect, test } from 'vitest'
import { symbolsIn } from '../../src/algebra/expression.ts'
import {
  answerOf,
  check,
  type Experiment,
  firstNonFinite,
  frameAt,
  grains,
  ideaOf,
  numberOf,
  ofGradient,
  parseRef,
  placeOf,
  problemOf,
  record,
  resultOf,
  stops,
  toJson,
  updated,
  valuesOf,
} from '../../src/index.ts'
import { startOf } from '../../src/trace/schedule.ts'
import { builtIn, experimentOf, nets, runOf } from '../support/cases.ts'

const traces = nets.filter((c) => c.name !== 'lstm-long').map((c) => [c.name, runOf(c)] as const)
const named = (name: string) => traces.find(([n]) => n === name)![1]

describe.each(traces)('the trace of %s', (_, trace) => {
  test('writes each value once, and reads nothing before it is written', () => {
    const written = new Set<string>()
    const given = (name: string, t: number) =>
      ['x', 'target', 'w'].includes(name) ||
      (trace.net.states.includes(name) && t === startOf(trace.net, name, trace.T))
    for (const { t, equation, phase } of trace.frames) {
      const key = `${equation.symbol}@${phase === 'loss' ? 'all' : t}`
      expect(written.has(key)).toBe(false)
      if (phase === 'forward' || phase === 'backward')
        for (const s of symbolsIn(equation.expr)) {
          const plain = ofGradient(s.name) ?? s.name
          if (s.dt === null || trace.net.info(plain).kind === 'part') continue
          if (!given(s.name, t! + s.dt)) expect(written).toContain(`${s.name}@${t! + s.dt}`)
        }
      written.add(key)
    }
  })

  test('has coarse steps among the fine ones, down to the four phases', () => {
    const lists = grains.map((grain) => stops(trace, grain))
    expect(lists[0]).toEqual(trace.frames.map((frame) => frame.index))
    for (const [i, coarse] of lists.slice(1).entries())
      expect(lists[i]).toEqual(expect.arrayContaining(coarse))
    expect(lists.at(-1)!.map((i) => trace.frames[i]!.phase)).toEqual([
      'forward',
      'loss',
      'backward',
      'update',
    ])
  })

  test('finds each frame by its place', () => {
    for (const frame of trace.frames) expect(frameAt(trace, placeOf(frame))).toBe(frame)
    for (const nonsense of [
      '',
      'f0.f',
      'f999.f',
      'b1.zz',
      'x1.f',
      'u.nothing',
      'f1',
      '__proto__',
      'f1.__proto__',
    ])
      expect(frameAt(trace, nonsense)).toBeUndefined()
  })

  test('adds what each timestep contributes up to the gradient of a weight', () => {
    for (const weight of trace.net.weights) {
      const total = valuesOf(trace, parseRef(`d:${weight}`)!)!.data
      const sum = new Float64Array(total.length)
      for (let t = trace.T; t >= 1; t--) {
        const added = valuesOf(trace, parseRef(`d:${weight}@${t}`)!)!.data
        for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + added[i]!
        const running = valuesOf(trace, parseRef(`d:${weight}@${t}+`)!)!.data
        for (let i = 0; i < sum.length; i++)
          expect(Math.abs(running[i]! - sum[i]!)).toBeLessThanOrEqual(1e-13 * Math.max(1, Math.abs(sum[i]!)))
      }
      expect(Array.from(valuesOf(trace, parseRef(`d:${weight}@1+`)!)!.data)).toEqual(Array.from(total))
    }
  })

  test('adds the terms of a gradient up to it', () => {
    for (const frame of trace.frames.filter(
      (f) => f.phase === 'backward' && !f.equation.overTime && f.equation.terms.length > 1,
    )) {
      const { data } = resultOf(trace, frame)
      const parts = frame.equation.terms.map(
        (term) =>
          valuesOf(
            trace,
            parseRef(`${frame.equation.symbol}@${frame.t}<${term.via}@${frame.t! + term.dt!}`)!,
          )!.data,
      )
      for (let i = 0; i < data.length; i++)
        expect(Math.abs(parts.reduce((sum, part) => sum + part[i]!, 0) - data[i]!)).toBeLessThan(1e-12)
    }
  })
})

test('the same document gives the same bytes', () => {
  for (const c of builtIn) {
    const once = () => toJson(answerOf(runOf(c)))
    expect(once()).toBe(once())
  }
})

test('names of numbers', () => {
  const trace = named('store-and-ask')
  expect(numberOf(trace, 'L')).toBe(trace.loss)
  expect(numberOf(trace, 'f@3[0]')).toBe(trace.memory('f').data[3])
  expect(numberOf(trace, 'h@0[0]')).toBe(0)
  expect(numberOf(trace, 'd:C@3[0]')).toBe(trace.memory('d:C').data[3])
  expect(numberOf(trace, 'W_f[0,1]')).toBe(trace.problem.weights.weight_ih_l0!.data[4])
  expect(numberOf(trace, "W_f'[0,1]")).toBe(
    trace.memory('W_f').data[1]! - 0.1 * trace.memory('d:W_f').data[1]!,
  )
  for (const none of [
    'f@9[0]',
    'f@3[1]',
    'f@3',
    'f@0[0]',
    'W_f[0]',
    'W_q[0,0]',
    'd:L',
    'nonsense!',
    'f@3[0]<h@3',
    'd:C@3[0]<f@9',
    '__proto__',
    'constructor@1[0]',
    'W_f@1[0,0]',
    "d:W_f'[0,0]",
    'x@0[0]',
    '',
  ])
    expect(numberOf(trace, none)).toBeUndefined()
})

test('ideas: a gate with its pre-activation, the output with its loss, the forks apart', () => {
  const trace = named('slot-filling-arrive')
  const at = (phase: string, t: number) => [
    ...new Set(trace.frames.filter((f) => f.phase === phase && f.t === t).map((f) => ideaOf(f, trace.net))),
  ]
  expect(at('forward', 2)).toEqual(['f', 'i', 'g', 'C', 'o', 'h', 'y'])
  expect(at('backward', 2)).toEqual(['y', 'h', 'o', 'C', 'g', 'i', 'f', 'weights', 'x'])
  expect(at('backward', 0)).toEqual(['h', 'C'])
})

test('numbers that overflow are results: Infinity, then NaN, and the first frame is named', () => {
  const T = 2000
  const document: Experiment = {
    format: 'unrolled/1',
    model: {
      cell: 'rnn',
      activation: 'linear',
      inputSize: 1,
      hiddenSize: 2,
      outputSize: 1,
      weights: {
        weight_ih_l0: [[1], [1]],
        weight_hh_l0: [
          [2, 0],
          [0, -2],
        ],
        bias_ih_l0: [0, 0],
        bias_hh_l0: [0, 0],
        'head.weight': [[1, 1]],
        'head.bias': [0],
      },
    },
    sequence: { inputs: Array.from({ length: T }, () => [1]), targets: [[0]] },
    loss: { kind: 'mse', at: 'last', reduction: 'mean' },
  }
  const result = check(document)
  expect(result.ok).toBe(true)
  const trace = record(problemOf(document))
  expect(placeOf(firstNonFinite(trace)!)).toBe('f1024.a')
  expect(trace.loss).toBeNaN()
  expect(trace.frames.at(-1)!.phase).toBe('update')
  expect(JSON.parse(toJson(answerOf(trace))).loss).toBe('NaN')
  expect(firstNonFinite(named('store-and-ask'))).toBeUndefined()
})

test('applying the update gives the weights that its frames show, in every net', () => {
  for (const [name, trace] of traces) {
    const experiment = experimentOf(nets.find((c) => c.name === name)!)
    const after = record(problemOf(updated(experiment, trace)))
    for (const weight of trace.net.weights) {
      const shown = trace.memory(`${weight}'`).data
      const used = after.memory(weight).data
      for (let k = 0; k < shown.length; k++)
        expect(Math.abs(used[k]! - shown[k]!)).toBeLessThan(1e-14 * Math.max(1, Math.abs(shown[k]!)))
    }
  }
})

test('the loss is finite where the probability is not', () => {
  const document: Experiment = {
    format: 'unrolled/1',
    model: {
      cell: 'rnn',
      inputSize: 1,
      hiddenSize: 1,
      outputSize: 2,
      weights: {
        weight_ih_l0: [[0]],
        weight_hh_l0: [[0]],
        bias_ih_l0: [0],
        bias_hh_l0: [0],
        'head.weight': [[0], [0]],
        'head.bias': [800, 0],
      },
    },
    sequence: { inputs: [[1]], targets: [1] },
    loss: { kind: 'cross-entropy', at: 'last', reduction: 'mean' },
  }
  const answer = answerOf(record(problemOf(document)))
  expect(answer.loss).toBe(800)
  expect(answer.steps[0]!.grads.y).toEqual([1, -1])
})

test('memory grows with T · H and the weights, not with T times the weights', () => {
  const document = experimentOf(builtIn.find((c) => c.name === 'sine')!)
  const trace = record(problemOf(document))
  for (const weight of trace.net.weights)
    expect(trace.memory(`d:${weight}`).data.length).toBe(trace.memory(weight).data.length)
})
