import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  answerOf,
  bandsOf,
  cellPath,
  check,
  clipped,
  type DecaySpec,
  decay,
  decayOf,
  documentOfDraw,
  drawn,
  forgetProduct,
  modelNamed,
  modelNames,
  nameOfModel,
  norm,
  type Problem,
  presets,
  probe,
  problemOf,
  quantile,
  record,
  runStates,
  truncated,
  weightGradients,
  withWeightGradients,
} from '../src/index.ts'
import { random } from '../src/tensor/random.ts'
import { experimentOf, supported } from './cases.ts'

interface Reference {
  readonly lags: number[]
  readonly models: Record<string, Record<'h' | 'C', [number, number, number][]>>
}
const reference: Reference = JSON.parse(readFileSync('test/golden/decay/reference.json', 'utf8'))

const spec = (name: string, sizes: Partial<DecaySpec> = {}): DecaySpec => ({
  ...modelNamed(name)!,
  hidden: 64,
  inputs: 8,
  steps: 100,
  inputScale: 1,
  seed: 1,
  ...sizes,
})
const draws = (of: DecaySpec, n: number) => Array.from({ length: n }, (_, draw) => decay(of, draw))

const kinds = [
  'rnn-torch',
  'rnn-relu-xavier',
  'rnn-linear-orthogonal',
  'lstm-bf=1',
  'lstm-peephole-torch',
  ...['NIG', 'NFG', 'NOG', 'NIAF', 'NOAF', 'CIFG'].map((variant) => `lstm-peephole-${variant}-torch`),
  'gru-torch',
  'gru-before-write-torch',
]

describe('PyTorch’s reference', () => {
  test('has the models that have names', () => expect(Object.keys(reference.models)).toEqual([...modelNames]))

  test.each(modelNames)('the median of 60 draws of %s lies in PyTorch’s band', (name) => {
    const bands = bandsOf(draws(spec(name), 60))
    const states = Object.entries(reference.models[name]!) as ['h' | 'C', [number, number, number][]][]
    expect(Object.keys(bands)).toEqual(states.map(([state]) => state))
    for (const [state, quantiles] of states)
      for (const [i, [low, , high]] of quantiles.entries()) {
        const median = Math.log(bands[state]!.q50[reference.lags[i]!]!)
        expect(median).toBeGreaterThan(Math.log(low!))
        expect(median).toBeLessThan(Math.log(high!))
        // The band is wide where the draws differ: ours differ as much.
        const { q10, q90 } = bands[state]!
        const spread = Math.log(q90[reference.lags[i]!]! / q10[reference.lags[i]!]!) / Math.log(high! / low!)
        expect(spread).toBeGreaterThan(0.5)
        expect(spread).toBeLessThan(2)
      }
  })
})

/** The loss with one state moved at timestep t: the steps after t, run from there. */
function lossFrom(problem: Problem, t: number, initialState: { h: number[]; C?: number[] }): number {
  const inputs = problem.sequence.inputs.slice(t)
  return record({ ...problem, sequence: { ...problem.sequence, inputs, initialState } }).loss
}

