/**
 * Every symbol of the built-in cells: its shape, whether it has a value at each timestep, what it is,
 * and which idea it belongs to (forget, input, …: one colour an idea on the page).
 */
import type { Shape } from '../algebra/ops.ts'

export type Idea =
  | 'forget'
  | 'input'
  | 'candidate'
  | 'output'
  | 'cell'
  | 'hidden'
  | 'data'
  | 'loss'
  | 'reset'
  | 'update'

export type Kind =
  | 'input'
  | 'preactivation'
  | 'gate'
  | 'state'
  | 'output'
  | 'loss'
  | 'weight'
  | 'constant'
  | 'part'

export interface SymbolInfo {
  readonly shape: Shape
  readonly timed: boolean
  readonly kind: Kind
  readonly idea: Idea
}

const timed = (shape: Shape, kind: Kind, idea: Idea): SymbolInfo => ({ shape, timed: true, kind, idea })
const fixed = (shape: Shape, kind: Kind, idea: Idea): SymbolInfo => ({ shape, timed: false, kind, idea })

/** The letter of each gate, and the idea that it stands for. */
export const gates: Readonly<Record<string, Idea>> = {
  f: 'forget',
  i: 'input',
  g: 'candidate',
  o: 'output',
  r: 'reset',
  z: 'update',
  n: 'candidate',
}

const table: Record<string, SymbolInfo> = {
  x: timed(['D'], 'input', 'data'),
  target: timed(['K'], 'constant', 'loss'),
  h: timed(['H'], 'state', 'hidden'),
  C: timed(['H'], 'state', 'cell'),
  y: timed(['K'], 'output', 'loss'),
  p: timed(['K'], 'output', 'loss'),
  L: timed([], 'loss', 'loss'),
  a: timed(['H'], 'preactivation', 'hidden'),
  W: fixed(['H', 'D'], 'weight', 'hidden'),
  U: fixed(['H', 'H'], 'weight', 'hidden'),
  b: fixed(['H'], 'weight', 'hidden'),
  'head.weight': fixed(['K', 'H'], 'weight', 'loss'),
  'head.bias': fixed(['K'], 'weight', 'loss'),
  w: timed([], 'constant', 'loss'),
  K: fixed([], 'constant', 'loss'),
  η: fixed([], 'constant', 'loss'),
}

for (const [q, idea] of Object.entries(gates)) {
  table[q] = timed(['H'], 'gate', idea)
  table[`a_${q}`] = timed(['H'], 'preactivation', idea)
  table[`W_${q}`] = fixed(['H', 'D'], 'weight', idea)
  table[`U_${q}`] = fixed(['H', 'H'], 'weight', idea)
  table[`b_${q}`] = fixed(['H'], 'weight', idea)
  table[`c_${q}`] = fixed(['H'], 'weight', idea)
  table[`peephole_${q}`] = fixed(['H'], 'weight', idea)
}

export const symbols: Readonly<Record<string, SymbolInfo>> = table

/** What is known of a name; undefined for a name that no built-in cell has. A gradient and an updated weight are as their symbol. */
export function symbolInfo(name: string): SymbolInfo | undefined {
  const plain = name.replace(/^d:/, '').replace(/'$/, '')
  return Object.hasOwn(symbols, plain) ? symbols[plain] : undefined
}
