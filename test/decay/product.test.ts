/** Products of Jacobians over many steps: the same as a backward step of every row, and much faster. */
import { expect, test } from 'vitest'
import { backwardStepOf, identity } from '../../src/decay/backward-step.ts'
import { drawn, modelNamed, product, runStates } from '../../src/index.ts'
import { plain } from '../../src/tensor/matmul.ts'
import { least, spent } from '../support/speed.ts'

test.each(['lstm-bf=2', 'lstm-peephole-xavier', 'gru-torch', 'gru-before-torch', 'rnn-relu-identity'])(
  'a product of Jacobians is that of rows pulled back one by one, for any number of units: %s',
  (name) => {
    for (const hidden of [1, 2, 3, 5, 8]) {
      const run = runStates(
        drawn({ ...modelNamed(name)!, hidden, inputs: 2, steps: 9, inputScale: 1, seed: 4 }, 0),
      )
      const { size, rows } = backwardStepOf(run)
      let pulled = identity(size)
      for (let t = 9; t > 0; t--) pulled = rows(t, pulled)
      const found = product(run, 0, 9)
      const largest = Math.max(...pulled.map(Math.abs))
      for (const [i, number] of found.data.entries())
        expect(Math.abs(number - pulled[i]!)).toBeLessThanOrEqual(1e-13 * largest)
    }
  },
)

test.each([
  ['lstm-bf=2', 2.5],
  ['gru-before-torch', 1.2],
])('a product of Jacobians costs less than plain loops over its matrices: %s', async (name, times) => {
  const [hidden, steps] = [128, 12]
  const run = runStates(drawn({ ...modelNamed(name)!, hidden, inputs: 8, steps, inputScale: 1, seed: 1 }, 0))
  const { size } = product(run, steps - 3, steps)
  // Measured against what does not depend on the machine: for each step, a plain loop for the columns of the states that weights send.
  const loop = plain(size, size, hidden)
  const [A, B] = [new Float64Array(size * size).fill(0.5), new Float64Array(size * hidden).fill(0.5)]
  loop(A, B)
  const share = async () =>
    (await spent(() => product(run, 0, steps))) /
    (await spent(() => Array.from({ length: steps }, () => loop(A, B))))
  expect(await least(1 / times, share)).toBeLessThan(1 / times)
})
