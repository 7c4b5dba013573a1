/** The cell at the timestep of the cursor: values at their places, the operation of this step lit, gradients on the same wires the other way. */
import { memo, useLayoutEffect, useRef } from 'react'
import { gradientOf, ofGradient, symbolsIn, type Trace } from '../../src/index.ts'
import { stripHeight, usualDigits } from '../figure/Strip.tsx'
import { widthOf } from '../figure/short.ts'
import { useWords } from '../language/words.ts'
import { stepFrames, useComparedTrace, useStore, useTrace } from '../store/store.ts'
import { activeEdges } from './active.ts'
import { Fork } from './Fork.tsx'
import { keepInView, useRests } from './follow.ts'
import { type Graph, graphOf, type Node } from './graph.ts'
import { layoutOf, wayOf } from './layout.ts'
import { BoxMark, Operator } from './Marks.tsx'
import { height, type Point, preTop, width } from './places.ts'
import { above, useLetters, usualLetter } from './sizes.ts'
import { GradientStrip, One, Pair, type Shows } from './Value.tsx'

const graphs = new WeakMap<Trace['net'], Graph>()
const graphOfNet = (net: Trace['net']): Graph => {
  const found = graphs.get(net) ?? graphOf(net)
  graphs.set(net, found)
  return found
}

export function Cell() {
  const words = useWords()
  const trace = useTrace()
  const was = useComparedTrace()
  const cursor = useStore((s) => Math.min(s.cursor, trace.frames.length - 1))
  const grain = useStore((s) => s.grain)
  const covered = useStore((s) => s.covered)
  const frame = trace.frames[cursor]!
  const t = frame.t === null ? trace.T : Math.max(1, frame.t)
  const graph = shown(graphOfNet(trace.net), trace, t)
  const group = stepFrames(trace, cursor, grain === 'assignment' ? 'assignment' : 'idea')
  const backward = frame.phase === 'backward' || frame.phase === 'update'
  const active = activeEdges(graph, group, trace)
  const box = useRef<HTMLDivElement>(null)
  const { grow, digits, stretch } = useLetters(box)
  const layout = layoutOf(trace.problem.model, stretch)
  const shows = { trace, was, cursor, t, group, covered, backward, layout, active, grow, digits }
  const rests = useRests(cursor)
  useLayoutEffect(() => keepInView(box.current!), [])
  return (
    <section className="panel cell" aria-label={words.cell}>
      <div ref={box} className="scroll drawing-box" tabIndex={0} role="group" aria-label={words.cell}>
        <svg
          viewBox={`0 ${-above} ${width * stretch} ${height + above}`}
          className={`drawing ${digits > usualDigits ? 'large' : digits > 0 ? '' : 'bars'}`}
          style={{ '--grow': grow, '--digits': `${digits || usualDigits}px` } as React.CSSProperties}
          role="img"
          aria-label={`${words.cell}, t = ${t}`}
        >
          <defs>
            <marker
              id="arrow"
              viewBox="0 0 8 8"
              refX="6"
              refY="4"
              markerWidth="5"
              markerHeight="5"
              orient="auto-start-reverse"
            >
              <path d="M0 0 8 4 0 8z" className="arrow" />
            </marker>
          </defs>
          <rect className="skin" x={118 * stretch} y={28} width={594 * stretch} height={478} rx={18} />
          <Stubs {...shows} />
          {graph.edges.map((edge) => {
            const key = `${edge.from} → ${edge.to}`
            const { idea } = trace.net.info((edge.symbol ?? { name: edge.of }).name)
            return (
              <Wire
                key={key}
                d={pathOf(wayOf(layout, edge.from, edge.to))}
                idea={idea}
                carries={edge.symbol ? `${edge.symbol.name}@${t + (edge.symbol.dt ?? 0)}` : undefined}
                active={active.has(key)}
                backward={frame.phase === 'backward'}
                moving={rests && active.has(key)}
              />
            )
          })}
          {graph.nodes.map((node) => (
            <NodeMark key={node.id} node={node} {...shows} />
          ))}
          {frame.phase === 'backward' && <Fork frame={group[0]!} {...shows} />}
        </svg>
      </div>
    </section>
  )
}

/** Without the head where a timestep has no loss. */
function shown(graph: Graph, trace: Trace, t: number): Graph {
  if (trace.hasLoss(t)) return graph
  const head = new Set([...trace.net.head.flatMap((eq) => [eq.symbol, `box ${eq.symbol}`]), 'target'])
  return {
    nodes: graph.nodes.filter((node) => !head.has(node.id)),
    edges: graph.edges.filter((edge) => !head.has(edge.from) && !head.has(edge.to)),
  }
}

const pathOf = (points: readonly Point[]) =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('')

