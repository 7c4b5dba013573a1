/** What can be decided about files: the page shows a row for each decision, and takes another answer. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readAgain, reader } from '../../app/shell/files/reading.ts'
import { checkTraining, type Plan, type Setting, type TrainsWith } from '../../src/index.ts'
import { builtInNamed, fileOf, lines, opened, plan, textOf } from '../support/opened.ts'

const into = { experiment: builtInNamed('sine'), keep: true }
const given = (path: string) => ({ name: path.split('/').at(-1)!, blob: new Blob([readFileSync(path)]) })
const all = ['test/files', 'test/models'].flatMap((folder) =>
  readdirSync(folder).flatMap((name) => (name === 'index.json' ? [] : [`${folder}/${name}`])),
)
const answers = ({ settings }: Plan) => Object.fromEntries(settings.map((each) => [each.option, each.taken]))

/** Other answers to a decision: every word, or numbers at both ends. */
const others = ({ choices, most = 1, option }: Setting): readonly string[] =>
  choices ?? (option === 'rows' ? [`1..${most}`, `${most}..${most}`, '2..1'] : ['1', String(most), '0'])

test.each(all)('%s: every other answer is planned or refused in a sentence', async (path) => {
  const read = reader([given(path)])
  const { plan: first, refused } = await read({}, into)
  if (!first) return expect(refused).toHaveLength(1)
  for (const setting of first.settings)
    for (const answer of others(setting)) {
      const found = await read({ [setting.option]: answer }, into)
      expect([found.plan, found.mistake].filter((each) => each !== undefined)).toHaveLength(1)
      if (!found.plan) continue
      expect(answers(found.plan)[setting.option]).toBe(answer)
    }
  // What is asked has a row, where it is no column; its answer is the usual one.
  for (const { option, usual } of first.questions)
    if (option !== 'inputs') expect(answers(first)[option]).toBe(usual)
})

test('a table shows its first rows in the order of time, with what is missing and what fills it', async () => {
  const text = 'Date,a,b\n2024-01-03,5,"8,5"\n2024-01-02,3,\n2024-01-01,1,"4,5"\n'
  const { preview, settings } = await plan(textOf(text))
  expect(preview!.columns.map(({ name, role }) => [name, role])).toEqual([
    ['Date', 'steps'],
    ['a', 'both'],
    ['b', 'input'],
  ])
  expect(preview!.rows.map(({ line }) => line)).toEqual([4, 3, 2])
  expect(preview!.rows[1]!.cells).toEqual([
    { text: '2024-01-02' },
    { text: '3', number: 3 },
    { text: '', filled: 6.5 },
  ])
  expect(settings.map(({ option, taken }) => [option, taken])).toEqual([
    ['header', 'yes'],
    ['decimal', 'comma'],
    ['order', 'reversed'],
    ['rows', '1..3'],
    ['missing', 'interpolate'],
    ['window', '2'],
    ['scale', 'none'],
  ])
  const dropped = await plan(textOf(text), { missing: 'drop' })
  expect(dropped.preview!.rows.map(({ out }) => out)).toEqual([false, true, false])
})

test('a column goes by its number, whatever the names are', async () => {
  const text = '3,2,1\n0.1,0.2,0.3\n0.4,0.5,0.6\n0.7,0.8,0.9\n'
  const byNumber = await plan(textOf(text), { header: 'yes', inputs: '#3', target: '#1' })
  expect(byNumber.experiment.sequence.inputs[0]).toEqual([0.3])
  expect(byNumber.preview!.columns.map(({ role }) => role)).toEqual(['target', 'out', 'input'])
})

test('where there are several windows, numbers are scaled by the rows of those that would train', async () => {
  const rows = Array.from({ length: 21 }, (_, k) => `${k}\n`).join('')
  const { experiment, said } = await plan(textOf(`a\n${rows}`), { scale: 'minmax', window: '10' })
  // 11 windows, of which 9 train: rows 0 … 17.
  expect(experiment.scaling).toEqual([{ column: 'a', subtract: 0, divide: 17 }])
  expect(said).toContainEqual({ id: 'scaling', how: 'minmax', columns: ['"a"'], fitted: 18, of: 21 })
})

