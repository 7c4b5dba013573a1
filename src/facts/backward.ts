/** What there is to say of a gradient: by the ways that its symbol has to the loss at this timestep. */

import type { Term } from '../algebra/adjoint.ts'
import { isApply } from '../algebra/expression.ts'
import { isMeanOfSteps, lossGiven } from '../cell/losses.ts'
import type { Trace } from '../trace/frame.ts'
import type { Fact, ReadBy, Thing, Use } from './fact.ts'
import {
  exprOf,
  functionOf,
  gateOf,
  isGate,
  isHidden,
  isReverse,
  isState,
  keptOf,
  type Symbols,
  squashing,
  symbolsOf,
  thing,
  turnedTerm,
} from './symbols.ts'
import { isFunction, isSum, useOf, type Way, waysTo } from './uses.ts'

/** The terms of a gradient at one timestep. */
type Terms = readonly Term[]

/** What there is to say of the gradient of a symbol of the cell or of its input. */
export function factsOfGradient(symbols: Symbols, name: string, terms: Terms): Fact[] {
  const derived = terms.filter(({ via }) => via !== lossGiven)
  if (derived.length === terms.length) return factsOfDerived(symbols, name, terms)
  const given: Fact = { fact: 'given', of: thing(symbols, name) }
  return derived.length === 0 ? [given] : [...factsOfDerived(symbols, name, derived), given]
}

function factsOfDerived(symbols: Symbols, name: string, terms: Terms): Fact[] {
  if (terms.length === 0) return [{ fact: 'noWay' }]
  const next = squashing(symbols, name)
  if (next) return [{ fact: 'slope', of: next.function }]
  if (isState(symbols, name))
    return isHidden(symbols, name) ? hidden(symbols, name, terms) : memory(symbols, name, terms)
  if (symbols.net.info(name).kind === 'input' && terms.every((term) => isWeighted(symbols, name, term)))
    return [{ fact: 'inputs', readers: readers(symbols, terms) }]
  if (terms.length > 1) return twice(symbols, name, terms) ?? [fork(symbols, name, terms)]
  return single(symbols, name, terms[0]!)
}

const inHead = ({ net }: Symbols, via: string): boolean => net.head.some(({ symbol }) => symbol === via)

/** What the terms come from, but for the head. */
const readers = (symbols: Symbols, terms: Terms): Thing[] =>
  terms.filter(({ via }) => !inHead(symbols, via)).map(({ via, dt }) => thing(symbols, via, dt))

/** The places where the sender of a term reads a symbol. */
function waysOf(symbols: Symbols, name: string, { via, dt }: Term): readonly Way[] {
  const expr = exprOf(symbols, via) ?? symbols.net.head.find(({ symbol }) => symbol === via)?.expr
  return expr ? waysTo(expr, (s) => s.name === name && (dt === null ? s.dt === null : s.dt === 0 - dt)) : []
}

const usesOf = (symbols: Symbols, name: string, term: Term): readonly Use[] =>
  waysOf(symbols, name, term).map(useOf)

const isWeighted = (symbols: Symbols, name: string, term: Term): boolean => {
  const uses = waysOf(symbols, name, term)
  return (
    uses.length > 0 && uses.every((way) => way.some(({ op, index, args }) => isByWeights(op, index, args)))
  )
}

/** Weights add the state to a gate, unit by unit. */
const isPeephole = (symbols: Symbols, name: string, term: Term): boolean =>
  symbols.net.info(term.via).kind === 'preactivation' && isWeighted(symbols, name, term)

const isByWeights = (op: string, index: number, args: Way[number]['args']): boolean => {
  const other = args[1 - index]
  return ['matvec', 'matvecT', 'dot', 'mul'].includes(op) && other?.kind === 'symbol' && other.dt === null
}

const fork = (symbols: Symbols, name: string, terms: Terms): Fact => ({
  fact: 'fork',
  of: thing(symbols, name),
  to: terms.some(({ via }) => inHead(symbols, via)) ? ['head'] : [],
  readers: readers(symbols, terms),
  reverse: isReverse(symbols.net, name),
})

