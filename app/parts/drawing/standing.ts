/** Where the numbers of a node stand. */
import type { Sym, Trace } from '../../../src/index.ts'
import { stripHeight, usualDigits } from '../../figure/Strip.tsx'
import type { Node } from './graph.ts'
import type { Layout } from './layout.ts'
import { height, type Point, preTop } from './places.ts'

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

export function standingOf(
  node: Node,
  symbol: Sym,
  { trace, layout, digits }: { readonly trace: Trace; readonly layout: Layout; readonly digits: number },
): Standing {
  const [x, y] = layout.at[node.id]!
  const { strip } = layout
  // A value at the left of its wire, its gradient at the right.
  const beside = (top: number): Standing => ({ value: [x - strip - 3, top], gradient: [x + 3, top] })
  if (node.kind === 'box') return beside(preTop)
  const { name } = symbol
  const high = stripHeight(trace.memory(name).shape[0] ?? 1, digits)
  if (trace.net.info(name).kind === 'gate' || name === 'y') return beside(y - 2 - high)
  if (name === 'p') return { value: [x - strip / 2, y - high - 2], gradient: undefined }
  if (name === 'L') return { value: [x - strip / 2, y - high], gradient: undefined }
  const top = Math.max(20, Math.min(height - high - 4, y - high / 2))
  const left = name === 'target' ? x - strip / 2 : x
  return { value: [left, top], gradient: name === 'x' ? [left, top + high + 6] : [x + strip + 4, top] }
}
