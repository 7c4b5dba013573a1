/** What the routes of a state are called, their colours, and what people ask about it: all from the equations. */
import {
  direct,
  isApply,
  type Reading,
  type Routes,
  stepFactors,
  stepOf,
  type Trace,
} from '../../../src/index.ts'
import { readOut } from '../../math/name.ts'
import { calledFor } from '../../parts/equation/naming.ts'
import { useReading } from '../../state/store.ts'
import { useWords, type Words } from '../../words/words.ts'
import { type Texts, useTexts } from './texts.ts'

/** How a state comes from itself: a memory beside h, or h, by a term of its own; or only through what mixes it. */
export type StateKind = 'memory' | 'hidden' | 'mixed'

const termsOf = ({ net }: Trace, of: string) => net.adjoints.find((adjoint) => adjoint.of === of)?.terms ?? []

export function kindOf(trace: Trace, of: string): StateKind {
  const step = stepOf(trace.net, of)
  const keeps = termsOf(trace, of).some(({ via, dt }) => via === of && dt === step)
  if (!keeps) return 'mixed'
  return of === hiddenOf(trace, of) ? 'hidden' : 'memory'
}

/** What the cell of a state says. */
export function hiddenOf({ net }: Trace, of: string): string {
  const { layer, reverse = false } = net.info(of)
  return net.tracks.find((track) => track.layer === layer && track.reverse === reverse)!.h
}

/** A text of a cell along time, of a cell in any layer and direction: there h has another name, and the timestep visited before may be the next. */
export function textIn(trace: Trace, of: string, text: string): string {
  const own = text.replaceAll('[[h-1]]', `[[${hiddenOf(trace, of)}-1]]`)
  return stepOf(trace.net, of) === 1 ? own : own.replaceAll('-1]]', '+1]]')
}

/** The colour of a route is that of its gate. */
export const ideaOf = (trace: Trace, of: string, route: string): string =>
  trace.net.info(route === direct ? of : route).idea

/** What a view of routes calls things. */
export interface Names {
  /** a symbol as plain text, in the notation chosen */
  readonly plain: (symbol: string) => string
  /** a route in words, such as "input gate" */
  readonly route: (route: string) => string
}

/** How the routes to a state and the symbols beside it are called. */
export function namesOf(trace: Trace, of: string, reading: Reading, words: Words, texts: Texts): Names {
  const { net } = trace
  const plain = (symbol: string) => readOut(trace, reading, symbol)
  const route = (name: string) => {
    if (name === direct) return texts.direct[kindOf(trace, of)](plain(of))
    if (net.info(name).kind === 'preactivation') return texts.preactivation
    const called = calledFor(trace, name, words)
    if (called === undefined) return plain(name)
    // Beside another state, "cell state" alone would not say which.
    return net.states.includes(name) ? words.aside(called, plain(name)) : called
  }
  return { plain, route }
}

/** The same in the language and the notation chosen. */
export const useNames = (trace: Trace, of: string): Names =>
  namesOf(trace, of, useReading(), useWords(), useTexts())

/** What a state is kept with from t − 1 to t, as a text of the page with its symbols marked: [[f]], 1 − [[z]]; undefined where it is longer. */
export function keptWith(trace: Trace, of: string): string | undefined {
  const factor = carryFactor(trace, of)
  if (!factor) return undefined
  // Without a factor the state is kept as it is.
  if (factor.expr === undefined) return '1'
  const rest = isApply(factor.expr, 'oneMinus') ? factor.expr.args[0]! : factor.expr
  return rest.kind === 'symbol' ? `${rest === factor.expr ? '' : '1 − '}[[${rest.name}]]` : undefined
}

/** The one symbol that a state is kept with from t − 1 to t, such as f; undefined where it is kept with anything else. */
export function keptBy(trace: Trace, of: string): string | undefined {
  const factor = carryFactor(trace, of)
  return factor?.expr?.kind === 'symbol' ? factor.expr.name : undefined
}

const carryFactor = (trace: Trace, of: string) =>
  stepFactors(trace, 1).find(({ kind, state }) => kind === 'carry' && state === of)

/** Why the whole derivative is more than what the state is kept with, or is not. */
export type AnswerKind = 'alone' | 'throughH' | 'directly' | 'gates' | 'mixed' | 'others'

export function answerKind(trace: Trace, { of, names }: Routes): AnswerKind {
  const kind = kindOf(trace, of)
  if (kind === 'mixed') return 'mixed'
  if (names.length === 1) return 'alone'
  if (kind === 'hidden') return 'gates'
  const terms = termsOf(trace, of)
  const isGate = (via: string) => ['preactivation', 'gate'].includes(trace.net.info(via).kind)
  if (terms.some(({ via }) => isGate(via))) return 'directly'
  return terms.some(({ via, dt }) => via !== of && dt === 0) ? 'throughH' : 'others'
}
