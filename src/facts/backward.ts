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
export function factsOfGradient(known: Symbols, name: string, terms: Terms): Fact[] {
  const derived = terms.filter(({ via }) => via !== lossGiven)
  if (derived.length === terms.length) return factsOfDerived(known, name, terms)
  const given: Fact = { fact: 'given', of: thing(known, name) }
  return derived.length === 0 ? [given] : [...factsOfDerived(known, name, derived), given]
}

function factsOfDerived(known: Symbols, name: string, terms: Terms): Fact[] {
  if (terms.length === 0) return [{ fact: 'noWay' }]
  const next = squashing(known, name)
  if (next) return [{ fact: 'slope', of: next.function }]
  if (isState(known, name))
    return isHidden(known, name) ? hidden(known, name, terms) : memory(known, name, terms)
  if (known.net.info(name).kind === 'input' && terms.every((term) => isWeighted(known, name, term)))
    return [{ fact: 'inputs', readers: readers(known, terms) }]
  if (terms.length > 1) return twice(known, name, terms) ?? [fork(known, name, terms)]
  return single(known, name, terms[0]!)
}

const inHead = ({ net }: Symbols, via: string): boolean => net.head.some(({ symbol }) => symbol === via)

/** What the terms come from, but for the head. */
const readers = (known: Symbols, terms: Terms): Thing[] =>
  terms.filter(({ via }) => !inHead(known, via)).map(({ via, dt }) => thing(known, via, dt))

/** The places where the sender of a term reads a symbol. */
function waysOf(known: Symbols, name: string, { via, dt }: Term): readonly Way[] {
  const expr = exprOf(known, via) ?? known.net.head.find(({ symbol }) => symbol === via)?.expr
  return expr ? waysTo(expr, (s) => s.name === name && (dt === null ? s.dt === null : s.dt === 0 - dt)) : []
}

const usesOf = (known: Symbols, name: string, term: Term): readonly Use[] =>
  waysOf(known, name, term).map(useOf)

const isWeighted = (known: Symbols, name: string, term: Term): boolean => {
  const uses = waysOf(known, name, term)
  return (
    uses.length > 0 && uses.every((way) => way.some(({ op, index, args }) => isByWeights(op, index, args)))
  )
}

/** Weights add the state to a gate, unit by unit. */
const isPeephole = (known: Symbols, name: string, term: Term): boolean =>
  known.net.info(term.via).kind === 'preactivation' && isWeighted(known, name, term)

const isByWeights = (op: string, index: number, args: Way[number]['args']): boolean => {
  const other = args[1 - index]
  return ['matvec', 'matvecT', 'dot', 'mul'].includes(op) && other?.kind === 'symbol' && other.dt === null
}

const fork = (known: Symbols, name: string, terms: Terms): Fact => ({
  fact: 'fork',
  of: thing(known, name),
  to: terms.some(({ via }) => inHead(known, via)) ? ['head'] : [],
  readers: readers(known, terms),
  reverse: isReverse(known.net, name),
})

/** What a layer says goes to the head or the attention, to the layer above, and to what its next visit computes. */
function forkOfHidden(known: Symbols, name: string, terms: Terms): Fact {
  const placeOf = (term: Term): ReadBy | undefined => {
    if (inHead(known, term.via)) return 'head'
    if (known.net.attention.some(({ symbol }) => symbol === term.via)) return 'attention'
    if (layerOf(known, term.via) > layerOf(known, name)) return 'above'
    return term.dt === 1 ? 'next' : undefined
  }
  const to = new Set(terms.flatMap((term) => placeOf(term) ?? []))
  const order: readonly ReadBy[] = ['head', 'attention', 'above', 'next']
  const others = terms.filter((term) => placeOf(term) === undefined)
  return {
    fact: 'fork',
    of: thing(known, name),
    to: order.filter((place) => to.has(place)),
    readers: readers(known, others),
    reverse: isReverse(known.net, name),
  }
}

const layerOf = ({ net }: Symbols, name: string): number => net.info(name).layer ?? 0

/** A state that is put out: the head reads it, and the next timestep. */
function hidden(known: Symbols, name: string, terms: Terms): Fact[] {
  if (terms.length === 1) return [{ fact: 'oneWay', of: thing(known, name) }]
  return [forkOfHidden(known, name, terms), ...keepsSize(known, name, terms)]
}

/** Where a slope keeps its size along a state, if it goes on to itself. */
function keepsSize(known: Symbols, name: string, terms: Terms): Fact[] {
  const kept = terms.some(({ via, dt }) => via === name && dt !== 0) ? keptOf(known, name, 1) : undefined
  return kept && kept.by !== 'factor' ? [{ fact: 'keepsSize', next: thing(known, name, 1), kept }] : []
}

