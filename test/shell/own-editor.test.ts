/** The model part of the editor of a cell: lines that changed, signs that are typed, drafts, and what a changed cell keeps. */
import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { proposals } from '../../app/shell/own/complete.ts'
import { cellAsText, lettersIn, nameWith, parsed, previewOf } from '../../app/shell/own/draft.ts'
import { lineChanges } from '../../app/shell/own/lines.ts'
import { signsIn, signTyped } from '../../app/shell/own/signs.ts'
import { deleteCell, keepCell, keptCells, textCells } from '../../app/state/cells.ts'
import {
  answerOf,
  cellOf,
  check,
  type Experiment,
  equationsOf,
  library,
  modelOf,
  type OwnCell,
  problemOf,
  readCell,
  readExperiment,
  record,
  reshaped,
  withWeights,
  writeCell,
  writeExperiment,
} from '../../src/index.ts'

const opened = (path: string): Experiment => {
  const result = check(JSON.parse(readFileSync(path, 'utf8')).experiment)
  if (!result.ok) throw new Error(result.error)
  return result.value
}
const golden = opened('test/golden/open/cell-MGU.json')
const own = (experiment: Experiment) => modelOf(experiment.model).cell as OwnCell

describe('lines', () => {
  test('what stayed, went and came', () => {
    expect(lineChanges('a\nb\nc', 'a\nB\nc\nd').map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'same a',
      'removed b',
      'added B',
      'same c',
      'added d',
    ])
  })
  test('spaces at the end and empty lines are no changes', () => {
    expect(lineChanges('a  \n\nb', 'a\nb').every(({ kind }) => kind === 'same')).toBe(true)
  })
})

test('a word is completed by a name of the text or an operation, names first', () => {
  const at = (text: string) => proposals(text.replace('|', ''), text.indexOf('|'))?.words
  expect(at('so = W_s x\nh = s|')).toEqual(expect.arrayContaining(['so', 'sum(', 'softplus(', 'sqrt(']))
  expect(at('so = W_s x\nh = s|')![0]).toBe('so')
  expect(at('a_f = W_f x\nf = W_|')).toEqual(['W_f'])
  expect(at('f = W_f|')).toBeUndefined()
  expect(at('f = x  # the s|')).toBeUndefined()
  expect(at('f = \\si|')).toBeUndefined()
  expect(at('f = s|igma(x)')).toBeUndefined()
})

test('a name of the library belongs to its own equations, one that was typed stays', () => {
  const original = { name: 'GRU', equations: 'h = z' }
  const changed = (name: string) => `${name}, changed`
  const of = (name: string, equations: string, from = original) =>
    nameWith(equations, { name, equations: '', sizes: {}, hiddenSize: 1 }, from, changed)
  expect(of('GRU', 'h = z²')).toBe('GRU, changed')
  expect(of('GRU, changed', 'h = z²²')).toBe('GRU, changed')
  expect(of('GRU, changed', 'h = z')).toBe('GRU')
  expect(of('Mine', 'h = z²')).toBe('Mine')
  expect(of('Turns', 'h = z²', { name: 'Turns', equations: 'h = z' })).toBe('Turns')
})

describe('signs', () => {
  test('a text that is pasted has its signs at once, wherever its words stand', () => {
    expect(signsIn('f = sigma(W_f x + U_f h_{t-1} + b)\nh = f \\odot \\tanh（C）\nα = \\alpha')).toBe(
      'f = σ(W_f x + U_f h[t-1] + b)\nh = f ⊙ tanh(C)\nα = α',
    )
    for (const text of ['a = \\nothing(x)', 'h = sigma (x)', '', 'x'.repeat(3000)])
      expect(signsIn(text)).toBe(text)
  })
  const typed = (text: string) => {
    const found = signTyped(text, text.length)
    return found ? text.slice(0, found.from) + found.sign + text.slice(found.to) : text
  }
  test('sigma is the function where its bracket stands already', () => {
    expect(signTyped('f = sigma(a)', 9)).toEqual({ from: 4, to: 9, sign: 'σ' })
    expect(signTyped('f = sigma (a)', 9)).toBeUndefined()
  })
  test.each([
    ['f \\odot ', 'f ⊙ '],
    ['\\alpha ', 'α '],
    ['\\sigma(', 'σ('],
    ['f = sigma(', 'f = σ('],
    ['\\alpha_', 'α_'],
    ['W^T', 'Wᵀ'],
    ['h = tanh（', 'h = tanh('],
    ['h = a，', 'h = a,'],
    ['S : ［', 'S : ['],
    ['r^2', 'r²'],
    ['U_f h_{t-1}', 'U_f h[t-1]'],
    ['\\Sigma ', 'Σ '],
    ['\\nothing ', '\\nothing '],
    ['mysigma(', 'mysigma('],
    ['\\constructor ', '\\constructor '],
  ])('%s', (text, wanted) => expect(typed(text)).toBe(wanted))
})

