/** The cell at the timestep of a step: values at their places, the operation of this step lit, gradients on the same wires the other way. */
import { createContext, memo, useContext, useMemo } from 'react'
import { type Frame, type Grain, gradientOf, type Network, type Trace } from '../../../src/index.ts'
import { usualDigits } from '../../figure/Strip.tsx'
import { shownGrain, stepFrames } from '../../state/steps.ts'
import type { Words } from '../../words/words.ts'
import { activeEdges } from './active.ts'
import styles from './Drawing.module.css'
import { Fork } from './Fork.tsx'
import { figureHeight } from './figure.ts'
import { placedGoals } from './goals.ts'
import { type Graph, graphOf, wireName } from './graph.ts'
import { type Label, Labels } from './Labels.tsx'
import { type Layout, layoutOf, type Point, wayOf } from './layout.ts'
import { looksOf } from './look.ts'
import { NodeMark } from './NodeMark.tsx'
import { isLit, shownIn } from './node.ts'
import { operandSigns } from './operand.ts'
import { above, type Letters, leastScale } from './sizes.ts'
import { nameAbove, nameBelow, standingOf } from './standing.ts'
import { Goals, Up } from './Up.tsx'
import type { Shows } from './Value.tsx'

/** How the drawing is shown. */
export interface Drawn extends Letters {
  readonly trace: Trace
  /** the run with all of its layers; absent: there is no other */
  readonly whole?: Trace
  readonly grain: Grain
  /** the run before the last change, while it is shown */
  readonly was: Trace | undefined
  readonly words: Words
}

/** The timestep that is drawn at a frame. */
const timestepOf = ({ T }: Trace, { t }: Frame): number => (t === null ? T : Math.min(T, Math.max(1, t)))

export const Drawing = memo(function Drawing({
  drawn,
  cursor,
  covered,
}: {
  readonly drawn: Drawn
  readonly cursor: number
  /** is the result of the step covered? */
  readonly covered: boolean
}) {
  const { trace, whole = trace, was, grain, words, grow, digits, stretch } = drawn
  const frame = trace.frames[cursor]!
  const t = timestepOf(trace, frame)
  const graph = graphAt(trace, t)
  const group = stepFrames(trace, cursor, shownGrain(grain))
  const backward = frame.phase === 'backward' || frame.phase === 'update'
  const active = activeEdges(graph, group, trace)
  const looks = looksOf({ trace, cursor, t, group, covered, backward })
  const layout = layoutOf(trace, { grow, digits, stretch })
  const wires = useMemo(() => wiresOf(graph, layout, trace.net), [graph, layout, trace.net])
  const ground = useMemo(() => <Ground skin={layout.skin} />, [layout])
  const signs = useMemo(
    () =>
      operandSigns(graph, { trace, layout, grow, digits }).map(({ key, sign, at: [x, y] }) => (
        <text key={key} className={styles.role} x={x} y={y}>
          {sign}
        </text>
      )),
    [graph, trace, layout, grow, digits],
  )
  const shows: Shows = { trace, was, t, layout, grow, digits }
  const nodes = graph.nodes.map((node) => {
    const symbol = shownIn(node)
    return { node, symbol, look: symbol ? looks.value(symbol) : 'absent' }
  })
  const absent = nodes.filter(({ look }) => look === 'absent').map(({ node }) => node.id)
  const labels = useLabels(graph, absent.join(), shows)
  const framed = framing(layout, { grow, digits, stretch })
  const picture = (
    <svg
      {...framed}
      data-part="drawing"
      data-digits={digits > usualDigits ? 'large' : digits > 0 ? 'usual' : 'bars'}
      className={styles.drawing}
      role="img"
      aria-label={called(whole, trace, t, words)}
    >
      {ground}
      <Stubs {...shows} group={group} />
      <Up {...shows} whole={whole} words={words} group={group} />
      {wires.map(({ key, edge, d, way, idea, symbol }) => (
        <Wire
          key={key}
          d={d}
          way={way}
          idea={idea}
          carries={symbol ? `${symbol.name}@${t + (symbol.dt ?? 0)}` : undefined}
          active={active.has(edge)}
          backward={frame.phase === 'backward'}
        />
      ))}
      {nodes.map(({ node, symbol, look }) => (
        <NodeMark
          key={node.id}
          node={node}
          symbol={symbol}
          look={look}
          gradientLook={symbol ? looks.gradient(symbol) : 'absent'}
          lit={isLit(node, group, active, trace.net)}
          {...shows}
        />
      ))}
      {signs}
      <Labels trace={trace} labels={labels} />
      {frame.phase === 'backward' && !covered && <Fork frame={group[0]!} whole={whole} {...shows} />}
    </svg>
  )
  if (placedGoals(whole, trace.net.tracks[0]!, t, { layout, grow, words }).length === 0) return picture
  return (
    <>
      {picture}
      <svg
        {...framed}
        className={`${styles.drawing} ${styles.goals}`}
        role="group"
        aria-label={words.map.goals}
      >
        <Goals whole={whole} shows={shows} words={words} />
      </svg>
    </>
  )
})

/** The view of the drawing, and of the buttons over it, with the sizes of letters and numbers. */
const framing = (layout: Layout, { grow, digits, stretch }: Letters) => ({
  viewBox: `0 ${-above} ${layout.width} ${layout.height + above}`,
  style: {
    '--grow': grow,
    '--digits': `${digits || usualDigits}px`,
    '--width': layout.width / stretch,
    '--height': layout.height,
    '--least-scale': leastScale,
  } as React.CSSProperties,
})

