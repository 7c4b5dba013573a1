/** What leaves one place and arrives at several: the wires of a value or of an operation's result, as one tree. */
import type { Edge, Graph } from '../graph.ts'
import type { CellModules, Item } from './modules.ts'
import type { Lane } from './rows.ts'

export interface Net {
  /** the module that it leaves, or the node at the left or right edge */
  readonly source: string
  readonly from: Item | 'left' | 'right'
  readonly ends: readonly End[]
  /** where it passes a row, by the row */
  readonly passes: ReadonlyMap<number, Item>
}

export interface End {
  readonly edge: Edge
  readonly item: Item
}

/** Where wires of the drawing go without a bend: along a lane, or inside a module. */
export interface Nets {
  readonly nets: readonly Net[]
  readonly inside: readonly Edge[]
  readonly alongLane: readonly { readonly edge: Edge; readonly lane: Lane }[]
}

/** Wires are this far apart. */
export const pitch = 9

export function netsOf(
  graph: Graph,
  parts: CellModules,
  lanes: readonly Lane[],
  inHead: ReadonlySet<string>,
): Nets {
  const ends = new Map<string, End[]>()
  const inside: Edge[] = []
  const alongLane: { edge: Edge; lane: Lane }[] = []
  const laneOf = (state: string) => lanes.find((lane) => lane.state === state)
  for (const edge of graph.edges) {
    if (inHead.has(edge.to)) continue
    const from = parts.moduleOf.get(edge.from)
    const to = parts.moduleOf.get(edge.to)
    const lane = laneOf(edge.to) ?? lanes.find((each) => goesAlong(each, edge, from, to))
    if (from && from === to) inside.push(edge)
    else if (lane && (to || lane.items.at(-1) === from)) alongLane.push({ edge, lane })
    else {
      const item = to ?? lane!.items[0]!
      const source = from?.id ?? edge.from
      ends.set(source, [...(ends.get(source) ?? []), { edge, item }])
    }
  }
  const nets = [...ends].map(([source, to]): Net => {
    const from = parts.modules.get(source) ?? (parts.right.some(({ id }) => id === source) ? 'right' : 'left')
    const rows = typeof from === 'string' ? [] : passed(from, to)
    return { source, from, ends: to, passes: new Map(rows.map((row) => [row, pass(source, row)])) }
  })
  return { nets, inside, alongLane }
}

/** Does a use lead from one thing on a lane to the next, or from its state before to the first? */
function goesAlong(lane: Lane, edge: Edge, from: Item | undefined, to: Item | undefined): boolean {
  if (!to) return false
  const at = lane.items.indexOf(to)
  if (at === 0) return lane.fromLeft && [`${lane.state}[t-1]`, `${lane.state}[t+1]`].includes(edge.from)
  return at > 0 && lane.items[at - 1] === from
}

/** The rows that the wires of a module pass: those between it and what is higher, its own and those down to what is lower. */
function passed(from: Item, ends: readonly End[]): number[] {
  const rows = ends.map(({ item }) => item.row)
  const up = Math.max(...rows)
  const down = Math.min(...rows)
  return [
    ...Array.from({ length: Math.max(0, up - from.row - 1) }, (_, i) => from.row + 1 + i),
    ...(down <= from.row ? Array.from({ length: from.row - down + 1 }, (_, i) => from.row - i) : []),
  ]
}

const pass = (source: string, row: number): Item => ({
  id: `pass ${row} ${source}`,
  kind: 'pass',
  half: pitch / 2,
  up: 0,
  down: 0,
  reach: 0,
  row,
  x: 0,
})
