/** Weighted sums: what goes into a gate, a key, the head. */
import { type Expr, isApply, type Sym } from '../algebra/expression.ts'
import type { Fact, Thing } from './fact.ts'
import { gateOf, isGate, isState, type Symbols, squashing, thing } from './symbols.ts'
import { partsOfSum } from './uses.ts'

/** What is added up in a weighted sum. */
interface Weighted {
  /** the symbol that the sum is */
  readonly name: string
  readonly operands: Thing[]
  /** states that vectors of weights add, unit by unit */
  readonly peepholes: Thing[]
  readonly gates: Thing[]
  biases: number
}

/** The weighted sum that an expression is; undefined where it is something else. */
function weighted(symbols: Symbols, name: string, e: Expr): Weighted | undefined {
  const found: Weighted = { name, operands: [], peepholes: [], gates: [], biases: 0 }
  return partsOfSum(e).every((part) => read(symbols, part, found)) && found.operands.length > 0
    ? found
    : undefined
}

const isWeight = (e: Expr | undefined): e is Sym => e?.kind === 'symbol' && e.dt === null
const isValue = (e: Expr): e is Sym => e.kind === 'symbol' && e.dt !== null

/** An operand as the sum speaks of it: what another layer says comes from below. */
function operandOf(symbols: Symbols, s: Sym, { name }: Weighted): Thing {
  const one = thing(symbols, s.name, s.dt, name)
  const { kind, layer = 0 } = symbols.net.info(s.name)
  const own = symbols.net.info(name).layer ?? 0
  const isBelow = kind === 'input' ? layer > 0 : layer < own
  return isBelow ? { ...one, is: 'below' } : one
}

function add(things: Thing[], one: Thing): void {
  if (!things.some(({ name, dt }) => name === one.name && dt === one.dt)) things.push(one)
}

/** Notes one part of a sum; false where it is none of a weighted sum. */
function read(symbols: Symbols, part: Expr, found: Weighted): boolean {
  if (isWeight(part)) {
    found.biases++
    return true
  }
  if (part.kind !== 'apply') return false
  const [a, b] = part.args
  if (isApply(part, 'matvec') || isApply(part, 'matvecT') || isApply(part, 'dot'))
    return isWeight(a) && operand(symbols, b!, found)
  if (isApply(part, 'sum') && isApply(a!, 'mul')) {
    const [u, v] = a.args
    if (isWeight(u)) return operand(symbols, v!, found)
    return isWeight(v) && operand(symbols, u!, found)
  }
  if (!isApply(part, 'mul') && !isApply(part, 'scale')) return false
  for (const [factor, other] of [
    [a!, b!],
    [b!, a!],
  ] as const) {
    if (isWeight(factor) && isValue(other)) {
      add(isState(symbols, other.name) ? found.peepholes : found.operands, operandOf(symbols, other, found))
      return true
    }
    const gate = gateOf(symbols, factor)
    if (gate && !gate.rest && partsOfSum(other).every((each) => read(symbols, each, found))) {
      add(found.gates, gate.gate)
      return true
    }
  }
  return false
}

/** What a matrix of weights multiplies: a symbol, or a gate times a symbol. */
function operand(symbols: Symbols, e: Expr, found: Weighted): boolean {
  if (isValue(e)) {
    add(found.operands, operandOf(symbols, e, found))
    return true
  }
  if (!isApply(e, 'mul') && !isApply(e, 'scale')) return false
  const [a, b] = e.args
  const gate = gateOf(symbols, a!) ?? gateOf(symbols, b!)
  const other = gate && gateOf(symbols, a!) ? b! : a!
  if (!gate || gate.rest || !isValue(other)) return false
  add(found.gates, gate.gate)
  add(found.operands, operandOf(symbols, other, found))
  return true
}

/** The gates that let a share of the past into a sum. */
export const gatesInSum = (symbols: Symbols, name: string, e: Expr): readonly Thing[] =>
  weighted(symbols, name, e)?.gates ?? []

/** What there is to say of a weighted sum; nothing where an expression is none. */
export function factsOfSum(symbols: Symbols, name: string, e: Expr): Fact[] {
  const sum = weighted(symbols, name, e)
  if (!sum) return []
  const next = squashing(symbols, name)
  const biases = sum.biases === 0 ? 'none' : sum.biases === 1 ? 'one' : 'several'
  return [
    { fact: 'sum', operands: sum.operands, biases },
    ...sum.peepholes.map(
      (state) => ({ fact: 'peephole', state, gate: isGate(symbols, next?.gives ?? name) }) as const,
    ),
    ...sum.gates.map((gate) => ({ fact: 'admits', gate }) as const),
    ...(next ? [{ fact: 'next', function: next.function } as const] : []),
  ]
}