/** A memory: what is put out of it, its own next value, and gates that see it. */
function memory(known: Symbols, name: string, terms: Terms): Fact[] {
  const of = thing(known, name)
  const isLast = terms.every(({ dt }) => dt === 0)
  const goesOn = known.net.adjoints.some(
    (a) => a.of === name && a.terms.some((term) => turnedTerm(known, term).dt === 1),
  )
  if (isLast && goesOn) return last(known, name, terms)
  if (terms.length === 1) return single(known, name, terms[0]!)
  const out = terms.find(({ via, dt }) => dt === 0 && isHidden(known, via))
  const self = terms.find(({ via, dt }) => via === name && dt !== 0)
  const kept = self && keptOf(known, name, 1)
  const put = out && putOut(known, name, out)
  if (!put || !kept) return [fork(known, name, terms), ...keepsSize(known, name, terms)]
  const others = terms.filter((term) => term !== out && term !== self)
  const peepholes = others.filter((term) => isPeephole(known, name, term))
  const rest = others.filter((term) => !peepholes.includes(term))
  return [
    put,
    { fact: 'feedsNext', next: thing(known, name, 1), kept },
    ...tooOf(known, of, peepholes, true),
    ...tooOf(known, of, rest, false),
    { fact: 'adds' },
    ...keepsSize(known, name, terms),
  ]
}

/** A memory that nothing comes after. */
function last(known: Symbols, name: string, terms: Terms): Fact[] {
  const of = thing(known, name)
  const peepholes = terms.filter((term) => isPeephole(known, name, term))
  const ways = readers(
    known,
    terms.filter((term) => !peepholes.includes(term)),
  )
  const too = tooOf(known, of, peepholes, true)
  const adds: Fact[] = terms.length > 1 ? [{ fact: 'adds' }] : []
  return [{ fact: 'last', of, ways, only: terms.length === 1 }, ...too, ...adds]
}

const tooOf = (known: Symbols, of: Thing, terms: Terms, peephole: boolean): Fact[] =>
  terms.length > 0 ? [{ fact: 'feedsToo', of, readers: readers(known, terms), peephole }] : []

/** What a memory is put out into, and what stands between, where that is a function and a gate. */
function putOut(known: Symbols, name: string, term: Term): Fact {
  const feeds = { fact: 'feeds', of: thing(known, name), reader: thing(known, term.via) } as const
  const [way, ...more] = waysOf(known, name, term)
  const unsaid = { ...feeds, function: undefined, gate: undefined, plain: false } as const
  if (!way || more.length > 0) return unsaid
  const links = way.filter(({ op }) => op !== 'add')
  const called = links.filter(({ op }) => isFunction(op))
  const gates = links.flatMap(({ op, index, args }) => {
    const found = op === 'mul' || op === 'scale' ? gateOf(known, args[1 - index]!) : undefined
    return found && !found.rest ? [found.gate] : []
  })
  if (called.length > 1 || gates.length > 1 || called.length + gates.length < links.length) return unsaid
  return { ...feeds, function: called[0]?.op, gate: gates[0], plain: links.length === 0 }
}

/** A gate that another one is the rest of: it lets in, and what it leaves of 1 keeps. */
function twice(known: Symbols, name: string, terms: Terms): Fact[] | undefined {
  if (!isGate(known, name) || terms.length !== 2) return undefined
  const tied = terms.find(({ via }) => {
    const expr = exprOf(known, via)
    return expr && isApply(expr, 'oneMinus') && isGate(known, via)
  })
  const writes = known.acts.get(name)?.some(({ act }) => act === 'writes')
  if (!tied || !writes) return undefined
  return [{ fact: 'twice', gate: thing(known, name), other: thing(known, tied.via) }]
}

/** One sender: how it uses the symbol. */
function single(known: Symbols, name: string, term: Term): Fact[] {
  const uses = usesOf(known, name, term)
  if (uses.length === 2 && uses.includes('factor') && uses.includes('rest')) return [{ fact: 'balance' }]
  if (uses.length > 1) return [{ fact: 'several', count: uses.length }]
  const [use = 'other'] = uses
  if (use === 'other') {
    const between = (waysOf(known, name, term)[0] ?? []).filter(({ op }) => !isSum(op))
    const reader = thing(known, term.via)
    if (between.length > 0) return [{ fact: 'through', reader, operations: between.map(({ op }) => op) }]
  }
  if (use !== 'function') return [{ fact: 'use', use }]
  return [{ fact: 'slope', of: functionOf(exprOf(known, term.via)!) ?? '' }]
}

/** What there is to say of what a timestep adds to the gradient of a weight: by the place where the weight acts. */
export function factsOfWeight(known: Symbols, name: string, terms: Terms): Fact[] {
  const ways = terms.flatMap((term) => waysOf(known, name, term))
  const [way] = ways
  const inner = way?.at(-1)
  if (ways.length !== 1 || !inner) return [{ fact: 'summed', count: ways.length }]
  const { op, index, args } = inner
  if ((op === 'matvec' || op === 'matvecT') && index === 0) return [{ fact: 'outer' }]
  if (op === 'add' || op === 'spread') return [{ fact: 'bias' }]
  const other = args[1 - index]
  if ((op === 'mul' || op === 'dot') && other?.kind === 'symbol' && other.dt !== null)
    return [{ fact: 'elementwise', with: thing(known, other.name, other.dt) }]
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