const Wire = memo(function Wire({
  d,
  idea,
  carries,
  active,
  backward,
  moving,
}: {
  readonly d: string
  readonly idea: string
  /** the name of the value that travels here */
  readonly carries: string | undefined
  readonly active: boolean
  readonly backward: boolean
  readonly moving: boolean
}) {
  return (
    <g
      className={`wire ${active ? 'active' : ''} ${backward ? 'backward' : ''}`}
      data-idea={idea}
      data-ref={carries}
    >
      <path d={d} />
      <path className="reach" d={d} />
      {moving && <path className="motion" pathLength={1} d={d} />}
    </g>
  )
})

/** The states go to the next timestep; what comes back from there comes along the same wires. */
function Stubs({ layout, trace, t, group, grow }: Shows) {
  return (
    <>
      {trace.net.states.map((name) => {
        const at = layout.at[name]
        if (!at || t === trace.T) return null
        const back = group.some(
          ({ phase, equation }) =>
            phase === 'backward' &&
            equation.symbol === gradientOf(name) &&
            equation.terms.some((term) => term.dt === 1),
        )
        const from = at[0] + layout.strip
        const next = `t = ${t + 1}`
        const room = 12 + widthOf(next) * usualLetter * grow
        const end = name === 'h' && at[1] > 300 ? width - 60 : width - 112
        const to = layout.stretch * Math.min(end, width - room / layout.stretch)
        return (
          <g
            key={name}
            className={`wire stub ${back ? 'active backward' : ''}`}
            data-idea={trace.net.info(name).idea}
          >
            <path
              d={back ? `M${to} ${at[1]}H${from}` : `M${from} ${at[1]}H${to}`}
              markerEnd={back ? undefined : 'url(#arrow)'}
            />
            <text x={to + 8} y={at[1] + 4 * grow}>
              {next}
            </text>
          </g>
        )
      })}
    </>
  )
}

function NodeMark({ node, ...shows }: { readonly node: Node } & Shows) {
  const { layout, active, grow } = shows
  const at = layout.at[node.id]
  if (!at) return null
  const [x, y] = at
  if (node.kind === 'op') {
    const lit = [...active].some((wire) => wire.startsWith(`${node.id} → `))
    return <Operator x={x} y={y} label={node.label} lit={lit} grow={grow} />
  }
  if (node.kind === 'box') return <Box node={node} x={x} y={y} {...shows} />
  return <Value node={node} x={x} y={y} {...shows} />
}

function Box({
  node,
  x,
  y,
  ...shows
}: { readonly node: Node; readonly x: number; readonly y: number } & Shows) {
  const words = useWords()
  const { trace, group, grow } = shows
  const name = node.id.slice(4)
  const pre = name === 'h' ? 'a' : `a_${name}`
  const hasPre = trace.net.cell.some((eq) => eq.symbol === pre)
  const idea = trace.net.info(name).idea
  const lit = group.some(({ equation }) => {
    const plain = ofGradient(equation.symbol) ?? equation.symbol
    const ofWeight = symbolsIn(equation.expr).some((s) => s.name === gradientOf(pre))
    return (
      plain === pre ||
      (plain === name && hasPre) ||
      (equation.overTime && ofWeight) ||
      (!hasPre && plain === name)
    )
  })
  const label = node.label === 'head' ? words.head : node.label === 'loss' ? words.loss : node.label
  return (
    <>
      <BoxMark x={x} y={y} label={label} lit={lit} idea={idea} grow={grow} />
      {hasPre && (
        <Pair {...shows} symbol={{ kind: 'symbol', name: pre, dt: 0 }} x={x} top={preTop} label={false} />
      )}
    </>
  )
}

function Value({
  node,
  x,
  y,
  ...shows
}: { readonly node: Node; readonly x: number; readonly y: number } & Shows) {
  const { trace } = shows
  const s = node.symbol!
  const n = trace.memory(s.name).shape[0] ?? 1
  const h = stripHeight(n, shows.digits)
  const { strip } = shows.layout
  const kind = trace.net.info(s.name).kind
  const gate = kind === 'gate'
  if (gate || s.name === 'y') return <Pair {...shows} symbol={s} x={x} top={y - 2 - h} label />
  if (s.name === 'p') return <One {...shows} symbol={s} x={x - strip / 2} top={y - h - 2} />
  if (s.name === 'L') return <One {...shows} symbol={s} x={x - strip / 2} top={y - h} />
  const top = Math.max(20, Math.min(height - h - 4, y - h / 2))
  return (
    <>
      <One {...shows} symbol={s} x={s.name === 'target' ? x - strip / 2 : x} top={top} />
      {s.name === 'x' ? (
        <GradientStrip {...shows} symbol={s} x={x} top={top + h + 6} />
      ) : (
        <GradientStrip {...shows} symbol={s} x={x + strip + 4} top={top} />
      )}
    </>
  )
}
