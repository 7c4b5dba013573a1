/** What each symbol of a cell does to others: by the products that it is a factor of, and the sums that it is a part of. */
import { type Expr, isApply, type Sym, summands, symbolsIn } from '../algebra/expression.ts'
import type { Cell } from './compile.ts'
import { rangesOf } from './ranges.ts'

/**
 * What a symbol does as a factor: it keeps the state of the timestep before, writes a new value, lets a function of the memory out, or
 * selects the operand of a matrix product.
 */
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

/** Where a product stands in an equation: as a summand, in the argument of a function, or in the operand of a matrix. */
type Place = 'sum' | 'function' | 'matrix'

const sums = ['add', 'sub', 'neg', 'mul', 'scale']

function placeIn(e: Expr & { readonly kind: 'apply' }, place: Place): Place {
  if (place === 'matrix' || isApply(e, 'matvec') || isApply(e, 'matvecT')) return 'matrix'
  return sums.includes(e.op) ? place : 'function'
}

/** What a state moves from, its own last value, and to: n - h[t-1] in h = h[t-1] + z ⊙ (n - h[t-1]). */
function towards(e: Expr, of: string): { readonly from: Sym; readonly to: Expr } | undefined {
  if (!isApply(e, 'sub')) return undefined
  const [to, from] = e.args as [Expr, Expr]
  return from.kind === 'symbol' && from.name === of && from.dt === -1 ? { from, to } : undefined
}

/** What each symbol does, by the products of each element that it is a factor of, in the order of the equations. */
export function actsOf(
  cell: Pick<Cell, 'equations' | 'states'>,
  isHidden: (name: string) => boolean = (name) => name === 'h',
): ReadonlyMap<string, readonly Acting[]> {
  const acts = new Map<string, Acting[]>()
  const note = (name: string, acting: Acting) => acts.set(name, [...(acts.get(name) ?? []), acting])
  const rangeOf = rangesOf(cell.equations)
  const isPositive = (e: Expr) => rangeOf(e)[0] >= 0
  // What may be any number is no gate.
  const canBeGate = (e: Expr) => isPositive(e) || isApply(e, 'oneMinus') || rangeOf(e).every(Number.isFinite)
  const isTimed = (e: Expr) => symbolsIn(e).some(({ dt }) => dt !== null)
  const visit = (e: Expr, of: string, place: Place): void => {
    if (e.kind !== 'apply') return
    if (isApply(e, 'mul') || isApply(e, 'scale')) multiply(e.args[0]!, e.args[1]!, of, place)
    for (const arg of e.args) visit(arg, of, placeIn(e, place))
  }
  const multiply = (a: Expr, b: Expr, of: string, place: Place): void => {
    for (const [factor, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const name = gateIn(factor)
      if (name === undefined || cell.states.includes(name) || isHidden(name)) continue
      const rest = factor.kind !== 'symbol'
      const old = towards(other, of)
      if (old && canBeGate(factor)) {
        note(name, { act: 'keeps', in: of, on: old.from, rest: !rest })
        note(name, { act: 'writes', in: of, on: old.to, rest })
        continue
      }
      const act = actOn(other, of, place)
      if (act !== 'writes') {
        if (canBeGate(factor)) note(name, { act, in: of, on: other, rest })
        continue
      }
      if (!canBeGate(factor) && !isTimed(other)) continue
      const partner = gateIn(other)
      // What is put out and not carried on is not written.
      if (isHidden(of) && !cell.states.includes(of)) {
        if (isPositive(factor) && (factor === a || !isPositive(other)))
          note(name, { act: 'says', in: of, on: other, rest })
        continue
      }
      // Of two that are multiplied the gate is the one that has no sign, or else the first.
      const opens = isPositive(factor) || (canBeGate(factor) && !isPositive(other))
      const isGate = opens && (partner === undefined || !isPositive(other) || factor === a)
      note(name, { act: isGate ? 'writes' : 'is written', in: of, on: other, rest })
    }
  }
  const actOn = (e: Expr, of: string, place: Place): Act => {
    const symbols = symbolsIn(e)
    const isNow = ({ name, dt }: Sym) => dt === 0 && cell.states.includes(name) && !isHidden(name)
    const isOld = ({ name, dt }: Sym) => dt === -1 && cell.states.includes(name)
    if (place === 'matrix') return 'selects'
    if (symbols.some(isNow)) return 'says'
    if (!symbols.some(isOld)) return 'writes'
    if (!hasMatrix(e)) return 'keeps'
    // A part of a state is written into it; a part of what goes into a function takes part there.
    return place === 'sum' && cell.states.includes(of) ? 'writes' : 'selects'
  }
  for (const eq of cell.equations) {
    visit(eq.expr, eq.symbol, 'sum')
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
