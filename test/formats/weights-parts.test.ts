/** Weights that files hold in parts, or under the names of tutorials: they are put together, asked about, or refused by name. */
import { expect, test } from 'vitest'
import { formats, tensor, toLists } from '../../src/index.ts'
import { opened, plan, textOf } from '../support/opened.ts'

const { toNpz } = await formats()

const cell = {
  'rnn.weight_ih_l0': [[1], [2]],
  'rnn.weight_hh_l0': [
    [0, 1],
    [1, 0],
  ],
}
const sourceOf = (state: object) => textOf(JSON.stringify(state), 'state.json')
const weightsOf = async (state: object) => (await plan(sourceOf(state))).experiment.model.weights!

test('norm and direction make a weight', async () => {
  const old = { ...cell, 'out.weight_g': [[10]], 'out.weight_v': [[3, 4]], 'out.bias': [0] }
  expect((await weightsOf(old))['head.weight']).toEqual([[6, 8]])
  const parts = { original0: [[10]], original1: [[3, 4]] }
  const young = { ...cell, out: { parametrizations: { weight: parts }, bias: [0] } }
  expect((await weightsOf(young))['head.weight']).toEqual([[6, 8]])
  const within = {
    'rnn.weight_ih_l0': [[1], [2]],
    'rnn.weight_hh_l0_g': [[5], [2]],
    'rnn.weight_hh_l0_v': [
      [3, 4],
      [0, 1],
    ],
  }
  const { tensors } = await plan(sourceOf(within))
  expect(tensors!.map(({ name, shape }) => `${name} ${shape}`).slice(1)).toEqual([
    'rnn.weight_hh_l0_v 2 × 2',
    'rnn.weight_hh_l0_g 2 × 1',
  ])
  expect((await weightsOf(within)).weight_hh_l0).toEqual([
    [3, 4],
    [0, 2],
  ])
})

test('what was pruned is 0', async () => {
  const state = { ...cell, 'out.weight_orig': [[3, 4]], 'out.weight_mask': [[1, 0]], 'out.bias': [0] }
  expect((await weightsOf(state))['head.weight']).toEqual([[3, 0]])
})

test('a spectral norm is refused by name', async () => {
  const found = await opened(sourceOf({ ...cell, 'out.weight_orig': [[3, 4]], 'out.weight_u': [1] }))
  expect(found.ok ? 'opened' : found.error).toBe('out.weight_orig: spectral_norm is not supported')
})

test('two linear layers are a plain recurrent net, and the order of gates without names is asked', async () => {
  const state = {
    'i2h.weight': [[1], [2]],
    'i2h.bias': [3, 4],
    'h2h.weight': [
      [0, 1],
      [1, 0],
    ],
    'h2h.bias': [5, 6],
    'h2o.weight': [[7, 8]],
    'h2o.bias': [9],
  }
  const found = await plan(sourceOf(state))
  expect(found.experiment.model.weights).toEqual({
    weight_ih_l0: [[1], [2]],
    weight_hh_l0: [
      [0, 1],
      [1, 0],
    ],
    bias_ih_l0: [3, 4],
    bias_hh_l0: [5, 6],
    'head.weight': [[7, 8]],
    'head.bias': [9],
  })
  expect(found.questions.map(({ option }) => option)).toEqual(['activation'])
  const gated = { ...state, 'h2h.weight': [[0], [1], [2], [3]], 'i2h.weight': [[0], [1], [2], [3]] }
  const { questions } = await plan(sourceOf({ ...gated, 'i2h.bias': [0, 0, 0, 0], 'h2h.bias': [0, 0, 0, 0] }))
  expect(questions.map(({ option, usual }) => [option, usual])).toEqual([['gates', 'ifgo']])
})

test('a matrix a gate with the names of torch has both biases', async () => {
  const gates = ['i', 'f', 'g', 'o']
  const each = (name: (q: string) => string, value: (k: number) => unknown) =>
    Object.fromEntries(gates.map((q, k) => [name(q), value(k)]))
  const state = {
    ...each(
      (q) => `W_i${q}`,
      (k) => [[k, k + 10]],
    ),
    ...each(
      (q) => `W_h${q}`,
      (k) => [
        [k, 1],
        [2, 3],
      ],
    ),
    ...each(
      (q) => `b_i${q}`,
      (k) => [k, k],
    ),
    ...each(
      (q) => `b_h${q}`,
      (k) => [k + 20, k],
    ),
  }
  const weights = await weightsOf(state)
  expect(weights.weight_ih_l0).toEqual([[0], [10], [1], [11], [2], [12], [3], [13]])
  expect((weights.weight_hh_l0 as number[][]).slice(2, 4)).toEqual([
    [1, 2],
    [1, 3],
  ])
  expect(weights.bias_ih_l0).toEqual([0, 0, 1, 1, 2, 2, 3, 3])
  expect(weights.bias_hh_l0).toEqual([20, 0, 21, 1, 22, 2, 23, 3])
  const square = {
    ...state,
    ...each(
      (q) => `W_i${q}`,
      (k) => [
        [k, 1],
        [2, 3],
      ],
    ),
  }
  expect((await plan(sourceOf(square))).questions.map(({ option }) => option)).toEqual(['side'])
})

test('parameters that were printed one after another are a state_dict', async () => {
  const text = `rnn.weight_ih_l0 tensor([[1.],
        [2.]])
rnn.weight_hh_l0 Parameter containing:
tensor([[0., 1.], [1., 0.]], requires_grad=True)
out.weight: tensor([[3., 4.]])
out.bias
Parameter containing:
tensor([5.], requires_grad=True)
`
  const found = await plan(textOf(text))
  expect(found.experiment.model.weights).toMatchObject({
    weight_ih_l0: [[1], [2]],
    weight_hh_l0: [
      [0, 1],
      [1, 0],
    ],
    'head.weight': [[3, 4]],
    'head.bias': [5],
  })
  const cut = await opened(textOf(text.replace('[2.]]', '...]')))
  expect(cut.ok ? 'opened' : cut.error).toContain('the print leaves numbers out')
  // A print that breaks off is no such list.
  expect((await opened(textOf(text.slice(0, 90)))).ok).toBe(false)
})

test('a matrix that acts on state and input is divided as it is told, in a text and in a file of bytes', async () => {
  const stored = Object.fromEntries(
    ['f', 'i', 'c', 'o'].flatMap((gate) => [
      [`W_${gate}`, tensor([2, 3], Float64Array.of(1, 2, 3, 4, 5, 6))],
      [`b_${gate}`, tensor([2], Float64Array.of(0, 0))],
    ]),
  )
  const lists = Object.entries(stored).map(([name, value]) => [name, toLists(value)])
  const sources = [sourceOf(Object.fromEntries(lists)), { name: 'cell.npz', bytes: toNpz(stored) }]
  for (const source of sources)
    for (const [joined, input, state] of [
      ['hx', [3], [1, 2]],
      ['xh', [1], [2, 3]],
    ] as const) {
      const weights = (await plan(source, { joined })).experiment.model.weights!
      const firstRows = [weights.weight_ih_l0, weights.weight_hh_l0].map((rows) => (rows as number[][])[0])
      expect([source.name, joined, ...firstRows]).toEqual([source.name, joined, input, state])
    }
})
