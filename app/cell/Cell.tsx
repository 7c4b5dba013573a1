/** The cell at the timestep of the cursor: values at their places, the operation of this step lit, gradients on the same wires the other way. */
import { memo } from 'react'
import {
  evaluate,
  type Frame,
  frameOf,
  gradientOf,
  ofGradient,
  type Sym,
  symbolsIn,
  type Trace,
} from '../../src/index.ts'
import { Strip, stripHeight } from '../figure/Strip.tsx'
import { largest } from '../figure/scale.ts'
import { render } from '../formula/Formula.tsx'
import { useSymbolTex } from '../formula/Symbol.tsx'
import { useWords } from '../language/words.ts'
import { stepFrames, useStore, useTrace } from '../store/store.ts'
import { activeEdges } from './active.ts'
import { type Graph, graphOf, type Node } from './graph.ts'
import { height, type Layout, layoutOf, type Point, preTop, strip, stripsOf, wayOf, width } from './layout.ts'

const graphs = new WeakMap<Trace['net'], Graph>()
const graphOfNet = (net: Trace['net']): Graph => {
  const found = graphs.get(net) ?? graphOf(net)
  graphs.set(net, found)
  return found
}

export function Cell() {
  const words = useWords()
  const trace = useTrace()
  const cursor = useStore((s) => Math.min(s.cursor, trace.frames.length - 1))
  const grain = useStore((s) => s.grain)
  const covered = useStore((s) => s.covered)
  const frame = trace.frames[cursor]!
  const t = frame.t === null ? trace.T : Math.max(1, frame.t)
  const graph = shown(graphOfNet(trace.net), trace, t)
  const layout = layoutOf(trace.problem.model)
  const group = stepFrames(trace, cursor, grain === 'assignment' ? 'assignment' : 'idea')
  const backward = frame.phase === 'backward' || frame.phase === 'update'
  const active = activeEdges(graph, group, trace)
  const shows = { trace, cursor, t, group, covered, backward, layout, active }
  return (
    <section className="panel cell" aria-label={words.cell}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone the drawing scrolls inside its panel */}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls */}
      <div className="scroll" tabIndex={0} role="group" aria-label={words.cell}>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          className="drawing"
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
          <rect className="skin" x={118} y={28} width={594} height={478} rx={18} />
          <Stubs {...shows} />
          {graph.edges.map((edge) => {
            const key = `${edge.from} → ${edge.to}`
            const { idea } = trace.net.info((edge.symbol ?? { name: edge.of }).name)
            return (
              <Wire
                key={key}
                points={wayOf(layout, edge.from, edge.to)}
                idea={idea}
                active={active.has(key)}
                backward={frame.phase === 'backward'}
                step={cursor}
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

interface Shows {
  readonly trace: Trace
  readonly cursor: number
  readonly t: number
  readonly group: readonly Frame[]
  readonly covered: boolean
  readonly backward: boolean
  readonly layout: Layout
  /** the wires that this step uses */
  readonly active: ReadonlySet<string>
}

const Wire = memo(function Wire({
  points,
  idea,
  active,
  backward,
  step,
}: {
  readonly points: readonly Point[]
  readonly idea: string
  readonly active: boolean
  readonly backward: boolean
  readonly step: number
}) {
  const d = points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('')
  return (
    <g className={`wire ${active ? 'active' : ''} ${backward ? 'backward' : ''}`} data-idea={idea}>
      <path d={d} />
      {active && <path key={step} className="motion" pathLength={1} d={d} />}
    </g>
  )
})

/** The states go to the next timestep; what comes back from there comes along the same wires. */
function Stubs({ layout, trace, t, group }: Shows) {
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
        const from = at[0] + strip
        const to = name === 'h' && at[1] > 300 ? width - 60 : width - 112
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
            <text x={to + 22} y={at[1] + 4}>
              t = {t + 1}
            </text>
          </g>
        )
      })}
    </>
  )
}

function written(trace: Trace, name: string, t: number, cursor: number, gradient: boolean): boolean {
  const frame = frameOf(trace, { name, gradient, t })
  if (frame) return frame.index <= cursor
  return !gradient && (t === 0 || name === 'x' || name === 'target')
}