describe('drafts', () => {
  test('the letters of sizes come from the declarations', () => {
    expect(lettersIn('A : [H, N]\nh = A x # B : [Q]\nB:[N , M]\nf = W[t-1]')).toEqual(['N', 'M'])
    const result = parsed({ name: 'a', equations: 'A : [H, N]\nB : [N, D]\nh = A (B x)', sizes: {} })
    expect(result).toMatchObject({ ok: true, own: { sizes: { N: 4 } } })
  })
  test('a mistake has its place in the text', () => {
    expect(parsed({ name: 'a', equations: 'a = W x\nh = tanh(a', sizes: {} })).toMatchObject({
      ok: false,
      mistake: { where: { id: 'column', line: 2, column: 11 } },
    })
    expect(parsed({ name: ' ', equations: 'h = W x', sizes: {} })).toMatchObject({
      ok: false,
      mistake: { expected: { id: 'shortText' } },
    })
  })
  test.each(['store-and-ask', 'store-and-ask-rnn', 'store-and-ask-gru', 'peephole', 'mlstm'])(
    'the cell of %s is a text with the same symbols',
    (name) => {
      const experiment = opened(`experiments/${name}.json`)
      const cell = cellAsText(experiment)
      expect([...cellOf({ cell }).shapes].sort()).toEqual(
        [...cellOf(modelOf(experiment.model)).shapes].sort(),
      )
    },
  )
  test('every cell of the library has a preview', () => {
    for (const entry of library) {
      const cell = {
        name: 'a',
        equations: equationsOf(entry),
        ...(entry.sizes ? { sizes: entry.sizes } : {}),
      }
      expect(previewOf(golden, cell, 64).net.adjoints.length, entry.id).toBeGreaterThan(3)
    }
    expect(textCells.size).toBe(library.length - 3)
  })
})

describe('what a changed cell keeps', () => {
  const changed = (equations: string) =>
    withWeights(reshaped(golden, { model: { cell: { name: 'Mine', equations } } }, 1))
  const before = withWeights(golden).model.weights
  test('weights of the same name and shape, inputs and targets', () => {
    const after = changed(own(golden).equations.replace('W_n x + ', 'W_n x + v ⊙ h[t-1] + '))
    const { v, ...kept } = after.model.weights
    expect(kept).toEqual(before)
    expect(v).toHaveLength(3)
    expect(after.sequence).toEqual(golden.sequence)
  })
  test('weights and initial states of a symbol that was renamed', () => {
    const after = changed(own(golden).equations.replaceAll('W_f', 'A').replaceAll('b_n', 'c'))
    expect(after.model.weights.A).toEqual(before.W_f)
    expect(after.model.weights.c).toEqual(before.b_n)
  })
  test('a name that has another shape now is drawn', () => {
    const after = changed(own(golden).equations.replace('W_f x', 'W_f h[t-1]'))
    expect(after.model.weights.W_n).toEqual(before.W_n)
    expect(after.model.weights.W_f).toHaveLength(3)
    expect(after.model.weights.W_f).not.toEqual(before.W_f)
  })
  test('one line that is changed keeps the weights of the cell, also beside a name that is another', () => {
    const equations = own(golden).equations.replaceAll(/\bf\b/g, 'gate').replace('tanh', 'relu')
    expect(changed(equations).model.weights).toEqual(before)
  })
  const another = [
    'f = σ(W_f x + U_f h[t-1] + b_f)\ncandidate = tanh(W x + U (f ⊙ h[t-1]) + b)\nh = (1 - f) ⊙ h[t-1] + f ⊙ candidate',
    equationsOf(library.find(({ id }) => id === 'mgu')!),
  ]
  test.each(another)(
    'quite another cell gets nothing of the weights, though they have the same names: %s',
    (equations) => {
      const lstm = opened('experiments/store-and-ask.json')
      const [old, made] = [cellAsText(lstm), { name: 'Mine', equations }]
      const asText = withWeights(reshaped(lstm, { model: { cell: old } }, 1))
      const after = reshaped(asText, { model: { cell: made, hiddenSize: 4 } }, 7)
      expect(asText.model.weights.W_f).toBeDefined()
      const { weights: _, ...model } = after.model
      const fresh = withWeights({ ...after, model: { ...model, init: { scheme: 'pytorch', seed: 7 } } })
      expect(after.model.weights).toEqual(fresh.model.weights)
      expect([asText.about, after.about]).toEqual([lstm.about, undefined])
      expect(after.sequence.inputs).toEqual(lstm.sequence.inputs)
    },
  )
  test('the cell of a family as a text computes the same, there and back', () => {
    const experiment = opened('experiments/store-and-ask.json')
    const text = reshaped(experiment, { model: { cell: cellAsText(experiment) } }, 1)
    const loss = record(problemOf(experiment)).loss
    expect(record(problemOf(text)).loss).toBeCloseTo(loss, 12)
    const back = reshaped(text, { model: { cell: 'lstm' } }, 1)
    expect(record(problemOf(back)).loss).toBeCloseTo(loss, 12)
  })
  test('the document that is made reads as it was written', () => {
    const after = changed('a = W_f x + U_f h[t-1]\nh = tanh(a)')
    const read = readExperiment(writeExperiment(after))
    expect(read).toMatchObject({ ok: true, value: { format: 'unrolled/2' } })
    expect(answerOf(record(problemOf((read as { value: Experiment }).value)))).toEqual(
      answerOf(record(problemOf(after))),
    )
  })
})

