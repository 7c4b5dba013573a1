import { expect, test } from 'vitest'
import { advanceShared, divided, type Port, shared, shareWorker, trainingRun } from '../../src/index.ts'
import { engineOf } from '../../src/train/gradient.ts'
import { inShares } from '../../src/train/share.ts'
import { documentOf, runNamed } from './documents.ts'

/** Workers that answer later, as those of a browser do; `breaksAt`: the message at which one says nothing any more. */
function workers(count: number, breaksAt = Number.POSITIVE_INFINITY): Port[] {
  return Array.from({ length: count }, () => {
    const answer = shareWorker()
    let heard = 0
    const port: Port = {
      onmessage: null,
      postMessage: (message) => {
        const data = structuredClone(answer(structuredClone(message)))
        if (++heard < breaksAt) queueMicrotask(() => port.onmessage?.({ data: structuredClone(data) }))
      },
    }
    return port
  })
}

test.each(['sine-lstm-adam-clip', 'tag-bilstm2-adam', 'sine-mgu-adam'])(
  'two workers give what one gives, to rounding, and the same again: %s',
  async (name) => {
    const document = documentOf(runNamed(name).training)
    const alone = trainingRun(document)
    alone.advance(12)
    const together = async (count: number) => {
      const run = trainingRun(document)
      const crew = shared(workers(count), document)
      await crew.ready
      expect(await advanceShared(run, crew, 12)).toBe(12)
      return run
    }
    const [one, two, again] = [await together(1), await together(2), await together(2)]
    expect(one.keep()).toEqual(alone.keep())
    expect(again.keep()).toEqual(two.keep())
    const replayed = trainingRun(document, undefined, (task) => inShares(engineOf(task), 2))
    replayed.advance(12)
    expect(replayed.keep()).toEqual(two.keep())
    for (const [i, loss] of two.losses.entries()) expect(Math.abs(loss - one.losses[i]!)).toBeLessThan(1e-12)
    const parameters = alone.current()
    for (const [i, n] of two.current().entries()) expect(Math.abs(n - parameters[i]!)).toBeLessThan(1e-11)
  },
)

test('a worker that breaks is told, and the run goes on with others where it stood', async () => {
  const document = documentOf(runNamed('sine-lstm-adam-clip').training)
  const straight = trainingRun(document)
  await advanceShared(straight, shared(workers(2), document), 9)
  const run = trainingRun(document)
  const crew = shared(workers(2, 6), document)
  await crew.ready
  const going = advanceShared(run, crew, 9)
  setTimeout(() => crew.broke('out of memory'), 20)
  await expect(going).rejects.toThrow('out of memory')
  expect(run.done()).toBe(4)
  await advanceShared(run, shared(workers(2), document), 5)
  expect(run.keep()).toEqual(straight.keep())
})

test('a batch is divided without a rest, and stops when told', async () => {
  expect(divided(Int32Array.of(3, 1, 4, 1, 5), 2)).toEqual([Int32Array.of(3, 1, 4), Int32Array.of(1, 5)])
  expect(divided(Int32Array.of(7), 4)).toEqual([Int32Array.of(7)])
  const document = documentOf(runNamed('sine-mgu-adam').training)
  const run = trainingRun(document)
  expect(await advanceShared(run, shared(workers(2), document), 9, () => run.done() < 3)).toBe(3)
})
