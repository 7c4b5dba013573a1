import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { mistakes as chinese } from '../../app/words/zh/mistakes.ts'
import {
  check,
  derive,
  type Experiment,
  english,
  type Mistake,
  mistakeIn,
  problemOf,
  type Result,
  readExperiment,
  record,
} from '../../src/index.ts'
import { opened, textOf } from '../support/opened.ts'

const stored = readExperiment(readFileSync('experiments/store-and-ask.json', 'utf8'))
if (!stored.ok) throw new Error(stored.error)
const document: Experiment = stored.value

/** What a person reads that is not Chinese: keys of the file, cells, names of gradients and numbers, all of them quoted from the file. */
const prose = (text: string) => text.replace(/[A-Za-z][\w.:@[\]]*/g, '')

function saidOf(result: Result<unknown>): Mistake {
  if (result.ok) throw new Error('expected a mistake')
  expect(result.error).toBe(mistakeIn(result.mistake, english))
  return result.mistake
}

/** One field of the document changed; each must be refused. */
const wrongDocuments: readonly unknown[] = [
  null,
  7,
  [],
  { ...document, format: 'x' },
  { ...document, more: 1 },
  { ...document, title: 7 },
  { ...document, title: {} },
  { ...document, title: { en: 3 } },
  { ...document, model: undefined },
  ...[
    { cell: 'x' },
    { hiddenSize: 0 },
    { inputSize: 'many' },
    { bidirectional: true },
    { attention: {} },
    { resetAfter: true },
    { peephole: 1 },
    { init: { scheme: 'pytorch', seed: 1 } },
    { weights: undefined },
    { weights: { weight_ih_l0: [[1], []] } },
    { weights: [], init: undefined },
  ].map((part) => ({ ...document, model: { ...document.model, ...part } })),
  ...[{ kind: 'x' }, { at: 3 }, { reduction: () => 3 }].map((part) => ({
    ...document,
    loss: { ...document.loss, ...part },
  })),
  ...[{ inputs: [] }, { inputs: 3 }, { inputs: [['a']] }, { targets: 3 }, { targets: [] }].map((part) => ({
    ...document,
    sequence: { ...document.sequence, ...part },
  })),
  { ...document, labels: { inputs: 3 } },
  { ...document, labels: { inputs: [] } },
]

test('each mistake of a document is one sentence of Chinese, and the same line in English as before', () => {
  for (const wrong of wrongDocuments) {
    const said = mistakeIn(saidOf(check(wrong)), chinese)
    expect(said).toMatch(/^[^\n]+：[^\n]*\p{Script=Han}[^\n]*。$/u)
    expect(prose(said)).not.toMatch(/[,;!?]|expected|got/)
  }
})

test('each mistake of a file is a sentence of Chinese', async () => {
  for (const text of [
    '',
    '{',
    '[1, 2',
    '{"a": x}',
    '1,2,3\n1',
    'a,b',
    '1 2 3 4 5 6 7 8 9',
    '1\nx',
    '{"weight_ih_l0": 1}',
  ]) {
    const read = await opened(textOf(text))
    if (read.ok) continue
    expect(mistakeIn(saidOf(read), chinese)).toMatch(/^(文件|第 \d+ 行|weight_\w+)：.*\p{Script=Han}.*。$/u)
  }
  expect(mistakeIn(saidOf(readExperiment('{"a": x}')), chinese)).toBe(
    '文件：应为 JSON，第 1 行第 7 列却是 "x"。',
  )
  expect(mistakeIn(saidOf(readExperiment('x'.repeat(17 * 2 ** 20))), chinese)).toBe(
    '文件：应为不超过 16 MB，实为 17 MB。',
  )
})

test('each mistake of what is to be derived is a sentence of Chinese', () => {
  const trace = record(problemOf(document))
  for (const target of [
    'x y',
    'C@3[0]',
    'd:Q',
    'd:C',
    'd:C@99[0]',
    'd:C@3',
    'd:C@3[7]',
    'd:weight_ih_l0[99,0]',
  ]) {
    const said = mistakeIn(saidOf(derive(trace, target)), chinese)
    expect(said).toMatch(/^推导对象：应.*。$/)
    expect(prose(said)).not.toMatch(/expected|such as/)
  }
})

test('every language has a sentence for every kind of mistake', () => {
  for (const part of ['where', 'got', 'expected'] as const)
    expect(Object.keys(chinese[part]).sort()).toEqual(Object.keys(english[part]).sort())
})
