/** Files as people bring them: each is read right, or refused with one clear sentence. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { decode } from '../../app/shell/files/decode.ts'
import { type Read, readAny, readTogether } from '../../app/shell/files/read.ts'
import { en } from '../../app/words/en.ts'
import { zh } from '../../app/words/zh.ts'
import { type Experiment, mistakeIn, modelOf, type Result } from '../../src/index.ts'
import { builtIn, experimentOf as documentOf } from '../support/cases.ts'

const experimentOf = (name: string): Experiment => documentOf(builtIn.find((each) => each.name === name)!)
const textOf = (name: string) => decode(readFileSync(`test/files/${name}`)).text
const read = (name: string, on = 'sine'): Result<Read> => readAny(textOf(name), experimentOf(on))

function taken(name: string, on?: string): Read {
  const result = read(name, on)
  if (!result.ok) throw new Error(`${name}: ${result.error}`)
  return result.value
}

const kinds = ({ notes }: Read) => notes.map(({ kind }) => kind)

/** A table: its first rows of inputs, how many there are, and what else is said of it. */
const tables: Readonly<
  Record<string, { first: number[][]; T: number; names?: string[]; said?: string[]; step?: string }>
> = {
  'btc-price-column.csv': { first: [[71630.1], [69360.4]], T: 24, names: ['Price'], said: ['thousands'] },
  'german-one-column.csv': { first: [[20.7], [17.9]], T: 24, said: ['decimalComma'] },
  'german-header-comma.csv': {
    first: [[20.7]],
    T: 24,
    names: ['Temperatur, in °C'],
    said: ['decimalComma'],
    step: '0',
  },
  'nbsp-thousands.csv': { first: [[1234], [1300]], T: 2, said: ['thousands'] },
  'space-thousands.csv': { first: [[1234], [1300]], T: 2, said: ['thousands'] },
  'pandas-to_csv-index.csv': { first: [[112], [118], [132]], T: 24, names: ['Passengers'], step: '0' },
  'airline-dates.csv': { first: [[112], [118]], T: 24, names: ['Passengers'], step: '1949-01' },
  'airline-year-month-cols.csv': { first: [[112], [118]], T: 24, names: ['passengers'], step: '1949' },
  'airline-yyyymm.csv': { first: [[112], [118]], T: 24, names: ['passengers'], step: '194901' },
  'airline-footer.csv': { first: [[432]], T: 1, said: ['footer'], step: '1960-12' },
  'airline-values.csv': { first: [[112], [118]], T: 24, names: ['Passengers'] },
  'google-stock.csv': {
    first: [[325.25, 332.83, 324.97, 663.59, 7380500]],
    T: 19,
    names: ['Open', 'High', 'Low', 'Close', 'Volume'],
    said: ['thousands'],
    step: '1/3/2012',
  },
  'investing-btc.csv': {
    first: [[71630.1, 69358, 72710.8, 69110.5, 105780, 3.27]],
    T: 19,
    said: ['newest', 'thousands', 'percent', 'scaled'],
    step: '04/08/2024',
  },
  'silso-semicolons.csv': { first: [[1749, 1, 1749.042, 96.7, -1, -1, 1]], T: 20, said: ['sentinel'] },
  'header-digit.csv': { first: [[112], [118]], T: 24, names: ['Close 1'] },
  'header-comment.csv': { first: [[20.7]], T: 24, names: ['temp'], said: ['comments'] },
  'cn-utf16.csv': { first: [[20.7]], T: 24, names: ['收盘价'], step: '0' },
  'numpy-print.txt': { first: [[0.1], [0.2], [0.3]], T: 3 },
  'torch-print.txt': { first: [[0.1], [0.2], [0.3]], T: 3 },
}

test.each(Object.entries(tables))('%s is read as it stands', (name, { first, T, names, said = [], step }) => {
  for (const on of ['sine', 'store-and-ask']) {
    const { experiment, notes } = taken(name, on)
    const { model, sequence, labels } = experiment
    expect(sequence.inputs.slice(0, first.length)).toEqual(first)
    expect(sequence.inputs.length).toBe(T)
    expect(model.inputSize).toBe(first[0]!.length)
    expect(labels?.steps?.[0]).toBe(step)
    if (names) {
      expect(labels?.inputs).toEqual(names)
      expect(notes.map(({ kind }) => kind)).toContain('header')
    }
    for (const kind of said) expect(notes.map((note) => note.kind)).toContain(kind)
  }
})