/** The names of the values that are shown, above their strips, or below those of pre-activations; they stay while the timestep does. */
function useLabels(
  graph: Graph,
  absent: string,
  { trace, t, layout, digits, grow }: Shows,
): readonly Label[] {
  return useMemo(() => {
    const without = new Set(absent.split(','))
    return graph.nodes.flatMap((node) => {
      const symbol = shownIn(node)
      if (!symbol || !layout.at[node.id] || without.has(node.id)) return []
      const { name } = symbol
      const [x, y] = standingOf(node, symbol, { trace, layout, digits }).value
      const before = layout.modes[node.id] === 'middle'
      const right = before ? layout.strip : 0
      const high = figureHeight(trace.memory(name).shape, digits, layout.strip)
      const over = node.kind === 'box'
      const line = over ? y + high + nameBelow(grow) : y - nameAbove(digits)
      return [{ name, t: t + symbol.dt!, x: x + right, y: line, before, over }]
    })
  }, [graph, absent, trace, t, layout, digits, grow])
}

/** What screen readers call the drawing: of several layers and directions, which cell it is. */
function called(whole: Trace, trace: Trace, t: number, words: Words): string {
  const { layer, reverse } = trace.net.tracks[0]!
  if (whole.net.tracks.length === 1) return words.moment(words.cell, t)
  return words.labelled(words.cell, words.map.cell(layer + 1, reverse, t))
}

const graphs = new WeakMap<Network, { readonly whole: Graph; readonly headless: Graph }>()

/** The graph of a net; without the head where a timestep has no loss. */
function graphAt({ net, hasLoss }: Trace, t: number): Graph {
  const found = graphs.get(net) ?? both(net)
  graphs.set(net, found)
  return hasLoss(t) ? found.whole : found.headless
}

function both(net: Network): { readonly whole: Graph; readonly headless: Graph } {
  const whole = graphOf(net)
  const head = new Set([...net.head.flatMap((eq) => [eq.symbol, `box ${eq.symbol}`]), 'target'])
  const headless = {
    ...whole,
    nodes: whole.nodes.filter((node) => !head.has(node.id)),
    edges: whole.edges.filter((edge) => !head.has(edge.from) && !head.has(edge.to)),
  }
  return { whole, headless }
}

/** What stands behind everything. */
function Ground({ skin: [x, y, width, height] }: { readonly skin: Layout['skin'] }) {
  return <rect className={styles.skin} x={x} y={y} width={width} height={height} rx={18} />
}

/** The wires, with the line of each and the reach of the pointer around it, which stay from step to step. */
const wiresOf = ({ edges }: Graph, layout: Layout, net: Network) =>
  edges.map((edge) => {
    const { from, to, symbol, of } = edge
    const d = pathOf(wayOf(layout, from, to))
    return {
      key: wireName(edge),
      edge,
      d,
      way: (
        <>
          <path d={d} />
          <path className={styles.reach} d={d} />
        </>
      ),
      idea: net.info(symbol?.name ?? of).idea,
      symbol,
    }
  })

const pathOf = (points: readonly Point[]) =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('')

const Wire = memo(function Wire({
  d,
  way,
  idea,
  carries,
  active,
  backward,
}: {
  readonly d: string
  readonly way: React.ReactNode
  readonly idea: string
  /** the name of the value that travels here */
  readonly carries: string | undefined
  readonly active: boolean
  readonly backward: boolean
}) {
  return (
    <g
      data-part="wire"
      data-active={active || undefined}
      className={`${styles.wire} ${active ? styles.active : ''} ${backward ? styles.backward : ''}`}
      data-idea={idea}
      data-ref={carries}
    >
      {way}
      {active && <Motion d={d} />}
    </g>
  )
})

/** Is the step that is seen moving now? */
export const Moving = createContext(false)

const Motion = ({ d }: { readonly d: string }) =>
  useContext(Moving) && <path data-part="motion" className={styles.motion} pathLength={1} d={d} />

/** The states go to the next timestep; what comes back from there comes along the same wires. */
function Stubs({ layout, trace, t, group }: Shows & { readonly group: readonly Frame[] }) {
  /** to the timestep that this direction visits next */
  const dt = trace.net.tracks[0]!.reverse ? -1 : 1
  return (
    <>
      {trace.net.states.map((name) => {
        const at = layout.at[name]
        if (!at || t === (dt === 1 ? trace.T : 1)) return null
        const back = group.some(
          ({ phase, equation, t: written }) =>
            phase === 'backward' &&
            written === t &&
            equation.symbol === gradientOf(name) &&
            equation.terms.some((term) => term.dt === dt),
        )
        const from = at[0] + layout.strip
        const { end: to, name: named } = layout.stubs[name]!
        return (
          <g
            key={name}
            data-part="wire"
            data-active={back || undefined}
            className={`${styles.wire} ${styles.stub} ${back ? `${styles.active} ${styles.backward}` : ''}`}
            data-idea={trace.net.info(name).idea}
          >
            <path d={back ? `M${to} ${at[1]}H${from}` : `M${from} ${at[1]}H${to}`} />
            {!back && <path className={styles.arrow} d={`M${to + 3} ${at[1]}l-9 -6v12z`} />}
            <text x={named[0]} y={named[1]}>
              {`t = ${t + dt}`}
            </text>
          </g>
        )
      })}
    </>
  )
}