/** What a layer says goes to the head or the attention, to the layer above, and to what its next visit computes. */
function forkOfHidden(symbols: Symbols, name: string, terms: Terms): Fact {
  const placeOf = (term: Term): ReadBy | undefined => {
    if (inHead(symbols, term.via)) return 'head'
    if (symbols.net.attention.some(({ symbol }) => symbol === term.via)) return 'attention'
    if (layerOf(symbols, term.via) > layerOf(symbols, name)) return 'above'
    return term.dt === 1 ? 'next' : undefined
  }
  const to = new Set(terms.flatMap((term) => placeOf(term) ?? []))
  const order: readonly ReadBy[] = ['head', 'attention', 'above', 'next']
  const others = terms.filter((term) => placeOf(term) === undefined)
  return {
    fact: 'fork',
    of: thing(symbols, name),
    to: order.filter((place) => to.has(place)),
    readers: readers(symbols, others),
    reverse: isReverse(symbols.net, name),
  }
}

const layerOf = ({ net }: Symbols, name: string): number => net.info(name).layer ?? 0

/** A state that is put out: the head reads it, and the next timestep. */
function hidden(symbols: Symbols, name: string, terms: Terms): Fact[] {
  const [only, ...more] = terms
  if (only && more.length === 0) {
    const count = usesOf(symbols, name, only).length
    return [count > 1 ? { fact: 'several', count } : { fact: 'oneWay', of: thing(symbols, name) }]
  }
  return [forkOfHidden(symbols, name, terms), ...keepsSize(symbols, name, terms)]
}

/** Where a slope keeps its size along a state, if it goes on to itself. */
function keepsSize(symbols: Symbols, name: string, terms: Terms): Fact[] {
  const kept = terms.some(({ via, dt }) => via === name && dt !== 0) ? keptOf(symbols, name, 1) : undefined
  return kept && kept.by !== 'factor' ? [{ fact: 'keepsSize', next: thing(symbols, name, 1), kept }] : []
}

/** The facts of a memory's gradient, by the equations that read the memory: its output, its own next value, and gates with peepholes. */
function memory(symbols: Symbols, name: string, terms: Terms): Fact[] {
  const of = thing(symbols, name)
  const isLast = terms.every(({ dt }) => dt === 0)
  const goesOn = symbols.net.adjoints.some(
    (a) => a.of === name && a.terms.some((term) => turnedTerm(symbols, term).dt === 1),
  )
  if (isLast && goesOn) return last(symbols, name, terms)
  if (terms.length === 1) return single(symbols, name, terms[0]!)
  const out = terms.find(({ via, dt }) => dt === 0 && isHidden(symbols, via))
  const self = terms.find(({ via, dt }) => via === name && dt !== 0)
  const kept = self && keptOf(symbols, name, 1)
  const put = out && putOut(symbols, name, out)
  if (!put || !kept) return [fork(symbols, name, terms), ...keepsSize(symbols, name, terms)]
  const others = terms.filter((term) => term !== out && term !== self)
  const peepholes = others.filter((term) => isPeephole(symbols, name, term))
  const rest = others.filter((term) => !peepholes.includes(term))
  return [
    put,
    { fact: 'feedsNext', next: thing(symbols, name, 1), kept },
    ...tooOf(symbols, of, peepholes, true),
    ...tooOf(symbols, of, rest, false),
    { fact: 'adds' },
    ...keepsSize(symbols, name, terms),
  ]
}

/** A memory that nothing comes after. */
function last(symbols: Symbols, name: string, terms: Terms): Fact[] {
  const of = thing(symbols, name)
  const peepholes = terms.filter((term) => isPeephole(symbols, name, term))
  const ways = readers(
    symbols,
    terms.filter((term) => !peepholes.includes(term)),
  )
  const too = tooOf(symbols, of, peepholes, true)
  const adds: Fact[] = terms.length > 1 ? [{ fact: 'adds' }] : []
  return [{ fact: 'last', of, ways, only: terms.length === 1 }, ...too, ...adds]
}

const tooOf = (symbols: Symbols, of: Thing, terms: Terms, peephole: boolean): Fact[] =>
  terms.length > 0 ? [{ fact: 'feedsToo', of, readers: readers(symbols, terms), peephole }] : []

/**
 * The fact of the equation that puts a memory out, such as h = o ⊙ tanh C: its symbol, with the function and the gate where there is at
 * most one of each.
 */
