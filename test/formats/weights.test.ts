/** Weights as people bring them: what is the cell, what its head, what was left out; what the file does not say is asked. */
import { expect, test } from 'vitest'
import { formats as chinese } from '../../app/words/zh/formats.ts'
import { mistakes } from '../../app/words/zh/mistakes.ts'
import { englishOfFormats as english, mistakeIn, modelOf, saidIn, whyIn } from '../../src/index.ts'
import { builtInNamed, fileOf, lines, opened, plan, textOf } from '../support/opened.ts'
import { asked, refused, weights } from './files.ts'

test.each(Object.entries(asked))('%s: what it does not say is asked', async (name, [option, why]) => {
  const found = await plan(fileOf(`test/files/${name}`))
  const [question] = found.questions
  expect(question!.option).toBe(option)
  expect(question!.choices.length).toBeGreaterThan(1)
  expect(whyIn(question!.why, english)).toMatch(why)
  expect(whyIn(question!.why, chinese)).toMatch(/\p{Script=Han}/u)
  // Any of the choices is an answer.
  for (const choice of question!.choices) {
    const result = await opened(fileOf(`test/files/${name}`), { [option]: choice })
    const questions = result.ok ? result.value.questions.map((each) => each.option) : []
    expect(questions).not.toContain(option)
  }
})

test.each(Object.entries(refused))(
  '%s is refused with one sentence in either language',
  async (name, told) => {
    const result = await opened(fileOf(`test/files/${name}`))
    if (result.ok) throw new Error(`${name} was read`)
    expect(result.error).toMatch(told)
    expect(result.error).not.toContain('\n')
    expect(mistakeIn(result.mistake, mistakes)).toMatch(/\p{Script=Han}.*。$/u)
  },
)

const nets = Object.entries(weights).filter(([, net]) => net !== null)

test.each(nets)('%s has its own sizes and head', async (name, net) => {
  const { cell, D, H, K, head, said = [] } = net!
  const found = await plan(fileOf(`test/files/${name}`))
  const model = modelOf(found.experiment.model)
  expect([model.cell, model.inputSize, model.hiddenSize, model.outputSize]).toEqual([cell, D, H, K])
  expect(found.questions).toEqual([])
  const matrix = found.experiment.model.weights!['head.weight'] as number[][]
  if (head === null) {
    expect(matrix).toEqual(matrix.map((row, i) => row.map((_, j) => (i === j ? 1 : 0))))
    expect(lines(found)).toContain('the output y is h itself')
  } else expect(lines(found)).toContain(`head: ${head}`)
  for (const line of said) expect(lines(found)).toContain(line)
  expect(found.tensors!.length).toBeGreaterThan(0)
})

test('a stack is opened whole, or one layer of it alone', async () => {
  const { experiment } = await plan(fileOf('test/files/tagger-2layers.json'))
  expect(experiment.model.above).toHaveLength(1)
  const both = await plan(fileOf('test/files/bilstm-tagger.json'))
  expect(lines(both)).toContain('both directions')
  const top = await plan(fileOf('test/files/tagger-2layers.json'), { layer: '1' })
  expect(lines(top)).toContain('head: hidden2tag.weight')
  expect(top.experiment.model).toMatchObject({ hiddenSize: 6 })
  expect(top.experiment.model.above).toBeUndefined()
  const bottom = await plan(fileOf('test/files/tagger-2layers.json'), { layer: '0' })
  expect(lines(bottom)).toContain('y is h itself')
  expect(lines(top)).toContain('x is what the layer below would say')
  expect(lines(bottom)).toContain('alone: it reads the inputs of the net')
})

test('a head is looked for behind its own module only', async () => {
  const file = fileOf('test/files/gru-then-lstm.json')
  const gru = await plan(file, { module: 'gru' })
  expect(lines(gru)).toContain('y is h itself')
  const lstm = await plan(file, { module: 'lstm' })
  expect(lines(lstm)).toContain('head: ')
  // Any other of its width can be chosen, and none of another width.
  const offered = ({ settings }: typeof gru) => settings.find(({ option }) => option === 'head')?.choices
  expect(offered(gru)).toEqual(['fc', 'none'])
  expect(offered(await plan(fileOf('test/files/bilstm-tagger.json')))).toEqual(['hidden2tag', 'none'])
})

