/** The scrub bar of a net: a timestep stands in each of its passes, and each stretch says what it computes. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { placedParts, stretchesOf } from '../../app/parts/transport/parts.ts'
import { inFull, isInWords, namesOf, sectionName } from '../../app/parts/transport/Stretches.tsx'
import { en } from '../../app/words/en.ts'
import { zh } from '../../app/words/zh.ts'
import { check, groupOf, problemOf, record, stops, type Trace } from '../../src/index.ts'

function runOf(path: string): Trace {
  const result = check(JSON.parse(readFileSync(path, 'utf8')).experiment)
  if (!result.ok) throw new Error(result.error)
  return record(problemOf(result.value))
}

const named = (run: Trace, words = en) =>
  stretchesOf(run, placedParts(run)).map(({ phase, section }) => `${phase}: ${sectionName(section, words)}`)

/** The timesteps that the bar shows forward, in its order. */
const forward = (run: Trace) =>
  placedParts(run).flatMap(({ frame }) => (frame.phase === 'forward' ? [frame.t] : []))

test('a layer in two directions is two stretches, the head a third; back they come in the other order', () => {
  const run = runOf('experiments/nets/slots-both-ways-arrive.json')
  expect(named(run)).toEqual([
    ...['forward: layer 1 →', 'forward: layer 1 ←', 'forward: head'],
    ...['backward: head', 'backward: layer 1 ←', 'backward: layer 1 →'],
  ])
  // The last timestep of one direction is the first of the other: it stands on the bar twice.
  expect(forward(run)).toEqual([1, 2, 3, 4, 5, 5, 4, 3, 2, 1, 1, 2, 3, 4, 5])
})

test('layers that are computed together at each timestep are one stretch', () => {
  expect(named(runOf('experiments/nets/stairs.json'))).toEqual([
    'forward: layers 1–2 →',
    'backward: layers 1–2 →',
  ])
  expect(named(runOf('test/golden/open/stack-bilstm-2.json'), zh).slice(0, 4)).toEqual([
    ...['forward: 第 1 层 →', 'forward: 第 1 层 ←', 'forward: 第 2 层 →', 'forward: 第 2 层 ←'],
  ])
})

test('the attention is one stretch: what it computes once stands with the timestep beside it', () => {
  const run = runOf('experiments/nets/mark-attention.json')
  expect(named(run)).toEqual([
    ...['forward: layer 1 →', 'forward: attention', 'forward: head'],
    ...['backward: head', 'backward: attention', 'backward: layer 1 →'],
  ])
  const times = Array.from({ length: 12 }, (_, i) => i + 1)
  // The layer, the scores, the weights; the head reads the last timestep.
  expect(forward(run)).toEqual([...times, ...times, ...times, 12])
})

test('the parts of the bar follow one another, without a frame between them', () => {
  for (const path of ['experiments/nets/mark-attention.json', 'test/golden/open/stack-bilstm-2.json']) {
    const run = runOf(path)
    const parts = placedParts(run)
    expect(parts[0]!.from).toBe(0)
    for (const [i, part] of parts.entries()) expect(part.to + 1).toBe(parts[i + 1]?.from ?? run.frames.length)
  }
})

test('one layer along time has no stretches to name', () => {
  expect(named(runOf('experiments/store-and-ask.json'))).toEqual([])
  expect(named(runOf('experiments/nets/mark-last.json'))).toEqual([])
})

test('a step of one timestep stays in its section: the two directions of t = 5 are two steps', () => {
  const run = runOf('experiments/nets/slots-both-ways-arrive.json')
  const ends = stops(run, 'timestep').map((i) => run.frames[i]!)
  const first = ends.filter(({ phase }) => phase === 'forward').map(({ equation }) => equation.symbol)
  expect(first).toEqual([...Array(5).fill('h'), ...Array(5).fill('h_reverse'), ...Array(5).fill('L')])
  const [along, against] = ['h', 'h_reverse'].map(
    (symbol) => run.frames.find((frame) => frame.equation.symbol === symbol && frame.t === 5)!,
  )
  expect(groupOf(along!, run.net, 'timestep')).not.toBe(groupOf(against!, run.net, 'timestep'))
})

test('where there is little room the layers are shorter, all alike, then absent', () => {
  const run = runOf('test/golden/open/stack-bilstm-2.json')
  const stretches = stretchesOf(run, placedParts(run))
  const at = (room: number) => namesOf(stretches, room, en).slice(0, 4)
  expect(at(90)).toEqual(['layer 1 →', 'layer 1 ←', 'layer 2 →', 'layer 2 ←'])
  expect(at(40)).toEqual(['(1)→', '(1)←', '(2)→', '(2)←'])
  expect(at(10)).toEqual(['', '', '', ''])
})

test('a layer in both directions says which way time runs where there is little room, and the current stretch is told in full', () => {
  const run = runOf('experiments/nets/slots-both-ways-arrive.json')
  const stretches = stretchesOf(run, placedParts(run))
  expect(namesOf(stretches, 27, en).slice(0, 2)).toEqual(['t →', 't ←'])
  expect(namesOf(stretches, 27, zh).slice(0, 2)).toEqual(['顺时间', '逆时间'])
  const attention = runOf('experiments/nets/mark-attention.json')
  expect(namesOf(stretchesOf(attention, placedParts(attention)), 27, zh)[0]).toBe('循环层')
  expect([isInWords(stretches, 27, zh), isInWords(stretches, 90, zh)]).toEqual([false, true])
  expect(stretches.slice(0, 3).map(({ section }) => inFull(section, en))).toEqual([
    'layer 1, along time',
    'layer 1, against time',
    'head',
  ])
})
