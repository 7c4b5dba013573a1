/** What is told of a cell that has its own equations: from them and from the names that its author gave, whatever the letters are. */
import { type Frame, symbolNames, type Trace } from '../../../src/index.ts'
import type { Words } from '../../words/words.ts'

/** Has the cell of a run its own equations? */
export const isOwn = ({ problem }: Trace): boolean => typeof problem.model.cell !== 'string'

/** Is a symbol written by a cell that has its own equations? */
export const isWritten = (trace: Trace, name: string): boolean =>
  isOwn(trace) && trace.net.cell.some(({ symbol }) => symbol === name)

/** What a symbol is called, with a capital letter; the symbol itself where it has no name. */
export function writtenTitle(
  trace: Trace,
  { phase, t, equation }: Frame,
  name: string,
  words: Words,
): string {
  const said = symbolNames(trace.problem.model, words.languageCode).get(name)
  const called = said === undefined ? `[[${name}]]` : said.charAt(0).toUpperCase() + said.slice(1)
  if (phase === 'forward') return called
  const { backward } = words.names
  if (t === 0) return words.labelled(backward.initial, `[[${name}]]`)
  return equation.terms.length > 1 ? backward.fork(`[[${name}]]`, equation.terms.length) : called
}

/** Why a gradient is what it is, by the number of ways that the symbol has to the loss. */
export function writtenReason({ t, equation }: Frame, words: Words): string {
  const { backward } = words.reasons
  if (t === 0) return backward.initial
  const ways = equation.terms.length
  return ways === 0 ? backward.noWay : ways === 1 ? backward.oneWay : backward.ways(ways)
}
