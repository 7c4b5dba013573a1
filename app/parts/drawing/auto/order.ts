/** The order of what stands in a row, and how far from the left: things that are wired stand above each other. */
import type { Item } from './modules.ts'
import type { Net } from './nets.ts'
import type { Lane } from './rows.ts'

interface Link {
  readonly to: Item
  readonly weight: number
}

/** How many times the rows are gone through, up and down. */
const sweeps = 12
/** Between neighbours. */
const gap = 10

/** Gives everything its place in its row; what goes out at the right edge pulls its readers there. */
export function arrange(rows: readonly Item[][], nets: readonly Net[], lanes: readonly Lane[]): void {
  const links = linksOf(nets, lanes)
  for (const row of rows)
    spread(
      row,
      row.map((_, i) => i * 140),
    )
  let best = { cost: Number.POSITIVE_INFINITY, order: rows.map((row) => [...row]), x: [] as number[][] }
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const up = sweep % 2 === 0
    for (const row of up ? rows : rows.toReversed()) {
      const wanted = (item: Item) => mean(item, links, sweep < 4 ? (up ? -1 : 1) : 0)
      const sorted = row
        .map((item) => ({ item, x: wanted(item) }))
        .sort((a, b) => a.x - b.x)
        .map(({ item }) => item)
      row.splice(0, row.length, ...inLane(sorted, lanes))
      spread(row, row.map(wanted))
    }
    const cost = costOf(rows, links, nets)
    if (cost < best.cost)
      best = { cost, order: rows.map((row) => [...row]), x: rows.map((row) => row.map(({ x }) => x)) }
  }
  rows.forEach((row, i) => {
    row.splice(0, row.length, ...best.order[i]!)
    row.forEach((item, k) => {
      item.x = best.x[i]![k]!
    })
  })
  straighten(rows, links)
  for (const item of rows.flat()) item.x = Math.round(item.x)
}

/** A module with a single one below it moves over that one, as far as its neighbours leave room. */
function straighten(rows: readonly Item[][], links: ReadonlyMap<Item, Link[]>): void {
  for (const row of rows)
    row.forEach((item, i) => {
      const below = (links.get(item) ?? []).filter(({ to }) => to.row < item.row)
      const [left, right] = [row[i - 1], row[i + 1]]
      const least = left ? left.x + left.half + item.half + roomBetween(left, item) : Number.NEGATIVE_INFINITY
      const most = right
        ? right.x - right.half - item.half - roomBetween(item, right)
        : Number.POSITIVE_INFINITY
      const [only] = below
      if (below.length !== 1 || least > most) return
      const x = Math.max(least, Math.min(most, only!.to.x))
      if (item.kind === 'pass' || Math.abs(x - item.x) < 24) item.x = x
    })
}

function linksOf(nets: readonly Net[], lanes: readonly Lane[]): Map<Item, Link[]> {
  const links = new Map<Item, Link[]>()
  const join = (a: Item, b: Item, weight = 1) => {
    links.set(a, [...(links.get(a) ?? []), { to: b, weight }])
    links.set(b, [...(links.get(b) ?? []), { to: a, weight }])
  }
  for (const { from, ends, passes } of nets) {
    if (typeof from === 'string') continue
    // Each piece begins where the wire last was: at the module, or where it passes the row before.
    const last = (row: number) =>
      row > from.row ? (passes.get(row - 1) ?? from) : (passes.get(row + 1) ?? from)
    for (const [row, item] of passes) join(last(row) === item ? from : last(row), item, 2)
    for (const { item } of ends)
      join(item.row > from.row ? (passes.get(item.row - 1) ?? from) : (passes.get(item.row) ?? from), item)
  }
  for (const { items } of lanes) for (const [i, item] of items.slice(1).entries()) join(items[i]!, item, 0.3)
  return links
}

/** The mean of the places of what something is wired to: below it (−1), above it (1), or both (0). */
function mean(item: Item, links: ReadonlyMap<Item, Link[]>, side: -1 | 0 | 1): number {
  const near = (links.get(item) ?? []).filter(
    ({ to }) => side === 0 || Math.sign(to.row - item.row) === side || to.row === item.row,
  )
  const weight = near.reduce((sum, link) => sum + link.weight, 0)
  return weight === 0 ? item.x : near.reduce((sum, { to, weight: w }) => sum + w * to.x, 0) / weight
}

/** What stands on a lane keeps the order of the lane; where others stand at its left, it is the last of them. */
function inLane(sorted: Item[], lanes: readonly Lane[]): Item[] {
  const lane = lanes.find(({ items }) => items.some((item) => sorted.includes(item)))
  if (!lane) return sorted
  const others = sorted.filter(({ kind }) => kind !== 'pass').length > lane.items.length
  const row = others ? lastOfModules(sorted, lane.items[0]!) : sorted
  const places = row.map((item) => lane.items.includes(item))
  let next = 0
  return row.map((item, i) => (places[i] ? lane.items[next++]! : item))
}

function lastOfModules(row: readonly Item[], end: Item): Item[] {
  const without = row.filter((item) => item !== end)
  const at = Math.max(row.indexOf(end), without.findLastIndex(({ kind }) => kind === 'module') + 1)
  return without.toSpliced(at, 0, end)
}

/** Places in a row in its order, as near to those wanted as the widths allow: the least squares, by pooling neighbours. */
export function spread(row: readonly Item[], wanted: readonly number[]): void {
  const offsets: number[] = []
  row.forEach((item, i) => {
    const before = row[i - 1]
    offsets.push(before ? offsets[i - 1]! + before.half + item.half + roomBetween(before, item) : 0)
  })
  const pools: { sum: number; weight: number; count: number }[] = []
  row.forEach((item, i) => {
    const weight = item.kind === 'pass' ? 3 : 1
    pools.push({ sum: weight * (wanted[i]! - offsets[i]!), weight, count: 1 })
    for (;;) {
      const [a, b] = pools.slice(-2)
      if (!a || !b || a.sum / a.weight <= b.sum / b.weight) break
      pools.splice(-2, 2, { sum: a.sum + b.sum, weight: a.weight + b.weight, count: a.count + b.count })
    }
  })
  let i = 0
  for (const { sum, weight, count } of pools)
    for (let k = 0; k < count; k++, i++) row[i]!.x = sum / weight + offsets[i]!
}

const roomBetween = (a: Item, b: Item) =>
  a.kind === 'pass' && b.kind === 'pass' ? 0 : a.kind === 'pass' || b.kind === 'pass' ? 5 : gap

/** How crooked and how wide the drawing is, and how often its wires cross. */
function costOf(rows: readonly Item[][], links: ReadonlyMap<Item, Link[]>, nets: readonly Net[]): number {
  const all = rows.flat()
  const wide =
    Math.max(...all.map(({ x, half }) => x + half)) - Math.min(...all.map(({ x, half }) => x - half))
  let crooked = 0
  const pieces = new Map<number, [number, number][]>()
  for (const [item, to] of links)
    for (const { to: other } of to) {
      crooked += Math.abs(item.x - other.x) / 2
      if (other.row === item.row + 1)
        pieces.set(item.row, [...(pieces.get(item.row) ?? []), [item.x, other.x]])
    }
  let crossings = 0
  for (const between of pieces.values())
    between.forEach(([a, b], i) => {
      for (let k = i + 1; k < between.length; k++)
        if ((a - between[k]![0]) * (b - between[k]![1]) < 0) crossings++
    })
  return crooked + 2 * wide + 40 * crossings + nets.length
}
