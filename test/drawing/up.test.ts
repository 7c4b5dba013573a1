/** Where what a layer says goes on: a box for each way up, with the size of the gradient that comes back by it. */
import { readFileSync } from 'node:fs'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { arrivingAt } from '../../app/parts/drawing/arriving.ts'
import { placedGoals } from '../../app/parts/drawing/goals.ts'
import { layoutOf } from '../../app/parts/drawing/layout.ts'
import { drawable } from '../../app/parts/drawing/part.ts'
import { usualScale } from '../../app/parts/drawing/sizes.ts'
import { Up } from '../../app/parts/drawing/Up.tsx'
import { en } from '../../app/words/en.ts'
import {
  check,
  frameOf,
  isReadAlone,
  norm,
  numberText,
  problemOf,
  record,
  resultOf,
  type Trace,
} from '../../src/index.ts'

const runOf = (path: string): Trace => {
  const { experiment } = JSON.parse(readFileSync(path, 'utf8'))
  const result = check(experiment)
  if (!result.ok) throw new Error(result.error)
  return record(problemOf(result.value))
}

/** The boxes of a layer at a timestep, and what is written over them while its gradient is computed. */
function shown(whole: Trace, k: number, t: number): { boxes: string[]; sizes: string[] } {
  const trace = drawable(whole, whole.net.tracks[k]!)
  const of = `d:${whole.net.tracks[k]!.h}`
  const group = whole.frames.filter((frame) => frame.equation.symbol === of && frame.t === t)
  const layout = layoutOf(trace, usualScale)
  const props = { ...usualScale, trace, whole, was: undefined, t, layout, words: en, group } as const
  const html = renderToStaticMarkup(createElement(Up, props))
  const texts = [...html.matchAll(/<text([^>]*)>([^<]*)<\/text>/g)]
  const written = (arrives: boolean) =>
    texts.flatMap(([, about, text]) => (about!.includes('arrives') === arrives ? [text!] : []))
  return { boxes: written(false), sizes: written(true) }
}

test('a layer below two directions sends to both, and each sends back what its gates do', () => {
  const whole = runOf('test/golden/open/stack-bilstm-2.json')
  const { boxes, sizes } = shown(whole, 0, 2)
  expect(boxes).toEqual(['layer 2 →', 'layer 2 ←'])
  const { memory } = whole
  const H = memory('h').shape[0]!
  const sent = ['_l1', '_l1_reverse'].map((suffix) => {
    const sum = new Float64Array(H)
    for (const q of ['f', 'i', 'g', 'o']) {
      const W = memory(`W_${q}${suffix}`)
      const { data, shape } = memory(`d:a_${q}${suffix}`)
      const [n, columns] = [shape[0]!, W.shape[1]!]
      // The states along time come first among the joined ones.
      for (let i = 0; i < n; i++)
        for (let j = 0; j < H; j++) sum[j] = sum[j]! + W.data[i * columns + j]! * data[2 * n + i]!
    }
    return `size ${numberText(norm(sum), 3)}`
  })
  expect(sizes).toEqual(sent)
})

test('the last layer leads to the attention or, joined, to the head; one that the head reads alone is drawn with it', () => {
  const attention = runOf('test/golden/open/stack-bigru-attention.json')
  expect(shown(attention, attention.net.tracks.length - 1, 2).boxes).toEqual(['attention'])
  const joined = runOf('test/golden/open/stack-bilstm-2.json')
  expect(shown(joined, 3, 2).boxes).toEqual(['head'])
  const alone = runOf('test/golden/open/stack-lstm-2.json')
  expect(shown(alone, 0, 2).boxes).toEqual(['layer 2 →'])
  expect(shown(alone, 1, 2).boxes).toEqual([])
})

test('a cell that lays itself out leads on too, with its wire', () => {
  const whole = runOf('test/golden/open/stack-mgu-below-lstm.json')
  expect(shown(whole, 0, 2).boxes).toEqual(['layer 2 →'])
  const trace = drawable(whole, whole.net.tracks[0]!)
  const layout = layoutOf(trace, usualScale)
  const [place] = placedGoals(whole, trace.net.tracks[0]!, 2, { layout, grow: 1, words: en })
  const [from, ...others] = place!.wire
  expect(from).toEqual(layout.at[trace.net.tracks[0]!.h])
  expect(others.at(-1)).toEqual([place!.x, place!.y])
  // It runs level or straight up and down, within the drawing.
  place!.wire.forEach(([x, y], i) => {
    const [before, above] = place!.wire[i - 1] ?? [x, y]
    expect(x === before || y === above).toBe(true)
    expect(x <= layout.width && y <= layout.height).toBe(true)
  })
})

test.each(['stack-bilstm-2', 'stack-lstm-2', 'stack-mgu-below-lstm', 'stack-bigru-attention'])(
  '%s: what comes from above and what arrives at the fork add up to the gradient, each once',
  (name) => {
    const whole = runOf(`test/golden/open/${name}.json`)
    for (const track of whole.net.tracks) {
      const trace = drawable(whole, track)
      for (let t = 1; t <= whole.T; t++) {
        const frame = frameOf(whole, { name: track.h, gradient: true, t })!
        const { above, here } = arrivingAt(whole, trace, frame)
        expect(above.length > 0).toBe(!isReadAlone(whole.net, track))
        const { data } = resultOf(whole, frame)
        Array.from(data).forEach((value, i) => {
          const sum = [...above, ...here].reduce((all, { values }) => all + values[i]!, 0)
          expect(Math.abs(sum - value)).toBeLessThan(1e-12)
        })
      }
    }
  },
)
