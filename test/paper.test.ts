import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gradientOf } from '../src/algebra/expression.ts'
import type { Problem, Weights } from '../src/cell/model.ts'
import {
  classes,
  meanOf,
  modelOf,
  record,
  symbols,
  temporalOrder,
  trainer,
  weightGradients,
} from '../src/index.ts'
import { exp } from '../src/paper/exp.ts'
import { type GradientKind, gradientFor } from '../src/paper/gradient.ts'
import {
  type BlockNet,
  blockNet,
  experiment6a,
  forward,
  initialNet,
  isCorrect,
  outputErrors,
  type Run,
  runOf,
  type Sizes,
} from '../src/paper/network.ts'
import { rnn } from '../src/paper/rnn.ts'
import { random } from '../src/tensor/random.ts'
import { tensor } from '../src/tensor/tensor.ts'
import { differences, golden } from './cases.ts'

interface Example {
  net: BlockNet
  run: Run
  inputs: Float64Array
  T: number
  target: number
}

/** A net with weights of a standard deviation, and a run over normal inputs. */
function example(sizes: Sizes, T: number, sd: number, seed: number): Example {
  const from = random(seed)
  const net = blockNet(sizes)
  for (let i = 0; i < net.weights.length; i++) net.weights[i] = sd * from.normal()
  const inputs = Float64Array.from({ length: T * sizes.inputs }, () => from.normal())
  const run = runOf(net, T)
  forward(net, run, inputs, T)
  return { net, run, inputs, T, target: seed % sizes.outputs }
}

function gradientOfExample(
  { net, run, target }: Example,
  kind: GradientKind,
  errors = errorsOf(run, target),
): BlockNet {
  const gradient = blockNet(net.sizes)
  gradient.weights.fill(Number.NaN)
  gradientFor(net, kind)(net, run, errors, gradient)
  return gradient
}

function errorsOf(run: Run, target: number): Float64Array {
  const errors = new Float64Array(run.y.length)
  outputErrors(run.y, target, errors)
  return errors
}

/** The largest difference, as a share of the largest number. */
function apart(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const most = Math.max(...Array.from(b, Math.abs))
  return Math.max(...Array.from(a, (x, i) => Math.abs(x - b[i]!))) / most
}

const sizes = fc.record({
  inputs: fc.integer({ min: 1, max: 4 }),
  blocks: fc.integer({ min: 1, max: 3 }),
  cells: fc.integer({ min: 1, max: 3 }),
  outputs: fc.integer({ min: 1, max: 4 }),
})
const examples = fc
  .tuple(sizes, fc.integer({ min: 2, max: 12 }), fc.constantFrom(0.3, 1), fc.nat(2 ** 31))
  .map(([of, T, sd, seed]) => example(of, T, sd, seed))
const several = { numRuns: 60, seed: 19970815 }

describe('the task', () => {
  test('sequences are those of section 5.6', () => {
    const from = random(1)
    const seen = { T: new Set<number>(), t1: new Set<number>(), t2: new Set<number>() }
    const count = [0, 0, 0, 0]
    for (let n = 0; n < 2000; n++) {
      const { sequence, inputs, T, t1, t2, target } = temporalOrder(from)
      const text = Array.from(sequence, (s) => symbols[s]!)
      expect(text).toHaveLength(T)
      expect(text[0]! + text.at(-1)).toBe('EB')
      expect({ XX: 'Q', XY: 'R', YX: 'S', YY: 'U' }[text[t1 - 1]! + text[t2 - 1]!]).toBe(classes[target])
      expect(text.filter((s) => s === 'X' || s === 'Y')).toHaveLength(2)
      expect(text.filter((s) => /[abcd]/.test(s))).toHaveLength(T - 4)
      const oneHot = Array.from(sequence, (one) => symbols.map((_, i) => Number(i === one)))
      expect(inputs.join()).toBe(oneHot.join())
      for (const key of ['T', 't1', 't2'] as const) seen[key].add({ T, t1, t2 }[key])
      count[target]!++
    }
    const range = (low: number, high: number) => Array.from({ length: high - low + 1 }, (_, i) => low + i)
    const sorted = (of: Set<number>) => [...of].sort((a, b) => a - b)
    expect(sorted(seen.T)).toEqual(range(100, 110))
    expect(sorted(seen.t1)).toEqual(range(10, 20))
    expect(sorted(seen.t2)).toEqual(range(50, 60))
    for (const n of count) expect(Math.abs(n - 500)).toBeLessThan(100)
  })

  test('the same seed draws the same sequences', () => {
    expect(temporalOrder(random(7))).toEqual(temporalOrder(random(7)))
    expect(temporalOrder(random(7))).not.toEqual(temporalOrder(random(8)))
  })

  test('right is when every output is within 0.3', () => {
    expect(isCorrect(Float64Array.of(0.299, 0.701, 0, 0.1), 1)).toBe(true)
    expect(isCorrect(Float64Array.of(0.301, 0.9, 0, 0), 1)).toBe(false)
    expect(isCorrect(Float64Array.of(0, 0.699, 0, 0), 1)).toBe(false)
    expect(isCorrect(Float64Array.of(0, Number.NaN, 0, 0), 1)).toBe(false)
  })
})

