/** What is told of a cell that has its own equations: from them and from the names that its author gave, whatever the letters are. */
import { type Equation, type Frame, symbolNames, symbolsIn, type Trace } from '../../../src/index.ts'
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

/** What a function does to each number, and what reads the value: in this timestep, and in the next. */
export function writtenForward({ net }: Trace, { equation }: Frame, words: Words): string {
  const { functions, readBy, carriedTo } = words.reasons.written
  const { expr, symbol } = equation
  const readers = (dt: number) => {
    const reads = (eq: Equation) => symbolsIn(eq.expr).some((s) => s.name === symbol && s.dt === dt)
    const names = [...net.cell, ...net.head].filter(reads).map((eq) => `[[${eq.symbol}${dt ? '+1' : ''}]]`)
    return words.list([...new Set(names)])
  }
  const [now, next] = [readers(0), readers(-1)]
  const squash = expr.kind === 'apply' && expr.args.length === 1 ? expr.op : ''
  return words.sentences([
    Object.hasOwn(functions, squash) ? functions[squash as keyof typeof functions] : '',
    now && readBy(now),
    next && carriedTo(next),
  ])
}
