/** The row of every module: gates in the lowest, over the bus of what comes in; each state in a lane of its own; the rest by rank. */
import type { Edge, Graph } from '../graph.ts'
import type { CellModules, Item, Module } from './modules.ts'

/** The lane of a state, to the right edge; from the left edge too where no box stands on its way. */
export interface Lane {
  readonly state: string
  readonly fromLeft: boolean
  /** what stands on it, from left to right: operations, or the turn where the state comes in from below */
  readonly items: readonly Item[]
}

export interface Rows {
  /** from the lowest to the highest */
  readonly rows: readonly Item[][]
  readonly lanes: readonly Lane[]
}

export function rowsOf(graph: Graph, parts: CellModules): Rows {
  const lanes = lanesOf(graph, parts)
  const laneOf = new Map(lanes.flatMap((lane) => lane.items.map((item) => [item.id, lane] as const)))
  const rank = ranks(graph, parts, lanes, laneOf)
  const plain = [...parts.modules.values()].filter(({ id }) => !laneOf.has(id))
  const levels = new Map<number, Item[]>()
  for (const each of plain) levels.set(rank(each.id), [...(levels.get(rank(each.id)) ?? []), each])
  const own: { level: number; items: Item[] }[] = []
  const ending = new Set<number>()
  for (const lane of lanes) {
    const level = rank(lane.items[0]!.id)
    // An operation whose result goes out to the right has others at its left.
    const shares = Number.isInteger(level) && levels.has(level) && !ending.has(level)
    if (shares) levels.get(level)!.push(...lane.items)
    else own.push({ level, items: [...lane.items] })
    ending.add(level)
  }
  const all = [...[...levels].map(([level, items]) => ({ level, items })), ...own].sort(
    (a, b) => a.level - b.level,
  )
  all.forEach(({ items }, row) => {
    for (const item of items) item.row = row
  })
  return { rows: all.map(({ items }) => items), lanes }
}

/** Each state's lane: the shortest way from before to after on which no box stands, over what no other lane has taken. */
function lanesOf(graph: Graph, { modules, moduleOf, left, right }: CellModules): Lane[] {
  // A way to a state leads through no other state.
  const taken = new Set<string>(right.map(({ id }) => id))
  const ways = right.map((node) => {
    const before = left.find(({ symbol }) => symbol!.name === node.of && symbol!.dt !== 0)
    return { node, way: before ? shortest(graph, before.id, node.id, taken) : undefined }
  })
  const lanes = new Map<string, Lane>()
  for (const { node, way } of ways.toSorted((a, b) => (a.way?.length ?? 99) - (b.way?.length ?? 99))) {
    const before = left.find(({ symbol }) => symbol!.name === node.of && symbol!.dt !== 0)
    const free = before && way && shortest(graph, before.id, node.id, taken)
    const last = graph.edges.find(({ to }) => to === node.id)!.from
    const end = moduleOf.get(last)
    const canEnd = end && end.node.kind === 'op' && !end.value && !taken.has(end.id)
    const items: readonly Item[] = free
      ? [...new Set(free.map((id) => modules.get(moduleOf.get(id)!.id)!))]
      : canEnd
        ? [end]
        : [turn(node.id)]
    for (const { id } of items) taken.add(id)
    lanes.set(node.id, { state: node.id, fromLeft: free !== undefined, items })
  }
  return right.map(({ id }) => lanes.get(id)!)
}

const turn = (state: string): Item => ({
  id: `turn ${state}`,
  kind: 'turn',
  half: 5,
  up: 0,
  down: 0,
  reach: 0,
  row: 0,
  x: 0,
})

/** The operations and values between two values, by the fewest of them, never through a box. */
function shortest(graph: Graph, from: string, to: string, taken: ReadonlySet<string>): string[] | undefined {
  const before = new Map<string, string>()
  const kind = new Map(graph.nodes.map((node) => [node.id, node]))
  const queue = [from]
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    for (const edge of graph.edges) {
      if (edge.from !== at || before.has(edge.to)) continue
      if (edge.to === to) return at === from ? undefined : [...back(before, at, from), at]
      const node = kind.get(edge.to)!
      const ends = node.kind === 'value' && !graph.edges.some((e) => e.from === node.id)
      if (node.kind === 'box' || taken.has(node.id) || ends) continue
      before.set(edge.to, at)
      queue.push(edge.to)
    }
  }
  return undefined
}