describe('the network of 1997', () => {
  test('has the 156 weights that the paper counts, and 308 in experiment 6b', () => {
    const net = initialNet(experiment6a, random(1))
    expect(net.weights).toHaveLength(156)
    expect(net.hidden).toHaveLength(8 * 17)
    expect(blockNet({ inputs: 8, blocks: 3, cells: 2, outputs: 8 }).weights).toHaveLength(308)
    const large = [...net.weights.entries()].filter(([, w]) => Math.abs(w) > 0.1)
    // The biases of the two input gates, which follow the four cells.
    expect(large).toEqual([
      [4 * 17 + 16, -2],
      [5 * 17 + 16, -4],
    ])
  })

  test('the full gradient agrees with central differences', () => {
    fc.assert(
      fc.property(examples, (of) => {
        const { net, run, inputs, T, target } = of
        const { weights } = gradientOfExample(of, 'full')
        const eps = 1e-4
        const measured = weights.map((_, i) => {
          const before = net.weights[i]!
          const at = (w: number) => {
            net.weights[i] = w
            forward(net, run, inputs, T)
            return outputErrors(run.y, target, new Float64Array(run.y.length))
          }
          const [d1, d2] = [eps, 2 * eps].map((h) => (at(before + h) - at(before - h)) / (2 * h))
          net.weights[i] = before
          return (4 * d1! - d2!) / 3
        })
        expect(apart(weights, measured)).toBeLessThan(1e-7)
      }),
      several,
    )
  })

  test('the truncated gradient is the full one of the weights to the outputs, after one step, and without recurrent weights', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 2, max: 12 }), fc.nat(2 ** 31), (of, T, seed) => {
        const both = (e: Example) =>
          [gradientOfExample(e, 'truncated'), gradientOfExample(e, 'full')] as const
        const [truncated, full] = both(example(of, T, 1, seed))
        expect(truncated.output).toEqual(full.output)
        expect(apart(truncated.hidden, full.hidden)).toBeGreaterThan(1e-9)

        const [one, all] = both(example(of, 1, 1, seed))
        expect(apart(one.weights, all.weights)).toBeLessThan(1e-13)

        const apartFromEachOther = example(of, T, 1, seed)
        const { net, run, inputs } = apartFromEachOther
        for (let u = 0; u < net.units; u++)
          net.hidden.fill(0, u * net.sources + of.inputs, u * net.sources + of.inputs + net.units)
        forward(net, run, inputs, T)
        const [carried, through] = both(apartFromEachOther)
        expect(apart(carried.weights, through.weights)).toBeLessThan(1e-12)
      }),
      several,
    )
  })
})

/**
 * The engine's LSTM without forget gate, one cell for each cell of the net. Since g(x) = 2 tanh(x/2) and h(s) = tanh(s/2),
 * it coincides with C = s/2 and the weights to the cells halved. What the units read of one another comes in as inputs, so
 * that no gradient flows through it: this is what the truncated gradient says.
 */