function putOut(symbols: Symbols, name: string, term: Term): Fact {
  const feeds = { fact: 'feeds', of: thing(symbols, name), reader: thing(symbols, term.via) } as const
  const [way, ...more] = waysOf(symbols, name, term)
  const unsaid = { ...feeds, function: undefined, gate: undefined, plain: false } as const
  if (!way || more.length > 0) return unsaid
  const links = way.filter(({ op }) => op !== 'add')
  const called = links.filter(({ op }) => isFunction(op))
  const gates = links.flatMap(({ op, index, args }) => {
    const found = op === 'mul' || op === 'scale' ? gateOf(symbols, args[1 - index]!) : undefined
    return found && !found.rest ? [found.gate] : []
  })
  if (called.length > 1 || gates.length > 1 || called.length + gates.length < links.length) return unsaid
  return { ...feeds, function: called[0]?.op, gate: gates[0], plain: links.length === 0 }
}

/** The fact of a gate z that occurs twice, as z and as 1 − z: z lets the candidate in, 1 − z keeps the state. */
function twice(symbols: Symbols, name: string, terms: Terms): Fact[] | undefined {
  if (!isGate(symbols, name) || terms.length !== 2) return undefined
  const tied = terms.find(({ via }) => {
    const expr = exprOf(symbols, via)
    return expr && isApply(expr, 'oneMinus') && isGate(symbols, via)
  })
  const writes = symbols.acts.get(name)?.some(({ act }) => act === 'writes')
  if (!tied || !writes) return undefined
  return [{ fact: 'twice', gate: thing(symbols, name), other: thing(symbols, tied.via) }]
}

/** One sender: how it uses the symbol. */
function single(symbols: Symbols, name: string, term: Term): Fact[] {
  const uses = usesOf(symbols, name, term)
  if (uses.length === 2 && uses.includes('factor') && uses.includes('rest')) return [{ fact: 'balance' }]
  if (uses.length > 1) return [{ fact: 'several', count: uses.length }]
  const [use = 'other'] = uses
  if (use === 'other') {
    const between = (waysOf(symbols, name, term)[0] ?? []).filter(({ op }) => !isSum(op))
    const reader = thing(symbols, term.via)
    if (between.length > 0) return [{ fact: 'through', reader, operations: between.map(({ op }) => op) }]
  }
  if (use !== 'function') return [{ fact: 'use', use }]
  return [{ fact: 'slope', of: functionOf(exprOf(symbols, term.via)!) ?? '' }]
}

/** What there is to say of what a timestep adds to the gradient of a weight: by the place where the weight acts. */
export function factsOfWeight(symbols: Symbols, name: string, terms: Terms): Fact[] {
  const ways = terms.flatMap((term) => waysOf(symbols, name, term))
  const [way] = ways
  const inner = way?.at(-1)
  if (ways.length !== 1 || !inner) return [{ fact: 'summed', count: ways.length }]
  const { op, index, args } = inner
  if ((op === 'matvec' || op === 'matvecT') && index === 0) return [{ fact: 'outer' }]
  if (op === 'add' || op === 'spread') return [{ fact: 'bias' }]
  const other = args[1 - index]
  if ((op === 'mul' || op === 'dot') && other?.kind === 'symbol' && other.dt !== null)
    return [{ fact: 'elementwise', with: thing(symbols, other.name, other.dt) }]
  return [{ fact: 'summed', count: 1 }]
}

/** What there is to say where the gradient starts. */
export function factsOfStart({ problem, T, net, hasLoss }: Trace, name: string): Fact[] {
  const { loss, model } = problem
  const steps = Array.from({ length: T }, (_, i) => i + 1).filter(hasLoss).length
  const share = loss.weights === undefined && isMeanOfSteps(loss) && steps > 1
  return [
    { fact: 'starts', at: thing(symbolsOf(net), name) },
    slopeOfLoss(loss, model.outputSize),
    ...(share ? [{ fact: 'share', constant: net.constants.w, steps } as const] : []),
    ...(loss.weights ? [{ fact: 'counts', constant: net.constants.w } as const] : []),
  ]
}

function slopeOfLoss({ kind, reduction }: Trace['problem']['loss'], outputs: number): Fact {
  if (kind === 'linear') return { fact: 'chosen' }
  if (kind === 'bce') return { fact: 'surprise', reduction, outputs }
  const times =
    kind === 'cross-entropy' || reduction === 'half' ? 'one' : reduction === 'mean' ? 'mean' : 'two'
  return { fact: 'difference', times, outputs }
}
