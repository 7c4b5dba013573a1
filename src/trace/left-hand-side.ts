import { symbol } from '../algebra/expression.ts'
import { symbolTree, tagsOf, type Writing } from '../algebra/typeset.ts'
import { count } from '../print/number.ts'
import { named, type Tree, taken } from '../print/tree.ts'
import type { Frame } from './frame.ts'

/** The left-hand side; what one timestep adds to a weight's gradient is marked with a bar and the timestep. */
export function leftOf({ equation, t, phase }: Frame, writing: Writing): Tree {
  const { symbol: name, overTime, untimed } = equation
  const written = symbol(name, t === null || overTime || untimed ? null : 0)
  const { tree } = symbolTree(written, writing)
  const tags = tagsOf(written, writing)
  if (phase === 'loss' || !overTime) return named(tags, tree)
  return named({ ...tags, ref: `${name}@${t}` }, taken(tree, count(t!)))
}
