import { depths, derive, notationIds, texOf, toJson } from '../index.ts'
import { fail, oneOf, optionsOf, traceOf } from './arguments.ts'

/** The derivation of one element of a gradient: `npm run -s derive -- FILE.json 'd:U_f[0,1]' --depth all --notation notes`. */
export function deriveCommand(args: readonly string[]): string {
  const { values, rest } = optionsOf(
    args,
    { depth: { type: 'string', default: 'one' }, notation: { type: 'string', default: 'notes' } },
    true,
  )
  const [path, target, ...more] = rest
  const depth = oneOf('depth', values.depth, depths)
  const notation = oneOf('notation', values.notation, notationIds)
  if (path === undefined || target === undefined || more.length > 0)
    fail("expected a file and a gradient: npm run -s derive -- FILE.json 'd:U_f[0,1]'")
  const reading = { notation, gradient: 'partial', weights: 'split' } as const
  const result = derive(traceOf(path), target, { depth, reading })
  if (!result.ok) fail(result.error)
  return toJson(result.value.lines.map(({ rule, tree, value }) => ({ rule, tex: texOf(tree, false), value })))
}