test('inputs, targets and names stay where they fit weights that come alone', async () => {
  const sine = builtInNamed('sine')
  const { experiment, said } = await plan(fileOf('test/files/air.json'), {}, 'sine', true)
  expect(experiment.sequence).toEqual(sine.sequence)
  expect(experiment.labels).toEqual(sine.labels)
  expect(said).toContainEqual(expect.objectContaining({ id: 'kept', made: [], dropped: [] }))
  const other = await plan(fileOf('test/files/air.json'), {}, 'store-and-ask', true)
  expect(other.said).toContainEqual(expect.objectContaining({ id: 'madeUp' }))
})

test('weights and data are used together, whatever their order; two of a kind are refused', async () => {
  const [model, data] = [fileOf('test/files/air.pt'), fileOf('test/files/airline-dates.csv')]
  for (const sources of [
    [model, data],
    [data, model],
  ]) {
    const { experiment } = await plan(sources)
    expect(experiment.title).toBe('air')
    expect(experiment.model.hiddenSize).toBe(10)
    expect(experiment.sequence.inputs.slice(0, 2)).toEqual([[112], [118]])
    expect(experiment.sequence.targets).toEqual([[140]])
  }
  const two = await opened([data, textOf('1\n2\n', 'second.csv')])
  expect(two).toMatchObject({ ok: false, error: expect.stringContaining('second.csv') })
  const wide = await plan([model, fileOf('test/files/google-stock.csv')])
  expect(wide.questions[0]).toMatchObject({ option: 'inputs', usual: 'Open' })
})

test('every decision has its sentence in every language', async () => {
  expect(Object.keys(chinese.said).sort()).toEqual(Object.keys(english.said).sort())
  expect(Object.keys(chinese.why).sort()).toEqual(Object.keys(english.why).sort())
  for (const name of [...Object.keys(weights), ...Object.keys(asked)]) {
    const result = await opened(fileOf(`test/files/${name}`))
    if (!result.ok) continue
    for (const part of result.value.said) {
      expect(saidIn(part, english)).toMatch(/^[^\n]+$/)
      expect(saidIn(part, chinese)).toMatch(/\p{Script=Han}/u)
    }
  }
})

test('biases that are not in the file are told by the name of their layer and direction', async () => {
  const rows = (m: number, n: number) => Array.from({ length: m }, () => Array.from({ length: n }, () => 0.1))
  const ends = ['_l0', '_l0_reverse', '_l1', '_l1_reverse']
  const state = Object.fromEntries(
    ends.flatMap((end) => [
      [`rnn.weight_ih${end}`, rows(6, end.startsWith('_l0') ? 1 : 4)],
      [`rnn.weight_hh${end}`, rows(6, 2)],
    ]),
  )
  const found = await plan(textOf(JSON.stringify(state), 'gru.json'))
  const biases = ends.flatMap((end) => [`bias_ih${end}`, `bias_hh${end}`])
  expect(lines(found)).toContain(`not in the file, so taken as 0: ${biases.join(', ')}`)
})

test('a file that is named as weights and holds none is told as such', async () => {
  for (const name of ['bad.pt', 'weights.safetensors', 'net.h5']) {
    const found = await opened(textOf('hello\n', name))
    expect(found.ok ? '' : found.error).toBe(
      `file: expected weights, as its name says (.${name.split('.')[1]}); its content is something else, or damaged`,
    )
  }
  // A print of weights is read, whatever its file is named.
  const text = '{"weight_ih_l0": [[0.1]], "weight_hh_l0": [[0.2]], "bias_ih_l0": [0.3], "bias_hh_l0": [0.4]}'
  expect((await opened(textOf(text, 'rnn.pt'))).ok).toBe(true)
})
