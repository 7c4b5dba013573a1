/** The places of a cell's drawing, as wide as there is room, and the ways of its wires. */
import { layersOf, type Trace } from '../../../src/index.ts'
import { autoLayout } from './auto/auto.ts'
import { graphOf, wireName } from './graph.ts'
import { pinsOf } from './pins/index.ts'
import { stretched } from './pins/stretched.ts'

export type Point = readonly [number, number]

/**
 * How the numbers of a node stand about its place: at the right of it as at an edge, the gradient after them or below; above it, on
 * both sides of the wire that leaves; below it, on both sides of those that enter; over it; or in the middle of it.
 */
export type Mode = 'edge' | 'edgeBelow' | 'beside' | 'under' | 'over' | 'middle'

/** Where a state or a value forks: the arriving gradients meet at a place, and their strips stand in another, by how many and how high they are, and how high the strip of the value itself is. */
export interface ForkPlace {
  readonly at: Point
  readonly strips: (count: number, height: number, own: number) => Point
}

export interface Layout {
  readonly width: number
  readonly height: number
  /** the width of a strip */
  readonly strip: number
  readonly at: Readonly<Record<string, Point>>
  /** by "from → to"; where it says nothing a wire is straight or has one corner */
  readonly ways: Readonly<Record<string, readonly Point[]>>
  readonly forks: Readonly<Record<string, ForkPlace>>
  readonly modes: Readonly<Record<string, Mode>>
  /** half the gap between the strips below a box, where more than one wire enters it there */
  readonly gaps: Readonly<Record<string, number>>
  /** where the wire of a state to the next timestep ends, by the state, and where its name stands */
  readonly stubs: Readonly<Record<string, { readonly end: number; readonly name: Point }>>
  /** what stands behind the cell: left, top, width, height */
  readonly skin: readonly [number, number, number, number]
}

/** How large the drawing of a cell shows its numbers and its letters. */
export interface Scale {
  readonly grow: number
  readonly digits: number
  /** makes a drawing with places by hand wider at the same height */
  readonly stretch: number
}

const made = new WeakMap<object, Map<string, Layout>>()

/** The places of a cell's drawing: by hand where its family has them, else by the rule for all; made once for each scale and size. */
export function layoutOf(trace: Pick<Trace, 'net' | 'memory' | 'problem'>, scale: Scale): Layout {
  const { net, memory, problem } = trace
  // Nets of other sizes have the same equations.
  const shapes = net.cell.map(({ symbol }) => memory(symbol).shape)
  const { inputSize, outputSize } = problem.model
  const key = JSON.stringify([scale.grow, scale.digits, scale.stretch, inputSize, outputSize, shapes])
  const layouts = made.get(net) ?? new Map<string, Layout>()
  made.set(net, layouts)
  const track = net.tracks[0]!
  const pins = pinsOf(layersOf(problem.model)[track.layer]!, track)
  const covers = pins && graphOf(net).nodes.every(({ id }) => pins.at[id])
  const found = layouts.get(key) ?? (covers ? stretched(pins, scale, track.x) : autoLayout(trace, scale))
  layouts.set(key, found)
  return found
}

/** The way of a wire: as the layout says, or straight, or one corner. */
export function wayOf(layout: Layout, from: string, to: string): readonly Point[] {
  const given = layout.ways[wireName({ from, to })]
  if (given) return given
  const a = layout.at[from]!
  const b = layout.at[to]!
  return a[0] === b[0] || a[1] === b[1] ? [a, b] : [a, [a[0], b[1]], b]
}