test('two columns are inputs and targets where they fit so, and say so', () => {
  for (const [name, inputs, targets] of [
    ['sep-line.csv', [[1], [3]], [[2], [4]]],
    ['i12-tensor-print.txt', [[0.1], [0.3]], [[0.2], [0.4]]],
  ] as const) {
    const { experiment } = taken(name)
    expect(experiment.sequence).toMatchObject({ inputs, targets })
    expect(kinds(taken(name))).toContain('targets')
    expect(taken(name, 'store-and-ask').experiment.model.inputSize).toBe(2)
  }
})

/** What is refused, and what the sentence speaks of. */
const refusals: Readonly<Record<string, RegExp>> = {
  'german-thousands.csv': /1\.007 may be 1007 or 1\.007/,
  'header-year.csv': /line 1: 2019 may be the name/,
  'missing-mixed.csv': /line 2: 3 numbers are missing.*column a/,
  'missing-empty.csv': /line 3: 2 numbers are missing.*column x/,
  'missing-na.csv': /line 3: 1 number is missing.*column x/,
  'list-null.json': /\[1\]: 1 number is missing/,
  'c3-batch-of-two.json': /one sequence.*a batch of 2/,
  'shakespeare-600.txt': /numbers, not words/,
  'air-flat.json': /^lstm\.weight_ih_l0: .*list of 40/,
  'air-nan.json': /^linear\.bias\[0\]: .*NaN/,
  'air-checkpoint.pth': /no text/,
  'air.pt': /no text/,
  'air.npz': /no text/,
  'air.safetensors': /no text/,
  'gru-then-lstm.json': /one recurrent layer, got gru, lstm/,
  'i16-two-lstms.json': /one recurrent layer, got encoder, decoder/,
  'bilstm-tagger.json': /_reverse: expected one layer/,
  'tagger-2layers.json': /_l1: expected one layer/,
  'lstm-proj.json': /weight_hr_l0: .*proj_size/,
}

test.each(Object.entries(refusals))('%s is refused with one sentence in either language', (name, told) => {
  for (const on of ['sine', 'store-and-ask']) {
    const result = read(name, on)
    if (result.ok) throw new Error(`${name} was read`)
    expect(result.error).toMatch(told)
    expect(result.error).not.toContain('\n')
    expect(mistakeIn(result.mistake, zh.mistakes)).toMatch(/\p{Script=Han}.*。$/u)
  }
})

/** Weights: the sizes, the key of the head (null: h itself), and what else is said. */
const nets: Readonly<
  Record<string, { cell: string; D: number; H: number; K: number; head: string | null; said?: string[] }>
> = {
  'air.json': { cell: 'lstm', D: 1, H: 10, K: 1, head: 'linear.weight' },
  'air-checkpoint.json': { cell: 'lstm', D: 1, H: 10, K: 1, head: 'linear.weight' },
  'i1-lstmcell-state-dict.json': { cell: 'lstm', D: 2, H: 2, K: 2, head: null },
  'lstmcell-1.json': { cell: 'lstm', D: 1, H: 4, K: 1, head: 'out.weight' },
  'i10-ordereddict-of-lists.txt': { cell: 'lstm', D: 1, H: 2, K: 2, head: null },
  'i18-module-prefix.json': { cell: 'lstm', D: 3, H: 3, K: 4, head: 'module.fc.weight', said: ['ignored'] },
  'pytorch-tutorial-tagger.json': {
    cell: 'lstm',
    D: 6,
    H: 6,
    K: 3,
    head: 'hidden2tag.weight',
    said: ['ignored'],
  },
  'i4-linear-before.json': { cell: 'gru', D: 2, H: 3, K: 1, head: 'out.weight', said: ['ignored'] },
  'char-fc-then-output.json': { cell: 'lstm', D: 5, H: 8, K: 8, head: 'fc.weight', said: ['after'] },
  'rnn-relu.json': { cell: 'rnn', D: 1, H: 4, K: 1, head: 'fc.weight', said: ['activation'] },
  'h1-layernorm.json': { cell: 'lstm', D: 1, H: 1, K: 1, head: 'fc.weight', said: ['ignored'] },
  '01-state-dict-bare-rnn.json': { cell: 'rnn', D: 1, H: 2, K: 2, head: null, said: ['activation'] },
  'i13-keras-get-weights.json': { cell: 'lstm', D: 2, H: 3, K: 3, head: null, said: ['keras'] },
  'i14-keras-named.json': { cell: 'lstm', D: 2, H: 3, K: 1, head: 'dense.weight', said: ['keras'] },
}

