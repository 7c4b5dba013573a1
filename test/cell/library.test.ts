/** The cells of the library: held against PyTorch on their experiments, and what their texts say against the numbers. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { reasonOf, titleOf } from '../../app/parts/equation/explain.ts'
import { en } from '../../app/words/en.ts'
import { zh } from '../../app/words/zh.ts'
import type { Entry } from '../../src/cell/library/entry.ts'
import {
  answerOf,
  cellOf,
  type Experiment,
  equationsOf,
  familyIds,
  formulaOf,
  frameAt,
  type LibraryId,
  library,
  libraryCellOf,
  numberOf,
  problemOf,
  readExperiment,
  record,
  type Trace,
  writeExperiment,
} from '../../src/index.ts'
import { differences, experimentOf } from '../support/cases.ts'

const plain = library.filter(({ id }) => !familyIds.some((family) => family === id))
const table = plain.map((entry) => [entry.id, entry] as const)

const documentOf = (name: string): Experiment =>
  experimentOf({ document: JSON.parse(readFileSync(`experiments/${name}.json`, 'utf8')) })
const traces = new Map<string, Trace>()
const traceOf = (name: string): Trace => {
  const made = traces.get(name) ?? record(problemOf(documentOf(name)))
  traces.set(name, made)
  return made
}
const row = (id: LibraryId, name: string, t: number): number[] => {
  const { data, shape } = traceOf(id).memory(name)
  const n = shape.reduce((product, axis) => product * axis, 1)
  return Array.from(data.slice(t * n, (t + 1) * n))
}

test('a paper’s number at arXiv is of its year, or of the year before it was printed', () => {
  for (const { id, paper } of library) {
    if (!paper.arxiv) expect(['rnn', 'lstm']).toContain(id)
    else expect([paper.year, paper.year - 1]).toContain(2000 + Number(paper.arxiv.slice(0, 2)))
    expect(paper.arxiv ?? '0000.00000').toMatch(/^\d{4}\.\d{4,5}$/)
  }
})

test('each cell stands once in the table, with everything in both languages', () => {
  expect(new Set(library.map(({ id }) => id)).size).toBe(library.length)
  expect(plain.length).toBeGreaterThanOrEqual(13)
  const han = /\p{Script=Han}/u
  for (const { id, names, paper, change, question } of library) {
    expect(`${paper.authors}, ${paper.title}`, id).toMatch(/\S, \S/)
    expect(names.en, id).toMatch(/\S/)
    const texts = question ? [question.ask, question.answer, question.stage.says] : []
    for (const { en, zh } of [change, ...texts]) {
      expect(en, id).not.toMatch(han)
      expect(zh, id).toMatch(han)
    }
  }
})

describe.each(table)('%s', (id, entry: Entry<LibraryId>) => {
  const experiment = documentOf(entry.experiment)
  const trace = traceOf(entry.experiment)

  test('agrees with PyTorch in every value and every gradient', () => {
    const { expect: answers } = JSON.parse(readFileSync(`test/golden/library/${id}.json`, 'utf8'))
    expect(differences(answerOf(trace), answers)).toEqual([])
    expect(trace.T).toBe(answers.steps.length)
  })

  test('stands in its experiment with its equations, and stays a cell of its own when written and read', () => {
    const { model } = experiment
    const sizes = entry.sizes ? { sizes: entry.sizes } : {}
    expect(model.cell).toEqual({ name: entry.names.en, equations: equationsOf(entry), ...sizes })
    expect(libraryCellOf(model)?.id).toBe(id)
    const again = readExperiment(writeExperiment(experiment))
    expect(again.ok && again.value.model.cell).toEqual(model.cell)
    expect(experiment.title).toMatchObject({ en: /\S/, zh: /\p{Script=Han}/u })
    expect(experiment.about).toMatchObject({ en: /\S/, zh: /\p{Script=Han}/u })
  })

  test('every symbol has a name for people in both languages', () => {
    const { says, equations } = cellOf(experiment.model)
    expect([...says.keys()].sort()).toEqual(equations.map(({ symbol }) => symbol).sort())
    expect(Object.keys(entry.symbolsZh!).sort()).toEqual([...says.keys()].sort())
  })

  test.each([en, zh])(
    'every step has a title and a reason that names symbols which the cell has',
    (words) => {
      for (const frame of trace.frames) {
        const told = [titleOf(trace, frame, words), reasonOf(trace, frame, words)]
        for (const text of told) expect(text, frame.equation.symbol).toMatch(/\S/)
        for (const [, name] of told.join().matchAll(/\[\[(.+?)(?:[+-]\d)?\]\]/g))
          expect(() => trace.net.info(name!), `${frame.equation.symbol}: ${name}`).not.toThrow()
      }
    },
  )

  test('its question has a stage, and its texts name symbols that it has', () => {
    const { ask, answer, stage } = entry.question!
    expect(frameAt(trace, stage.places[0]!)).toBeDefined()
    for (const ref of [stage.pointed, stage.why]) if (ref) expect(numberOf(trace, ref), ref).toBeDefined()
    const texts = [ask, answer, stage.says].flatMap(({ en, zh }) => [en, zh])
    for (const [, name] of texts.join().matchAll(/\[\[(.+?)(?:[+-]\d)?\]\]/g))
      expect(() => trace.net.info(name!), name).not.toThrow()
  })
})

describe('what the stories say is so', () => {
  test('the stabiliser of sLSTM is a gauge: its gradient cancels to nothing, its terms are not nothing', () => {
    const trace = traceOf('slstm')
    for (const slope of trace.memory('d:m').data) expect(Math.abs(slope)).toBeLessThan(1e-14)
    expect(Math.max(...row('slstm', 'd:i', 4).map(Math.abs))).toBeGreaterThan(1e-3)
    expect(Math.exp(Math.max(...trace.memory('a_i').data))).toBe(Infinity)
    const reading = { notation: 'notes', gradient: 'partial', weights: 'split' } as const
    for (const t of [1, 2, 3, 4, 5])
      expect(formulaOf(trace, frameAt(trace, `b${t}.m`)!, reading).cancels, `b${t}.m`).toBe('rounding')
  })

  test('each column of mLSTM’s matrix is the value of one key', () => {
    const C = row('mlstm', 'C', 3)
    const values = [1, 2, 3].map((t) => row('mlstm', 'v', t))
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++) expect(C[3 * i + j]! / values[j]![i]!).toBeCloseTo(1, 1)
  })

  test('minGRU’s gradient has no way back but 1 − z', () => {
    for (let t = 1; t < 8; t++) {
      const z = row('mingru', 'z', t + 1)
      const next = row('mingru', 'd:h', t + 1)
      row('mingru', 'd:h', t).forEach((slope, i) => {
        expect(slope).toBeCloseTo((1 - z[i]!) * next[i]!, 14)
      })
    }
  })

  test('asked for A, each memory says what its story says', () => {
    const [older, newer] = [
      [0.8, 0.1, -0.4],
      [-0.2, 0.6, 0.5],
    ]
    const said = (id: LibraryId) => row(id, 'h', 5)
    const near = (actual: number[], wanted: number[], within: number) =>
      actual.forEach((number, i) => {
        expect(Math.abs(number - wanted[i]!)).toBeLessThan(within)
      })
    near(said('deltanet'), newer, 0.01)
    near(said('gated-deltanet'), newer, 0.02)
    near(
      said('gated-deltanet-misprint'),
      newer.map((v, i) => v - 0.5 * older[i]!),
      0.02,
    )
    near(
      said('retention'),
      newer.map((v, i) => 0.9 * v + 0.9 ** 4 * older[i]!),
      1e-12,
    )
    const part = 1 / (1 + Math.exp(3))
    near(
      said('mlstm'),
      newer.map((v, i) => (1 - part) * v + part * older[i]!),
      0.02,
    )
  })

  test('trained and set weights keep the value of the story', () => {
    for (const id of ['mgu', 'janet', 'ugrnn', 'sru'] as const)
      expect(Math.abs(row(id, 'y', 8)[0]! - 0.8), id).toBeLessThan(0.1)
    expect(row('mgu', 'f', 3)[0]).toBeLessThan(0.2)
    expect(row('selective-ssm', 'Δ', 4)[0]).toBeLessThan(0.01)
    const [first, second] = row('minlstm', 'h', 8)
    expect(first! / second!).toBeCloseTo(1, 4)
    expect(row('qrnn', 'C', 4)[0]).toBeLessThan(0.02)
    expect(row('qrnn', 'C', 8)[0]).toBeGreaterThan(0.95)
  })
})
