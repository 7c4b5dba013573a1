/** Where things stand in the drawing of any cell: nothing lies over another, every wire ends where the equations say. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { widthOf } from '../../app/figure/text.ts'
import { figureHeight } from '../../app/parts/drawing/figure.ts'
import { graphOf, type Node } from '../../app/parts/drawing/graph.ts'
import { type Layout, layoutOf, type Point, type Scale, wayOf } from '../../app/parts/drawing/layout.ts'
import { pillOf, room } from '../../app/parts/drawing/Marks.tsx'
import { shownIn } from '../../app/parts/drawing/node.ts'
import { halfSign, operandSigns } from '../../app/parts/drawing/operand.ts'
import { nameAbove, nameBelow, standingOf } from '../../app/parts/drawing/standing.ts'
import { check, problemOf, record, type Trace } from '../../src/index.ts'
import { drawingOf, randomDrawing } from '../support/random-drawings.ts'
import { reads } from '../support/reads.ts'

const folder = 'test/golden/open'
const cases = readdirSync(folder)
  .filter((file) => file.startsWith('cell-'))
  .map((file) => file.slice(5, -5))

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'))

function traceOf(experiment: unknown): Trace {
  const result = check(experiment)
  if (!result.ok) throw new Error(result.error)
  return record(problemOf(result.value))
}

const caseOf = (name: string): Trace => traceOf(read(`${folder}/cell-${name}.json`).experiment)

/** The cells that are held against PyTorch: those that the library does not have, and those that it has. */
const held: readonly (readonly [name: string, experiment: unknown])[] = [
  ...read('test/golden/cells/cells.json').map((each: { name: string; experiment: unknown }) => [
    each.name,
    each.experiment,
  ]),
  ...readdirSync('test/golden/library').map((file) => [file.slice(0, -5), read(`experiments/${file}`)]),
]

const scales: Scale[] = [
  { grow: 1, digits: 11.5, stretch: 1 },
  { grow: 1.5, digits: 17, stretch: 1 },
  { grow: 2.9, digits: 0, stretch: 1.7 },
]