function back(before: ReadonlyMap<string, string>, at: string, from: string): string[] {
  const last = before.get(at)!
  return last === from ? [] : [...back(before, last, from), last]
}

/** What reads the lanes of this timestep and leads into none of them, by the module or the state: the way out of the cell. */
function saying(graph: Graph, { moduleOf }: CellModules, lanes: readonly Lane[]): ReadonlySet<string> {
  const onLane = new Set(lanes.flatMap(({ fromLeft, items }) => (fromLeft ? items.map(({ id }) => id) : [])))
  const feeds = (id: string, seen: ReadonlySet<string>): boolean =>
    graph.edges.some(
      ({ from, to }) =>
        from === id &&
        !seen.has(to) &&
        (onLane.has(moduleOf.get(to)?.id ?? '') || feeds(to, new Set([...seen, to]))),
    )
  const ways = new Map<string, boolean>()
  const leadsIntoLane = (id: string): boolean => {
    const found = ways.get(id) ?? feeds(id, new Set([id]))
    ways.set(id, found)
    return found
  }
  const laneOf = (id: string) => lanes.find(({ items }) => items.some((item) => item.id === id))?.state ?? id
  const found = [...moduleOf].filter(([id]) => !leadsIntoLane(id) && !onLane.has(moduleOf.get(id)!.id))
  const turns = lanes.filter(({ fromLeft, items }) => !fromLeft && items[0]!.kind === 'turn')
  return new Set([...found.map(([, { id }]) => laneOf(id)), ...turns.map(({ state }) => state)])
}

/** How far above the bus each module stands: over all that it reads. Lanes stand between the ranks of the others. */
function ranks(
  graph: Graph,
  parts: CellModules,
  lanes: readonly Lane[],
  laneOf: ReadonlyMap<string, Lane>,
): (id: string) => number {
  const { modules, moduleOf } = parts
  const known = new Map<string, number>()
  const entering = new Map<string, Edge[]>()
  for (const edge of graph.edges) entering.set(edge.to, [...(entering.get(edge.to) ?? []), edge])
  /** the state whose wire turns into its lane, by the turn */
  const turnsOf = new Map(
    lanes.flatMap(({ state, items }) =>
      items.flatMap((item) => (item.kind === 'turn' ? [[item.id, state]] : [])),
    ),
  )
  const says = saying(graph, parts, lanes)
  const groupOf = (id: string): string => laneOf.get(id)?.state ?? id
  const membersOf = (group: string): string[] =>
    lanes.find(({ state }) => state === group)?.items.map(({ id }) => id) ?? [group]
  const sourceGroup = (id: string): string | undefined => {
    const lane = lanes.find(({ state }) => state === id)
    return lane ? lane.state : moduleOf.has(id) ? groupOf(moduleOf.get(id)!.id) : undefined
  }
  const rank = (group: string): number => {
    const before = known.get(group)
    if (before !== undefined) return before
    const lane = lanes.some(({ state }) => state === group)
    const module = modules.get(group) as Module | undefined
    if (module?.node.kind === 'box') return 0
    // A module on a way that leaves a lane and returns to it does not raise its own rank.
    known.set(group, lane ? 0.5 : 1)
    const read = membersOf(group).flatMap((id) =>
      (entering.get(turnsOf.get(id) ?? id) ?? []).map(({ from }) => sourceGroup(from)),
    )
    // A module that only reads the memory stands at the right of it, not above it.
    const beside = (of: string) =>
      says.has(group) && lanes.some(({ state, fromLeft }) => fromLeft && state === of)
    const over = Math.max(
      0,
      ...read.flatMap((of) => (of === undefined || of === group || beside(of) ? [] : [rank(of)])),
    )
    const alone = lanes.find(({ state }) => state === group)
    const between = alone && (alone.fromLeft || alone.items[0]!.kind === 'turn')
    const found = between ? (Number.isInteger(over) ? over + 0.5 : over + 1) : Math.floor(over) + 1
    known.set(group, found)
    return found
  }
  return (id) => rank(groupOf(id))
}
