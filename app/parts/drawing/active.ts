import { type Frame, ofGradient, type Trace } from '../../../src/index.ts'
import type { Edge, Graph } from './graph.ts'

/**
 * The wires that a step uses. Forward: those that lead into the value that is written. Backward: those from the
 * value to everything that it feeds, which is the way that its gradient comes back.
 */
export function activeEdges(graph: Graph, frames: readonly Frame[], trace: Trace): Set<Edge> {
  const active = new Set<Edge>()
  const isValue = (id: string) => graph.nodes.find((node) => node.id === id)?.kind === 'value'

  // A box with a pre-activation inside: gradients come from there, not from what it squashes.
  const holding = new Set(graph.boxes.values())

  function into(id: string): void {
    for (const edge of graph.edges.filter((e) => e.to === id)) {
      active.add(edge)
      if (!isValue(edge.from) && !holding.has(edge.from)) into(edge.from)
    }
  }

  // What is only told, as probabilities beside a loss that reads the outputs, sends no gradient.
  const isRead = (id: string): boolean =>
    graph.edges.some((e) => e.from === id) ||
    trace.net.info(id).kind === 'loss' ||
    trace.net.states.includes(id)
  const sends = (id: string): boolean =>
    isValue(id) ? isRead(id) : graph.edges.some((e) => e.from === id && sends(e.to))

  function outOf(id: string): void {
    for (const edge of graph.edges.filter((e) => e.from === id && sends(e.to))) {
      active.add(edge)
      if (!isValue(edge.to) && !holding.has(edge.to)) outOf(edge.to)
    }
  }

  for (const { phase, equation, t } of frames) {
    if (phase === 'forward') into(graph.boxes.get(equation.symbol) ?? equation.symbol)
    if (phase !== 'backward') continue
    const name = ofGradient(equation.symbol) ?? ''
    if (equation.overTime) continue
    const box = graph.boxes.get(name)
    if (box) for (const edge of graph.edges.filter((e) => e.from === box)) active.add(edge)
    else outOf(t === 0 ? `${name}[t-1]` : t === trace.T + 1 ? `${name}[t+1]` : name)
  }
  return active
}
