/** A node of the drawing: an operation, a box with its pre-activation, or a value, with its gradient. */
import { memo } from 'react'
import type { Sym } from '../../../src/index.ts'
import { useWords } from '../../words/words.ts'
import type { Node } from './graph.ts'
import type { Look } from './look.ts'
import { BoxMark, Operator } from './Marks.tsx'
import { standingOf } from './standing.ts'
import { type Shows, Value } from './Value.tsx'

interface Marked extends Shows {
  readonly node: Node
  readonly symbol: Sym | undefined
  readonly look: Look
  readonly gradientLook: Look
  readonly lit: boolean
}

/** A node is drawn again only when it looks different: most of a step leaves most of them alone. */
export const NodeMark = memo(function NodeMark({ node, symbol, look, gradientLook, lit, ...shows }: Marked) {
  const words = useWords()
  const { layout, grow, trace } = shows
  const at = layout.at[node.id]
  if (!at) return null
  const [x, y] = at
  const { weights } = node
  if (node.kind === 'op')
    return <Operator x={x} y={y} label={node.label} weights={weights} lit={lit} grow={grow} />
  const { value, gradient } = symbol ? standingOf(node, symbol, shows) : {}
  return (
    <>
      {node.kind === 'box' && (
        <BoxMark
          x={x}
          y={y}
          label={
            node.label === 'head' || node.label === 'loss' || node.label === 'affine'
              ? words[node.label]
              : node.label
          }
          weights={weights}
          lit={lit}
          idea={trace.net.info(node.of).idea}
          grow={grow}
        />
      )}
      {symbol && value && look !== 'absent' && (
        <Value {...shows} symbol={symbol} look={look} x={value[0]} y={value[1]} />
      )}
      {symbol && gradient && gradientLook !== 'absent' && (
        <Value {...shows} symbol={symbol} look={gradientLook} x={gradient[0]} y={gradient[1]} gradient />
      )}
    </>
  )
})
