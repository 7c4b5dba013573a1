/** Products of Jacobians over many steps: the same as the pull of every row, and much faster. */
import { expect, test } from 'vitest'
import { identity, pullOf } from '../src/decay/pull.ts'
import { drawn, modelNamed, product, runStates } from '../src/index.ts'

test.each(['lstm-bf=2', 'lstm-peephole-xavier', 'gru-torch', 'gru-before-torch', 'rnn-relu-identity'])(
  'a product of Jacobians is that of rows pulled back one by one, for any number of units: %s',
  (name) => {
    for (const hidden of [1, 2, 3, 5, 8]) {
      const run = runStates(
        drawn({ ...modelNamed(name)!, hidden, inputs: 2, steps: 9, inputScale: 1, seed: 4 }, 0),
      )
      const { size, rows } = pullOf(run)
      let pulled = identity(size)
      for (let t = 9; t > 0; t--) pulled = rows(t, pulled)
      const told: number[] = []
      const found = product(run, 0, 9, (t) => told.push(t))
      const largest = Math.max(...pulled.map(Math.abs))
      for (const [i, number] of found.data.entries())
        expect(Math.abs(number - pulled[i]!)).toBeLessThanOrEqual(1e-13 * largest)
      expect(told).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1])
    }
  },
)

test('the product of all Jacobians of a large net over hundreds of steps takes no long time', () => {
  const run = runStates(
    drawn({ ...modelNamed('lstm-bf=2')!, hidden: 128, inputs: 8, steps: 60, inputScale: 1, seed: 1 }, 0),
  )
  const { rows, size } = pullOf(run)
  product(run, 55, 60)
  const spent = (work: () => unknown) => {
    const before = process.cpuUsage()
    work()
    return process.cpuUsage(before).user
  }
  const steps = 12
  const now = spent(() => product(run, 60 - steps, 60))
  const oneByOne = spent(() => {
    let M = identity(size)
    for (let t = 60; t > 60 - steps; t--) M = rows(t, M)
  })
  // Measured against the pull of every row, which does not depend on the machine.
  expect(oneByOne / now).toBeGreaterThan(1.8)
}, 60_000)