function engineTwin({ net, run, T }: Example, errors: Float64Array): Problem {
  const { cells, sources: M, sizes } = net
  const D = M - 1
  const rows = ['i', 'f', 'g', 'o'].flatMap((q) =>
    Array.from({ length: cells }, (_, v) => {
      if (q === 'f') return new Float64Array(M)
      const u = unitOf(net, q, v)
      return net.hidden.subarray(u * M, (u + 1) * M).map((w) => (q === 'g' ? w / 2 : w))
    }),
  )
  const columns = (from: number, to: number) =>
    Float64Array.from(rows.flatMap((r) => [...r.subarray(from, to)]))
  const head = Array.from({ length: sizes.outputs }, (_, k) =>
    net.output.subarray(k * (cells + 1), (k + 1) * (cells + 1)),
  )
  const weights: Weights = {
    weight_ih_l0: tensor([4 * cells, D], columns(0, D)),
    weight_hh_l0: tensor([4 * cells, cells]),
    bias_ih_l0: tensor([4 * cells], columns(D, M)),
    bias_hh_l0: tensor([4 * cells]),
    'head.weight': tensor(
      [sizes.outputs, cells],
      Float64Array.from(head.flatMap((r) => [...r.subarray(0, cells)])),
    ),
    'head.bias': tensor(
      [sizes.outputs],
      Float64Array.from(head, (r) => r[cells]!),
    ),
  }
  return {
    model: modelOf({
      cell: 'lstm',
      variant: 'NFG',
      inputSize: D,
      hiddenSize: cells,
      outputSize: sizes.outputs,
    }),
    weights,
    sequence: {
      inputs: Array.from({ length: T }, (_, s) => [...run.source.subarray((s + 1) * M, (s + 1) * M + D)]),
      targets: [[...errors]],
    },
    loss: { kind: 'linear', at: 'last', reduction: 'sum' },
  }
}

/** The unit whose weights are those of gate q of cell v: its own, or of its block. */
function unitOf({ cells, sizes }: BlockNet, q: string, v: number): number {
  if (q === 'g') return v
  return cells + Math.floor(v / sizes.cells) + (q === 'o' ? sizes.blocks : 0)
}

