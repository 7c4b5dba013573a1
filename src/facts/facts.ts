/** What there is to say of a frame: why its value is what it is. */
import type { Term } from '../algebra/adjoint.ts'
import { ofGradient } from '../algebra/expression.ts'
import type { Network } from '../cell/network.ts'
import type { Assigned, Frame, Trace } from '../trace/frame.ts'
import { factsOfGradient, factsOfStart, factsOfWeight } from './backward.ts'
import type { Fact, Noun } from './fact.ts'
import { factsOfValue } from './forward.ts'
import { type Known, knownOf, nounOf, squashing } from './known.ts'

/** The facts of a frame, in the order in which they are told. */
export function factsOf(trace: Trace, { phase, t, equation }: Frame): readonly Fact[] {
  if (phase === 'loss') return [{ fact: 'loss' }]
  if (phase === 'update') return [{ fact: 'update' }]
  const of = ofGradient(equation.symbol)
  if (of !== undefined && t === 0) return [{ fact: 'initial' }]
  const head = trace.net.head.findIndex(({ symbol }) => symbol === (of ?? equation.symbol))
  if (head >= 0) return of === undefined ? headFact(trace, equation.symbol, head) : factsOfStart(trace, of)
  const found = made.get(equation) ?? factsOfCell(knownOf(trace.net), equation, of)
  made.set(equation, found)
  return found
}

/** The same equation stands at many timesteps. */
const made = new WeakMap<Assigned, readonly Fact[]>()

function factsOfCell(known: Known, equation: Assigned, of: string | undefined): readonly Fact[] {
  if (of === undefined) return factsOfValue(known, equation.symbol)
  const terms = seen(known, equation.terms)
  return equation.overTime ? factsOfWeight(known, of, terms) : factsOfGradient(known, of, terms)
}

/** The terms as sent by equations that are seen, each once: a part without a name of its own belongs to all that read it. */
function seen(known: Known, terms: readonly Term[]): Term[] {
  const senders = (via: string): readonly string[] => {
    const part = known.net.adjoints.find(({ of, silent }) => silent && of === via)
    return part ? part.terms.flatMap((term) => senders(term.via)) : [via]
  }
  const all = terms.flatMap((term) => senders(term.via).map((via) => ({ ...term, via })))
  return all.filter(({ via, dt }, i) => all.findIndex((each) => each.via === via && each.dt === dt) === i)
}

/** The head reads the hidden state, its outputs become probabilities, and the loss judges them. */
function headFact({ net, problem }: Trace, name: string, at: number): Fact[] {
  if (net.info(name).kind === 'loss')
    return [{ fact: 'error', crossEntropy: problem.loss.kind === 'cross-entropy' }]
  return [{ fact: at === 0 ? 'head' : 'softmax' }]
}

/** What a symbol of a net is where a sentence speaks of it. */
export const nounIn = (net: Network, name: string): Noun => nounOf(knownOf(net), name)

/** What a pre-activation goes into: the function, undefined for none, and the symbol that this gives; undefined where it is none. */
export const squashingOf = (net: Network, name: string) => squashing(knownOf(net), name)
