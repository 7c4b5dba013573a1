/** What is known of a symbol: its shape, whether it has a value at each timestep, what it is, and the idea that it belongs to. */
import type { Shape } from '../algebra/ops.ts'
import type { Idea, Kind } from './roles.ts'

export interface SymbolInfo {
  readonly shape: Shape
  readonly timed: boolean
  readonly kind: Kind
  readonly idea: Idea
  /** the layer that it belongs to; undefined for what belongs to no layer, such as the head */
  readonly layer?: number
  /** does it belong to a direction that goes from the last timestep to the first? */
  readonly reverse?: boolean
  /** its name in its cell: C for C_l1_reverse */
  readonly base?: string
}

/** The symbols of the head and the loss; the target is a class, or as many numbers as there are outputs. `features`: the letter of what the head reads. */
export function headSymbols(classes: boolean, features: string): [string, SymbolInfo][] {
  const timed = (shape: Shape, kind: Kind): SymbolInfo => ({ shape, timed: true, kind, idea: 'loss' })
  return [
    ['target', timed(classes ? [] : ['K'], 'constant')],
    ['y', timed(['K'], 'output')],
    ['p', timed(['K'], 'output')],
    ['L', timed([], 'loss')],
    ['head.weight', { ...timed(['K', features], 'weight'), timed: false }],
    ['head.bias', { ...timed(['K'], 'weight'), timed: false }],
  ]
}
