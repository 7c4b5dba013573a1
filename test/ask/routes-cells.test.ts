/** Routes of cells that somebody wrote: any state, of any shape, and the parts add up to the whole. */
import { expect, test } from 'vitest'
import { departures, direct, dividable, problemOf, record, routesOf, type Trace } from '../../src/index.ts'
import { experimentOf, runOf, written } from '../support/cases.ts'
import { command, fileOf } from '../support/command.ts'
import { randomCell } from '../support/random-cells.ts'

/** Do numbers add up to a whole, as far as rounding lets them? */
function addUp(numbers: readonly number[], whole: number): boolean {
  const magnitude = numbers.reduce((sum, n) => sum + Math.abs(n), Math.abs(whole))
  return Math.abs(numbers.reduce((sum, n) => sum + n, 0) - whole) <= 1e-12 * magnitude
}

function wrongSums(trace: Trace): string[] {
  return trace.net.states.flatMap((state) => {
    const { at, names } = routesOf(trace, state)
    return at.flatMap(({ k, full, parts }) => {
      const gone = departures(trace, k, state)
      const fit = Array.from(full).every(
        (whole, i) =>
          addUp(
            names.map((name) => parts[name]![i]!),
            whole,
          ) &&
          names.every((name) =>
            addUp(
              gone.map((each) => each.parts[name]![i]!),
              parts[name]![i]!,
            ),
          ),
      )
      return fit ? [] : [`${state}@${k}`]
    })
  })
}

test.each(written.map((c) => [c.name, c]))('%s', (_, c) => {
  expect(wrongSums(runOf(c))).toEqual([])
})

test('random cells', () => {
  for (let seed = 200; seed < 230; seed++)
    expect([seed, wrongSums(record(problemOf(randomCell(seed))))]).toEqual([seed, []])
})

test('a memory in one line, whose elements act on each other', () => {
  const { model, ...rest } = experimentOf(written.find(({ name }) => name === 'DeltaNet')!)
  const equations =
    'k = tanh(K x)\nS = S[t-1] + (V x - S[t-1] k) kᵀ\np_t = tanh(S k)\nh = p_t ⊙ p_t + b ⊙ p_t'
  const { weights: _, ...sizes } = model
  const cell = { name: 'one line', equations }
  const trace = record(
    problemOf({ ...rest, model: { ...sizes, cell, init: { scheme: 'pytorch', seed: 1 } } }),
  )
  expect(wrongSums(trace)).toEqual([])
  expect(routesOf(trace, 'S').names).not.toContain('part.tanh')
})

const run = (name: string, ...args: readonly string[]) =>
  command('routes', fileOf(written.find((c) => c.name === name)!.document), ...args)

test('on the command line: any state, in the shape that it has', async () => {
  const { m } = JSON.parse((await run('mLSTM', '--state', 'm')).stdout)
  expect(m[0]).toMatchObject({ k: 1, full: expect.any(Number), cellOnly: expect.any(Number) })
  expect(Object.keys(m[0].first)).toEqual(['i', 'f', 'd'])
  const { C } = JSON.parse((await run('mLSTM')).stdout)
  expect([C[0].full.length, C[0].full[0].length]).toEqual([3, 3])
  const { stderr, status } = await run('mLSTM', '--state', 'q')
  expect([status, stderr]).toEqual([2, '--state: expected one of C, m, n, got "q"\n'])
  const names = dividable(record(problemOf(experimentOf(written.find((c) => c.name === 'retention')!))).net)
  expect(names).toEqual(['S'])
  expect(direct in C[0].first).toBe(false)
})
