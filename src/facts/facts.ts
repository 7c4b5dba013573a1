/** What there is to say of a frame: why its value is what it is. */
import type { Term } from '../algebra/adjoint.ts'
import { inline } from '../algebra/equation.ts'
import { type Sym, symbolsIn } from '../algebra/expression.ts'
import { ofGradient } from '../algebra/names.ts'
import type { Network } from '../cell/network.ts'
import type { Assigned, Frame, Trace } from '../trace/frame.ts'
import { isJoinedInput } from '../trace/terms.ts'
import { factsOfGradient, factsOfStart, factsOfWeight } from './backward.ts'
import type { AttentionPart, Fact, Noun, Read } from './fact.ts'
import { factsOfValue } from './forward.ts'
import { exprOf, isGate, nounOf, type Symbols, squashing, symbolsOf, turnedTerm } from './symbols.ts'
import { factsOfUpdate } from './update.ts'

/**
 * What there is to say of a frame, in the order in which it is told: what the operation does, how many ways a gradient meets, what acts on
 * what.
 */
export function factsOf(trace: Trace, { phase, t, equation }: Frame): readonly Fact[] {
  if (phase === 'loss') return [{ fact: 'loss' }]
  if (phase === 'update') return factsOfUpdate(trace, equation)
  const of = ofGradient(equation.symbol)
  // Before the first timestep, or behind the last for a layer that goes against time.
  if (of !== undefined && t !== null && (t === 0 || t > trace.T))
    return [{ fact: 'initial', reverse: t > trace.T }]
  if (trace.net.head.some(({ symbol }) => symbol === (of ?? equation.symbol)))
    return of === undefined ? headFact(trace, equation.symbol) : factsOfStart(trace, of)
  const found = made.get(equation) ?? factsOfCell(symbolsOf(trace.net), equation, of)
  made.set(equation, found)
  return found
}

/** The same equation stands at many timesteps. */
const made = new WeakMap<Assigned, readonly Fact[]>()

function factsOfCell(symbols: Symbols, equation: Assigned, of: string | undefined): readonly Fact[] {
  if (of === undefined) return attention(symbols, equation.symbol) ?? factsOfValue(symbols, equation.symbol)
  const terms = seen(symbols, equation.terms).map((term) => turnedTerm(symbols, term))
  return equation.overTime ? factsOfWeight(symbols, of, terms) : factsOfGradient(symbols, of, terms)
}

/** The terms as sent by equations that are seen, each once: a part without a name of its own, and the joined input of a layer, belong to all that read it. */
function seen(symbols: Symbols, terms: readonly Term[]): Term[] {
  const senders = (via: string): readonly string[] => {
    const part = symbols.net.adjoints.find(
      ({ of, silent }) => of === via && (silent || isJoinedInput(symbols.net, of)),
    )
    return part ? part.terms.flatMap((term) => senders(term.via)) : [via]
  }
  const all = terms.flatMap((term) => senders(term.via).map((via) => ({ ...term, via })))
  return all.filter(({ via, dt }, i) => all.findIndex((each) => each.via === via && each.dt === dt) === i)
}

/** The head reads the hidden state, its outputs become probabilities, and the loss judges them. */
function headFact({ net, problem }: Trace, name: string): Fact[] {
  if (net.info(name).kind === 'loss')
    return [{ fact: 'error', crossEntropy: problem.loss.kind === 'cross-entropy' }]
  const read = symbolsIn(inline(net.head).find(({ symbol }) => symbol === name)!.expr)
  if (read.some((s) => net.info(s.name).kind === 'weight'))
    return [{ fact: 'head', reads: readOf(net, read) }]
  return [{ fact: problem.loss.kind === 'bce' ? 'probabilities' : 'softmax' }]
}

/** What the head reads. */
function readOf(net: Network, read: readonly Sym[]): Read {
  const values = read.filter((s) => net.info(s.name).kind !== 'weight')
  const isAttention = (s: Sym) => net.attention.some(({ symbol, silent }) => symbol === s.name && !silent)
  if (values.some(isAttention)) return 'context'
  if (values.length === 1) return 'hidden'
  return values.some(({ dt }) => dt === null) ? 'ends' : 'both'
}

/** What each part of an attention is. */
function attention({ net }: Symbols, name: string): Fact[] | undefined {
  const part = attentionPartOf(net, name)
  return part && [{ fact: 'attends', part }]
}

/** The part of an attention that a symbol is; undefined where it is none. */
export function attentionPartOf(net: Network, name: string): AttentionPart | undefined {
  const eq = net.attention.find(({ symbol }) => symbol === name)
  if (!eq || eq.silent) return undefined
  if (eq.once === 'here') return 'query'
  if (eq.once === 'logsumexp') return 'total'
  if (eq.once === 'sum') return 'context'
  return net.info(name).kind === 'gate' ? 'share' : 'score'
}

/** What a symbol of a net is where a sentence speaks of it. */
export const nounIn = (net: Network, name: string): Noun => nounOf(symbolsOf(net), name)

const gates = new WeakMap<Network, readonly string[]>()

/** The gates of a net's cells, and the candidates that they let in, where those are squashed; in the order of the equations. */
export function gatesIn(net: Network): readonly string[] {
  const found = gates.get(net) ?? net.cell.map(({ symbol }) => symbol).filter((name) => isGateLike(net, name))
  gates.set(net, found)
  return found
}

function isGateLike(net: Network, name: string): boolean {
  const symbols = symbolsOf(net)
  if (isGate(symbols, name)) return true
  const expr = exprOf(symbols, name)
  const { kind, idea } = net.info(name)
  return kind === 'gate' && idea === 'candidate' && !!expr && symbols.rangeOf(expr).every(Number.isFinite)
}

/** What a pre-activation goes into: the function, undefined for none, and the symbol that this gives; undefined where it is none. */
export const squashingOf = (net: Network, name: string) => squashing(symbolsOf(net), name)