describe('where network and engine coincide', () => {
  test('they have the same values, and the truncated gradient', () => {
    fc.assert(
      fc.property(examples, (of) => {
        const { net, run, T, target } = of
        const { cells, sources: M, sizes } = net
        const errors = errorsOf(run, target)
        const trace = record(engineTwin(of, errors))
        for (let t = 1; t <= T; t++) {
          const at = (name: string) => trace.memory(name).data.subarray(t * cells, (t + 1) * cells)
          const y = run.source.subarray((t + 1) * M + sizes.inputs, (t + 2) * M - 1)
          expect(apart(y.subarray(0, cells), at('h'))).toBeLessThan(1e-12)
          expect(
            apart(
              run.s.subarray(t * cells, (t + 1) * cells).map((s) => s / 2),
              at('C'),
            ),
          ).toBeLessThan(1e-12)
        }
        expect(
          apart(
            run.y,
            trace
              .memory('y')
              .data.subarray(T * sizes.outputs)
              .map((y) => 1 / (1 + Math.exp(-y))),
          ),
        ).toBeLessThan(1e-13)

        const engine = weightGradients(trace)
        const expected = blockNet(sizes)
        ;['i', 'f', 'g', 'o'].forEach((q, block) => {
          if (q === 'f') return
          for (let v = 0; v < cells; v++)
            for (let m = 0; m < M; m++) {
              const row = block * cells + v
              const d =
                m === M - 1 ? engine.bias_ih_l0!.data[row]! : engine.weight_ih_l0!.data[row * (M - 1) + m]!
              expected.hidden[unitOf(net, q, v) * M + m]! += q === 'g' ? d / 2 : d
            }
        })
        for (let k = 0; k < sizes.outputs; k++) {
          for (let v = 0; v < cells; v++)
            expected.output[k * (cells + 1) + v] = engine['head.weight']!.data[k * cells + v]!
          expected.output[k * (cells + 1) + cells] = engine['head.bias']!.data[k]!
        }
        const { hidden, output } = gradientOfExample(of, 'truncated')
        expect(apart(hidden, expected.hidden)).toBeLessThan(1e-11)
        expect(apart(output, expected.output)).toBeLessThan(1e-13)
      }),
      several,
    )
  })

  test('values and full gradients are PyTorch’s, for the LSTM without forget gate and without gates as sources', () => {
    const { document, expect: answer } = golden.find((c) => c.name === 'lstm-1997')!
    const { model, sequence } = document as {
      model: { weights: Record<string, number[][]> }
      sequence: { inputs: number[][] }
    }
    const w = model.weights
    const net = blockNet({ inputs: 2, blocks: 3, cells: 1, outputs: 1 })
    const M = net.sources
    const rowOf = { i: 0, g: 6, o: 9 }
    for (const [q, first] of Object.entries(rowOf))
      for (let v = 0; v < 3; v++) {
        const double = q === 'g' ? 2 : 1
        const bias = (w.bias_ih_l0 as unknown as number[])[first + v]! + Number(w.bias_hh_l0![first + v])
        const row = [...w.weight_ih_l0![first + v]!, ...w.weight_hh_l0![first + v]!, 0, 0, 0, 0, 0, 0, bias]
        net.hidden.set(
          row.map((x) => double * x),
          unitOf(net, q, v) * M,
        )
      }
    net.output.set([...w['head.weight']![0]!, Number(w['head.bias']![0])])
    const T = sequence.inputs.length
    const run = runOf(net, T)
    forward(net, run, Float64Array.from(sequence.inputs.flat()), T)
    const at = (data: Float64Array, from: number) => [...data.subarray(from, from + 3)]
    for (let t = 1; t <= T; t++) {
      const { values } = answer.steps[t - 1]!
      expect(differences(at(run.source, (t + 1) * M + 2), values.h)).toEqual([])
      const C = at(run.s, t * 3).map((s) => s / 2)
      expect(differences(C, values.C)).toEqual([])
    }
    const errors = Float64Array.from(answer.steps[T - 1]!.grads.y as number[])
    const { hidden, output } = gradientOfExample(
      { net, run, inputs: new Float64Array(0), T, target: 0 },
      'full',
      errors,
    )
    const grads = answer.grads as Record<string, number[][]>
    for (const [q, first] of Object.entries(rowOf))
      for (let v = 0; v < 3; v++) {
        const u = unitOf(net, q, v) * M
        const row = [...hidden.subarray(u, u + M)].map((d) => (q === 'g' ? 2 : 1) * d)
        const expected = [
          ...grads.weight_ih_l0![first + v]!,
          ...grads.weight_hh_l0![first + v]!,
          grads.bias_ih_l0![first + v]!,
        ]
        expect(differences([...row.slice(0, 5), row.at(-1)], expected)).toEqual([])
      }
    expect(differences([...output], [...grads['head.weight']![0]!, grads['head.bias']![0]])).toEqual([])
  })
})

test('the RNN beside it has the engine’s full gradients at every length', () => {
  const { inputs: D, outputs: K } = experiment6a
  const net = rnn({ inputs: D, hidden: 8, outputs: K }, 12, random(3), 0.5)
  const from = random(4)
  for (const T of [12, 1, 7, 2, 12]) {
    const inputs = Float64Array.from({ length: T * D }, () => from.normal())
    const errors = Float64Array.from({ length: K }, () => from.normal())
    const y = net.forward(inputs, T)
    net.backward(errors)
    const of = (name: string) => tensor(net.memory(name).shape, net.memory(name).data.slice())
    const trace = record({
      model: modelOf({ cell: 'rnn', inputSize: D, hiddenSize: 8, outputSize: K }),
      weights: {
        weight_ih_l0: of('W'),
        weight_hh_l0: of('U'),
        bias_ih_l0: of('b'),
        bias_hh_l0: tensor([8]),
        'head.weight': of('head.weight'),
        'head.bias': of('head.bias'),
      },
      sequence: {
        inputs: Array.from({ length: T }, (_, s) => [...inputs.subarray(s * D, (s + 1) * D)]),
        targets: [[...errors]],
      },
      loss: { kind: 'linear', at: 'last', reduction: 'sum' },
    })
    const linear = trace.memory('y').data.subarray(T * K)
    expect([...y]).toEqual([...linear.map((each) => 1 / (1 + Math.exp(-each)))])
    for (const name of net.weights)
      expect(net.memory(gradientOf(name)).data).toEqual(trace.memory(gradientOf(name)).data)
  }
})