interface Rectangle {
  readonly what: string
  readonly node: string
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Every box, operation, strip and name. */
function rectangles(trace: Trace, layout: Layout, { grow, digits }: Scale): Rectangle[] {
  const { strip } = layout
  return graphOf(trace.net).nodes.flatMap((node) => {
    const around = (what: string, left: number, top: number, right: number, bottom: number): Rectangle => ({
      what: `${what} ${node.id}`,
      node: node.id,
      left,
      top,
      right,
      bottom,
    })
    const [x, y] = layout.at[node.id]!
    const all: Rectangle[] = []
    if (node.kind !== 'value') {
      const [half, high] = sizeOf(node, grow)
      all.push(around('mark', x - half, y - high, x + half, y + high))
    }
    const symbol = shownIn(node)
    if (!symbol) return all
    const { value, gradient } = standingOf(node, symbol, { trace, layout, digits })
    const high = figureHeight(trace.memory(symbol.name).shape, digits, strip)
    const figures = gradient && layout.modes[node.id] !== 'middle' ? [value, gradient] : [value]
    for (const [left, top] of figures) all.push(around('strip', left, top, left + strip, top + high))
    const wide = Math.min(strip, 13 * grow * widthOf(symbol.name))
    const base = node.holds ? value[1] + high + nameBelow(grow) : value[1] - nameAbove(digits)
    all.push(around('name', value[0], base - 9 * grow, value[0] + wide, base))
    return all
  })
}

const sizeOf = ({ kind, label }: Node, grow: number): Point =>
  kind === 'box' ? [30 * room(grow), 15 * room(grow)] : pillOf(label, grow)

const overlap = (a: Rectangle, b: Rectangle): boolean =>
  a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5

/** Everything that is wrong with a drawing. */
function faults(trace: Trace, scale: Scale): string[] {
  const layout = layoutOf(trace, scale)
  const { nodes, edges } = graphOf(trace.net)
  const all = rectangles(trace, layout, scale)
  const head = new Set([...trace.net.head.flatMap((eq) => [eq.symbol, `box ${eq.symbol}`]), 'target'])
  const cell = all.filter(({ node }) => !head.has(node))
  const within = (left: number, top: number, right: number, bottom: number) =>
    left >= 0 && top >= -6 && right <= layout.width && bottom <= layout.height
  const found: string[] = []
  cell.forEach((a, i) => {
    for (const b of cell.slice(i + 1)) if (overlap(a, b)) found.push(`${a.what} over ${b.what}`)
    if (!within(a.left, a.top, a.right, a.bottom)) found.push(`${a.what} is outside`)
  })
  const half = halfSign * scale.grow
  for (const { key, at } of operandSigns(graphOf(trace.net), { trace, layout, ...scale })) {
    const [left, top, right, bottom] = [at[0] - half, at[1] - half, at[0] + half, at[1] + half]
    const sign = { what: key, node: key, left, top, right, bottom }
    for (const other of cell) if (overlap(sign, other)) found.push(`the sign of ${key} over ${other.what}`)
  }
  const marks = cell.filter(({ what }) => !what.startsWith('strip'))
  for (const { from, to } of edges) {
    const way = wayOf(layout, from, to)
    way.slice(1).forEach((b, i) => {
      const a = way[i]!
      if (a[0] !== b[0] && a[1] !== b[1]) found.push(`${from} → ${to} is not straight: ${way}`)
      if (![a, b].every(([x, y]) => within(x, y, x, y))) found.push(`${from} → ${to} leaves: ${way}`)
      const line = {
        left: Math.min(a[0], b[0]) - 1,
        top: Math.min(a[1], b[1]) - 1,
        right: Math.max(a[0], b[0]) + 1,
        bottom: Math.max(a[1], b[1]) + 1,
      }
      for (const mark of marks)
        if (mark.node !== from && mark.node !== to && overlap({ ...mark, ...line }, mark))
          found.push(`${from} → ${to} runs through ${mark.what}: ${way}`)
    })
    const mine = all.filter(({ node }) => node === to)
    const isValue = nodes.find(({ id }) => id === to)!.kind === 'value'
    if (!isValue && !mine.some((r) => near(way.at(-1)!, r)))
      found.push(`${from} → ${to} ends beside it: ${way}`)
  }
  return [...found, ...doubled(trace, layout)]
}

/** Wires of different values that run over each other. */
function doubled({ net }: Trace, layout: Layout): string[] {
  const { nodes, edges } = graphOf(net)
  const isValue = (id: string) => nodes.find((node) => node.id === id)!.kind === 'value'
  const source = (id: string) => (isValue(id) && edges.find(({ to }) => to === id)?.from) || id
  const inHead = new Set(net.head.map((eq) => `box ${eq.symbol}`))
  const pieces = edges
    .filter(({ to }) => !inHead.has(to))
    .flatMap(({ from, to }) => {
      const way = wayOf(layout, from, to)
      return way.slice(1).map((b, i) => ({ source: source(from), what: `${from} → ${to}`, a: way[i]!, b }))
    })
  const found: string[] = []
  pieces.forEach((p, i) => {
    for (const q of pieces.slice(i + 1))
      for (const along of [0, 1] as const) {
        const across = 1 - along
        const lie = [p.a, p.b, q.a, q.b].every((point) => Math.abs(point[across]! - p.a[across]!) < 3)
        const [from, to] = [p, q]
          .map(({ a, b }) => [Math.min(a[along], b[along]), Math.max(a[along], b[along])] as const)
          .reduce(([l, r], [left, right]) => [Math.max(l, left), Math.min(r, right)] as const)
        if (p.source !== q.source && lie && to - from > 8) found.push(`${p.what} runs over ${q.what}`)
      }
  })
  return found
}

const near = ([x, y]: Point, { left, right, top, bottom }: Rectangle) =>
  x >= left - 1 && x <= right + 1 && y >= top - 1 && y <= bottom + 1

/** What flows into each value is what its equation reads. */
function assertReads({ net }: Trace): void {
  const { nodes, edges, boxes } = graphOf(net)
  const kind = new Map(nodes.map((node) => [node.id, node.kind]))
  const sources = (id: string): string[] =>
    edges
      .filter((e) => e.to === id)
      .flatMap(({ from }) => (kind.get(from) === 'value' ? [from] : sources(from)))
  const constants = Object.values(net.constants)
  for (const { symbol, silent } of [...net.cell, ...net.head]) {
    if (silent || boxes.has(symbol)) continue
    const direct = reads(net, symbol).flatMap((id) => (boxes.has(id) ? reads(net, id) : [id]))
    expect(new Set(sources(symbol)), symbol).toEqual(new Set(direct.filter((id) => !constants.includes(id))))
  }
}

describe('the drawing of a cell of today', () => {
  test.each(cases)('%s', (name) => {
    const trace = caseOf(name)
    assertReads(trace)
    for (const scale of scales) expect(faults(trace, scale)).toEqual([])
  })
})

describe('the drawing of a cell that is held against PyTorch', () => {
  test.each(held)('%s', (_, experiment) => {
    const trace = traceOf(experiment)
    assertReads(trace)
    for (const scale of scales) expect(faults(trace, scale)).toEqual([])
  })
})

/** What a generator seldom makes: copies, constants, one text twice, states that only copy, long names, deep functions. */
const odd = [
  'h = h[t-1]',
  's = 0.9 s[t-1]\nh = s',
  'C = W x\nh = C[t-1]',
  'h = b + 1',
  'u = W x + U h[t-1]\nv = W x + U h[t-1]\nh = u ⊙ v',
  'a = W x\ns = tanh(a) + s[t-1]\nr = tanh(a) + s[t-1]\nh = s - r',
  'forget_gate = σ(W x + b)\ncandidate_value = tanh(V x)\nh = forget_gate ⊙ h[t-1] + (1 - forget_gate) ⊙ candidate_value',
  'p_1 = W x\nh = exp(-abs(sqrt(1 + (cos(sin(softplus(p_1))))²)))',
  'γ : []\nm = γ m[t-1] + 1\nh = m (W x)',
  'c = tanh(c[t-1] + h[t-1] + W x)\nd = tanh(d[t-1] + c[t-1])\nh = c + d + c[t-1] + d[t-1]',
  'A : [H, H]\nS = A + S[t-1]\nh = S (W x)',
]

test.each([1, 6, 3])('with %i units, also where others had the same equations', (units) => {
  expect(faults(drawingOf('h = σ(W x + b) ⊙ h[t-1] + V x', 1, units), scales[0]!)).toEqual([])
})

describe('the drawing of a cell that nobody foresaw', () => {
  test.each(odd)('%s', (equations) => {
    const trace = drawingOf(equations, 3)
    assertReads(trace)
    for (const scale of scales) expect(faults(trace, scale)).toEqual([])
  })
  const seeds = Array.from({ length: 10 }, (_, i) => 20 * i)
  test.each(seeds)('of 20 random ones, from %i on', (from) => {
    for (let seed = from; seed < from + 20; seed++) {
      const { equations, trace } = randomDrawing(seed)
      assertReads(trace)
      expect(faults(trace, scales[seed % scales.length]!), equations).toEqual([])
    }
  })
})

test('it is told which operand is subtracted, divides or is laid down, and which weights stand in an operation', () => {
  const equations = 'u = β ⊙ (W x) - s[t-1]\ns = u / exp(s[t-1])\nS = 0.9 S[t-1] + u sᵀ\nh = γ_s ⊙ (S u)'
  const { nodes, edges } = graphOf(drawingOf(equations, 1).net)
  const roles = edges.flatMap(({ from, role }) => (role ? [`${role} ${from}`] : []))
  expect(new Set(roles)).toEqual(new Set(['− s[t-1]', '÷ exp(s[t-1])', 'ᵀ s']))
  const named = nodes.flatMap(({ label, weights = [] }) =>
    weights.length > 0 ? [`${label}: ${weights}`] : [],
  )
  expect(new Set(named)).toEqual(new Set(['⊙ β: β', 'W: W', '⊙ γ_s: γ_s']))
})
