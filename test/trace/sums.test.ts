/** What each timestep adds to a value that is a sum over all of them, and what reaches a feature through a part without a frame. */
import { expect, test } from 'vitest'
import { frameOf, numberOf, parseRef, sendersOf, summed, why } from '../../src/index.ts'
import { traceOf } from '../support/cases.ts'

const cases = ['lstm-attention', 'bilstm-attention', 'stack-bigru-attention']
const close = (actual: number, expected: number) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)))

test.each(cases)('%s: what the timesteps add makes the context and the gradient of the query', (name) => {
  const trace = traceOf(name)
  const at = (ref: string) => numberOf(trace, ref)!
  for (const sum of ['context', 'd:attention.q'])
    for (const i of [0, 1]) {
      const parts = Array.from({ length: trace.T }, (_, s) => `${sum}@${s + 1}[${i}]`)
      close(
        parts.reduce((total, part) => total + at(part), 0),
        at(`${sum}[${i}]`),
      )
      for (const part of parts) {
        close(why(trace, part)!.value, at(part))
        expect(summed(trace, parseRef(part)!)!.equation.untimed).toBe(true)
      }
    }
  expect(numberOf(trace, 'context@0[0]')).toBeUndefined()
  expect(numberOf(trace, `context@${trace.T + 1}[0]`)).toBeUndefined()
  expect(numberOf(trace, 'attention.q@1[0]')).toBeUndefined()
})

test.each(cases)(
  '%s: as value, as key and as query add up to what the attention sends to the last feature',
  (name) => {
    const trace = traceOf(name)
    const { tracks } = trace.net
    const last = tracks.filter(({ layer }) => layer === tracks.at(-1)!.layer)
    for (const { h, reverse } of last)
      for (let t = 1; t <= trace.T; t++) {
        // At the end of its direction nothing else reads a feature.
        const alone = t === (reverse ? 1 : trace.T)
        const sent = ['context', 'e', 'attention.q'].map((via) => `d:${h}@${t}[0]<${via}@${t}`)
        expect(numberOf(trace, sent[2]!) !== undefined).toBe(t === trace.T)
        if (alone)
          close(
            sent.reduce((sum, ref) => sum + (numberOf(trace, ref) ?? 0), 0),
            numberOf(trace, `d:${h}@${t}[0]`)!,
          )
        for (const ref of sent.slice(0, 2)) close(why(trace, ref)!.value, numberOf(trace, ref)!)
        const senders = sendersOf(trace, frameOf(trace, { name: h, gradient: true, t })!)
        expect(senders.map(({ via }) => via)).toEqual(expect.arrayContaining(['context', 'e']))
        expect(senders.some(({ via }) => via === 'attention.q')).toBe(t === trace.T)
      }
  },
)

test.each(['stack-bilstm-2', 'stack-lstm-2', 'stack-mgu-below-lstm', 'bilstm-attention'])(
  '%s: what reaches a layer from above is divided by all that reads it, and every part can be asked about',
  (name) => {
    const trace = traceOf(name)
    const { tracks } = trace.net
    const below = tracks.filter(({ layer }) => layer < tracks.at(-1)!.layer || trace.net.attention.length > 0)
    for (const { h, layer } of below)
      for (let t = 1; t <= trace.T; t++) {
        const frame = frameOf(trace, { name: h, gradient: true, t })!
        const senders = sendersOf(trace, frame)
        // No sender is the joined input of the layer above: each way through it is a sender of its own.
        expect(senders.filter(({ via }) => tracks.some(({ x, input }) => input && x === via))).toEqual([])
        for (const above of tracks.filter((track) => track.layer === layer + 1))
          expect(senders.some(({ via }) => via.endsWith(above.suffix))).toBe(true)
        for (const i of [0, 1]) {
          const refs = senders.map(({ via, dt }) => `d:${h}@${t}[${i}]<${via}@${t + (dt ?? 0)}`)
          close(
            refs.reduce((sum, ref) => sum + numberOf(trace, ref)!, 0),
            numberOf(trace, `d:${h}@${t}[${i}]`)!,
          )
          for (const ref of refs) close(why(trace, ref)!.value, numberOf(trace, ref)!)
        }
      }
  },
)
