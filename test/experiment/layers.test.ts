/** Nets of layers are changed without losing any of them, and written as they were read. */
import { expect, test } from 'vitest'
import {
  answerOf,
  check,
  documentOf,
  isReadAlone,
  layersOf,
  modelOf,
  problemOf,
  record,
  reshaped,
} from '../../src/index.ts'
import { experimentOf, nets, stacked } from '../support/cases.ts'

const stack = experimentOf(nets.find(({ name }) => name === 'stack-bigru-attention')!)

test.each(stacked.map((c) => [c.name, c] as const))('%s is written as it was read', (_, c) => {
  expect(documentOf(experimentOf(c))).toEqual(c.document)
})

test('another length keeps layers, directions, attention and every weight that fits', () => {
  const longer = reshaped(stack, { steps: 7 }, 1)
  expect(check(documentOf(longer)).ok).toBe(true)
  expect(layersOf(modelOf(longer.model))).toEqual(layersOf(modelOf(stack.model)))
  expect(longer.model.weights).toEqual(stack.model.weights)
})

test('a layer on top keeps those below, and a document of it runs', () => {
  const model = modelOf(stack.model)
  const above = [...(model.above ?? []), { ...model, hiddenSize: 4, direction: 'both' as const }]
  const higher = reshaped(stack, { model: { above } }, 1)
  expect(check(documentOf(higher)).ok).toBe(true)
  expect(layersOf(modelOf(higher.model)).map(({ hiddenSize }) => hiddenSize)).toEqual([2, 3, 4])
  expect(higher.model.weights!.weight_hh_l0_reverse).toEqual(stack.model.weights!.weight_hh_l0_reverse)
  expect(Number.isFinite(record(problemOf(higher)).loss)).toBe(true)
})

test('a net that is read where its directions end, or is given gradients there, has no attention', () => {
  const final = nets.find(({ name }) => name === 'stack-bilstm-final')!
  const read = experimentOf(final)
  const given = { ...read, loss: { ...read.loss, given: { h_reverse: [1, -1] } } }
  for (const experiment of [read, given]) {
    const trace = record(problemOf(experiment))
    expect(trace.net.attention).toEqual([])
    expect(answerOf(trace)).not.toHaveProperty('attention')
  }
})

test('a layer against time that is read where it ends is not drawn with its head', () => {
  const document = documentOf(experimentOf(nets.find(({ name }) => name === 'stack-backward-gru')!)) as {
    model: object
  }
  const read = (loss: object, readout: string) => {
    const found = check({ ...document, loss, model: { ...document.model, readout } })
    const { net } = record(problemOf(found.ok ? found.value : expect.unreachable(found.error)))
    return isReadAlone(net, net.tracks.at(-1)!)
  }
  const loss = { kind: 'mse', at: 'last', reduction: 'mean' }
  expect([read(loss, 'step'), read(loss, 'final')]).toEqual([true, false])
})

test('attention is read at the last timestep', () => {
  const all = experimentOf(nets.find(({ name }) => name === 'stack-lstm-2')!)
  expect(reshaped(all, { model: { attention: { size: 2 } } }, 1).loss.at).toBe('last')
})

test('sizes that are named like those of a layer are lengths of their own', () => {
  const { model, ...rest } = documentOf(experimentOf(nets.find(({ name }) => name === 'stack-lstm-2')!)) as {
    model: { inputSize: number; outputSize: number }
  }
  const { inputSize, outputSize } = model
  const cell = (letter: string) => ({
    name: letter,
    equations: `A: [${letter}, D]\nB: [H, ${letter}]\ns = tanh(A x) + s[t-1]\nh = B s`,
  })
  const layers = [
    { cell: cell('H_l1'), sizes: { H_l1: 5 }, hiddenSize: 3 },
    { cell: cell('P'), sizes: { P: 3 }, hiddenSize: 4 },
    { cell: cell('P_l1'), sizes: { P_l1: 6 }, hiddenSize: 2 },
  ]
  const init = { scheme: 'pytorch', seed: 1 }
  const document = { ...rest, format: 'unrolled/2', model: { inputSize, outputSize, layers, init } }
  const checked = check(document)
  if (!checked.ok) throw new Error(checked.error)
  const trace = record(problemOf(checked.value))
  expect(['s', 's_l1', 's_l2', 'h', 'h_l1', 'h_l2'].map((name) => trace.memory(name).shape[0])).toEqual([
    5, 3, 6, 3, 4, 2,
  ])
})
