import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { answerOf, lossOf, problemOf, record } from '../../src/index.ts'
import { builtIn, differences, experimentOf, golden, nets, runOf, supported } from '../support/cases.ts'

describe('every value and every gradient is PyTorch’s', () => {
  test('there are 26 golden cases, 8 nets of layers and 11 experiments', () => {
    expect(nets.length).toBe(45)
    expect(golden.length).toBe(26)
  })
  test.each(nets.map((c) => [c.name, c] as const))('%s', (_, c) => {
    const problem = problemOf(experimentOf(c))
    const answer = answerOf(record(problem))
    expect(differences(answer, c.expect)).toEqual([])
    expect(lossOf(problem)).toBe(answer.loss)
    expect(answer.steps.length).toBe(c.expect.steps.length)
  })
  test('a number that is off is found', () => {
    const c = supported[0]!
    const answer = answerOf(runOf(c))
    const wrong = { ...answer, loss: answer.loss * (1 + 1e-9) }
    expect(differences(wrong, c.expect)).toHaveLength(1)
  })
})

test.each(builtIn.map((c) => [c.name, c] as const))(
  'the experiment that ships as %s is the one that PyTorch answered',
  (name, c) => {
    // Only the marks of Chinese sentences are set otherwise: at full width.
    const marks: Readonly<Record<string, string>> = { '，': ',', '：': ':', '；': ';', '？': '?' }
    const text = readFileSync(`experiments/${name}.json`, 'utf8').replaceAll(
      /[，：；？]/g,
      (mark) => marks[mark]!,
    )
    // What it says of itself is ours: it names no letters, since those depend on the notation.
    const { about: _, ...shipped } = JSON.parse(text).experiment
    const { about: __, ...answered } = c.document as Record<string, unknown>
    expect(shipped).toEqual(answered)
  },
)
