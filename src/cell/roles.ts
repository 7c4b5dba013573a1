/** What each symbol of a cell is, from its equations: a state, a gate, a candidate, what goes into a squashing; and the idea that it belongs to. */
import { type Apply, type Expr, symbolsIn } from '../algebra/expression.ts'
import { op } from '../algebra/ops.ts'
import { type Act, actsOf } from './acts.ts'
import type { Cell } from './compile.ts'

/** One colour an idea on the page. */
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
  /** a symbol of a cell that is none of these, such as a query or a key */
  | 'value'
  | 'output'
  | 'loss'
  | 'weight'
  | 'constant'
  | 'part'

export interface Role {
  readonly kind: Kind
  readonly idea: Idea
}

/** The role of every symbol of a cell, of its weights and its input too. */
export function rolesOf(cell: Cell): ReadonlyMap<string, Role> {
  const roles = new Map<string, Role>([['x', { kind: 'input', idea: 'data' }]])
  const memories = cell.states.filter((name) => name !== 'h')
  for (const { symbol } of cell.equations) {
    if (symbol === 'h') roles.set(symbol, { kind: 'state', idea: 'hidden' })
    else if (memories.includes(symbol)) roles.set(symbol, { kind: 'state', idea: 'cell' })
  }
  const acts = actsOf(cell)
  for (const { symbol } of cell.equations) {
    if (roles.has(symbol)) continue
    const idea = ideaOf(new Set(acts.get(symbol)?.map(({ act }) => act)))
    if (idea) roles.set(symbol, { kind: 'gate', idea })
  }
  // What goes into a squashing belongs to what comes out of it; anything else to the first that reads it.
  for (const { symbol } of cell.equations.toReversed()) {
    if (roles.has(symbol)) continue
    const squashed = squashing(cell, symbol)
    const reader = squashed ?? cell.equations.find((eq) => reads(eq.expr, symbol))?.symbol
    const idea = (reader && roles.get(reader)?.idea) || 'hidden'
    roles.set(symbol, { kind: squashed ? 'preactivation' : 'value', idea })
  }
  for (const weight of cell.weights) {
    const reader = cell.equations.find((eq) => reads(eq.expr, weight))?.symbol
    roles.set(weight, { kind: 'weight', idea: (reader && roles.get(reader)?.idea) || 'hidden' })
  }
  return roles
}

const reads = (e: Expr, name: string): boolean => symbolsIn(e).some((s) => s.name === name)

/** The symbol that is nothing but a function of this one, where nothing else reads it: f of a_f in f = σ(a_f); g of a_g in g = a_g. */
function squashing(cell: Cell, name: string): string | undefined {
  const readers = cell.equations.filter((eq) => reads(eq.expr, name))
  const [only, ...others] = readers
  if (!only || others.length > 0) return undefined
  const argument = isFunction(only.expr) ? only.expr.args[0]! : only.expr
  return argument.kind === 'symbol' && argument.dt === 0 ? only.symbol : undefined
}

/** A function of one operand, each element alone: σ, tanh, exp, … */
const isFunction = (e: Expr): e is Apply =>
  e.kind === 'apply' &&
  e.args.length === 1 &&
  op(e.op).call !== undefined &&
  op(e.op).shape(['n']).length === 1

function ideaOf(acts: ReadonlySet<Act>): Idea | undefined {
  if (acts.size === 0) return undefined
  if (acts.has('keeps') && acts.has('writes')) return 'update'
  if (acts.has('keeps')) return 'forget'
  if (acts.has('says')) return 'output'
  if (acts.has('writes')) return 'input'
  return acts.has('is written') ? 'candidate' : 'reset'
}
