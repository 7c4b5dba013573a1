/** The trained experiments of nets with layers, directions and attention: PyTorch's numbers, and what their stories claim. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cellTitles, laterTitles, netTitles } from '../../app/state/fetchedExperiments.ts'
import { answerOf, library, numberOf, problemOf, record, type Trace } from '../../src/index.ts'
import { differences, experimentOf } from '../support/cases.ts'

const trace = (name: string): Trace =>
  record(
    problemOf(experimentOf({ document: JSON.parse(readFileSync(`experiments/nets/${name}.json`, 'utf8')) })),
  )

const names = readdirSync('experiments/nets').map((file) => file.replace('.json', ''))

test('the menu lists what is fetched later by its title', () => {
  const titles = [...names.map((name) => `nets/${name}`), ...Object.keys(cellTitles)].map((name) => {
    const { experiment } = JSON.parse(readFileSync(`experiments/${name}.json`, 'utf8'))
    return [name.replace('nets/', ''), experiment.title]
  })
  expect(laterTitles).toEqual(Object.fromEntries(titles))
  expect(Object.keys(netTitles).sort()).toEqual(names)
  const stories = library
    .map(({ experiment }) => experiment)
    .filter((name) => !name.startsWith('store-and-ask'))
  expect(Object.keys(cellTitles)).toEqual(stories)
})

test.each(names)('%s agrees with PyTorch in every value and every gradient', (name) => {
  const { expect: answers } = JSON.parse(readFileSync(`test/golden/trained/${name}.json`, 'utf8'))
  const run = trace(name)
  expect(differences(answerOf(run), answers)).toEqual([])
  expect(run.T).toBe(answers.steps.length)
})

describe('only the future tells what Taipei is', () => {
  const [destination, departure] = [1, 2]
  const taipei = (name: string, slot: number) => numberOf(trace(name), `p@1[${slot}]`)!

  test('in one direction both sentences get the same answer, to the last digit', () => {
    for (const slot of [0, 1, 2, 3])
      expect(taipei('slots-one-way-arrive', slot)).toBe(taipei('slots-one-way-leave', slot))
    expect(taipei('slots-one-way-leave', departure)).toBeCloseTo(0.5, 1)
  })
  test('in both directions each gets its own', () => {
    expect(taipei('slots-both-ways-arrive', destination)).toBeGreaterThan(0.9)
    expect(taipei('slots-both-ways-leave', departure)).toBeGreaterThan(0.9)
  })
  test('the gradient of that answer reaches the verb in the second direction alone', () => {
    const run = trace('slots-both-ways-leave')
    const sent = (ref: string) =>
      Math.hypot(...[0, 1, 2].map((unit) => numberOf(run, `${ref.replace('*', `${unit}`)}`)!))
    // What h at Taipei hands on: forward, nothing stands before it but the initial state.
    expect(sent('d:h_reverse@2[*]<a_reverse@1')).toBeGreaterThan(0)
    expect(numberOf(run, 'd:h@1[0]<a@0')).toBeUndefined()
  })
})

test('two layers: the first sees where the switch goes on, the second counts', () => {
  const run = trace('stairs')
  const on = [0, 1, 1, 0, 0, 1, 1, 1, 0, 1, 0, 0]
  let rises = 0
  on.forEach((bit, k) => {
    const risen = bit === 1 && (on[k - 1] ?? 0) === 0
    expect(numberOf(run, `h@${k + 1}[0]`)! > 0).toBe(risen)
    if (risen) rises++
    // The cell state of layer 2 climbs only there.
    const climbs = numberOf(run, `C_l1@${k + 1}[0]`)! - (k === 0 ? 0 : numberOf(run, `C_l1@${k}[0]`)!)
    if (risen) expect(climbs).toBeGreaterThan(0.1)
    else if (k > 0) expect(Math.abs(climbs)).toBeLessThan(0.05)
  })
  expect(numberOf(run, 'y@12[0]')).toBeCloseTo(rises, 1)
})

test('attention finds the mark, and the last h alone has forgotten', () => {
  const found = trace('mark-attention')
  const alphas = Array.from({ length: found.T }, (_, k) => numberOf(found, `alpha@${k + 1}`)!)
  expect(alphas[2]).toBeGreaterThan(0.97)
  expect(Math.abs(numberOf(found, 'y@12[0]')! - 0.8)).toBeLessThan(0.05)
  const last = trace('mark-last')
  expect(Math.abs(numberOf(last, 'y@12[0]')!)).toBeLessThan(0.1)
  // The same layer: its hidden states are the same.
  expect(numberOf(last, 'h@12[0]')).toBe(numberOf(found, 'h@12[0]'))
})
