/** What the rows and the gates of the strip are called. */
import { gatesIn, type Reading, symbol, symbolTree, type Trace, writingOf } from '../../../src/index.ts'
import type { ShortName } from '../../figure/Mini.tsx'
import { lettersOf } from '../../math/letters.ts'
import { statesShown } from './rows.ts'

/** The letters of the states and the gates in the notation chosen, at no timestep; with their layer where names would be the same without it. */
export function namesIn(trace: Trace, reading: Reading): Readonly<Record<string, ShortName>> {
  const writing = writingOf(trace, reading)
  const symbols = new Set([...statesShown(trace), ...trace.net.states, ...gatesIn(trace.net)])
  const all = [...symbols].map(
    (name) => [name, lettersOf(symbolTree(symbol(name, null), writing).tree)] as const,
  )
  const several = ({ base, sub }: ShortName) =>
    all.filter(([, other]) => other.base === base && other.sub === sub).length > 1
  return Object.fromEntries(
    all.map(([name, each]) => [name, { base: each.base, sub: each.sub, sup: several(each) ? each.sup : '' }]),
  )
}