test('every tensor says which weights of the document it became', async () => {
  const { tensors, settings } = await plan(fileOf('test/models/bilstm2.pt'))
  const of = (name: string) => tensors!.find((each) => each.name.endsWith(name))!.weights
  expect(of('weight_ih_l0')).toEqual(['W_i', 'W_f', 'W_g', 'W_o'])
  expect(of('weight_hh_l1_reverse')).toEqual(['U_i', 'U_f', 'U_g', 'U_o'].map((name) => `${name}_l1_reverse`))
  // A matrix a gate over [h, x] is two weights, and has the shape that it has in the file.
  const joined = await plan(fileOf('test/brought/joined.npz'))
  expect(joined.tensors!.find(({ name }) => name === 'Wf')).toEqual({
    name: 'Wf',
    shape: '4 × 7',
    became: 'joined',
    weights: ['W_f', 'U_f'],
  })
  expect(settings.find(({ option }) => option === 'layer')).toEqual({
    option: 'layer',
    taken: 'all',
    choices: ['all', '0', '1'],
  })
  const alone = await opened(fileOf('test/models/bilstm2.pt'), { layer: 'all' })
  expect(alone.ok).toBe(true)
})

test('files that cannot be used are named, and the others are planned without them', async () => {
  const broken = { name: 'notes.json', blob: new Blob(['{"a":']) }
  const read = reader([given('test/files/air.pt'), broken, given('test/files/airline-dates.csv')])
  const { plan: found, used, refused } = await read({}, into)
  expect(used).toEqual(['air.pt', 'airline-dates.csv'])
  expect(refused.map(({ name }) => name)).toEqual(['notes.json'])
  expect(found!.experiment.model).toMatchObject({ inputSize: 1, hiddenSize: 10 })
  const { mistake } = await read({ rows: '9..3' }, into)
  expect(mistake).toMatchObject({ where: { key: '--rows' } })
})

test.each([
  ['test/files/airline-dates.csv', 'windows', 24],
  ['test/files/google-stock.csv', 'windows', 19],
  ['test/files/c3-batch-of-two.json', 'sequences', 2],
  ['test/files/shakespeare-600.txt', 'sequences', 12],
])('%s: all of it is there to train on', async (path, kind, n) => {
  const found = await reader([given(path)])({}, into, {}, true)
  const checked = checkTraining(found.training)
  if (!checked.ok) throw new Error(checked.error)
  const { data, model, training } = checked.value
  expect(data.kind).toBe(kind)
  expect(data.kind === 'windows' ? data.series.length : data.kind === 'sequences' && data.items.length).toBe(
    n,
  )
  expect(model.inputSize).toBe(found.plan!.experiment.model.inputSize)
  expect(training.optimizer.kind).toBe('adam')
  expect(found.sequences).toBeGreaterThan(1)
})

const trainedOn = async (texts: Readonly<Record<string, string>>, decisions = {}) => {
  const files = Object.entries(texts).map(([name, text]) => ({ name, blob: new Blob([text]) }))
  const read = reader(files)
  const { plan: found } = await read(decisions, into)
  const { training, mistake } = await read(decisions, into, {}, true)
  const checked = training === undefined ? undefined : checkTraining(training)
  if (checked && !checked.ok) throw new Error(checked.error)
  return { plan: found!, document: checked?.value, mistake }
}

test('training takes the columns that the sheet shows, also where weights take fewer', async () => {
  const rows = Array.from({ length: 12 }, (_, k) => `2020-01-${k + 10},${k},${k * k}`)
  const weights = readFileSync('test/files/air.json', 'utf8')
  const { plan: found, document } = await trainedOn({
    'air.json': weights,
    't.csv': `Date,a,b\n${rows.join('\n')}\n`,
  })
  expect(found.experiment.labels?.inputs).toEqual(['a'])
  expect(document?.labels?.inputs).toEqual(['a'])
  expect(document?.data.kind === 'windows' && document.data.series.every((row) => row.length === 1)).toBe(
    true,
  )
})

test('numbers that are missing below the rows that are opened have a row on the sheet, and training its answer', async () => {
  const rows = Array.from({ length: 300 }, (_, k) => (k === 250 ? '' : String(k)))
  const text = { 't.csv': `n,v\n${rows.map((v, k) => `${k},${v}`).join('\n')}\n` }
  const { plan: found, document } = await trainedOn(text)
  expect(found.questions).toEqual([])
  expect(found.settings.find(({ option }) => option === 'missing')?.taken).toBe('interpolate')
  const seriesOf = (data: typeof document) => (data?.data.kind === 'windows' ? data.data.series.length : 0)
  expect(seriesOf(document)).toBe(300)
  expect(seriesOf((await trainedOn(text, { missing: 'drop' })).document)).toBe(299)
})

test('sequences that have each words of their own are not trained together', async () => {
  const words = (from: number) => Array.from({ length: 140 }, (_, k) => `w${from + k} B-x`).join('\n')
  const { mistake, document } = await trainedOn({ 't.conll': `${words(0)}\n\n${words(140)}\n` })
  expect(document).toBeUndefined()
  expect(mistake).toMatchObject({ expected: { id: 'alphabet' } })
})

