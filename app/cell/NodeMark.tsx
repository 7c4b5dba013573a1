/** A node of the drawing: an operation, a box with its pre-activation, or a value, with its gradient. */
import { memo } from 'react'
import type { Sym } from '../../src/index.ts'
import { stripHeight } from '../figure/Strip.tsx'
import { useWords } from '../language/words.ts'
import type { Node } from './graph.ts'
import type { Look } from './look.ts'
import { BoxMark, Operator } from './Marks.tsx'
import { height, preTop } from './places.ts'
import { GradientStrip, One, Pair, type Shows } from './Value.tsx'

interface Marked extends Shows {
  readonly node: Node
  readonly symbol: Sym | undefined
  readonly look: Look
  readonly gradientLook: Look
  readonly lit: boolean
}

/** A node is drawn again only when it looks different: most of a step leaves most of them alone. */
export const NodeMark = memo(function NodeMark({ lit, ...marked }: Marked) {
  const words = useWords()
  const { node, symbol, layout, grow, trace } = marked
  const at = layout.at[node.id]
  if (!at) return null
  const [x, y] = at
  if (node.kind === 'op') return <Operator x={x} y={y} label={node.label} lit={lit} grow={grow} />
  if (node.kind === 'value') return <Value {...marked} symbol={symbol!} x={x} y={y} />
  const label = node.label === 'head' ? words.head : node.label === 'loss' ? words.loss : node.label
  const { idea } = trace.net.info(node.id.slice('box '.length))
  return (
    <>
      <BoxMark x={x} y={y} label={label} lit={lit} idea={idea} grow={grow} />
      {symbol && <Pair {...marked} symbol={symbol} x={x} top={preTop} label={false} />}
    </>
  )
})

function Value({
  symbol,
  look,
  gradientLook,
  x,
  y,
  ...shows
}: Omit<Marked, 'node' | 'lit' | 'symbol'> & {
  readonly symbol: Sym
  readonly x: number
  readonly y: number
}) {
  const { trace, layout, digits } = shows
  const n = trace.memory(symbol.name).shape[0] ?? 1
  const h = stripHeight(n, digits)
  const { strip } = layout
  const both = { ...shows, symbol, look }
  if (trace.net.info(symbol.name).kind === 'gate' || symbol.name === 'y')
    return <Pair {...both} gradientLook={gradientLook} x={x} top={y - 2 - h} label />
  if (symbol.name === 'p') return <One {...both} x={x - strip / 2} top={y - h - 2} />
  if (symbol.name === 'L') return <One {...both} x={x - strip / 2} top={y - h} />
  const top = Math.max(20, Math.min(height - h - 4, y - h / 2))
  const [left, below] = symbol.name === 'x' ? [x, top + h + 6] : [x + strip + 4, top]
  return (
    <>
      <One {...both} x={symbol.name === 'target' ? x - strip / 2 : x} top={top} />
      <GradientStrip {...both} look={gradientLook} x={left} top={below} />
    </>
  )
}
