/** The places of a cell's drawing, as wide as there is room, and the ways of its wires. */
import type { Model } from '../../../src/index.ts'
import { aboveNames, type Places, type Point, places, roomForMany, strip } from './places.ts'

export interface Layout extends Places {
  /** how much wider than usual everything stands */
  readonly stretch: number
  /** the width of a strip */
  readonly strip: number
}

const made = new Map<string, Layout>()

/** The places of a cell's drawing; `stretch` makes it wider at the same height. */
export function layoutOf(model: Pick<Model, 'cell' | 'update' | 'variant'>, stretch = 1): Layout {
  const key = `${model.cell} ${model.update} ${model.variant} ${stretch}`
  const found = made.get(key) ?? stretched(places(model), stretch)
  made.set(key, found)
  return found
}

const wider = ([x, y]: Point, stretch: number): Point => [x * stretch, y]

function stretched({ at, ways, forks }: Places, stretch: number): Layout {
  const each = <A, B>(all: Readonly<Record<string, A>>, f: (one: A) => B) =>
    Object.fromEntries(Object.entries(all).map(([key, one]) => [key, f(one)]))
  return {
    stretch,
    strip: strip * stretch,
    at: each(at, (point) => wider(point, stretch)),
    ways: each(ways, (points) => points.map((point) => wider(point, stretch))),
    forks: each(forks, (fork) => ({ at: wider(fork.at, stretch), strips: wider(fork.strips, stretch) })),
  }
}

/** Where the arriving gradients of a fork stand, strips of a height: beside it, or where there is room for many. */
export function stripsOf(
  layout: Layout,
  fork: { readonly strips: Point },
  count: number,
  height: number,
): Point {
  const [x, top] = roomForMany
  return count > 2 ? [x * layout.stretch, Math.max(top, aboveNames - height)] : fork.strips
}

/** The way of a wire: as the layout says, or straight, or one corner. */
export function wayOf(layout: Layout, from: string, to: string): readonly Point[] {
  const given = layout.ways[`${from} → ${to}`]
  if (given) return given
  const a = layout.at[from] ?? [500, 300]
  const b = layout.at[to] ?? [500, 300]
  return a[0] === b[0] || a[1] === b[1] ? [a, b] : [a, [a[0], b[1]], b]
}
