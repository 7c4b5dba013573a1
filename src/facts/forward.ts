/** What there is to say of a value that a timestep computes. */
import { type Expr, isApply, symbolsIn } from '../algebra/expression.ts'
import type { Added, Fact, Thing } from './fact.ts'
import { factsOfGate } from './gates.ts'
import { factsOfSum, gatesInSum } from './sum.ts'
import {
  exprOf,
  fixedOf,
  functionOf,
  gateOf,
  isFixed,
  isGate,
  isHidden,
  isState,
  keptOf,
  memoriesIn,
  nounOf,
  readersOf,
  type Symbols,
  squashing,
  thing,
} from './symbols.ts'
import { factorsOf, isElementwise, isFunction, partsOfSum, waysTo } from './uses.ts'

/** What there is to say of a symbol of the cell: why it is computed so, in the order in which it is told. */
export function factsOfValue(symbols: Symbols, name: string): Fact[] {
  const expr = exprOf(symbols, name)
  if (!expr) return []
  // What stands for the input of a layer above the first.
  if (symbols.net.info(name).kind === 'input') return [{ fact: isApply(expr, 'join') ? 'joins' : 'below' }]
  const noun = nounOf(symbols, name)
  const isContent = noun === 'candidate' || noun === 'proposal'
  const sum = factsOfSum(symbols, name, expr)
  if (sum.length > 0 && isContent) return [...sum, ...content(symbols, name, expr)]
  if (sum.length > 0) return squashing(symbols, name) ? sum : [...sum, ...reading(symbols, name)]
  if (isGate(symbols, name)) {
    const gate = factsOfGate(symbols, name, expr)
    if (gate.length > 0) return gate
  }
  if (isContent) return content(symbols, name, expr)
  const special = [
    mixture(symbols, expr),
    isState(symbols, name) ? state(symbols, name, expr) : [],
    output(symbols, name, expr),
    outputs(symbols, name, expr),
  ]
  const told = special.find((facts) => facts.length > 0) ?? []
  if (told.length > 0) return isHidden(symbols, name) ? told : [...told, ...dividing(symbols, name)]
  const isNumber = symbols.net.info(name).shape.length === 0
  const what = isApply(expr, 'max') ? larger(symbols, expr.args) : operation(expr, isNumber)
  return [...what, ...dividing(symbols, name), ...reading(symbols, name)]
}

/** The larger of two, each of which may be a product. */
const larger = (symbols: Symbols, args: readonly Expr[]): Fact[] => [
  { fact: 'larger', parts: args.map((each) => partOf(symbols, each)) },
]

/** The function or the operation that a value is. */
function operation(expr: Expr, isNumber: boolean): Fact[] {
  const called = functionOf(expr)
  if (called !== undefined) return [{ fact: 'function', of: called }]
  return expr.kind === 'apply' ? [{ fact: 'operation', of: expr.op, isNumber }] : []
}

/** What reads a value, in its timestep and in the next. */
function reading(symbols: Symbols, name: string): Fact[] {
  const [now, next] = [readersOf(symbols, name, 0), readersOf(symbols, name, 1)]
  if (now.length + next.length === 0) return [{ fact: 'unread' }]
  const things = (names: readonly string[], dt: number): Thing[] =>
    names.map((each) => thing(symbols, each, dt))
  const table = tables(symbols, name)
  if (table.length > 0 && now.length === 1 && next.length === 0) return table
  return [
    ...table,
    ...(now.length > 0 ? [{ fact: 'readFor', readers: things(now, 0) } as const] : []),
    ...(next.length > 0 ? [{ fact: 'carriedTo', readers: things(next, 1) } as const] : []),
  ]
}

/** Where a vector is a column or a row of what is written into a matrix, or multiplies one. */
function tables(symbols: Symbols, name: string): Fact[] {
  return readersOf(symbols, name, 0).flatMap((reader): Fact[] => {
    const expr = exprOf(symbols, reader)
    const [way, ...more] = expr ? waysTo(expr, (s) => s.name === name && s.dt === 0) : []
    const link = way?.at(-1)
    if (!link || more.length > 0) return []
    const other = nameable(symbols, link.args[1 - link.index] ?? link.args[0]!)
    if (!other) return []
    const into = thing(symbols, reader)
    if (link.op === 'outer' && isState(symbols, reader))
      return [link.index === 0 ? { fact: 'column', row: other, into } : { fact: 'row', column: other, into }]
    const isMemory = isState(symbols, other.name) && other.dt === 0
    return link.op === 'matvec' && link.index === 1 && isMemory
      ? [{ fact: 'asks', memory: other, reader: into }]
      : []
  })
}

