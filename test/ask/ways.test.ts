/** The gradient of a state divided by the way out of its cell, along time or up: the parts are the trace's and add up, in every layer. */
import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { departures, direct, nudge, routesOf, type Trace, waysOut } from '../../src/index.ts'
import { nets, stacked, traceOf } from '../support/cases.ts'

const sum = (parts: readonly ArrayLike<number>[], i: number) =>
  parts.reduce((total, part) => total + part[i]!, 0)
const isSum = (parts: readonly ArrayLike<number>[], whole: ArrayLike<number>) =>
  Array.from(whole).every((value, i) => {
    const magnitude = parts.reduce((total, part) => total + Math.abs(part[i]!), Math.abs(value))
    return Math.abs(sum(parts, i) - value) <= 1e-12 * magnitude
  })

const cases = [...stacked.map(({ name }) => name), 'bilstm-attention', 'lstm-attention', 'birnn-mse-all']

test.each(cases)('%s: the ways out of every cell add up to the gradient, and so do the routes', (name) => {
  const trace = traceOf(name)
  for (const state of trace.net.states) {
    const { at, ways } = waysOut(trace, state)
    expect(at.map(({ k }) => k)).toEqual(Array.from({ length: trace.T }, (_, s) => s + 1))
    const { layer } = trace.net.info(state)
    expect(ways.every(({ kind, track }) => kind !== 'above' || track!.layer === layer! + 1)).toBe(true)
    const routes = routesOf(trace, state)
    expect(new Set(routes.names).size).toBe(routes.names.length)
    for (const { k, full, parts } of at) {
      expect([state, k, isSum(parts, full)]).toEqual([state, k, true])
      const divided = routes.at[k - 1]!.parts
      expect([state, k, isSum(Object.values(divided), full)]).toEqual([state, k, true])
      const left = departures(trace, k, state)
      for (const route of routes.names)
        expect(
          isSum(
            left.map((each) => each.parts[route]!),
            divided[route]!,
          ),
        ).toBe(true)
    }
  }
})

/** The part of a way at h, from PyTorch's weights and the gradients of the pre-activations that read it, written out here. */
function fromGates(
  trace: Trace,
  weights: string,
  gates: readonly string[],
  suffix: string,
  t: number,
): number[] {
  const [rows, columns] = trace.memory(`${weights}_${gates[0]}${suffix}`).shape as [number, number]
  return Array.from({ length: columns }, (_, j) =>
    gates.reduce((total, q) => {
      const W = trace.memory(`${weights}_${q}${suffix}`).data
      const d = trace.memory(`d:a_${q}${suffix}`).data
      return (
        total +
        Array.from({ length: rows }, (_, i) => W[i * columns + j]! * d[t * rows + i]!).reduce(
          (a, b) => a + b,
          0,
        )
      )
    }, 0),
  )
}

test('in two layers of LSTM h comes along time by U of its own gates, and from above by W of the gates there', () => {
  const trace = traceOf('stack-lstm-2')
  const { ways, at } = waysOut(trace, 'h')
  expect(ways.map(({ kind, track }) => [kind, track?.layer])).toEqual([
    ['time', undefined],
    ['above', 1],
  ])
  for (const { k, parts } of at) {
    const along =
      k === trace.T ? parts[0]!.map(() => 0) : fromGates(trace, 'U', ['f', 'i', 'g', 'o'], '', k + 1)
    const above = fromGates(trace, 'W', ['f', 'i', 'g', 'o'], '_l1', k)
    for (const [i, value] of parts[0]!.entries()) expect(value).toBeCloseTo(along[i]!, 12)
    for (const [i, value] of parts[1]!.entries()) expect(value).toBeCloseTo(above[i]!, 12)
  }
})

test.each(cases)('%s: where a direction ends, only routes into the same timestep bring anything', (name) => {
  const trace = traceOf(name)
  for (const state of trace.net.states) {
    const { names, atOnce, at } = routesOf(trace, state)
    const end = at[trace.net.info(state).reverse ? 0 : trace.T - 1]!
    const bringing = names.filter((route) => end.parts[route]!.some((value) => value !== 0))
    expect([state, bringing.filter((route) => route !== direct)]).toEqual([
      state,
      atOnce.filter((route) => route !== direct),
    ])
  }
})

test('central differences agree with the sum, in the lowest of two layers in both directions', () => {
  const trace = traceOf('stack-bilstm-2')
  for (const state of ['h', 'C_reverse']) {
    const { at, ways } = waysOut(trace, state)
    expect(ways.filter(({ kind }) => kind === 'above').map(({ track }) => track!.suffix)).toEqual([
      '_l1',
      '_l1_reverse',
    ])
    const measured = nudge(trace, `d:${state}@3[1]`)!.measured
    expect(Math.abs(sum(at[2]!.parts, 1) - measured)).toBeLessThan(1e-8)
  }
})

test('on the command line', () => {
  const { document } = nets.find(({ name }) => name === 'stack-bilstm-2')!
  const { stdout } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'src/cli.ts', 'routes', '-', '--state', 'h_reverse'],
    {
      input: JSON.stringify(document),
      encoding: 'utf8',
    },
  )
  const [first] = JSON.parse(stdout).h_reverse
  expect(Object.keys(first.ways)).toEqual(['time', 'layer 2', 'layer 2 reverse'])
  const parts = Object.values(first.ways) as number[][]
  expect(isSum(parts, first.full)).toBe(true)
})
