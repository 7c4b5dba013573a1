import { expect, test } from 'vitest'
import { builtIn, first } from '../../app/state/experiments.ts'
import { drawnEntry, entryOf, layersOfEntry } from '../../app/state/models.ts'
import { type Params, paramReader } from '../../app/state/params.ts'
import { layerShown, modelsIn, setupOf } from '../../app/views/compare/setup.ts'
import { choiceOf as paperChoice } from '../../app/views/paper1997/choice.ts'
import { choiceOf as routesChoice } from '../../app/views/routes/params.ts'
import type { Choice } from '../../src/index.ts'

const reading = (params: Params) => paramReader(params)

test('what is not said is the usual, without a word', () => {
  const { whole, number, word, some, read, mistakes } = reading({})
  expect(whole('hidden', [1, 9], 4)).toBe(4)
  expect(number('scale', [0, 1], 0.5)).toBe(0.5)
  expect(word('axis', ['log', 'linear'], 'log')).toBe('log')
  expect(word('slip', ['a'], undefined)).toBeUndefined()
  expect(some('extra', ['path', 'gates'])).toEqual([])
  expect(read('pair', () => undefined, { like: ['1,2'] }, null)).toBeNull()
  expect(mistakes).toEqual([])
})

test('what is said is read', () => {
  const { whole, number, word, some, mistakes } = reading({
    hidden: '9',
    scale: '1e-2',
    axis: 'linear',
    extra: 'gates,path,gates',
  })
  expect(whole('hidden', [1, 9], 4)).toBe(9)
  expect(number('scale', [0, 1], 0.5)).toBe(0.01)
  expect(word('axis', ['log', 'linear'], 'log')).toBe('linear')
  expect(some('extra', ['path', 'gates'])).toEqual(['gates', 'path'])
  expect(mistakes).toEqual([])
})

test.each(['', '-1', '10', '1e1', '0x1', ' 1', '１', 'NaN', 'constructor', '99999999999999999999'])(
  'a number that is damaged is told with its place and what was expected: %j',
  (text) => {
    const { whole, mistakes } = reading({ hidden: text })
    expect(whole('hidden', [1, 9], 4)).toBe(4)
    expect(mistakes).toEqual([{ param: 'hidden', text, expected: { range: [1, 9] } }])
  },
)

test.each(['constructor', '__proto__', 'LOG', 'log '])('so is a word that is none of them: %j', (text) => {
  const { word, some, mistakes } = reading({ axis: text, extra: `path,${text}` })
  expect(word('axis', ['log', 'linear'], 'log')).toBe('log')
  expect(some('extra', ['path', 'gates'])).toEqual(['path'])
  expect(mistakes).toEqual([
    { param: 'axis', text, expected: { among: ['log', 'linear'] } },
    { param: 'extra', text, expected: { among: ['path', 'gates'] } },
  ])
})

test('a long text is told shortened', () => {
  const { word, mistakes } = reading({ axis: 'x'.repeat(2000) })
  word('axis', ['log'], 'log')
  expect(mistakes[0]!.text.length).toBe(40)
})

test('each view tells every parameter of its own that is damaged, and goes on', () => {
  const names = (mistakes: readonly { readonly param: string }[]) => mistakes.map(({ param }) => param)
  const compare: Params = {
    hidden: '0',
    scale: 'x',
    axis: 'log10',
    pair: '1',
    extra: 'paths',
    clip: '0',
    layer: '0',
  }
  const setup = setupOf(compare, modelsIn('rnn-torch,nothing', builtIn(first)!))
  expect(names(setup.mistakes)).toEqual([
    'models',
    'extra',
    'hidden',
    'scale',
    'axis',
    'layer',
    'clip',
    'pair',
  ])
  const paper = paperChoice({ network: 'lsmt', truncation: '', seeds: '5-1', example: '-1' })
  expect(names(paper.mistakes)).toEqual(['network', 'truncation', 'seeds', 'example'])
  const routes = routesChoice(
    { unit: '4', k: '0', without: 'C,nothing' },
    { H: 4, T: 6, names: ['C', 'f'], usual: 3 },
  )
  expect(routes).toMatchObject({ unit: 0, k: 3, off: ['C'] })
  expect(names(routes.mistakes)).toEqual(['unit', 'k', 'without'])
})

test('layers of any cells stand in a link; what is damaged there is no model', () => {
  const mine = { name: 'mine', equations: 'h = tanh(W x + u ⊙ h[t-1])' }
  const current = builtIn(first)!
  for (const layers of [[mine], [mine, { cell: 'lstm' }], [{ cell: 'lstm' }, mine], [mine, mine, mine]]) {
    const [bottom, ...above] = layers.map((layer) => ('cell' in layer ? layer : { cell: layer }))
    const model = { ...bottom!, ...(above.length > 0 ? { above } : {}) } as Choice['model']
    const entry = drawnEntry({ model, init: { scheme: 'pytorch' } })
    expect(entryOf(entry.text, current)).toEqual(entry)
    expect(layersOfEntry(entry)).toHaveLength(layers.length)
    expect(entryOf(`${entry.text}+lstm`, current)).toBeUndefined()
  }
  for (const text of ['own.', 'own.e30.torch', 'own.e30.+lstm-torch', 'lstm+own.e30.torch', 'lstm+@-torch'])
    expect([text, entryOf(text, current)]).toEqual([text, undefined])
})

test('a model with fewer layers than chosen shows its top one', () => {
  const setup = (params: Params) => setupOf(params, modelsIn('lstm-torch,gru+lstm-torch', builtIn(first)!))
  const shown = (params: Params) => setup(params).models.map((entry) => layerShown(entry, setup(params)))
  expect(shown({})).toEqual([0, 1])
  expect(shown({ layer: '1' })).toEqual([0, 0])
  expect(shown({ layer: '3' })).toEqual([0, 1])
})