function dividing(symbols: Symbols, name: string): Fact[] {
  if (nounOf(symbols, name) !== 'normaliser') return []
  return [{ fact: 'divides', readers: readersOf(symbols, name, 0).map((each) => thing(symbols, each)) }]
}

const unsquashed: Fact = { fact: 'unsquashed' }

/** A candidate: what gate lets it in, and what of the past is in it. */
function content(symbols: Symbols, name: string, expr: Expr): Fact[] {
  const written = symbols.acts.get(name)?.find(({ act }) => act === 'is written')
  const gate = written && gateOf(symbols, written.on)?.gate
  const called = functionOf(expr)
  const before = symbols.equations.find(({ symbol }) => squashing(symbols, symbol)?.gives === name)
  const mixed = mixture(symbols, expr)
  return [
    ...(mixed.length > 0
      ? mixed
      : [called === undefined ? unsquashed : ({ fact: 'function', of: called } as const)]),
    { fact: 'content', gate },
    ...(before ? gatesInSum(symbols, before.symbol, before.expr) : []).map(
      (each) => ({ fact: 'shares', gate: each }) as const,
    ),
  ]
}

/** The only symbol that an expression is, where a sentence can name it. */
const nameable = (symbols: Symbols, e: Expr): Thing | undefined =>
  e.kind === 'symbol' && e.dt !== null ? thing(symbols, e.name, e.dt) : undefined

/** What a part of a sum is, and what multiplies it. */
function partOf(symbols: Symbols, e: Expr): Added {
  const none = {
    content: undefined,
    pair: undefined,
    from: [],
    gate: undefined,
    rest: false,
    fixed: undefined,
  }
  const factors = factorsOf(e)
  const fixed = factors.filter(isFixed)
  const timed = factors.filter((factor) => !isFixed(factor))
  const at = timed.length + fixed.length > 1 ? timed.findIndex((factor) => gateOf(symbols, factor)) : -1
  const gate = at < 0 ? undefined : gateOf(symbols, timed[at]!)
  const others = timed.filter((_, i) => i !== at)
  const part: Added = {
    ...none,
    ...(gate ?? {}),
    ...(fixed.length > 0 ? { fixed: fixedOf(symbols, fixed) } : {}),
  }
  // A gate that weights alone multiply is what is added.
  if (gate && others.length === 0) return { ...part, gate: undefined, rest: false, content: gate.gate }
  const [only, ...more] = others
  if (!only || more.length > 0) return { ...part, from: valuesIn(symbols, others) }
  const content = nameable(symbols, only)
  if (content) return { ...part, content }
  const pair = isApply(only, 'outer') ? only.args.map((arg) => nameable(symbols, arg)) : []
  if (pair[0] && pair[1]) return { ...part, pair: [pair[0], pair[1]] }
  return { ...part, from: valuesIn(symbols, [only]) }
}

/** The values that expressions read, each once. */
function valuesIn(symbols: Symbols, all: readonly Expr[]): Thing[] {
  const found = new Map<string, Thing>()
  for (const { name, dt } of all.flatMap(symbolsIn))
    if (dt !== null) found.set(`${name} ${dt}`, thing(symbols, name, dt))
  return [...found.values()]
}

/** A gate's share of one thing and the rest of another. */
function mixture(symbols: Symbols, expr: Expr): Fact[] {
  if (!isApply(expr, 'add')) return []
  const moved = moving(symbols, expr.args)
  if (moved) return [moved]
  const [one, other] = expr.args.map((e) =>
    isApply(e, 'mul') || isApply(e, 'scale') ? split(symbols, e) : undefined,
  )
  if (!one || !other || one.gate.name !== other.gate.name || one.rest === other.rest) return []
  const [share, rest] = one.rest ? [other, one] : [one, other]
  return [{ fact: 'mixture', gate: one.gate, share: share.content, remainder: rest.content }]
}

/** A gate's share of the way from one thing to another: h[t-1] + z ⊙ (n - h[t-1]). */
function moving(symbols: Symbols, [from, step]: readonly Expr[]): Fact | undefined {
  const found = step && (isApply(step, 'mul') || isApply(step, 'scale')) ? factorsOf(step) : []
  const [gate, way] = found.map((e) => gateOf(symbols, e) ?? e)
  if (found.length !== 2 || !gate || !('gate' in gate) || gate.rest || !way || 'gate' in way) return undefined
  const [to, back] = isApply(way, 'sub') ? way.args : []
  if (from?.kind !== 'symbol' || back?.kind !== 'symbol' || back.name !== from.name || back.dt !== from.dt)
    return undefined
  return {
    fact: 'mixture',
    gate: gate.gate,
    share: nameable(symbols, to!),
    remainder: nameable(symbols, from),
  }
}

