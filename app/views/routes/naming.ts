/** What the routes of a net are called, and their colours. */
import { direct, dividable, type Trace } from '../../../src/index.ts'
import { calledFor } from '../../parts/equation/naming.ts'
import type { Words } from '../../words/words.ts'
import type { Texts } from './texts.ts'

/** How the state is kept, and so what the short way is. */
export const kindOf = (trace: Trace): 'C' | 'h' | 'rnn' =>
  dividable(trace.net)[0] !== 'h'
    ? 'C'
    : trace.net.adjoints.some(
          ({ of, terms }) => of === 'h' && terms.some(({ via, dt }) => via === 'h' && dt === 1),
        )
      ? 'h'
      : 'rnn'

/** The colour of a route is that of its gate. */
export const ideaOf = (trace: Trace, route: string): string =>
  trace.net.info(route === direct ? (kindOf(trace) === 'C' ? 'C' : 'h') : route).idea

/** A route in words: "input gate". */
export function routeName(trace: Trace, route: string, words: Words, texts: Texts): string {
  if (route === direct) return texts.direct[kindOf(trace)]
  if (trace.net.info(route).kind === 'preactivation') return texts.preactivation
  return calledFor(trace, route, words) ?? route
}