test.each(Object.entries(nets))(
  '%s has its own sizes and head',
  (name, { cell, D, H, K, head, said = [] }) => {
    for (const on of ['sine', 'store-and-ask']) {
      const { experiment, notes } = taken(name, on)
      const model = modelOf(experiment.model)
      expect([model.cell, model.inputSize, model.hiddenSize, model.outputSize]).toEqual([cell, D, H, K])
      const weight = experiment.model.weights!['head.weight'] as number[][]
      if (head === null) {
        expect(weight).toEqual(weight.map((row, i) => row.map((_, j) => (i === j ? 1 : 0))))
        expect(notes).toContainEqual({ kind: 'identity', about: [String(H)] })
      } else expect(notes).toContainEqual({ kind: 'head', about: [head] })
      for (const kind of said) expect(notes.map((note) => note.kind)).toContain(kind)
      expect(notes[0]!.kind).toBe('fits')
    }
  },
)

test('every file is in one of these tables', () => {
  const known = [tables, refusals, nets].flatMap((table) => Object.keys(table))
  expect(readdirSync('test/files').sort()).toEqual([...known, 'sep-line.csv', 'i12-tensor-print.txt'].sort())
})

test('inputs, targets and names stay where they fit weights from a file', () => {
  const sine = experimentOf('sine')
  const { experiment, notes } = taken('air.json')
  expect(experiment.sequence.inputs).toEqual(sine.sequence.inputs)
  expect(experiment.sequence.targets).toEqual(sine.sequence.targets)
  expect(experiment.labels).toEqual(sine.labels)
  expect(notes[0]).toMatchObject({ kind: 'fits', made: [], dropped: [] })
  const store = experimentOf('store-and-ask')
  const other = taken('air.json', 'store-and-ask')
  expect(other.experiment.sequence.inputs).toEqual(store.sequence.inputs.map(() => [0]))
  expect(other.experiment.sequence.targets).toEqual(store.sequence.targets)
  expect(other.notes[0]).toMatchObject({ made: ['inputs'], dropped: ['inputNames'] })
})

test('weights and data are used together, and a second of a kind is named', () => {
  const [weights, data] = ['air.json', 'airline-dates.csv'].map((name) => ({ name, text: textOf(name) }))
  for (const sources of [
    [weights!, data!],
    [data!, weights!],
  ]) {
    const all = readTogether(sources, experimentOf('store-and-ask'), ({ name = '' }) => name)
    expect(all.wrong).toEqual([])
    expect(all.experiment.title).toBe('air.json')
    expect(all.experiment.model.hiddenSize).toBe(10)
    expect(all.experiment.sequence.inputs.slice(0, 2)).toEqual([[112], [118]])
  }
  const second = { name: 'second.csv', text: '1\n2\n' }
  const { experiment, read } = readTogether([data!, second], experimentOf('sine'), () => 'x')
  expect(experiment.sequence.inputs.length).toBe(24)
  expect(read[1]).toEqual({ source: second, notes: [{ kind: 'unused', about: [] }] })
})

test('a document is read as one, and its mistakes are its own, though it has weights inside', () => {
  const page = experimentOf('sine')
  for (const { document } of builtIn) {
    const whole = readAny(JSON.stringify({ experiment: document }), page)
    expect(whole).toMatchObject({ ok: true, value: { kind: 'experiment' } })
    const wrong = readAny(JSON.stringify({ ...(document as object), loss: { kind: 'mae' } }), page)
    expect(wrong).toMatchObject({ ok: false, error: expect.stringMatching(/^loss\.kind: expected/) })
  }
})

test('every note has its sentence in every language', () => {
  expect(Object.keys(zh.readNotes).sort()).toEqual(Object.keys(en.readNotes).sort())
  for (const name of readdirSync('test/files')) {
    const result = read(name)
    if (!result.ok) continue
    for (const { kind, about, made = [], dropped = [] } of result.value.notes) {
      expect(en.readNotes[kind](about, made, dropped)).toMatch(/^[A-Z\w].*\.$/)
      expect(zh.readNotes[kind](about, made, dropped)).toMatch(/\p{Script=Han}.*。$/u)
    }
  }
})
