import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gradientOf } from '../../src/algebra/names.ts'
import type { Problem, Weights } from '../../src/cell/model.ts'
import { modelOf, record, weightGradients } from '../../src/index.ts'
import { type BlockNet, blockNet, experiment6a, forward, runOf } from '../../src/paper1997/network.ts'
import { rnn } from '../../src/paper1997/rnn.ts'
import { random } from '../../src/tensor/random.ts'
import { tensor } from '../../src/tensor/tensor.ts'
import { differences, golden } from '../support/cases.ts'
import { apart, type Example, errorsOf, examples, gradientOfExample, several } from './examples.ts'

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