describe.each(kinds)('a draw of %s', (name) => {
  const problem = drawn(spec(name, { hidden: 5, inputs: 3, steps: 9, inputScale: 0.8 }), 3)
  const run = runStates(problem)

  test('sends a gradient of length 1 in, and has the norms of the recorded trace', () => {
    const trace = record(problem)
    expect(decayOf(run).h[0]).toBeCloseTo(1, 14)
    const answer = answerOf(trace)
    for (const state of ['h', 'C'] as const)
      for (const [lag, n] of Array.from(decayOf(run)[state] ?? []).entries()) {
        const t = run.T - lag
        const gradient = t === 0 ? answer.initialGrads[state] : answer.steps[t - 1]!.grads[state]
        const expected = Math.hypot(...(gradient as number[]))
        expect(Math.abs(n - expected)).toBeLessThanOrEqual(1e-13 * expected)
      }
    const whole = weightGradients(withWeightGradients(run))
    for (const [tensor, { data }] of Object.entries(weightGradients(trace)))
      expect(whole[tensor]!.data).toEqual(data)
  })

  test('has the gradients of central differences', () => {
    const H = 5
    const states = run.net.states.includes('C') ? (['h', 'C'] as const) : (['h'] as const)
    for (const t of [0, 6]) {
      const before = Object.fromEntries(
        states.map((state) => [state, Array.from(run.memory(state).data.subarray(t * H, (t + 1) * H))]),
      ) as { h: number[]; C?: number[] }
      // What a state at t is worth to the steps after t, the other state held; at t a cell state also acts through h (a path of its own).
      const partial = (state: 'h' | 'C', i: number) => {
        const at = (eps: number) =>
          lossFrom(problem, t, { ...before, [state]: before[state]!.with(i, before[state]![i]! + eps) })
        const [d1, d2] = [1e-4, 2e-4].map((eps) => (at(eps) - at(-eps)) / (2 * eps))
        return (4 * d1! - d2!) / 3
      }
      const later = runStates({
        ...problem,
        sequence: { ...problem.sequence, inputs: problem.sequence.inputs.slice(t), initialState: before },
      })
      for (const state of states)
        for (let i = 0; i < H; i++)
          expect(Math.abs(partial(state, i) - later.memory(`d:${state}`).data[i]!)).toBeLessThan(1e-9)
      // Without a cell state nothing else acts, and the whole run says the same.
      for (let i = 0; i < H; i++)
        expect(Math.abs(partial('h', i) - run.memory('d:h').data[t * H + i]!)).toBeLessThan(1e-9)
    }
  })

  test('opens on the stage as a document with the same gradients', () => {
    const of = spec(name, { hidden: 4, inputs: 2, steps: 6 })
    const result = check(JSON.parse(JSON.stringify(documentOfDraw(of, 1))))
    if (!result.ok) throw new Error(result.error)
    expect(decayOf(record(problemOf(result.value)))).toEqual(decay(of, 1))
  })
})

test('every symbol has the gradient of its name, and its name is read back', () => {
  for (const name of [...modelNames, ...kinds, 'rnn-relu-1.5-orthogonal', 'lstm-2-xavier-bf=-1-in=0.01'])
    expect(nameOfModel(modelNamed(name)!)).toBe(name)
  for (const name of [
    '',
    'lstm',
    'rnn-bf=1',
    'gru-NIG-torch',
    'rnn-torch-0.1',
    'lstm-CIFG-f=one',
    'rnn-torch ',
  ])
    expect(modelNamed(name)).toBeUndefined()
})

test('draws differ, the same draw is the same, and models share inputs and v', () => {
  const [a, b] = [spec('rnn-torch'), spec('gru-torch')].map((of) => drawn(of, 2))
  expect(a!.sequence).toEqual(b!.sequence)
  expect(a!.weights['head.weight']).toEqual(b!.weights['head.weight'])
  expect(drawn(spec('rnn-torch'), 2)).toEqual(a)
  expect(drawn(spec('rnn-torch'), 3).sequence).not.toEqual(a!.sequence)
  expect(drawn(spec('rnn-torch', { seed: 2 }), 2).weights).not.toEqual(a!.weights)
  const scaled = drawn(spec('rnn-torch', { inputScale: 10 }), 2)
  expect(scaled.sequence.inputs[4]![1]).toBe(10 * a!.sequence.inputs[4]![1]!)
})

test('any experiment can be probed with a gradient of length 1', () => {
  for (const c of supported.filter((each) => each.name !== 'lstm-long')) {
    const problem = problemOf(experimentOf(c))
    const { h } = decayOf(runStates(probe(problem, 1)))
    expect(Math.abs(h[0]! - 1)).toBeLessThan(1e-14)
    expect(h.length).toBe(problem.sequence.inputs.length + 1)
  }
})