function NodeMark({ node, ...shows }: { readonly node: Node } & Shows) {
  const { layout, active } = shows
  const at = layout.at[node.id]
  if (!at) return null
  const [x, y] = at
  if (node.kind === 'op') {
    const lit = [...active].some((wire) => wire.startsWith(`${node.id} → `))
    const wide = node.label.length > 1
    return (
      <g className={`op ${lit ? 'lit' : ''}`}>
        <rect x={x - (wide ? 22 : 13)} y={y - 13} width={wide ? 44 : 26} height={26} rx={13} />
        <text x={x} y={y + 5}>
          {node.label}
        </text>
      </g>
    )
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
  const { trace, group } = shows
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
      <g className={`box ${lit ? 'lit' : ''}`} data-idea={idea}>
        <rect x={x - 30} y={y - 15} width={60} height={30} rx={5} />
        <text x={x} y={y + 5}>
          {label}
        </text>
      </g>
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
  const h = stripHeight(n)
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

/** A value at the left of its wire, its gradient at the right. */
function Pair({
  symbol,
  x,
  top,
  label,
  ...shows
}: { readonly symbol: Sym; readonly x: number; readonly top: number; readonly label: boolean } & Shows) {
  return (
    <>
      <One {...shows} symbol={symbol} x={x - strip - 5} top={top} label={label} />
      <GradientStrip {...shows} symbol={symbol} x={x + 5} top={top} />
    </>
  )
}

/** How a strip takes part in the step. */
function stateOf(
  { group, covered, trace, t }: Shows,
  symbol: Sym,
  name: string,
): 'result' | 'operand' | 'covered' | undefined {
  const last = group.at(-1)!
  for (const frame of group) {
    const at = frame.t ?? trace.T
    if (frame.equation.symbol === name && at === t + symbol.dt! && !frame.equation.overTime)
      return covered && frame === last ? 'covered' : 'result'
  }
  const reads = group.some((frame) =>
    symbolsIn(frame.equation.expr).some(
      (s) => s.name === name && s.dt !== null && frame.t !== null && frame.t + s.dt === t + symbol.dt!,
    ),
  )
  return reads ? 'operand' : undefined
}

function slot(trace: Trace, name: string, t: number): Float64Array {
  const { data, shape } = trace.memory(name)
  const n = shape[0] ?? 1
  return data.subarray(t * n, (t + 1) * n)
}

function One({
  symbol,
  x,
  top,
  label = true,
  ...shows
}: { readonly symbol: Sym; readonly x: number; readonly top: number; readonly label?: boolean } & Shows) {
  const { trace, t, cursor } = shows
  const at = t + symbol.dt!
  const info = trace.net.info(symbol.name)
  if (info.idea === 'loss' && !trace.hasLoss(t)) return null
  const blank = !written(trace, symbol.name, at, cursor, false)
  const full = Math.max(1, largest(trace.memory(symbol.name).data))
  return (
    <>
      {label && <Label trace={trace} name={symbol.name} t={at} x={x} y={top} idea={info.idea} />}
      <Strip
        x={x}
        y={top}
        width={strip}
        values={slot(trace, symbol.name, at)}
        name={`${symbol.name}@${at}`}
        idea={info.idea}
        full={full}
        scalar={trace.memory(symbol.name).shape.length === 0}
        blank={blank}
        state={stateOf(shows, symbol, symbol.name)}
      />
    </>
  )
}

function GradientStrip({
  symbol,
  x,
  top,
  ...shows
}: { readonly symbol: Sym; readonly x: number; readonly top: number } & Shows) {
  const { trace, t, cursor, backward } = shows
  const name = gradientOf(symbol.name)
  const at = t + symbol.dt!
  const frame = frameOf(trace, { name: symbol.name, gradient: true, t: at })
  if (!backward || !frame || (symbol.dt === -1 && frame.index > cursor)) return null
  const values = slot(trace, name, at)
  return (
    <Strip
      x={x}
      y={top}
      width={strip}
      values={values}
      name={`${name}@${at}`}
      idea={trace.net.info(symbol.name).idea}
      gradient
      blank={frame.index > cursor}
      state={stateOf(shows, symbol, name)}
    />
  )
}

/** A symbol above its strip, typeset as in the formulas. */
function Label({
  trace,
  name,
  t,
  x,
  y,
  idea,
}: {
  readonly trace: Trace
  readonly name: string
  readonly t: number
  readonly x: number
  readonly y: number
  readonly idea: string
}) {
  const tex = useSymbolTex(trace, name, t)
  return (
    <foreignObject x={x - 2} y={y - 22} width={strip + 24} height={22} className="symbol" data-idea={idea}>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX's own output */}
      <span dangerouslySetInnerHTML={{ __html: render(tex) }} />
    </foreignObject>
  )
}

/** Where gradients meet: each arriving term with its numbers, and the plus that adds them. */
function Fork({ frame, layout, trace, covered }: { readonly frame: Frame } & Shows) {
  const of = ofGradient(frame.equation.symbol)
  const place = of === undefined ? undefined : layout.forks[of]
  if (!place || frame.equation.terms.length < 2 || frame.t === null || frame.t === 0 || covered) return null
  const [x, y] = place.at
  const { terms } = frame.equation
  const gap = strip + 4
  const strips = stripsOf(place, terms.length)
  return (
    <g className="fork">
      <circle cx={x} cy={y} r={14} />
      <text x={x} y={y + 6}>
        +
      </text>
      {terms.map((term, i) => {
        const at = frame.t! + (term.dt ?? 0)
        const left = strips[0] + i * gap
        return (
          <g key={`${term.via}@${at}`}>
            <Label
              trace={trace}
              name={term.via}
              t={at}
              x={left + 8}
              y={strips[1]}
              idea={trace.net.info(term.via).idea}
            />
            <text className="via" x={left + 1} y={strips[1] - 7}>
              ←
            </text>
            <Strip
              x={left}
              y={strips[1]}
              width={strip}
              values={evaluate(term.expr, trace.memory, frame.t!)}
              name={`${frame.equation.symbol}@${frame.t}<${term.via}@${at}`}
              idea={trace.net.info(term.via).idea}
              gradient
            />
          </g>
        )
      })}
    </g>
  )
}
