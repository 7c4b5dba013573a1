/** What the title of a coarse step says: the timestep, the layer and direction, and whether all of it is computed. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { completedTitle } from '../../app/parts/equation/explain.ts'
import { en } from '../../app/words/en.ts'
import { zh } from '../../app/words/zh.ts'
import { check, completedAt, type Grain, grains, groupOf, problemOf, record, stops } from '../../src/index.ts'

function traceOf(name: string) {
  const result = check(JSON.parse(readFileSync(`experiments/nets/${name}.json`, 'utf8')))
  if (!result.ok) throw new Error(result.error)
  return record(problemOf(result.value))
}

/** The title of the stop at which a frame is written last: d:x@3. */
function titled(name: string, grain: Grain, symbol: string, t: number | null, words = en): string {
  const trace = traceOf(name)
  const frame = trace.frames.find((each) => each.equation.symbol === symbol && each.t === t)!
  const completed = completedAt(trace, frame, grain)
  return completed ? completedTitle(trace, completed, words) : ''
}

test('a step of a layer or of a timestep says which timestep, and of which layer and direction', () => {
  expect(titled('stairs', 'layer', 'd:b_o_l1', 3)).toBe('Timestep 3 of layer 2: all gradients are computed')
  expect(titled('stairs', 'layer', 'd:b_o_l1', 3, zh)).toBe('第 2 层，时间步 3：各梯度已全部算出')
  expect(titled('stairs', 'timestep', 'd:x', 3)).toBe('Timestep 3: all gradients are computed')
  expect(titled('slots-both-ways-arrive', 'timestep', 'd:b_reverse', 2)).toBe(
    'Timestep 2 of layer 1, against time: all gradients are computed',
  )
  expect(titled('slots-both-ways-arrive', 'layer', 'd:h_reverse', 6)).toBe(
    'The initial states of layer 1, against time: all gradients are computed',
  )
  expect(titled('stairs', 'layer', "b'", null)).toBe('Layer 1: all weights are updated')
})

test('what a later step goes on with is not said to be complete', () => {
  expect(titled('mark-attention', 'timestep', 'e', 3)).toBe(
    'Timestep 3 of the attention: a part is computed, the rest later',
  )
  expect(titled('mark-attention', 'timestep', 'alpha', 3)).toBe(
    'Timestep 3 of the attention: all values are computed',
  )
})

test('a step of a phase says that the phase is complete', () => {
  const trace = traceOf('stairs')
  const said = stops(trace, 'phase').map((i) =>
    completedTitle(trace, completedAt(trace, trace.frames[i]!, 'phase')!, zh),
  )
  expect(said).toEqual(['前向传播已完成', '损失已算出', '反向传播已完成', '更新已完成'])
})

test('the fine steps keep their titles, and so does a place within a coarse step', () => {
  const trace = traceOf('stairs')
  for (const grain of grains)
    for (const frame of trace.frames) {
      const next = trace.frames[frame.index + 1]
      const isEnd = !next || groupOf(next, trace.net, grain) !== groupOf(frame, trace.net, grain)
      const isCoarse = grain !== 'assignment' && grain !== 'idea'
      expect(completedAt(trace, frame, grain) !== undefined).toBe(isCoarse && isEnd)
    }
})
