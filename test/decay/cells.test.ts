/** How gradients decay in a cell that somebody wrote: every state, of any shape. */
import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { drawn } from '../../src/decay/draw.ts'
import { gradientOf, norm, record, stateNorms } from '../../src/index.ts'
import { experimentOf, written } from '../support/cases.ts'

const sizes = { hidden: 3, inputs: 2, steps: 5, inputScale: 1, seed: 4 }
const run = (args: readonly string[], input: unknown) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'decay', ...args], {
    input: JSON.stringify(input),
    encoding: 'utf8',
  })

test('the norms of every state are those of the trace', () => {
  for (const c of written) {
    const { cell } = experimentOf(c).model
    const spec = { ...sizes, model: { cell }, init: { scheme: 'pytorch' as const } }
    const trace = record(drawn(spec, 1))
    for (const [state, norms] of stateNorms(spec, 1)) {
      const { data } = trace.memory(gradientOf(state))
      const n = data.length / (trace.T + 1)
      const expected = Array.from(norms, (_, lag) => norm(data, (trace.T - lag) * n, (trace.T - lag + 1) * n))
      expect([c.name, state, Array.from(norms)]).toEqual([c.name, state, expected])
    }
  }
})

test('a document’s cell on the command line', () => {
  const { document } = written.find(({ name }) => name === 'mLSTM')!
  const args = ['--cell', '-', '--hidden', '3', '--inputs', '2', '--steps', '4', '--draws', '2']
  const bands = JSON.parse(run(args, document).stdout)
  expect(Object.keys(bands)).toEqual(['lags', 'h', 'm', 'C', 'n'])
  expect(bands.C.q50).toHaveLength(3)
  expect(run([...args, '--model', 'gru-torch'], document)).toMatchObject({
    status: 2,
    stderr: '--cell: expected no --model beside it, got "gru-torch"\n',
  })
})
