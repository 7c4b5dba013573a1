/** What is known of the symbols of a net: how each is computed, what reads it, what it does to others, and which role it has. */

import type { Term } from '../algebra/adjoint.ts'
import { type Equation, inline } from '../algebra/equation.ts'
import { type Expr, isApply, type Sym, substitute, symbol, symbolsIn } from '../algebra/expression.ts'
import { type Acting, actsOf, gateIn } from '../cell/acts.ts'
import { lossGiven } from '../cell/losses.ts'
import type { Network } from '../cell/network.ts'
import { type Range, rangesOf } from '../cell/ranges.ts'
import type { Carried, Fixed, Noun, Thing } from './fact.ts'
import { factorsOn, isElementwise, isFunction, isLinear, type Way, waysTo } from './uses.ts'

export interface Symbols {
  readonly net: Network
  /**
   * The equations of the layers and of the attention, without parts that have names of their own. Times are counted along the way that an
   * equation's layer goes through time: what it visited before is t − 1.
   */
  readonly equations: readonly Equation[]
  readonly acts: ReadonlyMap<string, readonly Acting[]>
  /** between which numbers a value lies */
  readonly rangeOf: (e: Expr) => Range
  /** the nouns of the symbols that sentences have asked for so far */
  readonly nouns: Map<string, Noun>
}

const made = new WeakMap<Network, Symbols>()

/** What is known of a net, found once. */
export function symbolsOf(net: Network): Symbols {
  const found = made.get(net) ?? readSymbols(net)
  made.set(net, found)
  return found
}

function readSymbols(net: Network): Symbols {
  const equations = inline([...net.cell, ...net.attention]).map(({ symbol: name, expr }) => ({
    symbol: name,
    expr: isReverse(net, name) ? turned(expr) : expr,
  }))
  return {
    net,
    equations,
    acts: actsOf({ equations, states: net.states }, (name) => isHiddenIn(net, name)),
    rangeOf: rangesOf(equations),
    nouns: new Map(),
  }
}

/** The right-hand side of a symbol of the cell. */
export const exprOf = ({ equations }: Symbols, name: string): Expr | undefined =>
  equations.find(({ symbol }) => symbol === name)?.expr

/** Does the layer of a symbol go against time? */
export const isReverse = (net: Network, name: string): boolean => net.info(name).reverse === true
const turned = (e: Expr): Expr =>
  substitute(e, (s) => (s.dt === null || s.dt === 0 ? s : symbol(s.name, -s.dt)))

const isHiddenIn = (net: Network, name: string): boolean =>
  net.info(name).kind === 'state' && net.info(name).idea === 'hidden'
export const isHidden = ({ net }: Symbols, name: string): boolean => isHiddenIn(net, name)
export const isState = ({ net }: Symbols, name: string): boolean => net.info(name).kind === 'state'
const isMemory = (symbols: Symbols, name: string): boolean =>
  isState(symbols, name) && !isHidden(symbols, name)
/** A memory of this timestep, in an expression. */
export const memoriesIn = (symbols: Symbols, e: Expr): readonly Sym[] =>
  symbolsIn(e).filter(({ name, dt }) => dt === 0 && isMemory(symbols, name))

/** A symbol as a sentence speaks of it, so many visits from now on the way of the equation of `of`. */
export const thing = (symbols: Symbols, name: string, step: number | null = 0, of = name): Thing => ({
  name,
  dt: step && isReverse(symbols.net, of) ? -step : step,
  step,
  is: nounOf(symbols, name),
})

/** A term of a gradient as it stands on the way of its sender: one visit later is 1, whichever way that goes. */
export const turnedTerm = ({ net }: Symbols, term: Term): Term =>
  term.dt && isReverse(net, term.via) ? { ...term, dt: -term.dt } : term

/** What a symbol is: a gate is what multiplies and has no sign. */
export function nounOf(symbols: Symbols, name: string): Noun {
  const noun = symbols.nouns.get(name) ?? findNoun(symbols, name)
  symbols.nouns.set(name, noun)
  return noun
}

function findNoun(symbols: Symbols, name: string): Noun {
  const { kind, idea, shape } = symbols.net.info(name)
  if (kind === 'input') return 'data'
  if (kind === 'state') {
    if (idea === 'hidden') return 'hidden'
    if (selfWay(symbols, name))
      return isDivisor(symbols, name) ? 'normaliser' : shape.length === 2 ? 'memory' : 'cell'
    return 'state'
  }
  if (kind !== 'gate') return 'value'
  if (idea === 'candidate') {
    const into = symbols.acts.get(name)?.find(({ act }) => act === 'is written')?.in
    if (into === undefined || !isState(symbols, into)) return 'value'
    if (isHidden(symbols, into)) return 'proposal'
    return nounOf(symbols, into) === 'normaliser' ? 'value' : 'candidate'
  }
  const expr = exprOf(symbols, name)
  if (!expr || symbols.rangeOf(expr)[0] < 0) return 'value'
  return nounOfGate(symbols, name)
}

