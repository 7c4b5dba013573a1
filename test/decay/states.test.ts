/** Jacobians over states of any name and shape: of written cells, by central differences. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  block,
  check,
  jacobian,
  limitsOf,
  normsOf,
  type Problem,
  problemOf,
  product,
  recurrentWeights,
  runStates,
  type StatePlace,
  stepFactors,
} from '../../src/index.ts'
import { random } from '../../src/tensor/random.ts'

const folder = 'test/golden/open'
const cases = readdirSync(folder)
  .filter((file) => file.startsWith('cell-'))
  .map((file) => {
    const result = check(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')).experiment)
    if (!result.ok) throw new Error(result.error)
    return [file.slice(5, -5), problemOf(result.value)] as const
  })
const named = (name: string) => runStates(cases.find(([found]) => found === name)![1])

/** A state's numbers as a document holds them: a number, a list, or the rows of a matrix. */
function shaped(values: readonly number[], { shape }: StatePlace): number | number[] | number[][] {
  if (shape.length < 2) return shape.length === 0 ? values[0]! : [...values]
  const columns = shape[1]!
  return Array.from({ length: shape[0]! }, (_, i) => values.slice(i * columns, (i + 1) * columns))
}

const startingFrom = (
  problem: Problem,
  places: readonly StatePlace[],
  values: readonly number[],
): Problem => ({
  ...problem,
  sequence: {
    ...problem.sequence,
    initialState: Object.fromEntries(
      places.map((place) => [place.name, shaped(values.slice(place.at, place.at + place.size), place)]),
    ),
  },
})

describe.each(cases)('%s', (_, problem) => {
  const { states } = jacobian(runStates(problem), 1)
  const count = states.reduce((sum, { size }) => sum + size, 0)
  const from = random(5)
  const start = Array.from({ length: count }, () => from.uniform(0.2, 1))
  const T = problem.sequence.inputs.length

  test.each([1, T])('from the initial state to t = %i', (t) => {
    const J = product(runStates(startingFrom(problem, states, start)), 0, t)
    const after = (values: readonly number[]) => {
      const run = runStates(startingFrom(problem, states, values))
      return states.flatMap(({ name, size }) => [...run.memory(name).data.subarray(t * size, (t + 1) * size)])
    }
    expect(J.data).toHaveLength(count ** 2)
    const largest = Math.max(...J.data.map(Math.abs), 1e-3)
    for (let j = 0; j < count; j++) {
      const eps = 1e-5
      const [up, down] = [eps, -eps].map((e) => after(start.with(j, start[j]! + e)))
      for (let i = 0; i < count; i++)
        expect(Math.abs((up![i]! - down![i]!) / (2 * eps) - J.data[i * count + j]!)).toBeLessThan(
          2e-8 * largest,
        )
    }
  })
})

test('states stand one after the other, h first, by their own shapes; a block is as large as its two states', () => {
  const J = jacobian(named('mLSTM'), 2)
  expect(J.states.map(({ name, shape, at }) => [name, shape, at])).toEqual([
    ['h', [3], 0],
    ['m', [], 3],
    ['C', [3, 3], 4],
    ['n', [3], 13],
  ])
  expect(J.size).toBe(16)
  expect(block(J, 'C', 'm')).toHaveLength(9)
  expect(block(J, 'h', 'C')).toHaveLength(27)
  expect(() => block(J, 'z', 'h')).toThrow('expected one of h, m, C, n, got z')
})

test('what is kept unit by unit, and the recurrent weights, follow from the equations', () => {
  const factors = (name: string) =>
    stepFactors(named(name), 2).map(({ kind, state, formula }) => `${kind} ${state} ${formula}`)
  expect(factors('gated-DeltaNet')).toEqual(['carry S α'])
  expect(factors('RG-LRU')).toEqual(['carry h a'])
  expect(factors('rotation')).toContain('carry u ρ ⊙ c')
  expect(factors('minLSTM')).toEqual(['carry h f / (f + i)'])
  expect(recurrentWeights(named('MGU').net)).toEqual(['U_f', 'U_n'])
  expect(recurrentWeights(named('every-rule').net)).toEqual(['U'])
  expect(recurrentWeights(named('selective-SSM').net)).toEqual([])
})

test.each(cases)(
  'the norms of the gradients of every state have the length of all its numbers: %s',
  (_, problem) => {
    const run = runStates(problem)
    for (const { name, size } of jacobian(run, 1).states) {
      const { data } = run.memory(`d:${name}`)
      expect(data).toHaveLength((run.T + 1) * size)
      const expected = Array.from({ length: run.T + 1 }, (_, lag) =>
        Math.hypot(...data.subarray((run.T - lag) * size, (run.T - lag + 1) * size)),
      )
      normsOf(run, `d:${name}`).forEach((n, lag) => {
        expect(n).toBeCloseTo(expected[lag]!, 12)
      })
    }
    expect(limitsOf(run).filter(({ kind }) => kind === 'nan' || kind === 'overflow')).toEqual([])
  },
)
