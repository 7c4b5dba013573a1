/** What each symbol of a cell is, from its equations: a state, a gate, a candidate, what goes into a squashing; and the idea that it belongs to. */
import type { Equation } from '../algebra/equation.ts'
import { type Apply, type Expr, isApply, type Sym, summands, symbolsIn } from '../algebra/expression.ts'
import { op } from '../algebra/ops.ts'
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
    const idea = ideaOf(acts.get(symbol))
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

/** What a symbol multiplies: a state of before, what is new, a function of the memory, or what goes into a product with a matrix. */
type Act = 'keeps' | 'writes' | 'says' | 'selects' | 'is written'

/** What each symbol does, by the products of each element that it is a factor of. */
function actsOf(cell: Cell): ReadonlyMap<string, ReadonlySet<Act>> {
  const acts = new Map<string, Set<Act>>()
  const note = (name: string, act: Act) => acts.set(name, (acts.get(name) ?? new Set()).add(act))
  const signs = signsOf(cell.equations)
  const visit = (e: Expr, inMatrix: boolean): void => {
    if (e.kind !== 'apply') return
    if (isApply(e, 'mul') || isApply(e, 'scale')) multiply(e.args[0]!, e.args[1]!, inMatrix)
    for (const arg of e.args) visit(arg, inMatrix || isApply(e, 'matvec') || isApply(e, 'matvecT'))
  }
  const multiply = (a: Expr, b: Expr, inMatrix: boolean): void => {
    const ways = [
      [a, b],
      [b, a],
    ] as const
    for (const [factor, other] of ways) {
      const name = gateIn(factor)
      if (name === undefined || cell.states.includes(name) || name === 'h') continue
      const act = actOn(other, inMatrix)
      if (act !== 'writes') note(name, act)
      else {
        const partner = gateIn(other)
        // Of two that are multiplied the gate is the one that has no sign, or else the first.
        const opens = signs(factor) === 'positive' || signs(other) !== 'positive'
        const isGate = opens && (partner === undefined || signs(other) !== 'positive' || factor === a)
        note(name, isGate ? 'writes' : 'is written')
      }
    }
  }
  const actOn = (e: Expr, inMatrix: boolean): Act => {
    const symbols = symbolsIn(e)
    const isNow = ({ name, dt }: Sym) => dt === 0 && cell.states.includes(name) && name !== 'h'
    if (inMatrix) return 'selects'
    if (symbols.some(isNow)) return 'says'
    if (hasMatrix(e)) return 'selects'
    return symbols.some(({ name, dt }) => dt === -1 && cell.states.includes(name)) ? 'keeps' : 'writes'
  }
  for (const eq of cell.equations) {
    visit(eq.expr, false)
    const parts = summands(eq.expr)
    if (cell.states.includes(eq.symbol) && parts.length > 1)
      for (const added of parts) if (added.kind === 'symbol' && added.dt === 0) note(added.name, 'is written')
  }
  return acts
}

/** The symbol that a factor is: itself, or 1 minus it. */
function gateIn(e: Expr): string | undefined {
  if (e.kind === 'symbol') return e.dt === 0 ? e.name : undefined
  return isApply(e, 'oneMinus') ? gateIn(e.args[0]!) : undefined
}

const hasMatrix = (e: Expr): boolean =>
  e.kind === 'apply' && (isApply(e, 'matvec') || isApply(e, 'matvecT') || e.args.some(hasMatrix))

function ideaOf(acts: ReadonlySet<Act> | undefined): Idea | undefined {
  if (!acts) return undefined
  if (acts.has('keeps') && acts.has('writes')) return 'update'
  if (acts.has('keeps')) return 'forget'
  if (acts.has('says')) return 'output'
  if (acts.has('writes')) return 'input'
  return acts.has('is written') ? 'candidate' : 'reset'
}

/** Is a value never negative, as that of a gate? */
function signsOf(equations: readonly Equation[]): (e: Expr) => 'positive' | 'any' {
  const sign = (e: Expr): 'positive' | 'any' => {
    if (e.kind === 'number') return e.value >= 0 ? 'positive' : 'any'
    if (e.kind === 'symbol') {
      const eq = e.dt === 0 ? equations.find(({ symbol }) => symbol === e.name) : undefined
      return eq ? sign(eq.expr) : 'any'
    }
    if (['sigmoid', 'exp', 'softplus', 'relu', 'square', 'abs', 'sqrt', 'softmax'].includes(e.op))
      return 'positive'
    if (isApply(e, 'oneMinus'))
      return isApply(resolved(e.args[0]!, equations), 'sigmoid') ? 'positive' : 'any'
    if (['mul', 'add', 'ratio', 'div', 'scale', 'max'].includes(e.op))
      return e.args.every((arg) => sign(arg) === 'positive') ? 'positive' : 'any'
    return 'any'
  }
  return sign
}

function resolved(e: Expr, equations: readonly Equation[]): Expr {
  const eq = e.kind === 'symbol' && e.dt === 0 ? equations.find(({ symbol }) => symbol === e.name) : undefined
  return eq ? resolved(eq.expr, equations) : e
}