describe('paths', () => {
  const sizes = { hidden: 8, inputs: 4, steps: 30 }

  test('f = 1: the truncated gradient of C is constant, the full one is not', () => {
    const of = spec('lstm-f=one', sizes)
    const { C, h, limits } = decay(of, 0, 'truncated')
    expect(Math.max(...C!) / Math.min(...C!)).toBeLessThan(1 + 1e-14)
    expect(Array.from(h.subarray(1))).toEqual(Array.from({ length: 30 }, () => 0))
    expect(limits).toEqual([{ kind: 'zero', pass: 'backward', symbol: 'd:h', t: 29 }])
    const full = decay(of, 0).C!
    expect(Math.max(...full) / Math.min(...full)).toBeGreaterThan(1.1)
  })

  test.each(['lstm-bf=1', 'lstm-peephole-torch', 'lstm-CIFG-torch'])(
    'of %s the cell path is o (1 − tanh² C) Π f, and the product of gates is Π f',
    (name) => {
      const problem = drawn(spec(name, sizes), 0)
      const { memory } = record(problem)
      const H = sizes.hidden
      const value = (symbol: string, t: number, i: number) => memory(symbol).data[t * H + i]!
      const v = problem.weights['head.weight']!.data
      const [path, product] = [cellPath(problem)!, forgetProduct(runStates(problem))!]
      for (const lag of [0, 1, 7, 30]) {
        const gates = Array.from(v, (_, i) => {
          let f = 1
          for (let t = 30; t > 30 - lag; t--) f *= value('f', t, i)
          return f
        })
        const out = (i: number) => value('o', 30, i) * (1 - Math.tanh(value('C', 30, i)) ** 2)
        expect(product[lag]! / Math.hypot(...v.map((n, i) => n * gates[i]!))).toBeCloseTo(1, 12)
        expect(path[lag]! / Math.hypot(...v.map((n, i) => n * out(i) * gates[i]!))).toBeCloseTo(1, 12)
      }
    },
  )

  test('a GRU keeps h along z, an RNN has no path of the kind', () => {
    const problem = drawn(spec('gru-torch', sizes), 0)
    const { memory } = record(problem)
    const v = problem.weights['head.weight']!.data
    const z = v.map((n, i) => n * memory('z').data[30 * 8 + i]! * memory('z').data[29 * 8 + i]!)
    expect(cellPath(problem)![2]! / Math.hypot(...z)).toBeCloseTo(1, 12)
    expect(cellPath(drawn(spec('rnn-torch', sizes), 0))).toBeUndefined()
    expect(forgetProduct(runStates(problem))).toBeUndefined()
  })

  test('the truncated gradient leaves the shared equations as they are', () => {
    const problem = drawn(spec('lstm-torch', sizes), 0)
    const before = decay(spec('lstm-torch', sizes), 0)
    runStates(problem, truncated(problem))
    expect(decay(spec('lstm-torch', sizes), 0)).toEqual(before)
  })

  test('clipping bounds the norm over all tensors and keeps the direction', () => {
    const problem = drawn(spec('rnn-linear-1.5-orthogonal', sizes), 0)
    const gradients = weightGradients(record(problem))
    const all = Object.values(gradients).flatMap(({ data }) => Array.from(data))
    const { before, after, factor } = clipped(gradients, 1)
    expect(before / Math.hypot(...all)).toBeCloseTo(1, 12)
    expect([after, factor * before]).toEqual([1, 1].map((n) => expect.closeTo(n, 12)))
    expect(clipped(gradients, 2 * before)).toEqual({ before, after: before, factor: 1 })
    gradients.weight_hh_l0!.data[0] = Number.POSITIVE_INFINITY
    expect(clipped(gradients, 1)).toEqual({ before: Number.POSITIVE_INFINITY, after: Number.NaN, factor: 0 })
  })
})

