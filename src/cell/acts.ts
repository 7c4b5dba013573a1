/** What each symbol of a cell does to others: by the products that it is a factor of, and the sums that it is a part of. */
import type { Equation } from '../algebra/equation.ts'
import { type Expr, isApply, type Sym, summands, symbolsIn } from '../algebra/expression.ts'
import { op } from '../algebra/ops.ts'
import type { Cell } from './compile.ts'

/** What a symbol multiplies: a state of before, what is new, a function of the memory, or what goes into a product with a matrix. */
export type Act = 'keeps' | 'writes' | 'says' | 'selects' | 'is written'

/** One thing that a symbol does. */
export interface Acting {
  readonly act: Act
  /** the symbol whose equation has the product */
  readonly in: string
  /** the other factor; the symbol itself where it is a part of a sum */
  readonly on: Expr
  /** what the symbol leaves of 1 is the factor */
  readonly rest: boolean
}

/** What each symbol does, by the products of each element that it is a factor of, in the order of the equations. */
export function actsOf(
  cell: Pick<Cell, 'equations' | 'states'>,
  isHidden: (name: string) => boolean = (name) => name === 'h',
): ReadonlyMap<string, readonly Acting[]> {
  const acts = new Map<string, Acting[]>()
  const note = (name: string, acting: Acting) => acts.set(name, [...(acts.get(name) ?? []), acting])
  const signs = signsOf(cell.equations)
  const visit = (e: Expr, of: string, inMatrix: boolean): void => {
    if (e.kind !== 'apply') return
    if (isApply(e, 'mul') || isApply(e, 'scale')) multiply(e.args[0]!, e.args[1]!, of, inMatrix)
    for (const arg of e.args) visit(arg, of, inMatrix || isApply(e, 'matvec') || isApply(e, 'matvecT'))
  }
  const multiply = (a: Expr, b: Expr, of: string, inMatrix: boolean): void => {
    const ways = [
      [a, b],
      [b, a],
    ] as const
    for (const [factor, other] of ways) {
      const name = gateIn(factor)
      if (name === undefined || cell.states.includes(name) || isHidden(name)) continue
      const act = actOn(other, inMatrix)
      const rest = factor.kind !== 'symbol'
      if (act !== 'writes') note(name, { act, in: of, on: other, rest })
      else {
        const partner = gateIn(other)
        // Of two that are multiplied the gate is the one that has no sign, or else the first.
        const opens = signs(factor) === 'positive' || signs(other) !== 'positive'
        const isGate = opens && (partner === undefined || signs(other) !== 'positive' || factor === a)
        note(name, { act: isGate ? 'writes' : 'is written', in: of, on: other, rest })
      }
    }
  }
  const actOn = (e: Expr, inMatrix: boolean): Act => {
    const symbols = symbolsIn(e)
    const isNow = ({ name, dt }: Sym) => dt === 0 && cell.states.includes(name) && !isHidden(name)
    if (inMatrix) return 'selects'
    if (symbols.some(isNow)) return 'says'
    if (hasMatrix(e)) return 'selects'
    return symbols.some(({ name, dt }) => dt === -1 && cell.states.includes(name)) ? 'keeps' : 'writes'
  }
  for (const eq of cell.equations) {
    visit(eq.expr, eq.symbol, false)
    const parts = summands(eq.expr)
    if (cell.states.includes(eq.symbol) && parts.length > 1)
      for (const added of parts)
        if (added.kind === 'symbol' && added.dt === 0)
          note(added.name, { act: 'is written', in: eq.symbol, on: added, rest: false })
  }
  return acts
}

/** The symbol that a factor is: itself, or 1 minus it. */
export function gateIn(e: Expr): string | undefined {
  if (e.kind === 'symbol') return e.dt === 0 ? e.name : undefined
  return isApply(e, 'oneMinus') ? gateIn(e.args[0]!) : undefined
}

const hasMatrix = (e: Expr): boolean =>
  e.kind === 'apply' && (isApply(e, 'matvec') || isApply(e, 'matvecT') || e.args.some(hasMatrix))

/** Is a value never negative, as that of a gate? */
export function signsOf(equations: readonly Equation[]): (e: Expr) => 'positive' | 'any' {
  const isPositive = (e: Expr): boolean => {
    const of = resolved(e, equations)
    if (of.kind === 'number') return of.value >= 0
    if (of.kind === 'symbol') return false
    const { range } = op(of.op)
    if (range === 'as operands') return of.args.every(isPositive)
    return range === 'one minus' ? mostOf(of.args[0]!) <= 1 : range[0] >= 0
  }
  /** what the value is at most */
  const mostOf = (e: Expr): number => {
    const of = resolved(e, equations)
    if (of.kind === 'number') return of.value
    const range = of.kind === 'apply' ? op(of.op).range : undefined
    return typeof range === 'object' ? range[1] : Number.POSITIVE_INFINITY
  }
  return (e) => (isPositive(e) ? 'positive' : 'any')
}

function resolved(e: Expr, equations: readonly Equation[]): Expr {
  const eq = e.kind === 'symbol' && e.dt === 0 ? equations.find(({ symbol }) => symbol === e.name) : undefined
  return eq ? resolved(eq.expr, equations) : e
}
