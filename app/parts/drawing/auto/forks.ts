/** Room for the gradients that arrive where a value forks: as near as there is any that covers no box, name or strip. */
import type { ForkPlace, Layout, Point } from '../layout.ts'
import type { Composed } from './frame.ts'

type Rectangle = readonly [left: number, top: number, right: number, bottom: number]

export function forkPlaces(
  layout: Omit<Layout, 'forks'>,
  of: Composed,
  points: Readonly<Record<string, Point>>,
): Record<string, ForkPlace> {
  const { sizes, forked } = of
  const taken = taking(layout, of)
  const places: Record<string, ForkPlace> = {}
  for (const name of forked.keys()) {
    const at = points[name]
    if (!at) continue
    const found = new Map<string, Point>()
    const strips = (count: number, height: number): Point => {
      const key = `${count} ${height}`
      const before = found.get(key)
      if (before) return before
      const wide = count * (sizes.strip + 4) + 4
      const high = height + sizes.name + 8
      const corner = nearest(layout, taken, at, [wide, high])
      const place: Point = [corner[0] + 4, corner[1] + sizes.name + 4]
      found.set(key, place)
      return place
    }
    places[name] = { at, strips }
  }
  return places
}

/** What is not to be covered. */
function taking(layout: Omit<Layout, 'forks'>, { rows, parts, sizes, graph }: Composed): Rectangle[] {
  const { at, strip } = layout
  const modules = rows.flat().flatMap((item): Rectangle[] => {
    const y = at[item.id]?.[1]
    return y === undefined ? [] : [[item.x - item.half, y - item.up, item.x + item.half, y + item.down]]
  })
  const edges = [...parts.left, ...parts.right].map((node): Rectangle => {
    const [x, y] = at[node.id]!
    const half = sizes.figure(node.of) / 2
    return [x, y - half - sizes.name, x + 2 * strip + 4, y + half]
  })
  const inHead = graph.nodes.flatMap(({ id, kind }): Rectangle[] => {
    const place = at[id]
    if (!place || parts.moduleOf.has(id) || [...parts.left, ...parts.right].some((node) => node.id === id))
      return []
    const half = kind === 'box' ? 30 : id === 'y' ? strip + 3 : strip / 2
    return [[place[0] - half, place[1] - (kind === 'box' ? 15 : 70), place[0] + half, place[1] + 15]]
  })
  return [...modules, ...edges, ...inHead]
}

function nearest(
  { width, height }: Omit<Layout, 'forks'>,
  taken: readonly Rectangle[],
  [x, y]: Point,
  [wide, high]: Point,
): Point {
  let best: { readonly corner: Point; readonly far: number } | undefined
  const distance = (left: number, top: number) =>
    Math.hypot(left + wide / 2 - x, 1.3 * (top + high / 2 - y)) + covers([left, top, left + wide, top + high])
  const covers = ([l, t, r, b]: Rectangle) =>
    // It stands clear of the plus.
    (l < x + 18 && x - 18 < r && t < y + 18 && y - 18 < b ? 400 : 0) +
    taken.reduce((sum, [left, top, right, bottom]) => {
      const [w, h] = [Math.min(r, right) - Math.max(l, left), Math.min(b, bottom) - Math.max(t, top)]
      return w > 0 && h > 0 ? sum + 2000 + w * h : sum
    }, 0)
  for (let top = 4; top + high < height - 2; top += 8)
    for (let left = 4; left + wide < width - 2; left += 12) {
      const far = distance(left, top)
      if (!best || far < best.far) best = { corner: [left, top], far }
    }
  return best?.corner ?? [x, y]
}