describe('numbers that are no longer numbers', () => {
  test('overflow, then NaN, each with its first timestep', () => {
    // ‖∂L/∂h_{T−k}‖ = 5^k: 5^441 < 1.8e308 < 5^442.
    const one = decay(spec('rnn-linear-5-orthogonal', { hidden: 1, steps: 500 }), 0)
    expect(one.limits.at(-1)).toEqual({ kind: 'overflow', pass: 'backward', symbol: 'd:h', t: 500 - 442 })
    expect(one.h[441]! / 5 ** 441).toBeCloseTo(1, 12)
    expect(one.h[442]).toBe(Number.POSITIVE_INFINITY)
    // Several units overflow with both signs; where they meet, ∞ − ∞.
    const { h, limits } = decay(spec('rnn-linear-5-orthogonal', { hidden: 4, steps: 500 }), 0)
    const at = (kind: string, pass: string) =>
      limits.find((limit) => limit.kind === kind && limit.pass === pass)!.t
    expect(at('overflow', 'forward')).toBeLessThanOrEqual(at('nan', 'forward'))
    const broken = 500 - at('nan', 'backward')
    expect([440, 441, 442, 443]).toContain(broken)
    expect(h[broken]).toBeNaN()
    expect(h[broken - 1]).toBeGreaterThan(1e306)
  })

  test('with tanh the same weights decay', () => {
    const { h, limits } = decay(spec('rnn-1.5-orthogonal'), 0)
    expect(limits).toEqual([])
    expect(h[99]).toBeLessThan(h[1]!)
  })

  test('a norm of 1e-300 is kept, underflow is named', () => {
    const { h, limits } = decay(spec('rnn-linear-0.1-orthogonal', { hidden: 3, steps: 400 }), 0)
    expect(h[300]).toBeGreaterThan(0.99e-300)
    expect(h[300]).toBeLessThan(1.01e-300)
    expect(limits).toEqual([{ kind: 'underflow', pass: 'backward', symbol: 'd:h', t: 400 - 308 }])
    expect(h[400]).toBe(0)
  })

  test('units that are dead are not an underflow', () => {
    const problem = drawn(spec('rnn-relu-torch', { hidden: 2, steps: 5 }), 0)
    for (const name of ['bias_ih_l0', 'bias_hh_l0']) problem.weights[name]!.data.fill(-100)
    expect(decayOf(runStates(problem)).limits).toEqual([
      { kind: 'zero', pass: 'backward', symbol: 'd:h', t: 4 },
    ])
  })

  test('128 units over 500 steps', () => {
    for (const name of ['lstm-bf=3', 'gru-torch', 'rnn-orthogonal']) {
      const { h } = decay(spec(name, { hidden: 128, steps: 500 }), 0)
      expect(h).toHaveLength(501)
      expect(h.every((n) => n > 0)).toBe(true)
    }
  })
})

describe('the presets show what they are for', () => {
  const last = (id: string, hidden = 64) => {
    const { models, steps = 100, inputScale = 1 } = presets.find((each) => each.id === id)!
    return models.map((name) => {
      const { h, C, limits } = decay(spec(name, { hidden, steps, inputScale }), 0)
      return { at99: (C ?? h)[99]!, limits }
    })
  }
  test('names that are models', () => {
    for (const { models } of presets) {
      expect(models.length).toBeLessThanOrEqual(6)
      for (const name of models) expect(nameOfModel(modelNamed(name)!)).toBe(name)
    }
  })
  test('an open forget gate keeps what the others lose', () => {
    const [rnn, orthogonal, closed, open] = last('open-gate').map(({ at99 }) => at99)
    expect(rnn!).toBeLessThan(closed!)
    expect(closed!).toBeLessThan(1e-6 * orthogonal!)
    expect(orthogonal!).toBeLessThan(1e-6 * open!)
    const byBias = last('forget-bias').map(({ at99 }) => at99)
    expect([...byBias].sort((a, b) => a - b)).toEqual(byBias)
    expect(last('identity')[0]!.at99).toBeGreaterThan(0.01)
  })
  test('explosions: linear and relu grow, tanh decays; overflow goes on to NaN', () => {
    const [linear, relu, tanh] = last('exploding').map(({ at99 }) => at99)
    expect(linear! / 1.5 ** 99).toBeCloseTo(1, 8)
    expect(relu).toBeGreaterThan(10)
    expect(tanh).toBeLessThan(1)
    const [broken] = last('overflow').map(({ limits }) => limits.map(({ kind, pass }) => `${pass} ${kind}`))
    expect(broken).toEqual(['forward overflow', 'forward nan', 'backward overflow', 'backward nan'])
  })
  test('saturated units let less through', () => {
    const [rnn] = last('saturating')
    expect(rnn!.at99).toBeLessThan(1e-20 * last('open-gate')[0]!.at99)
  })
})

