/** What a gate does: what it keeps, lets in, puts out, or lets take part. */
import { type Expr, isApply, symbolsIn } from '../algebra/expression.ts'
import type { Acting } from '../cell/acts.ts'
import type { Fact, Thing } from './fact.ts'
import {
  functionOf,
  gateOf,
  isState,
  isWriting,
  memoriesIn,
  type Symbols,
  squashing,
  thing,
} from './symbols.ts'

/** What there is to say of a gate; nothing where it does nothing that has a sentence. */
export function factsOfGate(symbols: Symbols, name: string, expr: Expr): Fact[] {
  const acts = symbols.acts.get(name) ?? []
  const of = (act: Acting['act']) => acts.filter((each) => each.act === act)
  const keeps = of('keeps').flatMap((each) => kept(symbols, each))
  const writes = of('writes').filter((each) => isWriting(symbols, name, each.in))
  const says = of('says')
  const tied = isApply(expr, 'oneMinus') ? gateOf(symbols, expr.args[0]!) : undefined
  const facts: Fact[] = []
  if (tied && keeps.length > 0) facts.push({ fact: 'tied' })
  else if (keeps.length > 0 && writes.length > 0)
    facts.push({ fact: 'balances', old: keeps[0]!, content: contentOf(symbols, writes[0]!) })
  else if (keeps.length > 0)
    facts.push({
      fact: 'keeps',
      gate: thing(symbols, name),
      states: keeps,
      rest: of('keeps')[0]!.rest,
      bounded: isBounded(symbols, expr),
    })
  else if (says.length > 0) facts.push(...saying(symbols, name, expr, says[0]!))
  else if (writes.length > 0)
    facts.push({
      fact: 'writes',
      content: contentOf(symbols, writes[0]!),
      into: thing(symbols, writes[0]!.in),
      rest: writes[0]!.rest,
    })
  facts.push(
    ...of('selects')
      .flatMap((each) => selecting(symbols, each))
      .slice(0, 1),
  )
  if (facts.length === 0) return []
  const called = functionOf(expr)
  return [...(called === undefined ? [] : [{ fact: 'function', of: called } as const]), ...facts]
}

/** The state of before that a gate multiplies, where it is that alone. */
function kept(symbols: Symbols, { on }: Acting): Thing[] {
  const [state, ...others] = symbolsIn(on).filter(({ name, dt }) => dt === -1 && isState(symbols, name))
  return state && others.length === 0 && on.kind === 'symbol' ? [thing(symbols, state.name, -1)] : []
}

const contentOf = (symbols: Symbols, { on }: Acting): Thing | undefined =>
  on.kind === 'symbol' && on.dt !== null ? thing(symbols, on.name, on.dt) : undefined

/** The memory that a gate puts out, and whether the gate sees it. */
function saying(symbols: Symbols, name: string, expr: Expr, { on }: Acting): Fact[] {
  const [memory] = memoriesIn(symbols, on)
  if (!memory) return []
  const before = symbols.equations.find(({ symbol }) => squashing(symbols, symbol)?.gives === name)
  const looks = [expr, ...(before ? [before.expr] : [])].some((e) =>
    symbolsIn(e).some((s) => s.name === memory.name && s.dt === 0),
  )
  return [{ fact: 'says', memory: thing(symbols, memory.name), looks }]
}

/** The past of which a gate lets a share take part, and what takes it. */
function selecting(symbols: Symbols, { in: reader, on }: Acting): Fact[] {
  const old = symbolsIn(on).find(({ name, dt }) => dt === -1 && isState(symbols, name))
  if (!old) return []
  const gives = squashing(symbols, reader)?.gives ?? reader
  return [{ fact: 'selects', old: thing(symbols, old.name, -1), reader: thing(symbols, gives) }]
}

/** Is a gate between 0 and 1? */
function isBounded(symbols: Symbols, expr: Expr): boolean {
  const [least, most] = symbols.rangeOf(expr)
  return least >= 0 && most <= 1
}
