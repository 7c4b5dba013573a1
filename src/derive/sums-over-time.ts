/**
 * Sums over timesteps inside an expression, with a time of their own: what a value without a time (the context of an attention) sends back is
 * gathered over all timesteps that read it. Such a sum is a symbol without a time, so that whatever is done around it leaves it as it is;
 * the symbols of its body are relative to the timestep that is summed.
 */
import { apply, type Expr, isApply, type Sym, symbol } from '../algebra/expression.ts'
import { sumOverTime } from '../algebra/names.ts'

/** Timesteps that an expression is read at: one, or all from … to at once. */
export interface Scope {
  readonly from: number
  readonly to: number
}

export interface Over extends Sym, Scope {
  readonly body: Expr
  /** a symbol of the same shape */
  readonly like: Sym
}

/** The sum of the body over the timesteps; a minus sign stands in front of it. */
export function over(body: Expr, { from, to }: Scope, like: Sym): Expr {
  if (isApply(body, 'neg')) return apply('neg', over(body.args[0]!, { from, to }, like))
  const name = sumOverTime(from, to, JSON.stringify(body))
  return Object.freeze({ ...symbol(name, null), body, from, to, like })
}

export const isOver = (e: Expr): e is Over => 'body' in e

/** The expression with the bodies of its sums over time changed, those of the innermost first. */
export function withinSums(e: Expr, change: (body: Expr, scope: Scope) => Expr): Expr {
  if (isOver(e)) {
    const body = change(withinSums(e.body, change), e)
    return body === e.body ? e : over(body, e, e.like)
  }
  if (e.kind !== 'apply') return e
  const args = e.args.map((arg) => withinSums(arg, change))
  return args.every((arg, i) => arg === e.args[i]) ? e : apply(e.op, ...args)
}

/** Every sum over time in an expression, those inside others too. */
export function sumsIn(e: Expr): Over[] {
  if (isOver(e)) return [e, ...sumsIn(e.body)]
  return e.kind === 'apply' ? e.args.flatMap(sumsIn) : []
}

/** Timesteps one after the other at which `same` gives the same, those at which it gives nothing left out. */
export function runs(T: number, same: (t: number) => string | undefined): Scope[] {
  const found: { from: number; to: number; key: string }[] = []
  for (let t = 1; t <= T; t++) {
    const key = same(t)
    const last = found.at(-1)
    if (key === undefined) continue
    if (last?.to === t - 1 && last.key === key) last.to = t
    else found.push({ from: t, to: t, key })
  }
  return found.map(({ from, to }) => ({ from, to }))
}