describe('quantiles', () => {
  test('interpolate linearly, as numpy.quantile', () => {
    // numpy.quantile([1, 2, 4, 8, 16], [.1, .5, .9]) and of [3, 1]
    expect([0.1, 0.5, 0.9].map((q) => quantile([16, 2, 8, 4, 1], q))).toEqual([1.4, 4, 12.8])
    expect([0.1, 0.5, 0.9].map((q) => quantile([3, 1], q))).toEqual([1.2, 2, 2.8])
    expect(quantile([7], 0.9)).toBe(7)
  })
  test('keep what is not finite', () => {
    expect(quantile([1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY], 0.9)).toBe(
      Number.POSITIVE_INFINITY,
    )
    expect(quantile([1, Number.NaN, 2], 0.5)).toBeNaN()
  })
  test('a norm neither overflows nor underflows in its squares', () => {
    expect(norm([3e200, 4e200])).toBeCloseTo(5e200, -186)
    expect(norm([3e-300, 4e-300]) / 5e-300).toBeCloseTo(1, 14)
    expect(norm([])).toBe(0)
    expect(norm([1, Number.NaN])).toBeNaN()
  })
})

test('random numbers of neighbouring seeds are not alike', () => {
  // 2^16 normals a stream would correlate by less than 5/√n.
  const n = 2 ** 14
  const stream = (draw: number) =>
    drawn(spec('rnn-torch', { inputs: 64, steps: n / 64 }), draw).sequence.inputs.flat()
  const [a, b] = [stream(0), stream(1)]
  const correlation = a!.reduce((sum, x, i) => sum + x * b![i]!, 0) / n
  expect(Math.abs(correlation)).toBeLessThan(5 / Math.sqrt(n))
  expect(random(1).uniform(0, 1)).not.toBe(random(2).uniform(0, 1))
})

describe('the command line', () => {
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'src/cli.ts', 'decay', ...args],
      { encoding: 'utf8' },
    )
    return { status, stdout, stderr }
  }

  test('prints the quantiles at every lag', () => {
    const sizes = ['--hidden', '6', '--inputs', '3', '--steps', '9', '--draws', '5', '--seed', '7']
    const { status, stdout } = run('--model', 'lstm-bf=2', ...sizes)
    expect(status).toBe(0)
    const bands = bandsOf(draws(spec('lstm-bf=2', { hidden: 6, inputs: 3, steps: 9, seed: 7 }), 5))
    const band = (of: 'h' | 'C') =>
      Object.fromEntries(
        Object.entries(bands[of]!).map(([q, curve]) => [q, Array.from(curve.subarray(1, 9))]),
      )
    expect(JSON.parse(stdout)).toEqual({ lags: [1, 2, 3, 4, 5, 6, 7, 8], h: band('h'), C: band('C') })
    expect(Object.keys(JSON.parse(run('--model', 'gru-torch', ...sizes).stdout))).toEqual(['lags', 'h'])
  })

  test('writes what is not finite as the trace does', () => {
    const { stdout } = run(
      '--model',
      'rnn-linear-5-orthogonal',
      '--hidden',
      '2',
      '--steps',
      '600',
      '--draws',
      '1',
    )
    expect(stdout).toContain('"Infinity"')
    expect(stdout).toContain('"NaN"')
    expect(stdout).not.toContain('null')
  })

  test.each([
    [[], '--model: expected one of rnn-torch, '],
    [['--model', 'nonsense'], `--model: expected one of ${modelNames.join(', ')}, got "nonsense"`],
    [['--model', 'rnn-torch', '--hidden', '0'], '--hidden: expected a whole number from 1 to 256, got "0"'],
    [
      ['--model', 'rnn-torch', '--seed', '-1'],
      '--seed: expected a whole number from 0 to 4294967295, got "-1"',
    ],
    [['--model', 'rnn-torch', '--draws'], "Option '--draws <value>' argument missing"],
    [['--model', 'rnn-torch', '--depth', '2'], "Unknown option '--depth'"],
    [['rnn-torch'], "Unexpected argument 'rnn-torch'"],
  ])('a mistake is one line and exit status 2: %j', (args, message) => {
    const { status, stdout, stderr } = run(...args)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr.startsWith(message)).toBe(true)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  })
})