/** A product as a gate and what it multiplies. */
function split(symbols: Symbols, e: Expr) {
  const factors = factorsOf(e)
  const at = factors.findIndex((factor) => gateOf(symbols, factor))
  const gate = at < 0 ? undefined : gateOf(symbols, factors[at]!)
  const others = factors.filter((_, i) => i !== at)
  const content = others.length === 1 ? nameable(symbols, others[0]!) : undefined
  return gate && { ...gate, content }
}

/** The facts of a state's equation: the gate that keeps it and the summands that are added, or the function around the whole right-hand side. */
function state(symbols: Symbols, name: string, expr: Expr): Fact[] {
  const kept = keptOf(symbols, name)
  if (!kept) return whole(symbols, name, expr)
  const parts = partsOfSum(expr)
  const isOld = (e: Expr) => waysTo(e, (s) => s.name === name && s.dt === -1).some(isElementwise)
  const added = parts.filter((part) => !isOld(part))
  // Nothing is added where the old value goes into one product or quotient.
  if (parts.length < 2 || parts.length - added.length !== 1) return []
  return [
    { fact: 'streams', count: parts.length },
    { fact: 'kept', state: thing(symbols, name, -1), kept },
    ...added.map((part) => ({ fact: 'written', ...partOf(symbols, part) }) as const),
    { fact: 'meets', state: thing(symbols, name), kept },
  ]
}

/** A state that is nothing but a function of a sum in which its own last value stands. */
function whole(symbols: Symbols, name: string, expr: Expr): Fact[] {
  const called = functionOf(expr)
  const argument = expr.kind === 'apply' && called !== undefined ? expr.args[0]! : expr
  const before = argument.kind === 'symbol' && argument.dt === 0 ? exprOf(symbols, argument.name) : undefined
  const readsItself = before && symbolsIn(before).some((s) => s.name === name && s.dt === -1)
  return readsItself ? [{ fact: 'whole', squashed: called !== undefined }] : []
}

/** The sum of several memories, through a function. */
function outputs(symbols: Symbols, name: string, expr: Expr): Fact[] {
  if (!isHidden(symbols, name)) return []
  const called = functionOf(expr)
  const inner = called !== undefined && expr.kind === 'apply' ? expr.args[0]! : expr
  const memories = partsOfSum(inner).map((part) => nameable(symbols, part))
  const isOut = (one: Thing | undefined): one is Thing =>
    one !== undefined && one.dt === 0 && isState(symbols, one.name)
  return memories.length > 1 && memories.every(isOut)
    ? [{ fact: 'outputs', memories: memories.filter(isOut), function: called }]
    : []
}

/** What is put out of a memory: through which function and gate, divided by what, asked with what. */
function output(symbols: Symbols, name: string, expr: Expr): Fact[] {
  const memories = isHidden(symbols, name) ? memoriesIn(symbols, expr) : []
  const read = memories.filter((s) => nounOf(symbols, s.name) !== 'normaliser')
  const [memory] = read
  if (!memory || read.length > 1) return []
  const ways = waysTo(expr, (s) => s.name === memory.name && s.dt === 0)
  const [way] = ways
  if (!way || ways.length > 1) return []
  const of = thing(symbols, memory.name)
  const facts: Fact[] = []
  let called: string | undefined
  let gate: Thing | undefined
  for (const { op, index, args } of way) {
    const other = args[1 - index]
    const found = other && gateOf(symbols, other)
    if (op === 'mul' || op === 'scale') {
      if (!found || found.rest || gate) return []
      gate = found.gate
    } else if (isFunction(op) && called === undefined) called = op
    else if ((op === 'ratio' || op === 'div') && index === 0 && other) {
      const [divisor, ...more] = valuesIn(symbols, [other])
      if (!divisor || more.length > 0) return []
      facts.push({ fact: 'dividedBy', divisor, plain: other.kind === 'symbol' })
    } else if (op === 'matvec' && index === 0 && other?.kind === 'symbol')
      facts.push({ fact: 'query', memory: of, query: thing(symbols, other.name, other.dt) })
    else if (op !== 'add' || way[0]?.op !== 'add') return []
  }
  const isPlain = called === undefined && gate === undefined && facts.some(({ fact }) => fact === 'query')
  return [
    ...(isPlain ? [] : [{ fact: 'output', memory: of, function: called, gate } as const]),
    ...facts.reverse(),
  ]
}