test('a cell is a small file, read back as it was; what is wrong with one is said', () => {
  const cell = { name: 'A', equations: 'A : [H, N]\nB : [N, D]\nh = A (B x)', sizes: { N: 2 } }
  expect(readCell(writeCell(cell))).toEqual({ ok: true, value: cell })
  expect(readCell('{')).toMatchObject({ ok: false, error: expect.stringMatching(/^file: /) })
  expect(readCell('[1]')).toMatchObject({ ok: false, error: expect.stringMatching(/^cell: /) })
  expect(readCell('{"name":"A","equations":"h = W"}')).toMatchObject({ ok: true })
  expect(readCell('{"name":"A","equations":"h = ("}')).toMatchObject({
    ok: false,
    error: expect.stringMatching(/^cell.equations line 1, column 6: /),
  })
  expect(readCell('{"name":"A","equations":"h = W x","sizes":{"N":1}}').ok).toBe(false)
})

describe('cells that are kept', () => {
  const stored = (items: Record<string, string>) =>
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => items[key] ?? null,
      setItem: (key: string, value: string) => {
        items[key] = value
      },
    })
  afterEach(() => vi.unstubAllGlobals())
  const cell = { name: 'A', equations: 'h = W x' }
  test('one of a name, until it is deleted', () => {
    stored({})
    expect(keepCell(cell)).toBe(true)
    expect(keepCell({ ...cell, equations: 'h = V x' })).toBe(true)
    expect(keptCells()).toEqual({ cells: [{ ...cell, equations: 'h = V x' }], damaged: 0 })
    deleteCell('A')
    expect(keptCells()).toEqual({ cells: [], damaged: 0 })
  })
  test('one that was deleted is put back where it was, beside what could not be read', () => {
    const all = [cell, 1, { ...cell, name: 'B' }, { ...cell, name: 'C' }]
    const items = { 'unrolled/cells': JSON.stringify(all) }
    stored(items)
    const putBack = deleteCell('B')
    expect(keptCells().cells.map(({ name }) => name)).toEqual(['A', 'C'])
    expect(putBack?.()).toBe(true)
    expect(JSON.parse(items['unrolled/cells'])).toEqual(all)
    expect(deleteCell('D')).toBeUndefined()
  })
  test('what is damaged is told and not lost', () => {
    const items = { 'unrolled/cells': JSON.stringify([1, { name: 'B', equations: '(' }, cell]) }
    stored(items)
    expect(keptCells()).toEqual({ cells: [cell], damaged: 2 })
    keepCell({ ...cell, name: 'C' })
    expect(keptCells()).toMatchObject({ damaged: 2 })
    const broken: Record<string, string> = { 'unrolled/cells': '{{' }
    stored(broken)
    expect(keptCells()).toEqual({ cells: [], damaged: 1 })
    keepCell(cell)
    expect(broken['unrolled/cells/damaged']).toBe('{{')
  })
  test('no storage keeps nothing, and does not throw', () => {
    vi.stubGlobal('localStorage', undefined)
    expect(keptCells().cells).toEqual([])
    expect(keepCell(cell)).toBe(false)
  })
})