describe('training', () => {
  const lstm = (seed: number, gradient: GradientKind = 'truncated') =>
    trainer({ network: 'lstm', gradient, seed })

  test.each([1, 5])('solves experiment 6a from seed %i within 100,000 sequences, and generalises', (seed) => {
    const of = lstm(seed)
    expect(of.weights).toBe(156)
    const { sequences, recentError, recentWrong, solved } = of.advance(99_999)
    expect(solved).toBe(true)
    expect(sequences).toBeGreaterThan(2000)
    expect(recentError).toBeLessThan(0.1)
    expect(recentWrong).toBe(0)
    expect(of.test()).toBeLessThanOrEqual(3)
    expect(of.advance(10)).toEqual(of.progress())
    expect(of.progress().sequences).toBe(sequences)
  })

  test('an RNN trained by backpropagation through time stays at chance for 20,000 sequences', () => {
    const of = trainer({ network: 'rnn', gradient: 'full', seed: 1 })
    expect(of.weights).toBe(172)
    const { sequences, recentError, recentWrong, solved } = of.advance(20_000)
    expect({ sequences, solved }).toEqual({ sequences: 20_000, solved: false })
    // Four classes by guessing: 3/16 + 9/16.
    expect(recentError).toBeGreaterThan(0.74)
    expect(recentWrong).toBeGreaterThan(1900)
    expect(of.test()).toBeGreaterThan(2400)
  })

  test('goes on from where it stopped: pieces, tests between them and the whole give the same', () => {
    const [pieces, at1] = [lstm(3), lstm(3)]
    expect(pieces.progress()).toEqual({
      sequences: 0,
      recentError: Number.NaN,
      recentWrong: 0,
      solved: false,
    })
    for (const n of [1, 0, 99, 1000, 1400]) {
      pieces.advance(n)
      expect(pieces.test(20)).toBe(pieces.test(20))
    }
    expect(pieces.progress()).toEqual(at1.advance(2500))
    expect(pieces.test(100)).toBe(at1.test(100))
    expect(lstm(4).advance(500).recentError).not.toBe(lstm(3).advance(500).recentError)
    expect(lstm(3, 'full').advance(500).recentError).not.toBe(lstm(3).advance(500).recentError)
  })
})

test('its own e^x is e^x to the last digits, also where it is very small or very large', () => {
  fc.assert(
    fc.property(fc.constantFrom(1, 30, 744), fc.double({ min: -1, max: 1, noNaN: true }), (size, share) => {
      const x = size * share
      const expected = Math.exp(x)
      // Below the smallest normal number fewer digits are left.
      if (expected === Number.POSITIVE_INFINITY) expect(exp(x)).toBe(expected)
      else expect(Math.abs(exp(x) - expected)).toBeLessThanOrEqual(Math.max(4.5e-16 * expected, 5e-324))
    }),
    { numRuns: 2000, seed: 1 },
  )
  expect([0, -745, 710, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN].map(exp)).toEqual([
    1,
    0,
    Number.POSITIVE_INFINITY,
    0,
    Number.POSITIVE_INFINITY,
    Number.NaN,
  ])
})

test('the mean of trials and its 95 % interval, by the tables of Student’s t', () => {
  // t = 2.776 with 4 degrees of freedom, s = √2.5; t = 12.706 with 1, s = √0.5; t = 2.093 with 19, s = √(665/19).
  const five = meanOf([1, 2, 3, 4, 5])!
  expect(five).toMatchObject({ n: 5, mean: 3 })
  expect(five.interval![0]).toBeCloseTo(3 - 1.963, 3)
  expect(five.interval![1]).toBeCloseTo(3 + 1.963, 3)
  expect(meanOf([1, 2])!.interval![1]).toBeCloseTo(1.5 + 12.706 / 2, 6)
  const twenty = meanOf(Array.from({ length: 20 }, (_, i) => i + 1))!
  expect(twenty.interval![1]).toBeCloseTo(10.5 + 2.093 * Math.sqrt(35 / 20), 6)
  expect(meanOf([7])).toEqual({ n: 1, mean: 7, interval: null })
  expect(meanOf([])).toBeNull()
})
