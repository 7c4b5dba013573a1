/** What is known of the symbols of a net: how each is computed, what reads it, what it does to others, and which role it has. */

import type { Term } from '../algebra/adjoint.ts'
import { type Equation, inline } from '../algebra/equation.ts'
import { type Expr, isApply, type Sym, substitute, symbol, symbolsIn } from '../algebra/expression.ts'
import { type Acting, actsOf, gateIn, signsOf } from '../cell/acts.ts'
import { lossGiven } from '../cell/losses.ts'
import type { Network } from '../cell/network.ts'
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
  /** is a value never negative? */
  readonly isPositive: (e: Expr) => boolean
  /** what each symbol is that was asked for */
  readonly nouns: Map<string, Noun>
}

const made = new WeakMap<Network, Symbols>()

/** What is known of a net, found once. */
export function symbolsOf(net: Network): Symbols {
  const found = made.get(net) ?? know(net)
  made.set(net, found)
  return found
}

function know(net: Network): Symbols {
  const equations = inline([...net.cell, ...net.attention]).map(({ symbol: name, expr }) => ({
    symbol: name,
    expr: isReverse(net, name) ? turned(expr) : expr,
  }))
  const signs = signsOf(equations)
  return {
    net,
    equations,
    acts: actsOf({ equations, states: net.states }, (name) => isHiddenIn(net, name)),
    isPositive: (e) => signs(e) === 'positive',
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
const isMemory = (known: Symbols, name: string): boolean => isState(known, name) && !isHidden(known, name)
/** A memory of this timestep, in an expression. */
export const memoriesIn = (known: Symbols, e: Expr): readonly Sym[] =>
  symbolsIn(e).filter(({ name, dt }) => dt === 0 && isMemory(known, name))

/** A symbol as a sentence speaks of it, so many visits from now on the way of the equation of `of`. */
export const thing = (known: Symbols, name: string, step: number | null = 0, of = name): Thing => ({
  name,
  dt: step && isReverse(known.net, of) ? -step : step,
  step,
  is: nounOf(known, name),
})

/** A term of a gradient as it stands on the way of its sender: one visit later is 1, whichever way that goes. */
export const turnedTerm = ({ net }: Symbols, term: Term): Term =>
  term.dt && isReverse(net, term.via) ? { ...term, dt: -term.dt } : term

/** What a symbol is: a gate is what multiplies and has no sign. */
export function nounOf(known: Symbols, name: string): Noun {
  const noun = known.nouns.get(name) ?? findNoun(known, name)
  known.nouns.set(name, noun)
  return noun
}

function findNoun(known: Symbols, name: string): Noun {
  const { kind, idea, shape } = known.net.info(name)
  if (kind === 'input') return 'data'
  if (kind === 'state') {
    if (idea === 'hidden') return 'hidden'
    if (selfWay(known, name))
      return isDivisor(known, name) ? 'normaliser' : shape.length === 2 ? 'memory' : 'cell'
    return 'state'
  }
  if (kind !== 'gate') return 'value'
  if (idea === 'candidate') {
    const into = known.acts.get(name)?.find(({ act }) => act === 'is written')?.in
    if (into === undefined || !isState(known, into)) return 'value'
    if (isHidden(known, into)) return 'proposal'
    return nounOf(known, into) === 'normaliser' ? 'value' : 'candidate'
  }
  const expr = exprOf(known, name)
  if (!expr || !known.isPositive(expr)) return 'value'
  return nounOfGate(known, name)
}

/** What a gate does; one that writes stands in a product that goes into a state. */
function nounOfGate(known: Symbols, name: string): Noun {
  const { idea } = known.net.info(name)
  const writes = known.acts
    .get(name)
    ?.some((each) => each.act === 'writes' && isWriting(known, name, each.in))
  if (idea === 'input' && !writes) return 'gate'
  const isOne =
    idea === 'forget' || idea === 'input' || idea === 'output' || idea === 'update' || idea === 'reset'
  return isOne ? idea : 'gate'
}

/** Does nothing but sums and products stand between a symbol and a state that is computed from it? */
export const isWriting = (known: Symbols, name: string, into: string): boolean =>
  isState(known, into) &&
  waysTo(exprOf(known, into)!, (s) => s.name === name && s.dt === 0).some((way) => way.every(isLinear))

export const isGate = (known: Symbols, name: string): boolean =>
  ['forget', 'input', 'output', 'update', 'reset', 'gate'].includes(nounOf(known, name))

/** The gate that a factor is, itself or what it leaves of 1. */
export function gateOf(
  known: Symbols,
  e: Expr,
): { readonly gate: Thing; readonly rest: boolean } | undefined {
  const name = gateIn(e)
  return name !== undefined && isGate(known, name)
    ? { gate: thing(known, name), rest: e.kind !== 'symbol' }
    : undefined
}

/** The way of a state to its own next value, element by element; the first where there are several. */
export function selfWay(known: Symbols, name: string): Way | undefined {
  const expr = exprOf(known, name)
  return expr && waysTo(expr, (s) => s.name === name && s.dt === -1).find(isElementwise)
}

/** What multiplies a state on its way to its own next value; undefined where it has no such way. */
export function keptOf(known: Symbols, name: string, step = 0): Carried | undefined {
  const way = selfWay(known, name)
  if (!way) return undefined
  const factors = factorsOn(way)
  const [only] = factors
  if (!only) return { by: 'nothing' }
  if (factors.every(isFixed)) return { by: 'constant', ...fixedOf(known, factors) }
  const gate = factors.length === 1 ? gateOf(known, only) : undefined
  if (gate) return { by: 'gate', gate: thing(known, gate.gate.name, step), rest: gate.rest }
  const of = factors.flatMap(symbolsIn).filter(({ dt }) => dt !== null)
  return { by: 'factor', of: of.map((s) => thing(known, s.name, (s.dt ?? 0) + step)) }
}

/** Is it the same at each timestep? */
export const isFixed = (e: Expr): boolean => symbolsIn(e).every(({ dt }) => dt === null)

/** What is the same at each timestep, as a sentence speaks of it. */
export function fixedOf(known: Symbols, factors: readonly Expr[]): Fixed {
  const names = [...new Set(factors.flatMap(symbolsIn).map(({ name }) => name))]
  const weights = names.map((name) => thing(known, name, null))
  const [only] = factors
  if (factors.length !== 1 || !only || only.kind === 'number') return { weights, as: 'computed' }
  if (only.kind === 'symbol') return { weights, as: 'weights' }
  return { weights, as: isApply(only, 'oneMinus') && only.args[0]!.kind === 'symbol' ? 'rest' : 'computed' }
}

/** Does a state do nothing but divide, and go to its own next value? */
function isDivisor(known: Symbols, name: string): boolean {
  if (readersOf(known, name, 1).some((reader) => reader !== name)) return false
  const ways = known.equations.flatMap(({ expr }) => waysTo(expr, (s) => s.name === name && s.dt === 0))
  const divides = (way: Way) => way.some(({ op, index }) => (op === 'ratio' || op === 'div') && index === 1)
  return ways.length > 0 && ways.every(divides)
}

/** The symbols that are computed from this one, `later` timesteps after it, those of the head included. */
export const readersOf = (known: Symbols, name: string, later: 0 | 1): readonly string[] => {
  const reads = ({ expr }: Equation) => symbolsIn(expr).some((s) => s.name === name && s.dt === 0 - later)
  const all = [...known.equations, ...known.net.head.filter((eq) => eq.symbol !== lossGiven)]
  return all.filter(reads).map(({ symbol }) => symbol)
}

/** The function that an expression is, of anything; undefined where it is none. */
export const functionOf = (e: Expr): string | undefined =>
  e.kind === 'apply' && (isFunction(e.op) || e.op === 'max') ? e.op : undefined

/** What a pre-activation goes into: the function, undefined for none, and the symbol that this gives. */
export function squashing(
  known: Symbols,
  name: string,
): { readonly function: string | undefined; readonly gives: string } | undefined {
  if (known.net.info(name).kind !== 'preactivation') return undefined
  const reader = known.equations.find(({ expr }) => symbolsIn(expr).some((s) => s.name === name))
  return reader && { function: functionOf(reader.expr), gives: reader.symbol }
}