/** What a gate does; one that writes stands in a product that goes into a state. */
function nounOfGate(symbols: Symbols, name: string): Noun {
  const { idea } = symbols.net.info(name)
  const writes = symbols.acts
    .get(name)
    ?.some((each) => each.act === 'writes' && isWriting(symbols, name, each.in))
  if (idea === 'input' && !writes) return 'gate'
  const isOne =
    idea === 'forget' || idea === 'input' || idea === 'output' || idea === 'update' || idea === 'reset'
  return isOne ? idea : 'gate'
}

/** Does nothing but sums and products stand between a symbol and a state that is computed from it? */
export const isWriting = (symbols: Symbols, name: string, into: string): boolean =>
  isState(symbols, into) &&
  waysTo(exprOf(symbols, into)!, (s) => s.name === name && s.dt === 0).some((way) => way.every(isLinear))

export const isGate = (symbols: Symbols, name: string): boolean =>
  ['forget', 'input', 'output', 'update', 'reset', 'gate'].includes(nounOf(symbols, name))

/** The gate that a factor is, itself or what it leaves of 1. */
export function gateOf(
  symbols: Symbols,
  e: Expr,
): { readonly gate: Thing; readonly rest: boolean } | undefined {
  const name = gateIn(e)
  return name !== undefined && isGate(symbols, name)
    ? { gate: thing(symbols, name), rest: e.kind !== 'symbol' }
    : undefined
}

/** The way of a state to its own next value, element by element; the first where there are several. */
export function selfWay(symbols: Symbols, name: string): Way | undefined {
  const expr = exprOf(symbols, name)
  return expr && waysTo(expr, (s) => s.name === name && s.dt === -1).find(isElementwise)
}

/** What multiplies a state on its way to its own next value; undefined where it has no such way. */
export function keptOf(symbols: Symbols, name: string, step = 0): Carried | undefined {
  const way = selfWay(symbols, name)
  if (!way) return undefined
  const factors = factorsOn(way)
  const [only] = factors
  if (!only) return { by: 'nothing' }
  if (factors.every(isFixed)) return { by: 'constant', ...fixedOf(symbols, factors) }
  const gate = factors.length === 1 ? gateOf(symbols, only) : undefined
  if (gate) return { by: 'gate', gate: thing(symbols, gate.gate.name, step), rest: gate.rest }
  const of = factors.flatMap(symbolsIn).filter(({ dt }) => dt !== null)
  return { by: 'factor', of: of.map((s) => thing(symbols, s.name, (s.dt ?? 0) + step)) }
}

/** Is it the same at each timestep? */
export const isFixed = (e: Expr): boolean => symbolsIn(e).every(({ dt }) => dt === null)

/** What is the same at each timestep, as a sentence speaks of it. */
export function fixedOf(symbols: Symbols, factors: readonly Expr[]): Fixed {
  const names = [...new Set(factors.flatMap(symbolsIn).map(({ name }) => name))]
  const weights = names.map((name) => thing(symbols, name, null))
  const [only] = factors
  if (factors.length !== 1 || !only || only.kind === 'number') return { weights, as: 'computed' }
  if (only.kind === 'symbol') return { weights, as: 'weights' }
  return { weights, as: isApply(only, 'oneMinus') && only.args[0]!.kind === 'symbol' ? 'rest' : 'computed' }
}

/** Does a state do nothing but divide, and go to its own next value? */
function isDivisor(symbols: Symbols, name: string): boolean {
  if (readersOf(symbols, name, 1).some((reader) => reader !== name)) return false
  const ways = symbols.equations.flatMap(({ expr }) => waysTo(expr, (s) => s.name === name && s.dt === 0))
  const divides = (way: Way) => way.some(({ op, index }) => (op === 'ratio' || op === 'div') && index === 1)
  return ways.length > 0 && ways.every(divides)
}

/** The symbols that are computed from this one, `later` timesteps after it, those of the head included. */
export const readersOf = (symbols: Symbols, name: string, later: 0 | 1): readonly string[] => {
  const reads = ({ expr }: Equation) => symbolsIn(expr).some((s) => s.name === name && s.dt === 0 - later)
  const all = [...symbols.equations, ...symbols.net.head.filter((eq) => eq.symbol !== lossGiven)]
  return all.filter(reads).map(({ symbol }) => symbol)
}

/** The function that an expression is, of anything; undefined where it is none. */
export const functionOf = (e: Expr): string | undefined =>
  e.kind === 'apply' && (isFunction(e.op) || e.op === 'max') ? e.op : undefined

/** What a pre-activation goes into: the function, undefined for none, and the symbol that this gives. */
export function squashing(
  symbols: Symbols,
  name: string,
): { readonly function: string | undefined; readonly gives: string } | undefined {
  if (symbols.net.info(name).kind !== 'preactivation') return undefined
  const reader = symbols.equations.find(({ expr }) => symbolsIn(expr).some((s) => s.name === name))
  return reader && { function: functionOf(reader.expr), gives: reader.symbol }
}
