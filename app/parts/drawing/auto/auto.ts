/** The drawing of a cell that nobody foresaw lays itself out: lanes for the states, gates in a row over what comes in, the rest by rank. */
import type { Trace } from '../../../../src/index.ts'
import { figureHeight } from '../figure.ts'
import { type Graph, graphOf } from '../graph.ts'
import type { Layout, Scale } from '../layout.ts'
import { pillOf, room } from '../Marks.tsx'
import { nameAbove, nameBelow } from '../standing.ts'
import { channelsOf } from './channels.ts'
import { composed } from './compose.ts'
import { cellModulesOf, type Sizes } from './modules.ts'
import { netsOf } from './nets.ts'
import { arrange } from './order.ts'
import { rowsOf } from './rows.ts'

/** The width of a strip. */
const strip = 62

export function autoLayout({ net, memory }: Pick<Trace, 'net' | 'memory'>, scale: Scale): Layout {
  const graph = graphOf(net)
  const inHead = new Set([...net.head.flatMap((eq) => [eq.symbol, `box ${eq.symbol}`]), 'target'])
  const sizes = sizesOf((name) => memory(name).shape, scale)
  const says = net.tracks[0]!.h
  const parts = cellModulesOf(graph, inHead, [...net.states, says], sizes)
  const { rows, lanes } = rowsOf(graph, parts)
  const nets = netsOf(graph, parts, lanes, inHead)
  for (const { passes } of nets.nets) for (const [row, item] of passes) rows[row]!.push(item)
  arrange(rows, nets.nets, lanes)
  const channels = channelsOf(rows, nets.nets)
  const forked = forksOf(net, graph)
  return composed({ graph, parts, rows, lanes, nets, ...channels, sizes, scale, forked, says })
}

function sizesOf(shape: (name: string) => readonly number[], { grow, digits }: Scale): Sizes {
  const wide = room(grow)
  return {
    grow,
    strip,
    figure: (name) => figureHeight(shape(name), digits, strip),
    name: nameAbove(digits) + 11 * grow,
    sign: (label) => 2 * pillOf(label, grow)[0],
    op: 13 * wide,
    box: 15 * wide,
    boxWidth: 60 * wide,
    below: nameBelow(grow) + 4 * grow,
  }
}

/** How many terms at most add up to the gradient of each value that is drawn, where they are several. */
function forksOf(net: Trace['net'], graph: Graph): ReadonlyMap<string, number> {
  const drawn = new Set(graph.nodes.flatMap(({ symbol }) => (symbol?.dt === 0 ? [symbol.name] : [])))
  const several = net.adjoints.filter(
    ({ of, terms, overTime }) => !overTime && terms.length > 1 && drawn.has(of),
  )
  return new Map(several.map(({ of, terms }) => [of, terms.length]))
}