test('the same files are read once, and others anew', async () => {
  const ask = (id: number, path: string) =>
    readAgain({ id, given: [given(path)], decisions: {}, into, how: {}, train: false })
  const [first, second] = [await ask(1, 'test/files/air.pt'), await ask(2, 'test/files/airline-dates.csv')]
  expect([first.used, second.used]).toEqual([['air.pt'], ['airline-dates.csv']])
})

test('what training reads is told beside what is opened', async () => {
  const rows = Array.from({ length: 286 }, (_, t) => `${100 + Math.sin(t)},${7000 + t}`)
  const read = reader([{ name: 'prices.csv', blob: new Blob([`price,volume\n${rows.join('\n')}`]) }])
  const first = await read({}, into)
  expect(lines(first.plan!)).toContain('rows 1 to 200 of 286 are read')
  expect(first.trains).toEqual({ of: 'rows', from: 1, to: 286, window: 20 })
  const trained = await read({}, into, {}, true)
  expect((trained.training as { data: { series: unknown[] } }).data.series).toHaveLength(286)
  expect((await read({ rows: '11..90' }, into)).trains).toEqual({ of: 'rows', from: 11, to: 90, window: 20 })
  const text = reader([{ name: 'a.txt', blob: new Blob(['the cat sat on the mat. '.repeat(20)]) }])
  const letters = await text({}, into)
  expect(letters.trains).toEqual({ of: 'parts', n: 9 })
  expect(letters.plan!.settings.find(({ option }) => option === 'rows')?.counts).toBe('characters')
})

test('a table is learned by a net that is drawn for it, weights that come with it are learned on, and the net that is open where it is chosen', async () => {
  const rows = Array.from({ length: 60 }, (_, t) => `${Math.sin(t)},${Math.cos(t)}`).join('\n')
  const table = { name: 't.csv', blob: new Blob([`a,b\n${rows}`]) }
  const modelsOf = async (files: Parameters<typeof reader>[0], how: TrainsWith = {}) => {
    const { plan: found, drawn, training } = await reader(files)({}, into, how, true)
    const checked = checkTraining(training)
    if (!checked.ok) throw new Error(checked.error)
    return { learns: checked.value.model, opened: found!.experiment.model, drawn }
  }
  const alone = await modelsOf([table])
  expect(alone.opened).toMatchObject({ inputSize: 2 })
  expect(alone.learns).toEqual({
    ...{ cell: 'lstm', inputSize: 2, outputSize: 1, hiddenSize: 16 },
    init: { scheme: 'pytorch', seed: 1 },
  })
  expect(alone.drawn).toEqual(alone.learns)
  const chosen = await modelsOf([table], { net: 'open' })
  expect(chosen.learns.weights).toEqual(chosen.opened.weights)
  const weights = await modelsOf([given('test/files/air.pt'), given('test/files/airline-dates.csv')])
  expect(weights.learns).toMatchObject({ hiddenSize: 10, weights: weights.opened.weights })
  expect(weights.drawn).toBeUndefined()
})

test('training has a window of its own, which is told before it is taken', async () => {
  const rows = Array.from({ length: 200 }, (_, t) => String(Math.sin(t))).join('\n')
  const read = reader([{ name: 's.csv', blob: new Blob([rows]) }])
  for (const [decisions, how, window] of [
    [{}, {}, 20],
    [{ window: '50' }, {}, 50],
    [{ window: '50' }, { window: '30' }, 30],
    [{ rows: '1..31' }, {}, 10],
  ] as const) {
    const { trains, training, plan: found } = await read(decisions, into, how, true)
    expect(trains).toMatchObject({ window })
    expect(training).toMatchObject({ data: { kind: 'windows', window } })
    const opened = 'window' in decisions ? 50 : 'rows' in decisions ? 30 : 199
    expect(found!.experiment.sequence.inputs).toHaveLength(opened)
  }
  expect((await read({}, into, { window: '500' }, true)).mistake?.expected.id).toBe('whole')
})

test('columns of very different size are told where nothing scales them', async () => {
  const table = (small: number) =>
    textOf(`a,b\n${[1, 2, 3, 4].map((n) => `${n * small},${n * 1000}`).join('\n')}`)
  expect(lines(await plan(table(10)))).toContain(
    'nothing is scaled: numbers of "b" are 100 times those of "a"',
  )
  expect(lines(await plan(table(100)))).not.toContain('nothing is scaled')
  expect(lines(await plan(table(10), { scale: 'standard' }))).not.toContain('nothing is scaled')
})
