import { expect, test } from 'vitest'
import { activeEdges } from '../../app/parts/drawing/active.ts'
import { graphOf } from '../../app/parts/drawing/graph.ts'
import { layoutOf, wayOf } from '../../app/parts/drawing/layout.ts'
import { isLit } from '../../app/parts/drawing/node.ts'
import { symbolsIn } from '../../src/algebra/expression.ts'
import { network } from '../../src/cell/network.ts'
import {
  initialWeights,
  type Model,
  modelOf,
  type Network,
  placeOf,
  record,
  type Trace,
} from '../../src/index.ts'
import { reads } from '../support/reads.ts'

const sizes = { inputSize: 2, hiddenSize: 2, outputSize: 2 }
const variants = ['vanilla', 'NIG', 'NFG', 'NOG', 'NIAF', 'NOAF', 'CIFG'] as const
const models: Model[] = [
  ...(['tanh', 'relu', 'linear'] as const).map((activation) =>
    modelOf({ cell: 'rnn', ...sizes, activation }),
  ),
  ...variants.flatMap((variant) =>
    [false, true].map((peephole) => modelOf({ cell: 'lstm', ...sizes, variant, peephole })),
  ),
  ...[true, false].flatMap((resetAfter) =>
    (['keep', 'write'] as const).map((update) => modelOf({ cell: 'gru', ...sizes, resetAfter, update })),
  ),
]
const name = (m: Model) =>
  m.cell === 'rnn'
    ? m.activation
    : m.cell === 'gru'
      ? `gru ${m.resetAfter} ${m.update}`
      : `${m.variant}${m.peephole ? ' peephole' : ''}`
const netOf = (model: Model): Network =>
  network(model, { kind: 'cross-entropy', at: 'all', reduction: 'mean' }, 2)

const traceOf = (model: Model): Trace =>
  record({
    model,
    weights: initialWeights(model, { scheme: 'pytorch', seed: 1 }),
    sequence: { inputs: [1, 2].map((i) => [i, -i]), targets: [[0], [1]] },
    loss: { kind: 'cross-entropy', at: 'all', reduction: 'mean' },
  })

test.each(models.map((m) => [name(m), m] as const))(
  'every wire of the drawing is a use in the equations, and the other way round: %s',
  (_, model) => {
    const net = netOf(model)
    const { nodes, edges } = graphOf(net)
    const kind = (id: string) => nodes.find((node) => node.id === id)!.kind
    // What flows into a value through operations and boxes, back to other values.
    const sources = (id: string): string[] =>
      edges
        .filter((edge) => edge.to === id)
        .flatMap((edge) => (kind(edge.from) === 'value' ? [edge.from] : sources(edge.from)))
    for (const eq of [...net.cell, ...net.head].filter((each) => !each.silent)) {
      if (net.info(eq.symbol).kind === 'preactivation') continue
      const direct = reads(net, eq.symbol).flatMap((id) =>
        net.info(id.replace(/\[.*/, '')).kind === 'preactivation' ? reads(net, id) : [id],
      )
      const expected = new Set(
        direct.filter((id) => net.info(id.replace(/\[.*/, '')).shape.length > 0 || id === 'target'),
      )
      expect(new Set(sources(eq.symbol)), eq.symbol).toEqual(expected)
    }
  },
)

test.each(models.map((m) => [name(m), m] as const))(
  'every node has a place of its own in the drawing, every wire stays inside: %s',
  (_, model) => {
    const trace = traceOf(model)
    const { nodes, edges } = graphOf(trace.net)
    for (const stretch of [1, 1.6]) {
      const layout = layoutOf(trace, { grow: 1, digits: 11.5, stretch })
      const taken = new Set<string>()
      for (const node of nodes) {
        const at = layout.at[node.id]
        expect(at, node.id).toBeDefined()
        expect(taken.has(String(at)), node.id).toBe(false)
        taken.add(String(at))
      }
      for (const { from, to } of edges)
        for (const [x, y] of wayOf(layout, from, to)) {
          expect(x).toBeGreaterThanOrEqual(0)
          expect(x).toBeLessThanOrEqual(layout.width)
          expect(y).toBeGreaterThanOrEqual(0)
          expect(y).toBeLessThanOrEqual(layout.height)
        }
    }
  },
)

test.each(models.map((m) => [name(m), m] as const))(
  'what a step reads flows along its wires; backward the boxes that a gradient comes back through are lit, and no others: %s',
  (_, model) => {
    const trace = traceOf(model)
    const { net } = trace
    const graph = graphOf(net)
    const boxes = graph.nodes.filter((node) => node.kind === 'box')
    // A silent part stands in the box of the value that reads it.
    const readers = (q: string) =>
      net.cell.some((eq) => eq.symbol === q && eq.silent)
        ? net.cell.filter((eq) => symbolsIn(eq.expr).some((s) => s.name === q)).map((eq) => eq.symbol)
        : [q]
    const holder = (pre: string) => `box ${pre === 'a' ? 'h' : pre.slice('a_'.length)}`
    for (const frame of trace.frames.filter((each) => each.phase === 'backward' && !each.equation.overTime)) {
      const of = frame.equation.symbol.slice('d:'.length)
      // At t = 0 the timestep that is drawn is the first, which the gradient comes from.
      const read = symbolsIn(frame.equation.expr)
        .filter((s) => s.name.startsWith('d:') && (s.dt ?? 0) === (frame.t === 0 ? 1 : 0))
        .flatMap((s) => readers(s.name.slice('d:'.length)))
      const expected = [
        ...[of, ...read].filter((q) => net.info(q).kind === 'preactivation').map(holder),
        ...(read.includes('y') ? ['box y'] : []),
        ...(of === 'y' ? ['box L'] : []),
      ]
      const active = activeEdges(graph, [frame], trace)
      const lit = boxes.filter((box) => isLit(box, [frame], active, net)).map((box) => box.id)
      expect(new Set(lit), placeOf(frame)).toEqual(new Set(expected))
      // Its wires end where the gradients that it reads stand.
      const starting = new Set([...active].map(({ from }) => from))
      const ends = [...active].map(({ to }) => to).filter((id) => !starting.has(id))
      const sources = read.map((q) => (net.info(q).kind === 'preactivation' ? holder(q) : q))
      expect(new Set(ends), placeOf(frame)).toEqual(new Set(of === 'y' ? ['L'] : sources))
    }
    for (const frame of trace.frames.filter((each) => each.phase === 'forward')) {
      const { symbol: of } = frame.equation
      const active = [...activeEdges(graph, [frame], trace)]
      const starts = active.map(({ from }) => from).filter((id) => !active.some(({ to }) => to === id))
      const read = reads(net, of).filter(
        (id) => net.info(id.replace(/\[.*/, '')).shape.length > 0 || id === 'target',
      )
      const expected = read.map((id) =>
        net.info(id.replace(/\[.*/, '')).kind === 'preactivation' ? holder(id) : id,
      )
      expect(new Set(starts), placeOf(frame)).toEqual(new Set(expected))
    }
  },
)
