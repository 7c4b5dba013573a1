/** Where the numbers of a node stand. */
import type { Sym, Trace } from '../../../src/index.ts'
import { usualDigits } from '../../figure/Strip.tsx'
import { figureHeight } from './figure.ts'
import type { Node } from './graph.ts'
import type { Layout, Mode, Point } from './layout.ts'

/** The left edge and the top of the strip of a value, and of its gradient. */
export interface Standing {
  readonly value: Point
  /** undefined: its gradient is not drawn */
  readonly gradient: Point | undefined
}

/**
 * How far above its strip a name stands, clear of the frame of a result: higher where digits and names are enlarged, or where bars
 * stand alone and names are large.
 */
export const nameAbove = (digits: number): number => (digits > 0 ? 11 + 0.4 * (digits - usualDigits) : 15)

/** How far below its strip the name of a pre-activation stands, a letter without ascender. */
export const nameBelow = (grow: number): number => 5 + 10 * grow

/** How far below the middle of a box the strip of its pre-activation begins. */
const underBox = 24

/** Where the numbers of a node stand about it, where the layout says nothing of its own. */
const usualMode = (node: Node, kind: string): Mode =>
  node.kind === 'box' ? 'under' : kind === 'state' || kind === 'input' ? 'edge' : 'beside'

export function standingOf(
  node: Node,
  symbol: Sym,
  { trace, layout, digits }: { readonly trace: Trace; readonly layout: Layout; readonly digits: number },
): Standing {
  const [x, y] = layout.at[node.id]!
  const { strip, height } = layout
  const high = figureHeight(trace.memory(symbol.name).shape, digits, strip)
  const mode = layout.modes[node.id] ?? usualMode(node, trace.net.info(symbol.name).kind)
  const gap = layout.gaps[node.id] ?? 3
  // A value at the left of its wire, its gradient at the right.
  const beside = (top: number): Standing => ({
    value: [x - strip - gap, top],
    gradient: [x + gap, top],
  })
  if (mode === 'under') return beside(y + underBox)
  if (mode === 'beside') return beside(y - 2 - high)
  if (mode === 'over') return { value: [x - strip / 2, y - high - 2], gradient: undefined }
  const top = Math.max(20, Math.min(height - high - 4, y - high / 2))
  const left = mode === 'middle' ? x - strip / 2 : x
  return {
    value: [left, top],
    gradient: mode === 'edgeBelow' ? [left, top + high + 6] : [x + strip + 4, top],
  }
}
