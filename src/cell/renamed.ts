/** Which symbols of a cell are those of another one under a new name. */
import type { Expr } from '../algebra/expression.ts'
import { text } from '../algebra/write.ts'
import type { Cell } from './compile.ts'

/** The old name of each symbol that was renamed, by its new one: an equation stayed as it was but for names that came and names that went. */
export function renamed(before: Cell, after: Cell): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const free = new Set(before.equations)
  for (const { symbol, expr } of after.equations)
    for (const old of free) {
      const tried = new Map(found)
      const same = isRenamed(symbol, old.symbol) && alike(expr, old.expr, isRenamed)
      if (same) {
        free.delete(old)
        for (const [name, was] of tried) found.set(name, was)
        break
      }
      function isRenamed(name: string, was: string): boolean {
        if (before.shapes.has(name) || after.shapes.has(was)) return name === was
        const known = tried.get(name)
        if (known !== undefined || [...tried.values()].includes(was)) return known === was
        if (String(before.shapes.get(was)) !== String(after.shapes.get(name))) return false
        tried.set(name, was)
        return true
      }
    }
  return found
}

/** Are two expressions the same, where their symbols are? */
function alike(a: Expr, b: Expr, same: (name: string, was: string) => boolean): boolean {
  if (a.kind === 'symbol') return b.kind === 'symbol' && a.dt === b.dt && same(a.name, b.name)
  if (a.kind === 'number') return b.kind === 'number' && a.value === b.value
  return (
    b.kind === 'apply' &&
    a.op === b.op &&
    a.args.length === b.args.length &&
    a.args.every((arg, i) => alike(arg, b.args[i]!, same))
  )
}

/**
 * Is a cell another one edited, and not quite another cell? It writes the same symbols, renamed or not; or at least half of the lines of
 * the shorter one stand in both.
 */
export function isEdited(before: Cell, after: Cell): boolean {
  const names = renamed(before, after)
  const had = new Set(before.equations.map(({ symbol }) => symbol))
  const has = after.equations.map(({ symbol }) => names.get(symbol) ?? symbol)
  if (has.length === had.size && has.every((symbol) => had.has(symbol))) return true
  const lineOf = ({ symbol, expr }: Cell['equations'][number]) => `${symbol} = ${text(expr)}`
  const lines = new Set(before.equations.map(lineOf))
  const stayed = after.equations.filter((each) => lines.has(lineOf(each))).length
  return 2 * stayed >= Math.min(before.equations.length, after.equations.length)
}
